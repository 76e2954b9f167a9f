"""From an annotated Doc to a reading: entities, statements, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.reading.whole import read, read_docs

__all__ = ["UnsupportedLanguageError", "read", "read_docs"]


class UnsupportedLanguageError(ValueError):
    """The article is in a language that Onrecord does not read."""


def __getattr__(name: str) -> object:
    """The functions that read, whose spaCy takes a second to import: those who look up what the tables know go without."""
    if name in ("read", "read_docs"):
        from onrecord.reading import whole

        return getattr(whole, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
