"""Commands that fill a ledger and look after it: add, reread, and `ledger` with upgrade, check, backup, info, rebuild, link."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.reading import WORKER_DIED, Fields, Input, InputFormat, Jobs, Paths, readings_of
from onrecord.cli.shared import DEFAULT, Address, AsJson, fail, opened, put

if TYPE_CHECKING:
    from onrecord.ledger.adding import Added
    from onrecord.model import Article, Reading
    from onrecord.sources import Failure

keep = typer.Typer(
    no_args_is_help=True, help="Look after a ledger: upgrade, check, backup, info, rebuild, link."
)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Examples:\n\nonrecord add examples/wire\n\nonrecord add dump.jsonl.gz --jobs 4\n\nonrecord read wire/ --json > r.jsonl; onrecord add r.jsonl --read")(add)  # fmt: skip
    app.command(epilog="Examples:\n\nonrecord reread\n\nonrecord reread --take")(reread)
    keep.command()(upgrade)
    keep.command()(check)
    keep.command()(backup)
    keep.command()(info)
    keep.command()(rebuild)
    keep.command()(link)
    app.add_typer(keep, name="ledger")


def add(
    paths: Paths,
    ledger: Address = DEFAULT,
    input_format: Input = InputFormat.auto,
    fields: Fields = None,
    jobs: Jobs = 1,
    read: Annotated[
        bool, typer.Option("--read", help="The files hold readings: what `onrecord read --json` printed.")
    ] = False,
) -> None:
    """Read articles and add them to the ledger; those that are there already are left alone.

    Each article is added whole or not at all. Stopped half-way, the same command goes on where it stopped. What is new is then
    linked with what was there: see `onrecord stories`.
    """
    import onrecord
    from onrecord.language.encoder import version

    counts = {"added": 0, "version": 0, "known": 0}
    failures: list[Failure] = []
    try:
        with opened(ledger, create=True) as book:

            def known(article: Article) -> bool:
                """Whether there is nothing to do: what was added before is not read again."""
                if not book.knows(article):
                    return False
                counts["known"] += 1
                return True

            found = (
                _stored(paths) if read else readings_of(paths, input_format, fields, jobs, failures, known)
            )
            made = {"program": onrecord.__version__, "weights": version()}
            if (
                "-" in paths
            ):  # what comes through a pipe may come slowly: each is there as soon as it has come
                added: Iterable[Added] = (book.add(reading, **made) for reading in found)
            else:
                added = book.add_all(found, **made)
            for done in added:
                counts[done.outcome] += 1
            book.link()
    except BrokenProcessPool:
        fail(WORKER_DIED, "What was added is safe; the same command goes on from there.")
    finally:
        if sys.exc_info()[0] is None or any(counts.values()):
            typer.echo(_counted(counts), err=True)
    raise typer.Exit(1 if failures else 0)


def _counted(counts: dict[str, int]) -> str:
    """What came of adding, in a line."""
    known = f", {counts['known']} known already" if counts["known"] else ""
    versions = f", {counts['version']} new versions of pages" if counts["version"] else ""
    return f"{counts['added']} articles added{versions}{known}."


def _stored(paths: list[str]) -> Iterator[Reading]:
    """Readings from files of JSON lines; a line that is none is named, with its number."""
    from pydantic import ValidationError

    from onrecord.model import Reading

    for path in paths:
        number = 0
        try:
            with nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb") as lines:
                for number, line in enumerate(lines, 1):  # noqa: B007 (told where one is no reading)
                    if line.strip():
                        yield Reading.from_json(line)
        except OSError as error:
            fail(f"{path} cannot be read: {error.strerror}.", "Name another file.")
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) + ": " if first["loc"] else ""
            fail(f"{path}: line {number} is no reading: {where}{first['msg']}.", "Give what `onrecord read --json` prints.")  # fmt: skip


def reread(
    take: Annotated[bool, typer.Option("--take", help="Take the new readings over.")] = False,
    ledger: Address = DEFAULT,
    as_json: AsJson = None,
) -> None:
    """Read stored articles again where another version read them, and show what would change.

    Nothing is taken over without `--take`; the readings before are kept, and what a person said stays.
    """
    import onrecord
    from onrecord.language.encoder import version
    from onrecord.report import records as shown

    made = {"program": onrecord.__version__, "weights": version()}
    found = []
    with opened(ledger, as_json=as_json) as book:
        for number in book.unread(**made):
            reading = onrecord.read(book.article(number))
            if difference := book.compare(number, reading):
                found.append(difference)
            if take:
                book.reread(number, reading, **made)
    put(found, as_json, shown.differences)


def upgrade(ledger: Address = DEFAULT) -> None:
    """Bring the ledger's schema up to that of this program, with all data."""
    from onrecord.ledger import Ledger, LedgerError

    try:
        before, after = Ledger.upgrade_at(ledger)
    except LedgerError as error:
        fail(error.reason, error.hint)
    else:
        typer.echo(
            f"Schema {before or 'none'} → {after}." if before != after else f"Schema {after} is the newest.",
            err=True,
        )


def check(ledger: Address = DEFAULT) -> None:
    """Check that the ledger is whole and that all it shows follows from its readings and its review log."""
    with opened(ledger) as book:
        wrong = book.check()
        for line in wrong:
            typer.echo(line)
    if wrong:
        raise typer.Exit(1)
    typer.echo("All is well.", err=True)


def backup(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A file that does not exist yet.")],
    ledger: Address = DEFAULT,
) -> None:
    """Write a whole copy of the ledger, while others may go on working."""
    with opened(ledger) as book:
        book.backup(path)
    typer.echo(f"Wrote {path}.", err=True)


def info(ledger: Address = DEFAULT, as_json: AsJson = None) -> None:
    """Show how much the ledger holds, and what made it."""
    from onrecord.report import records as shown

    with opened(ledger, as_json=as_json) as book:
        put([book.info()], as_json, shown.info)


def rebuild(ledger: Address = DEFAULT) -> None:
    """Make all that is derived from readings and review log anew."""
    with opened(ledger) as book:
        book.rebuild()
        book.link()
    typer.echo("Made anew.", err=True)


def link(ledger: Address = DEFAULT) -> None:
    """Link the articles that are not linked yet; `add` does so at its end, and `stories` where it finds any."""
    with opened(ledger) as book:
        count = book.link()
    typer.echo(f"{count} articles linked.", err=True)
