"""What kind of source something is: told by how it begins, then by its name."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Literal

from onrecord.sources.encoding import mark
from onrecord.sources.failure import UnreadableError
from onrecord.sources.signatures import refuse_foreign

Kind = Literal["text", "html", "json", "jsonl"]
#: What a user may say that it is.
Format = Literal["auto", "text", "html", "json", "jsonl"]

_ENDINGS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_FIRST = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*", re.DOTALL)
_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|article|main|section|div|p|h1|title|meta)\b", re.IGNORECASE
)
#: Enough elements make a page also of what begins with something else.
_ELEMENT = re.compile(r"</(?:p|div|article|body|html|h[1-6]|span|a)>", re.IGNORECASE)
_MANY = 5
_OTHER_XML = re.compile(
    r"<(rss|feed|rdf:RDF|urlset|sitemapindex|nitf|newsml|newsItem|svg|plist)\b", re.IGNORECASE
)
_JSON = re.compile(r"\{\s*(?:\"|\}|$)|\[\s*(?:[\[{\"\]]|$)")


def ending(name: str) -> Kind | None:
    """The kind that a file's name tells, without ".gz"; None where it tells none."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes[-2:]]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    return _ENDINGS.get(suffixes[-1]) if suffixes else None


def refuse(head: bytes) -> None:
    """Does nothing for what may be an article of any kind.

    head  the first bytes of the source, unpacked; all of them where there are less than stream.HEAD

    Raises UnreadableError for what is empty, and for images, archives, feeds ...
    """
    if not head:
        raise UnreadableError("This is empty.", "Check that it was saved or downloaded whole.")
    refuse_foreign(head)
    start = _start(head)
    if not start.strip():
        raise UnreadableError(
            "There is nothing but blanks in this.", "Check that it was saved or downloaded whole."
        )
    if m := _OTHER_XML.match(_body(start)):
        raise UnreadableError(
            f"This is XML of another kind (<{m[1]}>), not an article.",
            "Save the articles themselves as HTML or text.",
        )


def kind_of(head: bytes, name: str) -> Kind:
    """The kind of a source that was not refused.

    head  as above
    name  of the file, or "-"
    """
    told = ending(name)
    start = _start(head)
    body = _body(start)
    if _HTML.match(body):
        return "html"
    if _JSON.match(body):
        return _json_kind(body, told)
    if told in {"json", "jsonl"}:
        return told
    if told == "html" and "<" in body:
        return "html"
    return "html" if len(_ELEMENT.findall(start)) >= _MANY else "text"


def _body(start: str) -> str:
    """What follows an XML declaration and comments."""
    first = _FIRST.match(start)
    return start[first.end() :] if first else start


def _start(head: bytes) -> str:
    name = mark(head)
    if name is None and b"\0" in head[:64]:
        name = "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
    return head.decode(name or "utf-8", errors="replace").removeprefix("\ufeff").replace("\0", " ")


def _json_kind(body: str, told: Kind | None) -> Kind:
    """Lines of JSON where the first line is an object by itself and is not all."""
    first, _, rest = body.partition("\n")
    rest = rest.lstrip()
    if told == "jsonl":
        return "jsonl"
    if not rest.startswith("{") or first.strip() in {"{", "["}:
        # One object may be spread over lines; and a line that is longer than what is seen is taken for lines only
        # where the name says so.
        return "json"
    try:
        json.loads(first)
    except ValueError:
        return "json" if told == "json" else "jsonl"
    except RecursionError:
        return "json"
    return "jsonl"
