"""Verbs that claim an effect, "allow", "lead to", "prevent": what they say to follow; their subject is the cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Span, Token

from onrecord.reading.causation.causes import cause_of
from onrecord.reading.causation.certainty import certainty
from onrecord.reading.causation.claim import Claim
from onrecord.reading.causation.clauses import (
    PASSIVE,
    SUBJECTS,
    clause_of,
    is_marked,
    is_opened,
    lengthened,
    noun_of,
    phrase_of,
    run,
)
from onrecord.reading.causation.frames import VERBS, Frame, Words, frames, words_of
from onrecord.reading.entities import Entities
from onrecord.reading.phrases import phrase

_OBJECTS = ("obj", "iobj")


def by_verb(verb: Token, entities: Entities) -> Iterator[Claim]:
    """The claims of a verb such as "allow", "lead to", "prevent"; one at most."""
    if verb.pos_ != "VERB" or (verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in words_of("shun")):
        return
    for frame in frames(VERBS).get(verb.lemma_.lower(), ()):
        effect = _complement(verb, frame)
        if effect is None or _is_feeling(effect):
            continue
        cause = cause_of(verb, frame, entities)
        if cause is not None and not (verb.lemma_ == "lead" and cause.root.lemma_ in words_of("passage")):
            yield Claim(verb, cause, effect, frame.relation, certainty(verb))
            return


def _complement(verb: Token, frame: Frame) -> Span | None:
    """What a verb says to follow, where the rest of its cue is there."""
    passive = next((c for c in verb.children if c.dep_ in PASSIVE), None)
    if passive is not None and passive.lower_ in words_of("relative") and verb.dep_ == "acl:relcl":
        passive = verb.head
    if passive is None and verb.dep_ == "acl" and not verb.text.endswith("ing") and not is_marked(verb, "to"):
        passive = verb.head
    thing = (
        passive
        or next((c for dep in _OBJECTS for c in verb.children if c.dep_ == dep), None)
        or _behind(verb)
    )
    match frame.kind:
        case "object":
            return _of_object(verb, thing, frame.rest)
        case "change":
            return _of_change(verb, thing, frame.rest) if thing != passive else None
        case "made":
            return _of_made(verb, thing, frame.rest[0])
        case "turned":
            return _of_turned(verb, passive, thing)
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
            return clause_of(content) if content is not None else None
        case _:
            return _of_left(verb, thing) if passive is None else None


def _behind(verb: Token) -> Token | None:
    """Whom "lets their trawlers fish" lets: parsers call them the subject of "lets", beside its own."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    return next((c for c in subjects[1:] if c.i > verb.i), None)


def _of_object(verb: Token, thing: Token | None, rest: Words) -> Span | None:
    if any(
        is_marked(c, "from")
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
    if thing == verb.head:
        return noun_of(thing, verb)
    return lengthened(phrase(thing), verb)


def _of_change(verb: Token, thing: Token | None, rest: Words) -> Span | None:
    """As in "worsened the shortage", "cost the town 40 jobs"; what "costs 40 euros" alone is a price."""
    changed = _of_object(verb, thing, rest)
    things = [c for c in verb.children if c.dep_ in _OBJECTS]
    if changed is None or (verb.lemma_ == "cost" and len(things) < 2):
        return None
    return run(verb.doc, verb.i, max([changed.end, *(c.right_edge.i + 1 for c in things)]))


def _of_infinitive(verb: Token, passive: Token | None, thing: Token | None) -> Span | None:
    doing = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i), None)
    if (
        doing is None
        or is_marked(doing, "from")
        or is_marked(doing, "that")
        or doing.pos_ not in ("VERB", "AUX", "NOUN", "ADJ")
    ):
        return None
    if thing is not None and thing.lower_ in (*words_of("generic"), "me"):
        return None
    whole = clause_of(doing, *(c for c in doing.children if passive is not None and is_opened(c, "by")))
    if passive is not None:
        return run(verb.doc, passive.left_edge.i, whole.end) if passive.i < verb.i else None
    start = thing.left_edge.i if thing is not None and thing.i > verb.i else None
    if start is None:
        if verb.lemma_ != "help":
            return None
        start = whole.start
    return run(verb.doc, start, whole.end)


def _from(verb: Token, thing: Token | None, doing: Token | None, *, passive: bool) -> Span | None:
    if thing is None or doing is None or (thing.pos_ == "PRON" and thing.lower_ in ("itself", "themselves")):
        return None
    if passive:
        return (
            clause_of(doing) if thing == verb.head else run(verb.doc, thing.left_edge.i, clause_of(doing).end)
        )
    return run(verb.doc, thing.left_edge.i, clause_of(doing).end) if thing.i < doing.i else None


