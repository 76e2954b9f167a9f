"""A set of articles: bad ones as well, in any order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.linking import Piece, link, pieces
from onrecord.model import Article, Reading

from .conftest import AGENCY, piece


def test_the_same_words_under_two_names_are_a_copy():
    readings = [Reading(article=Article(text=AGENCY))] * 2
    one, two = (found.id for found in pieces(readings))
    assert two == f"{one}#2"
    links = onrecord.link(readings)
    (copy,) = links.copies
    assert (copy.earlier, copy.later, copy.share, copy.share_earlier) == (one, two, 1, 1)
    assert [story.articles for story in links.stories] == [(one, two)]
    assert [one.groups for one in links.corroboration] == [((one, two),)]


def test_one_outlet_with_the_same_text_ten_times_is_one_story_and_one_source():
    ten = [piece(f"a{number}", outlet="The Post", published="2025-03-03") for number in range(10)]
    links = link([*ten, piece("other", "A bridge fell.", outlet="The Post")])
    assert len(links.copies) == 45
    assert [len(story.articles) for story in links.stories] == [10, 1]
    assert [len(one.groups) for one in links.corroboration] == [1, 1]


def test_texts_of_one_line_make_no_story_of_everything():
    lines = [
        "The minister declined to comment.",
        "Rain fell.",
        "",
        "…",
        "The minister declined.",
        "Rain fell again.",
    ]
    links = link([piece(f"a{at}", line, headline="World News") for at, line in enumerate(lines)])
    assert links.copies == links.rewrites == ()
    assert len(links.stories) == len(lines)


def test_the_same_short_line_is_a_copy_only_under_the_same_headline():
    line = "Read more here."
    assert link([piece("a", line, headline="Bridge"), piece("b", line, headline="Ferry")]).copies == ()
    assert len(link([piece("a", line, headline="Bridge"), piece("b", line, headline="Bridge")]).copies) == 1


def test_articles_without_a_date_come_last_and_dates_that_are_none_do_no_harm():
    links = link([
        piece("a", "One thing happened.", published="soon"), piece("b", "Another did.", published="9999-12-31T23:59:00Z"),
        piece("c", "A third.", published="0001-01-01"), piece("d", "A fourth."),
    ])  # fmt: skip
    assert [story.articles[0] for story in links.stories] == ["b", "a", "c", "d"]


def test_two_articles_of_one_id_are_refused():
    with pytest.raises(ValueError, match="same id"):
        link([piece("a"), piece("a")])


def test_nothing_at_all_is_no_links():
    assert onrecord.link([]).to_dict() == {
        "stories": [], "copies": [], "rewrites": [], "quotations": [], "differences": [], "corroboration": []
    }  # fmt: skip


def test_the_order_of_arrival_makes_no_difference(the_wire: dict[str, Piece]):
    there = list(the_wire.values())
    links = link(there)
    for seed in range(3):
        assert link(random.Random(seed).sample(there, len(there))) == links


@given(st.lists(st.text(max_size=200), max_size=6))
def test_any_texts_are_linked_without_a_crash(texts: list[str]):
    links = link([piece(str(at), text) for at, text in enumerate(texts)])
    assert sorted(article for story in links.stories for article in story.articles) == sorted(
        map(str, range(len(texts)))
    )


def test_articles_are_read_before_they_are_linked():
    links = onrecord.link([Article(id="a", text="Rain fell."), Article(id="b", text="Rain fell.")])
    assert [story.articles for story in links.stories] == [("a", "b")]
