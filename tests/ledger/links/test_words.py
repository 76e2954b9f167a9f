"""What a person says of stories and links: it counts, is never undone by the program, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from onrecord.ledger import Ledger, LedgerError
from onrecord.ledger.links.told import StoryDetail, StoryLine
from onrecord.ledger.links.traces import pair_ref
from tests.ledger.links.conftest import AGENCY_S, COURIERS, ORBITS, RETOLD, WIRE, called, of, ties, told
from tests.linking.conftest import AGENCY

DUMP = frozenset((AGENCY_S, COURIERS, ORBITS))


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for reading in WIRE:
        ledger.add(reading)
    ledger.link()
    return ledger


def story_of(ledger: Ledger, article: str) -> frozenset[str]:
    return frozenset(one.ref for one in ledger.story(article).articles)


def link_of(ledger: Ledger, later: str) -> str:
    return next(tie.ref for tie in ledger.story(later).ties if tie.later == later)


def everything(ledger: Ledger) -> object:
    return told(ledger), ties(ledger), [(s.title, s.status, s.sources) for s in ledger.stories()]


def cut_the_rewrite(ledger: Ledger) -> int:
    return ledger.reject(link_of(ledger, ORBITS), who="Kim").id


def set_a_link(ledger: Ledger) -> int:
    norway, denmark = called(WIRE[0]), called(WIRE[4])
    return ledger.merge(denmark, norway, who="Kim", note="same wire").id


def put_two_together(ledger: Ledger) -> int:
    return ledger.merge(f"N-{AGENCY_S[2:]}", ledger.story(called(WIRE[3])).story.ref, who="Kim").id


def take_one_out(ledger: Ledger) -> int:
    return ledger.split(f"N-{AGENCY_S[2:]}", [COURIERS], who="Kim").id


def name_it(ledger: Ledger) -> int:
    return ledger.correct(f"N-{COURIERS[2:]}", "title", "The dump at Colbasna Mare", who="Kim").id


def set_a_link_and_cut_it(ledger: Ledger) -> int:
    set_a_link(ledger)
    return ledger.reject(pair_ref(called(WIRE[0]), called(WIRE[4])), who="Sam").id


def cut_the_copy(ledger: Ledger) -> int:
    return ledger.reject(pair_ref(AGENCY_S, COURIERS), who="Kim").id


def set_a_link_of_a_rewrite(ledger: Ledger) -> int:
    return ledger.merge(ORBITS, COURIERS, who="Kim").id


def cut_the_copy_of_a_rewrite(ledger: Ledger) -> int:
    echo = of("Echo", RETOLD, "2026-03-03T09:00:00Z", "Sappers go to Moldova")
    ledger.add(echo)
    ledger.link()
    return ledger.reject(pair_ref(ORBITS, called(echo)), who="Kim").id


SAID = [cut_the_rewrite, set_a_link, put_two_together, take_one_out, name_it]


@pytest.mark.parametrize("say", SAID)
def test_a_word_outlasts_all_that_the_program_does_and_can_be_taken_back(
    filled: Ledger, say: Callable[[Ledger], int]
) -> None:
    before = everything(filled)
    entry = say(filled)
    after = everything(filled)
    assert after != before
    for reading in WIRE:
        number = filled.add(reading).article
        filled.reread(number, reading, program="2", weights="2")
    assert everything(filled) == after
    filled.rebuild()
    assert everything(filled) == after
    undo = filled.undo(entry, who="Sam")
    assert everything(filled) == before
    filled.undo(undo.id, who="Kim")
    assert everything(filled) == after


def test_the_last_word_on_a_story_counts_whatever_it_was_called_by(filled: Ledger) -> None:
    name_it(filled)
    filled.correct(f"N-{AGENCY_S[2:]}", "title", "Sappers for Moldova", who="Sam", note="as others say")
    shown = filled.story(AGENCY_S)
    assert (shown.story.title, shown.story.notes) == ("Sappers for Moldova", ("as others say",))
    assert "Sappers for Moldova" in filled.stories_of([7]).values()


def test_a_rewrite_that_was_cut_is_a_source_of_its_own(filled: Ledger) -> None:
    assert filled.story(ORBITS).story.sources == 1
    cut_the_rewrite(filled)
    shown = filled.story(ORBITS)
    assert shown.story.sources == 2
    assert [(tie.later, tie.counts, tie.status) for tie in shown.ties if tie.later == ORBITS] == [
        (ORBITS, False, "rejected")
    ]


def test_a_copy_that_was_cut_goes_back_to_what_it_retells(filled: Ledger) -> None:
    echo = of("Echo", RETOLD, "2026-03-03T09:00:00Z", "Sappers go to Moldova")
    filled.add(echo)
    before = ties(filled)
    assert {tie for tie in before if tie[2] == called(echo)} == {("copy", ORBITS, called(echo))}
    cut = filled.reject(link_of(filled, called(echo)), who="Kim")
    after = ties(filled)
    assert {tie for tie in after if tie[2] == called(echo)} == {("rewrite", AGENCY_S, called(echo))}
    filled.rebuild()
    assert ties(filled) == after
    filled.undo(cut.id, who="Sam")
    assert ties(filled) == before


def test_a_link_that_was_set_makes_one_source_and_one_story(filled: Ledger) -> None:
    set_a_link(filled)
    shown = filled.story(called(WIRE[0]))
    assert called(WIRE[4]) in {one.ref for one in shown.articles}
    assert [tie.reason for tie in shown.ties if tie.kind == "set"] == ["Kim says so: same wire"]
    groups = shown.links.corroboration[0].groups
    assert any({called(WIRE[0]), called(WIRE[4])} <= set(group) for group in groups)


def test_what_comes_later_goes_where_a_person_put_its_like(filled: Ledger) -> None:
    put_two_together(filled)
    both = story_of(filled, AGENCY_S)
    late = of("Late Post", AGENCY, "2026-03-02T20:00:00Z", "A dump is cleared")
    filled.add(late)
    assert story_of(filled, called(late)) == both | {called(late)}


def test_the_stories_as_they_stood(ledger: Ledger) -> None:
    for reading in WIRE[5:7]:
        ledger.add(reading)  # on the 1st and 2nd
    ledger.link()  # on the 3rd
    take_one_out(ledger)  # on the 4th
    ledger.add(WIRE[7])  # on the 5th, and linked on the 6th
    assert ledger.stories(as_of="2026-04-02") == []
    (stood,) = ledger.stories(as_of="2026-04-03")
    assert (stood.articles, stood.sources, stood.title) == (
        2,
        1,
        ledger.story(AGENCY_S, as_of="2026-04-03").story.title,
    )
    assert [line.articles for line in ledger.stories(as_of="2026-04-04")] == [1, 1]
    assert sorted(line.articles for line in ledger.stories()) == [1, 2]
    assert [tie.later for tie in ledger.story(AGENCY_S, as_of="2026-04-03").ties] == [COURIERS]
    with pytest.raises(LedgerError, match="no story"):
        ledger.story(ORBITS, as_of="2026-04-03")


@pytest.mark.parametrize(
    "say",
    [*SAID, set_a_link_and_cut_it, cut_the_copy, set_a_link_of_a_rewrite, cut_the_copy_of_a_rewrite],
)
def test_what_stood_a_moment_ago_is_what_stands(filled: Ledger, say: Callable[[Ledger], int]) -> None:
    say(filled)
    for ref in (called(WIRE[0]), AGENCY_S, COURIERS, ORBITS):
        now, then = (filled.story(ref, as_of=moment) for moment in (None, "2026-12-31"))
        assert _tied(then) == _tied(now)
    assert _sources(filled.stories(as_of="2026-12-31")) == _sources(filled.stories())


def _tied(story: StoryDetail) -> object:
    ties = {(tie.ref, tie.earlier, tie.later, tie.status, tie.counts) for tie in story.ties}
    links = story.links
    pairs = {frozenset((pair.earlier, pair.later)) for pair in (*links.copies, *links.rewrites)}
    return ties, pairs, links.corroboration, story.story.sources


def _sources(lines: Iterable[StoryLine]) -> dict[str, int]:
    return {line.ref: line.sources for line in lines}


def test_the_history_of_a_story(filled: Ledger) -> None:
    entry = take_one_out(filled)
    filled.undo(entry, who="Sam", note="one text after all")
    told_so = [(h.what, h.who) for h in filled.history(f"N-{AGENCY_S[2:]}")]
    assert told_so.count(("joined", "Courier")) == 3  # the story, one of its own, the story again
    assert ("split", "Kim") in told_so
    assert ("undo", "Sam") in told_so
    assert [h.what for h in filled.history(link_of(filled, COURIERS))] == []


@pytest.mark.parametrize(
    ("say", "said"),
    [
        (lambda book: book.reject(f"N-{AGENCY_S[2:]}", who="Kim"), "no way to reject it"),
        (lambda book: book.correct(f"N-{AGENCY_S[2:]}", "stage", "done", who="Kim"), "Fields are: title."),
        (lambda book: book.correct(f"N-{AGENCY_S[2:]}", "title", " ", who="Kim"), "needs a value"),
        (lambda book: book.split(f"N-{AGENCY_S[2:]}", [called(WIRE[0])], who="Kim"), "does not hold A-"),
        (lambda book: book.split(f"N-{AGENCY_S[2:]}", DUMP, who="Kim"), "Leave at least one"),
        (lambda book: book.merge(f"N-{AGENCY_S[2:]}", f"N-{ORBITS[2:]}", who="Kim"), "one story already"),
        (lambda book: book.merge(AGENCY_S, f"N-{ORBITS[2:]}", who="Kim"), "different kinds"),
        (lambda book: book.merge(COURIERS, AGENCY_S, who="Kim"), "of one text already: L-"),
        (lambda book: book.merge(AGENCY_S, AGENCY_S, who="Kim"), "is itself"),
        (lambda book: book.accept("L-0000000000", who="Kim"), "nothing called L-0000000000"),
        (lambda book: book.story("N-0000000000"), "There is no story N-0000000000"),
        (lambda book: book.stories(as_of="yesterday"), "“yesterday” is no day"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused_with_what_to_do(
    filled: Ledger, say: Callable[[Ledger], object], said: str
) -> None:
    with pytest.raises(LedgerError, match=said):
        say(filled)


def test_a_link_that_was_cut_is_not_set_behind_anybodys_back(filled: Ledger) -> None:
    ref = link_of(filled, COURIERS)
    filled.reject(ref, who="Kim")
    with pytest.raises(LedgerError, match=f"onrecord accept {ref}"):
        filled.merge(COURIERS, AGENCY_S, who="Sam")


def test_a_person_makes_a_rewrite_count_that_the_program_found_and_left_aside(filled: Ledger) -> None:
    """Orbit retells the agency and so, less closely, who copied it; a person knows that Orbit took it from the Courier."""
    before = everything(filled)
    assert ("rewrite", COURIERS, ORBITS) not in ties(filled)
    entry = filled.merge(ORBITS, COURIERS, who="Kim", note="Orbit's editor says so")
    after = everything(filled)
    assert {tie for tie in ties(filled) if tie[2] == ORBITS} == {("rewrite", COURIERS, ORBITS)}
    filled.rebuild()
    filled.link()
    assert everything(filled) == after
    assert filled.check() == []
    filled.undo(entry.id, who="Kim")
    assert everything(filled) == before
