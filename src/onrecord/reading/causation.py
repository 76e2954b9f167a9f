"""Words that claim an effect, and what they claim it of: "the missiles would keep ships away and so open a corridor"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import cast

from spacy.tokens import Doc, Span, Token

from onrecord.model import Certainty, Relation
from onrecord.reading import knowledge
from onrecord.reading.entities import Entities
from onrecord.reading.phrases import CLAUSES, phrase
from onrecord.tables import alternatives, rows

Words = tuple[str, ...]

_VERBS = frozenset(
    ("object", "change", "infinitive", "from", "away", "way", "made", "oblique", "that", "left")
)
_CONNECTIVES = frozenset(("conjunction", "condition", "preposition", "without", "purpose", "result"))
_SUBJECTS = frozenset(("nsubj", "nsubj:outer", "csubj"))
_PASSIVE = frozenset(("nsubj:pass", "csubj:pass"))
_OBJECTS = ("obj", "iobj")
_RELATIVES = frozenset(("which", "that", "who"))
_POINTING = frozenset(("this", "that"))
_THINGS = frozenset(("it", "they"))
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely", "nothing"))
#: Kinds of entities, and classes of nouns, that act: what they let or stop is a deed of theirs, no consequence.
_ACTORS = frozenset(("person", "organization", "country", "group"))
_ACTING = frozenset(("state", "states", "faction", "group", "force"))
#: Dependents of a clause that are no part of what it says.
_BESIDE = frozenset(("parataxis", "discourse", "cc", "mark", "vocative", "dislocated"))
_SAID_OF = frozenset(("acl", "case", "cc", "cop", "nsubj", "advcl", "aux", "mark"))
_OPENERS = frozenset(("so", "and", "but", "then", "that", "or", "therefore", "thus", ","))
_MARKS = " \n\t\xa0,;:–—-…\"“”'‘’([•*"
_FUTURE = frozenset(("will", "would", "could", "may", "might", "'ll", "’ll", "'d", "’d"))
_GENERIC = frozenset(("you", "i", "one"))
#: Longer causes and effects claim too much at once to be kept as one.
_LONGEST = 45


@dataclass(frozen=True, slots=True)
class Claim:
    """One effect in the making: the word that says it, its two sides, and how sure it is."""

    cue: Token
    cause: Span
    effect: Span
    relation: Relation
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Frame:
    """A row of effects.tsv for one of its words: what stands where, and the rest of the cue behind its first word."""

    kind: str
    rest: Words
    relation: Relation


@cache
def _frames(kinds: frozenset[str]) -> Mapping[str, tuple[Frame, ...]]:
    """The frames of these kinds by the first word of their cue, the longest cue first."""
    found: dict[str, list[Frame]] = {}
    for kind, words, relation, _ in rows("onrecord.reading.knowledge", "effects.tsv", columns=4):
        for cue in alternatives(words) if kind in kinds else ():
            first, *rest = cue.split()
            found.setdefault(first, []).append(Frame(kind, tuple(rest), cast("Relation", relation)))
    return MappingProxyType({w: tuple(sorted(f, key=lambda x: -len(x.rest))) for w, f in found.items()})


@cache
def _words(kind: str) -> Mapping[str, str]:
    """The words of one kind, with what the table says of them."""
    table = rows("onrecord.reading.knowledge", "effects.tsv", columns=4)
    return MappingProxyType({w: r for k, words, r, _ in table if k == kind for w in alternatives(words)})


def claims(doc: Doc, entities: Entities) -> Iterator[Claim]:
    """What a text claims to follow from what, each pair of sides once."""
    found: list[Claim] = []
    # What a verb claims is narrower than what the connective beside it claims: "and so allows ships to leave".
    for claim in (
        *(c for t in doc for c in _by_verb(t, entities)),
        *(c for t in doc for c in _by_connective(t)),
    ):
        same = (f for f in found if _touch(f.effect, claim.effect) and _touch(f.cause, claim.cause))
        if _is_sound(claim) and not any(same):
            found.append(claim)
    yield from sorted(found, key=lambda c: c.cue.i)


def _is_sound(claim: Claim) -> bool:
    """Whether two sides stand apart, neither too long, outside a question."""
    cause, effect = claim.cause, claim.effect
    if not cause.text.strip(_MARKS) or not effect.text.strip(_MARKS):
        return False
    if cause.root.pos_ == "NUM" or cause.root.ent_type_ == "DATE":
        return False
    if _touch(cause, effect) or max(len(cause), len(effect)) > _LONGEST:
        return False
    return not claim.cue.sent.text.rstrip(" \n\"”’'").endswith("?")


def _touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


# -- verbs: the subject is the cause --------------------------------------------------------------------------------


def _by_verb(verb: Token, entities: Entities) -> Iterator[Claim]:
    """The claims of a verb such as "allow", "lead to", "prevent"; one at most."""
    if verb.pos_ != "VERB":
        return
    for frame in _frames(_VERBS).get(verb.lemma_.lower(), ()):
        effect = _complement(verb, frame)
        if effect is None or _is_feeling(effect):
            continue
        cause = _cause(verb, frame, entities)
        if cause is not None:
            yield Claim(verb, cause, effect, frame.relation, certainty(verb))
            return


def _complement(verb: Token, frame: Frame) -> Span | None:
    """What a verb says to follow, where the rest of its cue is there."""
    passive = next((c for c in verb.children if c.dep_ in _PASSIVE), None)
    if passive is not None and passive.lower_ in _RELATIVES and verb.dep_ == "acl:relcl":
        passive = verb.head
    if passive is None and verb.dep_ == "acl" and not verb.text.endswith("ing") and not _marked(verb, "to"):
        passive = verb.head
    thing = passive or next((c for dep in _OBJECTS for c in verb.children if c.dep_ == dep), None)
    match frame.kind:
        case "object":
            return _of_object(verb, thing, frame.rest)
        case "change":
            changed = _of_object(verb, thing, frame.rest)
            return (
                _run(verb.doc, verb.i, changed.end) if changed is not None and thing is not passive else None
            )
        case "made":
            return _of_made(verb, thing, frame.rest[0])
        case "infinitive":
            return _of_infinitive(verb, passive, thing)
        case "from":
            doing = _marked_child(verb, "from", ("xcomp", "advcl", "acl")) or _marked_child(
                thing, "from", ("acl",)
            )
            return _from(verb, thing, doing, passive=passive is not None)
        case "away":
            return _of_away(thing, verb, frame.rest) if passive is None else None
        case "way":
            return _of_way(verb, thing, frame.rest[0])
        case "oblique":
            return _of_oblique(verb, frame.rest[0]) if thing is None else None
        case "that":
            content = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
            return _clause(content) if content is not None else None
        case _:
            return _of_left(verb, thing) if passive is None else None


def _of_object(verb: Token, thing: Token | None, rest: Words) -> Span | None:
    if any(
        _marked(c, "from")
        for owner in (verb, *([thing] if thing is not None else []))
        for c in owner.children
    ):
        return None  # "stopped the fire from spreading" has a frame of its own
    if thing is None or thing.pos_ == "PRON" or thing.dep_ == "csubj:pass":
        return None
    around = {c.lower_ for c in verb.children if c.i > verb.i} | {
        c.lower_ for c in thing.children if c.dep_ == "case"
    }
    if not all(word in around or word == thing.lower_ for word in rest):
        return None
    if not rest and any(c.dep_ in ("xcomp", "ccomp", "compound:prt") for c in verb.children):
        return None
    if thing is verb.head:
        return _noun(thing)
    return _lengthened(phrase(thing), verb)


def _of_infinitive(verb: Token, passive: Token | None, thing: Token | None) -> Span | None:
    doing = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i), None)
    if (
        doing is None
        or _marked(doing, "from")
        or _marked(doing, "that")
        or doing.pos_ not in ("VERB", "AUX", "NOUN", "ADJ")
    ):
        return None
    if thing is not None and thing.lower_ in (*_GENERIC, "me"):
        return None
    whole = _clause(doing, *(c for c in doing.children if passive is not None and _opened(c, "by")))
    if passive is not None:
        return _run(verb.doc, passive.left_edge.i, whole.end) if passive.i < verb.i else None
    start = thing.left_edge.i if thing is not None and thing.i > verb.i else None
    if start is None:
        if verb.lemma_ != "help":
            return None
        start = whole.start
    return _run(verb.doc, start, whole.end)


def _from(verb: Token, thing: Token | None, doing: Token | None, *, passive: bool) -> Span | None:
    if thing is None or doing is None or (thing.pos_ == "PRON" and thing.lower_ in ("itself", "themselves")):
        return None
    if passive:
        return _clause(doing) if thing is verb.head else _run(verb.doc, thing.left_edge.i, _clause(doing).end)
    return _run(verb.doc, thing.left_edge.i, _clause(doing).end) if thing.i < doing.i else None


def _of_away(thing: Token | None, verb: Token, rest: Words) -> Span | None:
    if thing is None:
        return None
    last = next((c for c in verb.children if c.lower_ == rest[-1] and c.i > verb.i), None)
    if last is None:
        last = next((t for t in thing.subtree if t.lower_ == rest[-1] and t.i > thing.i), None)
    if last is None:
        return None
    end = max(t.i for t in (*last.subtree, *thing.subtree)) + 1
    return _lengthened(_run(verb.doc, thing.left_edge.i, end), verb)


def _of_oblique(verb: Token, preposition: str) -> Span | None:
    led = (
        c for c in verb.children if _opened(c, preposition) and (c.pos_ != "VERB" or c.text.endswith("ing"))
    )
    found = next(led, None)
    return _lengthened(_said(found), verb) if found is not None else None


def _of_way(verb: Token, thing: Token | None, noun: str) -> Span | None:
    """What a way, door or path is opened to."""
    if thing is None or thing.lemma_ != noun:
        return None
    for owner in (thing, verb):
        for child in owner.children:
            if child.i > thing.i and (_opened(child, "for") or _opened(child, "to") or _marked(child, "to")):
                said = _said(child)
                given = next((c for c in verb.children if c.dep_ == "iobj"), None)
                return said if given is None else _run(verb.doc, given.left_edge.i, said.end)
    return None


def _of_made(verb: Token, thing: Token | None, quality: str) -> Span | None:
    """As in "makes it harder for banks to lend", "makes the sale possible"."""
    state = next((c for c in verb.children if c.dep_ == "xcomp" and quality in (c.lower_, c.lemma_)), None)
    if state is None:
        return None
    doing = next((c for o in (state, verb) for c in o.children if c.i > state.i and _marked(c, "to")), None)
    if doing is not None:
        whole = _clause(doing)
        opening = next((c for c in doing.children if c.dep_ == "mark" and c.lower_ == "for"), None)
        return whole if opening is None else _run(verb.doc, opening.i + 1, whole.end)
    return phrase(thing) if thing is not None and thing.pos_ != "PRON" else None


def _of_left(verb: Token, thing: Token | None) -> Span | None:
    """As in "left thousands homeless", "left the town without power"."""
    if thing is None or thing.i < verb.i or thing.pos_ == "PRON":
        return None
    state = next(
        (c for c in verb.children if c.dep_ == "xcomp" and c.i > thing.i and c.pos_ in ("ADJ", "VERB")), None
    )
    if state is None:
        state = next(
            (c for o in (verb, thing) for c in o.children if c.i > thing.i and _opened(c, "without")), None
        )
    return _run(verb.doc, thing.left_edge.i, state.right_edge.i + 1) if state is not None else None


def _cause(verb: Token, frame: Frame, entities: Entities, depth: int = 0) -> Span | None:
    """What a verb says it of: its subject, or what stands for one."""
    agent = next(
        (c for o in (verb, *verb.children) for c in o.children if c.dep_ == "obl:agent" or _opened(c, "by")),
        None,
    )
    is_passive = any(c.dep_ in _PASSIVE or c.dep_ == "aux:pass" for c in verb.children)
    if agent is not None and (is_passive or verb.dep_ == "acl") and agent.pos_ in ("NOUN", "PROPN"):
        return _noun(agent) if not _acts(agent, frame, entities) else None
    if is_passive or depth > 4:
        return None
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is not None:
        return _of_subject(subject, verb, frame, entities)
    head = verb.head
    if verb.dep_ == "conj":
        if any(c.lower_ in _words("result") for c in verb.children if c.dep_ == "advmod"):
            return _clause(head)
        return (
            _cause(head, frame, entities, depth + 1)
            if not any(c.dep_ in _PASSIVE for c in head.children)
            else None
        )
    if verb.dep_ in ("acl", "acl:relcl"):
        if not verb.text.endswith("ing") or head.pos_ not in ("NOUN", "PROPN"):
            return None
        if "," in (verb.left_edge.text, verb.doc[max(verb.left_edge.i - 1, 0)].text):
            above = next((t for t in head.ancestors if t.pos_ == "VERB"), None)
            return _clause(above, verb) if above is not None else None
        is_ = any(c.dep_ == "cop" for c in head.children)
        owner = next((c for c in head.children if is_ and c.dep_ in _SUBJECTS), head)
        return _noun(owner) if owner.pos_ != "PRON" and not _acts(owner, frame, entities) else None
    if verb.dep_ in ("xcomp", "advcl") and _marked(verb, "to") and _governs(head):
        passive = next((c for c in head.children if c.dep_ in _PASSIVE), None)
        if passive is not None:
            return _of_subject(passive, head, frame, entities)
        return _cause(head, frame, entities, depth + 1)
    if verb.dep_ == "advcl" and head.pos_ == "VERB":
        if (
            verb.text.endswith("ing")
            and not any(c.dep_ in ("mark", "case") for c in verb.children)
            and verb.i > head.i
        ):
            return _clause(_content_of(head), verb)
        if _marked(verb, "to") and head.lemma_ in _words("give") and verb.i > head.i:
            return _clause(head, verb)
    return None


def _governs(head: Token) -> bool:
    return head.pos_ in ("VERB", "ADJ") and (head.lemma_ in _words("governor"))


def _of_subject(subject: Token, verb: Token, frame: Frame, entities: Entities) -> Span | None:
    """The cause that a subject names: a relative pronoun's antecedent, what "this" points back to, or itself."""
    if subject.lower_ in _RELATIVES and verb.dep_ == "acl:relcl":
        head = verb.head
        aside = (
            frame.relation == "causes"
            and subject.i
            and subject.nbor(-1).text == ","
            and head.dep_ not in _SUBJECTS
        )
        if aside or frame.kind == "that" or head.pos_ not in ("NOUN", "PROPN"):
            above = next((t for t in head.ancestors if t.pos_ == "VERB"), None)
            return _clause(above, verb) if above is not None else None
        return _noun(head) if not _acts(head, frame, entities) else None
    if subject.pos_ in ("PRON", "DET") and subject.lower_ in _POINTING:
        return _before(verb)
    if subject.pos_ == "PRON":
        return _thing(subject, verb, frame, entities)
    if subject.dep_ == "csubj":
        return _clause(subject)
    return _noun(subject) if not _acts(subject, frame, entities) else None


