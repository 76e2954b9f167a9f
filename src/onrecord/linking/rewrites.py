"""Rewrites: articles that retell another in other words and have nothing of their own to report.

Whoever spins a text swaps words and keeps the rest: sentence follows sentence, and the quotations, names and figures stand where
they stood. Two reporters at one event share names and a quotation or two; but each has an order, words and sources of
their own. Four measures, each from 0 to 1, tell these apart:

- how much of the later article is told by the earlier one, sentence by sentence in the same order;
- how much of the earlier one is taken up so;
- how many of the later article's names and figures the earlier one has;
- how much of what the later article puts in quotation marks the earlier one has there too.

Words are weighed by how rare they are (`stems`). The sentences are aligned by dynamic programming: each of the later
article's goes to one of the earlier's, and never back.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from onrecord.linking.direction import Origin, first
from onrecord.linking.links import Rewrite
from onrecord.linking.sentences import sentences
from onrecord.linking.sketches import neighbours
from onrecord.linking.stems import common, names, stems, weigh, weight
from onrecord.linking.words import Numbers
from onrecord.marks import quotations
from onrecord.model import Article, Span

#: The weights of the measures, and what they must come to. Chosen on the annotated stories and the example wire, where the
#: rewrites come to 1.37 and more and independent reports to 1.24 and less.
_TOLD, _TAKEN, _NAMED, _QUOTED = 1.0, 1.0, 0.5, 0.3
LEAST = 1.3
#: Where the later article quotes nobody, its quotations speak neither for a rewrite nor against it.
_NO_QUOTATION = 0.5
#: So many sentences must answer each other: one line that says the same is no rewrite of it.
_SENTENCES = 3
#: Two sentences answer each other when they share this part of what the later one says.
_ANSWERS = 0.25
#: Candidates share this part of the rare words of the one that has fewer; a rare word tells at least `_TELLS`.
_NEAR, _TELLS = 0.2, 0.8
#: Words that tell less than this, which are those of more than half of all articles, tell nothing.
_SAYS = 0.12
#: More than what the order of summing makes of a score.
_ROUNDING = 1e-6


@dataclass(frozen=True, eq=False)
class Telling:
    """An article as rewrites are looked for in it."""

    article: Article

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Half-open offsets of the text's sentences."""
        return sentences(self.article.text)

    @cached_property
    def told(self) -> list[frozenset[str]]:
        """The stems of each sentence, less those that every other article has."""
        silent = common(_SAYS)
        return [stems(self.article.text[start:end]) - silent for start, end in self.sentences]

    @cached_property
    def weights(self) -> list[float]:
        """How much each sentence tells."""
        return [weigh(told) for told in self.told]

    @cached_property
    def whole(self) -> float:
        """How much all sentences tell."""
        return math.fsum(self.weights)

    @cached_property
    def by_stem(self) -> dict[str, float]:
        """How much each stem tells in all the sentences that it stands in."""
        times = Counter(chain.from_iterable(self.told))
        return {one: number * weight(one) for one, number in times.items()}

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The sentences that each stem stands in, in an order that depends on the text alone."""
        places: dict[str, list[int]] = {}
        for at, told in enumerate(self.told):
            for one in sorted(told):
                places.setdefault(one, []).append(at)
        return places

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of names and figures."""
        return frozenset().union(*(names(self.article.text[start:end]) for start, end in self.sentences))

    @cached_property
    def quoted(self) -> list[frozenset[str]]:
        """The stems of each passage in quotation marks."""
        text = self.article.text
        found = quotations(text, self.article.paragraphs())
        return [stems(" ".join(text[start:end] for start, end in one.parts)) for one in found]

    @cached_property
    def sketch(self) -> Numbers:
        """Its rare words as numbers."""
        rare = frozenset().union(*self.told) - common(_TELLS)
        return np.unique(np.array(list(map(_number, rare)), np.uint64))


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How far one article retells another; the measures of this module.

    aligned  for each sentence of the later article that answers one of the earlier's: the index of both, earlier first
    """

    told: float
    taken: float
    named: float
    quoted: float
    aligned: tuple[tuple[int, int], ...]

    @property
    def score(self) -> float:
        """The measures, weighed."""
        return _TOLD * self.told + _TAKEN * self.taken + _NAMED * self.named + _QUOTED * self.quoted

    @property
    def rewritten(self) -> bool:
        """Whether that makes a rewrite."""
        return self.score >= LEAST and len(self.aligned) >= _SENTENCES


def likeness(earlier: Telling, later: Telling) -> Likeness:
    """How far `later` retells `earlier`."""
    shared = _shared(earlier, later)
    path = _path(shared)
    told = math.fsum(float(shared[b, a]) for a, b in path)
    taken = math.fsum(float(shared.T[a, b]) for b, a in _path(shared.T))
    return Likeness(
        told=_part(told, later.whole),
        taken=_part(taken, earlier.whole),
        named=_part(weigh(earlier.names & later.names), weigh(later.names)),
        quoted=_quoted(earlier.quoted, later.quoted),
        aligned=tuple((a, b) for a, b in path if shared[b, a] >= _ANSWERS * later.weights[b] > 0),
    )


def retelling(earlier: Telling, later: Telling) -> Likeness | None:
    """How `later` retells `earlier`; None where it does not."""
    if not _may(earlier, later):
        return None
    alike = likeness(earlier, later)
    return alike if alike.rewritten else None


def near(sketch: Numbers, others: Sequence[Numbers]) -> list[int]:
    """Which of these sketches share so much with one that their articles may retell each other, by index."""
    if not len(sketch) or not others:
        return []
    sizes = np.array([len(one) for one in others], np.int64)
    flat = np.concatenate(others)
    at = np.minimum(sketch.searchsorted(flat), len(sketch) - 1)
    sums = np.concatenate(([0], np.cumsum(sketch[at] == flat)))
    ends = np.cumsum(sizes)
    shared = sums[ends] - sums[ends - sizes]
    enough = (shared > 0) & (shared >= _NEAR * np.minimum(sizes, len(sketch)))
    return np.flatnonzero(enough).tolist()


def rewrites(
    origins: Sequence[Origin],
    tellings: Sequence[Telling],
    copied: Iterable[tuple[str, str]],
    cut: Collection[frozenset[str]] = (),
) -> list[Rewrite]:
    """The rewrites among articles, by the later one in the order of the articles; each has the one source that it is likest to.

    What is a copy is no rewrite, and what an outlet adds to its own report is none. The original stands before its copy as a
    source.

    copied  ids of an earlier article and of a later one that copies it
    cut     two ids each: articles that are not of one text, nor of that of the other's copies
    """
    order = {origin.piece.id: at for at, origin in enumerate(origins)}
    # Of several that an article copies the latest stands for them.
    source = {later: earlier for earlier, later in sorted(copied, key=lambda pair: order[pair[0]])}
    best: dict[int, tuple[int, Likeness]] = {}
    for pair in neighbours([telling.sketch for telling in tellings], _NEAR):
        a, b = pair if first(origins[pair[0]], origins[pair[1]], 0, 0) else pair[::-1]
        one, other = origins[a].piece.id, origins[b].piece.id
        if other in source or _same_outlet(origins[a], origins[b], source, origins, order):
            continue
        if cut and (frozenset((one, other)) in cut or frozenset((source.get(one, one), other)) in cut):
            continue
        alike = retelling(tellings[a], tellings[b])
        if alike is not None and (b not in best or alike.score > best[b][1].score):
            best[b] = a, alike
    for b, (a, _) in best.items():
        original = source.get(origins[a].piece.id)
        if original is not None:
            alike = likeness(tellings[order[original]], tellings[b])
            if alike.rewritten:
                best[b] = order[original], alike
    return [
        rewrite(origins[a].piece.id, origins[b].piece.id, tellings[a], tellings[b], best[b][1])
        for b in sorted(best)
        for a in (best[b][0],)
    ]


def _same_outlet(
    a: Origin, b: Origin, source: dict[str, str], origins: Sequence[Origin], order: dict[str, int]
) -> bool:
    """Whether both are of one outlet, or the first is a copy of a text of the other's outlet."""
    outlets = {a.outlet}
    if a.piece.id in source:
        outlets.add(origins[order[source[a.piece.id]]].outlet)
    return b.outlet is not None and b.outlet in outlets


