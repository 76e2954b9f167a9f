"""How benchmarks/pages.py counts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks import pages
from benchmarks.failure import MissingError
from onrecord.model import Article

PAGE = {
    "file": "port.html",
    "with": ["will reopen", "harbour  master", "not there"],
    "without": ["Log in", "nine days"],
    "title": "Port of Brevik reopens",
    "author": ["Jana Reed", "Paul Moss"],
    "date": "2025-03-14",
}
TEXT = "The port of Brevik will reopen on Monday after nine days of storm, the harbour\nmaster said."


def test_counted():
    article = Article(
        headline="Port of Brevik reopens!",
        text=TEXT,
        byline="Jana Reed and Paul Moss",
        published="2025-03-14T17:30:00Z",
    )
    figures = pages.figures(pages.count(PAGE, article))
    assert figures == {
        "precision": 2 / 3,
        "recall": 2 / 3,
        "f1": 2 / 3,
        "headline": 1,
        "byline": 1,
        "published": 1,
    }


def test_a_page_without_an_article_has_found_nothing():
    figures = pages.figures(pages.count(PAGE, None))
    assert figures == dict.fromkeys(pages.GATED, 0.0)


def test_measured_on_a_folder(tmp_path: Path):
    folder = tmp_path / "html" / "trafilatura" / "html"
    folder.mkdir(parents=True)
    html = f"<html><title>Port of Brevik reopens</title><article><p>{TEXT}</p></article></html>"
    (folder / "port.html.gz").write_bytes(gzip.compress(html.encode()))
    (folder.parent / "evaldata_en.json").write_text(
        json.dumps({"x": PAGE, "y": {**PAGE, "file": "withheld.html"}})
    )
    figures = pages.measure(tmp_path, "dev")
    assert figures["headline"] == 1
    assert figures["byline"] == 0
    assert figures["ms_per_page"] > 0
    assert len(pages.corpus(tmp_path, "dev")) == 2


def test_a_missing_corpus_is_said(tmp_path: Path):
    with pytest.raises(MissingError, match="no pages in"):
        pages.measure(tmp_path, "dev")
