"""Events in the columns of aid trackers: one row for each event, as CSV (RFC 4180).

docs/reference/exports.md describes every column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from onrecord.exports.cells import digits, joined, safe
from onrecord.model import LEARNED, Event, Item, Party, Quantity, Reading
from onrecord.wording import source

COLUMNS = (
    "article", "event", "type", "mode", "donor", "donor_country", "recipient", "recipient_country",
    "item", "class", "units", "units_min", "units_max", "units_state", "unit",
    "value", "currency", "value_state", "stage", "negated", "uncertain", "approver", "date", "place", "said_by",
    "sentence", "headline", "outlet", "published", "url",
)  # fmt: skip

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
        "item": safe(joined([item.name for item in event.items])),
        "class": joined([item.category or "" for item in event.items]),
        "units": joined([digits(count.value) for count in counts]),
        "units_min": joined([digits(count.min) for count in counts]),
        "units_max": joined([digits(count.max) for count in counts]),
        "units_state": joined([_state(item) for item in event.items]),
        "unit": joined([count.unit or "" for count in counts]),
        "value": digits(event.value.amount) if event.value is not None else "",
        "currency": (event.value.currency or "") if event.value is not None else "",
        "value_state": event.value.state if event.value is not None else "",
        "stage": event.stage,
        "negated": "true" if event.negated else "false",
        "uncertain": "true" if _is_by_network(event) else "false",
        "approver": safe(event.approver.name) if event.approver is not None else "",
        "date": event.date.value if event.date is not None else "",
        "place": safe(event.place.name) if event.place is not None else "",
        "said_by": safe(source(reading.statements[event.attribution])) if event.attribution is not None else "",
        "sentence": safe(" ".join(span.text for span in event.evidence)),
        "headline": safe(article.headline),
        "outlet": safe(article.outlet or ""),
        "published": article.published or "",
        "url": safe(article.url or ""),
    }  # fmt: skip


def _is_by_network(event: Event) -> bool:
    """Whether the network found an event, or filled in who, whom or what."""
    return event.frame.startswith(LEARNED) or any(cue.says == "learned" for cue in event.cues)


def _names(those: Sequence[Party]) -> str:
    return safe(joined([party.name for party in those]))


def _countries(those: Sequence[Party]) -> str:
    return joined([party.country or "" for party in those])


def _state(item: Item) -> str:
    return item.quantity.state if item.quantity is not None else ""
