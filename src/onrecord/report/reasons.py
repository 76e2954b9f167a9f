"""Why an event is read as it is: the sentence with the words marked, and what each of them says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.model import LEARNED, Cue, Event, Item, Party, Reading, Span
from onrecord.report.decisions import numbered, stage, title
from onrecord.report.layout import heading, indented, table
from onrecord.wording import item, money, on_whose_word, place, quantity, when

#: What the words of a cue say, where it is not a stage.
_CUES = {
    "negated": "it did not, does not or will not happen",
    "approver": "somebody still has to approve it",
    "type": "what kind of event it is",
    "learned": "part of it by the network, which knows such sentences from examples; the grammar leaves it open",
}


def summary(reading: Reading) -> list[RenderableType]:
    """The events with their numbers; nothing where there are none."""
    if not reading.events:
        return []
    made = table({"no.": "dim", "event": "bold", "stage": "green", "the words": "dim"}, right=["no."])
    for n, event in numbered(reading):
        reached = f"not {event.stage}" if event.negated else event.stage
        made.add_row(str(n), Text(title(event)), reached, Text(_quoted(event.trigger)))
    return [heading("Events", len(reading.events)), indented(made), Text()]


def explanation(reading: Reading, number: int) -> Iterable[RenderableType]:
    """Everything that an event rests on; `number` counts from 1."""
    event = reading.events[number - 1]
    reasons = _reasons(event)
    yield Text(f"Event {number}  {title(event)}", style="bold")
    yield indented(stage(event))
    yield indented(_frame(event))
    yield Text()
    yield heading("The sentence" if len(event.evidence) == 1 else "The sentences")
    for sentence in event.evidence:
        yield indented(_marked(sentence, [span for _, span in reasons]))
    yield Text()
    yield heading("What the words say")
    yield indented(_words(reasons))
    yield Text()
    yield heading("On whose word")
    yield indented(_whose(reading, event))


def _frame(event: Event) -> Text:
    """The entry that the event was read by, what its word says by itself, and the example beside it in the table."""
    # The table stands in a layer that imports spaCy, which takes a second: only who asks for reasons pays for it.
    from onrecord.reading.frames import frames

    kind = ", ".join(filter(None, (event.type, event.mode)))
    words = (
        f"read as {kind} by the entry “{event.frame}” of the table of frames"
        if event.frame
        else f"read as {kind}"
    )
    if event.frame.startswith(LEARNED):
        words = f"taken for {kind} by the network, which knows such words from examples; no entry of the table explains it here"
    entries = [frame for frame in frames() if frame.name == event.frame]
    if len({frame.stage for frame in entries}) == 1:
        words += f"; by itself its word says “{entries[0].stage}”"
    if entries:
        words += f", as in “{_plain(entries[0].example)}”"
    return Text(words, style="dim")


def _plain(example: str) -> str:
    """An example without the marks of the table: "{actor:Norway} [gave] ..." is "Norway gave ..."."""
    return re.sub(r"\{\w+:([^}]*)\}", r"\1", example).replace("[", "").replace("]", "")


def _reasons(event: Event) -> list[tuple[str, Span]]:
    """What is said, and the words that say it, in the order of who does what to whom, how far, when and where."""
    found = [(f"names the event: {event.type}", event.trigger)]
    found += [(_cue(cue), cue.span) for cue in event.cues if (cue.says, cue.span) != ("type", event.trigger)]
    found += [(_party("who does it", party), party.span) for party in event.actor if party.span is not None]
    found += [(_party("to whom", party), party.span) for party in event.recipient if party.span is not None]
    for thing in event.items:
        found += _item(thing)
    if event.value is not None:
        found.append((f"what it is worth: {money(event.value)}", event.value.span))
    if event.approver is not None and event.approver.span is not None:
        found.append((_party("still has to approve it", event.approver), event.approver.span))
    if event.date is not None:
        found.append((f"when: {when(event.date)}", event.date.span))
    if event.place is not None and event.place.span is not None:
        found.append((_party("where", event.place), event.place.span))
    return found


def _cue(cue: Cue) -> str:
    return _CUES.get(cue.says, f"how far it has got: {cue.says}")


def _party(does: str, party: Party) -> str:
    return f"{does}: {party.name}" + (f" ({party.country})" if party.country else "")


def _item(thing: Item) -> list[tuple[str, Span]]:
    kind = f" (class: {thing.category})" if thing.category else ""
    found = [(f"what: {item(thing)}{kind}", thing.span)]
    if thing.quantity is not None and thing.quantity.span is not None:
        found.append((f"how many: {quantity(thing.quantity) or 'left open'}", thing.quantity.span))
    return found


def _words(reasons: Sequence[tuple[str, Span]]) -> Table:
    made = table({"words": "bold", "what they say": "", "at": "dim"})
    for says, span in reasons:
        made.add_row(Text(f"“{span.text}”"), Text(says), place(span))
    return made


def _marked(sentence: Span, spans: Iterable[Span]) -> Text:
    """The sentence with the words marked, in bold and in brackets; of spans within each other the widest."""
    line = Text()
    at = sentence.start
    for span in sorted((s for s in spans if s in sentence), key=lambda s: (s.start, -s.end)):
        if span.start < at:
            continue
        line.append(_between(sentence, at, span.start))
        line.append(f"[{span.text}]", style="bold")
        at = span.end
    line.append(_between(sentence, at, sentence.end))
    line.append(f"  [{place(sentence)}]", style="dim")
    return line


def _between(sentence: Span, start: int, end: int) -> str:
    return sentence.text[start - sentence.start : end - sentence.start]


def _whose(reading: Reading, event: Event) -> Text:
    if event.attribution is None:
        return Text("The article says it in its own voice.")
    statement = reading.statements[event.attribution]
    line = Text(on_whose_word(reading, event.attribution), style="cyan")
    for span in (statement.speaker.span if statement.speaker else statement.described, statement.cue):
        if span is not None:
            line.append(f"  {_quoted(span)}", style="dim")
    return line


def _quoted(span: Span) -> str:
    return f"“{span.text}” [{place(span)}]"
