"""What goes wrong with a ledger, said so that a user can do something about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError


class LedgerError(Exception):
    """Something that the user can mend: `reason` says what is wrong and where, `hint` what to do."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(f"{reason} {hint}".strip())
        self.reason, self.hint = reason, hint


_FULL = ("could not be written: the disk is full. What was reported as added is safe.", "Free some space and run the command again.")  # fmt: skip
_BUSY = ("is in use by another program that does not let go.", "Wait until it is done, and run the command again.")  # fmt: skip
_LOST = ("cannot be reached, or the connection was lost. What was reported as added is safe.", "Check the server and run the command again.")  # fmt: skip
_SHUT = ("does not let this user in.", "Check the name and password in the address.")
_DENIED = ("may not be written to or read by this user.", "Ask its owner for the right, or name another ledger.")  # fmt: skip
_CROWDED = ("has too many connections.", "Wait until others are done, and run the command again.")
_MISSING = ("does not exist.", "Create the database first: createdb NAME.")
_IMPOSSIBLE = ("cannot hold a character that was given: NUL or half of a surrogate pair.", "Leave it out.")  # fmt: skip

#: What the two stores say, by the beginning of their codes, and how we say it: those of SQLite's result codes, and the
#: SQLSTATE of PostgreSQL, whose messages are in whatever language the server has. The first that fits counts.
_CODES = (
    ("SQLITE_NOTADB", ("is not a ledger: it is no SQLite database.", "Name another file with --ledger.")),
    ("SQLITE_CORRUPT", ("is damaged.", "Take the last copy that `onrecord ledger backup` made.")),
    ("SQLITE_READONLY", ("cannot be written to.", "Change the permissions of its folder, of the file and of those beside it (-wal, -shm), or work on a copy.")),
    ("SQLITE_CANTOPEN", ("cannot be opened.", "Check that the folder exists and may be written to.")),
    ("SQLITE_FULL", _FULL),
    ("SQLITE_IOERR", ("could not be written or read: the disk reports an error. What was reported as added is safe.", "Check the disk, and run the command again.")),
    ("SQLITE_BUSY", _BUSY),
    ("SQLITE_LOCKED", _BUSY),
    ("25006", ("cannot be written to.", "Ask for the right to write, or name another ledger.")),
    ("53100", _FULL),
    ("53300", _CROWDED),
    ("55P03", _BUSY),
    ("42501", _DENIED),
    ("28", _SHUT),
    ("3D000", _MISSING),
    ("22021", _IMPOSSIBLE),
    ("08", _LOST),
    ("57P", _LOST),
)  # fmt: skip
#: What has no code: PostgreSQL's word when it lets nobody in, as libpq passes it on.
_WORDS = (
    ("password", _SHUT),
    ("role", _SHUT),
    ("no pg_hba.conf entry", _SHUT),
    ("does not exist", _MISSING),
    ("no space left on device", _FULL),
    ("too many", _CROWDED),
    ("remaining connection slots", _CROWDED),
    ("nul (0x00)", _IMPOSSIBLE),
)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turns what a store says into a LedgerError about the ledger of this name."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        found = _meaning(error)
        if found is None:
            raise
        reason, hint = found
        raise LedgerError(f"{name} {reason}", hint) from error
    except UnicodeEncodeError as error:
        if "surrogates" not in error.reason:
            raise
        reason, hint = _IMPOSSIBLE
        raise LedgerError(f"{name} {reason}", hint) from error


def _meaning(error: Exception) -> tuple[str, str] | None:
    """What an error of a store means to a user; None for one that is a mistake of ours."""
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None)
    if code is not None:
        return next((meaning for begin, meaning in _CODES if code.startswith(begin)), None)
    said = str(original).lower()
    known = next((meaning for words, meaning in _WORDS if words in said), None)
    if known is None and isinstance(error, DBAPIError):
        lost = error.connection_invalidated or isinstance(error, OperationalError)
        return _LOST if lost else None
    return known
