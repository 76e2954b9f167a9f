"""How far an event has got, as the text says it: tense and auxiliaries, governing verbs and nouns, negation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import get_args

from spacy.tokens import Token

from onrecord.model import Stage
from onrecord.reading.clauses import case
from onrecord.reading.knowledge.index import table

STAGES: tuple[Stage, ...] = get_args(Stage)
#: Stages that something has not got beyond: a verb of beginning above them does not carry it further.
_EARLY = frozenset(("requested", "considered", "planned", "proposed"))
_STOPPED = frozenset(("refused", "withdrawn"))
_NEGATIONS = frozenset(
    ("not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "nothing", "none", "without", "hardly")
)
_COMPLEMENT = frozenset(
    (
        "xcomp",
        "ccomp",
        "advcl",
        "acl",
        "obj",
        "csubj",
        "csubj:pass",
        "nsubj",
        "nsubj:pass",
        "nmod",
        "nmod:poss",
        "obl",
        "conj",
        "compound",
        "iobj",
        "acl:relcl",
        "parataxis",
    )
)
_FARTHEST = 6
#: Verbs whose prepositional object is what they speak of: "voted for the deployment", not "met after the deployment".
_WITH_OBLIQUE = frozenset(
    [
        "think",
        "talk",
        "work",
        "look",
        "toy",
        "chew",
        "agree",
        "commit",
        "vote",
        "proceed",
        "balk",
        "sign",
        "ask",
        "call",
        "appeal",
        "plead",
        "earmark",
        "push",
        "press",
    ]
)
_TEMPORAL = frozenset(
    ["after", "before", "during", "since", "amid", "until", "despite", "following", "in", "at"]
)


@dataclass(frozen=True, slots=True)
class StageCue:
    """An entry of stages.tsv."""

    cue: str
    pos: str
    says: str
    denied: str
    example: str


@dataclass(slots=True)
class Standing:
    """Where an event stands.

    stage    None where no cue and no tense says it: then what the frame has
    negated  whether it is said not to be
    cues     (what it says, the word), outermost last
    """

    stage: Stage | None = None
    negated: bool = False
    cues: list[tuple[str, Token]] = field(default_factory=list)


@cache
def stage_cues() -> dict[tuple[str, str], StageCue]:
    """The entries by cue and part of speech."""
    return {(row[0], row[1]): StageCue(*row) for row in table("stages.tsv", 5)}


def standing(trigger: Token, own: StageCue | None = None) -> Standing:
    """What the sentence says of the event that a word names.

    own  the entry of the word itself, where it is one that says a stage: "approved 15 million dollars"
    """
    found = Standing()
    if own is not None:
        _apply(own, trigger, found)
        _auxiliaries(trigger, found)
    else:
        _own(trigger, found)
    current = trigger
    for _ in range(_FARTHEST):
        above = current.head
        if above is current or current.dep_ not in _COMPLEMENT:
            break
        if current.dep_ == "conj":
            if not _shares_auxiliaries(current):
                current = above
                continue
            _auxiliaries(above, found, inherited=True)
            current = above
            continue
        if current.dep_ in ("advcl", "acl:relcl", "parataxis") and not _is_complement_clause(current):
            if current.dep_ == "advcl" and any(
                c.lower_ in ("if", "unless") for c in current.children if c.dep_ == "mark"
            ):
                _say(found, "considered", current)
            break
        cue = cue_of(above, current)
        if cue is None and above.pos_ in ("VERB", "ADJ") and current.dep_ in ("ccomp", "parataxis"):
            break
        if cue is not None and cue.says == "report":
            _denied_report(above, found)
            _future_in_past(found)
            break
        if (
            cue is None
            and current.dep_ in ("nsubj", "obl", "nmod", "obj", "iobj", "nmod:poss", "compound")
            and above.pos_ == "VERB"
        ):
            _light(above, current, found)
            break
        if cue is not None:
            _apply(cue, above, found)
            _auxiliaries(above, found)
        elif _is_negated(above):
            found.negated = True
            found.cues.append(("negated", _negation(above) or above))
        current = above
    return found


def _own(trigger: Token, found: Standing) -> None:
    """What stands at the event's own word: auxiliaries, negation, tense, adjectives."""
    if trigger.pos_ in ("VERB", "AUX"):
        _auxiliaries(trigger, found)
        if found.stage is None and trigger.dep_ == "ROOT" and _is_infinitive(trigger):
            _say(found, "pledged", trigger)  # "Japan to give boats", as headlines have it
        if found.stage is None and _is_progressive(trigger):
            _say(found, "underway", trigger)
    else:
        for child in trigger.children:
            if child.dep_ in ("amod", "compound") and (
                cue := stage_cues().get((_lemma_of_adjective(child), "ADJ"))
            ):
                if cue.says in STAGES:
                    _say(found, cue.says, child)
        if _is_negated(trigger):
            found.negated = True
            found.cues.append(("negated", _negation(trigger) or trigger))


