"""The command that writes a ledger out in the forms of other tools: export."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Optional

import typer

from onrecord.cli.asking import AsOf
from onrecord.cli.shared import DEFAULT, Address, fail, opened, unwritten

if TYPE_CHECKING:
    from onrecord.exports.catalog import Export
    from onrecord.exports.tables import Tally


class What(StrEnum):
    """What can be exported; the names of `onrecord.exports.catalog.EXPORTS`."""

    decisions = "decisions"
    transfers = "transfers"
    effects = "effects"
    people = "people"
    statements = "statements"
    articles = "articles"
    reports = "reports"
    headlines = "headlines"
    stories = "stories"
    links = "links"
    iati = "iati"
    plover = "plover"
    claimreview = "claimreview"
    ftm = "ftm"
    annotations = "annotations"


class FileForm(StrEnum):
    """The forms of files."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


_EXAMPLES = """Examples:

onrecord export transfers -o transfers.csv

onrecord export statements -o statements.parquet --as-of 2025-03-31

onrecord export iati --format csv

onrecord export ftm -o entities.jsonl
"""


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog=_EXAMPLES)(export)


def export(
    what: Annotated[
        What,
        typer.Argument(
            metavar="WHAT",
            help="Tables: `decisions`, `transfers`, `effects`, `people`, `statements`, `articles`, `reports`, `headlines`, "
            "`stories`, `links` (what one article has from another); "
            "standards: `iati`, `plover`, `claimreview`, `ftm` (FollowTheMoney), `annotations` (W3C).",
        ),
    ],
    output: Annotated[
        Optional[Path],  # noqa: UP045 (typer reads it so)
        typer.Option("--output", "-o", metavar="FILE", help="Where to; without it, standard output."),
    ] = None,
    form: Annotated[
        Optional[FileForm],  # noqa: UP045
        typer.Option(
            "--format",
            help="The form of the file; else what its name ends in, else CSV for tables.",
            show_default=False,
        ),
    ] = None,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Write what a person rejected too, marked so.")
    ] = False,
    as_of: AsOf = None,
    ledger: Address = DEFAULT,
) -> None:
    """Write the whole ledger out, one kind of thing at a time, in the forms that other tools take.

    It says how many rows it wrote and what it left out. A file is whole or not there at all.
    """
    from onrecord.exports.catalog import EXPORTS, form_of
    from onrecord.exports.catalog import export as write
    from onrecord.exports.forms import MissingPackageError, check
    from onrecord.exports.tables import Tally

    described = EXPORTS[what.value]
    path = None if output is None or str(output) == "-" else output
    chosen = form.value if form is not None else form_of(path) or described.forms[0]
    if chosen not in described.forms:
        fail(f"{what} cannot be written as {chosen}.", f"Forms are: {', '.join(described.forms)}.")
    if chosen == "parquet" and path is None and sys.stdout.isatty():
        fail("Parquet is nothing for a terminal.", "Name a file: -o FILE.")
    tally = Tally(rejected=rejected)
    try:
        check(chosen)
        with opened(ledger) as book:
            if what in (What.stories, What.links):
                book.link()
            with book.at(as_of) as snapshot, _destination(path) as out:
                count = write(what.value, chosen, snapshot, out, tally)
    except MissingPackageError as error:
        fail(str(error))
    except OSError as error:
        if path is None:
            unwritten(error)
        # pyarrow gives the number of an error alone.
        why = error.strerror or (os.strerror(error.errno) if error.errno else str(error))
        fail(f"{path} could not be written: {why}.", "Nothing was changed.")
    else:
        typer.echo(_told(count, path, described, tally), err=True)


@contextmanager
def _destination(path: Path | None) -> Iterator[BinaryIO]:
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    from onrecord.exports.destination import whole

    with whole(path) as out:
        yield out


def _told(count: int, path: Path | None, what: Export, tally: Tally) -> str:
    """How many rows were written, and what was left out."""
    rows = what.one if count == 1 else what.many
    left = [f"{number:,} {why}" for why, number in tally.left_out.items() if number]
    return (
        f"{count:,} {rows} written{f' to {path}' if path else ''}. Left out: {', '.join(left) or 'nothing'}."
    )
