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
    """One sum of money that reports tell of, once however many do: the day of the first, and all that they say it is."""

    on: str
    values: frozenset[float]
    currency: str
    state: State

    def is_told_by(self, report: Told, stages: frozenset[str]) -> bool:
        """Whether it is among the reports at these stages that the sum was made from."""
        return (
            bool(_told([report], stages))
            and _money(report.amount) is not None
            and report.amount.currency == self.currency
            and report.amount.value in self.values
        )


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
    return _totals(reports, stages, _money, _currency)


def sums(reports: Iterable[Told], stages: frozenset[str]) -> list[Sum]:
    """The sums that `worth` adds up, one by one."""
    return [
        Sum(pledge[0].on, frozenset(n.least for n in pledge), currency, _state(pledge, numbers))
        for currency, numbers in _by_unit(_told(reports, stages), _money, _currency).items()
        if currency is not None
        for pledge in _pledges(numbers)
    ]


def _money(a: Amount) -> tuple[float, float | None] | None:
    return None if a.shared or a.currency is None else _number(a.value, a.value)


def _currency(a: Amount) -> tuple[str | None, str | None]:
    return a.currency, a.value_state


def _number(least: float | None, most: float | None) -> tuple[float, float | None] | None:
    if least is None and most is None:
        return None
    return (least if least is not None else 0.0), most


def _told(reports: Iterable[Told], stages: frozenset[str]) -> list[Told]:
    return [r for r in reports if r.stage in stages and not r.negated]


def _by_unit(
    told: Iterable[Told],
    number: Callable[[Amount], tuple[float, float | None] | None],
    kind: Callable[[Amount], tuple[str | None, str | None]],
) -> dict[str | None, list[_Number]]:
    """The numbers of reports by what is counted, or by currency."""
    found: dict[str | None, list[_Number]] = {}
    for r in told:
        if (ends := number(r.amount)) is not None:
            unit, state = kind(r.amount)
            found.setdefault(unit, []).append(_Number(r.on, *ends, state == "approximate"))
    return dict(sorted(found.items(), key=lambda x: x[0] or ""))


def _totals(
    reports: Iterable[Told],
    stages: frozenset[str],
    number: Callable[[Amount], tuple[float, float | None] | None],
    kind: Callable[[Amount], tuple[str | None, str | None]],
) -> list[Total]:
    told = _told(reports, stages)
    return [
        _total(unit, numbers, len(told) - len(numbers))
        for unit, numbers in _by_unit(told, number, kind).items()
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
    different = [n for group in pledges for n in group]
    is_open = any(n.most is None for n in different)
    most = None if is_open else sum(max(n.most or 0.0 for n in group) for group in pledges)
    return Total(least, most, unit, _state(different, numbers), len(numbers), left_out)


def _state(different: Sequence[_Number], numbers: Iterable[_Number]) -> State:
    """How different numbers come to one, by all the reports of them."""
    if len(different) > 1:
        return "computed"
    (one,) = different
    own = (n for n in numbers if (n.least, n.most) == (one.least, one.most))
    return "approximate" if all(n.approximate for n in own) else "stated"


def _days(earlier: str, later: str) -> int:
    """Days between; 0 where one is unknown, so that nothing undated is counted a second time."""
    try:
        return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    except ValueError:
        return 0
