"""Where an article disagrees with itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.model import Article, Conflict, Event, Item, Party, Span, Stage
from onrecord.reading.conflicts import conflicts
from onrecord.reading.entities import Entities
from onrecord.reading.figures import figures
from onrecord.reading.quotations import quotations
from onrecord.reading.rewordings import rewordings
from onrecord.reading.statements import statements
from onrecord.tables import alternatives, rows

# the paragraphs, and (kind, one place, the other)
CASES = [
    (
        [
            "Latvia is weighing a gift of 12 retired Hawk launchers to Kenya.",
            "• 14 Hawk launchers, built in 1989",
        ],
        ("number", "12", "14"),
    ),
    (
        [
            "Flood relief worth 150 million kronor is not touched.",
            "The minister spoke in Oslo.",
            "Until then the 115 million kronor in flood relief is all that Kenya will see.",
        ],
        ("number", "150 million kronor", "115 million kronor"),
    ),
    (
        [
            "In all, 31 sailors were rescued off Malta.",
            "The weather was bad.",
            "41 sailors were rescued off Malta.",
        ],
        ("number", "31", "41"),
    ),
    (
        ["There is talk of “low-level planning” in Riga.", "Low-budget planning goes on, and talks do too."],
        ("wording", "low-level planning", "Low-budget planning"),
    ),
    (
        [
            "“We will not abandon our northern neighbours in this winter,” Arvo Kask said.",
            "The talks went on.",
            "“We will not abandon our southern neighbours in this winter,” Kask said.",
        ],
        ("quotation", "not abandon our northern neighbours", "not abandon our southern neighbours"),
    ),
    (
        ["Minister Arvo Tellinger spoke in Riga.", "Later Arvo Tellingar left for Oslo."],
        ("wording", "Arvo Tellinger", "Arvo Tellingar"),
    ),
]

AGREE = [
    ["Latvia gave 12 retired Hawk launchers to Kenya.", "It later sent 14 Hawk launchers to Kenya."],
    ["Latvia gave Kenya 12 Hawk launchers.", "Norway gave Kenya 14 Hawk launchers."],
    ["In 2019, 31 sailors were rescued off Malta.", "In 2021, 41 sailors were rescued off Malta."],
    ["It cost nearly 100,000 euros in flood relief.", "The 98,000 euros in flood relief were paid."],
    ["Arvo Kask spoke of “low-level planning”.", "There are high-level talks in Riga."],
    ["“We want peace,” Arvo Kask said.", "“We want bread,” Marta Sild said."],
    ["The top three live streamers earn well.", "She is not in the top five live streamers."],
    ["He is accused of shooting five people.", "The four people killed were named in Malta."],
    ["Hassan Amir-Telli spoke in Oslo.", "Hassan Amirtelli left."],
    ["Olga Hansen met Peter Hanson in Oslo.", "Hansen left."],
    ["“Nobody will stop the grain ships,” he said.", "He spoke of grain ships and of the harbour."],
]


def _conflicts(nlp: Language, text: str, events: tuple[Event, ...] = ()) -> tuple[Conflict, ...]:
    article = Article(text=text)
    doc = nlp(text)
    entities = Entities([("text", doc)])
    said = statements(article, doc, entities)
    found = conflicts(article, doc, entities, said, events, tuple(figures(article, "text", doc)))
    for conflict in found:
        for span in (conflict.a, conflict.b):
            assert text[span.start : span.end] == span.text
    return found


@pytest.mark.parametrize(("paragraphs", "wanted"), CASES, ids=[c[0][0] for c in CASES])
def test_what_an_article_says_twice_and_differently(
    nlp: Language, paragraphs: list[str], wanted: tuple[str, str, str]
) -> None:
    (found,) = _conflicts(nlp, "\n\n".join(paragraphs))
    kind, one, other = wanted
    assert found.kind == kind
    assert one in found.a.text
    assert other in found.b.text


@pytest.mark.parametrize("paragraphs", AGREE, ids=[p[0] for p in AGREE])
def test_what_is_explained_or_of_another_matter_is_no_conflict(nlp: Language, paragraphs: list[str]) -> None:
    assert _conflicts(nlp, "\n\n".join(paragraphs)) == ()


@pytest.mark.parametrize(
    "row", rows("onrecord.reading.knowledge", "conflicts.tsv", columns=3), ids=lambda r: r[0]
)
def test_words_that_explain_a_figure_settle_it(nlp: Language, row: tuple[str, ...]) -> None:
    _, cell, example = row
    assert any(word in example for word in alternatives(cell))
    assert _conflicts(nlp, f"Latvia gave 12 jets to Kenya.\n\n{example}") == ()


TEXT = "The howitzers have been delivered to Kenya.\n\nThe howitzers were withdrawn from the offer."


def _event(word: str, stage: Stage, attribution: int | None = None) -> Event:
    start = TEXT.index(word)
    line = TEXT.split("\n\n")[start > TEXT.index("\n")]
    at = TEXT.index(line)
    noun = at + line.index("howitzers")
    return Event(
        type="AID", stage=stage, attribution=attribution,
        trigger=Span("text", start, start + len(word), word),
        recipient=(Party(name="Kenya", country="KEN"),),
        items=(Item(name="howitzers", span=Span("text", noun, noun + 9, "howitzers")),),
        evidence=(Span("text", at, at + len(line), line),),
    )  # fmt: skip


def test_what_was_done_and_was_not(nlp: Language) -> None:
    (found,) = _conflicts(nlp, TEXT, (_event("delivered", "done"), _event("withdrawn", "withdrawn")))
    assert (found.kind, found.a.text, found.b.text) == ("stage", "delivered", "withdrawn")


def test_what_a_source_says_is_no_stage_of_the_articles_own(nlp: Language) -> None:
    assert _conflicts(nlp, TEXT, (_event("delivered", "done", 0), _event("withdrawn", "withdrawn"))) == ()


@given(st.text(alphabet="abc not-‑ “”\n.'", max_size=120))
def test_rewordings_stand_in_the_text(text: str) -> None:
    article = Article(text=text)
    for found in rewordings(text, quotations(text, article.paragraphs())):
        for start, end in (found.a, found.b):
            assert 0 <= start < end <= len(text)
