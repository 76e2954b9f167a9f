"""Who said what, on PolNeAR (`attribution/polnear/`), against the whole reading and against the model alone.

Each annotated article is read as an article without headline: every line of the corpus's text, the title among them, is
a paragraph. A text that several people annotated counts once for each of them.

`content_f1`            statements found: contents matched one to one so that their overlap is greatest, where at least
                        half of the words of the two together are common (intersection over union); also
                        `content_precision` and `content_recall`
`exact_f1`              contents with exactly the same words
`touched_f1`            looser: a content is found where any word of it is in any content of the other side
`marks_recall`          share of the gold's contents that begin and end with a quotation mark which are matched;
                        `marks_touched_recall` looser, as above
`speaker`               share of the matched contents, where the gold names a source, whose speaker is right: the
                        system's words for the speaker overlap the source, or its name and the source end in the same
                        last name; a pronoun is right only by its place

Quotation marks, other punctuation and a leading "that" do not matter. `model_*` are the same figures for the pipeline's
spans (`doc.spans`, joined by their ids) before any rule of the reading: the difference is what the rules add.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from benchmarks.ours import Pipeline, Reader, pipeline, read
from benchmarks.relaid import Relaid, relay
from benchmarks.said import Pieces, Said, Score, score
from onrecord.model import Reading
from training.corpora.attribution import Attribution, pairs

GATED = (
    "content_f1",
    "touched_f1",
    "exact_f1",
    "marks_recall",
    "marks_touched_recall",
    "speaker",
    "model_content_f1",
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated article, and what the reading and the model alone find in it, in the corpus's offsets."""

    text: str
    gold: tuple[Said, ...]
    read: tuple[Said, ...]
    modelled: tuple[Said, ...]
    doc: Doc
    relaid: Relaid


def corpus(data: Path, part: str) -> list[Path]:
    """The files that are measured on."""
    folder = data / "attribution" / "polnear" / part
    return sorted([*folder.glob("text/*.txt"), *folder.glob("attributions/*.ann")])


def gold_of(attributions: Iterable[Attribution]) -> tuple[Said, ...]:
    """The gold's attributions that have a content."""
    return tuple(Said(tuple(a.content), tuple(a.source)) for a in attributions if a.content)


def said_by_reading(reading: Reading, relaid: Relaid) -> Iterator[Said]:
    """The statements of a reading.

    Raises ValueError where the reading is of another text.
    """
    if reading.article.text != relaid.article.text:
        raise ValueError("the reading is of another text than the article that was given")
    for statement in reading.statements:
        content = tuple(relaid.back(s.start, s.end) for s in statement.content if s.field == "text")
        speaker = statement.speaker
        span = (speaker.span if speaker else None) or statement.described
        source = (relaid.back(span.start, span.end),) if span and span.field == "text" else ()
        yield Said(content, source, speaker.name if speaker else "")


def said_by_model(doc: Doc, relaid: Relaid) -> Iterator[Said]:
    """The attributions in a Doc's span groups; a content without id stands alone."""
    places: dict[str, dict[str, Pieces]] = {"source": defaultdict(tuple), "content": defaultdict(tuple)}
    names: dict[str, str] = {}
    for kind, parts in places.items():
        for number, span in enumerate(doc.spans.get(kind, ())):
            key = span.id_ or f"{kind} {number}"
            parts[key] += (relaid.back(span.start_char, span.end_char),)
            if kind == "source":
                names[key] = f"{names.get(key, '')} {span.text}".strip()
    for key, pieces in places["content"].items():
        yield Said(pieces, places["source"].get(key, ()), names.get(key, ""))


def annotated(
    corpus_pairs: Iterable[tuple[str, str, list[Attribution]]], nlp: Pipeline, reader: Reader
) -> Iterator[Annotated]:
    """Every annotated article with what is found in it; a text annotated several times is read once."""
    seen: dict[str, tuple[Relaid, Doc, tuple[Said, ...], tuple[Said, ...]]] = {}
    for _, text, attributions in corpus_pairs:
        if text not in seen:
            relaid = relay(text)
            doc = nlp(relaid.article.text)
            by_reading = tuple(said_by_reading(reader(relaid.article), relaid))
            seen[text] = relaid, doc, by_reading, tuple(said_by_model(doc, relaid))
        relaid, doc, by_reading, by_model = seen[text]
        yield Annotated(text, gold_of(attributions), by_reading, by_model, doc, relaid)


@cache
def articles(data: Path, part: str) -> tuple[Annotated, ...]:
    """The annotated articles of a part, read by the shipped pipeline; the peer is measured on the same Docs."""
    return tuple(annotated(pairs(data / "attribution" / "polnear", part), pipeline(), read))


def scores(found: Iterable[Annotated]) -> tuple[Score, Score]:
    """(The whole reading's counts, the model's alone)."""
    kept = list(found)
    return (
        score((one.text, one.gold, one.read) for one in kept),
        score((one.text, one.gold, one.modelled) for one in kept),
    )


def measure(data: Path, part: str) -> dict[str, float]:
    """Figures by name, each from 0 to 1."""
    reading, model = scores(articles(data, part))
    return reading.figures() | model.figures("model_")
