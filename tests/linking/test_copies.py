"""A copy stays a copy: cut, retitled, re-punctuated, with other text between. And what is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.linking import Copy, Piece, link
from onrecord.linking.boilerplate import counted
from onrecord.linking.passages import PLACES, equal, tiles, tiles_of_each
from onrecord.linking.wordings import Wording
from onrecord.linking.words import BLOCK, Words

from .conftest import AGENCY, piece

PARAGRAPHS = AGENCY.split("\n\n")
LOCAL = [
    "The council of Carrow will decide next week whether the old ferry landing is to be sold or let to the rowing club.",
    "Rain is expected over the weekend, and the harbour master has asked owners of small boats to double their lines.",
    "A baker in Fenside Lane has won the county's prize for rye bread for the fourth time in a row, to nobody's surprise.",
    "The library opens an hour later until the heating is mended, which may take until the middle of the month or longer.",
    "Two lorries met in Mill Street on Tuesday and neither would go back; the police settled it with a coin and a whistle.",
    "The swimming bath has a new roof, an old boiler and a waiting list for lessons that reaches into the next school year.",
]


def only(pieces: Sequence[Piece]) -> Copy:
    (found,) = link(pieces).copies
    return found


def test_a_copy_has_its_passages_with_their_place_in_both_articles():
    local = "Carrow's own sappers know the place.\n\n" + PARAGRAPHS[3] + "\n\n" + PARAGRAPHS[4]
    found = only([
        piece("wire", published="2025-03-03T11:00:00Z"),
        piece("local", local, published="2025-03-03T18:00:00Z"),
    ])  # fmt: skip
    assert (found.earlier, found.later) == ("wire", "local")
    assert found.share == pytest.approx(56 / 63, abs=0.001)
    (passage,) = found.passages
    assert passage.earlier.text.startswith("Moldova closed the dump")
    assert passage.later.text.endswith("expected before Easter")
    assert passage.later.text == local[passage.later.start : passage.later.end]
    assert passage.earlier.text == AGENCY[passage.earlier.start : passage.earlier.end]


@given(st.sets(st.integers(1, len(PARAGRAPHS) - 1), min_size=3, max_size=len(PARAGRAPHS) - 1))
def test_a_copy_that_is_cut_by_half_stays_a_copy(kept: set[int]):
    text = "\n\n".join(PARAGRAPHS[at] for at in sorted(kept))
    assert only([piece("wire"), piece("cut", text)]).share == pytest.approx(1)


@given(st.permutations(PARAGRAPHS))
def test_a_copy_whose_paragraphs_are_moved_stays_a_copy(order: list[str]):
    assert only([piece("a"), piece("b", "\n\n".join(order), headline="Something else")]).share > 0.95


@given(st.lists(st.sampled_from(LOCAL), min_size=len(PARAGRAPHS), max_size=len(PARAGRAPHS)))
def test_a_copy_that_is_interleaved_with_other_text_stays_a_copy(local: list[str]):
    text = "\n\n".join(part for pair in zip(PARAGRAPHS, local, strict=True) for part in pair)
    found = only([piece("wire"), piece("mixed", text)])
    assert (found.earlier, found.later) == ("mixed", "wire")  # neither has a date: the shorter one was cut
    assert found.share > 0.9


@given(st.data())
def test_a_copy_with_other_marks_and_letters_stays_a_copy(data: st.DataObject):
    def other(_: re.Match[str]) -> str:
        return data.draw(st.sampled_from([" ", ", ", " – ", "; ", " “", "” ", "... ", "\n\n"]))

    text = re.sub(r"(?<=\w)[ ,.\"]+(?=\w)", other, AGENCY)
    text = text.upper() if data.draw(st.booleans()) else text
    assert only([piece("a"), piece("b", text)]).share > 0.97


@given(st.text(max_size=400), st.text(max_size=400))
def test_passages_of_any_two_texts_are_the_same_words(one: str, two: str):
    a, b = Wording.of(one + AGENCY[:80] + two), Wording.of(two + AGENCY[:80] + one)
    found = tiles(a, b)
    for at_a, at_b, length in found:
        assert np.array_equal(a.words.numbers[at_a : at_a + length], b.words.numbers[at_b : at_b + length])
        assert length >= BLOCK or length == len(a.words)
    assert len({at for _, start, length in found for at in range(start, start + length)}) == sum(
        n for *_, n in found
    )


@given(st.lists(st.sampled_from([AGENCY, *PARAGRAPHS, *LOCAL]), min_size=2, max_size=8))
def test_many_pairs_have_the_passages_that_each_has_by_itself(texts: list[str]):
    wordings = Wording.of_each(texts)
    pairs = [(a, b) for a in wordings for b in wordings]
    assert list(tiles_of_each(pairs)) == [tiles(a, b) for a, b in pairs]


#: Few runs, so that they come again and again; some of them have the same place in a table.
_RUNS = st.lists(st.sampled_from([3, 4, 5, 2**63 + 1, 2**63 + 2, 2**64 - 1]), max_size=60)


@given(_RUNS, _RUNS)
def test_equal_runs_are_found_whatever_else_has_their_place_in_the_table(wanted: list[int], known: list[int]):
    found = equal(np.array(wanted, np.uint64), np.array(known, np.uint64))
    places = [[at for at, other in enumerate(known) if other == one][:PLACES] for one in wanted]
    assert sorted(zip(*(each.tolist() for each in found), strict=True)) == [
        (number, at) for number, those in enumerate(places) for at in those
    ]


def test_a_text_of_one_word_again_and_again_takes_no_time():
    text = "again " * 20_000
    # Only a few places of each run are looked at, so that such a text is no copy but of its very words.
    assert link([piece("a", text), piece("b", text + "once more")]).copies == ()
    assert only([piece("a", text), piece("b", text)]).share == 1


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2026-03-11T06:05:00+11:00", "2026-03-10T20:20:00Z"),  # Sydney's clock is ahead
        ("2026-03-10T23:00:00-05:00", "2026-03-11T04:30:00Z"),
        ("2026-03-09", "2026-03-12"),
        ("2026-03-10T09:00:00", "2026-03-10T10:00:00"),
        ("2026-03-10T09:00:00Z", "3026-03-10T10:00:00Z"),  # a date in the future is a date
    ],
)
def test_time_says_which_came_first_zones_considered(earlier: str, later: str):
    found = only([piece("b", published=earlier), piece("a", published=later)])
    assert (found.earlier, found.later) == ("b", "a")


def test_without_times_the_one_that_credits_the_other_is_the_later():
    text = "\n\n".join(PARAGRAPHS[1:]) + " – Halyard"
    for facts in ({}, {"published": "yesterday, more or less"}, {"published": "2025-03-03"}):
        found = only([
            piece("a", text, outlet="The Carrow Courier", **facts), piece("b", outlet="Halyard News Agency", **facts)
        ])  # fmt: skip
        assert (found.earlier, found.later) == ("b", "a")


def test_without_times_or_credits_the_shorter_one_was_cut_from_the_longer():
    found = only([piece("a", "\n\n".join(PARAGRAPHS[2:5])), piece("b")])
    assert (found.earlier, found.later) == ("b", "a")


def test_boilerplate_and_agency_tags_are_no_copy():
    boilerplate = (
        "Sign up for our newsletter, which brings you the best of the week every Friday before breakfast.\n\n"
        "(Reporting by Elza Rudzite in Riga and Petru Lisnic in Chisinau; editing by Morag Tennick)\n\n"
        "© 2025 All rights reserved. This material may not be published, broadcast, rewritten or redistributed."
    )
    assert (
        link(
            [piece("a", LOCAL[0] + "\n\n" + boilerplate), piece("b", LOCAL[1] + "\n\n" + boilerplate)]
        ).copies
        == ()
    )


def test_a_dateline_does_not_count():
    words = Words.of(
        "HELSINKI, March 10 (Corvane) - Finland will give nine machines. The rest is silence. (Corvane)"
    )
    counts_of = counted(words)
    assert counts_of is not None
    kept = [
        words.text[start:end] for (start, end), counts in zip(words.bounds, counts_of, strict=True) if counts
    ]
    assert " ".join(kept) == "Finland will give nine machines The rest is silence"


def test_a_note_sets_its_sentence_aside_and_a_thousand_of_them_take_no_time():
    words = Words.of("It fell. With agency inputs, he wrote. " * 4_000 + "Nobody was hurt.")
    counts = counted(words)
    assert counts is not None
    assert [bool(one) for one in counts[:9]] == [True, True, False, False, False, False, False, True, True]
    assert counts.sum() == 2 * 4_000 + 3


def test_the_wire_has_three_copies_and_each_is_of_the_agency(the_wire: dict[str, Piece]):
    found = link(list(the_wire.values())).copies
    assert [(copy.earlier, copy.later) for copy in found] == [
        ("Agency 03-03 latvia", "Courier 03-03 latvia"),
        ("Agency 03-06 norway", "Courier 03-06 norway"),
        ("Agency 03-10 grain", "Courier 03-11 grain"),
    ]
