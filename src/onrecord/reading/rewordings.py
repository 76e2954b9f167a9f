"""A phrase in quotation marks that the same article gives once more with one word changed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS

from onrecord.marks import Quotation
from onrecord.reading.knowledge.numbers import numbers

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NEGATED = {"won't": "will", "can't": "can", "cannot": "can", "shan't": "shall"}
_HYPHENS = "-‐‑"
_NUMBERS = frozenset((*(word for word, value in numbers().items() if value > 1), "hundred", "thousand"))
#: The longest quotation that is compared as one phrase; longer ones may have been cut, so they are compared in part.
_PHRASE = 8
#: How many words must agree, and how many of them must carry meaning, where a part is compared.
_ALIKE, _MEANING = 6, 3
_AROUND = 4
#: How many words away the same phrase counts as beside.
_BESIDE = 12


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: lower case, half-open offsets, and whether a "not" stood before it or in it."""

    form: str
    start: int
    end: int
    negated: bool = False
    capital: bool = False

    @property
    def says(self) -> bool:
        """Whether it carries meaning."""
        return self.form.split("'")[0] not in STOP_WORDS and len(self.form) > 2


@dataclass(frozen=True, slots=True)
class Rewording:
    """Two places, half-open offsets, that agree but for one word.

    quoted  whether both stand in quotation marks
    """

    a: tuple[int, int]
    b: tuple[int, int]
    before: str
    after: str
    quoted: bool


def words_of(text: str) -> list[Word]:
    """The words of a text without "not", which the word behind it keeps in mind; compounds are taken apart."""
    found: list[Word] = []
    negated = False
    for m in _WORD.finditer(text):
        form = m[0].lower().replace("’", "'")
        if form in ("not", "never"):
            negated = True
            continue
        if form.endswith("n't") or form == "cannot":
            form, negated = _NEGATED.get(form, form.removesuffix("n't")), True
        found.append(Word(form, m.start(), m.end(), negated, m[0][0].isupper()))
        negated = False
    return found


def rewordings(text: str, quotations: Sequence[Quotation]) -> Iterator[Rewording]:
    """The phrases in quotation marks that stand elsewhere in the text with one word changed, in order."""
    words = words_of(text)
    if not quotations:
        return
    owner = _owners(words, quotations)
    places: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        if word.says:
            places[word.form].append(i)
    ranges: dict[int, list[int]] = defaultdict(list)
    for i, number in enumerate(owner):
        if number is not None:
            ranges[number].append(i)
    seen: set[tuple[str, str]] = set()
    for number, own in ranges.items():
        for shift in _shifts(words, own, places, number, owner):
            for found in _compared(text, words, own, shift, owner):
                key = min(found.before, found.after), max(found.before, found.after)
                if key not in seen:
                    seen.add(key)
                    yield found


def _owners(words: Sequence[Word], quotations: Sequence[Quotation]) -> list[int | None]:
    """The number of the quotation that each word stands in."""
    parts = sorted((a, b, number) for number, q in enumerate(quotations) for a, b in q.parts)
    owner: list[int | None] = []
    at = 0
    for word in words:
        while at < len(parts) and parts[at][1] <= word.start:
            at += 1
        inside = at < len(parts) and parts[at][0] <= word.start
        owner.append(parts[at][2] if inside else None)
    return owner


def _shifts(
    words: Sequence[Word],
    own: Sequence[int],
    places: dict[str, list[int]],
    number: int,
    owner: Sequence[int | None],
) -> list[int]:
    """How far off the text has two or more of the words that carry meaning, in the same order and distance."""
    votes: Counter[int] = Counter()
    for i in own:
        # A word that stands everywhere tells nothing, and would be slow.
        for there in places.get(words[i].form, ())[:20] if words[i].says else ():
            if owner[there] != number:
                votes[there - i] += 1
    return [shift for shift, count in votes.items() if count >= 2]


