"""Who said what: a piece of news, and what must be found in it."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord import Statement

# (speaker, or None for an unnamed source; cue; contents; form)
Wanted = tuple[str | None, str | None, list[str], str]

CASES: dict[str, tuple[str, list[Wanted]]] = {
    "direct, speaker behind": (
        "“We are a ways away from any decision,” General Mark Milley said.",
        [("Mark Milley", "said", ["“We are a ways away from any decision,”"], "direct")],
    ),
    "direct, speaker in front": (
        'Mark Milley said: "We are a ways away from any decision."',
        [("Mark Milley", "said", ['"We are a ways away from any decision."'], "direct")],
    ),
    "indirect": (
        "Denmark will send Harpoon missiles, Defence Secretary Lloyd Austin said on Monday.",
        [("Lloyd Austin", "said", ["Denmark will send Harpoon missiles"], "indirect")],
    ),
    "indirect with that": (
        "Lloyd Austin said on Monday that Denmark will send Harpoon missiles.",
        [("Lloyd Austin", "said", ["that Denmark will send Harpoon missiles"], "indirect")],
    ),
    "mixed": (
        "Mark Milley said the United States is “a ways away” from any decision.",
        [("Mark Milley", "said", ["the United States is “a ways away” from any decision"], "mixed")],
    ),
    "split by its cue": (
        "“We will wait,” the minister said, “until the parliament has voted.”",
        [("the minister", "said", ["“We will wait,”", "“until the parliament has voted.”"], "direct")],
    ),
    "a second sentence in the same breath": (
        "“We will wait,” Anna Berg said. “The parliament has to vote first.”",
        [("Anna Berg", "said", ["“We will wait,”", "“The parliament has to vote first.”"], "direct")],
    ),
    "according to": (
        "The launcher arrived on Friday, according to the defence ministry in Oslo.",
        [("the defence ministry in Oslo", "according to", ["The launcher arrived on Friday"], "indirect")],
    ),
    "a spokesman": (
        "The president has not decided, a spokesman for the White House said.",
        [("a spokesman for the White House", "said", ["The president has not decided"], "indirect")],
    ),
    "officials": (
        "The plan has not reached the minister, two officials said.",
        [(None, "said", ["The plan has not reached the minister"], "indirect")],
    ),
    "British marks": (
        "‘We don’t rule it out,’ the foreign secretary, Jane Hollis, told reporters.",
        [("Jane Hollis", "told", ["‘We don’t rule it out,’"], "direct")],
    ),
    "over paragraphs": (
        (
            "“The battalion is ready,” Colonel Janis Ozols said. “It has trained for a year.\n\n"
            "“But no order has been given, and none will be given before the vote.”"
        ),
        [
            (
                "Janis Ozols",
                "said",
                [
                    "“The battalion is ready,”",
                    "“It has trained for a year.",
                    "“But no order has been given, and none will be given before the vote.”",
                ],
                "direct",
            )
        ],
    ),
}


def shape(statement: Statement) -> Wanted:
    return (
        statement.speaker.name if statement.speaker else None,
        statement.cue.text if statement.cue else None,
        [part.text for part in statement.content],
        statement.form,
    )


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES.keys())
def test_statements(nlp: Language, text: str, wanted: list[Wanted]) -> None:
    assert [shape(s) for s in onrecord.read(text, nlp).statements] == wanted


def speakers(text: str, nlp: Language) -> list[tuple[str | None, str]]:
    """Each statement's speaker, with the words that stand there."""
    return [(s.speaker and s.speaker.name, s.speaker.span.text if s.speaker and s.speaker.span else "") for s in
            onrecord.read(text, nlp).statements]  # fmt: skip


def test_pronouns_are_resolved(nlp: Language) -> None:
    text = (
        "General Mark Milley met reporters at the Pentagon on Monday.\n\n"
        "“We are a ways away from any decision,” he said.\n\n"
        "He added that the president would have to approve it."
    )
    assert speakers(text, nlp) == [("Mark Milley", "he"), ("Mark Milley", "He")]


