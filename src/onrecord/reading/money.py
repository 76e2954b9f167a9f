"""Sums of money with their currency, and what in the sentence they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from onrecord.model import Article, Field, Money, State
from onrecord.reading.counts import numbers_of, together
from onrecord.reading.knowledge.goods import bounds, giving
from onrecord.reading.knowledge.money import codes, currencies, currency_of, magnitude, magnitudes
from onrecord.reading.quantities import Quantity

_DEEPEST = 4
#: So many characters lie between a sum and the same in other money: a space and a bracket.
_BRACKET = 3


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum, half-open in tokens; `word` is the currency's code, word or sign."""

    start: int
    end: int
    amount: float | None
    word: str
    state: State


@cache
def _marked() -> re.Pattern[str]:
    """A number with its currency's code or sign: "EUR35 million", "35 EUR million", "€1.2million", "$40-million"."""
    code, scale = _either(codes()), _either(magnitudes())
    sign = _either(word for word in currencies() if not word[-1].isalpha())
    word = _either(word for word in currencies() if word.isalpha())
    number = r"\d{1,3}(?:[,\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    return re.compile(
        rf"(?<!\w)(?P<before>{code}|{sign})[\s\u00a0]?(?P<one>{number})(?![.,–-]?\d)(?:[\s-]?(?P<scale1>{scale})\b)?"
        rf"|(?<![\d.,–-])(?P<two>{number})\s?(?P<scale2>{scale})?[-\s]?(?P<after>{code})\b(?:\s(?P<scale3>{scale})\b)?"
        rf"|(?<![\d.,–-])(?P<three>{number})[-‑](?:(?P<scale4>{scale})[-‑])?(?P<word>{word})\b"
    )


