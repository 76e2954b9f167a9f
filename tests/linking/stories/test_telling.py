"""What is told of a story: why each article belongs to it, its time line, its outlets, its widest-reported facts."""

from __future__ import annotations

import dataclasses

from onrecord.linking.stories import Profile, account, joins, stories
from onrecord.linking.stories.terms import tells, words
from onrecord.model import Event, Figure, Party, Span

from .conftest import DENMARK, NORWAY, NORWAY_AT_HOME, NORWAY_LATER, report


def why(*pieces, same_text=()):
    return {join.article: join for join in joins(list(map(Profile.of, pieces)), same_text)}


def test_a_join_names_what_the_two_have_in_common():
    found = why(NORWAY, NORWAY_AT_HOME, NORWAY_LATER)
    assert found["norway-at-home"].closest == "norway"
    reason = found["norway-at-home"].reason
    assert reason.startswith(
        "Like “Norway to give Ukraine five minesweeping boats” of Halyard Press, 6 hours apart: both name "
    )
    assert "Ragna Solheimsvik" in reason
    assert "minesweeping" in reason
    assert "9 days apart" in found["norway-later"].reason


def test_numbers_that_both_give_are_named():
    pieces = [with_figure(NORWAY, 1996), with_figure(NORWAY_AT_HOME, 1996)]
    assert why(*pieces)["norway"].common.figures == ("1,996",)


def with_figure(piece, value):
    article = piece.reading.article
    span = article.span("text", 0, 5)
    figure = Figure(what="boats", value=value, span=span, evidence=span)
    return dataclasses.replace(piece, reading=dataclasses.replace(piece.reading, figures=(figure,)))


def test_a_copy_is_tied_to_what_it_copies():
    found = why(NORWAY, NORWAY_AT_HOME, DENMARK, same_text=[("norway", "denmark")])
    assert found["denmark"].same_text
    assert (
        found["denmark"].reason
        == "One text with “Norway to give Ukraine five minesweeping boats” of Halyard Press, 2 days apart."
    )


def test_a_story_of_one_has_nothing_to_explain():
    assert why(NORWAY) == {}


def test_how_likeness_is_said_without_a_date():
    article = NORWAY_AT_HOME.reading.article
    found = why(NORWAY, report("undated", article.headline, article.text))
    assert "one of them without a date" in found["undated"].reason


def gives(piece, donor, country, words_, stage="pledged"):
    """The piece with an event of this donor's, on the sentence that has these words."""
    text = piece.reading.article.text
    at = text.index(words_)
    trigger = Span("text", at, at + len(words_), words_)
    event = Event(
        type="AID",
        trigger=trigger,
        actor=(Party(name=donor, country=country),),
        stage=stage,
        evidence=(trigger,),
    )
    return dataclasses.replace(piece, reading=dataclasses.replace(piece.reading, events=(event,)))


def test_the_account_of_a_story():
    pieces = [
        gives(NORWAY, "Norway", "NOR", "give"),
        gives(NORWAY_AT_HOME, "Oslo", "NOR", "go"),
        gives(NORWAY_LATER, "Norway", "NOR", "gave", "done"),
        gives(DENMARK, "Denmark", "DNK", "hand"),
    ]
    story = next(story for story in stories(pieces) if "norway" in story.articles)
    found = account(story, pieces, groups=[["norway", "norway-later"], ["norway-at-home"]])
    assert found.outlets == ("Halyard Press", "Bergen Courier")
    assert [(entry.article, entry.published) for entry in found.timeline] == [
        ("norway", "2026-02-02T10:00:00Z"),
        ("norway-at-home", "2026-02-02T17:30:00+01:00"),
        ("norway-later", "2026-02-11T09:00:00Z"),
    ]
    (fact,) = found.facts
    assert (fact.kind, fact.articles) == ("event", ("norway", "norway-at-home", "norway-later"))
    assert (fact.outlets, fact.sources) == (2, 2)
    assert [(evidence.article, evidence.text) for evidence in fact.evidence] == [
        ("norway", "give"), ("norway-at-home", "go"), ("norway-later", "gave"),
    ]  # fmt: skip


def test_a_fact_is_what_more_than_one_article_says():
    pieces = [with_figure(NORWAY, 5), with_figure(NORWAY_AT_HOME, 6)]
    (story,) = stories(pieces)
    assert account(story, pieces).facts == ()


def test_words_of_one_kind_are_one_term():
    text = "The MINISTER’s ministers; the U.S. and the US; cities, Zürich and ZURICH"
    assert [found for found, _ in words(text)] == [
        "the", "minister", "minister", "the", "us", "and", "the", "us", "city", "zurich", "and", "zurich",
    ]  # fmt: skip


def test_a_rare_name_tells_more_than_a_common_one_and_a_common_word_nothing():
    assert tells("brantevica") > tells("obama") > tells("minister") > tells("the") == 0
