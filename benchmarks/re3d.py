"""Equipment and vessels in defence reporting, on Dstl's re3d (`entities/re3d/`).

The corpus's Weapon and MilitaryPlatform entities are held against the gazetteer's EQUIPMENT and VESSEL spans over the raw
documents, one to one. Two spans are the same where they share a character: the corpus's begin with their article and
adjectives ("an ordinary rifle"), ours do not.

`f1`, `precision`, `recall`  over all documents
`end_f1`                     the same, of spans with the same last character
`gold`                       how many entities the corpus has: few, so a figure moves by several points with each

Annotations that the corpus itself gives less than even confidence are neither asked for nor, where they are found, an
error. The corpus has no parts: every part is the whole of it. It also counts "weapons" and "bombardment" as weapons,
which the gazetteer leaves out on purpose, as they name no kind of thing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.matching import best_matching
from benchmarks.ours import Pipeline, pipeline
from benchmarks.tally import Tally

GATED = ("f1", "precision", "recall")
GOLD = frozenset(("Weapon", "MilitaryPlatform"))
OURS = frozenset(("EQUIPMENT", "VESSEL"))
_LEAST_CONFIDENCE = 0.5

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A document with the places of its weapons and platforms: half-open, in characters.

    doubtful  those of which the annotators were not sure
    """

    text: str
    gold: tuple[Place, ...]
    doubtful: tuple[Place, ...] = ()


def corpus(data: Path, part: str) -> list[Path]:  # noqa: ARG001 (the corpus has no parts)
    """The files that are measured on."""
    folder = data / "entities" / "re3d"
    return sorted((*folder.glob("*/documents.json"), *folder.glob("*/entities.json")))


def documents(data: Path, part: str) -> Iterator[Document]:
    """The annotated documents."""
    for path in corpus(data, part):
        if path.name == "documents.json":
            sure: dict[str, set[Place]] = {}
            doubtful: dict[str, set[Place]] = {}
            for entity in _lines(path.with_name("entities.json")):
                if entity["type"] in GOLD:
                    places = sure if entity["confidence"] >= _LEAST_CONFIDENCE else doubtful
                    places.setdefault(entity["documentId"], set()).add((entity["begin"], entity["end"]))
            for one in _lines(path):
                yield Document(
                    one["text"],
                    tuple(sorted(sure.get(one["_id"], ()))),
                    tuple(sorted(doubtful.get(one["_id"], ()))),
                )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _shared(a: Place, b: Place) -> int:
    """How many characters two spans have in common."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _asked(found: Place, document: Document) -> bool:
    """Whether a span counts: one that only a doubtful annotation has does not."""
    return any(_shared(found, g) for g in document.gold) or not any(
        _shared(found, d) for d in document.doubtful
    )


def figures(given: Iterable[Document], nlp: Pipeline) -> dict[str, float]:
    """The figures over these documents."""
    overlap, ends = Tally(), Tally()
    for one in given:
        found = [(e.start_char, e.end_char) for e in nlp(one.text).ents if e.label_ in OURS]
        found = [f for f in found if _asked(f, one)]
        shared = [[float(_shared(wanted, f)) for f in found] for wanted in one.gold]
        pairs = best_matching(shared)
        overlap.add(len(pairs), len(one.gold), len(found))
        ends.add(sum(one.gold[i][1] == found[j][1] for i, j in pairs), len(one.gold), len(found))
    return {
        "f1": overlap.f1,
        "precision": overlap.precision,
        "recall": overlap.recall,
        "end_f1": ends.f1,
        "gold": float(overlap.gold),
    }


def measure(data: Path, part: str) -> dict[str, float]:
    """Figures by name, each from 0 to 1, and the number of the corpus's entities."""
    return figures(documents(data, part), pipeline())
