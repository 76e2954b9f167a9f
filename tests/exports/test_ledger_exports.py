"""What a ledger is exported as: the same rows in every form, and each standard kept."""

from __future__ import annotations

import csv
import importlib
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from inline_snapshot import snapshot
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.cli.exporting import FileForm, What
from onrecord.exports import catalog, forms
from onrecord.exports.destination import whole
from onrecord.exports.tables import TABLES, Tally
from onrecord.ledger import Ledger
from onrecord.ledger.derived import stem
from onrecord.model import Article, Reading
from onrecord.reading.knowledge import countries
from tests.launchers import READING
from tests.ledger.test_ledger import WIRE
from tests.ledger.wire import gift

RICH = [
    gift("Agency", "2025-03-03", money=1_500_000),
    gift("Daily", "2025-03-04", stage="approved", count=3, money=1_500_000),
    gift("Weekly", "2025-03-20", stage="done", money=1_200_000),
    gift("Agency", "2025-03-05", donor="Norway", stage="considered", count=None),
    gift("Daily", "", donor="Latvia", money=100_000),
    READING,
]


#: What two outlets carry word for word.
CARRIED = " ".join(
    f"The {thing} that the ministry in Riga wants to lend to Moldova stood on a siding near Daugavpils on Thursday."
    for thing in ("crane", "lorry", "field kitchen", "generator")
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db", clock=lambda: "2025-04-01T12:00:00.000000+00:00") as made:
        for reading in RICH:
            made.add(reading)
        made.link()
        yield made


def exported(ledger: Ledger, kind: str, form: forms.Form = "jsonl", **options: Any) -> list[dict[str, Any]]:
    """The rows of an export, read back by what others would read them with."""
    return told(ledger, kind, form, **options)[0]


def told(
    ledger: Ledger, kind: str, form: forms.Form = "jsonl", *, rejected: bool = False, as_of: str | None = None
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The rows, and what was left out."""
    out, tally = io.BytesIO(), Tally(rejected=rejected)
    with ledger.at(as_of) as stood:
        count = catalog.export(kind, form, stood, out, tally)
    if form == "jsonl":
        rows = [json.loads(line) for line in out.getvalue().decode().splitlines()]
    elif form == "csv":
        rows = list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))
    else:
        rows = pyarrow.parquet.read_table(io.BytesIO(out.getvalue())).to_pylist()
    assert count == len(rows)
    return rows, {why: number for why, number in tally.left_out.items() if number}


def as_cell(value: Any) -> str:
    """A value as a spreadsheet shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(value)
    return f"{value:g}" if isinstance(value, float) and value < 1e5 else str(value).removesuffix(".0")


@pytest.mark.parametrize("kind", [*TABLES, "iati"])
def test_a_table_holds_the_same_in_every_form(ledger: Ledger, kind: str) -> None:
    if kind == "links":
        for outlet in ("Agency", "Daily"):
            ledger.add(Reading(article=Article(text=CARRIED, outlet=outlet, published="2025-03-06")))
        ledger.link()
    lines, cells, parquet = (exported(ledger, kind, form) for form in forms.FORMS[1::-1] + forms.FORMS[2:])
    assert lines
    assert lines == parquet
    assert [{k: as_cell(v) for k, v in row.items()} for row in lines] == cells


@pytest.mark.parametrize(
    ("kind", "key", "record"),
    [("decisions", "decision", "decision"), ("transfers", "transfer", "transfer"), ("effects", "effect", "effect"), ("people", "person", "person")],
)  # fmt: skip
def test_no_record_is_missing(ledger: Ledger, kind: str, key: str, record: Any) -> None:
    assert {row[key] for row in exported(ledger, kind)} == {r.ref for r in ledger.records(record, limit=1000)}


def test_a_transfer_stands_in_the_columns_of_trackers(ledger: Ledger) -> None:
    row = next(r for r in exported(ledger, "transfers") if r["donor"] == "DNK")
    assert {k: v for k, v in row.items() if v not in (None, [])} == snapshot(
        {
            "transfer": "T-a7e214fa8e",
            "donor": "DNK",
            "donor_name": "Denmark",
            "recipient": "UKR",
            "recipient_name": "Ukraine",
            "item": ["launchers"],
            "class": "launcher",
            "stage": "done",
            "negated": False,
            "announced": "2025-03-03",
            "first": "2025-03-03",
            "latest": "2025-03-20",
            "articles": 3,
            "outlets": ["Agency", "Daily", "Weekly"],
            "sources": [
                "https://agency.example/2025-03-03/Denmark/2/pledged",
                "https://daily.example/2025-03-04/Denmark/3/approved",
                "https://weekly.example/2025-03-20/Denmark/2/done",
            ],
            "sentence": "Denmark gives Ukraine 2 launchers worth 1200000 euros.",
            "status": "read",
            "part": 1,
            "units_min": 2.0,
            "units_max": 3.0,
            "units_state": "computed",
            "value_min": 1200000.0,
            "value_max": 1500000.0,
            "value_state": "computed",
            "currency": "EUR",
            "units_arrived_min": 2.0,
            "units_arrived_max": 2.0,
            "value_arrived_min": 1200000.0,
            "value_arrived_max": 1200000.0,
            "uncertain": True,
            "uncertainty": ["numbers are computed from several reports"],
        }
    )


def test_a_transfer_that_the_network_alone_finds_is_uncertain(tmp_path: Path) -> None:
    by_frame = gift("Agency", "2025-03-03", money=1_500_000)
    alone = gift("Daily", "2025-03-03", donor="Norway", money=900_000)
    (event,) = alone.events
    with Ledger(tmp_path / "l.db") as ledger:
        ledger.add(by_frame)
        ledger.add(replace(alone, events=(replace(event, frame="~/AID"),)))
        found = {r["donor"]: (r["uncertain"], r["uncertainty"]) for r in exported(ledger, "transfers")}
        cells = {r["donor"]: (r["uncertain"], r["uncertainty"]) for r in exported(ledger, "transfers", "csv")}
        sums = {r["participating-org/narrative"]: r["onrecord:uncertainty"] for r in exported(ledger, "iati")}
    why = "a report is found by the network alone"
    assert found == {"DNK": (False, []), "NOR": (True, [why])}
    assert cells == {"DNK": ("false", ""), "NOR": ("true", why)}
    assert sums == {"Denmark": [], "Norway": [why]}


def test_what_a_person_rejected_is_left_out_and_counted(ledger: Ledger) -> None:
    norway = ledger.transfers(actor="NOR", object="launcher", recipient="UKR")[0].ref
    denmark = ledger.transfers(actor="DNK")[0].ref
    ledger.reject(norway, who="Kim")
    ledger.reject(ledger.show(denmark).reports[0].ref, who="Kim")
    rows, left = told(ledger, "transfers")
    assert norway not in {r["transfer"] for r in rows}
    assert next(r for r in rows if r["transfer"] == denmark)["articles"] == 2
    assert left == {"rejected by a person": 1}
    rows, left = told(ledger, "transfers", rejected=True)
    assert [r["status"] for r in rows if r["transfer"] == norway] == ["rejected"]
    assert left == {}
    assert told(ledger, "reports")[1] == {"rejected by a person": 2}


def test_the_ledger_is_exported_as_it_stood(tmp_path: Path) -> None:
    days = iter(f"2025-04-{day:02}T12:00:00.000000+00:00" for day in range(1, 30))
    with Ledger(tmp_path / "l.db", clock=lambda: next(days)) as ledger:
        ledger.add(WIRE[0])
        ledger.add(WIRE[1])
        ledger.correct(ledger.transfers()[0].ref, "stage", "refused", who="Kim")
        stages = [
            exported(ledger, "transfers", as_of=day)[0]["stage"]
            for day in ("2025-04-01", "2025-04-02", "2025-04-03")
        ]
        assert stages == ["pledged", "approved", "refused"]
        assert exported(ledger, "transfers", as_of="2025-03-31") == []


# --- IATI ------------------------------------------------------------------------------------------------------------

#: Of the standard's version 2.03: codes of TransactionType and ActivityStatus.
TRANSACTIONS, STATUSES = {str(n) for n in range(1, 14)}, {str(n) for n in range(1, 7)}


def test_sums_are_transactions_of_the_iati_standard(ledger: Ledger) -> None:
    rows, left = told(ledger, "iati")
    money = [
        (r["transaction/provider-org/narrative"], r["transaction/transaction-type/@code"], r["transaction/transaction-date/@iso-date"], r["transaction/value"])
        for r in rows
    ]  # fmt: skip
    assert sorted(money) == [
        ("Denmark", "12", "2025-03-03", 1_500_000),
        ("Denmark", "2", "2025-03-04", 1_500_000),
        ("Denmark", "3", "2025-03-20", 1_200_000),
    ]
    by_type = {r["transaction/transaction-type/@code"]: r for r in rows}
    sources = {code: [u.partition("/2025")[0] for u in r["onrecord:sources"]] for code, r in by_type.items()}
    assert sources == {
        "12": ["https://agency.example"],
        "2": ["https://daily.example"],
        "3": ["https://weekly.example"],
    }
    assert "1200000" in by_type["3"]["description/narrative"]
    assert left == {"without a sum of their own": 3, "undated": 1}
    alpha2, currencies = {c.iso2 for c in countries()}, {c for x in countries() for c in x.currencies}
    for row in rows:
        assert row["transaction/transaction-type/@code"] in TRANSACTIONS
        assert row["activity-status/@code"] in STATUSES
        assert row["recipient-country/@code"] in alpha2
        assert row["transaction/value/@currency"] in currencies
        for day in ("transaction/transaction-date/@iso-date", "transaction/value/@value-date"):
            date.fromisoformat(row[day])
    assert len({r["transaction/@ref"] for r in rows}) == len(rows)


def test_one_pledge_that_many_report_is_one_transaction(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db") as ledger:
        for outlet in ("Agency", "Daily", "Weekly"):
            ledger.add(gift(outlet, money=1_000_000))
        ledger.add(gift("Agency", "2025-03-09", money=1_200_000))
        ledger.add(gift("Agency", "2025-09-09", money=700_000))
        rows = exported(ledger, "iati")
    assert [(r["transaction/value"], r["onrecord:value-max"], r["onrecord:value-state"]) for r in rows] == [
        (1_000_000, 1_200_000, "computed"),
        (700_000, 700_000, "stated"),
    ]


# --- PLOVER and annotations ------------------------------------------------------------------------------------------


def test_events_are_exported_as_persons_left_them(ledger: Ledger) -> None:
    before = exported(ledger, "plover")
    report = ledger.show(ledger.transfers(actor="DNK")[0].ref).reports[0]
    ledger.correct(report.ref, "stage", "withdrawn", who="Kim")
    latvia = ledger.transfers(actor="LVA")[0].ref
    ledger.reject(latvia, who="Kim")
    ledger.reject(ledger.decisions(actor="LVA")[0].ref, who="Kim")
    rows, left = told(ledger, "plover")
    assert left == {"rejected by a person": 1}
    gone = [r for r in before if r["id"] not in {row["id"] for row in rows}]
    assert [r["attributes"]["ACTOR"][0]["country"] for r in gone] == ["LVA"]
    changed = [(b["stage"], r["stage"]) for b in before for r in rows if b["id"] == r["id"] and b != r]
    assert changed == [("pledged", "withdrawn")]


def test_annotations_find_their_words_again(ledger: Ledger) -> None:
    texts = {r.article.url: r.article for r in RICH}
    rows = exported(ledger, "annotations")
    assert len({r["id"] for r in rows}) == len(rows) > 12
    for row in rows:
        assert row["@context"] == "http://www.w3.org/ns/anno.jsonld"
        for target in row["target"]:
            address, _, part = target["source"].partition("#")
            article = texts[address]
            whole_text = article.headline if part else article.text
            quote, position = target["selector"]
            assert whole_text[position["start"] : position["end"]] == quote["exact"]


# --- ClaimReview -----------------------------------------------------------------------------------------------------

#: Properties that the types have, by schema.org; those of their parents too.
THING = {"@type", "@id", "@context", "name", "url", "alternateName", "identifier"}
WORK = THING | {"author", "datePublished", "inLanguage", "headline", "publisher", "text"}
SCHEMA = {
    "ClaimReview": WORK | {"claimReviewed", "itemReviewed", "reviewRating", "reviewBody", "reviewAspect"},
    "Claim": WORK | {"appearance", "firstAppearance", "claimInterpreter"},
    "Rating": THING | {"author", "bestRating", "worstRating", "ratingValue", "ratingExplanation", "reviewAspect"},
    "NewsArticle": WORK,
    "Organization": THING,
    "Person": THING,
}  # fmt: skip


def conforms(thing: dict[str, Any]) -> None:
    assert thing.keys() <= SCHEMA[thing["@type"]]
    for value in thing.values():
        if isinstance(value, dict):
            conforms(value)


def test_only_verdicts_that_a_person_accepted_are_reviews(ledger: Ledger) -> None:
    assert told(ledger, "claimreview") == ([], {"seen by nobody yet": len(RICH)})
    found = {c.outlet: c.ref for c in ledger.headlines() if c.published}
    ledger.accept(found["Daily"], who="Kim Rask")
    ledger.accept(found["Agency"], who="Kim Rask")
    ledger.reject(found["Agency"], who="Kim Rask")
    rows, left = told(ledger, "claimreview")
    assert left == {"seen by nobody yet": len(RICH) - 2, "rejected by a person": 1}
    conforms(rows[0])
    assert rows == snapshot(
        [
            {
                "@context": "https://schema.org",
                "@type": "ClaimReview",
                "@id": "urn:onrecord:claim:H-50530c0792",
                "identifier": "H-50530c0792",
                "inLanguage": "en",
                "claimReviewed": "Denmark gives launchers",
                "datePublished": "2025-04-01",
                "author": {"@type": "Person", "name": "Kim Rask"},
                "reviewAspect": "Whether the article's own text bears out its headline",
                "reviewBody": "The body says the same.",
                "reviewRating": {
                    "@type": "Rating",
                    "ratingValue": 5,
                    "bestRating": 5,
                    "worstRating": 1,
                    "alternateName": "Borne out by the article",
                    "ratingExplanation": "The body says the same.",
                },
                "itemReviewed": {
                    "@type": "Claim",
                    "text": "Denmark gives launchers",
                    "author": {"@type": "Organization", "name": "Daily"},
                    "datePublished": "2025-03-04",
                    "appearance": {
                        "@type": "NewsArticle",
                        "headline": "Denmark gives launchers",
                        "url": "https://daily.example/2025-03-04/Denmark/3/approved",
                        "datePublished": "2025-03-04",
                        "publisher": {"@type": "Organization", "name": "Daily"},
                    },
                },
            }
        ]
    )


# --- FollowTheMoney --------------------------------------------------------------------------------------------------


def test_entities_are_valid_in_the_model_of_followthemoney(ledger: Ledger) -> None:
    model = pytest.importorskip(
        "followthemoney", reason="needs followthemoney: make standards", exc_type=ImportError
    ).model
    rows, left = told(ledger, "ftm")
    by_id = {row["id"]: row for row in rows}
    assert len(by_id) == len(rows)
    for row in rows:
        schema = model.get(row["schema"])
        schema.validate(row)  # raises where a property is missing or wrong
        proxy = model.get_proxy(row, cleaned=False)
        for name, values in row["properties"].items():
            assert sorted(proxy.get(name)) == sorted(values), (row["schema"], name)
            if schema.get(name).range is not None:
                ranges = [model.get(by_id[value]["schema"]).is_a(schema.get(name).range) for value in values]
                assert all(ranges)
    assert set(left) <= {
        "of a kind that FollowTheMoney has no schema for", "said by nobody whom FollowTheMoney has a schema for",
    }  # fmt: skip


def test_who_says_what_is_a_link_between_person_and_article(ledger: Ledger) -> None:
    rows = exported(ledger, "ftm")
    (berg,) = [r for r in rows if r["properties"].get("name") == ["Anna Berg"] and r["schema"] == "Person"]
    assert berg["id"] == f"onrecord-{next(p.ref for p in ledger.people() if p.title == 'Anna Berg')}"
    said = [r for r in rows if r["properties"].get("entity") == [berg["id"]]]
    assert len(said) == 5
    assert said[0]["schema"] == "Documentation"
    assert said[0]["properties"] == {
        "document": [f"onrecord-article-{stem(RICH[0].article)}"],
        "entity": [berg["id"]],
        "role": ["speaker"],
        "status": ["direct"],
        "summary": ["“They are on their way,”"],
        "date": ["2025-03-03"],
        "publisher": ["Agency"],
        "sourceUrl": [RICH[0].article.url],
        "recordId": [said[0]["properties"]["recordId"][0]],
    }


# --- files and the command -------------------------------------------------------------------------------------------


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")
    path.chmod(0o640)

    def stop() -> None:
        with whole(path) as out:
            out.write(b"half")
            raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        stop()
    assert (path.read_text(), [p.name for p in tmp_path.iterdir()]) == ("before", ["out.csv"])
    with whole(path) as out:
        out.write(b"after")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("after", 0o640)
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def command(*arguments: object) -> Any:
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


def test_the_command_says_how_many_rows_and_what_it_left_out(ledger: Ledger, tmp_path: Path) -> None:
    address = ledger.database.name
    done = command("transfers", "-o", tmp_path / "t.parquet", "--ledger", address)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"5 rows written to {tmp_path / 't.parquet'}. Left out: nothing.\n"
    assert pyarrow.parquet.read_table(tmp_path / "t.parquet").num_rows == 5
    done = command("iati", "--ledger", address)
    assert done.stdout.startswith("iati-identifier,")
    assert done.stderr == "3 transactions written. Left out: 3 without a sum of their own, 1 undated.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plover", "--format", "csv"), "plover cannot be written as csv. Forms are: jsonl."),
        (("people", "--as-of", "soon"), "“soon” is no day. Give a day as in 2025-03-31."),
        (
            ("people", "-o", "/nowhere/p.csv"),
            "/nowhere/p.csv could not be written: No such file or directory.",
        ),
    ],
)
def test_what_cannot_be_done_is_explained(ledger: Ledger, arguments: tuple[str, ...], said: str) -> None:
    done = command(*arguments, "--ledger", ledger.database.name)
    assert done.exit_code == 1
    assert said in done.stderr


def test_without_pyarrow_it_says_what_to_install(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError):
        importlib.import_module("pyarrow")
    done = command("people", "-o", tmp_path / "p.parquet", "--ledger", ledger.database.name)
    assert done.exit_code == 1
    assert "Run: pip install 'onrecord[parquet]'" in done.stderr
    assert not (tmp_path / "p.parquet").exists()


def test_every_export_has_its_name_on_the_command_line() -> None:
    assert [w.value for w in What] == list(catalog.EXPORTS)
    assert tuple(f.value for f in FileForm) == forms.FORMS


def test_a_formula_in_an_article_is_no_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    base = gift("=cmd|' /C calc'!A0")
    with Ledger(tmp_path / "l.db") as ledger:
        ledger.add(Reading.from_json(base.to_json()))
        assert exported(ledger, "articles", "csv")[0]["outlet"] == "'=cmd|' /C calc'!A0"
        assert exported(ledger, "articles", "jsonl")[0]["outlet"] == "=cmd|' /C calc'!A0"
