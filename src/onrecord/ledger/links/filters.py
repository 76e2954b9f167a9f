"""What lists of stories are narrowed to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from onrecord.ledger import schema
from onrecord.ledger.keys import plain


@dataclass(frozen=True, slots=True)
class StoryFilters:
    """What a list of stories is narrowed to; None for no narrowing.

    country       a name or a code, that an article of it names
    person        a name, or the end of one
    outlet        that carries it
    since, until  days, ISO 8601, both included, on which something of it was published
    articles      so many it has at the least
    """

    country: str | None = None
    person: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    articles: int | None = None


def about(
    asked: StoryFilters,
    within: Callable[[Callable[[ColumnElement[int]], ColumnElement[bool]]], ColumnElement[bool]],
) -> list[ColumnElement[bool]]:
    """The conditions that some article of a story has to fulfil, each of them.

    asked   as `narrowing.checked` gave it
    within  makes a condition of stories from one of the number of an article
    """
    f = schema.facet.c
    wanted: list[ColumnElement[bool]] = []

    def has(kind: str, fits: ColumnElement[bool]) -> None:
        wanted.append(within(lambda article: article.in_(select(f.article_id).where(f.kind == kind, fits))))

    if asked.country is not None:
        has("country", f.value == asked.country)
    if asked.person is not None:
        name = plain(asked.person)
        has("person", or_(f.value == name, f.value.endswith(" " + name, autoescape=True)))
        has("surname", f.value == name.rpartition(" ")[2])  # which an index finds, so that few are looked at
    if asked.outlet is not None:
        has("outlet", f.value == asked.outlet)
    return wanted
