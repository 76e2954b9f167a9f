"""The numbers of an article: what each is of, and the words that it stands among.

The figures of the reading give what the parse shows to be counted; two outlets count one thing in different sentences, so here
every number is taken with its surroundings. Dates, clock times, ages, ordinals and what stands in quotation marks are left out:
dates are no figures, and words that somebody said belong to the quotations.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.linking.knowledge import table
from onrecord.linking.links import Piece
from onrecord.linking.quotations.likeness import telling
from onrecord.linking.quotations.wording import Word, american, kind, words_of
from onrecord.linking.sentences import sentences
from onrecord.linking.times import Published
from onrecord.marks import quotations
from onrecord.tables import alternatives

#: How many words around a number say what it is of, and how many behind it may name the thing.
_NEAR, _THING = 8, 4
#: Fewer words are the number of a list's item.
_SENTENCE = 2
_CURRENCY = re.compile(r"(US|A|C|NZ|HK|S)?([$£€¥₹]|\bRs\.?)\s*$")
_SCALES = {
    "thousand": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "crore": 1e7,
    "lakh": 1e5,
}
_SIZE = re.compile(r"\s*(?:%|percent|per cent|million|billion|[a-z]+s\b)")
#: Digits that can be counted with, not "¹"; what is longer is a number of an account.
_NUMBER = re.compile(r"[0-9]{1,18}(?:\.[0-9]+)?")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b")
_YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True, eq=False)
class Mention:
    """A number with what it is of.

    value   the number, scaled
    unit    "", "percent", a currency ("EUR", "$"), or a measure ("kilometre")
    text    the words: "62 million euros"
    thing   keys of the words behind it that name what is counted, the nearest first
    counted where these words end
    near    keys of the telling words around it
    among   those of the whole sentence
    about   the last name of the person that stands nearest
    fate    what became of what is counted: the thing of counted.tsv whose words stand nearest
    lead    whether it stands in the first sentence
    contrasts whether its words hold it against the figure before it: "to 450 from 400", "67, not the 61"
    """

    article: str
    published: Published | None
    start: int
    end: int
    text: str
    value: float
    unit: str
    thing: tuple[str, ...]
    counted: int
    near: frozenset[str]
    among: frozenset[str]
    about: str
    fate: str
    sentence: tuple[int, int]
    lead: bool
    rough: bool
    contrasts: bool


def mentions(piece: Piece) -> list[Mention]:
    """The numbers of an article's text, in order."""
    article = piece.reading.article
    published = Published.of(article.published)
    quoted = [part for q in quotations(article.text, article.paragraphs()) for part in q.parts]
    people = frozenset(
        e.name.split()[-1].lower() for e in piece.reading.entities if e.kind == "person" and e.name.split()
    )
    found: list[Mention] = []
    for start, end in sentences(article.text):
        words = words_of(article.text, start, end)
        if len(words) < _SENTENCE:
            continue
        for at, word in enumerate(words):
            if not _NUMBER.fullmatch(word.key) or any(a <= word.start < b for a, b in quoted):
                continue
            made = _mention(piece, published, words, at, people, (start, end), found[-1] if found else None)
            if made is not None:
                found.append(made)
    return found


