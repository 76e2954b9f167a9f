"""Questions to a ledger, as varied as what stands in it: by its own names, words, days and references, common and rare."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from onrecord.ledger import Ledger
from onrecord.ledger.headlines import Sought
from onrecord.ledger.keys import KINDS
from onrecord.ledger.records import Filters
from onrecord.ledger.said import Asked
from onrecord.ledger.search import About
from onrecord.model import Stage

_WORD, _ANY = re.compile(r"[^\W\d_]{3,}"), re.compile(r"\w+")
#: Words that nobody looks for alone.
_LITTLE = frozenset(
    [
        "the",
        "and",
        "for",
        "that",
        "with",
        "was",
        "has",
        "have",
        "had",
        "but",
        "not",
        "are",
        "were",
        "from",
        "his",
        "her",
        "its",
        "they",
        "will",
        "would",
        "said",
        "who",
        "this",
        "their",
    ]
)
Question = Callable[[Ledger], object]


@dataclass(frozen=True, slots=True)
class Taken:
    """What stands in one article of the ledger, taken at random."""

    outlet: str | None
    published: str | None
    text: str
    people: tuple[str, ...]
    countries: tuple[str, ...]


class Questions:
    """Questions to a SQLite ledger, of each sort as many as are wanted; the same seed asks the same.

    What is asked for is taken from articles and reports at random, so that what stands in many is asked for often.
    """

    #: What there is to ask for: lists; by country, person, stage, date, outlet, several of these; words and phrases; records.
    SORTS = (
        "lists", "country", "person", "stage", "date", "outlet", "several", "words", "phrase", "words_about",
        "said", "show", "show_busy", "history",
    )  # fmt: skip

    def __init__(self, path: str, seed: int = 1) -> None:
        self._chance = random.Random(seed)  # noqa: S311 (questions, no secrets)
        self._store = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def some(self, sort: str, number: int) -> Iterator[Question]:
        """So many questions of a sort."""
        ask: Callable[[], Question] = getattr(self, f"_{sort}")
        return (ask() for _ in range(number))

    def _one(self, table: str, columns: str) -> tuple[object, ...]:
        (last,) = self._store.execute(f"SELECT max(id) FROM {table}").fetchone()  # noqa: S608 (names of ours)
        row: tuple[object, ...] = self._store.execute(
            f"SELECT {columns} FROM {table} WHERE id >= ? ORDER BY id LIMIT 1",  # noqa: S608
            (self._chance.randint(1, last),),
        ).fetchone()
        return row

    def _article(self) -> Taken:
        number, outlet, published, text = self._one("article", "id, outlet, published, text")
        facets = self._store.execute(
            "SELECT kind, value FROM facet WHERE article_id = ?", (number,)
        ).fetchall()
        people, countries = (tuple(v for k, v in facets if k == kind) for kind in ("person", "country"))
        return Taken(
            outlet if isinstance(outlet, str) else None, published if isinstance(published, str) else None,
            str(text), people or ("milley",), countries or ("USA",),
        )  # fmt: skip

    def _days(self) -> tuple[str, str]:
        while (published := self._article().published) is None:
            pass
        first = date.fromisoformat(published[:10])
        return first.isoformat(), (first + timedelta(days=self._chance.choice((0, 6, 30, 365)))).isoformat()

    def _word(self) -> str:
        words = [w for w in _WORD.findall(self._article().text) if w.lower() not in _LITTLE]
        return self._chance.choice(words) if words else "launchers"

    def _lists(self) -> Question:
        limit, offset = self._chance.choice((20, 50, 100)), self._chance.choice((0, 0, 50, 200))
        kind = self._chance.choice((*KINDS, "statement", "headline"))
        if kind == "statement":
            return lambda ledger: ledger.statements(limit=limit)
        if kind == "headline":
            return lambda ledger: ledger.headlines(limit=limit)
        return lambda ledger: ledger.records(kind, limit=limit, offset=offset)  # type: ignore[arg-type]

    def _country(self) -> Question:
        code = self._chance.choice(self._article().countries)
        way = self._chance.choice(("donor", "recipient", "actor", "search"))
        if way == "search":
            return lambda ledger: ledger.search(about=About(country=code))
        if way == "actor":
            return lambda ledger: ledger.decisions(actor=code)
        side = "actor" if way == "donor" else "recipient"
        return lambda ledger: ledger.transfers(**{side: code})

    def _person(self) -> Question:
        name = self._chance.choice(self._article().people)
        last = name.rpartition(" ")[2]
        way = self._chance.choice(("people", "statements", "search"))
        if way == "people":
            return lambda ledger: ledger.people(actor=name)
        asked = self._chance.choice((name, last))
        if way == "statements":
            return lambda ledger: ledger.statements(Asked(by=asked))
        return lambda ledger: ledger.search(about=About(person=asked))

    def _stage(self) -> Question:
        stage = self._chance.choice(get_args(Stage))
        way = self._chance.choice(("decision", "transfer", "search"))
        if way == "search":
            return lambda ledger: ledger.search(about=About(stage=stage))
        return lambda ledger: ledger.records(way, Filters(stage=stage))  # type: ignore[arg-type]

    def _date(self) -> Question:
        since, until = self._days()
        way = self._chance.choice((*KINDS, "statement", "search", "headline"))
        if way == "statement":
            return lambda ledger: ledger.statements(Asked(since=since, until=until))
        if way == "headline":
            return lambda ledger: ledger.headlines(Sought(since=since, until=until))
        if way == "search":
            return lambda ledger: ledger.search(about=About(since=since, until=until))
        return lambda ledger: ledger.records(way, Filters(since=since, until=until))  # type: ignore[arg-type]

    def _outlet(self) -> Question:
        outlet = self._article().outlet
        way = self._chance.choice(("statement", "headline", "search"))
        if way == "statement":
            return lambda ledger: ledger.statements(Asked(outlet=outlet))
        if way == "headline":
            return lambda ledger: ledger.headlines(Sought(outlet=outlet))
        return lambda ledger: ledger.search(about=About(outlet=outlet))

    def _several(self) -> Question:
        taken = self._article()
        since, until = self._days()
        country, other = self._chance.choice(taken.countries), self._chance.choice(taken.countries)
        stage = self._chance.choice(get_args(Stage))
        return self._chance.choice((
            lambda ledger: ledger.decisions(actor=country, stage=stage, since=since),
            lambda ledger: ledger.transfers(actor=country, recipient=other, until=until),
            lambda ledger: ledger.statements(Asked(by=taken.people[0], outlet=taken.outlet, until=until)),
            lambda ledger: ledger.search(about=About(person=taken.people[-1], country=country, stage=stage)),
            lambda ledger: ledger.search(about=About(outlet=taken.outlet, country=other, since=since)),
        ))  # fmt: skip

    def _words(self) -> Question:
        words = " ".join(self._word() for _ in range(self._chance.choice((1, 1, 2, 2, 3))))
        return lambda ledger: ledger.search(words)

    def _phrase(self) -> Question:
        words = _ANY.findall(self._article().text)
        length = self._chance.choice((2, 2, 3, 4))
        start = self._chance.randrange(max(1, len(words) - length))
        phrase = " ".join(words[start : start + length])
        return lambda ledger: ledger.search(f'"{phrase}"')

    def _words_about(self) -> Question:
        taken = self._article()
        words, country = self._word(), self._chance.choice(taken.countries)
        about = self._chance.choice((
            About(country=country), About(person=taken.people[0]), About(outlet=taken.outlet),
            About(since=(taken.published or "2022-01-01")[:10]),
        ))  # fmt: skip
        return lambda ledger: ledger.search(words, about)

    def _said(self) -> Question:
        (content,) = self._one("statement", "content")
        words = [w for w in _WORD.findall(str(content)) if w.lower() not in _LITTLE] or ["launchers"]
        asked = " ".join(self._chance.choice(words) for _ in range(self._chance.choice((1, 2, 2, 3))))
        return lambda ledger: ledger.statements(Asked(words=asked))

    def _show(self) -> Question:
        ref = str(self._one("record", "ref")[0])
        return lambda ledger: ledger.show(ref)

    def _show_busy(self) -> Question:
        (number,) = self._one("sighting", "record_id")
        (ref,) = self._store.execute("SELECT ref FROM record WHERE id = ?", (number,)).fetchone()
        return lambda ledger: ledger.show(ref)

    def _history(self) -> Question:
        ref = str(self._one("record", "ref")[0])
        return lambda ledger: ledger.history(ref)
