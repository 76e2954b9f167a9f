"""Articles in records: one object of JSON for each."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from onrecord.model import Article
from onrecord.sources import masthead
from onrecord.sources.article import article
from onrecord.sources.characters import clean, line
from onrecord.sources.failure import UnreadableError
from onrecord.sources.fields import Fields
from onrecord.sources.headline import same
from onrecord.sources.layout import paragraphs

_MARKUP = re.compile(
    r"<(?:p|br|div|article|h[1-6])\b[^>]*>.*</?(?:p|br|div|article|h[1-6])\b|<br ?/?>",
    re.IGNORECASE | re.DOTALL,
)


def parse(source: str) -> Any:
    """The value that a JSON text spells.

    Raises UnreadableError, saying where, for what is no JSON.
    """
    try:
        return json.loads(source)
    except json.JSONDecodeError as error:
        where = (
            f"line {error.lineno}, column {error.colno}"
            if "\n" in source.strip()
            else f"column {error.colno}"
        )
        raise UnreadableError(
            f"This is not valid JSON: {_said(error.msg)} at {where}.",
            "Mend it there, or write the file anew.",
        ) from error
    except RecursionError as error:
        raise UnreadableError(
            "This JSON is nested too deeply to be an article.", "Give the articles as flat records."
        ) from error
    except ValueError as error:  # a number of thousands of digits
        raise UnreadableError(
            "This JSON has a number that is too long to be one.", "Mend that number."
        ) from error


def records(value: Any, fields: Fields) -> list[Any]:
    """The records in a JSON value: one object, a list of them, or an object with a list of them under one key.

    Raises UnreadableError where there are none.
    """
    if isinstance(value, list):
        if value:
            return value
        raise UnreadableError("This JSON is an empty list.", "Check how it was written.")
    if isinstance(value, dict):
        if fields.value(value, "text") is not None:
            return [value]
        lists = {
            key: found
            for key, found in value.items()
            if isinstance(found, list) and any(isinstance(one, dict) for one in found)
        }
        if len(lists) == 1:
            return next(iter(lists.values()))
        if lists:
            raise UnreadableError(
                f"This JSON object has several lists: {', '.join(sorted(lists))}.",
                "Give the list with the articles alone.",
            )
    raise UnreadableError("This JSON holds no article.", _hint(fields))


def read_record(record: Any, fields: Fields) -> Article:
    """The article in a record. Its text is taken as it is, but for characters that cannot be seen and for the way it
    marks paragraphs, and for the title above it.

    Raises UnreadableError where it has no text, or a field of the wrong kind.
    """
    if not isinstance(record, dict):
        raise UnreadableError(f"This record is {_kind(record)}, not an object.", _hint(fields))
    values = {
        field: _text(fields.value(record, field), field)
        for field in ("headline", "text", "url", "outlet", "language", "id")
    }
    text = values["text"]
    if text is None or not text.strip():
        raise UnreadableError("This record has no text.", _hint(fields))
    url, outlet = values["url"], values["outlet"]
    headline, site = masthead.cut(line(values["headline"] or ""), masthead.Evidence(outlet, url))
    lines = _lines(text)
    while len(lines) > 1 and same(lines[0], headline):
        lines.pop(0)
    published = fields.value(record, "published")
    return article(
        headline=headline,
        paragraphs=lines,
        id=values["id"],
        url=url,
        outlet=outlet or site,
        byline=_names(fields.value(record, "byline")),
        published=published if isinstance(published, str | int | float) else None,
        language=values["language"],
    )


def _lines(text: str) -> list[str]:
    if _MARKUP.search(text):
        from onrecord.sources.markup import lines_of_markup

        return lines_of_markup(text)
    return paragraphs(clean(text))


def _text(value: Any, field: str) -> str | None:
    """A value as text. A list is paragraphs; a list in it is the sentences of one.

    Raises UnreadableError for what is none.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and field == "id":
        return str(value)
    if isinstance(value, list) and field == "text":
        return "\n\n".join(
            " ".join(map(_sentence, one)) if isinstance(one, list) else _sentence(one) for one in value
        )
    if isinstance(value, dict) and field in {"outlet", "headline", "text"}:
        # {"name": ...} as in schema.org and news interfaces, {"rendered": ...} as in WordPress's.
        inner = value.get("name", value.get("rendered"))
        if inner is None or isinstance(inner, str):
            return inner
    raise UnreadableError(
        f"The {field} of this record is {_kind(value)}, not text.", "Name the right field with --map."
    )


def _sentence(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("text")
    if not isinstance(value, str):
        raise UnreadableError(
            f"The text of this record is a list with {_kind(value)} in it.",
            "Name the right field with --map.",
        )
    return value


def _names(value: Any) -> str | None:
    """A byline: a name, an object with a name, a list of either; None for anything else, which no article fails for."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _names(value.get("name"))
    if isinstance(value, list):
        names = list(dict.fromkeys(filter(None, map(_names, value))))
        return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]])) or None
    return None


def _kind(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "an object"


def _hint(fields: Fields) -> str:
    return f"An article is an object with {fields.names('text')}; name another field with --map text=NAME."


def _said(message: str) -> str:
    return message[:1].lower() + message[1:].removesuffix(" at")
