"""What goes wrong with a ledger, said so that a user can do something about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError


class LedgerError(Exception):
    """Something that the user can mend: `reason` says what is wrong and where, `hint` what to do."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(f"{reason} {hint}".strip())
        self.reason, self.hint = reason, hint


#: What the two stores say, in their own words and in ours. The first that is found in the message counts.
_SAID = (
    ("file is not a database", "is not a ledger: it is no SQLite database.", "Name another file with --ledger."),
    ("malformed", "is damaged.", "Take the last copy that `onrecord ledger backup` made."),
    ("readonly", "cannot be written to.", "Change its permissions, or name another file with --ledger."),
    ("read-only", "cannot be written to.", "Ask for the right to write, or name another ledger."),
    ("disk is full", "could not be written: the disk is full. What was reported as added is safe.", "Free some space and run the command again."),
    ("no space left", "could not be written: the disk is full. What was reported as added is safe.", "Free some space and run the command again."),
    ("disk i/o error", "could not be written or read: the disk reports an error.", "Check the disk; what was reported as added is safe."),
    ("unable to open", "cannot be opened.", "Check that the folder exists and may be written to."),
    ("locked", "is in use by another program that does not let go.", "Wait until it is done, and run the command again."),
    ("password authentication", "does not let this user in.", "Check the name and password in the address."),
    ("does not exist", "does not exist.", "Create the database first: createdb NAME."),
    ("connection", "cannot be reached, or the connection was lost. What was reported as added is safe.", "Check the server and run the command again."),
)  # fmt: skip


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turns what a store says into a LedgerError about the ledger of this name."""
    try:
        yield
    except SQLAlchemyError as error:
        original = error.orig if isinstance(error, DBAPIError) else None
        said = str(original or error)
        for words, reason, hint in _SAID:
            if words in said.lower():
                raise LedgerError(f"{name} {reason}", hint) from error
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            raise LedgerError(f"{name} has lost its connection.", "Run the command again.") from error
        raise