def test_she_is_the_woman(nlp: Language) -> None:
    text = (
        "Prime Minister Mette Holm met President Carlos Ruiz in Oslo. “The talks were good,” she said. "
        "He said that the talks would go on."
    )
    assert [name for name, _ in speakers(text, nlp)] == ["Mette Holm", "Carlos Ruiz"]


def test_the_minister_is_who_holds_the_office(nlp: Language) -> None:
    text = (
        "Latvia is weighing a battalion, Defence Minister Inga Krastina said on Monday.\n\n"
        "“Nothing has been decided,” the minister said."
    )
    assert [name for name, _ in speakers(text, nlp)] == ["Inga Krastina", "Inga Krastina"]


def test_an_unnamed_source_is_kept_in_the_articles_words(nlp: Language) -> None:
    (said,) = onrecord.read("A decision is weeks away, a senior NATO official said.", nlp).statements
    assert said.anonymous
    assert said.speaker is None
    assert said.described is not None
    assert said.described.text == "a senior NATO official"


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “partners” met in the “Blue Room” of the palace.",
        "His book “The Long Road Home” sold well.",
        "The ship “Lady Ileana” left port.",
        "Rain fell over the coast on Tuesday.",
    ],
)
def test_names_titles_and_scare_quotes_are_no_statements(nlp: Language, text: str) -> None:
    assert onrecord.read(text, nlp).statements == ()


def test_every_span_holds_the_words_that_stand_there(nlp: Language) -> None:
    article = onrecord.Article(headline="Latvia “weighs” troops", text=CASES["over paragraphs"][0])
    reading = onrecord.read(article, nlp)
    spans = [m for e in reading.entities for m in e.mentions]
    for s in reading.statements:
        spans += [*s.content, *(x for x in (s.cue, s.described, s.speaker and s.speaker.span) if x)]
    for f in reading.figures:
        spans += [f.span, f.evidence]
    assert spans
    for span in spans:
        assert getattr(article, span.field)[span.start : span.end] == span.text


def test_who_belongs_to_a_name_is_not_its_bearer(nlp: Language) -> None:
    text = (
        "Vice President Paul Harmon stayed away. “He was never told,” Harmon’s press secretary Alyssa Brandt said.\n\n"
        "“We have no concerns,” Harmon’s attorney, Alan Reyes, said."
    )
    assert [name for name, _ in speakers(text, nlp)] == ["Alyssa Brandt", "Alan Reyes"]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg said so.",
        "The minister did not say that.",
        "The minister said it on Monday.",
        "Villagers believe it.",
        "The minister promised that.",
        "The minister explained how.",
    ],
)
def test_a_pronoun_alone_is_no_statement(nlp: Language, text: str) -> None:
    assert onrecord.read(text, nlp).statements == ()


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("“Not all of them,” Anna Berg said.", ["“Not all of them,”"]),
        ("All of them, the minister said, had left.", ["All of them", "had left"]),
        ("The plan, which he said was sound, failed.", ["which", "was sound"]),
    ],
)
def test_a_pronoun_is_kept_in_marks_and_as_the_subject_of_what_is_said(
    nlp: Language, text: str, contents: list[str]
) -> None:
    (said,) = onrecord.read(text, nlp).statements
    assert [part.text for part in said.content] == contents


def test_who_belongs_to_another_name_of_the_same_person(nlp: Language) -> None:
    (statement,) = onrecord.read(
        "The mayor had a cool relationship with Ada Holm, now the majority leader, who in 2010 said that the party would fail.",
        nlp,
    ).statements
    assert statement.speaker is not None
    assert statement.speaker.name == "Ada Holm"


def test_who_is_described_without_what_ties_him_to_the_clause(nlp: Language) -> None:
    (statement,) = onrecord.read(
        "Scott was one of three members who said that the bill went too far.", nlp
    ).statements
    assert statement.described is not None
    assert statement.described.text == "three members"
