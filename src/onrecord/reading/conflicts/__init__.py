"""Places where an article disagrees with itself without explaining it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.model import Article, Conflict, Event, Figure, Statement
from onrecord.reading.conflicts.context import is_live
from onrecord.reading.conflicts.dated import clashing_days
from onrecord.reading.conflicts.named import two_names, two_places
from onrecord.reading.conflicts.numbers import clashing_numbers
from onrecord.reading.conflicts.offices import two_offices
from onrecord.reading.conflicts.quoted import changed_words
from onrecord.reading.conflicts.retold import told_again
from onrecord.reading.conflicts.rules import clashing_starts
from onrecord.reading.conflicts.spells import (
    clashing_ages,
    clashing_lengths,
    clashing_sizes,
    clashing_spells,
    clashing_votes,
)
from onrecord.reading.conflicts.stages import clashing_stages
from onrecord.reading.conflicts.sums import clashing_sums
from onrecord.reading.entities import Entities

__all__ = ["conflicts"]

#: More than so many are no slips but an article that we misread: the surest are kept.
_MOST = 5


def conflicts(
    article: Article,
    doc: Doc,
    entities: Entities,
    statements: Sequence[Statement],
    events: Sequence[Event],
    figures: Sequence[Figure],
) -> tuple[Conflict, ...]:
    """The conflicts within an article's text, in order; none on most articles."""
    found = [
        *clashing_numbers(article, doc, statements, figures, events),
        *clashing_sums(article, doc, figures, events),
        *told_again(article, doc, statements, figures),
        *clashing_spells(article, doc),
        *clashing_lengths(article, doc),
        *clashing_sizes(article, doc),
        *clashing_votes(article),
        *clashing_ages(article, entities),
        *clashing_stages(article, doc, statements, events),
        *(() if is_live(article.text) else clashing_starts(article, doc)),
        *clashing_days(article, doc, statements),
        *changed_words(article, statements),
        *two_names(article, entities),
        *two_offices(article, entities),
        *two_places(article, doc),
    ]
    once: list[Conflict] = []
    for conflict in found:
        if not any(_meet(conflict, c) for c in once):
            once.append(conflict)
    return tuple(sorted(once[:_MOST], key=lambda c: (c.a.start, c.b.start)))


def _meet(one: Conflict, other: Conflict) -> bool:
    """Whether two conflicts hold the same two places against each other."""
    return all(x.start < y.end and y.start < x.end for x, y in ((one.a, other.a), (one.b, other.b)))
