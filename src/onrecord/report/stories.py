"""The stories of a ledger as people read them: in a list, and one with all that its articles have to do with each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from onrecord.ledger.links.told import StoryDetail, StoryEvent, StoryLine, Tie
from onrecord.ledger.titles import titled
from onrecord.report.layout import heading, indented
from onrecord.report.linked import Marks, altered, counted, differing, told

#: So many outlets are named in a list.
_OUTLETS = 4


def stories(found: Sequence[StoryLine]) -> RenderableType:
    """Stories, a few lines each."""
    if not found:
        return Text("Nothing is found.", style="dim")
    parts: list[RenderableType] = []
    for one in found:
        parts.append(
            Text.assemble(
                (f"{one.ref}  ", "cyan"), (one.title or "(no headline)", "bold"), (_accepted(one), "green")
            )
        )
        parts.append(indented(Text(_carried(one), style="dim")))
        parts += [indented(_event(event, one)) for event in one.events]
    return Group(*parts)


def story(found: Sequence[StoryDetail]) -> RenderableType:
    """A story: its articles by time with what ties them, what happened by how many sources, quotations and differences."""
    (one,) = found
    line = one.story
    named = {piece.id: piece for piece in one.pieces}
    ties = {(tie.earlier, tie.later): tie for tie in one.ties}
    marks = Marks(
        article=str,
        pair=lambda earlier, later: _mark(ties.get((earlier, later))),
        said={pair for pair, tie in ties.items() if tie.kind == "set"},
    )
    groups = one.links.corroboration[0].groups
    parts: list[RenderableType] = [
        Text.assemble(
            (line.title or "(no headline)", "bold underline"),
            (f"  {line.ref}", "cyan"),
            (_accepted(line), "green"),
        ),
        Text(_carried(line, all_outlets=True), style="dim"),
        *(Text(f"note: {note}") for note in line.notes),
        Text(),
        *told(one.links.stories[0], groups, one.links, named, marks),
        *(indented(_cut(tie, one)) for tie in one.ties if not tie.counts),
    ]
    sections = [
        [*_events(one)],
        [*altered(one.links.quotations, named)],
        [*differing(one.links.differences, named)],
    ]
    for section in filter(None, sections):
        parts += [Text(), *section]
    return Group(*parts)


def _carried(one: StoryLine, *, all_outlets: bool = False) -> str:
    """When and by how many a story is carried."""
    days = one.latest if one.first in ("", one.latest) else f"{one.first} – {one.latest}"
    count = f"{counted(one.articles, 'article')}, {counted(one.sources, 'independent source')}"
    shown = one.outlets if all_outlets else one.outlets[:_OUTLETS]
    more = len(one.outlets) - len(shown)
    outlets = ", ".join(shown) + (f" and {more} more" if more else "")
    return " · ".join(filter(None, (days or "undated", count, outlets)))


def _events(one: StoryDetail) -> Iterable[RenderableType]:
    """What happened, and how many of the story's sources say so."""
    if not one.story.events:
        return
    yield heading("What is reported", len(one.story.events))
    outlet = {article.ref: article.outlet or article.headline for article in one.articles}
    for event in one.story.events:
        yield indented(_event(event, one.story))
        who = ", ".join(dict.fromkeys(outlet[article] for article in event.articles))
        yield indented(Text(who, style="dim"), 5)


def _event(event: StoryEvent, line: StoryLine) -> Text:
    stage = "" if event.stage is None else f"  {'not ' if event.negated else ''}{event.stage}"
    of = f"  {event.sources} of {counted(line.sources, 'source')}" if line.sources > 1 else ""
    about = titled(event.kind, event.title, event.grouped)
    return Text.assemble((f"{event.ref}  ", "cyan"), about, (stage, "bold"), (of, "dim"))


def _mark(tie: Tie | None) -> str:
    if tie is None:
        return ""
    return f"{tie.ref} ✓" if tie.status == "accepted" else tie.ref


def _cut(tie: Tie, one: StoryDetail) -> Text:
    """What the program found and a person cut."""
    of = {article.ref: article.outlet or article.headline for article in one.articles}
    how = "copy" if tie.kind == "copy" else "rewrite"
    return Text(
        f"✗ {of[tie.later]}'s is no {how} of {of[tie.earlier]}'s, a person said  {tie.ref}", style="dim"
    )


def _accepted(line: StoryLine) -> str:
    return "  ✓ accepted" if line.status == "accepted" else ""
