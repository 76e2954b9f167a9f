"""Where articles come from: plain text, web pages, JSON and JSON lines, in files, folders and standard input.

Bad input never stops the rest: what cannot be read comes out as a Failure in its place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from onrecord.model import Article
from onrecord.sources.failure import Failure
from onrecord.sources.fields import field_map
from onrecord.sources.header import render
from onrecord.sources.kind import Format
from onrecord.sources.location import Location, locate
from onrecord.sources.reader import read_source

__all__ = [
    "Article",
    "Failure",
    "Format",
    "Location",
    "articles",
    "field_map",
    "locate",
    "read_source",
    "render",
]


def articles(
    paths: Iterable[str | os.PathLike[str]], *, format: Format = "auto", map: Mapping[str, str] | None = None
) -> Iterator[Article | Failure]:
    """What is at these paths, one by one and in order: an article, or why there is none.

    paths   files, folders, patterns, "-" for standard input (see `locate`)
    format  "text", "html", "json" or "jsonl"; "auto" tells it from each file
    map     where records have an article's fields, where the usual names do not do: {"text": "article.body"}

    Raises ValueError for a field that articles do not have.
    """
    for location in locate(paths):
        if isinstance(location, Failure):
            yield location
        else:
            yield from read_source(location, format=format, map=map)
