"""Why there is no figure."""

from __future__ import annotations


class MissingError(Exception):
    """Something that a benchmark needs is not there; the message says what, and how to get it."""


class BrokenError(Exception):
    """What a benchmark measures does not run; the message is what it said."""
