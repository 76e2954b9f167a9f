"""The words that carry a sense: each row of the tables by its own example."""

from __future__ import annotations

import re

import pytest

from onrecord.linking.knowledge import table
from onrecord.linking.quotations.modality import modals
from onrecord.linking.quotations.synonyms import SAME, alike, opposite
from onrecord.linking.quotations.wording import american, phrases, spotted, without_fillers, words_of
from onrecord.tables import alternatives

_MARKED = re.compile(r"\[([^\]]+)\]")


def keys(text: str) -> list[str]:
    plain = _MARKED.sub(r"\1", text)
    return [word.key for word in words_of(plain, 0, len(plain))]


@pytest.mark.parametrize("row", table("senses.tsv", 3), ids=lambda row: f"{row[0]}-{row[2][:30]}")
def test_a_word_of_each_kind_is_seen_in_its_example(row):
    kind, words, example = row
    marked = _MARKED.search(example)[1].lower()
    assert marked in alternatives(words)
    if kind in {"filler", "sound"}:
        plain = _MARKED.sub(r"\1", example)
        assert marked not in [w.key for w in without_fillers(words_of(plain, 0, len(plain)))]
    else:
        assert any(spotted(keys(example), kind))


@pytest.mark.parametrize("row", table("modals.tsv", 4), ids=lambda row: row[0])
def test_each_strength_is_seen_in_its_example(row):
    strength, shifted, words, example = row
    assert _MARKED.search(example)[1] in alternatives(words)
    assert [modal.strength for modal in modals(keys(example))] == [strength]
    assert set(alternatives(shifted)) <= {row[0] for row in table("modals.tsv", 4)}


@pytest.mark.parametrize("row", table("spelling.tsv", 4), ids=lambda row: f"{row[1]}-{row[2]}")
def test_british_and_american_spellings_are_one_word(row):
    british, there = _MARKED.search(row[3])[1].lower(), re.search(r"\{(.+)\}", row[3])[1]
    assert american(british) == american(there)


@pytest.mark.parametrize("row", table("contractions.tsv", 3), ids=lambda row: row[0])
def test_contractions_are_written_out(row):
    short, long, example = row
    assert _MARKED.search(example)[1].lower() == short
    assert " ".join(long.split()) in " ".join(keys(example))


@pytest.mark.parametrize("row", table("antonyms.tsv", 3), ids=lambda row: f"{row[0][:20]}-{row[1][:20]}")
def test_antonyms_are_opposites_both_ways(row):
    one, other, example = row
    marked = american(_MARKED.search(example)[1].lower())
    assert marked in map(american, alternatives(one))
    for word in map(american, alternatives(other)):
        assert opposite(marked, word)
        assert opposite(word, marked)
        assert alike(marked, word) == 0 or marked == word


@pytest.mark.parametrize(
    ("one", "other"),
    [("need", "requires"), ("halted", "stopped"), ("kids", "children"), ("bought", "purchased")],
)
def test_synonyms_are_known_in_any_form(one, other):
    assert alike(one, other) >= SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [("weeks", "days"), ("july", "june"), ("14", "40"), ("army", "navy"), ("selling", "buying")],
)
def test_what_must_not_be_confused_is_not_alike(one, other):
    assert alike(american(one), american(other)) < SAME


@pytest.mark.parametrize("word", ["four", "hour", "tour", "rise", "wise", "prize"])
def test_spelling_leaves_other_words_as_they_are(word):
    assert american(word) == word


def test_every_phrase_is_in_lower_case():
    assert all(phrase == phrase.lower() for row in table("senses.tsv", 3) for phrase in phrases(row[0]))
