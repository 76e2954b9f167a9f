"""`onrecord stories` and `onrecord story`, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.ledger import Ledger
from tests.ledger.links.conftest import AGENCY_S, COURIERS, ORBITS, WIRE


def run(*arguments: object, status: int = 0) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "200"})
    assert result.exit_code == status, result.output
    return result.output


@pytest.fixture
def book(tmp_path: Path) -> Path:
    with Ledger(tmp_path / "l.db") as ledger:
        for reading in WIRE:
            ledger.add(reading)
    return tmp_path / "l.db"


def test_what_happened_once_is_listed(book: Path) -> None:
    shown = run("stories", "--ledger", book, "--table")
    assert f"N-{AGENCY_S[2:]}  Latvia to clear a dump in Moldova" in shown
    assert (
        "2026-03-02 – 2026-03-03 · 3 articles, 1 independent source · Halyard Press, Courier, Orbit" in shown
    )


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        (("--outlet", "Orbit"), 1),
        (("--person", "Asger Thorndal"), 1),
        (("--person", "Brantevica"), 0),  # the readings of these name nobody
        (("--country", "Latvia"), 0),
        (("--since", "2026-03-03"), 1),
        (("--until", "2026-02-03"), 1),
        (("--at-least", "3"), 2),
        (("--limit", "2"), 2),
        ((), 3),
    ],
)
def test_lists_are_narrowed(book: Path, narrowed: tuple[str, ...], count: int) -> None:
    lines = run("stories", "--ledger", book, "--json", *narrowed).splitlines()
    assert len(lines) == count
    assert all(json.loads(line)["ref"].startswith("N-") for line in lines)


def test_a_story_shows_who_has_what_from_whom(book: Path) -> None:
    shown = run("story", f"N-{AGENCY_S[2:]}", "--ledger", book, "--table")
    assert "copies Halyard Press: " in shown
    assert "retells Halyard Press: " in shown
    assert COURIERS in shown
    told = json.loads(run("story", COURIERS, "--ledger", book, "--json"))
    assert [one["ref"] for one in told["articles"]] == [AGENCY_S, COURIERS, ORBITS]
    assert {tie["kind"] for tie in told["ties"]} == {"copy", "rewrite"}
    assert told["links"]["corroboration"][0]["groups"] == [[AGENCY_S, COURIERS, ORBITS]]
    assert told["links"]["copies"][0]["passages"]


def test_a_person_cuts_and_sets(book: Path) -> None:
    told = json.loads(run("story", ORBITS, "--ledger", book, "--json"))
    cut = next(tie["ref"] for tie in told["ties"] if tie["kind"] == "rewrite")
    assert "entry 1" in run("reject", cut, "--who", "Kim", "--ledger", book)
    assert "is no rewrite of Halyard Press's, a person said" in run(
        "story", ORBITS, "--ledger", book, "--table"
    )
    run("undo", "1", "--who", "Kim", "--ledger", book)
    assert f"N-{COURIERS[2:]}" in run(
        "split", f"N-{AGENCY_S[2:]}", COURIERS, "--who", "Kim", "--ledger", book
    )
    assert "split" in run("history", f"N-{AGENCY_S[2:]}", "--ledger", book, "--table")
    assert "no way to reject it" in run(
        "reject", f"N-{AGENCY_S[2:]}", "--who", "Kim", "--ledger", book, status=1
    )


def test_stories_and_links_leave_as_tables(book: Path) -> None:
    rows = [
        json.loads(line)
        for line in run("export", "links", "--format", "jsonl", "--ledger", book).splitlines()
        if line[0] == "{"
    ]
    assert {(row["kind"], row["earlier"], row["later"]) for row in rows} >= {("copy", AGENCY_S, COURIERS)}
    stories = run("export", "stories", "--ledger", book)
    assert "Latvia to clear a dump in Moldova" in stories
    assert "3 rows written" in stories
    assert "3 rows written" in run("export", "stories", "--as-of", "2999-01-01", "--ledger", book)


def test_quotations_are_held_against_a_transcript(tmp_path: Path) -> None:
    (tmp_path / "briefing.txt").write_text(
        "Byline: Ana Brandt\n\nBriefing\n\nThe wells are closed. We have not asked the army for anything, and we will not.\n"
    )
    (tmp_path / "spun.txt").write_text(
        "Outlet: Orbit\n\nArmy asked\n\n“We have now asked the army for anything,” Ana Brandt declared in Ordu on Monday.\n"
    )
    asked = ("link", tmp_path / "spun.txt", "--transcript", tmp_path / "briefing.txt")
    (quotation,) = json.loads(run(*asked, "--json"))["quotations"]
    assert [(v["article"] == str(tmp_path / "briefing.txt"), v["verdict"]) for v in quotation["variants"]] == [
        (True, "verbatim"), (False, "altered"),
    ]  # fmt: skip
    assert "transcript  " in run(*asked, "--report")
    failed = run("link", tmp_path / "spun.txt", "--transcript", tmp_path / "none.txt", "--json", status=1)
    assert "none.txt" in failed
