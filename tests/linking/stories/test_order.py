"""Stories do not depend on the order in which the articles of a day come in."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking.stories import Profile, Stories, likeness, scores

from .conftest import DENMARK, DENMARK_AT_HOME, NORWAY, NORWAY_AT_HOME, NORWAY_LATER, report

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


@st.composite
def days(draw):
    """Some days of articles about a few people and things, so that many are alike and some are between two stories."""
    made = []
    for day in range(draw(st.integers(1, 4))):
        those = []
        for at in range(draw(st.integers(1, 7))):
            names = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4))
            words = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4))
            hour = draw(st.integers(0, 23))
            text = f"On this day {' and '.join(names)} spoke of the {' and the '.join(words)}."
            those.append(report(f"d{day}a{at}", "", text, f"2026-03-{day + 2:02}T{hour:02}:00:00Z"))
        made.append([Profile.of(piece) for piece in those])
    ids = [profile.id for those in made for profile in those]
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=2))
    return made, pairs, draw(st.randoms(use_true_random=False))


def taken_in(made, pairs):
    found = Stories()
    for those in made:
        for profile in those:
            same = [b if a == profile.id else a for a, b in pairs if profile.id in (a, b) and a != b]
            found.add(profile, same)
    return set(found.shelf.stories())


@settings(max_examples=150, deadline=None)
@given(days())
def test_the_order_within_a_day_makes_no_difference(drawn):
    made, pairs, chance = drawn
    shuffled = [chance.sample(those, len(those)) for those in made]
    assert taken_in(shuffled, pairs) == taken_in(made, pairs)


@settings(max_examples=50, deadline=None)
@given(days())
def test_articles_of_a_day_taken_in_at_once_come_to_the_same_as_one_after_the_other(drawn):
    made, pairs, _ = drawn
    partners = {profile.id: set() for those in made for profile in those}
    for one, other in pairs:
        partners[one].add(other)
        partners[other].add(one)
    found = Stories()
    for those in made:
        for profile in those:
            found.meet(profile)
            found.shelf.bind(profile.id, partners[profile.id])
        for around in found.around_each(those):
            found.place(around)
    assert set(found.shelf.stories()) == taken_in(made, pairs)


@settings(max_examples=50, deadline=None)
@given(days())
def test_every_article_is_in_one_story_and_one_text_in_no_two(drawn):
    made, pairs, _ = drawn
    found = taken_in(made, pairs)
    assert sorted(article for story in found for article in story) == sorted(
        profile.id for those in made for profile in those
    )
    for one, other in pairs:
        assert any({one, other} <= story for story in found)


def test_likeness_kept_and_likeness_made_anew_are_the_same(monkeypatch):
    monkeypatch.setattr(scores, "_FEWEST", 4)
    monkeypatch.setattr(scores, "_MOST", 16)
    chance = random.Random(7)
    profiles = {
        f"a{at}": Profile.of(
            report(
                f"a{at}",
                " ".join(chance.sample(_WORDS, 2)),
                f"Then {' and '.join(chance.sample(_NAMES, 3))} spoke of {' and '.join(chance.sample(_WORDS, 3))}.",
                f"2026-03-{chance.randrange(1, 28):02}",
            )
        )
        for at in range(40)
    }
    kept = scores.Scores(profiles.__getitem__)
    for _ in range(20):  # the table grows, is full and begins anew
        some = chance.sample(sorted(profiles), chance.randrange(1, 12))
        anew = np.array([likeness(profiles[one], [profiles[other] for other in some]) for one in some])
        np.fill_diagonal(anew, 0)
        assert (kept.among(some) == anew).all()


def test_likeness_asked_for_by_several_threads_at_once_is_the_same():
    profiles = [
        Profile.of(piece) for piece in (NORWAY, NORWAY_AT_HOME, NORWAY_LATER, DENMARK, DENMARK_AT_HOME)
    ]
    asked = [profiles[at % 5] for at in range(500)]
    alone = [likeness(one, profiles * 40).tolist() for one in asked]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda one: likeness(one, profiles * 40).tolist(), asked)) == alone
