"""Figures that articles of one story give differently.

Each number of an article looks for its like in another one: of the same unit, of the same thing, among the same words. Those
of the same value find each other first; what is left and is alike all the same is a difference. Another currency or measure
is no figure of the same unit, so a conversion is none.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from onrecord.linking.differences.mentions import Mention, general
from onrecord.linking.quotations.likeness import telling
from onrecord.linking.quotations.synonyms import NEAR, alike
from onrecord.linking.quotations.wording import kind

#: The least likeness of two figures of one value, and of two of different values, to be of one thing.
_EQUAL, _DIFFERENT = 0.25, 0.52
#: Values so near are one, rounded.
_ROUNDED = 0.005
_ROUGHLY = 0.06


@dataclass(eq=False)
class Slot:
    """A thing that is counted, with every figure given for it."""

    members: list[Mention] = field(default_factory=list)


def slots(articles: Sequence[Sequence[Mention]]) -> list[Slot]:
    """The things that the figures of some articles are of.

    articles  the figures of each article
    """
    matches = _Matches(articles)
    of = {m: Slot([m]) for those in articles for m in those}
    for those in articles:
        for former, m in pairwise(those):
            if m.contrasts and m.unit == former.unit and not same(m, former):
                of[former].members += of[m].members
                of |= dict.fromkeys(of[m].members, of[former])
    for equal in (True, False):
        links = sorted(
            (
                (how, articles[one][at], articles[other][to])
                for one in range(len(articles))
                for other in range(one + 1, len(articles))
                for how, at, to in matches.between(one, other, equal)
            ),
            key=lambda link: (-link[0], link[1].article, link[1].start, link[2].article, link[2].start),
        )
        for _, a, b in links:
            one, other = of[a], of[b]
            if one is not other and _compatible(one, other, equal):
                one.members += other.members
                of |= dict.fromkeys(other.members, one)
    return list({id(slot): slot for slot in of.values()}.values())


def same(a: Mention, b: Mention) -> bool:
    """Whether two figures have one value, rounding aside."""
    room = _ROUGHLY if a.rough or b.rough else _ROUNDED
    return abs(a.value - b.value) <= room * max(abs(a.value), abs(b.value))


class _Alone:
    """Which figures are the only ones of their unit in their sentence, and which have the only value in their article."""

    def __init__(self, articles: Sequence[Sequence[Mention]]) -> None:
        self._sentences = Counter((m.article, m.sentence, m.unit) for those in articles for m in those)
        values = {(m.article, m.unit, m.value) for those in articles for m in those}
        self._articles = Counter((article, unit) for article, unit, _ in values)

    def bonus(self, a: Mention, b: Mention) -> float:
        """What two figures have in common by being the only ones there could be."""
        found = 0.0
        if (
            all(self._sentences[m.article, m.sentence, m.unit] == 1 for m in (a, b))
            and _shared(a.among, b.among) >= _LIKE
        ):
            found += _ONLY
        if a.unit.isupper() and all(self._articles[m.article, m.unit] == 1 for m in (a, b)):
            found += _ONLY
        return found


#: What it adds that no other figure could be meant: in a sentence so alike, or of its currency in the article.
_ONLY, _LIKE = 0.2, 0.3


#: A pair of figures of two articles: how alike they are, and the index of each.
_Match = tuple[float, int, int]


class _Matches:
    """Which figures of two articles are of one thing. Articles with the same figures, as copies have, are looked at once."""

    def __init__(self, articles: Sequence[Sequence[Mention]]) -> None:
        self._articles, self._alone = articles, _Alone(articles)
        forms: dict[tuple[object, ...], int] = {}
        self._forms = [forms.setdefault(_form(those), number) for number, those in enumerate(articles)]
        self._found: dict[tuple[int, int, bool], list[_Match]] = {}

    def between(self, one: int, other: int, equal: bool) -> list[_Match]:
        """The pairs of figures of two articles that are of one thing, each figure once, the most alike first."""
        forms = self._forms[one], self._forms[other], equal
        if forms not in self._found:
            self._found[forms] = _matched(self._articles[one], self._articles[other], equal, self._alone)
        return self._found[forms]


def _form(figures: Iterable[Mention]) -> tuple[object, ...]:
    """All that matching looks at of an article's figures: those of two articles with the same form match the same others."""
    sentences: dict[tuple[int, int], int] = {}
    return tuple(
        (
            m.value, m.unit, m.thing, m.near, m.among, m.about, m.fate, m.lead, m.rough,
            sentences.setdefault(m.sentence, len(sentences)),
        )
        for m in figures
    )  # fmt: skip


