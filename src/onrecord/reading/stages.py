"""How far an event has got, as the text says it: tense and auxiliaries, governing verbs and nouns, negation.

From the word that names the event the reading goes up the tree. Each word above may be a cue of stages.tsv ("weighs",
"decision", "steps from"); the outermost one that says a stage wins, but for what holds an event back: whoever began to
consider something has only considered it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import get_args

from spacy.tokens import Token

from onrecord.model import Stage
from onrecord.reading.clauses import case, heads_a_headline, is_infinitive, is_passive, is_past
from onrecord.reading.knowledge import noun_class
from onrecord.reading.knowledge.index import table

STAGES: dict[str, Stage] = {stage: stage for stage in get_args(Stage)}
#: Stages that something has not got beyond: a verb of beginning above them does not carry it further.
_EARLY = frozenset(("requested", "considered", "planned", "proposed"))
_STOPPED = frozenset(("refused", "withdrawn"))
_CHANGED_BY_PARTICLES = frozenset(("withdrawn", "refused", "planned", "done"))
#: Dependents that a governing word says something of.
_COMPLEMENT = frozenset(
    (
        *("xcomp", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "conj", "csubj", "csubj:pass"),
        *("obj", "iobj", "nsubj", "nsubj:pass", "nmod", "nmod:poss", "obl", "compound"),
    )
)
_NOMINAL = frozenset(("nsubj", "obl", "nmod", "obj", "iobj", "nmod:poss", "compound"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
_NEGATING = frozenset(("advmod", "det", "cc:preconj", "mark", "case", "nsubj", "nsubj:pass", "obj"))
_FARTHEST = 6


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

    def say(self, stage: str, word: Token) -> None:
        """Notes a stage and the word that says it."""
        self.stage = STAGES[stage]
        self.cues.append((stage, word))

    def deny(self, word: Token) -> None:
        """Notes that it is not so, and the word that says it."""
        self.negated = True
        self.cues.append(("negated", word))


@cache
def stage_cues() -> dict[tuple[str, str], StageCue]:
    """The entries by cue and part of speech."""
    return {(row[0], row[1]): StageCue(*row) for row in table("stages.tsv", 5)}


@cache
def stage_words(use: str) -> frozenset[str]:
    """The words of one use in stage_words.tsv."""
    return frozenset(word for word, kind, _ in table("stage_words.tsv", 3) if kind == use)


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
        if above == current or current.dep_ not in _COMPLEMENT:
            break
        if current.dep_ == "acl" and current.pos_ == "VERB" and not _is_open(current):
            break  # "discussed the sanctions imposed in May": those are imposed, whatever is discussed
        if current.dep_ == "conj":
            if _shares_auxiliaries(current):
                _auxiliaries(above, found, inherited=True)
        elif not _goes_on(current, above, found):
            break
        current = above
    return found


def _is_open(verb: Token) -> bool:
    """Whether a verb is an infinitive or a participle of what still goes on: "plans to send", "talk of sending"."""
    return is_infinitive(verb) or verb.text.endswith("ing")


def _goes_on(current: Token, above: Token, found: Standing) -> bool:
    """Reads one governing word; whether what stands above it counts as well."""
    if current.dep_ in ("advcl", "acl:relcl", "parataxis") and not _is_complement(current):
        if _is_condition(current):
            found.say("considered", current)
        elif current.dep_ == "advcl" and _is_bare_participle(current):
            _auxiliaries(above, found, inherited=True)  # "will fly to Cairo, visiting Amman on the way"
        return False
    if current.dep_ == "ccomp" and current.i < above.i and _is_condition(current):
        # "“If we send tanks, he has to agree,” she reminded them"; not "asked if".
        found.say("considered", current)
        return False
    cue = cue_of(above, current)
    if cue is None:
        if current.dep_ in ("ccomp", "parataxis") and above.pos_ in ("VERB", "ADJ"):
            return False
        if current.dep_ in _NOMINAL and (above.pos_ == "VERB" or above.lemma_ == "have"):
            _light(above, current, found)
            return False
        if (negation := negation_of(above)) is not None:
            found.deny(negation)
        return True
    if cue.says == "report":
        if not any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in current.children):
            _future_in_past(found)
        return False
    if cue.says == "pledged" and current.dep_ == "ccomp":
        _future_in_past(found)  # "announced that it would send"
        if found.stage in (None, "underway") and _is_told(current):
            return False  # "has sent them, the ministry announced"
    _apply(cue, above, found)
    _auxiliaries(above, found)
    return True


def _own(trigger: Token, found: Standing) -> None:
    """What stands at the event's own word: auxiliaries, negation, tense, adjectives."""
    if trigger.pos_ in ("VERB", "AUX"):
        _auxiliaries(trigger, found)
        if (none := _none_of(trigger)) is not None:
            found.deny(none)
        if found.stage is None and (
            (trigger.dep_ == "ROOT" and is_infinitive(trigger)) or heads_a_headline(trigger)
        ):
            found.say("pledged", trigger)  # "Japan to give boats", as headlines have it
        if found.stage is None and _is_progressive(trigger):
            found.say("underway", trigger)
        return
    for child in trigger.children:
        cue = stage_cues().get((child.lower_, "ADJ")) if child.dep_ in ("amod", "compound") else None
        if cue is not None and cue.says in STAGES:
            found.say(cue.says, child)
    if (negation := negation_of(trigger)) is not None:
        found.deny(negation)


