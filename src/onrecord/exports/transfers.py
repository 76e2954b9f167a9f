"""Events in the columns of aid trackers: one row for each event, as CSV (RFC 4180).

docs/reference/exports.md describes every column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Event, Item, Party, Quantity, Reading
from onrecord.wording import source

COLUMNS = (
    "article", "event", "type", "mode", "donor", "donor_country", "recipient", "recipient_country",
    "item", "class", "units", "units_min", "units_max", "units_state", "unit",
    "value", "currency", "value_state", "stage", "negated", "approver", "date", "place", "said_by",
    "sentence", "headline", "outlet", "published", "url",
)  # fmt: skip
#: Between the entries of one cell.
_AND = "; "
#: What a spreadsheet takes for the beginning of a formula. Articles are other people's words.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = dict[str, str]


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The header, then the lines of each event, ended by CR LF; a cell with line breaks makes several lines."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    yield _taken(out)
    for reading in readings:
        for row in rows(reading):
            writer.writerow(row)
            yield _taken(out)


def _taken(out: io.StringIO) -> str:
    line = out.getvalue()
    out.seek(0)
    out.truncate()
    return line


def rows(reading: Reading) -> Iterator[Row]:
    """A row for each event, in order, with the keys of COLUMNS; what is not known is empty."""
    return (_row(reading, number, event) for number, event in enumerate(reading.events, 1))


def _row(reading: Reading, number: int, event: Event) -> Row:
    article = reading.article
    counts = [item.quantity or Quantity() for item in event.items]
    return {
        "article": article.id,
        "event": str(number),
        "type": event.type,
        "mode": event.mode or "",
        "donor": _names(event.actor),
        "donor_country": _countries(event.actor),
        "recipient": _names(event.recipient),
        "recipient_country": _countries(event.recipient),
        "item": _safe(_joined([item.name for item in event.items])),
        "class": _joined([item.category or "" for item in event.items]),
        "units": _joined([_digits(count.value) for count in counts]),
        "units_min": _joined([_digits(count.min) for count in counts]),
        "units_max": _joined([_digits(count.max) for count in counts]),
        "units_state": _joined([_state(item) for item in event.items]),
        "unit": _joined([count.unit or "" for count in counts]),
        "value": _digits(event.value.amount) if event.value is not None else "",
        "currency": (event.value.currency or "") if event.value is not None else "",
        "value_state": event.value.state if event.value is not None else "",
        "stage": event.stage,
        "negated": "true" if event.negated else "false",
        "approver": _safe(event.approver.name) if event.approver is not None else "",
        "date": event.date.value if event.date is not None else "",
        "place": _safe(event.place.name) if event.place is not None else "",
        "said_by": _safe(source(reading.statements[event.attribution])) if event.attribution is not None else "",
        "sentence": _safe(" ".join(span.text for span in event.evidence)),
        "headline": _safe(article.headline),
        "outlet": _safe(article.outlet or ""),
        "published": article.published or "",
        "url": _safe(article.url or ""),
    }  # fmt: skip


def _names(those: Sequence[Party]) -> str:
    return _safe(_joined([party.name for party in those]))


def _countries(those: Sequence[Party]) -> str:
    return _joined([party.country or "" for party in those])


def _joined(entries: Sequence[str]) -> str:
    """Entries in one cell, in one order in every cell of a row; nothing where all are empty."""
    return _AND.join(entries) if any(entries) else ""


def _state(item: Item) -> str:
    return item.quantity.state if item.quantity is not None else ""


def _digits(value: float | None) -> str:
    """A number as spreadsheets and programs read it: no thousands separators, no exponent."""
    if value is None:
        return ""
    return str(int(value)) if value.is_integer() else repr(value)


def _safe(words: str) -> str:
    """The words, led in by an apostrophe where a spreadsheet would take them for a formula and run it."""
    return f"'{words}" if words.startswith(_FORMULA) else words
