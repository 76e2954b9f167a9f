"""Spun text is told from an independent report of the same thing."""

from __future__ import annotations

from onrecord.linking import Piece, link
from onrecord.linking.rewrites import Telling, likeness
from onrecord.linking.sentences import sentences
from onrecord.linking.stems import names, stem, weight
from onrecord.model import Article

from .conftest import AGENCY, piece

SPUN = """Forty Latvian sappers are headed for Moldova this May, where a leaky ammo dump has worried folks since winter, Defence \
Minister Ilze Brantevica revealed Monday.

The team will remain half a year and haul along a pair of armoured diggers, Brantevica shared at the Adazi barracks.

"Nobody there asked for heroes, they asked for people who can dig," she quipped. "We have those, and we have the machines."

Back in January a blaze shut the Colbasna Mare site, hurting eleven workers and forcing 300 families out for a week.

The price tag: 2.3 million euros, a third of it from Estonia. Lawmakers still need to sign off, likely before Easter.

Deputy minister Veaceslav Crudu of Chisinau expressed thanks, noting families hope to plant their gardens again.

Opposition figure Juris Kalnarajs backs it, though he asked for the maps first."""

INDEPENDENT = """The road to Colbasna Mare ends at a chain. Behind it lie nineteen thousand tonnes of shells, and since January a smell.

Maria Tudoreanu has counted four fires. "They told us a week and it was twelve days," she says of the time her family slept in a school gym in Rezina.

Help is now to come from Latvia: forty engineers, Riga announced on Monday. Defence Minister Ilze Brantevica was in plain mood. "They asked \
for people who can dig," she said.

How long they stay depends on whom one asks. A Latvian officer, who is not allowed to give his name, spoke of nine months. The note that the \
Observer has seen has a blank where the number should be.

The mayor, Anatol Besleaga, would prefer that the shells went away altogether. "I was promised that by three governments," he said."""


def test_spun_text_is_a_rewrite_and_the_sentences_that_answer_each_other_say_why():
    links = link([
        piece("wire", outlet="Halyard", published="2025-03-03T11:00:00Z"),
        piece("spun", SPUN, outlet="NewsOrbit", published="2025-03-04T02:00:00Z"),
    ])  # fmt: skip
    (found,) = links.rewrites
    assert (found.earlier, found.later) == ("wire", "spun")
    answers = {later.text[:18]: earlier.text[:22] for earlier, later in found.aligned}
    assert answers["Back in January a "] == "Moldova closed the dum"
    assert answers["Lawmakers still ne"] == "Parliament must approv"
    assert found.reason.endswith("2 of its 2 quotations.")
    assert "sentences follow the other article's in the same order" in found.reason


def test_an_independent_report_of_the_same_thing_is_no_rewrite():
    links = link([
        piece("wire", outlet="Halyard", published="2025-03-03T11:00:00Z"),
        piece("observer", INDEPENDENT, outlet="Observer", published="2025-03-05T02:00:00Z"),
    ])  # fmt: skip
    assert links.rewrites == links.copies == ()


def test_a_rewrite_of_a_copy_goes_back_to_the_original():
    copy = "\n\n".join(AGENCY.split("\n\n")[1:])
    links = link([
        piece("wire", outlet="Halyard", published="2025-03-03T11:00:00Z"),
        piece("copy", copy, outlet="Courier", published="2025-03-03T12:00:00Z"),
        piece("spun", SPUN, outlet="NewsOrbit", published="2025-03-04T02:00:00Z"),
    ])  # fmt: skip
    assert [(one.earlier, one.later) for one in links.rewrites] == [("wire", "spun")]


def test_what_an_outlet_makes_of_its_own_report_is_no_rewrite():
    links = link([
        piece("a", outlet="Halyard", published="2025-03-03T11:00:00Z"),
        piece("b", SPUN, outlet="Halyard", published="2025-03-04T02:00:00Z"),
    ])  # fmt: skip
    assert links.rewrites == ()


def test_the_wire_has_three_rewrites_and_each_is_of_the_agency(the_wire: dict[str, Piece]):
    found = link(list(the_wire.values())).rewrites
    assert [(one.earlier, one.later) for one in found] == [
        ("Agency 03-03 latvia", "Today 03-04 latvia"),
        ("Agency 03-06 norway", "Today 03-07 norway"),
        ("Agency 03-10 grain", "Today 03-11 grain"),
    ]


def test_the_measures_of_a_text_with_itself_are_whole():
    telling = Telling(Article(text=AGENCY))
    alike = likeness(telling, telling)
    assert (alike.told, alike.taken, alike.named, alike.quoted) == (1, 1, 1, 1)
    assert alike.aligned == tuple((at, at) for at in range(len(telling.sentences)))


def test_sentences_end_at_marks_and_not_at_abbreviations():
    text = 'Maj. Gen. A. Penhallow spoke on Jan. 3. "No," he said. "Not yet."\n• One point\n\nThe U.S. agreed'
    assert [text[start:end] for start, end in sentences(text)] == [
        "Maj. Gen. A. Penhallow spoke on Jan. 3.",
        '"No," he said.',
        '"Not yet."',
        "• One point",
        "The U.S. agreed",
    ]


def test_sentences_of_stops_alone_take_no_time():
    assert sentences("A. " * 20_000) == [(0, 3 * 20_000 - 1)]
    assert sentences("!" * 40_000 + "x") == [(0, 40_001)]


def test_kin_words_have_one_stem_and_rare_words_weigh_more():
    assert stem("considered") == stem("considering") == stem("consideration")
    assert weight(stem("the")) < 0.01 < weight(stem("government")) < 0.5 < weight(stem("howitzer")) == 1
    assert names("In May Crudu gave 300 euros") == {"may", "crudu", "300"}
