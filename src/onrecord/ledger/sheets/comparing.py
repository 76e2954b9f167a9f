"""A tracker's sheet held against what the news says: what each of them lacks, and where they differ.

Rows of a sheet that have one donor, recipient and class are held together against the transfer of the same three, as it
stands after all merging and splitting. What is left on both sides is matched once more where two of the three are the
same and a number is, so that an item that each files under another class is one difference and not two gaps. Where two
would fit equally well, none is taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from onrecord.ledger.keys import Key
from onrecord.ledger.names import shown
from onrecord.ledger.records import Detail
from onrecord.ledger.sheets.file import Row
from onrecord.ledger.snapshot import Snapshot
from onrecord.ledger.totals import PROMISED, Total

#: What a comparison may say, in the order in which they are listed.
Outcome = Literal["differs", "ledger lacks", "sheet lacks", "agrees"]
#: Days by which a sheet's date and the day of the first report may differ, and be one.
DAYS = 7

Group = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the two say differently of one thing, each in words."""

    field: str
    sheet: str
    ledger: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One matter in the sheet, in the ledger, or in both.

    lines   of the sheet's file; none where it lacks the matter
    record  the reference of the transfer; None where the ledger lacks it
    """

    outcome: Outcome
    donor: str
    recipient: str
    kind: str
    lines: tuple[int, ...] = ()
    record: str | None = None
    stage: str | None = None
    units: str = ""
    value: str = ""
    on: str = ""
    differences: tuple[Difference, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """All comparisons, in the order of their outcomes, and what was not compared.

    beyond       transfers to others than the sheet's recipients
    unpromised   transfers that are not promised: considered, asked for, refused
    """

    found: tuple[Comparison, ...]
    beyond: int
    unpromised: int


def compare(rows: Iterable[Row], snapshot: Snapshot, *, days: int = DAYS) -> Compared:
    """Holds rows of a sheet against a ledger; records that a person rejected do not count."""
    groups: dict[Group, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.donor, row.recipient, row.kind].append(row)
    transfers = {
        d.record.ref: d
        for d in snapshot.details("transfer")
        if d.record.articles and d.record.status != "rejected"
    }
    found: list[Comparison] = []
    taken: set[str] = set()
    loose: list[Group] = []
    by_ref: dict[str, list[Group]] = defaultdict(list)
    by_sides: dict[Group, list[str]] = defaultdict(list)
    for ref, detail in transfers.items():
        by_sides[_sides(detail)].append(ref)
    for group in sorted(groups):
        at = _ref(group, transfers, by_sides, snapshot)
        if at is None:
            loose.append(group)
        else:
            by_ref[at].append(group)
    for ref, own in by_ref.items():
        taken.add(ref)
        together = sorted((row for group in own for row in groups[group]), key=lambda row: row.line)
        found.append(_held(together, transfers[ref], days))
    rest = [d for ref, d in sorted(transfers.items()) if ref not in taken]
    for group, detail in _alike(loose, groups, rest):
        taken.add(detail.record.ref)
        loose.remove(group)
        found.append(_held(groups[group], detail, days, alike=True))
    found += [_ledger_lacks(groups[group]) for group in loose]
    recipients = {recipient for _, recipient, _ in groups}
    beyond = unpromised = 0
    for ref, detail in transfers.items():
        if ref in taken:
            continue
        if (detail.record.recipient or "") not in recipients:
            beyond += 1
        elif detail.record.negated or detail.record.stage not in PROMISED:
            unpromised += 1
        else:
            found.append(_sheet_lacks(detail))
    order = get_args(Outcome)
    found.sort(key=lambda c: (order.index(c.outcome), c.donor, c.recipient, c.kind, c.lines))
    return Compared(tuple(found), beyond, unpromised)


def _ref(
    group: Group, transfers: dict[str, Detail], by_sides: dict[Group, list[str]], snapshot: Snapshot
) -> str | None:
    """The transfer of a donor, recipient and class: as a person corrected it, else by its key."""
    own = snapshot.log.record(
        Key("transfer", tuple(zip(("donor", "recipient", "class"), group, strict=True))).ref
    )
    found = by_sides.get(group, [])
    if own in transfers and (own in found or not found):
        return own
    return found[0] if len(found) == 1 else None


def _sides(detail: Detail) -> Group:
    r = detail.record
    return r.actor or "", r.recipient or "", r.object or ""


def _alike(
    loose: Sequence[Group], groups: dict[Group, list[Row]], rest: Sequence[Detail]
) -> Iterator[tuple[Group, Detail]]:
    """What is matched by two sides and a number, where nothing else fits as well."""
    pairs = [
        (group, detail)
        for group in loose
        for detail in rest
        if sum(a == b for a, b in zip(group, _sides(detail), strict=True)) == 2
        and _same_number(groups[group], detail)
    ]
    times = Counter(one for group, detail in pairs for one in (group, detail.record.ref))
    for group, detail in pairs:
        if times[group] == times[detail.record.ref] == 1:
            yield group, detail


def _same_number(rows: Sequence[Row], detail: Detail) -> bool:
    units, value = _units(rows), _values(rows)
    return any(
        t.least == t.most and (t.least == units or (t.unit in value and t.least == value[t.unit]))
        for t in detail.promised
    )


# --- what the two say ------------------------------------------------------------------------------------------------


def _held(rows: Sequence[Row], detail: Detail, days: int, *, alike: bool = False) -> Comparison:
    """Rows held against the transfer that they are about; `alike` where one of its sides is another."""
    differences = (*(_other_side(rows[0], detail) if alike else ()), *_differences(rows, detail, days))
    return _about_rows("differs" if differences else "agrees", rows, detail, differences)


def _other_side(row: Row, detail: Detail) -> Iterator[Difference]:
    sides = (row.donor, row.recipient, row.kind)
    for name, ours, theirs in zip(("donor", "recipient", "class"), sides, _sides(detail), strict=True):
        if ours != theirs:
            yield Difference(name, shown(ours), shown(theirs) or "not said")


def _differences(rows: Sequence[Row], detail: Detail, days: int) -> Iterator[Difference]:
    record = detail.record
    units = _units(rows)
    counted = [t for t in detail.promised if t.unit not in _currencies(detail)]
    told = next((t for t in counted if t.unit == _unit(rows)), counted[0] if len(counted) == 1 else None)
    if units is not None and told is not None and not _within(units, told):
        yield Difference("units", f"{units:,.10g}", amount(told))
    values = _values(rows)
    worth = {t.unit: t for t in detail.promised if t.unit in _currencies(detail)}
    for code, value in values.items():
        if code in worth and not _within(value, worth[code]):
            yield Difference("value", f"{value:,.10g} {code}", amount(worth[code]))
    if values and worth and not values.keys() & worth.keys():
        yield Difference(
            "currency", ", ".join(sorted(filter(None, values))), ", ".join(sorted(filter(None, worth)))
        )
    stages = {r.stage for r in rows if r.stage}
    said = f"not {record.stage}" if record.negated else record.stage
    if stages and said is not None and said not in stages:
        yield Difference("stage", ", ".join(sorted(stages)), said)
    first = min((r.on for r in rows if r.on), default=None)
    if first and record.first and not _same_day(first, record.first, days):
        yield Difference("date", first, record.first)


def _currencies(detail: Detail) -> set[str | None]:
    return {r.amount.currency for r in detail.reports if r.amount.currency}


def _unit(rows: Sequence[Row]) -> str | None:
    units = {r.unit for r in rows}
    return units.pop() if len(units) == 1 else None


def _units(rows: Sequence[Row]) -> float | None:
    """How many the rows promise together; None where one of them gives no single number."""
    numbers = [r.units for r in rows if r.stage is None or r.stage in PROMISED]
    if (
        not numbers
        or len({r.unit for r in rows}) > 1
        or any(n.least is None or n.least != n.most for n in numbers)
    ):
        return None
    return sum(n.least or 0.0 for n in numbers)


def _values(rows: Sequence[Row]) -> dict[str | None, float]:
    """How much money the rows promise together, by currency; nothing where one of them gives no single sum."""
    found: dict[str | None, float] = defaultdict(float)
    for row in rows:
        ends = {row.value.least, row.value.most}
        if (row.stage is not None and row.stage not in PROMISED) or ends == {None}:
            continue
        if row.value.least is None or len(ends) > 1:
            return {}
        found[row.currency] += row.value.least
    return dict(found)


def _within(number: float, total: Total) -> bool:
    """Whether a number is one that sources give; an approximate one is met within a tenth."""
    loose = 0.1 * total.least if total.state == "approximate" else 1e-9 * abs(total.least)
    return total.least - loose <= number <= (total.most + loose if total.most is not None else float("inf"))


def _same_day(sheet: str, first: str, days: int) -> bool:
    """Whether a day, month or year of a sheet is that of the first report, or about."""
    if len(sheet) < 10:
        return first.startswith(sheet)
    return abs((date.fromisoformat(sheet) - date.fromisoformat(first)).days) <= days


def amount(total: Total) -> str:
    """A total in a few words: "2 to 3 battery", "at least 20"."""
    unit = f" {total.unit}" if total.unit else ""
    if total.most is None:
        return f"at least {total.least:,.10g}{unit}"
    ends = (
        f"{total.least:,.10g}" if total.least == total.most else f"{total.least:,.10g} to {total.most:,.10g}"
    )
    return f"{'about ' if total.state == 'approximate' else ''}{ends}{unit}"


def _about_rows(
    outcome: Outcome, rows: Sequence[Row], detail: Detail | None, differences: tuple[Difference, ...] = ()
) -> Comparison:
    units, values = _units(rows), _values(rows)
    return Comparison(
        outcome=outcome, donor=rows[0].donor, recipient=rows[0].recipient, kind=rows[0].kind,
        lines=tuple(sorted(r.line for r in rows)), record=detail.record.ref if detail else None,
        stage=", ".join(sorted({r.stage for r in rows if r.stage})) or None,
        units=f"{units:,.10g}" if units is not None else "",
        value=", ".join(f"{v:,.10g} {c}" for c, v in values.items()),
        on=min((r.on for r in rows if r.on), default=""), differences=differences,
        sources=tuple(dict.fromkeys(r.source for r in rows if r.source)),
    )  # fmt: skip


def _ledger_lacks(rows: Sequence[Row]) -> Comparison:
    return _about_rows("ledger lacks", rows, None)


def _sheet_lacks(detail: Detail) -> Comparison:
    record, money = detail.record, _currencies(detail)
    donor, recipient, kind = _sides(detail)
    return Comparison(
        outcome="sheet lacks", donor=donor, recipient=recipient, kind=kind, record=record.ref, stage=record.stage,
        units=", ".join(amount(t) for t in detail.promised if t.unit not in money),
        value=", ".join(amount(t) for t in detail.promised if t.unit in money), on=record.first,
        sources=tuple(dict.fromkeys(r.url or r.outlet or r.headline for r in detail.reports if r.status != "rejected")),
    )  # fmt: skip