def _thing(pronoun: Token, verb: Token, frame: Frame, entities: Entities) -> Span | None:
    """The pronoun "it" or "they", where the subject before them, which they may stand for, is nobody who acts."""
    if pronoun.lower_ not in _THINGS or frame.kind in ("that", "made"):
        return None
    above = next((t for t in verb.ancestors if t.i < pronoun.i and t.pos_ == "VERB"), None)
    if above is None and verb.sent.start:
        above = verb.doc[verb.sent.start - 1].sent.root
    before = (
        next((c for c in above.children if c.dep_ in _SUBJECTS | _PASSIVE), None)
        if above is not None
        else None
    )
    if before is None or before.pos_ not in ("NOUN", "PROPN") or _acts(before, frame, entities):
        return None
    return pronoun.doc[pronoun.i : pronoun.i + 1]


def _acts(noun: Token, frame: Frame, entities: Entities) -> bool:
    """Whether somebody does it: states, bodies and persons allow and stop by deciding so."""
    draft = entities.at(noun)
    person = noun.ent_type_ == "PERSON" or (draft is not None and draft.kind == "person")
    if (
        person
        or knowledge.office(noun.lemma_.lower()) is not None
        or knowledge.anonymous(noun.lower_) is not None
    ):
        return True
    if frame.kind == "object" and frame.relation == "causes":
        return False
    return (draft is not None and draft.kind in _ACTORS) or knowledge.noun_class(noun.lower_) in _ACTING


