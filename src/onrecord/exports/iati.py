"""Sums of money as transactions of the IATI activity standard, version 2.03 (https://iatistandard.org/en/iati-standard/203/).

The columns are called by the paths of the standard's elements and attributes, so that a row can be put into its XML; those
that begin with "onrecord:" are ours. A transaction must have a value in a currency and a day, so what is given in kind
and what is undated is left out, and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from onrecord.exports.forms import Columns, Row
from onrecord.exports.tables import Tally, counting, details, source, uncertainty
from onrecord.ledger.keys import digest
from onrecord.ledger.names import names
from onrecord.ledger.records import Record, Report, as_told, told_by
from onrecord.ledger.snapshot import Snapshot
from onrecord.ledger.totals import Sum, sums
from onrecord.reading.knowledge import coded
from onrecord.tables import rows as table

COLUMNS: Columns = {
    "iati-identifier": "text", "reporting-org/@secondary-reporter": "text", "title/narrative": "text",
    "description/narrative": "text", "participating-org/@role": "text", "participating-org/narrative": "text",
    "activity-status/@code": "text", "recipient-country/@code": "text", "transaction/@ref": "text",
    "transaction/transaction-type/@code": "text", "transaction/transaction-date/@iso-date": "text",
    "transaction/value": "number", "transaction/value/@currency": "text", "transaction/value/@value-date": "text",
    "transaction/description/narrative": "text", "transaction/provider-org/narrative": "text",
    "transaction/receiver-org/narrative": "text", "onrecord:value-min": "number", "onrecord:value-max": "number",
    "onrecord:value-state": "text", "onrecord:class": "text", "onrecord:sources": "texts", "onrecord:uncertainty": "texts",
    "onrecord:status": "text",
}  # fmt: skip

IN_KIND = "without a sum of their own"
UNDATED = "undated"
#: The role of whoever gives the money, in the codelist OrganisationRole.
_FUNDING = "1"


def rows(snapshot: Snapshot, tally: Tally) -> Iterator[Row]:
    """A row for each sum that was pledged, committed or disbursed, once however many report it."""
    for found in details(snapshot, "transfer", tally):
        written, doubts = False, uncertainty(snapshot, found)
        for code, stages in _types().items():
            for number, money in enumerate(sums(told_by(found.reports), stages)):
                written = True
                if money.on:
                    told = [r for r in counting(found) if money.is_told_by(as_told(r), stages)]
                    yield _row(found.record, code, number, money, told) | {"onrecord:uncertainty": doubts}
                else:
                    tally.left_out[UNDATED] += 1
        if not written:
            tally.left_out[IN_KIND] += 1


def _row(record: Record, code: str, number: int, money: Sum, told: Sequence[Report]) -> dict[str, Any]:
    """A transaction, in the words of the first report that tells of it."""
    least, most, words = min(money.values), max(money.values), told[0].sentence
    donor, recipient = ", ".join(names(record.actor)), ", ".join(names(record.recipient))
    country = coded(record.recipient) if record.recipient else None
    return {
        "iati-identifier": f"onrecord-{record.ref}", "reporting-org/@secondary-reporter": "1",
        "title/narrative": f"{donor} → {recipient or '?'}: {record.object}", "description/narrative": words,
        "participating-org/@role": _FUNDING, "participating-org/narrative": donor,
        "activity-status/@code": _status(record.stage, negated=record.negated),
        "recipient-country/@code": country.iso2 if country else None,
        "transaction/@ref": f"{record.ref}-{digest(code, money.currency, money.on, str(number))[:6]}",
        "transaction/transaction-type/@code": code, "transaction/transaction-date/@iso-date": money.on,
        "transaction/value": least, "transaction/value/@currency": money.currency,
        "transaction/value/@value-date": money.on, "transaction/description/narrative": words,
        "transaction/provider-org/narrative": donor, "transaction/receiver-org/narrative": recipient or None,
        "onrecord:value-min": least, "onrecord:value-max": most, "onrecord:value-state": money.state,
        "onrecord:class": record.object, "onrecord:sources": list(dict.fromkeys(map(source, told))),
        "onrecord:status": record.status,
    }  # fmt: skip


def _status(stage: str | None, *, negated: bool) -> str:
    return "5" if negated else next((status for s, _, status in _table() if s == stage), "1")


@cache
def _types() -> dict[str, frozenset[str]]:
    """The stages by the transaction that they are."""
    codes = {code for _, code, _ in _table() if code}
    return {code: frozenset(s for s, c, _ in _table() if c == code) for code in sorted(codes, key=int)}


@cache
def _table() -> tuple[tuple[str, ...], ...]:
    return table("onrecord.exports", "iati.tsv", 3)