def _mention(
    piece: Piece, published: Published | None, words: Sequence[Word], at: int, people: frozenset[str],
    sentence: tuple[int, int], former: Mention | None,
) -> Mention | None:  # fmt: skip
    text = piece.reading.article.text
    word = words[at]
    if _no_figure(text, words, at):
        return None
    value = float(word.key)
    last, scaled = at, False
    while last + 1 < len(words) and words[last + 1].bound == "" and words[last + 1].key in _SCALES:
        last += 1
        value *= _SCALES[words[last].key]
        scaled = True
    if not scaled and (suffix := re.match(r"(m|bn|mn)\b", text[word.end : word.end + 3])):
        value *= _SCALES[suffix[0]]
    unit, last, start = _unit(text, words, at, last)
    contrasts = former is not None and _contrasted(words, at, former)
    if (
        not unit
        and scaled
        and former is not None
        and former.unit.isupper()
        and not list(_thing(words, last + 1))
    ):
        unit = former.unit  # "puts it at 71 million"
    if _more(words, at, last):
        return None
    named = list(_thing(words, last + 1))
    thing = tuple(w.key for w in named)
    around = [w for w in words[max(0, at - _NEAR) : last + 1 + _NEAR] if w is not word]
    rest = [w for n, w in enumerate(words) if not at <= n <= last]
    return Mention(
        article=piece.id, published=published, start=start, end=words[last].end,
        text=text[start : words[last].end], value=value, unit=unit, thing=thing,
        counted=named[-1].end if named else words[last].end, near=_keys(around),
        among=_keys(rest), about=_about(words, at, people), sentence=sentence,
        fate="" if unit or _part(words, last) else _fate(words, at), lead=not text[: sentence[0]].strip(), contrasts=contrasts,
        rough=any(w.key in _ROUGH for w in words[max(0, at - 2) : at]),
    )  # fmt: skip


_ROUGH = frozenset(
    {"about", "around", "nearly", "almost", "roughly", "over", "than", "least", "some", "approximately"}
)


