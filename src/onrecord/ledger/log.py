"""The review log, and what follows from it: which record a report belongs to, and what a person said of it. No database here.

The log is only ever added to. Undoing is an entry of its own, so that history shows it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from onrecord.ledger.keys import digest
from onrecord.model import Stage

Action = Literal["accept", "reject", "correct", "merge", "split", "note", "undo"]
Status = Literal["read", "accepted", "rejected"]

STAGES: tuple[str, ...] = get_args(Stage)
#: What can be corrected, and the values that are allowed; None allows any text.
FIELDS: Mapping[str, tuple[str, ...] | None] = {
    "type": None, "actor": None, "recipient": None, "object": None, "title": None, "stage": STAGES,
    "negated": ("true", "false"),
}  # fmt: skip
#: Those of a single report; the others are its record's.
REPORT_FIELDS = frozenset(("stage", "negated"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log.

    id      its place in the log, from 1; 0 until it is written
    at      when, UTC in ISO 8601
    target  the reference of a record, a report, a claim, a story, a link or an article; for undo the id of the entry that is undone
    field   what is corrected
    value   the new value; for merge the record or story that takes the target in, or the article that it goes back to; for split
            the reports or articles that leave, as JSON
    """

    id: int
    at: str
    who: str
    action: Action
    target: str
    field: str | None = None
    value: str | None = None
    note: str | None = None

    def moved(self) -> tuple[str, ...]:
        """The reports, or the articles of a story, that a split takes out."""
        return tuple(json.loads(self.value or "[]")) if self.action == "split" else ()

    def new_record(self) -> str:
        """The reference of the record that a split makes; a story can be called by any of its articles."""
        if self.target.startswith("N-"):
            return f"N-{min(self.moved())[2:]}"
        return f"{self.target[:1]}-{digest('split', self.target, *sorted(self.moved()))}"


@dataclass(frozen=True, slots=True)
class Word:
    """What persons last said of one target; `decided` is the entry that accepted or rejected it."""

    status: Status = "read"
    corrected: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    decided: Entry | None = None


class Log:
    """The entries that stand, in order: without those undone, and without the undoing."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        given = self.given = tuple(entries)
        #: The entries that do not stand, each with the last one that undoes it.
        self.undone: dict[int, int] = {}
        for entry in reversed(given):  # an undo may itself be undone
            if entry.action == "undo" and entry.id not in self.undone:
                self.undone.setdefault(int(entry.target), entry.id)
        self.entries: Sequence[Entry] = [e for e in given if e.action != "undo" and e.id not in self.undone]
        self.last = given[-1].id if given else 0
        self._into = {e.target: e.value for e in self.entries if e.action == "merge" and e.value}
        self._moved = {ref: e.new_record() for e in self.entries if e.action == "split" for ref in e.moved()}
        self.splits = {e.new_record(): e for e in self.entries if e.action == "split"}
        self._on: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            self._on[entry.target].append(entry)

    def __contains__(self, ref: str) -> bool:
        """Whether anything in the log is about this reference."""
        return ref in self._on or ref in self._moved or ref in self.splits

    def record(self, home: str, report: str | None = None) -> str:
        """Where a report belongs that the program would put into `home`; without one, where `home` went."""
        at = self._moved.get(report, home) if report is not None else home
        seen: set[str] = set()
        while (further := self._into.get(at)) is not None and at not in seen:
            seen.add(at)
            at = further
        return at

    def crossed(self) -> frozenset[str]:
        """The records that reports were taken out of or put into: all others hold just what the program put there."""
        merged = {ref for e in self.entries if e.action == "merge" for ref in (e.target, e.value or "")}
        return frozenset(merged | self.splits.keys() | {e.target for e in self.splits.values()})

    def word(self, *refs: str) -> Word:
        """What was last said of a record, a report, a claim or a link; of a story by any of its names."""
        status: Status = "read"
        decided = None
        corrected: dict[str, str] = {}
        notes = []
        for entry in sorted((e for ref in refs for e in self._on.get(ref, ())), key=lambda e: e.id):
            if entry.action in ("accept", "reject"):
                status = "accepted" if entry.action == "accept" else "rejected"
                decided = entry
            elif entry.action == "correct" and entry.field and entry.value is not None:
                corrected[entry.field] = entry.value
            if entry.note:
                notes.append(entry.note)
        return Word(status, corrected, tuple(notes), decided)
