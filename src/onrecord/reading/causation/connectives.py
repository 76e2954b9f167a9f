"""Connectives that claim an effect, "because of", "if", "as a result": they join two clauses, or a clause and a noun phrase."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from onrecord.reading.causation.certainty import certainty, is_negated
from onrecord.reading.causation.claim import Claim
from onrecord.reading.causation.clauses import (
    MARKS,
    PASSIVE,
    SUBJECTS,
    clause_of,
    content_of,
    happens,
    lengthened,
    noun_of,
    phrase_of,
    run,
    told_before,
)
from onrecord.reading.causation.frames import CONNECTIVES, VERBS, Frame, frames, words_of
from onrecord.reading.phrases import phrase

#: So many words before "if" a verb of asking may stand; so many words tell how things stand behind "with".
_NEAR, _STANDING = 5, 18


def by_connective(first: Token) -> Iterator[Claim]:
    """The claims of "because of", "if", "so that", "as a result"; one at most."""
    for frame in frames(CONNECTIVES).get(first.lower_, ()):
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
        case "absolute":
            return _of_absolute(frame, cue)
        case "reason":
            return _of_reason(frame, cue)
        case _:
            return _of_preposition(frame, cue)


def _of_clause(frame: Frame, cue: Span) -> Claim | None:
    cause = cue[0].head
    effect = content_of(cause.head)
    if (
        cue[0].dep_ != "mark"
        or cause.dep_ != "advcl"
        or not happens(effect)
        or is_negated(cause, before=cue.start)
    ):
        return None
    if any(c.lower_ in words_of("generic") for c in cause.children):
        return None
    said = clause_of(effect, cause, *cue)
    return Claim(cue[0], clause_of(cause), said, frame.relation, certainty(effect, own=False))


def _of_condition(frame: Frame, cue: Span) -> Claim | None:
    cause = cue[-1].head if cue[-1].dep_ == "mark" else cue[0].head
    effect = content_of(cause.head)
    if cue[0].dep_ != "mark" or cause.dep_ != "advcl" or cause == effect:
        return None
    if any(
        c.lower_ in ("even", "as", "what", "only") for c in (*cause.children, cue.doc[max(cue.start - 1, 0)])
    ):
        return None
    before = cue.doc[max(cue.start - _NEAR, cue.sent.start) : cue.start]
    if any(t.lemma_ in words_of("inquiry") for t in before):
        return None  # "asked, for instance, if"
    if cue.end < len(cue.doc) and cue.doc[cue.end].lower_ in words_of("empty"):
        return None
    subjects = {c.lower_ for v in (cause, effect) for c in v.children if c.dep_ in SUBJECTS}
    coming = any(c.lower_ in words_of("future") for c in effect.children if c.dep_ == "aux")
    if subjects & words_of("generic").keys() or not (
        coming or (_is_particular(cause) and _is_particular(effect))
    ):
        return None
    said = clause_of(cause)
    if cue[0].lower_ != "if":
        said = run(cue.doc, cue.start, said.end)
    return Claim(cue[0], said, clause_of(effect, cause), frame.relation, "possible")


def _is_particular(verb: Token) -> bool:
    """Whether a clause tells in the present of something known: "the brigades leave", "the risk of a war falls"."""
    if verb.pos_ != "VERB" or any(c.dep_ in ("aux", "aux:pass", "cop") for c in verb.children):
        return False
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    known = subject is not None and any(c.lower_ in ("the", "its", "their", "this") for c in subject.children)
    present = verb.lower_ == verb.lemma_.lower() or verb.text.endswith("s")
    return present and subject is not None and (known or subject.pos_ == "PROPN")


def _of_purpose(frame: Frame, cue: Span) -> Claim | None:
    effect = next((t for t in (cue[0].head, *cue[0].ancestors) if t.dep_ == "advcl"), None)
    if effect is None or effect.i < cue.end or effect.lemma_ in frames(VERBS):
        return None
    point = effect.head
    if point.dep_ == "ROOT" and point.pos_ in ("NOUN", "PROPN", "SYM") and cue[0].lower_ == "so":
        said = run(cue.doc, max(clause_of(effect).start, cue.end), clause_of(effect).end)
        return Claim(cue[0], run(cue.doc, point.sent.start, cue.start), said, frame.relation, "possible")
    if point.pos_ != "VERB":
        return None
    head = content_of(effect.head)
    if head.i > cue.start and not any(c.i < cue.start for c in head.children):
        return None
    said = clause_of(effect)
    said = run(cue.doc, max(said.start, cue.end), said.end)
    return Claim(cue[0], clause_of(head, effect), said, frame.relation, "possible")


def _of_absolute(frame: Frame, cue: Span) -> Claim | None:
    """As in "With the bridge closed, lorries would have to ...": how things stand, at the head of what will follow."""
    doc, sentence = cue.doc, cue.sent
    if any(t.text.strip(MARKS) for t in doc[sentence.start : cue.start]):
        return None
    comma = next((t.i for t in doc[cue.end : min(cue.end + _STANDING, sentence.end)] if t.text == ","), None)
    effect = next((t for t in cue[0].ancestors if comma is not None and t.i > comma), None)
    if (
        comma is None
        or effect is None
        or not any(c.i > comma for c in effect.children if c.dep_ in SUBJECTS | PASSIVE)
    ):
        return None
    noun = next((t for t in doc[cue.end : comma] if t.pos_ in ("NOUN", "PROPN")), None)
    if noun is None or noun.ent_type_ == "PERSON" or not any(_stands(t) for t in doc[noun.i + 1 : comma]):
        return None
    if not any(c.lower_ in words_of("future") for c in effect.children if c.dep_ == "aux"):
        return None
    said = clause_of(effect)
    said = run(doc, max(said.start, comma + 1), said.end)
    return Claim(cue[0], run(doc, cue.start, comma), said, frame.relation, certainty(effect, own=False))


def _stands(token: Token) -> bool:
    """Whether a word behind a noun can tell how it stands: "gone", "in our nest"; not "of"."""
    return (token.pos_ == "ADP" and token.lower_ not in ("of", "to")) or token.pos_ in ("VERB", "ADJ", "ADV")


def _of_reason(frame: Frame, cue: Span) -> Claim | None:
    """As in "It failed, as nobody wanted it": only behind a comma, and only of how things stand."""
    cause = cue[0].head
    if (
        cue.start == cue.sent.start
        or cue.doc[cue.start - 1].text != ","
        or cause.lemma_ not in words_of("stative")
    ):
        return None
    if not any(c.dep_ in SUBJECTS and c.pos_ in ("NOUN", "PROPN") for c in cause.children):
        return None
    return _of_clause(frame, cue)


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
        cause = clause_of(effect.head, effect) if effect.head.pos_ == "VERB" else None
    else:
        cause = told_before(effect)
    if cause is None:
        return None
    if not happens(effect) or not happens(cause.root):
        return None
    said = clause_of(effect)
    if said.start <= cue.start and not any(
        t.dep_ in SUBJECTS | PASSIVE for t in cue.doc[said.start : cue.start]
    ):
        said = run(cue.doc, cue.end, said.end)
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
    if governed.lower_ in words_of("relative"):
        return None  # "without which"
    if cue[0].lower_ == "thanks" and cue.start > cue.sent.start and _is_given(cue.doc[cue.start - 1]):
        return None
    cause = phrase_of(governed)
    if frame.kind == "without":
        cause = run(cue.doc, cue.start, cause.end)
    subject = next((c for c in top.children if c.dep_ in SUBJECTS), None)
    if subject is not None and top.pos_ != "VERB":
        if (
            frame.kind == "without"
            or not any(c.dep_ == "cop" for c in top.children)
            or subject.pos_ == "PRON"
        ):
            return None
        cause = run(cue.doc, cue.end, cause.end)
        return Claim(cue[0], cause, phrase(subject), frame.relation, certainty(top))
    head = top.head
    if head == top or is_negated(governed, before=cue.start):
        return None
    if cue[-2].text.istitle() and cue.start > cue.sent.start if len(cue) > 1 else False:
        return None  # "Programme in Response to Floods" is a name
    if (
        head.pos_ in ("NOUN", "PROPN")
        and top.dep_ in ("nmod", "acl", "obl")
        and not any(c.dep_ == "cop" for c in head.children)
    ):
        if head.ent_type_ in ("DATE", "TIME") or head.pos_ == "NUM":
            return None
        said = run(cue.doc, noun_of(head).start, cue.start)
        return (
            Claim(cue[0], cause, said, frame.relation, certainty(head, own=False))
            if frame.kind != "without"
            else None
        )
    effect = content_of(head)
    if not happens(effect) and frame.kind != "without":
        return None
    if frame.kind == "without" and not any(
        c.lower_ in ("would", "could", "will", "cannot", "can") for c in effect.children
    ):
        return None
    if frame.kind == "without" and top.i > effect.i:
        return None
    return Claim(cue[0], cause, clause_of(effect, top, *cue), frame.relation, certainty(effect, own=False))


def _is_given(before: Token) -> bool:
    """Whether thanks are given to somebody: "a letter of thanks to", "his thanks to"."""
    return (
        before.pos_ in ("ADP", "DET") or before.dep_ == "nmod:poss" or before.lemma_ in words_of("thanking")
    )


def _after(first: Token) -> Iterator[Claim]:
    """As in "cut its aid after a row over a permit": these nouns are no mere moments; nor is what calls something off."""
    cause = first.head
    if (
        first.lower_ == "after"
        and first.dep_ == "mark"
        and cause.dep_ == "advcl"
        and _is_halted(cause.head)
        and _has_subject(cause)
    ):
        effect = cause.head
        yield Claim(first, clause_of(cause), clause_of(effect, cause), "causes", certainty(effect, own=False))
        return
    if (
        first.lower_ != "after"
        or first.dep_ != "case"
        or cause.lemma_ not in words_of("after")
        or cause.dep_ != "obl"
    ):
        return
    effect = content_of(cause.head)
    if happens(effect):
        yield Claim(
            first,
            lengthened(phrase_of(cause), cause.head),
            clause_of(effect, cause),
            "causes",
            certainty(effect, own=False),
        )


def _is_halted(verb: Token) -> bool:
    """Whether a verb, with its particle, says that something is called off."""
    forms = {verb.lemma_, f"{verb.lemma_} {verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ''}"}
    return bool(forms & words_of("halt").keys()) and _has_subject(verb)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS | PASSIVE for c in verb.children)


def _to(first: Token) -> Iterator[Claim]:
    """As in "will send radars to watch the coast": what is given, moved or built is for something."""
    effect = first.head
    head = effect.head
    if (
        first.lower_ != "to"
        or first.dep_ != "mark"
        or effect.dep_ != "advcl"
        or effect.lemma_ in frames(VERBS)
    ):
        return
    if not any(c.dep_ in ("obj", "obl") for c in effect.children):
        return  # "gave them eggs to eat"
    if certainty(head) == "denied":
        return
    if head.i < effect.i and head.pos_ == "VERB" and head.lemma_ in words_of("give") and happens(head):
        yield Claim(first, clause_of(head, effect), clause_of(effect), "enables", "possible")
