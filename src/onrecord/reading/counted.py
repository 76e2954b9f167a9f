"""A number of a headline held against the body's numbers for the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from spacy.tokens import Doc, Span

from onrecord.model import Article
from onrecord.reading.assertions import about, main_word
from onrecord.reading.evidence import doubts
from onrecord.reading.items import item_category
from onrecord.reading.knowledge.money import codes
from onrecord.reading.likenesses import keys
from onrecord.reading.money import money_of
from onrecord.reading.passages import Body
from onrecord.reading.quantities import Quantity, quantities

#: Up to which share two numbers differ by rounding, and up to what a number without a unit is left alone.
_CLOSE, _SMALL = 0.1, 3
#: The share of a claim's words, by weight, that a sentence must have for its sums and shares to be the claim's; and
#: for its numbers to count against one that stands elsewhere for something else.
_ABOUT, _SURELY = 0.4, 0.5
_PEOPLE = frozenset(("people", "passenger", "person", "man", "woman", "child"))


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A number of the claim and the body's for the same, which is another.

    mine, theirs  as they are written
    sentence      that of the body's
    more          whether the claim has more
    """

    mine: str
    theirs: str
    sentence: Span
    more: bool


def otherwise(part: Span, body: Doc, sentences: Body, article: Article) -> Otherwise | None:
    """The first sum or number of a claim that the body gives otherwise."""
    title = keys(part.doc)
    names = about(part, main_word(part), title)
    shares = dict(zip((s.start for s in sentences.sentences), sentences.shares(names), strict=True))
    return _sum_otherwise(part, sentences, shares, article) or _number_otherwise(
        part, body, sentences, shares, title
    )


def _sum_otherwise(part: Span, body: Body, shares: dict[int, float], article: Article) -> Otherwise | None:
    """The first sum of money of a claim that sentences about the same give otherwise, and no sentence gives so."""
    mine = [m for m, _ in money_of(article, part, field="headline") if m.amount]
    if not mine:
        return None
    told = [(m, s) for s in body.sentences for m, _ in money_of(article, s) if m.amount]
    for m in mine:
        alike = [(t, s) for t, s in told if None in (m.currency, t.currency) or t.currency == m.currency]
        sizes = [t.amount for t, _ in alike if t.amount]
        size = m.amount or 0.0
        if any(abs(n - size) <= _CLOSE * max(n, size) for n in sizes):
            continue
        if any(abs(a + b - size) <= _CLOSE * size for a, b in combinations(sizes, 2)):
            continue
        near = [(t, s) for t, s in alike if shares.get(s.start, 0.0) >= _ABOUT]
        if near:
            best, sentence = max(near, key=lambda x: shares[x[1].start])
            return Otherwise(m.span.text, best.span.text, sentence, size > (best.amount or 0.0))
    return None


def _number_otherwise(
    part: Span, body: Doc, sentences: Body, shares: dict[int, float], title: Sequence[frozenset[str]]
) -> Otherwise | None:
    told = list(quantities(body))
    for q in quantities(part.doc):
        if not part.start <= q.start < part.end:
            continue
        size = _size(q)
        if size is None or q.unit in codes() or (size <= _SMALL and q.unit is None):
            continue
        mine = _counted(q, part, title)
        like = [t for t in told if _is_like(q, t, mine, sentences, shares)]
        if not like or any(_fits(size, t) for t in like) or _is_sum(size, like):
            continue
        elsewhere = [t for t in told if t not in like and _fits(size, t)] or _as_written(q, body)
        if elsewhere and not _surely(q, like, elsewhere, shares):
            continue
        sure = [t for t in like if not _is_doubted(t)] or like
        best = max(sure, key=lambda t: (shares.get(body[t.start].sent.start, 0.0), _size(t) or 0.0))
        theirs = _size(best) or 0.0
        mine_said, their_said = part.doc[q.start : q.end].text, body[best.start : best.end].text
        return Otherwise(mine_said, their_said, body[best.start].sent, size > theirs)
    return None


def _size(q: Quantity) -> float | None:
    return next((n for n in (q.value, q.max, q.min) if n is not None), None)


def _fits(size: float, q: Quantity) -> bool:
    if _is_doubted(q):
        return False
    if q.min is not None and q.max is not None and q.min <= size <= q.max:
        return True
    return any(abs(n - size) <= _CLOSE * max(n, size) for n in (q.value, q.min, q.max) if n is not None)


def _is_doubted(q: Quantity) -> bool:
    """Whether the sentence only says that the number is wrong: "dismissed talk of 40 dead"."""
    return any(t.lower_ in doubts() for t in q.doc[q.start].sent)


def _is_sum(size: float, like: Iterable[Quantity]) -> bool:
    sizes = [n for t in like if (n := _size(t)) is not None]
    return any(abs(a + b - size) < 1e-6 * size for a, b in combinations(sizes, 2))


def _as_written(q: Quantity, body: Doc) -> list[Quantity]:
    """The same figures somewhere in the body, where they were not read as a number."""
    text = q.doc[q.start].text.strip("$€£")
    return [q] if any(t.text == text for t in body) else []


def _surely(
    q: Quantity, like: Sequence[Quantity], elsewhere: Sequence[Quantity], shares: dict[int, float]
) -> bool:
    """Whether the body's numbers for the same count although the claim's stands elsewhere, for another thing."""
    if q.head is None or any(t.head is None or t is q for t in elsewhere):
        return False
    return any(shares.get(t.doc[t.start].sent.start, 0.0) >= _SURELY for t in like)


def _counted(q: Quantity, part: Span, title: Sequence[frozenset[str]]) -> frozenset[str]:
    """The keys of what a number of the claim counts: of its noun, else of all its nouns."""
    if q.head is not None and q.head.pos_ != "PROPN":
        return title[q.head.i]
    nouns = [title[t.i] for t in part if t.pos_ in ("NOUN", "PROPN", "ADJ")]
    return frozenset().union(*nouns)


def _is_like(a: Quantity, b: Quantity, mine: frozenset[str], body: Body, shares: dict[int, float]) -> bool:
    """Whether a number of the body counts the same."""
    sentence = b.doc[b.start].sent
    if a.unit or b.unit:
        alike = a.unit == b.unit
        return alike and shares.get(sentence.start, 0.0) >= _ABOUT
    if a.head is not None and b.head is not None:
        if mine & body.keys[b.head.i]:
            return True
        kind = item_category(a.head)
        return kind is not None and kind == item_category(b.head)
    around = frozenset().union(*body.keys[sentence.start : sentence.end])
    if (
        b.head is None
        or b.head.pos_ not in ("NOUN", "PROPN")
        or (a.head is None and shares.get(sentence.start, 0.0) >= _SURELY)
    ):
        return bool(mine & around)
    if b.head.lemma_.lower() in _PEOPLE:
        return True
    return bool(mine & body.keys[b.head.i])
