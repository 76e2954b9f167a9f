"""Where articles are: what the names that a user gives stand for."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.sources.failure import Failure, UnreadableError, shown
from onrecord.sources.kind import ending

_STDIN = "-"


@dataclass(frozen=True, slots=True)
class Location:
    """A file, or standard input ("-"). It holds one article or, as JSON or JSON lines, many."""

    path: str

    def __str__(self) -> str:
        return "standard input" if self.path == _STDIN else shown(self.path)


def locate(paths: Iterable[str | os.PathLike[str]]) -> list[Location | Failure]:
    """What is to be read for these names, in their order; a name given twice stands twice.

    A folder stands for the files in it and in its folders, sorted by name, that are named .txt, .text, .html, .htm,
    .xhtml, .json, .jsonl or .ndjson, with or without .gz; what begins with a full stop is left out, and links to
    folders are not followed. A pattern (*, ?, [...], ** for folders) stands for what it matches, sorted by name.
    "-" is standard input.
    """
    return [found for path in paths for found in _found(os.fspath(path))]


def _found(path: str) -> Iterator[Location | Failure]:
    try:
        if path == _STDIN:
            yield Location(path)
        elif Path(path).is_dir():
            yield from _in_folder(path)
        elif os.path.lexists(path) or not glob.has_magic(path):
            yield Location(path)
        else:
            yield from _matches(path)
    except ValueError:  # a NUL in the name
        yield Location(path)


def _matches(pattern: str) -> Iterator[Location | Failure]:
    matches = sorted(glob.glob(pattern, recursive=True), key=os.fsencode)  # noqa: PTH207 - takes absolute patterns
    if not matches:
        yield UnreadableError("This pattern matches no file.", "Check it, and put it in quotation marks.").at(
            shown(pattern)
        )
    for path in matches:
        if not Path(path).is_dir():
            yield Location(path)
        elif "**" not in pattern:
            # Behind ** the files of a folder are matches themselves.
            yield from _in_folder(path)


def _in_folder(folder: str) -> Iterator[Location | Failure]:
    refused: list[OSError] = []
    any_file = False
    for here, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=os.fsencode)
        for name in sorted(files, key=os.fsencode):
            path = Path(here, name)
            # A link to nowhere is told when it is read; what is neither file nor link (a pipe) might never end.
            if not name.startswith(".") and ending(name) and (path.is_file() or path.is_symlink()):
                any_file = True
                yield Location(str(path))
        while refused:
            yield _closed(refused.pop(0), folder)
    for error in refused:
        yield _closed(error, folder)
    if not any_file and not refused:
        yield UnreadableError(
            "There is no article in this folder.",
            "Files of articles end in .txt, .html, .json or .jsonl, with or without .gz.",
        ).at(shown(folder))


def _closed(error: OSError, folder: str) -> Failure:
    where = error.filename if isinstance(error.filename, str) else folder
    return UnreadableError(
        "You are not allowed to open this folder.", "Change its permissions or ask its owner."
    ).at(shown(where))
