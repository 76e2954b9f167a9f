"""`onrecord add`: stopped half-way it goes on where it stopped, and several processes make the same ledger as one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.ledger import Ledger
from onrecord.model import Article, Reading
from tests.ledger.commands import RUN, works
from tests.ledger.contents import contents

WIRE = Path(__file__).parents[2] / "examples" / "wire"


class Desk:
    """Reads articles, and is called away before it reads one that it is asked for as the so-manieth."""

    def __init__(self, leaves_before: int | None = None) -> None:
        self.read: list[str] = []
        self.leaves_before = leaves_before

    def __call__(self, article: Article) -> Reading:
        if len(self.read) + 1 == self.leaves_before:
            raise KeyboardInterrupt
        self.read.append(article.headline)
        return Reading(article=article)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(1, 6):
        words = f"The mayor opened bridge number {number}. It had rained."
        (folder / f"{number}.txt").write_text(f"Bridge {number} opens\n\n{words}\n", encoding="utf-8")
    return folder


def test_stopped_half_way_it_reads_only_what_is_missing(
    place: str, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.ledger.adding._WAIT", 0.0)  # as where reading takes its time
    monkeypatch.setattr(onrecord, "read", Desk(leaves_before=4))
    stopped = RUN.invoke(onrecord.cli.app, ["add", str(news), "--ledger", place])
    assert stopped.exit_code != 0
    assert "3 articles added." in stopped.stderr
    monkeypatch.setattr(onrecord, "read", again := Desk())
    assert works("add", news, "--ledger", place) == ""
    assert again.read == ["Bridge 4 opens", "Bridge 5 opens"]
    with Ledger(place) as ledger:
        assert ledger.info().articles == 5
        assert ledger.check() == []


def test_what_is_there_is_not_read_again_and_is_counted(
    place: str, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onrecord, "read", Desk())
    works("add", news / "2.txt", "--ledger", place)
    monkeypatch.setattr(onrecord, "read", Desk())
    done = RUN.invoke(onrecord.cli.app, ["add", str(news), "--ledger", place])
    assert done.stderr.endswith("4 articles added, 1 known already.\n")


@pytest.mark.slow
def test_two_processes_make_the_ledger_that_one_makes(tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        command = [
            sys.executable,
            "-m",
            "onrecord",
            "add",
            str(WIRE),
            "--jobs",
            jobs,
            "--ledger",
            str(tmp_path / jobs),
        ]
        subprocess.run(command, check=True, capture_output=True)
    with Ledger(tmp_path / "1") as one, Ledger(tmp_path / "2") as two:
        assert contents(one) == contents(two)
        assert one.info().articles == two.info().articles > 0
