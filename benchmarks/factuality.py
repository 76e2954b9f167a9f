"""Factuality of predicates on UW, UDS It-Happened and MEANTIME (`factuality/`), on their common scale from -3 to 3.

Over the corpus's own words, one sentence a Doc, at the words that the corpus judges:

`*_r`         Pearson's correlation with the gold; `uw_r` is the figure that the field quotes
`*_mae`       mean absolute error
`*_coverage`  share of those words for which the pipeline has a value (`token._.factuality` is not None)

A word without a value counts with the mean of the values that the pipeline gave on that corpus, so that leaving out the
hard ones does not pay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import StatisticsError, correlation, fmean

from benchmarks.ours import Pipeline, pipeline, ready_doc
from training.corpora.example import Example
from training.corpora.factuality import CORPORA, read

GATED = ("uw_r", "uds_ih2_r", "meantime_r", "uw_coverage")


def corpus(data: Path, part: str) -> list[Path]:
    """The files that are measured on."""
    files = [data / "factuality" / name / f"{part}.jsonl" for name in CORPORA]
    return files if all(path.exists() for path in files) else []


def agreement(gold: Sequence[float], given: Sequence[float | None]) -> tuple[float, float, float]:
    """(Pearson's r, mean absolute error, coverage); r is 0 where one side is constant."""
    known = [value for value in given if value is not None]
    mean = fmean(known) if known else 0.0
    filled = [mean if value is None else value for value in given]
    try:
        r = correlation(gold, filled)
    except StatisticsError:
        r = 0.0
    return r, fmean(abs(a - b) for a, b in zip(gold, filled, strict=True)), len(known) / len(given)


def figures(sentences: Iterable[Example], nlp: Pipeline) -> dict[str, float]:
    """The figures of each corpus that the sentences come from."""
    gold: dict[str, list[float]] = {}
    given: dict[str, list[float | None]] = {}
    for sentence in sentences:
        doc = ready_doc(nlp, sentence.words, [0])
        for word, value in (sentence.factuality or {}).items():
            gold.setdefault(sentence.corpus, []).append(value)
            found = doc[word]._.factuality
            given.setdefault(sentence.corpus, []).append(None if found is None else float(found))
    found_figures: dict[str, float] = {}
    for name, values in gold.items():
        r, error, coverage = agreement(values, given[name])
        found_figures |= {f"{name}_r": r, f"{name}_mae": error, f"{name}_coverage": coverage}
    return found_figures


def measure(data: Path, part: str) -> dict[str, float]:
    """Figures by name: correlations, errors on the scale from -3 to 3, shares."""
    return figures(read(data / "factuality", part), pipeline())
