"""The links of a ledger are those of its articles, in whatever order these came."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from onrecord.ledger import Ledger
from onrecord.ledger.links import linking, pairs
from onrecord.linking.stories import Stories, Surroundings, anew
from onrecord.model import Reading
from tests.ledger.links.conftest import (
    AGENCY_S,
    COPY,
    COURIERS,
    ORBITS,
    RETOLD,
    WIRE,
    called,
    changed,
    of,
    ties,
    told,
    wanted,
)
from tests.linking.conftest import AGENCY
from tests.linking.stories.conftest import report

_NAMES = [
    "Brantevica",
    "Solheimsvik",
    "Hlibovyk",
    "Thorndal",
    "Vasquinho",
    "Mbaitoloum",
    "Kestutaite",
    "Oudraogo",
]
_WORDS = ["minesweeper", "embargo", "ceasefire", "dredging", "ruby", "hydropower", "ballot", "quarantine"]


@pytest.mark.parametrize("seed", range(6))
def test_every_order_gives_what_linking_the_set_gives(place: str, seed: int) -> None:
    order = random.Random(seed).sample(WIRE, len(WIRE))
    with Ledger(place) as ledger:
        for number, reading in enumerate(order):
            ledger.add(reading)
            if number % (1 + seed % 3) == 0:
                ledger.link()
        assert (told(ledger), ties(ledger)) == wanted(WIRE)
        assert ties(ledger) >= {("copy", AGENCY_S, COURIERS), ("rewrite", AGENCY_S, ORBITS)}


def test_the_original_comes_last_and_takes_its_copies(ledger: Ledger) -> None:
    first, *others = WIRE[5:]
    for reading in others:
        ledger.add(reading)
        ledger.link()
    assert {later for _, _, later in ties(ledger)} == {ORBITS}
    ledger.add(first)
    assert ties(ledger) == {("copy", AGENCY_S, COURIERS), ("rewrite", AGENCY_S, ORBITS)}


@st.composite
def _articles(draw: st.DrawFn) -> tuple[list[Reading], list[Reading], list[bool]]:
    """Articles of some days about a few people and things, many alike; a new order; where the ledger links on the way."""
    made = []
    for number in range(draw(st.integers(2, 12))):
        names = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4))
        words = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4))
        text = f"On this day {' and '.join(names)} spoke of the {' and the '.join(words)}."
        on = draw(
            st.sampled_from(
                [None, *(f"2026-03-{day:02}T{hour:02}:00:00Z" for day in range(2, 8) for hour in (3, 18))]
            )
        )
        made.append(report(f"a{number}", "", text, on).reading)
    order = draw(st.permutations(made))
    return made, order, draw(st.lists(st.booleans(), min_size=len(made), max_size=len(made)))


@settings(max_examples=40, deadline=None)
@given(_articles())
def test_stories_are_a_function_of_the_articles(
    drawn: tuple[list[Reading], list[Reading], list[bool]],
) -> None:
    made, order, pauses = drawn
    with Ledger("sqlite://") as ledger:
        for reading, pause in zip(order, pauses, strict=True):
            ledger.add(reading)
            if pause:
                ledger.link()
        before = told(ledger), ties(ledger)
        assert before == wanted(made)
        ledger.rebuild()
        assert (told(ledger), ties(ledger)) == before
        assert ledger.check() == []


def test_what_is_not_linked_yet_is_known_and_made_good(ledger: Ledger) -> None:
    for reading in WIRE:
        ledger.add(reading)
    assert ledger.unlinked() == len(WIRE)
    assert ledger.link() == len(WIRE)
    assert (ledger.unlinked(), ledger.link()) == (0, 0)


def test_a_new_version_takes_the_place_of_the_old(ledger: Ledger) -> None:
    address = "https://courier.example/sappers"
    copy = Reading(article=of("Courier", AGENCY, "2026-03-02T15:00:00Z").article)
    own = of(
        "Courier", "Ferries run late on the Adazi crossing, and nobody says why.", "2026-03-02T15:00:00Z"
    )
    first, second = (Reading(article=_at(one, address)) for one in (copy, own))
    ledger.add(WIRE[5])
    ledger.add(first)
    assert len(ties(ledger)) == 1
    assert ledger.add(second).outcome == "version"
    assert ties(ledger) == set()
    assert (told(ledger), ties(ledger)) == wanted([WIRE[5], second])


def _at(reading: Reading, url: str):
    from dataclasses import replace

    return replace(reading.article, url=url)


def test_what_copied_an_old_version_goes_back_to_what_it_retells(ledger: Ledger) -> None:
    orbit = Reading(article=_at(WIRE[7], "https://orbit.example/sappers"))
    own = of("Orbit", "Ferries run late on the Adazi crossing, and nobody says why.", "2026-03-03T04:00:00Z")
    new = Reading(article=_at(own, "https://orbit.example/sappers"))
    echo = of("Echo", RETOLD, "2026-03-03T09:00:00Z", "Sappers go to Moldova")
    for reading in (WIRE[5], orbit, echo):
        ledger.add(reading)
    assert (told(ledger), ties(ledger)) == wanted([WIRE[5], orbit, echo])
    ledger.add(new)
    assert (told(ledger), ties(ledger)) == wanted([WIRE[5], new, echo])
    assert ties(ledger) == {("rewrite", AGENCY_S, called(echo))}


def test_copies_are_not_asked_whom_they_retell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more copies of one text than are held against each other, none is held against the rest as a rewrite."""
    monkeypatch.setattr(pairs, "retelling", lambda *_: pytest.fail("asked"))
    carried = [
        of(f"Paper {number}", COPY + f" Number {number} was there.", f"2026-03-02T15:{number % 60:02}:00Z")
        for number in range(pairs._MOST + 16)
    ]
    with Ledger("sqlite://") as ledger:
        for _ in ledger.add_all(carried):
            pass
        ledger.link()
        assert len(ledger.stories()) == 1