def rewrite(a: str, b: str, earlier: Telling, later: Telling, alike: Likeness) -> Rewrite:
    """A rewrite with its explanation; `a` and `b` are the ids of the earlier and the later article."""
    return Rewrite(
        earlier=a,
        later=b,
        reason=_reason(earlier, later, alike),
        aligned=tuple(
            (_span(earlier, earlier.sentences[at_a]), _span(later, later.sentences[at_b]))
            for at_a, at_b in alike.aligned
        ),
    )


def _reason(earlier: Telling, later: Telling, alike: Likeness) -> str:
    """One plain sentence on why this is a rewrite."""
    answered, all_of = len(alike.aligned), len(later.sentences)
    words = f"{answered} of its {all_of} sentences follow the other article's in the same order"
    if later.names:
        words += f", with {len(earlier.names & later.names)} of its {len(later.names)} names and figures from there"
    if later.quoted:
        theirs = sum(_best(one, earlier.quoted) >= 0.5 * weigh(one) for one in later.quoted)
        words += f" and {theirs} of its {len(later.quoted)} quotation{'s' if len(later.quoted) > 1 else ''}"
    return words + "."


def _span(telling: Telling, bounds: tuple[int, int]) -> Span:
    return telling.article.span("text", *bounds)


@lru_cache(maxsize=100_000)
def _number(stem: str) -> int:
    """A number for a stem, the same in every process."""
    return int.from_bytes(blake2b(stem.encode(), digest_size=8).digest(), "little")


