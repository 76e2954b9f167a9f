"""Sums as transactions, held against the schema and the codelists that the makers of the IATI standard publish."""

from __future__ import annotations

import importlib.util
import io
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from onrecord.exports import catalog, iati
from onrecord.exports.tables import Tally
from onrecord.ledger import Ledger
from tests.ledger.wire import gift

#: What of an activity news does not tell, and its publisher adds: the publisher, and when the activity itself begins.
PUBLISHER = {"ref": "XX-TEST-1", "type": "90"}
BEGINS = {"type": "1", "iso-date": "2025-01-01"}
#: Where the codes of a column stand.
CODELISTS = {
    "participating-org/@role": "OrganisationRole",
    "activity-status/@code": "ActivityStatus",
    "recipient-country/@code": "Country",
    "transaction/transaction-type/@code": "TransactionType",
    "transaction/value/@currency": "Currency",
}


@pytest.fixture(scope="module")
def standard() -> Path:
    """Version 2.03 of the standard, as the package of the standard's makers has it."""
    found = importlib.util.find_spec("iati")  # it is not imported: it wants old versions of what it needs
    if found is None or not found.submodule_search_locations:
        pytest.skip("the IATI standard is not here: make standards")
    return Path(found.submodule_search_locations[0]) / "resources" / "standard" / "2-03"


@pytest.fixture
def rows(tmp_path: Path) -> list[dict[str, Any]]:
    out = io.BytesIO()
    with Ledger(tmp_path / "l.db") as ledger:
        for stage in ("pledged", "approved", "underway", "done", "refused", "considered", "withdrawn"):
            ledger.add(gift("Agency", "2025-03-03", stage=stage, money=1_000_000))
            ledger.add(gift("Daily", "2025-09-04", stage=stage, money=700_000, donor="Norway", negated=True))
            ledger.add(
                gift(
                    "Daily", "2025-10-04", stage=stage, money=2_700_000.5, donor="Latvia", recipient="Moldova"
                )
            )
        with ledger.at() as snapshot:
            catalog.export("iati", "jsonl", snapshot, out, Tally())
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    assert {row["transaction/transaction-type/@code"] for row in found} == {"2", "3", "12"}
    return found


def activities(rows: list[dict[str, Any]]) -> Iterator[etree._Element]:
    """The rows put into the standard's elements, by the paths that their columns are called by and in their order."""
    by_activity = groupby(
        sorted(rows, key=lambda r: r["iati-identifier"]), key=lambda r: r["iati-identifier"]
    )
    for _, those in by_activity:
        made = etree.Element("iati-activity")
        for number, row in enumerate(those):
            started: dict[str, etree._Element] = {"": made}
            for path in (p for p in iati.COLUMNS if not p.startswith("onrecord:") and row[p] is not None):
                if number == 0 or path.startswith("transaction/"):
                    put(started, path, row[path])
            if number == 0:
                reporting = made.find("reporting-org")
                assert reporting is not None
                reporting.attrib.update(PUBLISHER)
                etree.SubElement(reporting, "narrative").text = "Test"
                status = made.find("activity-status")
                assert status is not None
                status.addnext(etree.Element("activity-date", BEGINS))
        yield made


def put(started: dict[str, etree._Element], path: str, value: object) -> None:
    """One value, with the elements above it that are not there yet."""
    *above, last = path.split("/")
    steps = above if last.startswith("@") else [*above, last]
    for depth in range(1, len(steps) + 1):
        name = "/".join(steps[:depth])
        if name not in started:
            started[name] = etree.SubElement(started["/".join(steps[: depth - 1])], steps[depth - 1])
    element = started["/".join(steps)]
    if last.startswith("@"):
        element.set(last[1:], str(value))
    else:
        element.text = str(value)


def test_rows_are_valid_in_the_schema_of_the_standard(standard: Path, rows: list[dict[str, Any]]) -> None:
    document = etree.Element("iati-activities", version="2.03")
    document.extend(activities(rows))
    assert len(document) == 2
    schema = etree.XMLSchema(etree.parse(standard / "schemas" / "iati-activities-schema.xsd"))
    schema.assertValid(document)
    document[0].remove(document[0][0])
    assert not schema.validate(document)


@pytest.mark.parametrize(("column", "codelist"), CODELISTS.items())
def test_codes_are_those_of_the_standard(
    standard: Path, rows: list[dict[str, Any]], column: str, codelist: str
) -> None:
    found = etree.parse(standard / "codelists" / f"{codelist}.xml")
    known = {code.text for code in found.iterfind(".//codelist-item/code")}
    assert {row[column] for row in rows} <= known


def test_stages_are_the_transactions_that_the_standard_means(standard: Path) -> None:
    found = etree.parse(standard / "codelists" / "TransactionType.xml")
    names = {
        item.findtext("code"): item.findtext("name/narrative") for item in found.iterfind(".//codelist-item")
    }
    assert {stage: names[code] for stage, code, _ in iati._table() if code} == {
        "pledged": "Outgoing Pledge",
        "approved": "Outgoing Commitment",
        "underway": "Outgoing Commitment",
        "done": "Disbursement",
    }
