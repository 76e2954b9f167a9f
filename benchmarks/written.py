"""Statements of the articles written for this purpose (`articles/written/`), by the scorer that belongs to them.

The scorer is a program outside this project (`--scorer`, default ../shared/tools/score_articles.py), which says in its
docstring how it counts: `overlap_*` contents that share at least half of their words (pieces of one statement counted
together), `one_to_one_f1` without the pieces, `exact_f1` the same words, `speaker` and `form` the share of the found
ones that are right. What the readings say of events, headlines and the
rest is scored in events.py. The folder has no parts: it is the same
whatever `--part` says.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

from benchmarks.failure import MissingError
from benchmarks.ours import Reader, read
from onrecord.model import Article

GATED = ("overlap_f1", "exact_f1", "speaker", "form")
SCORER = Path(__file__).parents[2] / "shared" / "tools" / "score_articles.py"


def corpus(data: Path, part: str) -> list[Path]:  # noqa: ARG001 -- every benchmark is asked in the same way
    """The files that are measured on."""
    return sorted((data / "articles" / "written").glob("*.json"))


def scorer_at(path: Path, option: str = "--scorer") -> Any:
    """The scorer as a module.

    Raises MissingError where it is not there.
    """
    spec = importlib.util.spec_from_file_location(path.stem, path) if path.is_file() else None
    if spec is None or spec.loader is None:
        raise MissingError(f"no scorer at {path}: give {option} PATH")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def metrics(gold: list[tuple[str, dict[str, Any]]], scorer: Any, reader: Reader) -> dict[str, Any]:
    """What the scorer counts over the readings of annotated articles."""
    readings = [
        reader(
            Article(
                headline=article["headline"],
                text=article["text"],
                outlet=article.get("outlet"),
                published=article.get("published"),
            )
        ).to_dict()
        for _, article in gold
    ]
    counted: dict[str, Any] = scorer.score(gold, readings)[0]
    return counted


def figures(gold: list[tuple[str, dict[str, Any]]], scorer: Any, reader: Reader) -> dict[str, float]:
    """The figures of the statements, by the scorer's counts."""
    statements = metrics(gold, scorer, reader)["statements"]
    return {
        "overlap_f1": statements["overlap"]["f1"],
        "overlap_precision": statements["overlap"]["p"],
        "overlap_recall": statements["overlap"]["r"],
        "one_to_one_f1": statements["one to one"]["f1"],
        "exact_f1": statements["exact"]["f1"],
        "speaker": statements["speaker"]["acc"],
        "form": statements["form"]["acc"],
    }


def measure(data: Path, part: str, scorer: Path = SCORER) -> dict[str, float]:
    """Figures by name, each from 0 to 1.

    Raises MissingError where the scorer is not there.
    """
    program = scorer_at(scorer)
    gold = [(path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in corpus(data, part)]
    return figures(gold, program, read)