def _compared(
    text: str, words: Sequence[Word], own: Sequence[int], shift: int, owner: Sequence[int | None]
) -> Iterator[Rewording]:
    first, last = own[0], own[-1]
    short = last - first + 1 <= _PHRASE
    if first + shift < 0 or last + shift >= len(words):
        if short:
            return
        first, last = max(first, -shift), min(last, len(words) - 1 - shift)
    there = {owner[i + shift] for i in (first, last)}
    quoted = len(there) == 1 and None not in there
    if short and quoted and shift < 0:
        return  # found from the other side
    wrong = [i for i in range(first, last + 1) if not _same(words[i], words[i + shift])]
    for i in wrong:
        low, high = (first, last) if short else (max(first, i - _AROUND), min(last, i + _AROUND))
        near = [j for j in wrong if low <= j <= high]
        if len(near) != 1 or not _one_phrase(text, words[low + shift : high + shift + 1]):
            continue
        inside = owner[i + shift] is not None
        if _both_there(words, low, high, shift):
            continue
        if i == low and words[i].form == words[i + shift].form:
            continue  # "not" stands before the phrase, not in it
        if _enough(text, words, (low, i, high), short=short, quoted=inside) and _differ(
            words[i], words[i + shift], quoted=inside
        ):
            yield Rewording(
                (words[low].start, words[high].end), (words[low + shift].start, words[high + shift].end),
                _said(words[i]), _said(words[i + shift]), inside,
            )  # fmt: skip


def _both_there(words: Sequence[Word], low: int, high: int, shift: int) -> bool:
    """Whether the phrase as quoted stands beside the changed one too: then they are held against each other."""
    phrase = [w.form for w in words[low : high + 1]]
    size = len(phrase)
    around = range(max(0, low + shift - _BESIDE), min(len(words) - size, high + shift + _BESIDE) + 1)
    return any([w.form for w in words[j : j + size]] == phrase for j in around if j != low)


def _same(one: Word, other: Word) -> bool:
    return one.form == other.form and one.negated == other.negated


def _said(word: Word) -> str:
    return f"not {word.form}" if word.negated else word.form


def _one_phrase(text: str, words: Sequence[Word]) -> bool:
    """Whether no sentence or paragraph ends between the words."""
    return not re.search(r"[.!?;:\n]", text[words[0].end : words[-1].start] if len(words) > 1 else "")


def _enough(text: str, words: Sequence[Word], at: tuple[int, int, int], *, short: bool, quoted: bool) -> bool:
    """Whether so much agrees that both places mean to say the same."""
    low, i, high = at
    meaning = sum(words[j].says for j in range(low, high + 1) if j != i)
    count = high - low
    if not short:
        return count >= _ALIKE and meaning >= _MEANING and low <= i - 2 and i + 2 <= high
    if count < 2 or meaning < 2:
        return False
    if quoted and count >= 3:
        return True
    if not low < i < high:
        return False
    # "Low-level planning": in two words around a third one, a compound has to hold them together.
    return count >= 4 or (
        count == 2 and (_joined(text, words[i - 1], words[i]) or _joined(text, words[i], words[i + 1]))
    )


def _joined(text: str, one: Word, other: Word) -> bool:
    return text[one.end : other.start] in tuple(_HYPHENS)


def _counts(word: Word) -> bool:
    return word.form in _NUMBERS or (word.form.isdigit() and len(word.form) > 1)


def _differ(one: Word, other: Word, *, quoted: bool) -> bool:
    """Whether two words differ in more than grammar and spelling, and neither is a name; numbers differ in quotations."""
    if one.form == other.form:
        return quoted  # only "not" differs
    if one.negated != other.negated:
        return False
    if quoted and _counts(one) and _counts(other):
        return True
    if not (one.says and other.says):
        return False
    if any(c.isdigit() for c in one.form + other.form) or (one.capital and other.capital):
        return False
    stem = min(len(one.form), len(other.form)) - 2
    return one.form[: max(3, stem)] != other.form[: max(3, stem)]
