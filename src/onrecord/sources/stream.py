"""Opens what a location names as a stream of bytes: a file or standard input, unpacked where it is gzip."""

from __future__ import annotations

import io
import sys
import zlib
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from onrecord.sources.failure import UnreadableError, shown

#: How much of a file is looked at to tell what it is.
HEAD = 1 << 16
#: Gzip that grows more than this is made to grow: news packs about 3:1, the most repetitive logs 50:1, zeros 1030:1.
_MOST_GROWTH = 200
#: ... but a small file may be as repetitive as it likes.
_FREE_GROWTH = 10_000_000


#: Bytes that can be looked at before they are read.
Stream: TypeAlias = "io.BufferedReader[Any]"


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes | None: ...


class _Filled(io.RawIOBase):
    """Reads until the buffer is full, so that a pipe's first piece is as long as a file's."""

    def __init__(self, inner: _Readable) -> None:
        self._inner = inner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        view, filled = memoryview(buffer), 0
        while filled < len(view):
            data = self._inner.read(len(view) - filled)
            if not data:
                break
            view[filled : filled + len(data)] = data
            filled += len(data)
        return filled

    def close(self) -> None:
        if not self.closed and isinstance(self._inner, io.IOBase) and self._inner is not sys.stdin.buffer:
            self._inner.close()
        super().close()


class _Gunzip(io.RawIOBase):
    """Unpacks gzip (RFC 1952, any number of members) without trusting it.

    Reading raises UnreadableError for what is cut off, damaged or a bomb.
    """

    def __init__(self, packed: Stream) -> None:
        self._packed = packed
        self._member = zlib.decompressobj(wbits=31)
        self._waiting = b""
        self._taken = 0
        self._given = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        while True:
            if not self._waiting:
                self._waiting = self._packed.read(HEAD)
                self._taken += len(self._waiting)
            if self._member.eof:
                # Padding of zeros after the last member is allowed.
                self._waiting = self._waiting.lstrip(b"\0")
                if self._waiting:
                    self._member = zlib.decompressobj(wbits=31)
                elif not self._packed.peek(1):
                    return b""
                continue
            at_end = not self._waiting
            try:
                data = self._member.decompress(self._waiting, size)
            except zlib.error as error:
                raise UnreadableError("This gzip file is damaged.", "Fetch or pack it again.") from error
            self._waiting = self._member.unconsumed_tail or self._member.unused_data
            if data:
                return self._counted(data)
            if at_end and not self._member.eof:
                raise UnreadableError("This gzip file is cut off before its end.", "Fetch or pack it again.")

    def _counted(self, data: bytes) -> bytes:
        self._given += len(data)
        if self._given > max(_FREE_GROWTH, _MOST_GROWTH * self._taken):
            raise UnreadableError(
                f"This gzip file unpacks to more than {_MOST_GROWTH} times its size, which no text does.",
                "Look at what is in it before you unpack it.",
            )
        return data

    def close(self) -> None:
        if not self.closed:
            self._packed.close()
        super().close()


def open_stream(path: str) -> Stream:
    """The bytes of a file, or of standard input for "-"; its `peek` shows the first 65,536 of them.

    Raises UnreadableError where it cannot be opened. Reading raises it where gzip is damaged, and OSError.
    """
    try:
        inner: _Readable = sys.stdin.buffer if path == "-" else Path(path).open("rb", buffering=0)  # noqa: SIM115 - the stream closes it
    except (OSError, ValueError) as error:
        raise refusal(path, error) from error
    stream: Stream = io.BufferedReader(_Filled(inner), HEAD)
    return (
        io.BufferedReader(_Filled(_Gunzip(stream)), HEAD)
        if stream.peek(2).startswith(b"\x1f\x8b")
        else stream
    )


def whole(stream: Stream, most: int, what: str, hint: str) -> bytes:
    """Everything in the stream.

    most  bytes
    what  completes "... is longer than N MB, the most that is read of ..."

    Raises UnreadableError, with the hint, where there is more.
    """
    data = stream.read(most + 1)
    if len(data) > most:
        raise UnreadableError(
            f"This is longer than {most // 1_000_000} MB, the most that is read of {what}.", hint
        )
    return data


def refusal(path: str, error: OSError | ValueError) -> UnreadableError:
    """What the system's error means for somebody who wants to read the file."""
    match error:
        case FileNotFoundError() if path and Path(path).is_symlink():
            return UnreadableError(
                f"This link points to {shown(str(Path(path).readlink()))}, which does not exist.",
                "Mend the link or leave it out.",
            )
        case FileNotFoundError():
            return UnreadableError("There is no such file.", "Check the spelling and the folder.")
        case PermissionError():
            return UnreadableError(
                "You are not allowed to read this.", "Change its permissions or ask its owner."
            )
        case IsADirectoryError():
            return UnreadableError("This is a folder where a file was expected.", "Name the folder itself.")
        case OSError():
            return UnreadableError(
                f"The system could not read this: {error.strerror or error}.",
                "Check the disk or copy the file anew.",
            )
        case _:
            return UnreadableError(
                "This is no possible name of a file.", "Check how the name was put together."
            )
