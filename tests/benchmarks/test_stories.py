"""Links between stories, with a scorer of the same form as the one that belongs to them; and copies beside a peer."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks import copies, stories
from benchmarks.failure import MissingError
from onrecord.model import Reading

TEXT = "The ferry to Carrow will close in May because it leaks and nobody wants to pay for a new one, the council said."
OTHER = "A bakery in Fenside Lane has won the county's prize for rye bread, to the surprise of nobody who has eaten it."


def score(gold: dict[str, Any], system: dict[str, Any]) -> dict[str, Any]:
    prf = {"f1": 1.0, "precision": 1.0, "recall": 1.0}
    found = {(one["earlier"], one["later"]) for one in system["copies"]}
    pairs = prf | {"f1": float(found == {("a", "b")}), "direction_accuracy": None, "share_error": 0.0}
    groups = system["corroboration"][0]["groups"]
    return {
        "clusters": {"bcubed": prf, "decoys": {"merged": []}},
        "copies": pairs,
        "rewrites": pairs,
        "quotations": {"linking": prf, "verdict_accuracy": 0.5, "altered": prf},
        "differences": {"strict": prf},
        "groups": {"article_accuracy": float(groups == gold["corroboration"][0]["groups"])},
    }


def test_the_scorer_gets_the_links_in_the_form_of_the_contract(tmp_path: Path):
    folder = tmp_path / stories.FOLDER / "articles"
    folder.mkdir(parents=True)
    for number, hour in (("a", "10"), ("b", "12")):
        record = {"id": number, "headline": "Ferry", "text": TEXT, "published": f"2025-03-03T{hour}:00:00Z"}
        (folder / f"{number}.json").write_text(json.dumps(record), encoding="utf-8")
    gold = {"stories": [{"id": "s", "articles": ["a", "b"]}], "corroboration": [{"groups": [["a", "b"]]}]}
    there = stories.pieces(tmp_path, lambda article: Reading(article=article))
    figures = stories.figures(gold, SimpleNamespace(score=score), there)
    assert figures["copies_f1"] == figures["groups"] == figures["groups_in_given_stories"] == 1
    assert figures["copies_direction"] == 0
    assert set(stories.GATED) <= set(figures)


def test_without_the_stories_it_says_so(tmp_path: Path):
    with pytest.raises(MissingError, match="no stories"):
        stories.measure(tmp_path, "dev")


class Sketch:
    """As datasketch has it, but exact."""

    def __init__(self, **_: int) -> None:
        self.runs: set[bytes] = set()

    def update_batch(self, runs: list[bytes]) -> None:
        self.runs |= set(runs)

    def jaccard(self, other: Sketch) -> float:
        return len(self.runs & other.runs) / len(self.runs | other.runs)


class Index:
    def __init__(self, **_: float) -> None:
        self.all: dict[int, Sketch] = {}

    def insert(self, at: int, sketch: Sketch) -> None:
        self.all[at] = sketch

    def query(self, sketch: Sketch) -> list[int]:
        return [at for at, other in self.all.items() if sketch.jaccard(other) > 0.4]


def test_copies_are_found_beside_the_peer():
    texts = [TEXT, TEXT.upper(), f"{TEXT}\n\n" + "\n\n".join([OTHER] * 3), OTHER]
    figures = copies.figures(texts, SimpleNamespace(MinHash=Sketch, MinHashLSH=Index))
    # A line that stands in a longer text is a copy, but not half of both as wholes.
    assert figures["pairs"] == 4
    assert figures["datasketch_pairs"] < 4
    assert figures["datasketch_pairs_found"] == figures["recall"] == 1
    assert figures["times_as_fast"] > 0
    assert set(copies.GATED) <= set(figures)