def test_a_new_reading_is_linked_anew(ledger: Ledger) -> None:
    numbers = [ledger.add(reading).article for reading in WIRE]
    before = told(ledger)
    bare = Reading(article=WIRE[1].article)
    ledger.reread(numbers[1], bare, program="2", weights="new")
    assert ledger.unlinked() == 1
    assert told(ledger) == wanted([WIRE[0], bare, *WIRE[2:]])[0]
    ledger.reread(numbers[1], WIRE[1], program="3", weights="new")
    assert told(ledger) == before


def test_what_counts_is_linked_and_not_what_was_added(place: str) -> None:
    bare = Reading(article=WIRE[1].article)
    with Ledger(place) as one, Ledger(place) as other:
        numbers = [one.add(reading).article for reading in WIRE]
        other.reread(numbers[1], bare, program="2", weights="new")
        one.link()
        with one.database.reading() as connection:
            kept = connection.execute(text("SELECT body FROM trace ORDER BY article_id")).scalars().all()
        one.rebuild()
        one.link()
        with one.database.reading() as connection:
            assert (
                kept == connection.execute(text("SELECT body FROM trace ORDER BY article_id")).scalars().all()
            )


def test_two_programs_that_link_see_each_others_work(place: str) -> None:
    with Ledger(place) as one, Ledger(place) as other:
        for number, reading in enumerate(WIRE):
            (one, other)[number % 2].add(reading)
            (other, one)[number % 2].link()
        assert (told(one), ties(other)) == wanted(WIRE)


