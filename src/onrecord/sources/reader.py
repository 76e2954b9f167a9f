"""Reads what is at a location."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from onrecord.model import Article
from onrecord.sources import encoding
from onrecord.sources.failure import Failure, UnreadableError
from onrecord.sources.fields import Fields, check
from onrecord.sources.kind import Format, kind_of, refuse
from onrecord.sources.location import Location
from onrecord.sources.plain import read_text
from onrecord.sources.records import parse, read_record, records
from onrecord.sources.stream import HEAD, Stream, open_stream, refusal, whole

#: Bytes that are read of one source, which is held in memory whole. A text of 5 million characters fits in twice.
_MOST_TEXT = 20_000_000
_MOST_HTML = 20_000_000
_MOST_JSON = 100_000_000
#: ... and of one line of JSON lines, which are held one at a time.
_MOST_LINE = 30_000_000


def read_source(
    location: Location, *, format: Format = "auto", map: Mapping[str, str] | None = None
) -> Iterator[Article | Failure]:
    """The articles at a location, in order, each read when it is asked for; a Failure where one cannot be read.

    format  "auto" tells it from the content, then from the name
    map     where records have an article's fields: {"text": "article.body"}

    Raises ValueError for a field that articles do not have.
    """
    fields = Fields(map or {})
    check(fields.paths)
    where = str(location)
    try:
        with open_stream(location.path) as stream:
            refuse(stream.peek(HEAD))
            match kind_of(stream.peek(HEAD), location.path) if format == "auto" else format:
                case "jsonl":
                    yield from _lines(stream, where, fields)
                case "json":
                    yield from _records(stream, where, fields)
                case "html":
                    yield _page(stream)
                case _:
                    yield _text(stream)
    except UnreadableError as error:
        yield error.at(where)
    except OSError as error:
        yield refusal(location.path, error).at(where)


def _text(stream: Stream) -> Article:
    data = whole(stream, _MOST_TEXT, "one article", "Split it into its articles, or give them as JSON lines.")
    return read_text(encoding.decode(data))


def _page(stream: Stream) -> Article:
    # Half of the time that it takes to read one text would go into loading what only pages need.
    from onrecord.sources.page import declared_encoding, read_page

    data = whole(stream, _MOST_HTML, "one web page", "Save the article alone.")
    return read_page(encoding.decode(data, declared_encoding(data)))


def _records(stream: Stream, where: str, fields: Fields) -> Iterator[Article | Failure]:
    data = whole(
        stream,
        _MOST_JSON,
        "one JSON value",
        "Write one record a line (JSON lines), which are read one by one.",
    )
    found = records(parse(encoding.decode(data)), fields)
    for number, record in enumerate(found, 1):
        try:
            yield read_record(record, fields)
        except UnreadableError as error:
            yield error.at(f"{where}, record {number}" if len(found) > 1 else where)


def _lines(stream: Stream, where: str, fields: Fields) -> Iterator[Article | Failure]:
    name = encoding.mark(stream.peek(4))
    if name is not None and name != "utf-8":
        # Lines cannot be cut before they are decoded; so these are read whole.
        text = encoding.decode(
            whole(stream, _MOST_JSON, "JSON lines that are not in UTF-8", "Save them as UTF-8.")
        )
        stream = io.BufferedReader(io.BytesIO(text.encode(errors="replace")))
    number, any_record = 0, False
    while line := stream.readline(_MOST_LINE):
        number += 1
        try:
            _refuse_long(line, stream)
            if line.strip():
                any_record = True
                yield read_record(parse(_decoded(line, first=number == 1)), fields)
        except UnreadableError as error:
            yield error.at(f"{where}, line {number}")
    if not any_record:
        yield UnreadableError("There is no record in this.", "Check how it was written.").at(where)


def _decoded(line: bytes, *, first: bool) -> str:
    try:
        return line.decode("utf-8-sig" if first else "utf-8").strip()
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"This line is not in UTF-8 (byte {error.start + 1}), which JSON has to be in.",
            "Save the file as UTF-8.",
        ) from error


def _refuse_long(line: bytes, stream: Stream) -> None:
    """Skips the rest of a line that is longer than a line may be, and raises UnreadableError."""
    if len(line) < _MOST_LINE or line.endswith(b"\n"):
        return
    while (rest := stream.readline(HEAD)) and not rest.endswith(b"\n"):
        pass
    raise UnreadableError(
        f"This line is longer than {_MOST_LINE // 1_000_000} MB, the most that is read of one record.",
        "Check that each record has a line of its own.",
    )
