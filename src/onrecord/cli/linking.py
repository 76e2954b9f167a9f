"""Commands that hold articles against each other, without a ledger: link, compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from onrecord.cli.reading import Fields, Input, InputFormat, Jobs, Paths, articles_of, only_one, readings_of
from onrecord.cli.shared import wants_json

if TYPE_CHECKING:
    from onrecord.linking import Transcript
    from onrecord.sources import Failure

_AsJson = Annotated[
    Optional[bool],  # noqa: UP045 (typer reads it so)
    typer.Option("--json/--report", help="One JSON object, or a report. JSON is the default in a pipe."),
]

_LINK = """
Examples:

onrecord link wire/

onrecord link monday/*.html tuesday.jsonl --json > links.json

onrecord link wire/ --transcript briefing.txt
"""

_COMPARE = """
Examples:

onrecord compare agency.txt spun.html

onrecord compare agency.txt spun.html --json
"""


def register(app: typer.Typer) -> None:
    """Adds the commands to the program."""
    app.command(epilog=_LINK)(link)
    app.command(epilog=_COMPARE)(compare)


def link(
    paths: Paths,
    as_json: _AsJson = None,
    input_format: Input = InputFormat.auto,
    fields: Fields = None,
    jobs: Jobs = 1,
    transcripts: Annotated[
        Optional[list[str]],  # noqa: UP045 (typer reads it so)
        typer.Option(
            "--transcript",
            metavar="FILE",
            help="What was really said: quotations are held against it. Its byline is who speaks. Repeat it for more.",
        ),
    ] = None,
) -> None:
    """Link articles with each other: who copied whom, what is a rewrite of what, how many sources are independent.

    What cannot be read is named on standard error; everything else is still linked, and the exit status is 1.
    """
    from onrecord.linking import link as link_pieces
    from onrecord.linking import pieces

    failures: list[Failure] = []
    there = pieces(readings_of(paths, input_format, fields, jobs, failures))
    spoken = list(_transcripts(transcripts or (), input_format, fields, failures))
    links = link_pieces(there)
    if spoken:
        from onrecord.linking.quotations import against, held_against

        links = replace(links, quotations=held_against(links.quotations, against(there, spoken)))
    if wants_json(as_json):
        typer.echo(links.to_json())
    else:
        from rich.console import Console

        from onrecord.report.linked import show_links

        show_links(links, there, Console())
    raise typer.Exit(1 if failures else 0)


def _transcripts(
    paths: Iterable[str], input_format: InputFormat, fields: list[str] | None, failures: list[Failure]
) -> Iterator[Transcript]:
    """The transcripts in these files, called by the file, and its number where there are several in one."""
    from onrecord.linking import Transcript

    for path in paths:
        for number, article in enumerate(articles_of(path, input_format, fields, failures), 1):
            yield Transcript(
                id=path if number == 1 else f"{path}#{number}",
                text=article.text,
                published=article.published,
                speaker=article.byline,
            )


def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="A file with one article; `-` is standard input.")],
    b: Annotated[str, typer.Argument(metavar="B", help="A file with another.")],
    as_json: _AsJson = None,
    input_format: Input = InputFormat.auto,
    fields: Fields = None,
) -> None:
    """Compare two articles: which has the other's words or retells it, how much, and the passages side by side."""
    from onrecord.linking import link as link_pieces
    from onrecord.linking import pieces

    readings = [only_one(path, input_format, fields, hint) for path, hint in ((a, "A"), (b, "B"))]
    one, other = pieces(readings)
    links = link_pieces([one, other])
    if wants_json(as_json):
        typer.echo(links.to_json())
        return
    from rich.console import Console

    from onrecord.report.linked import show_comparison

    show_comparison(links, one, other, Console())
