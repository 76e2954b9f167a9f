"""Named entities on the Worldwide English Newswire corpus (`entities/worldwide/`).

`f1`, `precision`, `recall`: entities with exactly the gold's words and class, over the corpus's own words and sentences
(ready-made Docs), all nine classes together; `person_f1` and so on for each class. Of nested entities the outer one
counts. EQUIPMENT and VESSEL, which the corpus does not know, are passed over.

`raw_*`: the same over the raw article, spans compared by their characters. The article begins where the corpus's words
begin in it, past the address in the first line. `raw_left_out` counts articles whose words do not stand in their text
(some are spoilt by a wrong encoding).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.conll import squeezed
from benchmarks.ours import Pipeline, pipeline, ready_doc
from benchmarks.tally import Tally, count_sets
from training.corpora.entities import document
from training.corpora.example import Example

CLASSES = ("PERSON", "ORGANIZATION", "LOCATION", "FACILITY", "PRODUCT", "NORP", "DATE", "MONEY", "MISC")
GATED = ("f1", "raw_f1")

Spans = list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article of the corpus; `text` is the raw article, None where the corpus has none."""

    example: Example
    text: str | None


def corpus(data: Path, part: str) -> list[Path]:
    """The files that are measured on."""
    return sorted((data / "entities" / "worldwide" / part).glob("*.t[sx][vt]"))


def articles(data: Path, part: str) -> Iterable[Annotated]:
    """The annotated articles of a part."""
    for path in corpus(data, part):
        if path.suffix == ".tsv":
            raw = path.with_suffix(".txt")
            example = document(path)
            if example.words:
                yield Annotated(example, raw.read_text(encoding="utf-8") if raw.exists() else None)


def on_gold_words(docs: Iterable[Annotated], nlp: Pipeline) -> dict[str, float]:
    """Figures over the corpus's own words and sentences."""
    tallies = {name: Tally() for name in ("all", *CLASSES)}
    for one in docs:
        example = one.example
        doc = ready_doc(nlp, example.words, example.sentences or [0])
        _count(tallies, example.entities or [], [(e.start, e.end, e.label_) for e in doc.ents])
    return _overall(tallies["all"]) | {
        f"{name.lower()}_f1": tally.f1 for name, tally in tallies.items() if name != "all" and tally.gold
    }


def on_raw_text(docs: Iterable[Annotated], nlp: Pipeline) -> dict[str, float]:
    """Figures over the raw articles, spans in characters that are no white space."""
    tallies = {name: Tally() for name in ("all", *CLASSES)}
    left_out = 0
    for one in docs:
        placed = body_of(one)
        if placed is None:
            left_out += 1
            continue
        text, gold = placed
        at = [0]  # at[i]: characters other than white space before text[i]
        for character in text:
            at.append(at[-1] + (not character.isspace()))
        _count(tallies, gold, [(at[e.start_char], at[e.end_char], e.label_) for e in nlp(text).ents])
    found = {f"raw_{name}": value for name, value in _overall(tallies["all"]).items()}
    return found | {"raw_left_out": float(left_out)}


def body_of(one: Annotated) -> tuple[str, Spans] | None:
    """The part of the raw article that the corpus's words make up, and the entities' places in it.

    Places count characters other than white space. None where the words do not stand in the text.
    """
    if one.text is None:
        return None
    words = [squeezed(w) for w in one.example.words]
    body = "".join(words)
    begin = squeezed(one.text).find(body)
    if begin < 0:
        return None
    inked = [i for i, character in enumerate(one.text) if not character.isspace()]
    text = one.text[inked[begin] : inked[begin + len(body) - 1] + 1]
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return text, [(starts[a], starts[b], label) for a, b, label in one.example.entities or []]


def _count(tallies: dict[str, Tally], gold: Spans, given: Spans) -> None:
    wanted, found = ({span for span in spans if span[2] in CLASSES} for spans in (gold, given))
    count_sets(tallies["all"], wanted, found)
    for name in CLASSES:
        count_sets(tallies[name], {s for s in wanted if s[2] == name}, {s for s in found if s[2] == name})


def _overall(tally: Tally) -> dict[str, float]:
    return {"f1": tally.f1, "precision": tally.precision, "recall": tally.recall}


def measure(data: Path, part: str) -> dict[str, float]:
    """Figures by name, each from 0 to 1, and the number of articles left out."""
    docs = list(articles(data, part))
    return on_gold_words(docs, pipeline()) | on_raw_text(docs, pipeline())