def _of_away(thing: Token | None, verb: Token, rest: Words) -> Span | None:
    if thing is None:
        return None
    last = next((c for c in verb.children if c.lower_ == rest[-1] and c.i > verb.i), None)
    if last is None:
        last = next((t for t in thing.subtree if t.lower_ == rest[-1] and t.i > thing.i), None)
    if last is None:
        return None
    end = max(t.i for t in (*last.subtree, *thing.subtree)) + 1
    return lengthened(run(verb.doc, thing.left_edge.i, end), verb)


def _of_oblique(verb: Token, preposition: str) -> Span | None:
    led = (
        c
        for c in verb.children
        if _is_led_to(c, preposition) and (c.pos_ != "VERB" or c.text.endswith("ing"))
    )
    found = next(led, None)
    return lengthened(phrase_of(found), verb) if found is not None else None


def _is_led_to(token: Token, preposition: str) -> bool:
    """Whether a phrase opens with this preposition, not with "up to"."""
    start = token.left_edge.i
    return is_opened(token, preposition) and not (start and token.doc[start - 1].lower_ == "up")


def _of_way(verb: Token, thing: Token | None, noun: str) -> Span | None:
    """What a way, door or path is opened to."""
    if thing is None or thing.lemma_ != noun:
        return None
    for owner in (thing, verb):
        for child in owner.children:
            if child.i > thing.i and (
                is_opened(child, "for") or is_opened(child, "to") or is_marked(child, "to")
            ):
                said = phrase_of(child)
                given = next((c for c in verb.children if c.dep_ == "iobj"), None)
                return said if given is None else run(verb.doc, given.left_edge.i, said.end)
    return None


def _of_made(verb: Token, thing: Token | None, quality: str) -> Span | None:
    """As in "makes it harder for banks to lend", "makes the sale possible"."""
    state = next((c for c in verb.children if c.dep_ == "xcomp" and quality in (c.lower_, c.lemma_)), None)
    if state is None:
        return None
    doing = next((c for o in (state, verb) for c in o.children if c.i > state.i and is_marked(c, "to")), None)
    if doing is not None:
        whole = clause_of(doing)
        opening = next((c for c in doing.children if c.dep_ == "mark" and c.lower_ == "for"), None)
        return whole if opening is None else run(verb.doc, opening.i + 1, whole.end)
    return phrase(thing) if thing is not None and thing.pos_ != "PRON" else None


def _of_turned(verb: Token, passive: Token | None, thing: Token | None) -> Span | None:
    """As in "will make Chad less dependent on the plant", "the floods were made worse by the failure of a dyke"."""
    state = next((c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "ADJ" and c.i > verb.i), None)
    if state is None or thing is None or thing.pos_ == "PRON":
        return None
    compared = state.lower_.endswith(("er", "worse", "ier")) or any(
        c.lower_ in ("more", "less") for c in state.children
    )
    if not compared or any(is_marked(c, "to") for c in (*state.children, *verb.children)):
        return None
    if passive is not None:
        return run(verb.doc, passive.left_edge.i, state.i + 1)
    return run(verb.doc, verb.i, max(state.right_edge.i, thing.right_edge.i) + 1)


def _of_left(verb: Token, thing: Token | None) -> Span | None:
    """As in "left thousands homeless", "left the town without power"."""
    state = next(
        (c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i and c.pos_ in ("ADJ", "VERB")), None
    )
    if state is not None and state.lower_ == "bound":
        return None  # "left Riga bound for Oslo"
    if thing is None and state is not None and verb.i < state.left_edge.i < state.i:
        return run(verb.doc, state.left_edge.i, state.right_edge.i + 1)
    if thing is None or thing.i < verb.i or thing.pos_ == "PRON":
        return None
    state = state if state is not None and state.i > thing.i else None
    if state is None:
        state = next(
            (c for o in (verb, thing) for c in o.children if c.i > thing.i and is_opened(c, "without")), None
        )
    return run(verb.doc, thing.left_edge.i, state.right_edge.i + 1) if state is not None else None


def _marked_child(token: Token | None, word: str, deps: Iterable[str]) -> Token | None:
    children = token.children if token is not None else ()
    return next((c for c in children if c.dep_ in deps and is_marked(c, word)), None)


def _is_feeling(effect: Span) -> bool:
    return effect.root.lemma_.lower() in words_of("feeling")
