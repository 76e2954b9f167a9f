"""Who and what the article names, and its figures, in tables."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.text import Text

from onrecord.model import Entity, Reading
from onrecord.report.layout import heading, indented, table
from onrecord.wording import figure, place

_KINDS = {
    "person": "People",
    "organization": "Organizations",
    "country": "Countries",
    "group": "Peoples and groups",
    "place": "Places",
    "facility": "Facilities",
    "equipment": "Equipment",
    "vessel": "Vessels",
    "product": "Products",
    "money": "Sums of money",
    "other": "Other names",
}
_WIDEST, _WIDEST_WORDS = 48, 40


def entities(reading: Reading) -> Iterable[RenderableType]:
    """A table for each kind of entity: people first, with their offices."""
    by_kind: dict[str, list[Entity]] = {}
    for entity in reading.entities:
        by_kind.setdefault(entity.kind, []).append(entity)
    for kind, title in _KINDS.items():
        members = by_kind.get(kind)
        if not members:
            continue
        yield heading(title, len(members))
        made = table()
        made.add_column("name", overflow="fold", max_width=_WIDEST)
        if kind == "person":
            made.add_column("role", overflow="fold", max_width=_WIDEST)
        made.add_column("country")
        made.add_column("named", justify="right")
        made.add_column("first at", style="dim", no_wrap=True)
        for entity in members:
            role = [Text(entity.role or "–")] if kind == "person" else []
            first = place(entity.mentions[0]) if entity.mentions else "–"
            made.add_row(Text(entity.name), *role, entity.country or "–", f"{len(entity.mentions)}×", first)
        yield indented(made)
        yield Text()


def figures(reading: Reading) -> Iterable[RenderableType]:
    """The numbers that the article gives."""
    if not reading.figures:
        return
    yield heading("Figures", len(reading.figures))
    made = table()
    made.add_column("figure", justify="right")
    made.add_column("of what", overflow="fold", max_width=_WIDEST)
    made.add_column("the article's words", overflow="fold", max_width=_WIDEST_WORDS)
    made.add_column("at", style="dim", no_wrap=True)
    for given in reading.figures:
        made.add_row(figure(given), Text(given.what or "–"), Text(given.span.text), place(given.span))
    yield indented(made)
    yield Text()