# -- connectives: they join two clauses, or a clause and a noun phrase ------------------------------------------------


def _by_connective(first: Token) -> Iterator[Claim]:
    """The claims of "because of", "if", "so that", "as a result"; one at most."""
    for frame in _frames(_CONNECTIVES).get(first.lower_, ()):
        cue = first.doc[first.i : first.i + 1 + len(frame.rest)]
        if tuple(t.lower_ for t in cue[1:]) != frame.rest:
            continue
        claim = _joined(frame, cue)
        if claim is not None:
            yield claim
        return
    yield from _after(first)
    yield from _to(first)


def _joined(frame: Frame, cue: Span) -> Claim | None:
    match frame.kind:
        case "conjunction":
            return _of_clause(frame, cue)
        case "condition":
            return _of_condition(frame, cue)
        case "purpose":
            return _of_purpose(frame, cue)
        case "result":
            return _of_result(frame, cue)
        case _:
            return _of_preposition(frame, cue)


def _of_clause(frame: Frame, cue: Span) -> Claim | None:
    cause = cue[0].head
    effect = _content_of(cause.head)
    if (
        cue[0].dep_ != "mark"
        or cause.dep_ != "advcl"
        or not _happens(effect)
        or _is_negated(cause, before=cue.start)
    ):
        return None
    if any(c.lower_ in _GENERIC for c in cause.children):
        return None
    said = _clause(effect, cause, *cue)
    return Claim(cue[0], _clause(cause), said, frame.relation, certainty(effect, own=False))