def _may(earlier: Telling, later: Telling) -> bool:
    """Whether the score of two articles can come to enough, as if the order of sentences did not matter."""
    mine, theirs = earlier.by_stem, later.by_stem
    shared = mine.keys() & theirs.keys()
    told, taken = (sum(map(of.__getitem__, shared)) for of in (theirs, mine))
    most = _TOLD * _part(told, later.whole) + _TAKEN * _part(taken, earlier.whole) + _QUOTED + _ROUNDING
    # Names take a while to find: most pairs fall short even if all of them were shared.
    return most + _NAMED >= LEAST and (
        most + _NAMED * _part(weigh(earlier.names & later.names), weigh(later.names)) >= LEAST
    )


def _shared(earlier: Telling, later: Telling) -> NDArray[np.float64]:
    """How much each two sentences share: a row for each of the later article's, a column for each of the earlier's."""
    shared = [[0.0] * len(earlier.told) for _ in later.told]
    for one, columns in earlier.places.items():
        for row in later.places.get(one, ()):
            for column in columns:
                shared[row][column] += weight(one)
    return np.array(shared).reshape(len(later.told), len(earlier.told))


def _path(shared: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The alignment that shares most: for each row a column, never before that of an earlier row; as (column, row)."""
    rows, columns = shared.shape
    if not rows or not columns:
        return []
    best, where = np.zeros(columns), np.zeros((rows, columns), np.int64)
    for row in range(rows):
        until = np.maximum.accumulate(best)
        # The first column at which that much was reached.
        where[row] = np.maximum.accumulate(np.where(best >= until, np.arange(columns), 0))
        best = until + shared[row]
    column, path = int(best.argmax()), []
    for row in range(rows - 1, -1, -1):
        path.append((column, row))
        column = int(where[row][column])
    return path[::-1]


def _quoted(earlier: Collection[frozenset[str]], later: Collection[frozenset[str]]) -> float:
    """How much of what the later article quotes the earlier one quotes as well."""
    if not later:
        return _NO_QUOTATION
    return _part(math.fsum(_best(one, earlier) for one in later), math.fsum(map(weigh, later)))


def _best(quoted: frozenset[str], among: Iterable[frozenset[str]]) -> float:
    return max((weigh(quoted & other) for other in among), default=0.0)


def _part(some: float, whole: float) -> float:
    return some / whole if whole else 0.0
