"""What the kinds of conflict share: who speaks at a place, what explains a difference, and the table of retellings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span

from onrecord.model import Event, Statement
from onrecord.reading.knowledge.index import plain
from onrecord.reading.knowledge.numbers import numbers
from onrecord.tables import alternatives, rows

NAMED = frozenset(("LOCATION", "NORP", "ORGANIZATION", "PERSON", "FACILITY"))
NOUNS = frozenset(("NOUN", "PROPN"))
#: Explanations that only place a figure in time; they explain nothing where a text takes it up again as known.
PACE = frozenset(("pace",))
#: Numbers that stand in words where they are told twice; larger ones stand in digits, or in several words.
SMALL = {word: float(value) for word, value in numbers().items() if 2 <= value <= 20}
_CLAUSE = re.compile(r", (?:and|but)\b|;")
#: Entries of a running report stand side by side, each of its own hour.
_LIVE = re.compile(r"(?:^|\n\n)\W*\d{1,2}[:.]\d\d\b.*?(?=\n\n)")


@dataclass(frozen=True, slots=True)
class Retelling:
    """A row of retellings.tsv: words that tell one thing, and for a deed the words that say it is not done."""

    kind: str
    words: tuple[str, ...]
    against: tuple[str, ...]


@cache
def retellings(kind: str) -> tuple[Retelling, ...]:
    """The rows of one kind in retellings.tsv."""
    table = rows("onrecord.reading.knowledge", "retellings.tsv", columns=4)
    return tuple(
        Retelling(k, alternatives(words), alternatives(against))
        for k, words, against, _ in table
        if k == kind
    )


def pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Finds any of these words or phrases, the longest first, whatever their case."""
    ordered = sorted(forms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b", re.IGNORECASE)


@cache
def explains(without: frozenset[str] = frozenset()) -> re.Pattern[str]:
    """Finds the words of conflicts.tsv that explain a difference; without some of its kinds."""
    cells = rows("onrecord.reading.knowledge", "conflicts.tsv", columns=3)
    return pattern(w for kind, cell, _ in cells if kind not in without for w in alternatives(cell))


def speaker_at(at: int, statements: Sequence[Statement]) -> str | None:
    """Whose words stand at an offset of the text: "?" for nobody named, None for the article's own."""
    for statement in statements:
        if any(c.start <= at < c.end for c in statement.content):
            return statement.speaker.name if statement.speaker else "?"
    return None


def same_voice(one: str | None, other: str | None) -> bool:
    """Whether two speakers may be one, or one of them is the article itself: "the navy" and "the Norwegian navy"."""
    if one is None or other is None or any(c.isdigit() for c in one + other):
        return True  # "62 percent want it" speaks for nobody
    a, b = (set(plain(name).split()) - {"the", "a", "an"} for name in (one, other))
    return a <= b or b <= a


def is_slip(one: str, other: str) -> bool:
    """Whether two numbers are the same digits in another order: "75 million" and "57 million"."""
    a, b = (re.sub(r"\D", "", text) for text in (one, other))
    rest = [re.sub(r"[\d.,\s]", "", text).casefold() for text in (one, other)]
    return len(a) > 1 and a != b and sorted(a) == sorted(b) and rest[0] == rest[1] and a[0] != "0" != b[0]


def parties(sentence: Span) -> set[str]:
    """The lemmas of the names in a sentence."""
    return {t.lemma_.lower() for t in sentence if t.ent_type_ in NAMED}


def is_live(text: str) -> bool:
    """Whether a text is a running report: two or more of its paragraphs begin with the time of day."""
    return len(_LIVE.findall(text)) > 1


def clause(text: str, start: int, end: int, near: int) -> str:
    """The words around a stretch of a text, up to the next clause where "and" or "but" opens one."""
    before, after = text[max(0, start - near) : start], text[end : end + near]
    return f"{_CLAUSE.split(before)[-1]}\n{_CLAUSE.split(after)[0]}"


def one_matter(one: Event, other: Event) -> bool:
    """Whether two events have a party in common and none on the same side that differs."""
    common = False
    for mine, theirs in ((one.actor, other.actor), (one.recipient, other.recipient)):
        a = {p.entity or p.country or plain(p.name) for p in mine}
        b = {p.entity or p.country or plain(p.name) for p in theirs}
        if a and b and not a & b:
            return False
        common = common or bool(a & b)
    return common
