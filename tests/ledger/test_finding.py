"""What lists and searches find, held against the plain way: a look at every article and every statement."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger import Ledger, said, search
from onrecord.ledger.said import Asked
from onrecord.ledger.search import About
from onrecord.model import Article, Entity, Reading, Span, Speaker, Statement
from tests.ledger.server import database

WORDS = ("grain", "bridge", "harbour", "convoy", "turbine", "ferry", "rocket", "orchard")
PEOPLE = ("Anna Berg", "Kari Berg", "Jon Holm", "Ola Nystrand")
OUTLETS = ("Agency", "Daily", "Weekly")
COUNTRIES = {"Norway": "NOR", "Latvia": "LVA", "Moldova": "MDA"}
FIRST, DAYS = date(2025, 3, 1), 8


@dataclass(frozen=True)
class Told:
    """An article of the ledger, with what the plain way looks at."""

    number: int
    article: Article
    people: frozenset[str]
    countries: frozenset[str]
    statements: tuple[tuple[str, str], ...]


def reading(chance: random.Random, page: int) -> Reading:
    """An article in which two or three people say a few words each of a country."""
    headline = " ".join(chance.sample(WORDS, 2)).capitalize()
    speakers = [chance.choice(PEOPLE) for _ in range(chance.randint(1, 3))]
    quotes = [" ".join(chance.choices(WORDS, k=3)) for _ in speakers]
    country = chance.choice([*COUNTRIES])
    text = "\n\n".join(
        f"“{quote},” {who} said in {country}." for quote, who in zip(quotes, speakers, strict=True)
    )
    day = FIRST + timedelta(chance.randrange(DAYS))
    article = Article(
        headline=headline, text=text, outlet=chance.choice(OUTLETS), url=f"https://wire.example/{page}",
        published=chance.choice([day.isoformat()] * 5 + [f"{day}T09:30:00+00:00", None]),
    )  # fmt: skip
    people = tuple(
        Entity(id=f"e{n}", name=who, kind="person", mentions=(first(article, who),))
        for n, who in enumerate(dict.fromkeys(speakers))
    )
    land = Entity(
        id="land",
        name=country,
        kind="country",
        country=COUNTRIES[country],
        mentions=(first(article, country),),
    )
    statements = tuple(
        Statement(
            speaker=Speaker(name=who),
            anonymous=False,
            cue=None,
            content=(first(article, quote),),
            form="direct",
        )
        for who, quote in zip(speakers, quotes, strict=True)
    )
    return Reading(article=article, entities=(*people, land), statements=statements)


def first(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return article.span("text", start, start + len(words))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def many(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Ledger, list[Told]]]:
    """A ledger of 90 articles, some of them versions of one page, and those that count."""
    chance = random.Random(11)
    made = [reading(chance, chance.randrange(70)) for _ in range(90)]
    with ExitStack() as stack:
        place: str | Path = tmp_path_factory.mktemp("finding") / "l.db"
        if request.param == "postgresql":
            place = stack.enter_context(database(request.getfixturevalue("server")))
        ledger = stack.enter_context(Ledger(place))
        latest = {
            one.article.url: told(added.article, one)
            for added, one in zip(ledger.add_all(made), made, strict=True)
        }
        yield ledger, [*latest.values()]


def told(number: int, one: Reading) -> Told:
    return Told(
        number, one.article,
        frozenset(e.name for e in one.entities if e.kind == "person"),
        frozenset(e.country for e in one.entities if e.country),
        tuple((s.speaker.name if s.speaker else "", s.content[0].text) for s in one.statements),
    )  # fmt: skip


days = st.none() | st.integers(0, DAYS).map(lambda n: (FIRST + timedelta(n)).isoformat())
names = st.none() | st.sampled_from([*PEOPLE, "Berg", "Holm", "Nobody"])
outlets = st.none() | st.sampled_from(OUTLETS)
some_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
limits = st.sampled_from([1, 3, 10, 1000])


def in_days(published: str | None, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    return published is not None and (since or "") <= published[:10] <= (until or "9999")


@given(words=some_words, person=names, country=st.none() | st.sampled_from([*COUNTRIES.values()]), outlet=outlets, since=days,
       until=days, limit=limits)  # fmt: skip
def test_a_search_finds_the_best_of_all_articles_with_these_words_about_these_things(
    many: tuple[Ledger, list[Told]], words: str, person: str | None, country: str | None, outlet: str | None,
    since: str | None, until: str | None, limit: int,
) -> None:  # fmt: skip
    ledger, articles = many
    with_words = {
        t.number: t
        for t in articles
        if all(w in f"{t.article.headline} {t.article.text}".lower().replace(",", "") for w in words.split())
    }
    every = [hit.article for hit in ledger.search(words, limit=1000)]
    assert sorted(every) == sorted(with_words)
    plainly = [
        number
        for number in every
        if (person is None or any(f" {n}".endswith(f" {person}") for n in with_words[number].people))
        and (country is None or country in with_words[number].countries)
        and outlet in (None, with_words[number].article.outlet)
        and in_days(with_words[number].article.published, since, until)
    ]
    about = About(person=person, country=country, outlet=outlet, since=since, until=until)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_ENDED", 1)
        assert [hit.article for hit in ledger.search(words, about, limit=limit)] == plainly[:limit]


@given(
    by=names,
    words=st.none() | some_words,
    outlet=outlets,
    since=days,
    until=days,
    limit=limits,
    each=st.integers(1, 4),
)
def test_statements_with_these_words_are_the_newest_of_all(
    many: tuple[Ledger, list[Told]], by: str | None, words: str | None, outlet: str | None, since: str | None,
    until: str | None, limit: int, each: int,
) -> None:  # fmt: skip
    ledger, articles = many
    plainly = [
        (t.number, number)
        for t in sorted(articles, key=lambda t: (t.article.published or "", t.number), reverse=True)
        for number, (speaker, content) in reversed([*enumerate(t.statements)])
        if set((by or "").split()) <= set(speaker.split())
        and set((words or "").split()) <= {*content.split()}
        and outlet in (None, t.article.outlet)
        and in_days(t.article.published, since, until)
    ]
    asked = Asked(by=by, words=words, outlet=outlet, since=since, until=until)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(said, "_MANY", 5)
        patch.setattr(said, "_ARTICLES_EACH", each)
        found = ledger.statements(asked, limit=limit)
    assert [(s.article, s.number) for s in found] == plainly[:limit]
