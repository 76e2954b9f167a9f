"""What the commands on a ledger have in common: its address, how they print, and how they fail."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from onrecord.ledger import Ledger

Address = Annotated[
    str,
    typer.Option(
        "--ledger", envvar="ONRECORD_LEDGER", metavar="FILE",
        help="The ledger: a file, or postgresql://USER@HOST/DATABASE.",
    ),
]  # fmt: skip
DEFAULT = "onrecord.db"
AsJson = Annotated[
    Optional[bool],  # noqa: UP045 (typer reads it so)
    typer.Option(
        "--json/--table", help="One JSON object a line, or for reading. JSON is the default in a pipe."
    ),
]
Who = Annotated[
    str,
    typer.Option("--who", envvar=["ONRECORD_USER", "USER"], metavar="NAME", help="Whose word this is."),
]
Note = Annotated[Optional[str], typer.Option("--note", help="Why, in a few words.")]  # noqa: UP045
Limit = Annotated[int, typer.Option("--limit", min=1, help="How many at the most.")]


@contextmanager
def opened(address: str, *, create: bool = False, as_json: bool | None = None) -> Iterator[Ledger]:
    """The ledger; what goes wrong with it is told on standard error, and the status is 1."""
    from onrecord.ledger import Ledger, LedgerError

    try:
        with Ledger(address, create=create) as ledger:
            yield ledger
    except LedgerError as error:
        fail(error.reason, error.hint, as_json=as_json)
    except BrokenPipeError:
        drop_output()
        raise typer.Exit(1) from None


def drop_output() -> None:
    """Lets go of what standard output has not taken: Python would complain again when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def unwritten(error: OSError) -> None:
    """Says that standard output took no more, as where a disk is full, and ends with status 1."""
    drop_output()
    fail(f"standard output could not be written: {error.strerror}.")


def fail(reason: str, hint: str = "", *, as_json: bool | None = None) -> None:
    """Says what is wrong and what to do, and ends with status 1. In one shape for all commands where JSON is asked for."""
    if as_json:
        typer.echo(json.dumps({"error": reason, "hint": hint}, ensure_ascii=False), err=True)
    else:
        typer.echo(f"onrecord: {reason}{' ' + hint if hint else ''}", err=True)
    raise typer.Exit(1)


def wants_json(as_json: bool | None) -> bool:
    """Whether JSON is printed: where it is asked for, and in a pipe."""
    return as_json if as_json is not None else not sys.stdout.isatty()


def put(found: Iterable[Any], as_json: bool | None, shown: Callable[[list[Any]], RenderableType]) -> None:
    """Prints entries: a JSON object a line, or as `shown` sets them."""
    try:
        if wants_json(as_json):
            for entry in found:
                sys.stdout.write(json.dumps(plain(entry), ensure_ascii=False) + "\n")
        else:
            from rich.console import Console

            Console().print(shown(list(found)))
        sys.stdout.flush()  # here, and not at exit, it is told where that fails
    except BrokenPipeError:
        raise
    except OSError as error:
        unwritten(error)


def plain(entry: Any) -> Any:
    """An entry as JSON knows it."""
    if is_dataclass(entry) and not isinstance(entry, type):
        return asdict(entry)
    return dict(entry) if isinstance(entry, Mapping) else entry
