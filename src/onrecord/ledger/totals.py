"""How much was promised and how much arrived: sums over the reports of a transfer that count nothing twice.

Two reports of one number are taken for one pledge, whenever they come out: outlets repeat each other, and later articles
recall what was pledged before. Different numbers within a month are taken for one pledge on which sources disagree, and
counted once, as a range; after more than a month for another pledge. What is left out is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.ledger.derived import Amount

#: Stages by which something is promised, and by which it has come.
PROMISED, ARRIVED = frozenset(("pledged", "approved", "underway", "done")), frozenset(("done",))
#: Days after which another number is another pledge.
WINDOW = 31

State = Literal["stated", "approximate", "computed"]


@dataclass(frozen=True, slots=True)
class Told:
    """A report's amount, its day (empty where unknown) and its stage."""

    on: str
    stage: str | None
    negated: bool
    amount: Amount


@dataclass(frozen=True, slots=True)
class Total:
    """How many, or how much money.

    least, most  equal where all sources agree; `most` None where a source leaves it open ("at least 20")
    unit         what is counted, or the currency; None for the thing itself
    state        stated in one number, approximate, or computed from several
    reports      how many reports it rests on
    left_out     how many say nothing of it, or only of a sum for several things, or that it is undisclosed
    """

    least: float
    most: float | None
    unit: str | None
    state: State
    reports: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _Number:
    on: str
    least: float
    most: float | None
    approximate: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum of money that reports tell of, once however many do: the day of the first, and the ends of what they say."""

    on: str
    least: float
    most: float
    currency: str
    state: State
    reports: int


def counted(reports: Iterable[Told], stages: frozenset[str]) -> list[Total]:
    """How many things reports at one of these stages tell of, a total for each unit."""
    return _totals(
        reports,
        stages,
        lambda a: None if a.count_state == "undisclosed" else _number(a.least, a.most),
        lambda a: (a.unit, a.count_state),
    )


def worth(reports: Iterable[Told], stages: frozenset[str]) -> list[Total]:
    """What they are worth, a total for each currency; sums that are for other things as well are left out."""
    return _totals(
        reports,
        stages,
        lambda a: None if a.shared or a.currency is None else _number(a.value, a.value),
        lambda a: (a.currency, a.value_state),
    )


def sums(reports: Iterable[Told], stages: frozenset[str]) -> list[Sum]:
    """The sums that `worth` adds up, one by one."""
    by_currency: dict[str, list[_Number]] = {}
    for r in reports:
        a = r.amount
        if r.stage not in stages or r.negated or a.shared or a.currency is None or a.value is None:
            continue
        number = _Number(r.on, a.value, a.value, a.value_state == "approximate")
        by_currency.setdefault(a.currency, []).append(number)
    found = []
    for currency, numbers in sorted(by_currency.items()):
        for pledge in _pledges(numbers):
            values = {n.least for n in pledge}
            own = [n for n in numbers if n.least in values]
            state: State = "stated" if len(values) == 1 else "computed"
            if len(values) == 1 and all(n.approximate for n in own):
                state = "approximate"
            found.append(Sum(pledge[0].on, min(values), max(values), currency, state, len(own)))
    return found


def _number(least: float | None, most: float | None) -> tuple[float, float | None] | None:
    if least is None and most is None:
        return None
    return (least if least is not None else 0.0), most


def _totals(
    reports: Iterable[Told],
    stages: frozenset[str],
    number: Callable[[Amount], tuple[float, float | None] | None],
    kind: Callable[[Amount], tuple[str | None, str | None]],
) -> list[Total]:
    told = [r for r in reports if r.stage in stages and not r.negated]
    by_unit: dict[str | None, list[_Number]] = {}
    for r in told:
        if (found := number(r.amount)) is not None:
            unit, state = kind(r.amount)
            by_unit.setdefault(unit, []).append(_Number(r.on, *found, state == "approximate"))
    return [
        _total(unit, numbers, len(told) - len(numbers))
        for unit, numbers in sorted(by_unit.items(), key=lambda x: x[0] or "")
    ]


def _pledges(numbers: Sequence[_Number]) -> list[list[_Number]]:
    """The different numbers, each where it first stands, gathered to pledges."""
    first: dict[tuple[float, float | None], _Number] = {}
    for n in sorted(numbers, key=lambda n: (n.on, n.least, n.most or 0.0)):
        first.setdefault((n.least, n.most), n)
    pledges: list[list[_Number]] = []
    for n in first.values():
        if pledges and _days(pledges[-1][0].on, n.on) <= WINDOW:
            pledges[-1].append(n)
        else:
            pledges.append([n])
    return pledges


def _total(unit: str | None, numbers: Sequence[_Number], left_out: int) -> Total:
    pledges = _pledges(numbers)
    least = sum(min(n.least for n in group) for group in pledges)
    tops = [n.most for group in pledges for n in group]
    most = None if None in tops else sum(max(n.most or 0.0 for n in group) for group in pledges)
    if sum(map(len, pledges)) == 1:
        state: State = "approximate" if all(n.approximate for n in numbers) else "stated"
    else:
        state = "computed"
    return Total(least, most, unit, state, len(numbers), left_out)


def _days(earlier: str, later: str) -> int:
    """Days between; 0 where one is unknown, so that nothing undated is counted a second time."""
    try:
        return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    except ValueError:
        return 0
