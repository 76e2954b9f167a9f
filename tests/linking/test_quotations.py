"""Who said it where, and what became of it: families of utterances over invented articles."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.linking import Piece
from onrecord.linking.quotations import Transcript, against, quotations
from onrecord.linking.quotations.utterances import utterances
from onrecord.model import Article, Reading
from tests.linking.quoted import reporting, saying

MONDAY, TUESDAY, MONTHS_LATER = "2026-05-04T09:00:00Z", "2026-05-05T07:00:00+02:00", "2026-08-20T10:00:00Z"
DOGS = "We buried nine dogs behind the school, and nobody from the council came."
FERRY = "The ferry is older than my mother, and my mother no longer carries cars."


def families(*pieces: Piece) -> list[list[tuple[str, str]]]:
    return sorted(sorted((v.article, v.verdict) for v in q.variants) for q in quotations(pieces))


def test_one_utterance_in_three_papers_is_one_family():
    found = families(
        saying(DOGS, article="agency", published=MONDAY),
        saying("We buried nine dogs behind the school.", article="gazette", published=TUESDAY),
        saying(
            "We buried ninety dogs behind the school, and nobody from the council came.",
            article="spun",
            published=TUESDAY,
        ),
    )
    assert found == [[("agency", "verbatim"), ("gazette", "trimmed"), ("spun", "altered")]]


def test_the_fullest_is_the_reference_and_among_equals_the_earliest():
    [found] = quotations(
        [
            saying("We buried nine dogs behind the school.", article="first", published=MONDAY),
            saying(DOGS, article="later", published=TUESDAY),
            saying(DOGS, article="last", published=MONTHS_LATER),
        ]
    )
    assert [(v.article, v.verdict) for v in found.variants if v.reference] == [("later", "verbatim")]
    assert [v.verdict for v in found.variants if v.article == "first"] == ["trimmed"]


def test_who_puts_words_in_is_no_fuller():
    [found] = quotations(
        [
            saying("We buried nine dogs.", article="agency", published=MONDAY),
            saying("We buried nine hundred dogs.", article="spun", published=TUESDAY),
        ]
    )
    assert [v.article for v in found.variants if v.reference] == ["agency"]


def test_two_utterances_of_one_speaker_on_one_matter_stay_apart():
    found = families(
        saying("The dogs were sick for a week before they died.", article="a", published=MONDAY),
        saying("No dog of mine will drink from that well again.", article="b", published=MONDAY),
    )
    assert found == [[("a", "verbatim")], [("b", "verbatim")]]


def test_what_was_said_again_months_later_is_another_utterance():
    found = families(
        saying("We have not decided on the ferry yet.", article="a", published=MONDAY),
        saying("We have decided on the ferry.", article="b", published=MONTHS_LATER),
    )
    assert len(found) == 2


def test_another_speaker_who_plays_on_a_phrase_has_an_utterance_of_his_own():
    found = families(
        saying("A ferry is not a bridge.", article="a", published=MONDAY),
        saying(
            "A bridge is for people who cannot wait for a ferry.",
            article="b",
            published=MONDAY,
            speaker="Tom Vane",
        ),
    )
    assert len(found) == 2


def test_the_same_words_by_another_are_one_utterance_all_the_same():
    found = families(
        saying(FERRY, article="a", published=MONDAY),
        saying(FERRY, article="b", published=TUESDAY, speaker="Tom Vane"),
    )
    assert len(found) == 1


def test_reported_speech_joins_the_words_that_it_gives():
    found = families(
        saying(DOGS, article="agency", published=MONDAY),
        reporting(
            "Ana Brandt said nine dogs had been put in the ground behind the school without anybody from the council.",
            "nine dogs had been put in the ground behind the school without anybody from the council",
            article="gazette",
            published=TUESDAY,
        ),
    )
    assert found == [[("agency", "verbatim"), ("gazette", "paraphrased")]]


def test_reported_speech_that_stands_nowhere_in_marks_is_left_out():
    report = reporting("Ana Brandt said that taxes would rise.", "taxes would rise", published=MONDAY)
    assert families(saying(DOGS, article="a", published=MONDAY), report) == [[("a", "verbatim")]]


def test_a_headline_quotes_the_body():
    piece = saying(DOGS, article="a", published=MONDAY)
    article = Article(
        headline="“We buried nine dogs behind the school”", text=piece.reading.article.text, published=MONDAY
    )
    reading = Reading(article=article, entities=piece.reading.entities, statements=piece.reading.statements)
    assert families(Piece("a", reading)) == [[("a", "trimmed"), ("a", "verbatim")]]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “safe” zone was shelled.",
        "She wrote “The Last Ferry to Ordu” in 1998.",
        "The “Clean Wells” programme ends.",
    ],
)
def test_scare_quotes_titles_and_names_are_no_utterances(text):
    assert not [u for u in utterances(Piece("a", Reading(article=Article(text=text)))) if u.quoted]


def test_marks_that_the_reading_missed_are_utterances():
    text = "He shook his head. “The well was clean when we left it.” Then he went home."
    assert [u.text for u in utterances(Piece("a", Reading(article=Article(text=text)))) if u.quoted] == [
        "The well was clean when we left it"
    ]


@pytest.mark.parametrize(
    ("quotation", "found"), [("Uh …", ["Uh …"]), ("Uh", ["Uh"]), ("…", []), ("n't", ["n't"])]
)
def test_marks_with_hardly_anything_in_them(quotation, found):
    one, other = saying(quotation, article="a"), saying(quotation, article="b")
    assert [u.text for u in utterances(one) if u.quoted] == found
    assert [v.text for q in quotations([one, other]) for v in q.variants] == 2 * found
    assert against([one], [Transcript("told", f"{quotation}. {DOGS}")]) == []


def test_a_cue_cuts_an_utterance_into_parts():
    [found] = [u for u in utterances(saying("The road is open. | Nobody uses it.")) if u.quoted]
    whole = found.text
    assert [whole[a - found.start : b - found.start] for a, b in found.parts] == [
        "The road is open",
        "Nobody uses it",
    ]


PIECES = [
    saying(DOGS, article="a", published=MONDAY),
    saying("We buried nine dogs behind the school.", article="b", published=TUESDAY),
    saying(FERRY, article="c", published=MONDAY, speaker="Tom Vane"),
    saying("The ferry is older than my father.", article="d", published=TUESDAY, speaker="Tom Vane"),
    saying("The ferry is older than my mother.", article="e", speaker="Tom Vane"),
]


@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_makes_no_difference(order: random.Random):
    shuffled = order.sample(PIECES, len(PIECES))
    assert quotations(shuffled) == quotations(PIECES)


@given(st.lists(st.text(alphabet="“”‘’\"' .,aNot14\n", max_size=60), max_size=4))
def test_any_text_gives_spans_that_say_what_they_cover(texts):
    pieces = [
        Piece(str(n), Reading(article=Article(text=text, headline=text[:20]))) for n, text in enumerate(texts)
    ]
    for quotation in quotations(pieces):
        assert sum(v.reference for v in quotation.variants) == 1
        for v in quotation.variants:
            article = pieces[int(v.article)].reading.article
            whole = article.headline if v.field == "headline" else article.text
            assert whole[v.start : v.end] == v.text
            assert all(whole[span.start : span.end] == span.text for span in (*v.parts, *v.differs))


SPEECH = Transcript(
    "briefing",
    "THE MINISTER: Good morning. We have, um, two things today. The wells at Ordu are closed, and they will stay closed until "
    "the laboratory says otherwise. I cannot tell you when that is. We have not asked the army for anything. Questions?",
    published=MONDAY,
    speaker="Ana Brandt",
)


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        ("We have two things today.", "verbatim"),
        (
            "The wells at Ordu are closed, and they will stay closed until the laboratory says otherwise.",
            "verbatim",
        ),
        ("The wells at Ordu are closed.", "trimmed"),
        ("The wells at Ordu are closed. | I cannot tell you when that is.", "trimmed"),
        ("We have now asked the army for anything.", "altered"),
        (
            "The wells at Ordu are closed, and they may stay closed until the laboratory says otherwise.",
            "altered",
        ),
    ],
)
def test_what_papers_print_is_held_against_the_transcript(quotation, verdict):
    [found] = against([saying(quotation, article="gazette", published=TUESDAY)], [SPEECH])
    own, printed = found.variants
    assert (own.article, own.reference, found.speaker) == ("briefing", True, "Ana Brandt")
    assert SPEECH.text[own.start : own.end] == own.text
    assert (printed.article, printed.verdict) == ("gazette", verdict)


def test_what_no_transcript_has_is_left_out():
    assert against([saying(DOGS)], [SPEECH]) == []
    assert against([saying(DOGS)], [Transcript("empty", "")]) == []


def test_words_that_deny_what_all_others_have_are_no_fuller_version():
    wire = saying("a long way from any decision", article="wire", published="2026-03-03T09:00:00Z")
    spun = saying("We are not a long way from any decision", article="spun", published="2026-03-04T04:00:00Z")
    (family,) = quotations([wire, spun])
    assert [(v.article, v.reference, v.verdict) for v in family.variants] == [
        ("wire", True, "verbatim"),
        ("spun", False, "altered"),
    ]
