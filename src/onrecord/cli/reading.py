"""Commands that read articles: read, explain, schema; and where articles come from for the other commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from onrecord.cli.commands import Commands

if TYPE_CHECKING:
    from onrecord.batch import Result
    from onrecord.model import Article, Reading
    from onrecord.sources import Failure, Location

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


WORKER_DIED = "A worker process died, perhaps for want of memory. Use fewer --jobs."


class InputFormat(StrEnum):
    """What the input is; `auto` looks at it."""

    auto = "auto"
    text = "text"
    html = "html"
    json = "json"
    jsonl = "jsonl"


class OutputFormat(StrEnum):
    """What readings are printed as; all but `report` are names of `onrecord.exports.WRITERS`."""

    report = "report"
    json = "json"
    plover = "plover"
    csv = "csv"
    annotations = "annotations"


Paths = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Files, folders or patterns; `-` is standard input.")
]
Jobs = Annotated[int, typer.Option(min=1, help="Processes that read at the same time.")]
Input = Annotated[InputFormat, typer.Option("--input", help="What the input is.")]
Fields = Annotated[
    Optional[list[str]],  # noqa: UP045 (typer reads it so)
    typer.Option(
        "--map",
        metavar="FIELD=NAME",
        help="Where JSON records have a field: `headline=hl`, `text=article.body`. Repeat it for more.",
    ),
]

_EXAMPLES = """
Examples:

onrecord read article.txt

onrecord read wire/ --json > readings.jsonl

onrecord read dump.jsonl.gz --map headline=hl --map text=article.body --jobs 4 --json

onrecord read wire/ --format csv > events.csv

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
    """Reads the news and keeps the record: who said and does what, with the words that say it."""


@app.command(epilog=_EXAMPLES)
def read(
    paths: Paths,
    as_json: Annotated[
        Optional[bool],  # noqa: UP045 (typer reads it so)
        typer.Option(
            "--json/--report", help="One JSON object a line, or a report. JSON is the default in a pipe."
        ),
    ] = None,
    output: Annotated[
        Optional[OutputFormat],  # noqa: UP045
        typer.Option(
            "--format",
            help="A report, JSON, PLOVER event records or W3C Web Annotations (an object a line), or CSV (a row an event).",
            show_default=False,
        ),
    ] = None,
    input_format: Input = InputFormat.auto,
    fields: Fields = None,
    jobs: Jobs = 1,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first input that cannot be read.")
    ] = False,
) -> None:
    """Read articles: is the headline borne out, who does what, who said what, each with its place in the text.

    What cannot be read is named on standard error; everything else is still read, and the exit status is 1.
    """
    from onrecord.sources import locate

    form = _form(output, as_json)
    locations = locate(paths)
    results = _results(locations, input_format, fields, jobs)
    failures: list[Failure] = []
    found = _readings(_with_progress(results, len(locations)), failures, strict=strict)
    try:
        _print(found, form)
    except BrokenPipeError:
        # The reader of the pipe has seen enough ("| head"); Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except BrokenProcessPool:
        typer.echo(f"onrecord: {WORKER_DIED}", err=True)
        raise typer.Exit(1) from None
    raise typer.Exit(1 if failures else 0)


@app.command()
def explain(
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="A file with one article; `-` is standard input.")
    ],
    event: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(
            metavar="N", help="The event to explain, by its number in the list.", show_default=False
        ),
    ] = None,
    input_format: Input = InputFormat.auto,
    fields: Fields = None,
) -> None:
    """Show why an event is read as it is: the words of the sentence, what each of them says, and whose word it is.

    Without `--event` it lists the events of the article with their numbers.
    """
    from rich.console import Console

    from onrecord.report import explain as explain_event
    from onrecord.report import list_events

    reading = only_one(path, input_format, fields)
    if event is None:
        list_events(reading, Console())
        return
    try:
        explain_event(reading, event, Console())
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--event") from None


@app.command()
def schema() -> None:
    """Print the JSON Schema of a reading, as `onrecord read --json` prints it."""
    import json

    from onrecord.model import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def _form(output: OutputFormat | None, as_json: bool | None) -> OutputFormat:
    """What is printed: what was asked for, else a report on a terminal and JSON elsewhere."""
    if as_json is None:
        return output or (OutputFormat.report if sys.stdout.isatty() else OutputFormat.json)
    asked = OutputFormat.json if as_json else OutputFormat.report
    if output not in (None, asked):
        raise typer.BadParameter(
            f"--{asked} and --format {output} ask for two different things", param_hint="--format"
        )
    return asked


def _results(
    locations: Iterable[Location | Failure],
    format: InputFormat,
    fields: list[str] | None,
    jobs: int = 1,
    known: Callable[[Article], bool] | None = None,
) -> Iterator[Result]:
    from onrecord.batch import readings

    return readings(locations, format=format.value, map=_field_map(fields), jobs=jobs, known=known)


def _field_map(fields: list[str] | None) -> Mapping[str, str]:
    from onrecord.sources import field_map

    try:
        return field_map(",".join(fields or []))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--map") from None


def readings_of(
    paths: list[str],
    format: InputFormat,
    fields: list[str] | None,
    jobs: int,
    failures: list[Failure],
    known: Callable[[Article], bool] | None = None,
) -> Iterator[Reading]:
    """The readings of all articles at these places, with a progress bar; failures are named and put into the list.

    known  tells of an article that it need not be read
    """
    from onrecord.sources import locate

    locations = locate(paths)
    results = _results(locations, format, fields, jobs, known)
    return _readings(_with_progress(results, len(locations)), failures)


def _readings(
    results: Iterable[Result], failures: list[Failure], *, strict: bool = False
) -> Iterator[Reading]:
    """The readings among the results; failures are named on standard error and put into the list."""
    from onrecord.sources import Failure

    for result in results:
        if isinstance(result.outcome, Failure):
            failures.append(result.outcome)
            typer.echo(f"onrecord: {result.outcome}", err=True)
            if strict:
                return
        else:
            yield result.outcome


def articles_of(
    path: str, format: InputFormat, fields: list[str] | None, failures: list[Failure]
) -> Iterator[Article]:
    """The articles at a place, which are not read further; failures are named and put into the list."""
    from onrecord.sources import Failure, articles

    for found in articles([path], format=format.value, map=_field_map(fields)):
        if isinstance(found, Failure):
            failures.append(found)
            typer.echo(f"onrecord: {found}", err=True)
        else:
            yield found


def only_one(path: str, format: InputFormat, fields: list[str] | None, hint: str = "FILE") -> Reading:
    """The reading of the only article at a place."""
    from onrecord.sources import locate

    found = _readings(_results(locate([path]), format, fields), failures=[])
    reading = next(found, None)
    if reading is None:
        raise typer.Exit(1)
    if next(found, None) is not None:
        raise typer.BadParameter("this holds several articles; give one", param_hint=hint)
    return reading


def _print(found: Iterable[Reading], form: OutputFormat) -> None:
    if form is not OutputFormat.report:
        from onrecord.exports import WRITERS

        for line in WRITERS[form.value](found):
            sys.stdout.write(line)
            sys.stdout.flush()
        return
    from rich.console import Console

    from onrecord.report import show

    for reading in found:
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
