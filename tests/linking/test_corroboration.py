"""What goes back to one text counts once."""

from __future__ import annotations

import pytest

from onrecord.linking import Copy, Piece, Rewrite, Story
from onrecord.linking.corroboration import corroboration
from onrecord.linking.credits import Outlets, credited
from onrecord.linking.direction import Origin
from onrecord.model import Article

from .conftest import piece

NAMES = ["Halyard News Agency", "The Carrow Courier", "Tiber Gazette", "Lattice", "The Post"]


def groups(
    *pieces: Piece, copies: list[Copy] | None = None, rewrites: list[Rewrite] | None = None
) -> list[list[str]]:
    outlets = Outlets(NAMES)
    story = Story(id="s", title="", articles=tuple(one.id for one in pieces))
    found = corroboration(story, [Origin(one, outlets) for one in pieces], copies or [], rewrites or [])
    return [list(group) for group in found.groups]


def test_copies_and_rewrites_go_with_their_text():
    assert groups(
        piece("wire", outlet="Halyard News Agency"), piece("copy", outlet="The Carrow Courier"),
        piece("own", "Nobody else was there.", outlet="Tiber Gazette"), piece("spun", outlet="The Post"),
        copies=[Copy(earlier="wire", later="copy", share=0.9, share_earlier=0.7)],
        rewrites=[Rewrite(earlier="copy", later="spun", reason="")],
    ) == [["wire", "copy", "spun"], ["own"]]  # fmt: skip


def test_an_article_goes_with_the_text_that_it_has_most_of():
    assert groups(
        piece("a", "One.", outlet="Lattice"), piece("b", "Two.", outlet="Tiber Gazette"),
        piece("both", "One. Two.", outlet="The Post"),
        copies=[Copy(earlier="a", later="both", share=0.42, share_earlier=0.5),
                Copy(earlier="b", later="both", share=0.5, share_earlier=0.5)],
    ) == [["a"], ["b", "both"]]  # fmt: skip


def test_what_another_outlet_reported_is_that_outlet_s():
    text = "The box has nine questions in it, the Tiber Gazette reported on Wednesday. The newspaper had seen it."
    assert groups(
        piece("gazette", "Nine questions.", outlet="Tiber Gazette"), piece("post", text, outlet="The Post")
    ) == [["gazette", "post"]]


def test_two_that_credit_an_agency_that_is_not_there_are_one_source():
    assert groups(
        piece("a", "A bridge has fallen, Reuters reported.", outlet="The Post"),
        piece("b", "Reuters reported that a bridge fell.", outlet="Tiber Gazette"),
        piece("c", "I saw the bridge fall.", outlet="Lattice"),
    ) == [["a", "b"], ["c"]]  # fmt: skip


def test_a_credit_further_down_is_for_a_passage():
    text = (
        "I saw it fall. Nobody was hurt. The mayor wept. Reuters reported that another bridge fell elsewhere."
    )
    assert groups(piece("a", text, outlet="The Post"), piece("b", "It fell, Reuters reported.", outlet="Lattice")) == [
        ["a"], ["b"]
    ]  # fmt: skip


def test_an_agency_s_later_piece_goes_with_its_earlier_one():
    assert groups(
        piece("first", "It may.", outlet="Lattice"), piece("own", "It might.", outlet="The Post"),
        piece("second", "It did.", outlet="Lattice"),
    ) == [["first", "second"], ["own"]]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "named", "weight"),
    [
        ("It fell, the Tiber Gazette reported.", "tiber gazette", "whole"),
        ("ROME (Halyard) - It fell.", "halyard news agency", "mark"),
        ("ROME (HNA) - It fell.", "halyard news agency", "mark"),
        ("It fell on Monday. – Lattice", "lattice", "mark"),
        ("It fell on Monday. (AFP)", "agence france-presse", "mark"),
        ("It fell, she told the Carrow Courier.", "carrow courier", "part"),
        ("It fell, according to the news agency Halyard.", "halyard news agency", "whole"),
    ],
)
def test_whom_an_article_credits(text: str, named: str, weight: str):
    (found,) = credited(Article(text=text, outlet="The Ridgeway Examiner"), Outlets(NAMES))
    assert (found.outlet.replace(" ", "-"), found.weight) == (named.replace(" ", "-"), weight)


def test_an_outlet_s_own_mark_and_a_city_of_its_name_are_no_credit():
    outlets = Outlets(["Vilnius Gate", "Halyard News Agency"])
    assert credited(Article(text="RIGA (HNA) - It fell.", outlet="Halyard News Agency"), outlets) == ()
    assert credited(Article(text="Vilnius said that it fell.", outlet="The Post"), outlets) == ()


def test_a_name_that_never_ends_takes_no_time():
    text = "A-" * 20_000 + " fell, Reuters reported."
    (found,) = credited(Article(text=text, outlet="The Post"), Outlets([]))
    assert found.outlet == "reuters"
