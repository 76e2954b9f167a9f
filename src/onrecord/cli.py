"""The command line: parses arguments, calls the layers below, prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Optional

import typer

if TYPE_CHECKING:
    from onrecord.batch import Result
    from onrecord.model import Reading

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown"
)


class InputFormat(StrEnum):
    """What the input is; `auto` looks at it."""

    auto = "auto"
    text = "text"
    html = "html"
    json = "json"
    jsonl = "jsonl"


_EXAMPLES = """
Examples:

onrecord read article.txt

onrecord read wire/ --json > readings.jsonl

onrecord read dump.jsonl.gz --map headline=hl --map text=article.body --jobs 4 --json

cat page.html | onrecord read -
"""


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reads the news and keeps the record: who said what, with the words that say it."""


@app.command(epilog=_EXAMPLES)
def read(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders or patterns; `-` is standard input."),
    ],
    as_json: Annotated[
        Optional[bool],  # noqa: UP045 (typer reads it so)
        typer.Option(
            "--json/--report", help="One JSON object a line, or a report. JSON is the default in a pipe."
        ),
    ] = None,
    input_format: Annotated[
        InputFormat, typer.Option("--format", help="What the input is.")
    ] = InputFormat.auto,
    fields: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "--map",
            metavar="FIELD=NAME",
            help="Where JSON records have a field: `headline=hl`, `text=article.body`. Repeat it for more.",
        ),
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that read at the same time.")] = 1,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first input that cannot be read.")
    ] = False,
) -> None:
    """Read articles and print who is in them and who said what, each with its place in the text.

    What cannot be read is named on standard error; everything else is still read, and the exit status is 1.
    """
    from onrecord.batch import readings
    from onrecord.sources import Failure, field_map, locate

    try:
        where = field_map(",".join(fields or []))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--map") from None
    as_json = as_json if as_json is not None else not sys.stdout.isatty()
    locations = locate(paths)
    results = readings(locations, format=input_format.value, map=where, jobs=jobs)
    failed = False
    try:
        for result in _with_progress(results, len(locations)):
            if isinstance(result.outcome, Failure):
                failed = True
                typer.echo(f"onrecord: {result.outcome}", err=True)
                if strict:
                    break
            else:
                _print(result.outcome, as_json)
    except BrokenPipeError:
        # The reader of the pipe has seen enough ("| head"); Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except BrokenProcessPool:
        typer.echo("onrecord: A worker process died, perhaps for want of memory. Use fewer --jobs.", err=True)
        failed = True
    raise typer.Exit(1 if failed else 0)


def _print(reading: Reading, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(reading.to_json() + "\n")
        sys.stdout.flush()
        return
    from rich.console import Console

    from onrecord.report import show

    show(reading, Console())


def _with_progress(results: Iterable[Result], places: int) -> Iterator[Result]:
    """The results, with a progress bar on the terminal while they go elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.fields[read]} articles,"), MofNCompleteColumn(), TextColumn("files"), BarColumn(),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=places, read=0)
        for number, result in enumerate(results, 1):
            yield result
            progress.update(task, completed=result.number, read=number)
