"""What a run found: figures held against floors and limits, as a table or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.table import Table

from benchmarks.floors import Floors, undercut
from benchmarks.registry import Limits


@dataclass(slots=True)
class Result:
    """One benchmark's figures today.

    part    empty where nothing of the corpora is measured
    floors  the floors that apply, by figure; empty where none do
    note    why no floors apply, if so
    """

    benchmark: str
    part: str
    corpus: str
    figures: dict[str, float]
    floors: dict[str, float] = field(default_factory=dict)
    limits: Limits = field(default_factory=dict)
    note: str = ""

    @property
    def undercut(self) -> list[str]:
        """Figures below their floors."""
        return undercut(self.floors, self.figures)

    @property
    def beyond(self) -> list[str]:
        """Figures beyond their limits."""
        return [name for name, bounds in self.limits.items() if _beyond(self.figures.get(name), *bounds)]

    def to_dict(self) -> dict[str, Any]:
        """Everything, for JSON."""
        return {
            "part": self.part,
            "corpus": self.corpus,
            "figures": self.figures,
            "floors": self.floors,
            "undercut": self.undercut,
            "beyond_limits": self.beyond,
            "note": self.note,
        }


def hold(result: Result, floors: Floors | None, others: Iterable[Floors], gated: Mapping[str, float]) -> None:
    """Applies the floors that belong to the result's corpus, or says why there are none."""
    if floors is not None:
        result.floors = dict(floors.figures)
    elif gated:
        known = ", ".join(f.corpus for f in others)
        result.note = (
            f"another corpus than the floors were measured on ({result.corpus}, not {known}): floors not applied"
            if known
            else "no floors yet: --update sets them"
        )


def _beyond(value: float | None, least: float | None, most: float | None) -> bool:
    return value is not None and (
        (least is not None and value < least) or (most is not None and value > most)
    )


def shown(value: float) -> str:
    """A figure for the table: three decimals for what is a share, one for what is more."""
    return f"{value:.3f}" if abs(value) <= 3 else f"{value:,.1f}"


def rows(result: Result) -> Iterator[tuple[str, str, str, str]]:
    """(figure, today, floor or limit, verdict) of each figure and of each floor without one."""
    low, beyond = set(result.undercut), set(result.beyond)
    for name in dict.fromkeys([*result.figures, *result.floors]):
        value, floor = result.figures.get(name), result.floors.get(name)
        bound, verdict = "", ""
        if floor is not None:
            bound, verdict = shown(floor), "TOO LOW" if name in low else "ok"
        elif name in result.limits:
            least, most = result.limits[name]
            bounds = [
                f"≥ {shown(least)}" if least is not None else "",
                f"≤ {shown(most)}" if most is not None else "",
            ]
            bound, verdict = " ".join(filter(None, bounds)), "warning" if name in beyond else "ok"
        yield name, "none" if value is None else shown(value), bound, verdict


def table(results: Iterable[Result]) -> Table:
    """All figures with their floors, one section for each benchmark."""
    drawn = Table("benchmark", "figure", "today", "floor", "", title=None, header_style="bold")
    for column in (2, 3):
        drawn.columns[column].justify = "right"
    colours = {"TOO LOW": "bold red", "warning": "yellow"}
    for result in results:
        name = f"{result.benchmark} ({result.part})" if result.part else result.benchmark
        for figure, today, bound, verdict in rows(result):
            drawn.add_row(name, figure, today, bound, verdict, style=colours.get(verdict))
            name = ""
        drawn.add_section()
    return drawn
