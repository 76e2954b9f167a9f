"""Statements: what is found, what is exact, whose it is."""

from __future__ import annotations

import re

import pytest
import spacy
from spacy.tokens import Span as DocSpan

from benchmarks.attribution import annotated, scores
from benchmarks.relaid import relay
from benchmarks.said import Said, Score, in_marks, last_name, score, speaker_right, words_at
from onrecord.model import Article, Reading, Speaker, Statement
from training.corpora.attribution import Attribution

TEXT = (
    "Ferry to close, mayor says\n"
    " “We will close the ferry in March,” Mayor Ann Lee said on Monday. “It leaks.”\n\n"
    "She added that the town of Aldous had no money for a second hull.\n"
    "Fishermen said they would sue."
)


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    """The only place of these words in the text."""
    (match,) = re.finditer(re.escape(words), text)
    return match.span()


def said(*content: str, source: str = "", name: str = "", text: str = TEXT) -> Said:
    return Said(tuple(at(c, text) for c in content), (at(source, text),) if source else (), name)


GOLD = [
    said("“We will close the ferry in March,”", "“It leaks.”", source="Mayor Ann Lee"),
    said("that the town of Aldous had no money for a second hull", source="She"),
    said("they would sue", source="Fishermen"),
]
#: "that the" is left out, a quotation mark too: the same words nevertheless.
SAME = [
    said("We will close the ferry in March", "It leaks", source="Ann Lee"),
    said("the town of Aldous had no money for a second hull", source="She"),
    said("they would sue", source="Fishermen"),
]


@pytest.mark.parametrize("given", [GOLD, SAME])
def test_perfect(given):
    figures = score([(TEXT, GOLD, given)]).figures()
    assert figures == dict.fromkeys(figures, 1.0)


def test_empty():
    figures = score([(TEXT, GOLD, [])]).figures()
    assert figures == dict.fromkeys(figures, 0.0)


def test_half_of_a_statement_is_found_but_not_exact():
    # 7 of 9 words of the first, nothing of the second, the third, and one that nobody said.
    given = [SAME[0].__class__((SAME[0].content[0],)), SAME[2], said("Mayor Ann Lee said on Monday")]
    figures = score([(TEXT, GOLD, given)]).figures()
    assert figures["content_precision"] == figures["content_recall"] == pytest.approx(2 / 3)
    assert figures["exact_f1"] == pytest.approx(1 / 3)
    assert figures["touched_recall"] == pytest.approx(2 / 3)
    assert figures["marks_recall"] == 1.0
    assert figures["speaker"] == pytest.approx(1 / 2)  # the first was given without its speaker


def test_a_fragment_touches_without_being_found():
    figures = score([(TEXT, GOLD, [said("It leaks")])]).figures()
    assert (figures["content_recall"], figures["marks_recall"]) == (0.0, 0.0)
    assert (figures["touched_recall"], figures["marks_touched_recall"]) == (pytest.approx(1 / 3), 1.0)


def test_two_answers_to_one_statement_are_one_right_and_one_wrong():
    figures = score([(TEXT, GOLD, [*GOLD, GOLD[0]])]).figures()
    assert figures["content_precision"] == pytest.approx(3 / 4)
    assert figures["content_recall"] == 1.0


def test_matching_takes_the_pairs_that_overlap_most():
    text = "one two three four five six"
    gold = [said("one two three four", text=text), said("two three four five six", text=text)]
    given = [said("two three four", text=text), said("one two three four", text=text)]
    total = Score()
    total.add(text, gold, given)
    assert total.matched.right == 2
    assert total.exact.right == 1


def test_a_statement_whose_gold_names_nobody_asks_for_no_speaker():
    total = score([(TEXT, [said("they would sue")], [GOLD[2]])])
    assert (total.matched.right, total.speakers.gold) == (1, 0)


@pytest.mark.parametrize(
    ("content", "quoted"),
    [
        (("“It leaks.”",), True),
        (("“We will close the ferry in March,”", "“It leaks.”"), True),
        (("“It leaks.",), False),
        (("they would sue",), False),
    ],
)
def test_in_marks(content, quoted):
    assert in_marks(TEXT, tuple(at(c) for c in content)) is quoted


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Mayor Ann Lee", "lee"),
        ("Ann Lee, the mayor of Aldous", "lee"),
        ("Ann O’Hara’s", "o’hara"),
        ("Bob Lee Jr.", "lee"),
        ("the Ministry of Fisheries", "ministry"),
        ("a spokesman for Ann Lee", "spokesman"),
        ("Lee's lawyer", "lawyer"),
        ("Capt. Rui Sá (Aldous)", "sá"),
        ("", ""),
        (", the mayor", ""),
    ],
)
def test_last_name(name, last):
    assert last_name(name) == last


