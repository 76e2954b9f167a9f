"""Equipment and vessels, as the news writes them; and that every row of the tables holds together."""

from __future__ import annotations

from importlib.resources import files

import pytest

from onrecord.language import knowledge

PACKAGE = "onrecord.language.knowledge"


@pytest.mark.parametrize(
    ("form", "name", "class_"),
    [
        ("Harpoon", "Harpoon", "anti-ship missile"),
        ("HIMARS", "HIMARS", "multiple launch rocket system"),
        ("Leopard 2A6", "Leopard 2", "main battle tank"),
        ("M777", "M777", "howitzer"),
        ("F‑16", "F-16", "combat aircraft"),
        ("T-72", "T-72", "main battle tank"),
        ("Shahed-136", "Shahed-136", "drone"),
        ("howitzer", "howitzer", "howitzer"),
        ("Howitzer", "howitzer", "howitzer"),
        ("air defense system", "air defense system", "air defence system"),
        ("anti‑ship missile", "anti-ship missile", "anti-ship missile"),
    ],
)
def test_equipment(form, name, class_):
    found = knowledge.equipment_named(form)
    assert found is not None
    assert (found.name, found.class_) == (name, class_)


@pytest.mark.parametrize("form", ["himars", "Ministry", "patriot", ""])
def test_what_is_no_equipment_is_none(form):
    assert knowledge.equipment_named(form) is None


@pytest.mark.parametrize(
    ("form", "needs_context"),
    [
        ("Patriot", True),
        ("Javelin", True),
        ("Stinger", True),
        ("mine", True),
        ("FIM-92 Stinger", False),
        ("tank", False),
    ],
)
def test_words_that_are_more_often_something_else(form, needs_context):
    found = knowledge.equipment_named(form)
    assert found is not None
    assert found.needs_context is needs_context


@pytest.mark.parametrize(
    ("word", "class_"),
    [
        ("frigate", "frigate"),
        ("Patrol boat", "patrol vessel"),
        ("grain ship", "cargo ship"),
        ("HMS", None),
        ("house", None),
    ],
)
def test_words_for_vessels(word, class_):
    found = knowledge.vessel_word(word)
    assert (found.class_ if found else None) == class_


@pytest.mark.parametrize(("word", "iso3"), [("USS", "USA"), ("HMCS", "CAN"), ("KRI", "IDN"), ("MV", None)])
def test_prefixes_of_ships_names(word, iso3):
    found = knowledge.vessel_prefix(word)
    assert found is not None
    assert found.iso3 == iso3


def test_a_class_word_is_no_prefix():
    assert knowledge.vessel_prefix("frigate") is None


@pytest.mark.parametrize(
    "name", ["equipment.tsv", "lemmas.tsv", "lookalikes.tsv", "tokens.tsv", "vessels.tsv"]
)
def test_tables_are_sorted_and_say_where_they_come_from(name):
    text = files(PACKAGE).joinpath(name).read_text(encoding="utf-8").splitlines()
    entries = [line for line in text if not line.startswith("#")]
    assert any(line.startswith("#") and "Source" in line for line in text)
    assert entries == sorted(entries, key=lambda line: line.split("\t"))


def test_a_form_stands_for_one_thing():
    forms = [form for item in knowledge.equipment() for form in (item.name, *item.aliases)]
    assert len(forms) == len(set(forms))
    assert len({item.name for item in knowledge.equipment()}) > 300


def test_flags_are_flags():
    for line in files(PACKAGE).joinpath("equipment.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            assert set(line.split("\t")[3:]) <= {"y", "n"}


def test_vessels_are_words_or_prefixes():
    for vessel in knowledge.vessels().values():
        assert (vessel.class_ is None) is vessel.is_prefix
        assert vessel.iso3 is None or vessel.is_prefix