def _matched(one: Sequence[Mention], other: Sequence[Mention], equal: bool, alone: _Alone) -> list[_Match]:
    pairs = [
        (-how, at, to)
        for at, a in enumerate(one)
        for to, b in enumerate(other)
        if a.unit == b.unit
        and same(a, b) == equal
        and (how := likeness(a, b) + alone.bonus(a, b)) >= _least(a, b, equal)
    ]
    mine, theirs = set[int](), set[int]()
    found = []
    for how, at, to in sorted(pairs):
        if at not in mine and to not in theirs:
            mine.add(at)
            theirs.add(to)
            found.append((-how, at, to))
    return found


def _least(a: Mention, b: Mention, equal: bool) -> float:
    """How alike two figures must be to be of one thing: less, where no chance gives both the same value."""
    if not equal:
        return _DIFFERENT
    return _RARE if a.value == b.value and a.value > _SMALL and a.value % 10 else _EQUAL


#: For values that are the same, are larger than this, and are not round.
_RARE, _SMALL = 0.05, 20


def _compatible(one: Slot, other: Slot, equal: bool) -> bool:
    """Whether two slots can be one: an article that has both values has them for two things."""
    if equal:
        return True
    mine: dict[str, list[Mention]] = defaultdict(list)
    theirs: dict[str, list[Mention]] = defaultdict(list)
    for slot, by in ((one, mine), (other, theirs)):
        for m in slot.members:
            by[m.article].append(m)
    return not any(not same(a, b) for name in mine for a in mine[name] for b in theirs.get(name, []))


def likeness(a: Mention, b: Mention) -> float:
    """How far two figures of one unit are of one thing, 0 to 1."""
    if a.about and b.about and a.unit == "percent" and a.about != b.about:
        return 0.0
    near, among = _shared(a.near, b.near), _shared(a.among, b.among)
    lead = _LEAD if a.lead and b.lead else 0.0
    if a.unit and a.unit not in _SPANS:
        bonus = _NAMED if a.about and a.about == b.about and a.unit == "percent" else 0.0
        return min(1.0, 0.6 * near + 0.4 * among + bonus + lead)
    if a.fate != b.fate and a.fate and b.fate:
        return 0.0
    things = 1.0 if a.fate and a.fate == b.fate else _things(a, b)
    if not same(a, b) and ((things < NEAR and min(near, among) < _RETOLD) or (_far(a, b) and near < _CLOSE)):
        return 0.0
    return 0.5 * things + 0.3 * near + 0.2 * among + lead


def _far(a: Mention, b: Mention) -> bool:
    """Whether two values are so far from each other that a slip of the pen hardly explains it."""
    low, high = sorted((abs(a.value), abs(b.value)))
    return high > _TIMES * max(low, 1.0)


#: Where the nouns differ, so much of the words around must be the same.
_RETOLD = 0.45
#: Values that are further apart must stand among so much the same words.
_TIMES, _CLOSE = 50, 0.6
#: What a person's name beside both shares of a vote adds, and a place in both first sentences.
_NAMED, _LEAD = 0.3, 0.1
#: Units that count time, of which a text has many.
_SPANS = frozenset({"hour", "minute", "day", "week", "month", "year"})


def _things(a: Mention, b: Mention) -> float:
    """How far what is counted is the same, by the nouns behind the numbers."""
    if not a.thing or not b.thing:
        return 0.3 if not a.thing and not b.thing else 0.0
    mine, theirs = a.thing[:3], b.thing[:3]
    best = max((alike(x, y) for x in mine for y in theirs if not general(x) and not general(y)), default=0.0)
    if best >= NEAR:
        return best
    return _GENERAL if any(map(general, mine)) and any(map(general, theirs)) else 0.0


#: What two nouns count that can be of anything.
_GENERAL = 0.3


# Copies of one text have the same words around their figures again and again.
@lru_cache(maxsize=1 << 14)
def _shared(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """How much of the fewer telling words the others have, or words like them."""
    few, many = sorted((mine, theirs), key=lambda keys: (_weight(keys), sorted(keys)))
    whole = _weight(few)
    if not whole:
        return 0.0
    got = []
    for key in few:
        best = (
            1.0 if key in many else max((alike(key, k) for k in many if key[0] != "=" != k[0]), default=0.0)
        )
        if best >= NEAR:
            got.append(best * _tells(key))
    return math.fsum(got) / whole


def _weight(keys: frozenset[str]) -> float:
    return math.fsum(map(_tells, keys))  # which does not depend on their order


def _tells(key: str) -> float:
    return 1.0 if key[0] == "=" else 0.2 if key in kind("calendar") else telling(key, name=False)
