"""How many of a thing: the number before a noun, in what it is counted, and whether it is kept back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Doc, Token

from onrecord.model import State
from onrecord.reading.knowledge.goods import bounds, giving
from onrecord.reading.quantities import Quantity, quantities

#: Measures of the numbers that count goods; other units ("kilometre") tell what a thing is, not how many.
_WEIGHTS = frozenset(("tonne", "ton", "kilogram", "litre", "barrel", "pound"))
_SIZES = frozenset(
    (
        "mm",
        "cm",
        "millimetre",
        "millimeter",
        "kw",
        "kva",
        "kv",
        "kwh",
        "mw",
        "mva",
        "hp",
        "km",
        "kilometre",
        "kilometer",
        "inch",
        "calibre",
        "caliber",
        "year",
        "month",
        "day",
        "week",
        "hour",
        "-",
        "metre",
        "meter",
        "m",
        "ft",
        "foot",
        "%",
        "percent",
    )
)
_JOINED = frozenset(("-", "‑", "–", "/"))
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Count:
    """How many, half-open in tokens of a Doc."""

    start: int
    end: int
    value: float | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    state: State = "stated"


@lru_cache(maxsize=4)
def numbers_of(doc: Doc) -> tuple[Quantity, ...]:
    """The quantities of a Doc; "15 000" is one number."""
    return together(tuple(quantities(doc)))


def together(numbers: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Quantities with thousands that a blank parts put together."""
    found: list[Quantity] = []
    for q in numbers:
        last = found[-1] if found else None
        if (
            last is not None
            and last.end == q.start
            and last.value is not None
            and q.value is not None
            and last.unit is None
            and re.fullmatch(r"\d{3}", q.doc[q.start].text)
            and re.fullmatch(r"\d{1,3}", q.doc[last.end - 1].text)
        ):
            scale = 1.0 if q.end == q.start + 1 else q.value / max(float(q.doc[q.start].text), 1.0)
            found[-1] = replace(
                last,
                end=q.end,
                value=(last.value * 1000 + float(q.doc[q.start].text)) * scale,
                unit=q.unit,
                head=q.head,
            )
        else:
            found.append(q)
    return tuple(found)


def count_before(
    head: Token, numbers: Sequence[Quantity], unit: str | None = None, start: int = -1
) -> Count | None:
    """The number that stands before a noun and its modifiers; None where there is none.

    start  the token at which the noun's name begins, where that is known: "multiple" counts no "multiple rocket launchers"
    """
    doc = head.doc
    i = start if start >= 0 else head.i
    while i > head.sent.start and head.i - i < _LONGEST:
        if found := _in_words(doc, i, unit) or _ending(numbers, i, unit) or _in_digits(doc, i, unit):
            return found
        before = doc[i - 1]
        if before.pos_ == "CCONJ" and i - 2 > head.sent.start and _modifies(doc[i - 2], head):
            i -= 1  # "70 combat and logistics vehicles"
            continue
        if before.pos_ in ("ADP", "CCONJ", "SCONJ", "PRON", "AUX", "PART", "SPACE") or (
            before.pos_ == "PUNCT" and before.text not in _JOINED
        ):
            return None
        if before.pos_ == "DET" or (before.pos_ == "VERB" and not _is_modifier(before, head)):
            return None
        i -= 1
    return None


def _ending(numbers: Sequence[Quantity], end: int, unit: str | None) -> Count | None:
    """The number that ends before a token."""
    return next((_count(q, unit) for q in numbers if q.start < q.end == end and counts(q)), None)


def _in_digits(doc: Doc, end: int, unit: str | None) -> Count | None:
    """A number in digits that the quantities leave out, as it seems to count time: "16 second-hand planes"."""
    token = doc[end - 1]
    if not (
        token.is_digit and end + 1 < len(doc) and doc[end].lower_ == "second" and doc[end + 1].text in _JOINED
    ):
        return None
    value = float(token.text)
    for size in (3, 2, 1):
        start = end - 1 - size
        kind = bounds().get(doc[start : end - 1].text.lower()) if start >= 0 else None
        if kind == "most":
            return Count(start, end, max=value, unit=unit, state="approximate")
        if kind == "least":
            return Count(start, end, min=value, unit=unit, state="approximate")
        if kind == "about":
            return Count(start, end, value=value, unit=unit, state="approximate")
    return Count(end - 1, end, value=value, unit=unit)


