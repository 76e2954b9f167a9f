"""All that a ledger can be exported as, and the forms of files that each can have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from onrecord.exports import claimreview, ftm, iati, plover, webannotation
from onrecord.exports.forms import FORMS, Columns, Form, Row, write
from onrecord.exports.tables import REJECTED, TABLES, Tally
from onrecord.ledger.derived import claim_rows, sightings
from onrecord.ledger.log import Log
from onrecord.ledger.snapshot import Snapshot
from onrecord.model import Event, Reading, Stage


@dataclass(frozen=True, slots=True)
class Export:
    """What can be exported.

    columns  None for JSON objects that are no rows of a table
    forms    of files; the first where none is asked for
    one, many  what a row is called
    """

    rows: Callable[[Snapshot, Tally], Iterator[Row]]
    columns: Columns | None
    forms: tuple[Form, ...]
    one: str = "row"
    many: str = "rows"


def form_of(path: Path | None) -> Form | None:
    """The form that a file's name asks for."""
    ending = path.suffix.lower().removeprefix(".") if path is not None else ""
    found = {"json": "jsonl", "ndjson": "jsonl", "jsonld": "jsonl", "pq": "parquet"}.get(ending, ending)
    return next((form for form in FORMS if form == found), None)


def export(kind: str, form: Form, snapshot: Snapshot, out: BinaryIO, tally: Tally) -> int:
    """Writes one kind of what a ledger holds; returns how many rows. `tally` says afterwards what was left out.

    Raises KeyError for a kind that there is not, ValueError for a form that the kind does not have, and
    `forms.MissingPackageError`.
    """
    what = EXPORTS[kind]
    return write(form, what.columns, what.rows(snapshot, tally), out)


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading as persons left it.

    reading   with stages and negations as they were corrected
    events, statements, effects, claims  the indices of those that were rejected
    """

    reading: Reading
    events: frozenset[int]
    statements: frozenset[int]
    effects: frozenset[int]
    claims: frozenset[int]


def judged(reading: Reading, log: Log) -> Judged:
    """What persons said of what an article says. An event is rejected where all reports made of it are."""
    standing: dict[str, dict[int, list[str]]] = {"event": {}, "person": {}, "effect": {}}
    for s in sightings(reading):
        kind, number = s.keyed.key.kind, s.keyed.number
        refs = standing["event" if kind in ("decision", "transfer") else kind].setdefault(number, [])
        # A person's record that is rejected is no person; what was said stays said.
        record = "" if kind == "person" else log.record(s.keyed.key.ref, s.ref)
        if "rejected" not in (log.word(s.ref).status, log.word(record).status):
            refs.append(s.ref)
    gone = {kind: frozenset(n for n, refs in found.items() if not refs) for kind, found in standing.items()}
    events = tuple(
        _corrected(event, standing["event"].get(number, []), log)
        for number, event in enumerate(reading.events)
    )
    claims = frozenset(r["number"] for r in claim_rows(reading) if log.word(r["ref"]).status == "rejected")
    return Judged(replace(reading, events=events), gone["event"], gone["person"], gone["effect"], claims)


def _corrected(event: Event, reports: Iterable[str], log: Log) -> Event:
    for ref in reports:
        word = log.word(ref).corrected
        if "stage" in word:
            event = replace(event, stage=cast("Stage", word["stage"]))
        if "negated" in word:
            event = replace(event, negated=word["negated"] == "true")
    return event


def _events(snapshot: Snapshot, tally: Tally) -> Iterator[Row]:
    for _, reading in snapshot.readings():
        own = judged(reading, snapshot.log)
        without = frozenset[int]() if tally.rejected else own.events
        unsaid = frozenset[int]() if tally.rejected else own.statements
        tally.left_out[REJECTED] += len(without) + len(unsaid)
        yield from plover.records(own.reading, without_events=without, without_statements=unsaid)


def _annotations(snapshot: Snapshot, tally: Tally) -> Iterator[Row]:
    for _, reading in snapshot.readings():
        own = judged(reading, snapshot.log)
        without = {
            f"{kind}-{number}"
            for kind, numbers in (
                ("event", own.events), ("statement", own.statements), ("effect", own.effects), ("claim", own.claims),
            )
            for number in numbers
        }  # fmt: skip
        for annotation in webannotation.annotated(own.reading):
            if tally.rejected or annotation["id"].rpartition(":")[2] not in without:
                yield annotation
            else:
                tally.left_out[REJECTED] += 1


#: By the name that the command line takes.
EXPORTS: Mapping[str, Export] = MappingProxyType({
    **{name: Export(table.rows, table.columns, FORMS) for name, table in TABLES.items()},
    "iati": Export(iati.rows, iati.COLUMNS, FORMS, "transaction", "transactions"),
    "plover": Export(_events, None, ("jsonl",), "event record", "event records"),
    "claimreview": Export(claimreview.rows, None, ("jsonl",), "review", "reviews"),
    "ftm": Export(ftm.rows, None, ("jsonl",), "entity", "entities"),
    "annotations": Export(_annotations, None, ("jsonl",), "annotation", "annotations"),
})  # fmt: skip
