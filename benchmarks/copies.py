"""Copies among the bodies of the Fake News Challenge (`headlines/fnc1/`), and datasketch on PyPI beside ours.

Both get the same texts and give pairs: datasketch by MinHash over runs of five words (128 values) and its index, at a
similarity of one half; ours in full, with passages and shares. Times are of the processor, so that other work on the
machine does not count.

`documents_per_second`, `datasketch_documents_per_second`
`times_as_fast`                   with the passages and shares of each copy, which datasketch does not give
`index_times_as_fast`             up to the pairs that may be copies, which is where datasketch stops
`pairs`, `datasketch_pairs`       how many each finds
`datasketch_pairs_found`          the share of datasketch's pairs that ours finds as well
`recall`, `datasketch_recall`     the share found of all copies: of every two texts that share a run of eight words, those that
                                  greedy string tiling makes copies of one another

datasketch asks how alike two texts are as wholes, so that a short item within a long one is none of its pairs.
"""

from __future__ import annotations

import csv
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.failure import MissingError
from onrecord.linking import Piece
from onrecord.linking.copies import copies, copies_of_each, near
from onrecord.linking.credits import Outlets
from onrecord.linking.direction import Origin
from onrecord.linking.sketches import neighbours
from onrecord.linking.wordings import Wording
from onrecord.model import Article, Reading

FILE = Path("headlines") / "fnc1" / "train_bodies.csv"
GATED = ("datasketch_pairs_found", "recall")
VALUES, RUN, ALIKE = 128, 5, 0.5
_WORD = re.compile(r"[^\W_]+")

Pairs = set[frozenset[int]]


def corpus(data: Path, part: str) -> list[Path]:
    """The file that is measured on; it is a training file, whatever `--part` says."""
    return [data / FILE] if part in {"train", "dev"} and (data / FILE).is_file() else []


def limits() -> dict[str, tuple[float | None, float | None]]:
    """What is warned of: speed differs between machines, and less so how many times it is another's."""
    return {"times_as_fast": (9.0, None), "index_times_as_fast": (12.0, None)}


def bodies(file: Path) -> list[str]:
    """The texts."""
    csv.field_size_limit(sys.maxsize)
    with file.open(encoding="utf-8", newline="") as rows:
        return [row["articleBody"] for row in csv.DictReader(rows)]


def origins(texts: Sequence[str]) -> list[Origin]:
    """The texts as articles, with their number for an id."""
    known = Outlets(())
    return [
        Origin(Piece(str(at), Reading(article=Article(text=text, id=str(at)))), known)
        for at, text in enumerate(texts)
    ]


def by_ours(texts: Sequence[str], articles: Sequence[Origin]) -> Pairs:
    """The pairs that linking finds."""
    found = copies(articles, Wording.of_each(texts))
    return {frozenset((int(one.earlier), int(one.later))) for one in found}


def by_index(texts: Sequence[str]) -> Pairs:
    """The pairs that linking looks at."""
    return set(map(frozenset, near(Wording.of_each(texts))))


def by_peer(texts: Sequence[str], datasketch: Any) -> Pairs:
    """The pairs that datasketch finds."""
    index = datasketch.MinHashLSH(threshold=ALIKE, num_perm=VALUES)
    sketches = []
    for at, text in enumerate(texts):
        words = _WORD.findall(text.lower())
        sketch = datasketch.MinHash(num_perm=VALUES)
        sketch.update_batch(
            [" ".join(words[i : i + RUN]).encode() for i in range(max(len(words) - RUN + 1, 1))]
        )
        index.insert(at, sketch)
        sketches.append(sketch)
    alike = {
        frozenset((at, other))
        for at, sketch in enumerate(sketches)
        for other in index.query(sketch)
        if other != at
    }
    return {pair for pair in alike if sketches[min(pair)].jaccard(sketches[max(pair)]) >= ALIKE}


def by_all(texts: Sequence[str], articles: Sequence[Origin]) -> Pairs:
    """Every pair that is a copy, whatever an index makes of it."""
    worded = list(zip(articles, Wording.of_each(texts), strict=True))
    pairs = neighbours([wording.words.blocks for _, wording in worded], least=0, most=len(texts))
    found = copies_of_each((worded[a], worded[b]) for a, b in pairs)
    return {frozenset(pair) for pair, one in zip(pairs, found, strict=True) if one is not None}


def figures(texts: Sequence[str], datasketch: Any) -> dict[str, float]:
    """Both sides' figures."""
    articles = origins(texts)
    # Each once beforehand on a few, so that what is loaded on first use is no part of the time.
    by_ours(texts[:20], articles[:20])
    by_peer(texts[:20], datasketch)
    ours, seconds = _timed(lambda: by_ours(texts, articles))
    _, index_seconds = _timed(lambda: by_index(texts))
    theirs, their_seconds = _timed(lambda: by_peer(texts, datasketch))
    every = by_all(texts, articles)
    return {
        "documents_per_second": len(texts) / seconds,
        "datasketch_documents_per_second": len(texts) / their_seconds,
        "times_as_fast": their_seconds / seconds,
        "index_times_as_fast": their_seconds / index_seconds,
        "pairs": float(len(ours)),
        "datasketch_pairs": float(len(theirs)),
        "datasketch_pairs_found": len(ours & theirs) / len(theirs) if theirs else 1.0,
        "recall": len(ours & every) / len(every) if every else 1.0,
        "datasketch_recall": len(theirs & every) / len(every) if every else 1.0,
    }


def _timed(find: Callable[[], Pairs]) -> tuple[Pairs, float]:
    """What is found, and the least processor time of three times."""
    times = []
    found: Pairs = set()
    for _ in range(3):
        start = time.process_time()
        found = find()
        times.append(time.process_time() - start)
    return found, min(times)


def measure(data: Path, part: str) -> dict[str, float]:
    """Figures by name.

    Raises MissingError where datasketch is not installed or the file is not there.
    """
    if not corpus(data, part):
        raise MissingError(f"no {FILE} in {data}")
    try:
        import datasketch
    except ImportError as error:
        raise MissingError("datasketch is not installed: `make bench` installs it") from error
    return figures(bodies(data / FILE), datasketch)