def test_an_article_touches_its_neighbours_only(tmp_path) -> None:
    """However many articles on other matters there are, as many rows are read and written for one more."""
    counts = {}
    for many in (40, 400):
        with Ledger(tmp_path / f"{many}.db") as ledger:
            for number in range(many):
                ledger.add(_on_its_own(number))
            for reading in WIRE[:-1]:
                ledger.add(reading)
            ledger.link()
            ledger.add(WIRE[-1])
            asked: list[int] = []
            event.listen(
                ledger.database.engine, "after_cursor_execute", lambda *_, those=asked: those.append(1)
            )
            ledger.link()
            assert ledger.story(ORBITS).story.articles == 3
            counts[many] = len(asked)
    assert counts[40] == counts[400] < 150


def _on_its_own(number: int) -> Reading:
    names = [f"{_NAMES[number % 8]}{chr(97 + number // 8 % 26)}{chr(97 + number // 208)}" for _ in range(2)]
    text = f"In the town of {names[0]} the well number{number} was opened by people of house{number} and field{number}."
    return report(f"b{number}", "", text, "2026-03-02T10:00:00Z").reading


def test_a_changed_page_stays_the_same_article(ledger: Ledger) -> None:
    page = Reading(article=_at(WIRE[5], "https://halyard.example/dump"))
    ledger.add(page)
    ref = ledger.stories()[0].ref
    ledger.add(changed(page, "The vote was put off until May."))
    assert [line.ref for line in ledger.stories()] == [ref]


def test_links_that_are_not_whole_are_told(ledger: Ledger) -> None:
    for reading in WIRE:
        ledger.add(reading)
    ledger.link()
    assert ledger.check() == []
    with ledger.database.writing() as connection:
        connection.execute(text("UPDATE story SET articles = 9"))
        connection.execute(text("UPDATE link SET status = 'accepted' WHERE kind = 'copy'"))
        connection.execute(text("UPDATE trace SET story_id = NULL WHERE article_id = 1"))
    told_so = "\n".join(ledger.check())
    for words in (
        "does not follow from its articles",
        "is not as the review log has it",
        "article 1 is linked and in no story",
    ):
        assert words in told_so
    ledger.rebuild()
    assert told(ledger) == wanted(WIRE)[0]
    assert ledger.check() == []


def test_what_several_come_late_for_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    gone_through: list[int] = []

    def counted(profiles, *rest):
        known = list(profiles)
        gone_through.append(len(known))
        return anew(known, *rest)

    monkeypatch.setattr(linking, "anew", counted)
    late, early = WIRE[5:7], WIRE[7:]
    others = [
        of(f"Paper {number}", COPY + f" Number {number} was there.", f"2026-03-02T1{number}:00:00Z")
        for number in range(6)
    ]
    with Ledger("sqlite://") as ledger:
        for reading in early:
            ledger.add(reading)
        ledger.link()
        for reading in (*late, *others):
            ledger.add(reading)
        ledger.link()
        assert (told(ledger), ties(ledger)) == wanted([*early, *late, *others])
        assert ledger.check() == []
    assert gone_through == [9]


def test_what_comes_on_one_day_and_hangs_together_is_put_in_place_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    placed: list[list[str]] = []
    place = Stories.place

    def counted(stories: Stories, around: Surroundings) -> None:
        placed.append(around.open)
        place(stories, around)

    monkeypatch.setattr(Stories, "place", counted)
    carried = [
        of(f"Paper {number}", COPY + f" Number {number} was there.", f"2026-03-02T{number:02}:00:00Z")
        for number in range(12)
    ]
    with Ledger("sqlite://") as ledger:
        for reading in (*carried, _on_its_own(1)):
            ledger.add(reading)
        ledger.link()
        assert sorted(map(len, placed)) == [1, 12]
        assert told(ledger) == wanted([*carried, _on_its_own(1)])[0]


def test_late_articles_of_more_than_can_be_moved_are_put_among_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(linking, "_TOGETHER", 2)
    with Ledger("sqlite://") as ledger:
        for readings in (WIRE[7:], WIRE[5:7], WIRE[:5]):
            for reading in readings:
                ledger.add(reading)
            ledger.link()
        assert told(ledger) == wanted(WIRE)[0]
        assert ledger.check() == []
