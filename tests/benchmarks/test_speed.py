"""Speed: the articles that are read, and what a process is said to take."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks import speed
from benchmarks.failure import BrokenError
from benchmarks.results import Result
from onrecord.model import Reading


def test_articles_are_made_of_the_wire_paragraphs_alone(wire: Path):
    parts = speed.paragraphs(wire)
    assert not [p for p in parts if p.startswith(("Outlet:", "Published:"))]
    articles = speed.articles(parts)
    assert len(articles) > 3
    assert all(600 <= len(a.text.split()) < 750 for a in articles)
    assert len({a.id for a in articles}) == len(articles)


def test_headline_and_lines_about_the_article_are_left_out(tmp_path: Path):
    (tmp_path / "a.txt").write_text(
        "Outlet: Courier\nURL: x\n\nHeadline\n\nOne two.\n\nThree.\n", encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text("Headline\n\nFour five.\n", encoding="utf-8")
    parts = speed.paragraphs(tmp_path)
    assert parts == ["One two.", "Three.", "Four five."]
    assert [a.text for a in speed.articles(parts, words=3)] == ["One two.\n\nThree."]


def test_the_rate_counts_whole_passes_after_one_to_warm_up():
    read = []

    def reader(article):
        read.append(article)
        return Reading(article=article)

    articles = speed.articles(["word " * 5] * 3, words=5)
    found = speed.rates(articles, reader, seconds=0.01)
    assert set(found) == {"articles_per_second", "articles_per_cpu_second"}
    assert found["articles_per_second"] > 0
    assert len(read) % 3 == 0
    assert len(read) >= 6


def test_a_process_is_timed_and_its_own_memory_taken():
    quick = speed.run_figures([sys.executable, "-S", "-c", "pass"], times=3)
    large = speed.run_figures(
        [sys.executable, "-S", "-c", "x = bytearray(80 * 2**20); x[::4096] = b'1' * len(x[::4096])"], times=1
    )
    assert 0 < quick["start_up_seconds"] < 30
    # Not the memory of this process, which is far larger.
    assert quick["peak_mib"] < 60
    assert 80 < large["peak_mib"] < 140


def test_a_command_that_fails_is_no_figure():
    with pytest.raises(BrokenError, match="no weights"):
        speed.run_figures([sys.executable, "-c", "raise SystemExit('no weights')"], times=1)


def test_the_newest_wheel_counts(tmp_path: Path):
    assert speed.wheel(tmp_path) == {}
    (tmp_path / "onrecord-0.1.0-py3-none-any.whl").write_bytes(b"x" * 2**20)
    assert speed.wheel(tmp_path) == {"wheel_mib": 1.0}


def test_limits_warn_of_figures_that_the_benchmark_has():
    limits = speed.limits()
    assert set(limits) == {"articles_per_second", "start_up_seconds", "peak_mib", "wheel_mib"}
    slow = {"articles_per_second": 0.1, "start_up_seconds": 1.0, "peak_mib": 1000.0}
    result = Result("speed", "dev", "", slow, limits=limits)
    assert result.beyond == ["articles_per_second", "peak_mib"]
    assert result.undercut == []
    assert json.dumps(result.to_dict())
