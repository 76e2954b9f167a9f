"""Who a source is: named, taken up again by an office or a pronoun, or not named at all."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord.reading.knowledge import offices
from onrecord.reading.knowledge.index import table
from onrecord.reading.speakers import antecedent, is_anonymous, plural_before

ROWS = table("speakers.tsv", 3)


def of_kind(*kinds: str) -> list[tuple[str, str]]:
    """Words and examples of these kinds."""
    return [(words, example) for kind, words, example in ROWS if kind in kinds]


@pytest.mark.parametrize(("word", "example"), of_kind("somebody"), ids=lambda x: x.split()[0])
def test_words_for_somebody_are_no_name(nlp: Language, word: str, example: str) -> None:
    head = nlp(example)[0]
    assert head.lower_ == word
    assert is_anonymous(head)


@pytest.mark.parametrize(("level", "example"), of_kind("unique"), ids=lambda x: x.split()[0])
def test_who_holds_an_office_alone_can_be_asked(nlp: Language, level: str, example: str) -> None:
    assert level in {office.level for office in offices().values()}
    (said,) = onrecord.read(example, nlp).statements
    assert not said.anonymous
    assert said.speaker is not None


def test_they_are_the_last_plural(nlp: Language) -> None:
    ((words, example),) = of_kind("plural")
    doc = nlp(example)
    (they,) = (t for t in doc if t.lower_ in words.split("|"))
    group = plural_before(they)
    assert group is not None
    assert group.text == "Villagers"


def test_who_is_whom_the_clause_hangs_on(nlp: Language) -> None:
    ((words, example),) = of_kind("relative")
    doc = nlp(example)
    who = next(t for t in doc if t.lower_ in words.split("|"))
    assert antecedent(who).text in ("Tom", "Askew")


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("Two officials said that the road was closed.", True),
        ("The Greek coast guard said that the road was closed.", False),
        ("A spokesman for the army said that the road was closed.", False),
    ],
)
def test_who_is_unnamed(nlp: Language, text: str, *, anonymous: bool) -> None:
    (said,) = onrecord.read(text, nlp).statements
    assert said.anonymous is anonymous
