"""The Fake News Challenge (FNC-1): headlines, bodies and how each body stands to a headline.

Its training files have each headline with many bodies. Articles on the same happening form a topic; a topic is
either in the training part or in the dev part, so that no headline and no body of dev, nor another article on the
same happening, is trained on.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from spacy.vocab import Vocab

from onrecord.language.tokens import tokenizer
from onrecord.language.units import sentence_like

LABELS = ("unrelated", "discuss", "agree", "disagree")
BODIES, STANCES = "train_bodies.csv", "train_stances.csv"
#: One topic of so many is in the dev part.
_EVERY = 5


class Pair(NamedTuple):
    """A headline, the number of a body, and how the body stands to the headline ("" where that is not told)."""

    headline: str
    body: str
    stance: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """Pairs with the sentences of their bodies, and the topic of each headline and each body."""

    pairs: list[Pair]
    sentences: Mapping[str, tuple[str, ...]]
    topics: Mapping[str, int]


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file of the challenge."""
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bodies_of(path: Path) -> dict[str, str]:
    """The texts of the bodies by their numbers."""
    return {row["Body ID"]: row["articleBody"] for row in table(path)}


def pairs_of(path: Path) -> list[Pair]:
    """The pairs of a file of stances, with or without the stance."""
    return [Pair(row["Headline"], row["Body ID"], row.get("Stance") or "") for row in table(path)]


def sentences_of(texts: Iterable[str]) -> list[tuple[str, ...]]:
    """The sentences of each text, by its line breaks and punctuation."""
    split = tokenizer(Vocab())
    found: list[tuple[str, ...]] = []
    for text in texts:
        sentences: list[str] = []
        for line in filter(None, (" ".join(line.split()) for line in text.splitlines())):
            doc = split(line)
            starts = sentence_like([t.text for t in doc])
            # An opening mark and the word after it both count as a start; the mark is the one.
            begins = [i for i, start in enumerate(starts) if start and not starts[i - 1]]
            for a, b in zip((0, *begins), (*begins, len(doc)), strict=True):
                sentences.append(doc[a:b].text)
        found.append(tuple(sentences))
    return found


def topics_of(pairs: Sequence[Pair], bodies: Mapping[str, str]) -> dict[str, int]:
    """The topic of each headline and of each body's number: what related pairs connect.

    Topics with more disagreement come first, then those with more pairs.
    """
    above: dict[str, str] = {}

    def top(node: str) -> str:
        while above.setdefault(node, node) != node:
            above[node] = node = above[above[node]]
        return node

    # Some bodies are in the challenge more than once, under several numbers.
    for pair in pairs:
        head, body = top(pair.headline), top(bodies[pair.body])
        if pair.stance != "unrelated":
            above[max(head, body)] = min(head, body)
    sizes: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        sizes[top(pair.headline)][pair.stance] += pair.stance != "unrelated"
    ranked = sorted(sizes, key=lambda t: (-sizes[t]["disagree"], -sizes[t].total(), t))
    numbers = {name: number for number, name in enumerate(ranked)}
    places = [
        place for pair in pairs for place in ((pair.headline, pair.headline), (pair.body, bodies[pair.body]))
    ]
    return {name: numbers.setdefault(top(node), len(numbers)) for name, node in places}


def read(folder: Path, part: str) -> Challenge:
    """The training part or the dev part; pairs across the two are in neither."""
    bodies, pairs = bodies_of(folder / BODIES), pairs_of(folder / STANCES)
    topics = topics_of(pairs, bodies)
    dev = part == "dev"
    kept = [
        pair
        for pair in pairs
        if all((topics[name] % _EVERY == _EVERY // 2) == dev for name in (pair.headline, pair.body))
    ]
    numbers = sorted({pair.body for pair in kept}, key=int)
    sentences = sentences_of(bodies[number] for number in numbers)
    return Challenge(kept, dict(zip(numbers, sentences, strict=True)), topics)
