"""Word classes and dependency trees on UD English EWT and GUM (`treebank/`).

Gold tokens (`ewt_*`, `gum_*`): ready-made Docs, one a document, with the treebank's words and sentences. Share of words
with the right universal part of speech (`upos`), head (`uas`), and head and relation (`las`). As in the CoNLL 2018
shared task, punctuation counts and a relation is compared up to its colon; `las_subtypes` compares it whole.

Raw text (`ewt_raw_*`): the text of each EWT document, paragraphs apart by a blank line, as the pipeline itself tokenises
and splits it, scored as that task's evaluation does (benchmarks/conll.py): F1 of tokens, sentences, words, and of words
with the right part of speech, head, and head and relation. The treebank counts "don't" as one token of two words: a
tokeniser that makes two tokens of it gets the words right and the token wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.conll import Parse, compare, f1_of, gold_parses, new_tallies, parse_of, squeezed
from benchmarks.ours import Pipeline, pipeline, ready_doc

GATED = (
    *("ewt_upos", "ewt_uas", "ewt_las", "gum_upos", "gum_uas", "gum_las"),
    *("ewt_raw_words", "ewt_raw_sentences", "ewt_raw_uas", "ewt_raw_las"),
)
ON_GOLD = ("upos", "uas", "las", "las_subtypes")


def corpus(data: Path, part: str) -> list[Path]:
    """The files that are measured on."""
    folder = data / "treebank"
    return [*folder.glob(f"ewt-{part}.conllu"), *sorted(folder.glob(f"gum-{part}/*.conllu"))]


def on_gold_tokens(parses: Iterable[Parse], nlp: Pipeline, name: str) -> dict[str, float]:
    """Accuracy over the treebank's own words and sentences."""
    tallies = new_tallies()
    for gold in parses:
        doc = ready_doc(nlp, [w.form for w in gold.words], gold.sentence_starts)
        compare(gold, parse_of(doc), tallies)
    return f1_of(tallies, name, ON_GOLD)


def on_raw_text(parses: Iterable[Parse], nlp: Pipeline, name: str) -> dict[str, float]:
    """F1 over the documents' text; `left_out` counts documents whose words do not make up their text."""
    tallies = new_tallies()
    left_out = 0
    for gold in parses:
        if squeezed(gold.text) != gold.characters:
            left_out += 1
            continue
        compare(gold, parse_of(nlp(gold.text)), tallies)
    return f1_of(tallies, name) | ({f"{name}_left_out": float(left_out)} if left_out else {})


def figures(ewt: Sequence[Parse], gum: Sequence[Parse], nlp: Pipeline) -> dict[str, float]:
    """All figures of the treebanks that are there."""
    found: dict[str, float] = {}
    if ewt:
        found |= on_gold_tokens(ewt, nlp, "ewt")
    if gum:
        found |= on_gold_tokens(gum, nlp, "gum")
    if ewt:
        found |= on_raw_text(ewt, nlp, "ewt_raw")
    return found


def measure(data: Path, part: str) -> dict[str, float]:
    """Figures by name, each from 0 to 1."""
    files = corpus(data, part)
    ewt = [doc for path in files if path.name.startswith("ewt") for doc in gold_parses(path)]
    gum = [doc for path in files if not path.name.startswith("ewt") for doc in gold_parses(path)]
    return figures(ewt, gum, pipeline())
