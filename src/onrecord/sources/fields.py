"""The names that records have for an article's fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: Field by field, the names that are understood; the first that a record has counts. They are compared without case,
#: underscores and hyphens.
NAMES: dict[str, tuple[str, ...]] = {
    "headline": ("headline", "title"),
    "text": ("text", "body", "content", "articleBody", "body-paragraphs", "paragraphs"),
    "url": ("url", "link"),
    "outlet": ("outlet", "source", "publisher", "publication"),
    "byline": ("byline", "author", "authors"),
    "published": ("published", "date", "publishedAt", "datePublished", "pubDate"),
    "language": ("language", "lang"),
    "id": ("id",),
}


@dataclass(frozen=True, slots=True)
class Fields:
    """Where in a record each field stands: names, or paths of names through objects ("article.body")."""

    paths: Mapping[str, str]

    def value(self, record: Mapping[str, Any], field: str) -> Any:
        """The record's value for the field, None where it has none."""
        if field in self.paths:
            return _at(record, self.paths[field])
        names = {_key(name): value for name, value in reversed(list(record.items()))}
        return next((names[key] for name in NAMES[field] if names.get(key := _key(name)) is not None), None)

    def names(self, field: str) -> str:
        """The names that a record may have for the field, for a message."""
        given = [self.paths[field]] if field in self.paths else list(NAMES[field][:3])
        quoted = [f'"{name}"' for name in given]
        return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def field_map(spelled: str) -> dict[str, str]:
    """The map that a text like "headline=hl,text=article.body" spells.

    Raises ValueError, saying what is wrong, for any other text.
    """
    found: dict[str, str] = {}
    for part in filter(str.strip, spelled.split(",")):
        field, is_pair, path = (piece.strip() for piece in part.partition("="))
        if not (is_pair and path):
            raise ValueError(
                f'"{part.strip()}" is no pair of a field and a name: write for example text=article.body.'
            )
        found[field] = path
    check(found)
    return found


def check(paths: Mapping[str, str]) -> None:
    """Raises ValueError for a map with a field that articles do not have."""
    for field in paths:
        if field not in NAMES:
            raise ValueError(f'Articles have no field "{field}"; they have {", ".join(NAMES)}.')


def _at(value: Any, path: str) -> Any:
    """What stands at a dotted path; a whole name with dots in it comes first, and a number counts in a list."""
    if isinstance(value, Mapping):
        if path in value:
            return value[path]
        first, _, rest = path.partition(".")
        return _at(value[first], rest) if rest and first in value else None
    if isinstance(value, list):
        first, _, rest = path.partition(".")
        if first.isdecimal() and int(first) < len(value):
            return _at(value[int(first)], rest) if rest else value[int(first)]
    return None


def _key(name: str) -> str:
    return re.sub(r"[_\s-]", "", name.casefold())