def _is_modifier(verb: Token, head: Token) -> bool:
    """Whether what the parse takes for a verb belongs to the name of a thing: "spare" in "spare parts"."""
    return verb.dep_ in ("amod", "compound") or (verb.i == head.i - 1 and verb.head == head.head != verb)


def _modifies(token: Token, head: Token) -> bool:
    """Whether a word before "and" shares the head with what follows, and is no name of its own."""
    return (
        token.head == head and token.dep_ in ("compound", "amod", "nmod") and token.i < head.i
        and token.ent_type_ != "EQUIPMENT" and not token.text[:1].isupper()
    )  # fmt: skip


def counts(q: Quantity) -> bool:
    """Whether a number counts things, and is no sum, share, calibre or power."""
    if q.unit is not None:
        return q.unit in _WEIGHTS
    after = q.doc[q.end].lower_ if q.end < len(q.doc) else ""
    return after not in _SIZES


def _count(q: Quantity, unit: str | None) -> Count:
    state: State = "approximate" if q.value is None and (q.min is not None or q.max is not None) else q.state
    return Count(q.start, q.end, q.value, q.min, q.max, unit or q.unit, state)


def _in_words(doc: Doc, end: int, unit: str | None) -> Count | None:
    """A number in words that ends before a token: "several thousand", "a pair", "dozens"; "a" for one."""
    for size in (3, 2, 1):
        start = end - size
        if start < 0:
            continue
        if (found := _told(doc[start:end].text.lower(), start, end, unit)) is not None:
            return found
    if end > 0 and doc[end - 1].lower_ in ("a", "an") and end < len(doc):
        return Count(end - 1, end, value=1.0, unit=unit)
    return None


def count_of_measure(
    measure: Token, numbers: Sequence[Quantity], measured: Token | None = None
) -> Count | None:
    """The number of a measure ("two batteries of ..."), with the measure as its unit and within its span."""
    word = measure.lower_
    for child in measure.lefts:
        if child.lower_ in giving("hidden"):
            first = min([child.i, *(c.i for c in measure.lefts if c.dep_ == "det")])
            return Count(first, measure.i + 1, state="undisclosed")
    for q in numbers:
        if q.start <= measure.i < q.end and counts(q):
            return _count(q, None)
    if found := _vague_measure(measure, measured):
        return found
    unit = giving("measure").get(word) or giving("body").get(word)
    if unit is None:
        return None
    count = count_before(measure, numbers, unit)
    if count is None:
        return None
    return Count(count.start, measure.i + 1, count.value, count.min, count.max, unit, count.state)


def _vague_measure(measure: Token, measured: Token | None) -> Count | None:
    """The number of "a pair of", "dozens of", "hundreds of thousands of", "tens of thousands of rounds of"."""
    doc, end = measure.doc, measure.i + 1
    unit = None
    while unit is None and end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1] != measured:
        unit = giving("measure").get(doc[end + 1].lower_)
        if unit is None and doc[end + 1].lower_ not in giving("vague"):
            break
        end += 2
    last = end - 2 if unit is not None else end
    for size in (5, 4, 3, 2, 1):
        start = last - size
        if 0 <= start <= measure.i:
            found = _told(doc[start:last].text.lower(), start, end, unit)
            if found is not None:
                return found
    return None


def _told(words: str, start: int, end: int, unit: str | None) -> Count | None:
    """The number that words of giving.tsv tell: "a pair", "dozens"."""
    if words in giving("times"):
        return Count(start, end, value=float(giving("times")[words]), unit=unit)
    if words in giving("vague"):
        least = giving("vague")[words]
        return Count(start, end, min=float(least) if least else None, unit=unit, state="approximate")
    return None


def hidden_after(doc: Doc, end: int) -> Count | None:
    """That the number is kept back, said behind the thing: "spare engines, amount unknown"."""
    stop = min(len(doc), end + 7)
    start = end
    while start < stop and doc[start].text in (",", "(", "-", "–", "—", ":"):
        start += 1
    if start == end or start >= stop or doc[start].lemma_.lower() not in giving("amount"):
        return None
    for size in range(1, 5):
        for at in range(start + 1, min(stop, start + 3)):
            if at + size <= len(doc) and doc[at : at + size].text.lower() in giving("hidden"):
                return Count(start, at + size, state="undisclosed")
    return None
