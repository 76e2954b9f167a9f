"""What is said: statements, what is claimed to follow from what, and where the article disagrees with itself."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from onrecord.model import Certainty, Disagreement, Effect, Reading, Relation, Span, Statement
from onrecord.report.layout import heading, indented, words_at
from onrecord.wording import on_whose_word, place

_FOLLOWS: dict[Certainty, dict[Relation, str]] = {
    "asserted": {"enables": "enables", "prevents": "prevents", "causes": "leads to"},
    "possible": {"enables": "may enable", "prevents": "may prevent", "causes": "may lead to"},
    "denied": {
        "enables": "does not enable",
        "prevents": "does not prevent",
        "causes": "does not lead to",
    },
}
_CONFLICTS: dict[Disagreement, str] = {
    "number": "Two numbers",
    "stage": "Two stages of one matter",
    "quotation": "One quotation in two forms",
    "wording": "Two wordings",
}


def statements(reading: Reading) -> Iterable[RenderableType]:
    """Who said what."""
    if not reading.statements:
        return
    yield heading("Who said what", len(reading.statements))
    for statement in reading.statements:
        yield indented(Group(_speaker(statement), indented(words_at(statement.content)), Text()))


def _speaker(statement: Statement) -> Text:
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
    return who


def effects(reading: Reading) -> Iterable[RenderableType]:
    """What is claimed to follow from what."""
    if not reading.effects:
        return
    yield heading("What is said to follow from what", len(reading.effects))
    for effect in reading.effects:
        yield indented(Group(_follows(effect), indented(_word(reading, effect)), Text()))


def _follows(effect: Effect) -> Text:
    cause = effect.cause
    line = Text(f"“{cause.text}”", style="bold")
    line.append(f"  {_FOLLOWS[effect.certainty][effect.relation]}  ", style="not bold magenta")
    line.append(f"“{effect.effect.text}”")
    where = Span(cause.field, cause.start, cause.end, cause.text)
    line.append(f"  [{place(where)} → {place(effect.effect)}]", style="not bold dim")
    return line


def _word(reading: Reading, effect: Effect) -> Text:
    return Text(f"on the word of {on_whose_word(reading, effect.attribution)}", style="cyan")


def conflicts(reading: Reading) -> Iterable[RenderableType]:
    """Where the article disagrees with itself."""
    if not reading.conflicts:
        return
    yield heading("Where the article disagrees with itself", len(reading.conflicts))
    for conflict in reading.conflicts:
        what = Text(f"{_CONFLICTS[conflict.kind]}: ", style="bold yellow")
        what.append(conflict.reason, style="not bold")
        yield indented(
            Group(what, indented(words_at([conflict.a])), indented(words_at([conflict.b])), Text())
        )
