"""Who does what to whom and how far it has got: transfers in a table, everything else in a few lines each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.model import Event, Reading, Span
from onrecord.report.layout import heading, indented, table, words_at
from onrecord.wording import item, ladder, money, on_whose_word, parties, place, when

_TRANSFER = "AID"
#: What the types of the PLOVER ontology are called to a reader.
_TYPES = {
    "AID": "Aid",
    "ACCUSE": "Accusation",
    "AGREE": "Agreement",
    "ASSAULT": "Attack",
    "COERCE": "Coercion",
    "CONCEDE": "Concession",
    "CONSULT": "Talks",
    "COOPERATE": "Cooperation",
    "MOBILIZE": "Forces",
    "PROTEST": "Protest",
    "REJECT": "Refusal",
    "REQUEST": "Request",
    "RETREAT": "Withdrawal",
    "SANCTION": "Sanctions",
    "SUPPORT": "Support",
    "THREATEN": "Threat",
}
_DONE, _NOT_DONE = "green", "red"
#: The columns of the transfers' table, with their styles.
_COLUMNS = {
    "no.": "dim",
    "donor": "bold",
    "recipient": "",
    "what": "",
    "worth": "",
    "stage": _DONE,
    "date": "",
    "on whose word": "cyan",
}


def numbered(reading: Reading) -> list[tuple[int, Event]]:
    """The events with the numbers that a reader knows them by: from 1, in the order of the reading."""
    return list(enumerate(reading.events, 1))


def title(event: Event) -> str:
    """An event in a line: "Forces (troops): Germany → Lithuania, a battalion"."""
    kind = _TYPES.get(event.type, event.type.replace("_", " ").capitalize())
    mode = f" ({event.mode.replace('_', ' ')})" if event.mode else ""
    who = " → ".join(filter(None, (parties(event.actor), parties(event.recipient)))) or "nobody named"
    if not event.actor and event.recipient:
        who = f"nobody named → {who}"
    what = ", ".join([*map(item, event.items), *([money(event.value)] if event.value is not None else [])])
    return f"{kind}{mode}: {who}" + (f", {what}" if what else "")


def stage(event: Event) -> Text:
    """The ladder of stages with the one that it has reached, and whether the text denies it."""
    steps = ladder(event.stage)
    start = steps.index("[")
    line = Text(steps, style="dim")
    line.stylize(f"not dim bold {_NOT_DONE if event.negated else _DONE}", start, steps.index("]") + 1)
    if event.negated:
        line.append(
            "  not so: the text says that it did not, does not or will not happen",
            style=f"not dim {_NOT_DONE}",
        )
    return line


def decisions(reading: Reading) -> Iterable[RenderableType]:
    """The events that are no transfers."""
    found = [(n, event) for n, event in numbered(reading) if event.type != _TRANSFER]
    if not found:
        return
    yield heading("Decisions and actions", len(found))
    for n, event in found:
        yield indented(_numbered(n, _lines(reading, event)))
        yield Text()


def _numbered(n: int, lines: Iterable[RenderableType]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", style="dim", width=2)
    grid.add_column(overflow="fold")
    grid.add_row(str(n), Group(*lines))
    return grid


def _lines(reading: Reading, event: Event) -> Iterable[RenderableType]:
    yield Text(title(event), style="bold")
    yield stage(event)
    if event.approver is not None:
        yield Text(f"{event.approver.name} still has to approve it", style="yellow")
    if when_and_where := _when_and_where(event):
        yield Text(when_and_where)
    yield Text(f"on the word of {on_whose_word(reading, event.attribution)}", style="cyan")
    yield Text(f"named by “{event.trigger.text}”  [{place(event.trigger)}]", style="dim")
    yield from map(_sentence, event.evidence)


def _sentence(sentence: Span) -> Text:
    return words_at([sentence])


def _when_and_where(event: Event) -> str:
    time = f"{when(event.date)} (“{event.date.span.text}”)" if event.date is not None else ""
    return ", ".join(filter(None, (time, f"in {event.place.name}" if event.place is not None else "")))


def transfers(reading: Reading) -> Iterable[RenderableType]:
    """The events of AID, a row each, and the sentences below; columns that no row fills are left out."""
    found = [(n, event) for n, event in numbered(reading) if event.type == _TRANSFER]
    if not found:
        return
    yield heading("Transfers: who gives what", len(found))
    yield indented(_filled([_row(reading, n, event) for n, event in found]))
    yield Text()
    for n, event in found:
        yield indented(_numbered(n, map(_sentence, event.evidence)))
    yield Text()


def _row(reading: Reading, n: int, event: Event) -> list[str]:
    reached = f"not {event.stage}" if event.negated else event.stage
    if event.approver is not None:
        reached += f"; {event.approver.name} still has to approve it"
    return [
        str(n),
        parties(event.actor),
        parties(event.recipient),
        ", ".join(map(item, event.items)),
        money(event.value) if event.value is not None else "",
        reached,
        when(event.date) if event.date is not None else "",
        on_whose_word(reading, event.attribution, role=False),
    ]


def _filled(rows: Sequence[Sequence[str]]) -> Table:
    kept = [i for i in range(len(_COLUMNS)) if any(row[i] for row in rows)]
    made = table(
        {name: style for i, (name, style) in enumerate(_COLUMNS.items()) if i in kept}, right=["no."]
    )
    for row in rows:
        made.add_row(*(Text(row[i] or "–") for i in kept))
    return made
