"""Commands that hold a tracker's own sheet against a ledger: compare-sheet, import-sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from onrecord.cli.asking import AsOf
from onrecord.cli.shared import DEFAULT, Address, AsJson, opened, put

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.ledger.sheets import Compared, Sheet

MapFile = Annotated[
    Optional[Path],  # noqa: UP045 (typer reads it so)
    typer.Option("--map", metavar="MAP", help="Which column says what: a TOML file."),
]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(
        epilog="Examples:\n\nonrecord compare-sheet tracker.csv --map tracker.toml\n\nonrecord compare-sheet 'Support tracker' --json"
    )(compare_sheet)
    app.command(epilog="Examples:\n\nonrecord import-sheet tracker.csv --map tracker.toml")(import_sheet)


def compare_sheet(
    sheet: Annotated[
        str,
        typer.Argument(
            metavar="SHEET",
            help="A file (CSV or a workbook), or the name of a sheet that `import-sheet` put in.",
        ),
    ],
    columns: MapFile = None,
    days: Annotated[
        int,
        typer.Option("--days", min=0, help="How many days a date may lie from the first report, and agree."),
    ] = 7,
    agreeing: Annotated[
        bool, typer.Option("--agreeing", help="List what agrees too; else it is only counted.")
    ] = False,
    as_of: AsOf = None,
    ledger: Address = DEFAULT,
    as_json: AsJson = None,
) -> None:
    """Hold a tracker's sheet against the ledger: what the sheet lacks, what the ledger lacks, where they differ.

    Lines of the sheet that cannot be read, or in two ways, are named and left out.
    """
    from onrecord.ledger.sheets import compare
    from onrecord.report import sheets as shown

    with opened(ledger, as_json=as_json) as book:
        found = _sheet(book, sheet, columns)
        with book.at(as_of) as snapshot:
            compared = compare(found.rows, snapshot, days=days)
        listed = [c for c in compared.found if agreeing or c.outcome != "agrees"]
        put(listed, as_json, shown.comparisons)
    _tell(found)
    typer.echo(_summary(compared), err=True)


def import_sheet(
    sheet: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="The sheet: CSV with any separator, or a workbook (XLSX, XLS, XLSB, ODS)."
        ),
    ],
    columns: Annotated[
        Path, typer.Option("--map", metavar="MAP", help="Which column says what: a TOML file.")
    ],
    ledger: Address = DEFAULT,
) -> None:
    """Put a tracker's sheet into the ledger, beside what the news says; the same sheet again is left alone.

    A changed sheet of the same name is kept as a further one, and the newest counts.
    """
    from onrecord.ledger.sheets import read_map, read_sheet

    with opened(ledger) as book:
        its_map = read_map(columns)
        found = read_sheet(sheet, its_map)
        kept = book.keep_sheet(found, its_map)
    _tell(found)
    typer.echo(
        f"{kept.rows:,} rows of “{kept.name}” {'added' if kept.new else 'were known already'}; "
        f"{kept.left:,} lines left out.",
        err=True,
    )


def _sheet(book: Ledger, sheet: str, columns: Path | None) -> Sheet:
    """A file read by its map, or a sheet of the ledger."""
    from onrecord.ledger import LedgerError
    from onrecord.ledger.sheets import read_map, read_sheet

    if columns is not None:
        return read_sheet(Path(sheet), read_map(columns))
    if Path(sheet).is_file():
        raise LedgerError(f"Nothing says which column of {sheet} is which.", "Give a map with --map FILE.")
    return book.sheet(sheet)


def _tell(sheet: Sheet) -> None:
    for left in sheet.left:
        typer.echo(f"{sheet.file}: line {left.line} is left out: {left.why}.", err=True)


def _summary(compared: Compared) -> str:
    count = dict.fromkeys(("agrees", "differs", "sheet lacks", "ledger lacks"), 0)
    for c in compared.found:
        count[c.outcome] += 1
    told = (
        f"{count['agrees']:,} agree, {count['differs']:,} differ; the sheet lacks {count['sheet lacks']:,}, "
        f"the ledger lacks {count['ledger lacks']:,}."
    )
    beyond = [
        f"{number:,} {why}"
        for number, why in (
            (compared.beyond, "to others than the sheet's recipients"),
            (compared.unpromised, "not promised, or no longer"),
        )
        if number
    ]
    return f"{told} Of the ledger's transfers not compared: {', '.join(beyond)}." if beyond else told