def _lemma_of_adjective(token: Token) -> str:
    return token.lower_


def _say(found: Standing, stage: str, word: Token) -> None:
    found.stage = stage  # type: ignore[assignment]
    found.cues.append((stage, word))


def _auxiliaries(verb: Token, found: Standing, *, inherited: bool = False) -> None:
    """What the auxiliaries and negations of a verb do to what has been read so far."""
    negation = _negation(verb)
    modal = next((c for c in verb.children if c.dep_ == "aux" and (c.lemma_, "AUX") in stage_cues()), None)
    if modal is not None:
        cue = stage_cues()[modal.lemma_, "AUX"]
        if negation is not None and not inherited:
            if cue.denied == "refused" and found.stage is None:
                _say(found, "refused", negation)
            elif found.stage is None or found.stage in STAGES:
                found.negated = True
                found.cues.append(("negated", negation))
            return
        if cue.says == "future":
            if found.stage in (None, "underway", "done"):
                _say(found, "pledged", modal)
            elif found.stage == "approved":
                _say(found, "proposed", modal)
        elif cue.says == "possible" and found.stage not in _EARLY | _STOPPED:
            _say(found, "considered", modal)
        elif cue.says == "demanded" and found.stage not in _EARLY | _STOPPED:
            _say(found, "proposed", modal)
    elif negation is not None and not inherited and found.stage is None:
        found.negated = True
        found.cues.append(("negated", negation))
    elif (be := _be_to(verb)) is not None and found.stage is None:
        _say(found, "planned", be)


def _apply(cue: StageCue, word: Token, found: Standing) -> None:
    """What a governing word does to what has been read so far."""
    negation = _negation(word)
    says = cue.says if negation is None else cue.denied
    if says == "none":
        return
    if says in ("negated", "fails"):
        found.negated = True
        found.cues.append(("negated", negation or word))
        if cue.says in STAGES and found.stage is None:
            found.stage = cue.says
        return
    if says not in STAGES:
        return
    if found.stage in _EARLY and says in ("underway", "done"):
        return  # "began to consider sending"
    if found.stage is not None and says == "pledged":
        return  # "announced plans", "announced the end", "promised to consider"
    if found.stage in _STOPPED and says in _EARLY:
        _say(found, says, word)
        return
    _say(found, says, negation or word if negation is not None else word)


def _light(verb: Token, noun: Token, found: Standing) -> None:
    """A verb that no cue knows, over a noun that names an event: only its auxiliaries count."""
    if noun.dep_ in ("obj", "nsubj", "iobj") and found.stage is None:
        modal = next(
            (
                c
                for c in verb.children
                if c.dep_ == "aux" and c.lemma_ in ("will", "shall", "would", "could", "may", "might")
            ),
            None,
        )
        if modal is not None:
            _say(found, "pledged" if modal.lemma_ in ("will", "shall") else "considered", modal)
    if (
        noun.dep_ == "obj"
        and _negation(verb) is not None
        and verb.lemma_ in ("make", "have", "take", "give", "carry", "hold", "send", "see")
    ):
        found.negated = True
        found.cues.append(("negated", _negation(verb) or verb))