def _of_condition(frame: Frame, cue: Span) -> Claim | None:
    cause = cue[-1].head if cue[-1].dep_ == "mark" else cue[0].head
    effect = _content_of(cause.head)
    if cue[0].dep_ != "mark" or cause.dep_ != "advcl" or cause is effect:
        return None
    if any(
        c.lower_ in ("even", "as", "what", "only") for c in (*cause.children, cue.doc[max(cue.start - 1, 0)])
    ):
        return None
    subjects = {c.lower_ for v in (cause, effect) for c in v.children if c.dep_ in _SUBJECTS}
    if subjects & _GENERIC or not any(c.lower_ in _FUTURE for c in effect.children if c.dep_ == "aux"):
        return None
    said = _clause(cause)
    if cue[0].lower_ != "if":
        said = _run(cue.doc, cue.start, said.end)
    return Claim(cue[0], said, _clause(effect, cause), frame.relation, "possible")


def _of_purpose(frame: Frame, cue: Span) -> Claim | None:
    effect = next((t for t in (cue[0].head, *cue[0].ancestors) if t.dep_ == "advcl"), None)
    if effect is None or effect.i < cue.end or effect.head.pos_ != "VERB" or effect.lemma_ in _frames(_VERBS):
        return None
    head = _content_of(effect.head)
    if head.i > cue.start and not any(c.i < cue.start for c in head.children):
        return None
    said = _clause(effect)
    said = _run(cue.doc, max(said.start, cue.end), said.end)
    return Claim(cue[0], _clause(head, effect), said, frame.relation, "possible")