def _auxiliaries(verb: Token, found: Standing, *, inherited: bool = False) -> None:
    """What the auxiliaries and negations of a verb do to what has been read so far."""
    negation = None if inherited else negation_of(verb)
    modal = _modal(verb)
    if modal is not None:
        cue = stage_cues()[modal.lemma_, "AUX"]
        if negation is not None:
            unable = cue.says == "possible" and is_passive(verb)  # "could not be delivered"
            if cue.denied == "refused" and found.stage is None and not unable:
                found.say("refused", negation)
            else:
                found.deny(negation)
        elif cue.says == "future":
            if found.stage in (None, "underway", "done"):
                found.say("pledged", modal)
            elif found.stage == "approved":
                found.say("proposed", modal)
        elif found.stage not in _EARLY | _STOPPED:
            if cue.says == "possible":
                found.say("approved" if _is_allowed(verb) else "considered", modal)
            else:
                found.say("proposed", modal)
    elif negation is not None:
        if found.stage is None and negation.lower_ == "yet":
            found.say("planned", negation)
        elif found.stage is None:
            found.deny(negation)
    elif found.stage is None and (be := _be_to(verb)) is not None:
        missed = any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)
        found.say("withdrawn" if missed else "planned", be)  # "was to have visited", but did not


def _is_allowed(verb: Token) -> bool:
    """Whether an agreement or a rule says what somebody may do: "under the pact, Turkey may base marines"."""
    return any(
        c.dep_ == "obl" and case(c) == "under" and noun_class(c.lemma_.lower()) in ("deal", "measure")
        for c in verb.children
    )


def _modal(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "aux" and (c.lemma_, "AUX") in stage_cues()), None)


def _apply(cue: StageCue, word: Token, found: Standing) -> None:
    """What a governing word does to what has been read so far."""
    negation = negation_of(word)
    if negation is None and (thing := cue.cue.partition(">")[2]):
        negation = _none_of(word, thing)  # "found no majority"; "set no date for it" says nothing of it
    says = cue.says if negation is None else cue.denied
    if says in ("negated", "fails"):
        found.deny(negation or word)
        if cue.says in STAGES and found.stage is None:
            found.stage = STAGES[cue.says]
        return
    if says not in STAGES:
        return
    if found.stage in _EARLY and says in ("underway", "done"):
        return  # "began to consider sending"
    ahead = found.stage in ("underway", "done") and cue.cue not in (
        "announce",
        "unveil",
    )  # "agreed to begin sending"
    if found.stage is not None and says == "pledged" and not ahead:
        return  # "announced plans", "announced the end", "promised to consider"
    found.say(says, negation or word)


def _light(verb: Token, noun: Token, found: Standing) -> None:
    """A verb that no cue knows, over a noun that names an event: only its auxiliaries count."""
    modal = _modal(verb)
    if modal is not None and noun.dep_ in ("obj", "nsubj", "iobj") and found.stage is None:
        found.say("pledged" if stage_cues()[modal.lemma_, "AUX"].says == "future" else "considered", modal)
    yet = next((c for c in verb.children if c.lower_ == "yet"), None)
    if yet is not None and any(c.dep_ == "xcomp" and c.i > yet.i for c in verb.children):
        found.say("planned", yet)  # "an agreement has yet to be negotiated"
    negation = negation_of(verb)
    if negation is not None and noun.dep_ == "obj" and verb.lemma_ in stage_words("light"):
        found.deny(negation)


def _future_in_past(found: Standing) -> None:
    """Takes a reported "would" for a "will": "said it would send" is a promise."""
    for index, (says, word) in enumerate(found.cues):
        if says == found.stage == "considered" and word.lower_ in ("would", "’d", "'d"):
            found.cues[index] = ("pledged", word)
            found.stage = "pledged"


def cue_of(word: Token, below: Token) -> StageCue | None:
    """The entry for a governing word over what stands below it: with its particle, its object, or by itself."""
    cues = stage_cues()
    pos = "VERB" if word.pos_ == "AUX" else word.pos_
    lemma = word.lemma_.lower()
    for child in below.children:  # "a long way from any decision", "voted against sending"
        if child.dep_ in ("case", "mark") and (cue := cues.get((f"{lemma} {child.lower_}", pos))) is not None:
            return cue
    if pos != "VERB":
        return cues.get((lemma, pos)) or (cues.get((word.lower_, pos)) if pos in ("ADJ", "NOUN") else None)
    for child in word.children:
        beside = child.dep_ == "compound:prt" or (child.dep_ == "advmod" and child.i == word.i + 1)
        key = f"{lemma}+{child.lower_}" if beside else f"{lemma}>{child.lemma_.lower()}"
        if (beside or child.dep_ == "obj") and (key, pos) in cues:
            return cues[key, pos]
    if below.dep_ in ("nsubj", "nmod", "compound") and lemma not in stage_words("subject"):
        return None
    if below.dep_ == "obl" and (lemma not in stage_words("oblique") or case(below) in stage_words("time")):
        return None
    if is_infinitive(below) and is_passive(word) and (word.lower_, "ADJ") in cues:
        return cues[word.lower_, "ADJ"]  # "is prepared to send" promises more than "prepares to send"
    return bare_cue(word, cues.get((lemma, pos))) or cues.get((word.lower_, "ADJ"))


