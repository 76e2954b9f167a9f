"""Readings as people read them: plain sentences, tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.text import Text

from onrecord.model import Article, Reading
from onrecord.report import decisions, headline, named, reasons, said

__all__ = ["explain", "list_events", "show"]


def show(reading: Reading, console: Console) -> None:
    """Prints one reading; what it says nothing of is left out."""
    console.print(Group(*_title(reading.article), *_sections(reading)))


def list_events(reading: Reading, console: Console) -> None:
    """Prints the events of a reading with their numbers, which count from 1."""
    console.print(Group(*_title(reading.article), *(reasons.summary(reading) or [_NO_EVENTS])))


def explain(reading: Reading, number: int, console: Console) -> None:
    """Prints why an event is read as it is; events are numbered from 1, as in the report.

    Raises ValueError, naming the numbers that there are, where none has this one.
    """
    if not reading.events:
        raise ValueError(f"there is no event {number}: the article has none")
    if not 1 <= number <= len(reading.events):
        there_are = f"events 1 to {len(reading.events)}" if len(reading.events) > 1 else "event 1"
        raise ValueError(f"there is no event {number}: the article has {there_are}")
    console.print(Group(*reasons.explanation(reading, number)))


_NO_EVENTS = Text("No events are found in this article.", style="dim")


def _title(article: Article) -> Iterable[RenderableType]:
    yield Text(article.headline or "(no headline)", style="bold")
    if source := " · ".join(filter(None, (article.outlet, article.byline, article.published, article.url))):
        yield Text(source, style="dim")
    yield Text()


def _sections(reading: Reading) -> Iterable[RenderableType]:
    """The sections, what an editor asks first before the rest: is the headline true to the text, who decides what."""
    sections = [
        *headline.verdict(reading),
        *decisions.decisions(reading),
        *decisions.transfers(reading),
        *said.statements(reading),
        *said.effects(reading),
        *said.conflicts(reading),
        *named.entities(reading),
        *named.figures(reading),
    ]
    return sections or [Text("Nothing is found in this article.", style="dim")]
