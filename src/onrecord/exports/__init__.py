"""Readings in the forms of other tools, written one by one, so that a million take no more memory than one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from onrecord.exports import plover, transfers, webannotation
from onrecord.model import Reading

__all__ = ["WRITERS", "Writer", "lines"]

#: From readings to the lines of a file, line ends included.
Writer = Callable[[Iterable[Reading]], Iterator[str]]


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The contract's JSON, a line for each reading."""
    return (reading.to_json() + "\n" for reading in readings)


#: By the name of the form.
WRITERS: Mapping[str, Writer] = MappingProxyType(
    {"json": lines, "plover": plover.lines, "csv": transfers.lines, "annotations": webannotation.lines}
)