def _of_result(frame: Frame, cue: Span) -> Claim | None:
    top = cue[-1] if cue[-1].pos_ == "NOUN" else cue[0]
    effect = top.head
    if top.dep_ not in ("advmod", "obl", "cc") or effect.pos_ != "VERB" or top.i > effect.i:
        return None
    if frame.rest == () and cue[0].lower_ == "so":
        opened = cue.start > cue.sent.start and cue.doc[cue.start - 1].lower_ in ("and", ",")
        if (
            not opened
            or effect.dep_ not in ("conj", "parataxis")
            or (cue.end < len(cue.doc) and cue.doc[cue.end].lower_ == "far")
        ):
            return None
    if effect.dep_ in ("conj", "parataxis", "advcl") and effect.head.i < cue.start:
        cause = _clause(effect.head, effect) if effect.head.pos_ == "VERB" else None
    else:
        cause = _before(effect)
    if cause is None:
        return None
    if not _happens(effect) or not _happens(cause.root):
        return None
    said = _clause(effect)
    if said.start <= cue.start and not any(
        t.dep_ in _SUBJECTS | _PASSIVE for t in cue.doc[said.start : cue.start]
    ):
        said = _run(cue.doc, cue.end, said.end)
    return Claim(cue[0], cause, said, frame.relation, certainty(effect, own=False))