def _either(words: Iterable[str]) -> str:
    """A pattern for any of these, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def money_of(
    article: Article, span: Span, numbers: Sequence[Quantity] | None = None, field: Field = "text"
) -> tuple[tuple[Money, Token | None], ...]:
    """The sums of money in a stretch of a Doc, each with the token that governs it in the parse.

    The governor is what the sum is said of where the words are "worth" or "valued at" ("relief worth 3 million euros":
    relief), else the nearest word outside the sum; None where the sum is the root.

    numbers  the quantities of the Doc, where they are known already
    field    the article's field that the Doc holds
    """
    return tuple(_sums(article, span, numbers_of(span.doc) if numbers is None else together(numbers), field))


def first_told(found: Sequence[tuple[Money, Token | None]]) -> tuple[tuple[Money, Token | None], ...]:
    """These sums without those that only give the one before in other money: "1.1 billion crowns ($102 million)"."""
    kept = list(found[:1])
    for (before, _), (sum_, of) in pairwise(found):
        other = sum_.currency != before.currency and sum_.span.start - before.span.end <= _BRACKET
        if not (other and of is not None and of.doc.text[: sum_.span.start].endswith("(")):
            kept.append((sum_, of))
    return tuple(kept)


def _sums(
    article: Article, span: Span, numbers: Sequence[Quantity], field: Field
) -> Iterator[tuple[Money, Token | None]]:
    doc = span.doc
    near, all_ = {t.text for t in span if t.is_title}, _titled(doc)
    found = sorted((*_by_mark(span, numbers), *_by_word(span, numbers)), key=lambda s: s.start)
    for sum_ in (_qualified(doc, one) for one in _ranges(doc, found)):
        code = sum_.word if sum_.word in codes() else currency_of(sum_.word, near, all_)
        last = doc[sum_.end - 1]
        stop = last.idx + len(last.text.rstrip("."))  # "€640m." at the end of a sentence
        where = article.span(field, doc[sum_.start].idx, stop)
        yield (
            Money(amount=sum_.amount, currency=code, state=sum_.state, span=where),
            governor(doc[sum_.start : sum_.end]),
        )


@lru_cache(maxsize=4)
def _titled(doc: Doc) -> frozenset[str]:
    """The capitalised words of a Doc."""
    return frozenset(t.text for t in doc if t.is_title)


def _ranges(doc: Doc, sums: Sequence[_Sum]) -> Iterator[_Sum]:
    """The sums, with the two ends of a range as one sum without an amount: "between $2 and $3 million"."""
    held: _Sum | None = None
    for following in sums:
        if held is not None:
            joint = doc[held.end : following.start].text.lower()
            between = joint == "and" and held.start > 0 and doc[held.start - 1].lower_ == "between"
            if following.word == held.word and (between or joint in ("to", "-", "–", "—")):
                held = _Sum(held.start - between, following.end, None, held.word, "approximate")
                continue
            yield held
        held = following
    if held is not None:
        yield held


def _qualified(doc: Doc, sum_: _Sum) -> _Sum:
    """With "about" or "more than" before it, which make it approximate."""
    for size in (3, 2, 1):
        start = sum_.start - size
        if start >= 0 and doc[start : sum_.start].text.lower() in bounds():
            return replace(sum_, start=start, state="approximate")
    return sum_


def _by_mark(span: Span, numbers: Sequence[Quantity]) -> Iterator[_Sum]:
    """Sums with an ISO 4217 code or a sign, which stands before, behind or within: "EUR35 million", "35 EUR million"."""
    for match in _marked().finditer(span.text):
        words = span.char_span(match.start(), match.end(), alignment_mode="expand")
        if not words:
            continue
        amount: float | None = float(re.sub(r"[,\s]", "", match["one"] or match["two"] or match["three"]))
        for group in ("scale1", "scale2", "scale3", "scale4"):
            amount = amount and amount * (magnitude((match[group] or "").lower()) or 1.0)
        q = next((q for q in numbers if q.start < words.end and words.start < q.end), None)
        state: State = "stated"
        start, end = words.start, words.end
        if q is not None:
            start, end = min(start, q.start), max(end, q.end)
            state = "approximate" if q.value is None else q.state
            if q.min is not None and q.max is not None:
                amount = None
        yield _Sum(start, end, amount, match["before"] or match["after"] or match["word"], state)


def _by_word(span: Span, numbers: Sequence[Quantity]) -> Iterator[_Sum]:
    """Sums with a word for the currency, or with numbers that are no plain digits: "35 million kroner"."""
    doc = span.doc
    marked = list(_by_mark(span, numbers))
    for q in numbers:
        if (
            q.start < span.start
            or q.end > span.end
            or any(s.start < q.end and q.start < s.end for s in marked)
        ):
            continue
        end, times = q.end, 1.0
        if end < span.end and doc[end - 1].whitespace_ == "" and (scale := magnitude(doc[end].lower_)):
            times, end = scale, end + 1  # "€640m"
        word, start, end = _currency(q, end, span)
        if word is not None:
            bound = q.min if q.max is None else q.max if q.min is None else None
            amount = q.value if q.value is not None else bound
            ranged = q.value is None and (q.min is not None or q.max is not None)
            state: State = "approximate" if ranged else q.state
            yield _Sum(start, end, None if amount is None else amount * times, word, state)


def _currency(q: Quantity, end: int, span: Span) -> tuple[str | None, int, int]:
    """(the currency's word or code, where the sum begins, where it ends); None for what is no money."""
    doc, start = span.doc, q.start
    if q.unit is not None and (q.unit in codes() or q.unit in currencies()) and q.unit != "pound":
        return q.unit, start, end
    if q.unit == "pound" and any(t.ent_type_ == "MONEY" for t in doc[q.start : q.end]):
        return "pounds", start, end  # else a weight
    if q.unit is not None:
        return None, start, end
    if end < span.end and doc[end].text in codes():
        return doc[end].text, start, end + 1
    for size in (3, 2, 1):
        if end + size <= span.end and doc[end : end + size].text.lower() in currencies():
            return doc[end : end + size].text.lower(), start, end + size
        if start - size >= span.start and doc[start - size : start].text in currencies():
            return doc[start - size : start].text, start - size, end
    return None, start, end


def governor(words: Span) -> Token | None:
    """What a sum belongs to in the parse."""
    root = words.root
    for _ in range(_DEEPEST):  # one of several sums: what governs the first
        if root.dep_ not in ("conj", "appos", "list") or not (
            root.head.ent_type_ == "MONEY" or root.head.pos_ in ("NUM", "SYM")
        ):
            break
        root = root.head
    token = root.head
    if token == root or words.start <= token.i < words.end:
        return None
    for _ in range(_DEEPEST):
        if token.lower_ not in giving("worth"):
            break
        subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
        if subject is not None:
            return subject
        before = token.doc[token.i - 1] if token.i else token
        if before.pos_ in ("NOUN", "PROPN"):
            return before  # "relief worth 3 million euros"
        if token.head == token:
            break
        token = token.head
    return token
