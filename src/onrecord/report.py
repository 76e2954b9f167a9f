"""Readings as people read them: plain sentences, tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import Article, Entity, Figure, Reading, Statement

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
_LONGEST = 600


def show(reading: Reading, console: Console) -> None:
    """Prints one reading."""
    console.print(Group(*_parts(reading)))


def _parts(reading: Reading) -> Iterable[RenderableType]:
    article = reading.article
    yield Text(article.headline or "(no headline)", style="bold")
    if source := _source(article):
        yield Text(source, style="dim")
    yield Text()
    yield _heading(f"Who said what ({len(reading.statements)})")
    for statement in reading.statements:
        yield _statement(statement)
    if not reading.statements:
        yield _indented(Text("Nobody is quoted or cited.", style="dim"))
        yield Text()
    yield from _entities(reading.entities)
    if reading.figures:
        yield _heading(f"Figures ({len(reading.figures)})")
        yield _figures(reading.figures)
        yield Text()


def _indented(what: RenderableType, by: int = 2) -> Padding:
    return Padding(what, (0, 0, 0, by), expand=False)


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")


def _heading(words: str) -> Text:
    return Text(words, style="bold underline")


def _source(article: Article) -> str:
    parts = (article.outlet, article.byline, article.published, article.url)
    return " · ".join(part for part in parts if part)


def _statement(statement: Statement) -> RenderableType:
    """The speaker on one line, the words below it with where they stand."""
    who = Text()
    if statement.speaker is not None:
        who.append(statement.speaker.name, style="bold cyan")
        if statement.speaker.role:
            who.append(f", {statement.speaker.role}", style="cyan")
        span = statement.speaker.span
        if span is not None and span.text.casefold() not in statement.speaker.name.casefold():
            who.append(f" (“{span.text}”)", style="dim")
    elif statement.anonymous and statement.described is not None:
        who.append(statement.described.text, style="bold yellow")
        who.append(" (not named)", style="yellow")
    else:
        who.append("Nobody named", style="bold yellow")
    if statement.cue is not None:
        who.append(f"  {statement.cue.text}", style="italic")
    who.append(f"  {statement.form}", style="dim")
    words = Text(" […] ".join(_short(part.text) for part in statement.content))
    where = ", ".join(f"{part.field} {part.start}–{part.end}" for part in statement.content)
    words.append(f"  [{where}]", style="dim")
    return _indented(Group(who, _indented(words), Text()))


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"


def _entities(entities: Iterable[Entity]) -> Iterable[RenderableType]:
    by_kind: dict[str, list[Entity]] = {}
    for entity in entities:
        by_kind.setdefault(entity.kind, []).append(entity)
    for kind, title in _KINDS.items():
        members = by_kind.get(kind)
        if not members:
            continue
        yield _heading(f"{title} ({len(members)})")
        table = _table()
        table.add_column("name", overflow="fold", max_width=48)
        if kind == "person":
            table.add_column("role", overflow="fold", max_width=48)
        table.add_column("country")
        table.add_column("named", justify="right")
        table.add_column("first at", style="dim", no_wrap=True)
        for e in members:
            first = e.mentions[0]
            row = [
                e.name,
                *([e.role or "–"] if kind == "person" else []),
                e.country or "–",
                f"{len(e.mentions)}×",
            ]
            table.add_row(*row, f"{first.field} {first.start}–{first.end}")
        yield _indented(table)
        yield Text()


def _figures(figures: Iterable[Figure]) -> RenderableType:
    table = _table()
    table.add_column("figure", justify="right")
    table.add_column("of what", overflow="fold", max_width=60)
    table.add_column("the article's words", style="dim", overflow="fold", max_width=40)
    for f in figures:
        table.add_row(_number(f), f.what or "–", f.span.text)
    return _indented(table)


def _number(figure: Figure) -> str:
    """A figure in digits, with its bounds: "about 20", "at least 3", "10–15 percent"."""

    def digits(value: float) -> str:
        return f"{value:,.10g}"

    if figure.value is not None:
        words = ("about " if figure.state == "approximate" else "") + digits(figure.value)
    elif figure.min is not None and figure.max is not None:
        words = f"{digits(figure.min)}–{digits(figure.max)}"
    elif figure.min is not None:
        words = f"at least {digits(figure.min)}"
    elif figure.max is not None:
        words = f"at most {digits(figure.max)}"
    else:
        words = "not disclosed"
    return f"{words} {figure.unit}" if figure.unit else words
