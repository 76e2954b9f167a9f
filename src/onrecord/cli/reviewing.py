"""Commands by which a person has the last word: accept, reject, correct, merge, split, note, undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.shared import DEFAULT, Address, Note, Who, opened

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.ledger.log import Entry

Target = Annotated[
    str,
    typer.Argument(
        metavar="REF",
        help="A record (D-, T-, E-, P-), a report (S-), a headline's claim (H-), a story (N-) or a link between articles (L-).",
    ),
]
Record = Annotated[
    str, typer.Argument(metavar="REF", help="A record: D-..., T-..., E-..., P-...; or a story: N-....")
]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Examples:\n\nonrecord accept T-de94758ea7 --note 'seen the contract'")(accept)
    app.command(epilog="Examples:\n\nonrecord reject S-67537a2601\n\nonrecord reject L-4ffccf1673")(reject)
    app.command(epilog="Examples:\n\nonrecord correct T-de94758ea7 stage done")(correct)
    app.command(
        epilog="Examples:\n\nonrecord merge T-454f8b5356 T-de94758ea7\n\nonrecord merge N-83bc45bc69 N-b32cc04647\n\nonrecord merge A-7aabecf06b A-b32cc04647"
    )(merge)
    app.command(
        epilog="Examples:\n\nonrecord split T-de94758ea7 S-67537a2601 S-aa53b655ba\n\nonrecord split N-b32cc04647 A-7aabecf06b"
    )(split)
    app.command(epilog="Examples:\n\nonrecord note T-de94758ea7 'ask the ministry'")(note)
    app.command(epilog="Examples:\n\nonrecord undo 12")(undo)


def _write(address: str, word: Callable[[Ledger], Entry]) -> Entry:
    with opened(address) as book:
        entry = word(book)
        typer.echo(f"Written as entry {entry.id} of the review log.", err=True)
        return entry
    raise typer.Exit(1)


def accept(target: Target, who: Who, note: Note = None, ledger: Address = DEFAULT) -> None:
    """Say that a record, a report, a headline's verdict, a story or a link is right."""
    _write(ledger, lambda book: book.accept(target, who=who, note=note))


def reject(target: Target, who: Who, note: Note = None, ledger: Address = DEFAULT) -> None:
    """Say that a record, a report, a headline's verdict or a link is wrong: it no longer counts, and stays in the history."""
    _write(ledger, lambda book: book.reject(target, who=who, note=note))


def correct(
    target: Target,
    field: Annotated[
        str, typer.Argument(help="What is wrong: stage, actor, recipient, object, title, type, negated.")
    ],
    value: Annotated[str, typer.Argument(help="What it should be.")],
    who: Who,
    note: Note = None,
    ledger: Address = DEFAULT,
) -> None:
    """Put a value in the place of what was read."""
    _write(ledger, lambda book: book.correct(target, field, value, who=who, note=note))


def merge(
    target: Annotated[
        str,
        typer.Argument(
            metavar="REF", help="A record: D-..., T-..., E-..., P-...; a story: N-...; an article: A-...."
        ),
    ],
    into: Annotated[
        str,
        typer.Argument(
            metavar="INTO", help="The record or story that takes it in, or the article that it goes back to."
        ),
    ],
    who: Who,
    note: Note = None,
    ledger: Address = DEFAULT,
) -> None:
    """Say that two records or two stories are one, or that one article has its text from another."""
    _write(ledger, lambda book: book.merge(target, into, who=who, note=note))


def split(
    target: Record,
    reports: Annotated[
        list[str],
        typer.Argument(
            metavar="REPORT...", help="The reports that leave: S-...; the articles of a story: A-...."
        ),
    ],
    who: Who,
    note: Note = None,
    ledger: Address = DEFAULT,
) -> None:
    """Take reports out of a record, or articles out of a story, into one of their own."""
    entry = _write(ledger, lambda book: book.split(target, reports, who=who, note=note))
    typer.echo(entry.new_record())


def note(
    target: Target,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What to write down.")],
    who: Who,
    ledger: Address = DEFAULT,
) -> None:
    """Write something down about a record, a report, a headline's verdict, a story or a link."""
    _write(ledger, lambda book: book.note(target, words, who=who))


def undo(
    entry: Annotated[
        int, typer.Argument(metavar="N", help="The entry's number, as `onrecord history` shows it.")
    ],
    who: Who,
    note: Note = None,
    ledger: Address = DEFAULT,
) -> None:
    """Take an entry of the review log back; both stay in the history."""
    _write(ledger, lambda book: book.undo(entry, who=who, note=note))
