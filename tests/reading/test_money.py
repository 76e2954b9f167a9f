"""Sums of money: amount, currency, state, and what they belong to."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.model import Article, Money
from onrecord.reading.knowledge.money import codes
from onrecord.reading.money import money_of
from onrecord.tables import rows


def sums(nlp: Language, text: str) -> list[tuple[Money, str | None]]:
    """The sums of a text, sentence by sentence, each with the word that governs it."""
    article = Article(text=text)
    return [
        (money, governor and governor.text)
        for sentence in nlp(text).sents
        for money, governor in money_of(article, sentence)
    ]


# the text, and (words, amount, currency, state) of each sum
CASES = [
    ("Oman gave $40 million.", [("$40 million", 40e6, "USD", "stated")]),
    ("Oman gave US$1.8 billion.", [("US$1.8 billion", 1.8e9, "USD", "stated")]),
    ("Fiji got A$30 million and C$12 million.", [("A$30 million", 30e6, "AUD", "stated"), ("C$12 million", 12e6, "CAD", "stated")]),
    ("Fiji got NZ$62 million.", [("NZ$62 million", 62e6, "NZD", "stated")]),
    ("Malta gave €640m.", [("€640m", 640e6, "EUR", "stated")]),
    ("Malta gave €1.2million.", [("€1.2million", 1.2e6, "EUR", "stated")]),
    ("Malta gave EUR 35 million.", [("EUR 35 million", 35e6, "EUR", "stated")]),
    ("Malta gave EUR500,000 to Chad.", [("EUR500,000", 500_000, "EUR", "stated")]),
    ("Malta gave 92 EUR million.", [("92 EUR million", 92e6, "EUR", "stated")]),
    ("Fiji got 35 million AUD.", [("35 million AUD", 35e6, "AUD", "stated")]),
    ("Oman signed a 20-million-euro loan.", [("20-million-euro", 20e6, "EUR", "stated")]),
    ("Oman signed a $40-million loan.", [("$40-million", 40e6, "USD", "stated")]),
    ("Malta gave half a billion euros.", [("half a billion euros", 500e6, "EUR", "stated")]),
    # About, up to, more than: the number as it stands, not for sure.
    ("Malta gave about EUR 35 million.", [("about EUR 35 million", 35e6, "EUR", "approximate")]),
    ("Malta gave up to $500 million.", [("up to $500 million", 500e6, "USD", "approximate")]),
    ("Malta gave more than 2 billion euros.", [("more than 2 billion euros", 2e9, "EUR", "approximate")]),
    # A range has no amount of its own, and a decimal comma none for sure.
    ("Malta gave between $2 and $3 million.", [("between $2 and $3 million", None, "USD", "approximate")]),
    ("Malta gave 1,2 billion dollars.", [("1,2 billion dollars", None, "USD", "stated")]),
    # Money of several states: the one that is named.
    ("Denmark gave 20 million kroner.", [("20 million kroner", 20e6, "DKK", "stated")]),
    ("The Norwegian army got 20 million kroner.", [("20 million kroner", 20e6, "NOK", "stated")]),
    ("Oslo got 3 million Danish kroner.", [("3 million Danish kroner", 3e6, "DKK", "stated")]),
    ("Sweden gave 380 million kronor.", [("380 million kronor", 380e6, "SEK", "stated")]),
    ("Chad got 20 million kroner.", [("20 million kroner", 20e6, None, "stated")]),
    ("Norway and Denmark gave 20 million kroner.", [("20 million kroner", 20e6, None, "stated")]),
    # Crowns may be another state's than the payer's.
    ("Czechia sent shells. Denmark paid 2 billion crowns.", [("2 billion crowns", 2e9, None, "stated")]),
    ("Kenya got 40 million pounds from Britain.", [("40 million pounds", 40e6, "GBP", "stated")]),
    # No money.
    ("Kenya got 40 tanks and 12 million doses in 2024.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_sums(nlp: Language, text: str, wanted: list[tuple[object, ...]]) -> None:
    given = [money for money, _ in sums(nlp, text)]
    assert [(m.span.text, m.amount, m.currency, m.state) for m in given] == wanted
    assert all(text[m.span.start : m.span.end] == m.span.text for m in given)


@pytest.mark.parametrize(
    ("text", "governor"),
    [
        ("Malta gave $40 million.", "gave"),
        ("Malta sent relief worth 3 million euros.", "relief"),
        ("The package is worth 3 million euros.", "package"),
        ("Malta signed a $40 million loan.", "loan"),
        ("Malta gave 3 million euros and 2 million francs.", "gave"),
    ],
)
def test_what_a_sum_belongs_to(nlp: Language, text: str, governor: str) -> None:
    assert [word for _, word in sums(nlp, text)][-1] == governor


def test_sums_of_a_headline_have_spans_in_the_headline(nlp: Language) -> None:
    headline = "Malta gives Chad €3 million"
    (given,) = money_of(Article(headline=headline), nlp(headline)[:], field="headline")
    assert (given[0].span.field, given[0].span.text) == ("headline", "€3 million")


ENTRIES = rows("onrecord.reading.knowledge", "currencies.tsv", columns=4)


@pytest.mark.parametrize("entry", ENTRIES, ids=[f"{code} {words}" for words, code, *_ in ENTRIES])
def test_every_currency_is_read_in_its_example(nlp: Language, entry: tuple[str, ...]) -> None:
    _, code, _, example = entry
    assert [money.currency for money, _ in sums(nlp, example)] == [code]


def test_codes_are_those_of_iso_4217() -> None:
    assert all(len(code) == 3 and code.isupper() for code in codes())
