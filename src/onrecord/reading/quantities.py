"""Numbers in words and digits, with their bounds, units and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token
from text_to_num import text2num  # type: ignore[import-untyped]

from onrecord.model import State
from onrecord.reading.knowledge.numbers import numbers
from onrecord.tables import rows

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_RANGE = re.compile(rf"({_DIGITS.pattern})[-–—]({_DIGITS.pattern})")
_GLUED = re.compile(rf"({_DIGITS.pattern})(bn|mn|m|k|tn|pc|km|kg)", re.IGNORECASE)
#: Words that a number in words is put together from, before any "thousand".
_SMALL = frozenset((*numbers(), "hundred"))
#: Named things and moments hold numbers that count nothing.
_NAMES = frozenset(
    (
        "DATE",
        "PERSON",
        "ORGANIZATION",
        "LOCATION",
        "FACILITY",
        "PRODUCT",
        "EQUIPMENT",
        "VESSEL",
        "MISC",
        "NORP",
    )
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number expression, half-open in tokens.

    value, min, max  None where the words give none
    unit             "percent", a measure or an ISO 4217 code; the currency's own word where several states use it
    head             the noun that is counted, when the parse has one
    """

    doc: Doc
    start: int
    end: int
    value: float | None = None
    min: float | None = None
    max: float | None = None
    state: State = "stated"
    unit: str | None = None
    head: Token | None = None

    @property
    def start_char(self) -> int:
        """Offset of the first character."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """Offset behind the last character."""
        last = self.doc[self.end - 1]
        return last.idx + len(last)


@cache
def _words(kind: str) -> dict[str, str]:
    """Words of one kind in quantities.tsv with their value."""
    table = rows("onrecord.reading.knowledge", "quantities.tsv", columns=4)
    return {word: value for k, words, value, _ in table if k == kind for word in words.split("|")}


@cache
def _multiples() -> dict[str, float]:
    return {word: float(value) for word, value in _words("multiple").items()}


def quantities(doc: Doc) -> Iterator[Quantity]:
    """The numbers of a Doc, in order, without those in dates and names."""
    i = 0
    while i < len(doc):
        found = None if doc[i].ent_type_ in _NAMES else _number(doc, i)
        if found is None:
            i += 1
            continue
        found = _qualified(_with_unit(found))
        if not _is_year_or_label(found):
            yield replace(found, head=_head(found))
        i = max(found.end, i + 1)


def _number(doc: Doc, i: int) -> Quantity | None:
    """The number that begins at a token, with its magnitude and the other end of a range."""
    first = _plain(doc, i)
    if first is None:
        return None
    low, end = first
    joint = doc[end].text.lower() if end < len(doc) else ""
    second = (
        _plain(doc, end + 1) if joint in ("to", "and", "-", "–", "—", "or") and end + 1 < len(doc) else None
    )
    between = i > 0 and doc[i - 1].lower_ == "between"
    if second is not None and (joint in ("to", "-", "–", "—") or between):
        high, stop = second
        if (
            low is not None
            and high is not None
            and low < high
            and (joint != "to" or _same_kind(doc, end, stop))
        ):
            scale = _scale_of(doc, stop)
            if scale and low < high / scale:
                low *= scale  # "two to three million"
            return Quantity(doc, i - between, stop, min=low, max=high)
    match = _RANGE.fullmatch(doc[i].text)
    if match and (times := _times(doc, i + 1)):
        a, b = (_value(x) for x in match.groups())
        scale, stop = times
        if a is not None and b is not None and a < b:
            return Quantity(doc, i, stop, min=a * scale, max=b * scale)
    return Quantity(doc, i, end, value=low)


def _same_kind(doc: Doc, joint: int, stop: int) -> bool:
    """Whether "from A to B" is a range and not a change or a score."""
    return not (joint > 1 and doc[joint - 2].lower_ == "from") and stop <= len(doc)


def _scale_of(doc: Doc, stop: int) -> float:
    """The magnitude word that ends before `stop`, or 0."""
    return _multiples().get(doc[stop - 1].lower_, 0.0)


def _times(doc: Doc, at: int) -> tuple[float, int]:
    """The product of the magnitude words from `at`, and where they end."""
    scale = 1.0
    while at < len(doc) and doc[at].lower_ in _multiples() and doc[at].lower_ != "score":
        scale *= _multiples()[doc[at].lower_]
        at += 1
    return scale, at


def _plain(doc: Doc, i: int) -> tuple[float | None, int] | None:
    """(value, end) of one number; the value is None where its form is not clear ("1,2")."""
    token = doc[i]
    text = token.text
    if token.is_space:
        return None
    if glued := _GLUED.fullmatch(text):
        base = _value(glued[1])
        scale = {"m": 1e6, **_multiples()}.get(glued[2].lower())
        return (base * scale, i + 1) if base is not None and scale else None
    if text[0].isdigit():
        if not re.fullmatch(r"[\d.,]+", text):
            return (None, i + 1) if _RANGE.fullmatch(text) else None
        scale, end = _times(doc, i + 1)
        value = _value(text)
        return (None if value is None else value * scale), end
    if token.lower_ in ("a", "half"):
        half = token.lower_ == "half"
        at = i + 1 + (half and i + 1 < len(doc) and doc[i + 1].lower_ == "a")
        scale, end = _times(doc, at)
        return (scale / 2 if half else scale, end) if end > at else None
    end = i
    while end < len(doc) and _is_number_word(doc, end):
        end += 1
    if end == i:
        return None
    return _spelled(doc, i, end), end


def _is_number_word(doc: Doc, i: int) -> bool:
    word = doc[i].lower_
    if word in ("and", "-"):
        return 0 < i < len(doc) - 1 and doc[i - 1].lower_ in _SMALL and doc[i + 1].lower_ in _SMALL and (
            word == "-" or doc[i - 1].lower_ == "hundred"
        )  # fmt: skip
    parts = word.split("-")
    return all(p in _SMALL for p in parts) or (
        word in ("thousand", "million", "billion", "trillion", "dozen") and i > 0 and _counts(doc[i - 1])
    )


def _counts(token: Token) -> bool:
    return token.lower_ in _SMALL or token.lower_ in _multiples()


def _spelled(doc: Doc, start: int, end: int) -> float | None:
    words = [t.lower_ for t in doc[start:end] if t.text != "-"]
    dozen = 12.0 if words[-1] == "dozen" else 1.0
    try:
        return dozen * float(text2num(" ".join(words[:-1] if dozen > 1 else words), "en"))
    except ValueError:
        return None


def _value(text: str) -> float | None:
    """The number in digits; None where commas are neither thousands nor decimals for sure."""
    return float(text.replace(",", "")) if _DIGITS.fullmatch(text) else None


def _phrase_at(doc: Doc, at: int, words: dict[str, str]) -> tuple[str, int] | None:
    """The longest of these phrases that begins at a token: (its value, where it ends)."""
    for size in (3, 2, 1):
        if at + size <= len(doc):
            text = doc[at : at + size].text
            for form in (text, text.lower()):
                if form in words:
                    return words[form] or form, at + size
    return None


def _with_unit(q: Quantity) -> Quantity:
    """With the unit or currency beside it."""
    doc = q.doc
    for size in (2, 1):
        mark = "".join(t.text for t in doc[max(0, q.start - size) : q.start])
        if q.start >= size and mark in _words("currency") and not mark[0].islower():
            return replace(q, start=q.start - size, unit=_words("currency")[mark] or mark)
    for kind in ("currency", "unit"):
        at = q.end + (1 if q.end < len(doc) and doc[q.end].text == "-" else 0)
        if found := _phrase_at(doc, at, _words(kind)):
            return replace(q, unit=found[0], end=found[1])
    return q


def _qualified(q: Quantity) -> Quantity:
    """With "about", "at least", "up to" before it."""
    doc = q.doc
    for kind in ("least", "most", "about"):
        for size in (3, 2, 1):
            a = q.start - size
            if a >= 0 and doc[a : q.start].text.lower() in _words(kind):
                if size == 1 and a and f"{doc[a - 1].lemma_.lower()} {doc[a].lower_}" in _words("particle"):
                    continue  # "handed over 12 boats" is no bound
                if kind == "about" or q.value is None:
                    return replace(q, start=a, state="approximate")
                bound = {"min": q.value} if kind == "least" else {"max": q.value}
                return replace(q, start=a, value=None, **bound)  # type: ignore[arg-type]
    return q


def _is_year_or_label(q: Quantity) -> bool:
    """Whether the number is a year, an hour, an ordinal, a pronoun ("one") or part of a name."""
    token = q.doc[q.end - 1]
    after = q.doc[q.end].lower_ if q.end < len(q.doc) else ""
    if q.unit is None and (
        (after in _words("time") and q.doc[q.end : q.end + 3].text.lower() != "second-hand")
        or after in _words("part")
        or (after in ("-", "‑") and q.end + 1 < len(q.doc))
    ):
        return True  # "two days", "a two-day visit"
    before = q.doc[q.start - 1].text if q.start else ""
    if q.unit is None and q.end == q.start + 1 and q.value is not None:
        if token.lower_ == "one" or (
            q.value == int(q.value)
            and 1900 <= q.value <= 2100
            and "," not in token.text
            and token.dep_ != "nummod"
        ):
            return True
        if before in ("-", "/", ":", "№", "#") or (
            q.end < len(q.doc) and q.doc[q.end].text in ("-", "/", ":")
        ):
            return not _head(q)
    return False


def _head(q: Quantity) -> Token | None:
    """The counted noun: what the number modifies, or what follows "of"."""
    inside = range(q.start, q.end)
    for i in inside:
        token = q.doc[i]
        if (
            token.dep_ == "nummod"
            and token.head.i not in inside
            and token.head.pos_ in ("NOUN", "PROPN", "ADJ")
        ):
            return token.head
    at = q.end
    while at < len(q.doc) and q.doc[at].pos_ == "ADJ":
        at += 1
    if q.unit is None and at < len(q.doc) and q.doc[at].pos_ == "NOUN" and q.doc[at].text.endswith("s"):
        return q.doc[at]  # "between 10 and 15 ships", which parsers take apart
    for i in inside:
        for child in q.doc[i].children:
            if child.i >= q.end and child.dep_ == "nmod" and any(c.lower_ == "of" for c in child.children):
                return child
    return None
