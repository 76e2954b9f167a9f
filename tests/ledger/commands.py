"""The command line as the tests of the ledger call it."""

from __future__ import annotations

from typer.testing import CliRunner

from onrecord.cli import app

RUN = CliRunner()


def told(*command: object) -> str:
    """What a command that fails says: on standard error, in one line, with status 1."""
    done = RUN.invoke(app, list(map(str, command)))
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 1
    assert done.stdout == ""
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("onrecord: ")]
    return line.removeprefix("onrecord: ")


def works(*command: object) -> str:
    """What a command that works says."""
    done = RUN.invoke(app, list(map(str, command)))
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout
