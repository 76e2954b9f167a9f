"""What the names that a user gives stand for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.sources import Failure, Location, locate


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles, and with what is none."""
    monkeypatch.chdir(tmp_path)
    for name in ("wire/b.txt", "wire/a.html.gz", "wire/c/d.jsonl", "wire/c/Z.TXT", "wire/.hidden.txt",
                 "wire/.cache/e.txt", "wire/notes.md", "wire/photo.png", "wire/Ä.txt", "[1].txt"):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The port reopens.", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def names(*paths: str) -> list[str]:
    return [str(one) if isinstance(one, Failure) else one.path for one in locate(paths)]


@pytest.mark.usefixtures("folder")
def test_a_folder_is_read_by_name_with_what_is_below_it():
    assert names("wire") == ["wire/a.html.gz", "wire/b.txt", "wire/Ä.txt", "wire/c/Z.TXT", "wire/c/d.jsonl"]


@pytest.mark.usefixtures("folder")
def test_a_file_is_read_whatever_its_name_and_as_often_as_it_is_named():
    assert names("wire/notes.md", "-", "wire/b.txt", "wire/b.txt") == [
        "wire/notes.md",
        "-",
        "wire/b.txt",
        "wire/b.txt",
    ]


@pytest.mark.usefixtures("folder")
def test_patterns():
    assert names("wire/*.txt") == ["wire/b.txt", "wire/Ä.txt"]
    assert names("wire/**/*.jsonl") == ["wire/c/d.jsonl"]
    assert names("w*e") == names("wire")
    assert names("[1].txt") == ["[1].txt"]  # a file of this name comes first


@pytest.mark.usefixtures("folder")
def test_what_stands_for_nothing_says_so_and_the_rest_is_found():
    assert names("wire/*.zip", "empty", "wire/b.txt") == [
        "wire/*.zip: This pattern matches no file. Check it, and put it in quotation marks.",
        (
            "empty: There is no article in this folder. Files of articles end in .txt, .html, .json or .jsonl, "
            "with or without .gz."
        ),
        "wire/b.txt",
    ]


def test_links(folder: Path):
    (folder / "wire" / "broken.txt").symlink_to("nowhere.txt")
    (folder / "wire" / "loop").symlink_to(folder / "wire")
    (folder / "elsewhere").symlink_to(folder / "wire")
    assert "wire/broken.txt" in names("wire")  # reading says what is wrong with it
    assert not any("loop" in name for name in names("wire"))
    assert names("elsewhere")[0] == "elsewhere/a.html.gz"


def test_a_pipe_in_a_folder_is_left_out(folder: Path):
    os.mkfifo(folder / "wire" / "pipe.txt")
    assert "wire/pipe.txt" not in names("wire")


def test_a_folder_that_is_closed(folder: Path, monkeypatch: pytest.MonkeyPatch):
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("c"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert names(str(folder / "wire"))[-1].endswith(
        "wire/c: You are not allowed to open this folder. Change its permissions or ask its owner."
    )


def test_names_are_printable_whatever_they_are():
    assert str(Location("-")) == "standard input"
    assert str(Location("a\x1b[31m\n\udcff.txt")) == "a\\x1b[31m\\n\\udcff.txt"
    assert str(Location("Порт 港.txt")) == "Порт 港.txt"