def _denied_report(verb: Token, found: Standing) -> None:
    """ "Nobody said that ..." tells nothing of the event; left as it is."""


def _future_in_past(found: Standing) -> None:
    """ "Said it would send" is a promise: a reported "will"."""
    for index, (says, word) in enumerate(found.cues):
        if says == "considered" and word.lower_ in ("would", "’d", "'d") and found.stage == "considered":
            found.cues[index] = ("pledged", word)
            found.stage = "pledged"


def cue_of(word: Token, below: Token) -> StageCue | None:
    """The entry for a governing word: with its particle, its object, or by itself."""
    cues = stage_cues()
    pos = "VERB" if word.pos_ == "AUX" else word.pos_
    lemma = word.lemma_.lower()
    if _comes_from(below) and (cue := cues.get((f"{lemma} from", pos))) is not None:
        return cue  # "a long way from any decision", "steps from sending"
    if pos == "VERB":
        for child in word.children:
            if child.dep_ == "compound:prt" or (child.dep_ == "advmod" and child.i == word.i + 1):
                if (cue := cues.get((f"{lemma}+{child.lower_}", pos))) is not None:
                    return cue
            if (
                child.dep_ == "obj"
                and child is not below
                and (cue := cues.get((f"{lemma}>{child.lemma_.lower()}", pos)))
            ):
                return cue
        if below.dep_ in ("nsubj", "nmod", "compound") and lemma not in (
            "arrive",
            "begin",
            "start",
            "continue",
            "resume",
            "end",
        ):
            return None
        if below.dep_ == "obl" and (lemma not in _WITH_OBLIQUE or case(below) in _TEMPORAL):
            return None
    return cues.get((lemma, pos)) or (cues.get((word.lower_, "ADJ")) if pos in ("ADJ", "VERB") else None)


def _comes_from(word: Token) -> bool:
    """Whether "from" stands before a phrase or clause."""
    return any(c.lower_ == "from" and c.dep_ in ("case", "mark") for c in word.children)


def _is_complement_clause(clause: Token) -> bool:
    """Whether an adverbial clause is really what the verb above asks for: "pledged on Tuesday to supply"."""
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
    if clause.dep_ != "advcl":
        return False
    if "to" in marks or clause.text.endswith("ing"):
        cue = cue_of(clause.head, clause)
        return cue is not None and cue.says != "report"
    return "whether" in marks


def _shares_auxiliaries(clause: Token) -> bool:
    """Whether a coordinated verb stands under the auxiliaries of the first: "will send tanks and train crews"."""
    return not any(c.dep_ in ("nsubj", "nsubj:pass", "aux", "aux:pass") for c in clause.children)


def _negation(word: Token) -> Token | None:
    for child in word.children:
        if child.lower_ in _NEGATIONS and child.dep_ in (
            "advmod",
            "det",
            "cc:preconj",
            "mark",
            "case",
            "nsubj",
            "nsubj:pass",
            "obj",
        ):
            return child
        if child.dep_ in ("nsubj", "nsubj:pass", "obj") and any(
            g.lower_ in ("no", "neither", "not") and g.dep_ in ("det", "advmod") for g in child.children
        ):
            if word.pos_ in ("VERB", "AUX") and child.dep_ != "obj":
                return child
    return None


def _is_negated(word: Token) -> bool:
    return _negation(word) is not None


def _is_progressive(verb: Token) -> bool:
    return verb.text.endswith("ing") and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)


def _be_to(verb: Token) -> Token | None:
    """The "is" of "is to receive"."""
    to = any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)
    return next((c for c in verb.children if to and c.dep_ == "aux" and c.lemma_ == "be"), None)


def ladder() -> Iterator[Stage]:
    """The stages that one event passes through, in order."""
    yield from ("considered", "planned", "proposed", "pledged", "approved", "underway", "done")
