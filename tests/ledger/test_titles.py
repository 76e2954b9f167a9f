"""What records are called in plain words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.ledger.keys import DECIDED, Kind, code_title
from onrecord.ledger.titles import does, things, titled
from onrecord.tables import rows
from tests.ledger.commands import works
from tests.ledger.wire import gift


def _transfer(donor: str, recipient: str, of: str) -> str:
    return _titled("transfer", {"donor": donor, "recipient": recipient, "class": of})


def _decision(kind: str, actor: str, recipient: str = "", thing: str = "", place: str = "") -> str:
    return _titled(
        "decision", {"type": kind, "actor": actor, "recipient": recipient, "object": thing, "place": place}
    )


def _titled(kind: Kind, grouped: dict[str, str]) -> str:
    return titled(kind, code_title(kind, grouped), grouped)


def test_a_transfer_is_told_as_a_headline_tells_it() -> None:
    assert _transfer("DNK", "UKR", "missile") == "Denmark gives Ukraine missiles"
    assert _transfer("european union", "MDA", "money") == "European Union gives Moldova money"
    assert _transfer("NOR", "", "spare parts") == "Norway gives spare parts"
    assert _transfer("NOR", "UKR", "unspecified") == "Norway gives Ukraine aid"
    assert _transfer("NOR", "", "unspecified") == "Norway gives aid"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (("MOBILIZE", "LVA", "", "troops"), "Latvia moves troops"),
        (("MOBILIZE", "DEU", "LTU"), "Germany moves forces to Lithuania"),
        (("MOBILIZE", "NOR+SWE", "", "frigate", "FIN"), "Norway and Sweden move frigates in Finland"),
        (("RETREAT", "FRA", "NER", "troops"), "France withdraws troops from Niger"),
        (("SANCTION", "CAN", "BLR"), "Canada sanctions Belarus"),
        (("SANCTION", "CAN", "", "fuel"), "Canada imposes sanctions (fuel)"),
        (("AGREE", "FIN+NOR+SWE", "", "radar"), "Finland, Norway and Sweden agree on radars"),
        (("CONSULT", "MDA+UKR"), "Moldova and Ukraine talk"),
        (("REQUEST", "UKR", "NOR", "missile"), "Ukraine asks Norway for missiles"),
        (("REQUEST", "KEN", "UGA"), "Kenya makes a request to Uganda"),
        (("REJECT", "HUN", "UKR", "money"), "Hungary refuses Ukraine money"),
        (("REJECT", "KEN", "", "", "UGA"), "Kenya says no in Uganda"),
        (("CONCEDE", "rebels", "KEN"), "Rebels give way to Kenya"),
        (("CONCEDE", "congress", "KEN"), "Congress gives way to Kenya"),
        (("SUPPORT", "USA", "KEN"), "United States supports Kenya"),
    ],
)
def test_a_decision_is_told_by_a_verb(told: tuple[str, ...], words: str) -> None:
    assert _decision(*told) == words


def test_what_a_person_called_a_record_stays_with_the_names_of_countries() -> None:
    grouped = {"donor": "DNK", "recipient": "UKR", "class": "missile"}
    assert titled("transfer", "The Harpoons of DNK", grouped) == "The Harpoons of Denmark"
    assert titled("effect", "Snow causes NOR delays", {}) == "Snow causes NOR delays"


def test_all_that_somebody_decides_on_has_words() -> None:
    assert {kind for kind, *_ in rows("onrecord.ledger", "titles.tsv", 4)} == DECIDED
    for kind in DECIDED:
        words = _decision(kind, "NOR", "SWE", "mortar", "FIN"), _decision(kind, "NOR+SWE")
        assert kind not in " ".join(words)
        assert "{" not in " ".join(words)


def test_the_examples_of_the_table_are_told_in_its_words() -> None:
    for _, verb, told, example in rows("onrecord.ledger", "titles.tsv", 4):
        both = {word.split()[0].removesuffix("s") for word in (verb, *told.split("|"))}
        assert both & {word.removesuffix("s") for word in example.split()}


def test_what_is_not_known_has_no_words_and_what_a_person_typed_stands() -> None:
    assert (does(None, "NOR"), does("MOBILIZE", "NOR"), does("MOBILIZE", "NOR+SWE")) == ("", "moves", "move")
    assert does("STRIKE", "NOR") == "strike"
    assert (things(None), things("unspecified"), things("aircraft"), things("drone")) == (
        "",
        "",
        "aircraft",
        "drones",
    )


@pytest.fixture
def book(tmp_path: Path) -> str:
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(gift(donor="Latvia", recipient="Moldova"))
        ledger.link()
    return str(tmp_path / "ledger.db")


def test_every_table_has_the_words_and_json_the_codes(book: str) -> None:
    (record,) = json.loads(f"[{works('transfers', '--ledger', book, '--json').strip()}]")
    assert record["title"] == "LVA → MDA: launcher"
    title = "Latvia gives Moldova launchers"
    for command in (
        ("show", record["ref"]), ("stories",), ("story", json.loads(works("stories", "--ledger", book, "--json"))["ref"]),
        ("diff", "2020-01-01"), ("transfers", "--as-of", "2099-01-01"),
    ):  # fmt: skip
        assert title in works(*command, "--ledger", book, "--table"), command
    (event,) = json.loads(works("stories", "--ledger", book, "--json"))["events"]
    assert event["title"] == record["title"]
    assert event["grouped"] == record["grouped"] == {"donor": "LVA", "recipient": "MDA", "class": "launcher"}
    (row,) = [
        line for line in works("decisions", "--ledger", book, "--table").splitlines() if "Latvia" in line
    ]
    assert "gives  launchers" in row
