"""A tracker's sheet held against a ledger, as people read it."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Group, RenderableType
from rich.text import Text

from onrecord.ledger.names import shown
from onrecord.ledger.sheets import Comparison, Outcome
from onrecord.report.layout import heading, indented, table

_HEADINGS: dict[Outcome, str] = {
    "differs": "Where they differ",
    "ledger lacks": "What the ledger lacks",
    "sheet lacks": "What the sheet lacks",
    "agrees": "Where they agree",
}


def comparisons(found: list[Comparison]) -> RenderableType:
    """A table for each outcome."""
    if not found:
        return Text("Nothing differs.", style="dim")
    parts: list[RenderableType] = []
    for outcome, words in _HEADINGS.items():
        those = [c for c in found if c.outcome == outcome]
        if those:
            made = _differences(those) if outcome == "differs" else _listed(those)
            parts += [heading(words, len(those)), indented(made), Text()]
    return Group(*parts[:-1])


def _differences(those: list[Comparison]) -> RenderableType:
    made = table({"record": "cyan", "who": "", "to whom": "", "what": "", "": "dim", "sheet": "", "ledger": "", "line": "dim"})  # fmt: skip
    for c in those:
        for number, d in enumerate(c.differences):
            about = (c.record or "", *_sides(c)) if number == 0 else ("", "", "", "")
            made.add_row(*about, d.field, d.sheet, d.ledger, _lines(c) if number == 0 else "")
    return made


def _listed(those: list[Comparison]) -> RenderableType:
    columns: dict[str, Callable[[Comparison], str]] = {
        "record": lambda c: c.record or "", "who": lambda c: _sides(c)[0], "to whom": lambda c: _sides(c)[1],
        "what": lambda c: c.kind, "units": lambda c: c.units, "value": lambda c: c.value,
        "how far": lambda c: c.stage or "", "date": lambda c: c.on, "line": _lines,
    }  # fmt: skip
    kept = {name: cell for name, cell in columns.items() if any(cell(c) for c in those)}
    made = table({name: {"record": "cyan", "line": "dim"}.get(name, "") for name in kept})
    for c in those:
        made.add_row(*(cell(c) for cell in kept.values()))
    return made


def _sides(c: Comparison) -> tuple[str, str, str]:
    return shown(c.donor) or "not said", shown(c.recipient) or "not said", c.kind


def _lines(c: Comparison) -> str:
    return ", ".join(map(str, c.lines))