def _of_preposition(frame: Frame, cue: Span) -> Claim | None:
    """As in "because of the attack": the governed noun is the cause, the clause or noun that the phrase hangs on the effect."""
    inside = {t.i for t in cue}
    governed = cue[-1]
    while governed.i in inside and governed.head != governed:
        governed = governed.head
    if governed.i < cue.end or cue[-1].dep_ not in ("case", "fixed", "mark"):
        return None
    top = governed
    while top.head.i in inside and top.head != top:
        top = top.head
    cause = _said(governed)
    if frame.kind == "without":
        cause = _run(cue.doc, cue.start, cause.end)
    subject = next((c for c in top.children if c.dep_ in _SUBJECTS), None)
    if subject is not None and top.pos_ != "VERB":
        if (
            frame.kind == "without"
            or not any(c.dep_ == "cop" for c in top.children)
            or subject.pos_ == "PRON"
        ):
            return None
        cause = _run(cue.doc, cue.end, cause.end)
        return Claim(cue[0], cause, phrase(subject), frame.relation, certainty(top))
    head = top.head
    if head == top or _is_negated(governed, before=cue.start):
        return None
    if (
        head.pos_ in ("NOUN", "PROPN")
        and top.dep_ in ("nmod", "acl", "obl")
        and not any(c.dep_ == "cop" for c in head.children)
    ):
        if head.ent_type_ in ("DATE", "TIME") or head.pos_ == "NUM":
            return None
        said = _run(cue.doc, _noun(head).start, cue.start)
        return (
            Claim(cue[0], cause, said, frame.relation, certainty(head, own=False))
            if frame.kind != "without"
            else None
        )
    effect = _content_of(head)
    if not _happens(effect) and frame.kind != "without":
        return None
    if frame.kind == "without" and not any(
        c.lower_ in ("would", "could", "will", "cannot", "can") for c in effect.children
    ):
        return None
    if frame.kind == "without" and top.i > effect.i:
        return None
    return Claim(cue[0], cause, _clause(effect, top, *cue), frame.relation, certainty(effect, own=False))


def _after(first: Token) -> Iterator[Claim]:
    """As in "cut its aid after a row over a permit": these nouns are no mere moments."""
    cause = first.head
    if (
        first.lower_ != "after"
        or first.dep_ != "case"
        or cause.lemma_ not in _words("after")
        or cause.dep_ != "obl"
    ):
        return
    effect = _content_of(cause.head)
    if _happens(effect):
        yield Claim(
            first,
            _lengthened(_said(cause), cause.head),
            _clause(effect, cause),
            "causes",
            certainty(effect, own=False),
        )