def bare_cue(word: Token, cue: StageCue | None) -> StageCue | None:
    """The entry of a verb without its particle, unless the two say something else: what "cut off" says is not what "cut" says."""
    if cue is None or word.pos_ != "VERB":
        return cue
    after = word.nbor() if word.i + 1 < len(word.doc) else word
    apart = after.lower_ in stage_words("particle") or any(c.dep_ == "compound:prt" for c in word.children)
    if cue.says in _CHANGED_BY_PARTICLES and apart:
        return None
    if cue.cue in stage_words("addressed") and not any(
        case(c) in ("for", "on", "upon") or is_infinitive(c) for c in word.children
    ):
        return None  # what somebody calls something is no call
    return cue


def _is_condition(clause: Token) -> bool:
    """Whether a clause only says when something else holds: "if we are going to send tanks"."""
    return any(c.dep_ == "mark" and c.lower_ in stage_words("condition") for c in clause.children)


def _is_complement(clause: Token) -> bool:
    """Whether an adverbial clause is really what the verb above asks for: "pledged on Tuesday to supply"."""
    if clause.dep_ != "advcl" or _is_condition(clause):
        return False
    if is_infinitive(clause) or clause.text.endswith("ing"):
        cue = cue_of(clause.head, clause)
        return cue is not None and cue.says != "report"
    return any(c.dep_ == "mark" and c.lower_ == "whether" for c in clause.children)


def _shares_auxiliaries(clause: Token) -> bool:
    """Whether a coordinated verb stands under the auxiliaries of the first: "will send tanks and train crews"."""
    return not any(c.dep_ in (*_SUBJECTS, "aux", "aux:pass") for c in clause.children)


def negation_of(word: Token) -> Token | None:
    """The word that negates another: "not", "never", the "no" of its subject, "yet to"; None without one."""
    if is_infinitive(word) and word.pos_ in ("VERB", "AUX"):  # "has yet to decide", "is yet to decide"
        beside = [*word.children, *(word.head.children if word.head.lemma_ in ("have", "be") else ())]
        yet: Token | None = next((c for c in beside if c.lower_ == "yet" and c.i < word.i), None)
        if yet is not None:
            return yet
    for child in word.children:
        if child.dep_ in _NEGATING and child.lower_ in stage_words("negation"):
            if child.dep_ == "obj" and child.lower_ == "no":
                continue  # "said no" is what was said
            return child
        if child.dep_ in _SUBJECTS and word.pos_ in ("VERB", "AUX"):
            for grandchild in child.children:
                if grandchild.dep_ in ("det", "advmod", "cc:preconj") and grandchild.lower_ in (
                    "no",
                    "neither",
                    "not",
                ):
                    return child  # "no tank left", "neither side signed"
    return None


def _none_of(verb: Token, thing: str = "") -> Token | None:
    """The "no" of a verb's object, which denies the verb: "sent no tanks"; not "lost no time in sending them".

    thing  the lemma that the object has to have, if any
    """
    for child in verb.children:
        lemma = child.lemma_.lower()
        if child.dep_ == "obj" and lemma not in stage_words("idiom") and thing in ("", lemma):
            return next((c for c in child.children if c.dep_ == "det" and c.lower_ == "no"), None)
    return None


def _is_bare_participle(verb: Token) -> bool:
    """Whether a participle has neither a subject, a conjunction nor an auxiliary of its own."""
    return verb.text.endswith("ing") and not any(
        c.dep_ in (*_SUBJECTS, "aux", "mark", "case") for c in verb.children
    )


def _is_progressive(verb: Token) -> bool:
    """Whether it goes on: "is sending them", "are being sent"."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "aux:pass")]
    if any(c.lower_ == "being" for c in helpers):
        return True
    return verb.text.endswith("ing") and any(c.dep_ == "aux" and c.lemma_ == "be" for c in helpers)


def _is_told(verb: Token) -> bool:
    """Whether a verb tells of what has happened or goes on, not of what will: "had sent", "arrived", "is sending"."""
    return _modal(verb) is None and not is_infinitive(verb) and (is_past(verb) or _is_progressive(verb))


def _be_to(verb: Token) -> Token | None:
    """The "is" of "is to receive"."""
    if not is_infinitive(verb):
        return None
    return next((c for c in verb.children if c.dep_ in ("aux", "cop") and c.lemma_ == "be"), None)
