"""`onrecord link` and `onrecord compare`, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app

TEXT = """Forty engineers will go to Moldova in May to clear a munitions dump, Ilze Brantevica said on Monday.

The cost is put at 2.3 million euros, of which Estonia has agreed to pay a third."""


def run(*arguments: object, status: int = 0) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == status, result.output
    return result.stdout


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(
        f"Outlet: Halyard\nPublished: 2025-03-03\n\nDump to be cleared\n\n{TEXT}\n"
    )
    (tmp_path / "b.txt").write_text(
        f"Outlet: Courier\nPublished: 2025-03-07\n\nSappers for Moldova\n\n{TEXT}\n\nWe saw them pack their bags.\n"
    )
    (tmp_path / "c.txt").write_text(
        "Outlet: Post\n\nFerry late\n\nThe ferry to Carrow was late again on Tuesday.\n"
    )
    return tmp_path


def test_link_prints_one_object(files: Path):
    links = json.loads(run("link", files, "--json"))
    assert [len(story["articles"]) for story in links["stories"]] == [2, 1]
    (copy,) = links["copies"]
    assert copy["earlier"] == links["stories"][0]["articles"][0]
    assert copy["share_earlier"] == 1


def test_link_tells_who_copied_whom(files: Path):
    report = run("link", files, "--report")
    assert "2 articles, 1 independent source" in report
    assert "copies Halyard: " in report
    assert "On their own (1)" in report


def test_link_names_what_cannot_be_read_and_links_the_rest(files: Path):
    assert json.loads(run("link", files / "a.txt", files / "none.txt", "--json", status=1))["stories"]


def test_compare_shows_passages_side_by_side(files: Path):
    report = run("compare", files / "a.txt", files / "b.txt", "--report")
    assert "B copies A: 86% of B's words stand in A, 100% of A's in B." in report
    assert report.count("Forty engineers") == 2


def test_compare_says_where_nothing_is_shared(files: Path):
    assert "they share no passage" in run("compare", files / "a.txt", files / "c.txt", "--report")


def test_an_article_is_a_copy_of_itself(files: Path):
    assert "B copies A: 100% of B's words stand in A" in run(
        "compare", files / "a.txt", files / "a.txt", "--report"
    )
    links = json.loads(run("compare", files / "a.txt", files / "a.txt", "--json"))
    assert links["copies"][0]["later"] == links["copies"][0]["earlier"] + "#2"


def test_compare_wants_one_article_a_file(files: Path):
    (files / "many.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    result = CliRunner().invoke(app, ["compare", str(files / "a.txt"), str(files / "many.jsonl")])
    assert result.exit_code == 2
    assert "several articles" in result.output