def _no_figure(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a number is a date, a time, an age, an ordinal or part of a name."""
    word = words[at]
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if (
        _ORDINAL.match(text, word.start)
        or text[word.end : word.end + 1] in (":", "/")
        or text[word.start - 1 : word.start] in (":", "/")
    ):
        return True
    months = _months()
    if (before and before.key in months) or (after and after.key in months and after.bound == ""):
        return True
    if after and after.key in {"to", "past"} and at + 2 < len(words) and words[at + 2].key[0].isdigit():
        return True  # "twenty to eleven"
    if (
        before
        and before.key in {"to", "past"}
        and at > 1
        and words[at - 2].key[0].isdigit()
        and not _SIZE.match(text, word.end)
    ):
        return True
    if (
        after
        and after.key in {"am", "pm", "gmt", "a", "o"}
        and re.match(r"\s?(?:a\.m|p\.m|am|pm|GMT|o['’]clock)", text[word.end : word.end + 8])
    ):
        return True
    if _YEAR.match(text[word.start : word.end]) and not _CURRENCY.search(
        text[max(0, word.start - 4) : word.start]
    ):
        return True
    if word.bound == "clause" and (after is None or after.bound != "") and float(word.key) < 120:
        return True  # "Phurba Gelu, 44, who"
    return after is not None and after.key in {"year", "years"} and "old" in text[word.end : word.end + 12]


@cache
def _months() -> frozenset[str]:
    """The months, in full and cut short."""
    short = next(words for of, words in table("abbreviations.tsv", 2) if of == "month")
    return kind("month") | frozenset(alternatives(short))


def _unit(text: str, words: Sequence[Word], at: int, last: int) -> tuple[str, int, int]:
    """The unit, the index of its last word, and where the figure begins."""
    start = words[at].start
    sign = _CURRENCY.search(text, max(0, start - 4), start)
    if sign and sign.end() == start:
        return _SIGNS.get((sign[1] or "") + sign[2], sign[2]), last, sign.start()
    if text[words[last].end : words[last].end + 1] == "%":
        return "percent", last, start
    after = words[last + 1 : last + 3]
    keys = [w.key for w in itertools.takewhile(lambda w: w.bound == "", after)]
    if keys[:1] == ["percent"] or keys[:2] == ["per", "cent"]:
        return "percent", last + (1 if keys[0] == "percent" else 2), start
    for length in (2, 1):
        name = " ".join(keys[:length])
        if len(keys) >= length and (unit := _units().get(name)):
            return unit, last + length, start
    return "", last, start


_SIGNS = {
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "Rs": "rupee",
    "Rs.": "rupee",
    "$": "USD",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
}


@cache
def _units() -> Mapping[str, str]:
    """Units by the words for them."""
    return {word: unit for unit, words, _ in table("units.tsv", 3) for word in alternatives(words)}


def _thing(words: Sequence[Word], at: int) -> Iterator[Word]:
    """The words behind a number that name what is counted, up to the end of the clause or the first small word."""
    for n, word in enumerate(words[at : at + _THING]):
        if (n and word.bound != "") or word.key[0].isdigit():
            return
        if word.key in kind("small") or word.key in kind("person") or word.key in kind("link"):
            if word.key == "of" and n == 0:
                continue
            return
        yield word


def _keys(words: Sequence[Word]) -> frozenset[str]:
    """The words that tell something; several words for one thing are that thing."""
    keys = [w.key for w in words]
    joined = f" {' '.join(keys)} "
    things = {
        thing
        for thing, phrases in _things().items()
        if thing not in _ROLES and any(f" {phrase} " in joined for phrase in phrases)
    }
    return frozenset(k for k in keys if not k[0].isdigit() and telling(k, name=False) >= _TELLS) | {
        f"={thing}" for thing in things
    }


_TELLS = 0.2
#: So far from its number may a word stand that tells what became of what is counted.
_FAR = 7


def _fate(words: Sequence[Word], at: int) -> str:
    """The thing of counted.tsv whose words stand nearest to a number, in its clause before all."""
    keys = [w.key for w in words]
    best: tuple[int, bool, str] | None = None
    for thing, phrases in _things().items():
        if thing in _ROLES:
            continue
        for phrase in phrases:
            parts = phrase.split()
            for n in range(max(0, at - _FAR), min(len(keys), at + _FAR + 1)):
                if keys[n : n + len(parts)] == parts:
                    low, high = sorted((at, n))
                    numbers = sum(keys[i][0].isdigit() for i in range(low + 1, high))
                    bounds = sum(words[i].bound != "" for i in range(low + 1, high + 1))
                    far = high - low + 6 * bounds + 6 * numbers
                    rank = far, n < at, thing
                    if far <= _FAR and (best is None or rank < best):
                        best = rank
    return best[2] if best else ""


def _part(words: Sequence[Word], last: int) -> bool:
    """Whether a number is a part of others: "21 of the missing", "two of them"."""
    return [w.key for w in words[last + 1 : last + 2]] == ["of"]


def _more(words: Sequence[Word], at: int, last: int) -> bool:
    """Whether a number is what has come to others: "eight more bodies", "another 37"."""
    near = [w.key for w in (*words[max(0, at - 1) : at], *words[last + 1 : last + 2])]
    return any(key in _things()["more"] for key in near) and (
        near[-1:] != ["more"] or words[last + 1].key == "more"
    )


def _contrasted(words: Sequence[Word], at: int, former: Mention) -> bool:
    """Whether what stands between a number and the one before it holds them against each other."""
    between = [w.key for w in words[:at] if w.start >= former.end]
    if former.sentence[0] > words[0].start or len(between) > _BETWEEN:
        return former.sentence[1] <= words[0].start and _weighed([w.key for w in words[:at]])
    joined = " ".join(between)
    return any(joined.endswith((phrase, f"{phrase} the")) for phrase in _things()["contrast"])


def _weighed(before: Sequence[str]) -> bool:
    """Whether the words before a number in its own sentence give it for what was counted in the sentence before."""
    joined = " ".join(before)
    return any(joined.endswith(phrase) for phrase in _things()["contrast"] if phrase.endswith(("it", "at")))


#: So many words may stand between two figures for one thing.
_BETWEEN = 5
#: Rows of counted.tsv that name no thing.
_ROLES = frozenset({"anybody", "more", "contrast"})


def general(key: str) -> bool:
    """Whether a noun is too general to know a figure by."""
    return key in _things()["anybody"]


@cache
def _things() -> Mapping[str, tuple[str, ...]]:
    return {
        thing: tuple(" ".join(map(american, phrase.split())) for phrase in alternatives(words))
        for thing, words, _ in table("counted.tsv", 3)
    }


def _about(words: Sequence[Word], at: int, people: frozenset[str]) -> str:
    """The person named nearest to a number: before it in its clause, else the nearest in the sentence."""
    before = [(at - n, w.key) for n, w in enumerate(words[:at]) if w.key in people]
    after = [(n - at + 2, w.key) for n, w in enumerate(words) if n > at and w.key in people]
    return min(before + after, default=(0, ""))[1]
