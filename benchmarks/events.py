"""Events, items, headline, effects, conflicts and figures, on the articles annotated for this (benchmarks/articles/).

They were written and annotated for this project and are its development set: the tables of frames and cues were made
with them in sight, so that other articles read a little worse. The scorer is that of written.py, which says in its
docstring how it counts.
"""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.ours import read
from benchmarks.written import SCORER, metrics, scorer_at

ARTICLES = Path(__file__).parent / "articles"
NEEDS_CORPORA = False
#: (figure, chapter and line of the scorer's report, key)
_FIGURES = (
    ("events_f1", "events", "type and place", "f1"),
    ("events_precision", "events", "type and place", "p"),
    ("stage", "events", "stage", "acc"),
    ("negation", "events", "negation", "acc"),
    ("actor", "events", "actor", "acc"),
    ("recipient", "events", "recipient", "acc"),
    ("value", "events", "value", "acc"),
    ("approver", "events", "approver", "acc"),
    ("items_f1", "items", "items", "f1"),
    ("quantity", "items", "quantity", "acc"),
    ("claim", "headline", "claim", "acc"),
    ("bad_claims_caught", "headline", "bad claims caught", "acc"),
    ("false_alarms", "headline", "false alarms, claims", "acc"),
    ("conflicts", "conflicts", "recall", "acc"),
    ("effects", "effects", "recall", "acc"),
    ("figures", "figures", "recall", "acc"),
)
GATED = tuple(name for name, *_ in _FIGURES if name != "false_alarms")


def corpus(data: Path, part: str) -> list[Path]:  # noqa: ARG001 -- every benchmark is asked in the same way
    """The files that are measured on."""
    return sorted(ARTICLES.glob("*.json"))


def measure(data: Path, part: str, scorer: Path = SCORER) -> dict[str, float]:
    """Figures by name, each from 0 to 1; `false_alarms` is the better the smaller.

    Raises MissingError where the scorer is not there.
    """
    program = scorer_at(scorer)
    gold = [(path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in corpus(data, part)]
    counted = metrics(gold, program, read)
    return {name: counted[chapter][line][key] for name, chapter, line, key in _FIGURES}
