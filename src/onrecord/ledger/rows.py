"""The rows that follow from readings, gathered from several and written together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, case, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.ledger import derived, schema
from onrecord.ledger.bulk import found_by, insert_all, one_of
from onrecord.ledger.derived import Sighting, claim_rows, sightings, statement_rows
from onrecord.ledger.log import Log
from onrecord.ledger.summary import Report, summary
from onrecord.model import Reading

_ROLES = ("actor", "recipient", "object")
_NEWEST_RECORD = select(func.max(schema.record.c.id))
_RECORDS = select(schema.record.c.ref, schema.record.c.id, schema.record.c.reviewed).where(
    one_of(schema.record.c.ref)
)
_WORDS = text(
    "INSERT INTO statement_words(rowid, speaker, content) "
    "SELECT id, speaker, content FROM statement WHERE reading_id BETWEEN :first AND :last"
)


class Rows:
    """The rows of some readings of which nothing is written yet.

    connection  in a transaction with the right to write
    log         the review log as it stands in this transaction
    """

    def __init__(self, connection: Connection, log: Log) -> None:
        self._connection, self._log = connection, log
        self._readings: list[int] = []
        self._statements: list[dict[str, Any]] = []
        self._claims: list[dict[str, Any]] = []
        self._facets: list[dict[str, Any]] = []
        self._records: list[dict[str, Any]] = []
        self._seen: list[tuple[Sighting, dict[str, int]]] = []

    def take(self, article: int, number: int, reading: Reading, *, facets: bool = True) -> None:
        """Takes up what follows from a reading; readings come in the order of their numbers, and none is left out.

        article, number  the numbers of article and reading in the ledger
        facets           whether the article can be found by it: by the last of its readings
        """
        own = {"article_id": article, "reading_id": number}
        self._readings.append(number)
        self._statements += [row | own for row in statement_rows(reading)]
        for row in claim_rows(reading):
            self._claims.append(row | own | {"status": self._log.word(row["ref"]).status})
        published = reading.article.published or ""
        if facets:
            self._facets += [
                {"kind": kind, "value": value, "published": published, "article_id": article}
                for kind, value in derived.facets(reading)
            ]
        homes: dict[str, list[Sighting]] = {}
        for seen in sightings(reading):
            self._seen.append((seen, own))
            homes.setdefault(seen.keyed.key.ref, []).append(seen)
        self._records += [_record_row(ref, homes[ref]) for ref in sorted(homes)]

    def write(self) -> set[int]:
        """Writes all that was taken up; returns the records that still have to be settled.

        Records that no person has touched are brought up to date here, which takes no look at their other reports.
        """
        if not self._readings:
            return set()
        connection = self._connection
        insert_all(connection, schema.statement, self._statements)
        if connection.dialect.name == "sqlite" and self._statements:
            connection.execute(_WORDS, {"first": min(self._readings), "last": max(self._readings)})
        insert_all(connection, schema.claim, self._claims)
        insert_all(connection, schema.facet, self._facets)
        return self._write_sightings(self._write_records()) if self._records else set()

    def _write_records(self) -> dict[str, tuple[int, bool]]:
        """Makes new records, and counts one more article for those that are there; returns numbers, and who was reviewed."""
        connection = self._connection
        newest = connection.execute(_NEWEST_RECORD).scalar() or 0
        insert_all(connection, schema.record, self._records, _upsert(connection))
        refs = dict.fromkeys(row["ref"] for row in self._records)
        found = found_by(connection, _RECORDS, refs)
        numbers = {row.ref: (row.id, row.reviewed) for row in found}
        new = {row["ref"]: row for row in self._records if numbers[row["ref"]][0] > newest}
        write_sides(connection, [(numbers[ref][0], row) for ref, row in new.items()])
        return numbers

    def _write_sightings(self, numbers: dict[str, tuple[int, bool]]) -> set[int]:
        touched = {number for number, reviewed in numbers.values() if reviewed}
        rows = []
        for s, own in self._seen:
            ref = s.keyed.key.ref
            home = at = numbers[ref][0]
            if (further := self._log.record(ref, s.ref)) != ref:
                (at,) = [row.id for row in found_by(self._connection, _RECORDS, [further])] or [home]
                touched |= {home, at}
            elif s.ref in self._log:
                touched.add(home)
            a = s.amount
            rows.append({
                "ref": s.ref, "home_id": home, "record_id": at, "number": s.keyed.number, "share": s.keyed.share, "on": s.on,
                "stage": s.stage, "negated": s.negated, "sentence": s.sentence, "field": s.span.field,
                "start": s.span.start, "end": s.span.end, "least": a.least, "most": a.most, "unit": a.unit,
                "count_state": a.count_state, "value": a.value, "currency": a.currency,
                "value_state": a.value_state, "shared": a.shared, **own,
            })  # fmt: skip
        insert_all(self._connection, schema.sighting, rows)
        return touched


def write_sides(connection: Connection, records: Sequence[tuple[int, Any]]) -> None:
    """Writes by whom and what records can be found.

    records  the number of each, and its row or all that is written of it, by the names of columns
    """
    insert_all(connection, schema.side, [
        {"role": role, "value": value, "record_id": number}
        for number, row in records for role in _ROLES
        for value in sorted({v for v in (row[role] or "").split("+") if v})
    ])  # fmt: skip


def _record_row(ref: str, found: Sequence[Sighting]) -> dict[str, Any]:
    """A record as these sightings of one article make it."""
    first = found[0].keyed
    title = max((s.keyed.title for s in found), key=lambda t: (len(t), t))
    made = summary(ref, (Report(s.ref, s.on, s.stage, s.negated, 0) for s in found), _NOTHING)
    actor, recipient, thing = first.sides
    kind = dict(first.key.values).get("type")
    return {
        "ref": ref, "kind": first.key.kind, "key": first.key.to_json(), "type": kind, "actor": actor,
        "recipient": recipient, "object": thing, "title": title, "reviewed": False, "first": made.first,
        "latest": made.latest, "newest": made.newest, "stage": made.stage, "negated": made.negated,
        "articles": made.articles, "status": made.status,
    }  # fmt: skip


_NOTHING = Log()


def _upsert(connection: Connection) -> Any:
    """A new record, or one more article for one that is there."""
    name = connection.dialect.name
    if name not in _UPSERTS:
        dialect = postgresql if name == "postgresql" else sqlite
        made = dialect.insert(schema.record)
        old, new = schema.record.c, made.excluded
        later = new.newest > old.newest
        longer = (func.length(new.title) > func.length(old.title)) | (
            (func.length(new.title) == func.length(old.title)) & (new.title > old.title)
        )
        _UPSERTS[name] = made.on_conflict_do_update(
            index_elements=["ref"],
            set_={
                "articles": old.articles + 1,
                "first": case((old.first == "", new.first), (new.first == "", old.first), (new.first < old.first, new.first), else_=old.first),
                "latest": case((new.latest > old.latest, new.latest), else_=old.latest),
                "stage": case((later, new.stage), else_=old.stage),
                "negated": case((later, new.negated), else_=old.negated),
                "newest": case((later, new.newest), else_=old.newest),
                "title": case((longer, new.title), else_=old.title),
            },
        )  # fmt: skip
    return _UPSERTS[name]


_UPSERTS: dict[str, Any] = {}