@pytest.mark.parametrize(
    ("source", "given", "right"),
    [
        ("Mayor Ann Lee", Said((), (at("Ann Lee"),)), True),
        ("Mayor Ann Lee", Said((), (at("She"),), "Ann Lee"), True),
        ("Mayor Ann Lee", Said((), (at("Fishermen"),), "Fishermen"), False),
        ("Mayor Ann Lee", Said(()), False),
        ("She", Said((), (at("She"),), "Ann Lee"), True),
        ("She", Said((), (at("Ann Lee"),), "Ann Lee"), False),
        ("She", Said((), (at("they"),), "she"), False),
    ],
)
def test_speaker_right(source, given, right):
    assert speaker_right(TEXT, Said((), (at(source),)), given) is right


def test_a_leading_that_and_marks_are_no_words():
    both = words_at(TEXT, (at("that the town"),)), words_at(TEXT, (at("the town"),))
    assert both[0] == both[1]
    assert len(words_at(TEXT, (at("“It leaks.”"),))) == 2


def test_lines_become_paragraphs_and_offsets_lead_back():
    relaid = relay(TEXT)
    assert relaid.article.headline == ""
    assert relaid.article.text == "\n\n".join(line.strip() for line in TEXT.split("\n") if line.strip())
    for words in (
        "Ferry to close",
        "“We will",
        "“It leaks.”",
        "second hull.",
        "Fishermen said they would sue.",
    ):
        assert relaid.back(*at(words, relaid.article.text)) == at(words)


def test_an_empty_text_is_an_empty_article():
    assert relay(" \n\n").article.text == ""


def a_reader(article: Article) -> Reading:
    """Knows what is said in the text above."""

    def span(words: str):
        return article.span("text", *at(words, article.text))

    ann = Speaker(name="Ann Lee", span=span("Mayor Ann Lee"))
    first = Statement(
        speaker=ann,
        anonymous=False,
        cue=None,
        content=(span("“We will close the ferry in March,”"), span("“It leaks.”")),
        form="direct",
    )
    second = Statement(
        speaker=Speaker(name="Ann Lee", span=span("She")),
        anonymous=False,
        cue=span("added"),
        content=(span("that the town of Aldous had no money for a second hull"),),
        form="indirect",
    )
    third = Statement(
        speaker=None,
        anonymous=True,
        described=span("Fishermen"),
        cue=None,
        content=(span("they would sue"),),
        form="indirect",
    )
    return Reading(article=article, statements=(first, second, third))


class Model:
    """Finds the first statement, in two spans with one id, and one without a speaker."""

    def __init__(self):
        self.nlp = spacy.blank("en")
        self.vocab = self.nlp.vocab

    def __call__(self, text):
        doc = self.nlp.make_doc(text)

        def span(words: str, id_: str) -> DocSpan:
            found = doc.char_span(*at(words, text))
            return DocSpan(doc, found.start, found.end, span_id=id_)

        doc.spans["source"] = [span("Ann Lee", "1")]
        doc.spans["content"] = [
            span("“We will close the ferry in March,”", "1"),
            span("“It leaks.”", "1"),
            span("they would sue", "2"),
        ]
        return doc


ATTRIBUTIONS = [Attribution(list(one.source), [], list(one.content)) for one in GOLD]


def test_the_reading_and_the_model_alone_are_measured_in_the_corpus_offsets():
    articles = [*annotated([("a", TEXT, ATTRIBUTIONS), ("b", TEXT, ATTRIBUTIONS[:1])], Model(), a_reader)]
    assert len(articles) == 2
    assert articles[0].doc is articles[1].doc  # one text, read once, counted for each who annotated it
    reading, model = scores(articles[:1])
    assert reading.figures() == dict.fromkeys(reading.figures(), 1.0)
    assert model.figures()["content_recall"] == pytest.approx(2 / 3)
    assert model.figures()["content_precision"] == 1.0
    assert model.figures()["speaker"] == pytest.approx(1 / 2)
    both, _ = scores(articles)
    assert (both.matched.gold, both.matched.given, both.matched.right) == (4, 6, 4)


def test_a_reading_of_another_text_is_refused():
    with pytest.raises(ValueError, match="another text"):
        list(
            annotated([("a", TEXT, ATTRIBUTIONS)], Model(), lambda _: Reading(article=Article(text="Other.")))
        )
