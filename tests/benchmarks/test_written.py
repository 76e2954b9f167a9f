"""The written articles, with a scorer of the same form as the one that belongs to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import written
from benchmarks.failure import MissingError
from onrecord.model import Reading

SCORER = """
def score(gold, readings):
    right = [r["article"]["headline"] == g["headline"] and "statements" in r for (_, g), r in zip(gold, readings)]
    share = sum(right) / len(gold)
    prf = {"p": share, "r": share, "f1": share, "n": len(gold)}
    acc = {"acc": share, "n": len(gold)}
    statements = {"overlap": prf, "one to one": prf, "exact": prf, "speaker": acc, "form": acc}
    return {"statements": statements}, []
"""


def test_the_scorer_gets_the_readings_in_the_form_of_the_contract(tmp_path: Path):
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    folder = tmp_path / "articles" / "written"
    folder.mkdir(parents=True)
    article = {
        "headline": "Ferry to close",
        "text": "“It leaks,” Ann Lee said.",
        "outlet": "Courier",
        "gold": {},
    }
    (folder / "one.json").write_text(json.dumps(article), encoding="utf-8")
    (path,) = written.corpus(tmp_path, "dev")
    gold = [(path.stem, json.loads(path.read_text(encoding="utf-8")))]
    figures = written.figures(gold, written.scorer_at(tmp_path / "score.py"), lambda a: Reading(article=a))
    assert figures == dict.fromkeys(figures, 1.0)
    assert set(written.GATED) <= set(figures)


def test_without_the_scorer_it_says_so(tmp_path: Path):
    with pytest.raises(MissingError, match="--scorer"):
        written.measure(tmp_path, "dev", scorer=tmp_path / "none.py")
