"""Articles that have to do with each other, and what a ledger makes of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from onrecord.ledger import Ledger
from onrecord.ledger.derived import page_key
from onrecord.ledger.links.traces import article_ref
from onrecord.linking import Piece, link
from onrecord.model import Article, Reading
from tests.linking.conftest import AGENCY
from tests.linking.stories.conftest import DENMARK, DENMARK_AT_HOME, NORWAY, NORWAY_AT_HOME, NORWAY_LATER

COPY = AGENCY.split("\n\n", 1)[1] + "\n\nOur reporter saw them pack their bags at Adazi."
RETOLD = """Latvia plans to dispatch forty engineers to Moldova in May so as to clear a munitions dump which has leaked since winter, \
according to Defence Minister Ilze Brantevica on Monday.

The engineers are to remain for six months and carry along two armoured diggers, Brantevica informed reporters at Adazi.

"Nobody there asked for heroes, they asked for folks who can dig," she remarked. "We have those, and we have the machines."

Moldova shut the dump at Colbasna Mare following a fire in January which hurt eleven workers and forced 300 families from \
their homes.

The cost stands at 2.3 million euros, a third of which Estonia has agreed to cover. Parliament has to approve the mission, with \
a vote expected before Easter.

Veaceslav Crudu, a deputy minister in Chisinau, thanked Riga and remarked that families wished to plant gardens again.

Juris Kalnarajs, an opposition member of the defence committee, said he would vote for it but wished to see the maps first."""


def of(outlet: str, text: str, published: str | None = None, headline: str = "") -> Reading:
    """A reading of an article in which nothing was found: copies and rewrites are found by the words."""
    return Reading(article=Article(text=text, outlet=outlet, published=published, headline=headline))


def called(reading: Reading) -> str:
    """What the ledger calls an article by."""
    return article_ref(page_key(reading.article))


#: Two donors and a dump, each carried by several outlets.
WIRE = [
    *(piece.reading for piece in (NORWAY, NORWAY_AT_HOME, NORWAY_LATER, DENMARK, DENMARK_AT_HOME)),
    of("Halyard Press", AGENCY, "2026-03-02T09:00:00Z", "Latvia to clear a dump in Moldova"),
    of("Courier", COPY, "2026-03-02T15:00:00Z", "Sappers for Moldova"),
    of("Orbit", RETOLD, "2026-03-03T04:00:00Z", "Latvia Digs In"),
]
AGENCY_S, COURIERS, ORBITS = (called(reading) for reading in WIRE[5:])


def told(ledger: Ledger) -> set[frozenset[str]]:
    """The articles of each story."""
    return {frozenset(a.ref for a in ledger.story(s.ref).articles) for s in ledger.stories(limit=1000)}


def ties(ledger: Ledger) -> set[tuple[str, str, str]]:
    """What goes back to one text: how, to which article, and which one does."""
    return {
        (tie.kind, tie.earlier, tie.later)
        for s in ledger.stories(limit=1000)
        for tie in ledger.story(s.ref).ties
        if tie.counts
    }


def wanted(readings: Iterable[Reading]) -> tuple[set[frozenset[str]], set[tuple[str, str, str]]]:
    """What `onrecord link` finds in the same articles."""
    found = link([Piece(called(reading), reading) for reading in readings])
    pairs = {("copy", c.earlier, c.later) for c in found.copies} | {
        ("rewrite", r.earlier, r.later) for r in found.rewrites
    }
    return {frozenset(story.articles) for story in found.stories}, pairs


def changed(reading: Reading, words: str) -> Reading:
    """A later version of the same page."""
    return Reading(article=replace(reading.article, id="", text=f"{reading.article.text}\n\n{words}"))


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    days = (f"2026-04-{day:02}T12:00:00.000000+00:00" for day in itertools.count(1))
    with Ledger(place, clock=lambda: next(days)) as made:
        yield made
