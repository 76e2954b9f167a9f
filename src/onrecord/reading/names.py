"""Names of people as the press writes them: titles taken off, forms of one name recognised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.reading import knowledge
from onrecord.reading.knowledge.index import plain

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
#: Suffixes of names, as they are compared.
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md"))


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name without its titles.

    words   as written, in order
    gender  "m" or "f" where the title or the given name tells
    """

    words: tuple[str, ...]
    titles: tuple[str, ...] = ()
    gender: str | None = None

    @property
    def text(self) -> str:
        """The name as one string."""
        return " ".join(self.words)

    @property
    def keys(self) -> tuple[str, ...]:
        """Its words as they are compared: no accents, case, stops, initials' stops or suffixes."""
        return _keys(self.words)

    @property
    def suffix(self) -> str | None:
        """What tells a son from his father: "jr", "sr", "iii"."""
        return next((k for w in self.words[1:] if (k := plain(w).strip(".,")) in SUFFIXES), None)

    @classmethod
    def of(cls, text: str) -> PersonName:
        """Takes "Gen. Mark Milley's" apart."""
        words = _POSSESSIVE.sub("", " ".join(text.split())).split(" ")
        titles: list[str] = []
        gender = None
        while len(words) > 1 and (title := knowledge.title(words[0])) is not None:
            titles.append(words.pop(0))
            gender = gender or title.gender
        if gender is None and len(words) > 1:
            gender = knowledge.gender_of(words[0])
        return cls(tuple(words), tuple(titles), gender)


@lru_cache(maxsize=4096)
def _keys(words: tuple[str, ...]) -> tuple[str, ...]:
    keys = tuple(plain(w).strip(".,’'") for w in words)
    return tuple(k for k in keys if k and k not in SUFFIXES) or keys


def same_person(a: PersonName, b: PersonName) -> bool:
    """Whether one name can be a form of the other: "Milley", "Mark Milley", "Mark A. Milley"."""
    x, y = a.keys, b.keys
    if a.gender and b.gender and a.gender != b.gender:
        return False
    if a.suffix != b.suffix and (min(len(x), len(y)) > 1 or (a if len(x) == 1 else b).suffix):
        return False  # Donald Trump is not Donald Trump Jr., and "Trump Jr." is only the latter
    if x == y:
        return True
    short, long = sorted((x, y), key=len)
    if len(short) == 1:
        return short[0] in (long[-1], " ".join(long[1:])) or (
            len(long) > 1 and short[0] in "-".join(long[1:]).split("-")
        )
    if short[-1] != long[-1]:
        return False
    first, other = short[0], long[0]
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0]) or first in long[:-1]


def same_given_name(a: PersonName, b: PersonName) -> bool:
    """Whether the shorter is the given name alone: "Hillary" for "Hillary Clinton"."""
    short, long = sorted((a.keys, b.keys), key=len)
    return len(short) == 1 and len(long) > 1 and short[0] == long[0]
