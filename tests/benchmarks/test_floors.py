"""Floors rise by themselves and come down only with a reason, which stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.floors import MARGIN, Floors, Register, corpus_hash, floor_below, load, save, undercut


def today(corpus: str = "aaaa", **figures: float) -> Floors:
    return Floors("parse", "dev", corpus, figures)


@pytest.fixture
def register() -> Register:
    register = Register()
    assert register.update(today(las=0.9, uas=0.95)) == []
    return register


def test_the_first_floors_are_a_margin_below_the_figures(register: Register):
    assert MARGIN == 0.003
    assert register.find("parse", "dev", "aaaa").figures == {"las": 0.897, "uas": 0.947}


@pytest.mark.parametrize(("figure", "floor"), [(1.0, 0.997), (0.9, 0.897), (0.90049, 0.897), (0.001, 0.0)])
def test_floors_have_three_decimals(figure, floor):
    assert floor_below(figure) == floor


def test_a_better_figure_raises_its_floor_and_no_other(register: Register):
    assert register.update(today(las=0.92, uas=0.95)) == []
    assert register.find("parse", "dev", "aaaa").figures == {"las": 0.917, "uas": 0.947}


def test_a_figure_between_floor_and_record_leaves_the_floor(register: Register):
    assert register.update(today(las=0.898, uas=0.95)) == []
    assert register.find("parse", "dev", "aaaa").figures["las"] == 0.897


def test_a_floor_is_not_lowered(register: Register):
    assert register.update(today(las=0.85, uas=0.96)) == ["parse.las"]
    assert register.find("parse", "dev", "aaaa").figures == {"las": 0.897, "uas": 0.957}
    assert register.lowered == []


@pytest.mark.parametrize("because", ["", "  "])
def test_a_floor_is_not_lowered_without_a_reason(register: Register, because: str):
    with pytest.raises(ValueError, match="reason"):
        register.update(today(las=0.85), lower=["parse.las"], because=because)
    assert register.find("parse", "dev", "aaaa").figures["las"] == 0.897


def test_a_floor_is_lowered_by_name_and_the_reason_kept(register: Register, tmp_path: Path):
    refused = register.update(today(las=0.85, uas=0.9), lower=["parse.las"], because='a "smaller" model')
    assert refused == ["parse.uas"]
    path = tmp_path / "floors.toml"
    save(register, path)
    again = load(path)
    assert again == register
    (one,) = again.lowered
    assert (one.figure, one.part, one.was, one.now) == ("parse.las", "dev", 0.897, 0.847)
    assert one.because == 'a "smaller" model'
    # What was lowered once stays told when the floor rises again.
    again.update(today(las=0.95))
    assert again.lowered == register.lowered


def test_another_corpus_has_floors_of_its_own(register: Register):
    assert register.update(today("bbbb", las=0.5)) == []
    assert register.find("parse", "dev", "aaaa").figures["las"] == 0.897
    assert register.find("parse", "dev", "bbbb").figures["las"] == 0.497
    assert register.find("parse", "test", "aaaa") is None
    assert [f.corpus for f in register.of_other_corpora("parse", "dev", "aaaa")] == ["bbbb"]


def test_a_figure_at_its_floor_is_no_undercut():
    floors = {"las": 0.9, "uas": 0.95}
    assert undercut(floors, {"las": 0.9, "uas": 0.949}) == ["uas"]
    assert undercut(floors, {"las": 0.9}) == ["uas"]  # a figure that is gone


def test_the_hash_is_of_names_and_contents_wherever_the_folder_is(tmp_path: Path):
    hashes = []
    for name, files in {
        "one": {"a": "x", "b": "y"},
        "two": {"a": "x", "b": "y"},
        "changed": {"a": "x", "b": "z"},
        "renamed": {"a": "x", "c": "y"},
        "moved": {"a": "xy", "b": ""},
    }.items():
        folder = tmp_path / name
        folder.mkdir()
        for file, content in files.items():
            (folder / file).write_text(content, encoding="utf-8")
        hashes.append(corpus_hash(folder.iterdir(), folder))
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 4


def test_the_shipped_file_is_as_the_program_writes_it(tmp_path: Path):
    register = load()
    save(register, tmp_path / "floors.toml")
    from benchmarks.floors import FILE

    assert (tmp_path / "floors.toml").read_text(encoding="utf-8") == FILE.read_text(encoding="utf-8")
