"""Two sums of money for one thing: "a grant of 75 million", "what the 57 million will be spent on"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from spacy.tokens import Doc, Span

from onrecord import model
from onrecord.model import Article, Conflict, Event, Figure
from onrecord.reading.conflicts.context import (
    NOUNS,
    PACE,
    clause,
    explains,
    is_live,
    is_slip,
    one_matter,
)

#: How near a sum, in characters, stands what explains it; how far apart two slips of one sum may be; and so many sums
#: are a budget, in which each is of something else.
_NEAR, _RATIO, _TABLE = 60, 2.0, 6
_LONG = 1000
_KNOWN = frozenset(("the", "this", "that", "its", "their"))
_NARROWING = frozenset(
    (
        "that",
        "which",
        "for",
        "to",
        "from",
        "of",
        "in",
        "it",
        "they",
        "already",
        "promised",
        "pledged",
        "given",
    )
)


@dataclass(frozen=True, slots=True)
class _Sum:
    span: model.Span
    value: float
    words: Span
    known: bool


def clashing_sums(
    article: Article, doc: Doc, figures: Sequence[Figure], events: Sequence[Event]
) -> Iterator[Conflict]:
    """Two sums for the same thing."""
    if is_live(article.text):
        return
    by_currency: dict[str, list[_Sum]] = defaultdict(list)
    for figure in figures:
        if figure.unit is None or not (figure.unit.isupper() and len(figure.unit) == 3):
            continue
        words = doc.char_span(figure.span.start, figure.span.end, alignment_mode="expand")
        if words is not None and figure.value is not None and figure.state == "stated":
            by_currency[figure.unit].append(_Sum(figure.span, figure.value, words, _is_known(words)))
    for sums in by_currency.values():
        found = next((p for p in (*_taken_up(sums), *_slips(sums))), None) if len(sums) <= _TABLE else None
        if found is not None:
            yield _conflict(*found)
            return
    yield from _valued(events)


def _conflict(one: _Sum, other: _Sum) -> Conflict:
    a, b = one.span, other.span
    return Conflict(kind="number", a=a, b=b, reason=f"“{a.text}” and “{b.text}” for the same thing.")


def _is_known(words: Span) -> bool:
    """Whether the article speaks of a sum as known, and does not say which one it means: "the 57 million"."""
    doc = words.doc
    before = doc[words.start - 1].lower_ if words.start > words.sent.start else ""
    after = doc[words.end].lower_ if words.end < len(doc) else ""
    return before in _KNOWN and after not in _NARROWING


def _taken_up(sums: Sequence[_Sum]) -> Iterator[tuple[_Sum, _Sum]]:
    """A sum that is taken up as known, and the only one before it that it can be, where that differs."""
    for place, later in enumerate(sums):
        if not later.known or any(s.value == later.value for s in sums if s is not later):
            continue
        near = [s for s in sums[:place] if _clash(s, later)]
        if len(near) == 1 and place <= _TABLE // 2 and not any(map(_explained, (near[0], later))):
            yield near[0], later


def _slips(sums: Sequence[_Sum]) -> Iterator[tuple[_Sum, _Sum]]:
    """Two sums with the same digits in another order, of one thing."""
    for one, other in combinations(sums, 2):
        apart = one.words.sent.start != other.words.sent.start
        alike = is_slip(one.span.text, other.span.text) and _nouns(one) & _nouns(other)
        if apart and alike and not any(map(_explained, (one, other))):
            yield one, other


def _nouns(found: _Sum) -> set[str]:
    return {
        t.lemma_.lower()
        for t in found.words.sent
        if t.pos_ in NOUNS and not found.words.start <= t.i < found.words.end and not t.is_stop
    }


def _clash(one: _Sum, other: _Sum) -> bool:
    small, large = sorted((one.value, other.value))
    if small <= 0 or small == large or one.words.sent.start == other.words.sent.start:
        return False
    return large < _RATIO * small or large == _LONG * small or is_slip(one.span.text, other.span.text)


def _explained(found: _Sum) -> bool:
    sentence = found.words.sent
    start, end = found.words.start_char - sentence.start_char, found.words.end_char - sentence.start_char
    return explains(PACE).search(clause(sentence.text, start, end, _NEAR)) is not None


def _valued(events: Sequence[Event]) -> Iterator[Conflict]:
    """Two values of one gift between the same two, told in sentences that explain nothing."""
    gifts = [
        e
        for e in events
        if e.type == "AID" and e.value is not None and e.actor and e.recipient and e.evidence
    ]
    for one, other in combinations(gifts, 2):
        x, y = one.value, other.value
        if x is None or y is None or x.amount is None or y.amount is None or x.currency != y.currency:
            continue
        small, large = sorted((x.amount, y.amount))
        sources = {one.attribution, other.attribution} - {None}
        if (
            small == large
            or large >= _RATIO * small
            or {x.state, y.state} != {"stated"}
            or one.evidence[0] == other.evidence[0]
            or len(sources) > 1
            or one.stage != other.stage
            or (one.date and other.date)
            or len({e.value.amount for e in gifts if e.value}) != 2
        ):
            continue
        if one_matter(one, other) and not any(
            explains(PACE).search(e.evidence[0].text) for e in (one, other)
        ):
            yield Conflict(
                kind="number",
                a=x.span,
                b=y.span,
                reason=f"“{x.span.text}” and “{y.span.text}” for the same gift.",
            )
            return
