"""How fast articles find their stories when many are there already, on made-up articles of which several are of one story.

`articles_per_second` is for one core, from the reading to the story, the time of the processor; `largest_story` the number of
articles in the largest story, of which there are some fifteen at most in truth. `ledger_articles_per_second` is the same for a
SQLite ledger that holds 1,000 of them, `large_ledger_articles_per_second` for one with 10,000: what was added is linked, copies
and rewrites are looked for as well, and all is written down. `copies_per_second` is the same again for a ledger in which one
story was carried by a few hundred outlets in almost the same words. With 100,000 articles there, which takes half an hour:

    python -c "from benchmarks.incoming import incoming; print(incoming(100_000))"
    python -c "from benchmarks.incoming import linked; print(linked(100_000))"
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from onrecord.ledger import Ledger
from onrecord.linking import Piece
from onrecord.linking.stories import Profile, Stories
from onrecord.linking.stories.terms import commonness
from onrecord.model import Article, Entity, Reading

NEEDS_CORPORA = False
GATED: tuple[str, ...] = ()
ALREADY, ADDED = 5_000, 500
#: So many articles are in the ledger.
_IN_LEDGER, _IN_LARGE = 1_000, 10_000
#: So many outlets carry one text, on so many days.
_CARRIED, _CARRIED_DAYS = 240, 4
_A_DAY, _STORIES_A_DAY, _DAYS = 300, 75, 4
_PEOPLE = 30_000


def limits() -> dict[str, tuple[float | None, float | None]]:
    """What is warned of."""
    return {
        "articles_per_second": (100.0, None),
        "largest_story": (None, 60.0),
        "ledger_articles_per_second": (100.0, None),
        "large_ledger_articles_per_second": (100.0, None),
        "copies_per_second": (20.0, None),
    }


def measure(data: Path, part: str) -> dict[str, float]:  # noqa: ARG001 -- every benchmark is asked in the same way
    """Figures by name."""
    return incoming(ALREADY) | {
        "ledger_articles_per_second": linked(_IN_LEDGER),
        "large_ledger_articles_per_second": linked(_IN_LARGE),
        "copies_per_second": carried(_CARRIED),
    }


def incoming(already: int) -> dict[str, float]:
    """The figures with so many articles there already."""
    found, made = Stories(), articles()
    for piece in islice(made, already):
        found.add(Profile.of(piece))
    taken = 0.0
    for piece in islice(made, ADDED):
        begun = time.process_time()
        found.add(Profile.of(piece))
        taken += time.process_time() - begun
    return {
        "articles_per_second": ADDED / taken,
        "largest_story": float(max(map(len, found.shelf.stories()))),
    }


def linked(already: int) -> float:
    """How many articles a second are linked into a ledger that holds so many."""
    made = (piece.reading for piece in articles())
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "linked.db") as ledger:
        _put(ledger, islice(made, already))
        ledger.link()
        _put(ledger, islice(made, ADDED))
        return _per_second(ledger)


def carried(outlets: int) -> float:
    """How many articles a second are linked that are almost of the same words, into a ledger that holds as many of them."""
    text = next(articles()).reading.article.text
    day = timedelta(days=_CARRIED_DAYS) / (2 * outlets)
    made = [
        Reading(
            article=Article(
                text=f"{text}\n\nNumber {number} was there.",
                outlet=f"Outlet {number}",
                published=(datetime(2024, 1, 1, tzinfo=UTC) + number * day).isoformat(),
            )
        )
        for number in range(2 * outlets)
    ]
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "carried.db") as ledger:
        _put(ledger, made[::2])
        ledger.link()
        _put(ledger, made[1::2])
        return _per_second(ledger)


def _per_second(ledger: Ledger) -> float:
    begun = time.process_time()
    count = ledger.link()
    return count / (time.process_time() - begun)


def _put(ledger: Ledger, readings: Iterable[Reading]) -> None:
    for _ in ledger.add_all(readings, program="made up", weights="none"):
        pass


def articles() -> Iterator[Piece]:
    """Made-up articles by day: words as common as in the news, names of a few people each, some stories at a time."""
    chance = np.random.default_rng(1)
    counts, _ = commonness()
    known, common = list(counts), np.array(list(counts.values()), float)
    common /= common.sum()
    fame = 1 / (np.arange(_PEOPLE) + 50.0)
    fame /= fame.sum()
    syllables = np.array([a + b for a in "bdfgklmnprstvz" for b in "aeiou"])
    people = ["".join(chance.choice(syllables, 3)).capitalize() for _ in range(_PEOPLE)]
    live: list[tuple[int, list[str], list[str]]] = []
    number, day = 0, 0
    while True:
        live = [story for story in live if day - story[0] < _DAYS] + [
            (
                day,
                [people[at] for at in chance.choice(_PEOPLE, 12, p=fame)],
                [known[at] for at in chance.choice(len(known), 60, p=common)],
            )
            for _ in range(_STORIES_A_DAY)
        ]
        for _ in range(_A_DAY):
            _, names, topic = live[int(chance.integers(len(live)))]
            text = [known[at] for at in chance.choice(len(known), 250, p=common)]
            text += [*chance.choice(topic, 60), *chance.choice(names, 25)]
            chance.shuffle(text)
            published = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=day, hours=int(chance.integers(24)))
            headline = " ".join([*chance.choice(topic, 5), *chance.choice(names, 2)])
            yield _piece(f"a{number}", headline, " ".join(text), published.isoformat(), frozenset(names))
            number += 1
        day += 1


def _piece(number: str, headline: str, text: str, published: str, names: frozenset[str]) -> Piece:
    """An article in which these names are found."""
    article = Article(
        id=number, headline=headline, text=text, published=published, outlet=f"Outlet {number[-1]}"
    )
    entities = []
    for at, name in enumerate(sorted(names)):
        start = text.find(name)
        if start >= 0:
            span = article.span("text", start, start + len(name))
            entities.append(Entity(id=f"e{at}", name=name, kind="person", mentions=(span,)))
    return Piece(number, Reading(article=article, entities=tuple(entities)))
