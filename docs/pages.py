"""What cog writes into the pages: help texts and what the program prints, taken from the program itself.

A page has, in an HTML comment, `[[[cog pages.help("read") ]]]`; `make docs` fills in what follows it, and
tests/test_docs.py fails where that is no longer what the program prints.
"""

from __future__ import annotations

import atexit
import contextlib
import dataclasses
import io
import itertools
import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import cog

os.environ |= {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "96", "TERMINAL_WIDTH": "96"}

ROOT = Path(__file__).parents[1]


def _run(*arguments: str) -> str:
    """What `onrecord` prints, run in the checkout."""
    from typer.testing import CliRunner

    from onrecord.cli import app

    before = Path.cwd()
    os.chdir(ROOT)
    try:
        result = CliRunner().invoke(app, arguments, prog_name="onrecord")
    finally:
        os.chdir(before)
    if result.exit_code:
        raise RuntimeError(f"onrecord {' '.join(arguments)}: exit status {result.exit_code}\n{result.output}")
    return "\n".join(line.rstrip() for line in result.stdout.rstrip().splitlines())


def _block(text: str, kind: str) -> None:
    cog.outl(f"\n```{kind}\n{text}\n```\n")


def help_of(*command: str) -> None:
    """The help text of a command, or of the program."""
    _block(_run(*command, "--help"), "text")


def printed(*arguments: str) -> None:
    """What a command prints, below the command."""
    _block("\n".join([f"$ onrecord {' '.join(arguments)}", _run(*arguments)]), "console")


def reading_on_a_terminal(path: str, lines: int | None = None) -> None:
    """What `onrecord read` prints of an article, up to the last blank line within `lines` if given."""
    rows = _run("read", "--report", path).splitlines()
    if lines is not None and len(rows) > lines:
        last = max((i for i, row in enumerate(rows[:lines]) if not row.strip()), default=lines)
        rows = [*rows[:last], "", "..."]
    _block("\n".join([f"$ onrecord read {path}", *rows]), "console")


def reading_of(path: str, *keys: str) -> None:
    """One part of the JSON that the program prints of one article: `reading_of(path, "statements", "0")`."""
    part: Any = json.loads(_run("read", "--json", path))
    for key in keys:
        part = part[int(key)] if isinstance(part, list) else part[key]
    _block(json.dumps(part, indent=2, ensure_ascii=False), "json")


@dataclasses.dataclass
class _Session:
    """Where the Python of one page has got to: the names it made, how far it was run, and its folder."""

    names: dict[str, Any] = dataclasses.field(default_factory=dict)
    line: int = 0
    folder: Path = dataclasses.field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="onrecord-page-")))


_SESSIONS: dict[str, _Session] = {}


def shown() -> None:
    """What the Python above it on the page prints; it goes on from what stands before that, as in a notebook."""
    session = _SESSIONS.get(cog.inFile)
    if session is None:
        session = _SESSIONS[cog.inFile] = _Session()
        (session.folder / "examples").symlink_to(ROOT / "examples")
        atexit.register(shutil.rmtree, session.folder)
    lines = Path(cog.inFile).read_text(encoding="utf-8").splitlines()[session.line : cog.firstLineNum]
    session.line = cog.firstLineNum
    code = re.findall(r"^```python\n(.*?)^```", "\n".join(lines), re.MULTILINE | re.DOTALL)
    said, before = io.StringIO(), Path.cwd()
    os.chdir(session.folder)
    try:
        with contextlib.redirect_stdout(said):
            for block in code:
                exec(compile(block, cog.inFile, "exec"), session.names)  # noqa: S102 (our own pages)
    finally:
        os.chdir(before)
    _block("\n".join(line.rstrip() for line in said.getvalue().splitlines()), "text")


def data_files() -> None:
    """The comment with which each data file begins, and its columns."""
    package = ROOT / "src" / "onrecord"
    for path in sorted(package.rglob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        comment = list(itertools.takewhile(lambda line: line.startswith("#"), lines))
        # The names of the columns close the comment, or stand as the first row.
        columns = comment.pop() if "\t" in comment[-1] else lines[len(comment)]
        cog.outl(f"\n## `{path.relative_to(package)}`\n")
        cog.outl("Columns: " + ", ".join(f"`{name}`" for name in columns.lstrip("# ").split("\t")) + ".\n")
        text = "\n".join(line.removeprefix("#").removeprefix(" ").rstrip() for line in comment)
        cog.outl(f"```text\n{text}\n```")
    cog.outl("")


def record_names() -> None:
    """The names that a record's fields may have."""
    from onrecord.sources.fields import NAMES

    cog.outl("\n| field | names |\n|---|---|")
    for field, names in NAMES.items():
        cog.outl(f"| {field} | {', '.join(f'`{name}`' for name in names)} |")
    cog.outl("")
