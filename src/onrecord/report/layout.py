"""What the sections of a report are set in: headings, indents, tables, words with their place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import Span
from onrecord.wording import places

_LONGEST = 600


def heading(words: str, count: int | None = None) -> Text:
    """A section's heading, with the number of its entries."""
    return Text(words if count is None else f"{words} ({count})", style="bold underline")


def indented(what: RenderableType, by: int = 2) -> Padding:
    """The same, further to the right."""
    return Padding(what, (0, 0, 0, by), expand=False)


def table(styles: Mapping[str, str] | None = None, right: Collection[str] = ()) -> Table:
    """A table without lines, with a column for each name in `styles`; those in `right` hold numbers."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name, style in (styles or {}).items():
        made.add_column(name, justify="right" if name in right else "left", style=style, overflow="fold")
    return made


def words_at(spans: Sequence[Span]) -> Text:
    """The words of spans and where they stand: "Latvia is weighing a battalion  [text 0–30]"."""
    words = Text(" […] ".join(_short(span.text) for span in spans))
    words.append(f"  [{places(spans)}]", style="dim")
    return words


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