def _to(first: Token) -> Iterator[Claim]:
    """As in "will send radars to watch the coast": what is given, moved or built is for something."""
    effect = first.head
    head = effect.head
    if (
        first.lower_ != "to"
        or first.dep_ != "mark"
        or effect.dep_ != "advcl"
        or effect.lemma_ in _frames(_VERBS)
    ):
        return
    if head.i < effect.i and head.pos_ == "VERB" and head.lemma_ in _words("give") and _happens(head):
        yield Claim(first, _clause(head, effect), _clause(effect), "enables", "possible")


# -- how sure ---------------------------------------------------------------------------------------------------------


def certainty(cue: Token, *, own: bool = True) -> Certainty:
    """How sure a word's claim is by its auxiliaries and adverbs and by the verbs above it.

    own  whether a "not" beside the word denies the claim, rather than being part of what follows
    """
    possible = False
    token, first = cue, True
    while True:
        near = [
            c for c in token.children if c.dep_ in ("aux", "advmod", "cop", "det", "cc:preconj", "aux:pass")
        ]
        if (
            any(c.lower_ in _NEGATIONS or c.lower_ == "cannot" for c in near)
            and (own or not first)
            and not _only(token)
        ):
            return "denied"
        possible |= any(c.lower_ in _words("modal") or c.lower_ in _words("adverb") for c in near)
        possible |= any(
            c.dep_ == "advcl" and (_marked(c, "if") or _marked(c, "unless")) for c in token.children
        )
        possible |= token.dep_ in ("acl", "advcl") and _marked(token, "to")
        head = token.head
        if head == token or token.dep_ not in ("xcomp", "ccomp", "conj", "acl", "advcl"):
            break
        if token.dep_ in ("conj", "acl", "advcl") and not _shares(token):
            break
        if token.dep_ != "conj":
            says = _words("governor").get(head.lemma_.lower())
            if says == "denied":
                return "denied"
            possible |= says == "possible" and not (
                token.dep_ == "ccomp" and head.lemma_ in ("say", "claim", "mean")
            )
            if says is None and token.dep_ == "ccomp":
                break
        token, first = head, False
    return "possible" if possible else "asserted"


def _shares(token: Token) -> bool:
    """Whether a word is as sure as the one above: coordinated without auxiliary or subject, or purpose of a governor."""
    if token.dep_ == "conj":
        return not any(c.dep_ in ("aux", *_SUBJECTS) for c in token.children)
    return token.dep_ == "advcl" and token.head.lemma_ in _words("governor") and _marked(token, "to")


def _only(token: Token) -> bool:
    """Whether its "not" is that of "not only"."""
    return any(
        c.lower_ == "not" and c.i + 1 < len(c.doc) and c.nbor(1).lower_ in ("only", "just")
        for c in token.subtree
    )


def _is_negated(token: Token, *, before: int) -> bool:
    """Whether a connective is denied: "not because of"."""
    back = token.doc[max(before - 2, 0) : before]
    return any(t.lower_ in _NEGATIONS for t in back)


# -- clauses ----------------------------------------------------------------------------------------------------------


def _happens(verb: Token) -> bool:
    """Whether a clause says what happens, not how somebody finds or says it to be."""
    if verb.pos_ != "VERB" and not (verb.pos_ == "ADJ" and any(c.dep_ == "xcomp" for c in verb.children)):
        return False
    if verb.lemma_.lower() in _words("remark") or verb.dep_ in ("acl", "csubj") or _marked(verb, "to"):
        return False
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS | _PASSIVE]
    return bool(subjects or verb.dep_ == "conj") and not any(c.lower_ in _GENERIC for c in subjects)


def _is_feeling(effect: Span) -> bool:
    return effect.root.lemma_.lower() in _words("feeling")


def _content_of(verb: Token) -> Token:
    """The clause that a verb belongs to: that which a verb of saying reports, that whose infinitive it is."""
    while verb.lemma_ in _words("remark"):
        content = next((c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in ("VERB", "ADJ")), None)
        if content is None:
            break
        verb = content
    while verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "ADJ"):
        verb = verb.head
    return verb


