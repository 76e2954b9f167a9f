"""What could not be read, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that was meant to be an article and could not be read.

    where   the file as the user named it, with line or record ("feed.jsonl, line 7"); "standard input"
    reason  what is wrong, in one plain sentence
    hint    what to do about it, in one plain sentence; empty where there is nothing to do
    """

    where: str
    reason: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.reason} {self.hint}".rstrip()


class UnreadableError(Exception):
    """Carries reason and hint from the place that notices to the place that knows which file it is."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(f"{reason} {hint}")
        self.reason = reason
        self.hint = hint

    def at(self, where: str) -> Failure:
        """The failure, with its place."""
        return Failure(where, self.reason, self.hint)


def shown(name: str) -> str:
    """A file's name as it can be printed anywhere: bytes that are no text and control characters are escaped."""
    plain = name.encode(errors="backslashreplace").decode()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in plain)