def _before(verb: Token) -> Span | None:
    """What "this" and "as a result" point back to: the clause of the sentence before."""
    start = verb.sent.start
    if not start:
        return None
    sentence = verb.doc[start - 1].sent
    root = _content_of(sentence.root)
    text = sentence.text.strip()
    if root.pos_ != "VERB" or "?" in text or not any(c.dep_ in _SUBJECTS | _PASSIVE for c in root.children):
        return None
    return _clause(root)


def _marked(token: Token, word: str) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == word for c in token.children)


def _marked_child(token: Token | None, word: str, deps: Iterable[str]) -> Token | None:
    children = token.children if token is not None else ()
    return next((c for c in children if c.dep_ in deps and _marked(c, word)), None)


def _opened(token: Token, word: str) -> bool:
    """Whether a phrase opens with this preposition; parsers take a gerund's for a mark."""
    return any(
        c.dep_ in ("case", "mark") and c.lower_ == word and c.i < token.i for c in token.children
    ) and (token.dep_ not in ("nsubj", "conj", "root"))


def _said(token: Token) -> Span:
    """A noun phrase without its preposition, or a clause without what opens it."""
    if token.pos_ in ("VERB", "AUX"):
        return _clause(token)
    whole = phrase(token, without=CLAUSES | {"case", "advcl"})
    return _trimmed(whole)


def _clause(head: Token, *without: Token) -> Span:
    """The words of a clause around its verb, without those beside it, clauses set apart by commas and these parts."""
    left_out = {t.i for part in without for t in part.subtree}
    for child in head.children:
        if child.dep_ in _BESIDE or _stands_apart(child):
            left_out.update(t.i for t in child.subtree)
    for token in head.subtree:
        if (
            token.dep_ in ("acl:relcl", "parataxis", "advcl")
            and token.i != head.i
            and (token.i > head.i or token.dep_ != "acl:relcl")
            and token.left_edge.i
            and (token.nbor(-(token.i - token.left_edge.i) - 1).text == "," or token.left_edge.text == ",")
        ):
            left_out.update(t.i for t in token.subtree)
    own = {t.i for t in head.subtree} - left_out
    first = last = head.i
    # A hyphen or quotation mark may hang on a word outside.
    marks = {
        t.i + 1 for t in head.subtree if t.i + 1 < len(head.doc) and t.nbor(1).is_punct and t.i + 2 in own
    }
    bridged = own | (marks - left_out)
    while first - 1 in bridged:
        first -= 1
    while last + 1 in bridged:
        last += 1
    while first < last and head.doc[first].lower_ in _OPENERS:
        first += 1
    return _trimmed(head.doc[first : last + 1])


def _stands_apart(child: Token) -> bool:
    """Whether it is coordinated with a subject of its own, and so says something else."""
    return child.dep_ == "conj" and any(c.dep_ in _SUBJECTS | _PASSIVE for c in child.children)


def _lengthened(words: Span, verb: Token) -> Span:
    """With the phrases right behind that parsers hang on the verb: "caused a blackout | in three regions"."""
    for behind in verb.children:
        if behind.dep_ == "obl" and behind.left_edge.i == words.end:
            words = words.doc[words.start : max(phrase(behind).end, words.end)]
    return words


def _noun(head: Token) -> Span:
    """A noun phrase by itself, without its preposition and what is said of it."""
    return _trimmed(phrase(head, without=CLAUSES | _SAID_OF))


def _run(doc: Doc, start: int, end: int) -> Span:
    return _trimmed(doc[start:end])


def _trimmed(words: Span) -> Span:
    """Without marks at its ends."""
    start, end = words.start, words.end
    doc = words.doc
    while end - start > 1 and not doc[end - 1].text.strip(_MARKS + ".!"):
        end -= 1
    while end - start > 1 and not doc[start].text.strip(_MARKS):
        start += 1
    return doc[start:end]
