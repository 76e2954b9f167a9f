"""Text to an annotated spaCy Doc: tokens, sentences, trees, entities, attribution, factuality."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from onrecord.language.encoder import WeightsError

__all__ = ["WeightsError", "load"]


def load(weights: Path | str | None = None, threads: int = 1) -> Language:
    """The spaCy pipeline that Onrecord reads with.

    It takes text, and ready-made Docs whose tokens and sentence starts it keeps. It sets `token.pos`, `token.head`,
    `token.dep` (Universal Dependencies), `token.lemma`, sentence starts, `doc.ents`, `token._.factuality` (-3 to 3,
    None where there is no predicate), `token._.event` (the type of event that the word seems to name, with its
    probability, or None; found when it is first read), `token._.event_alone` (the same by the sentence alone, which is
    found faster), `token._.eventful` (whether there may be a sure one) and the span groups `doc.spans["source"]`, `["cue"]` and `["content"]`; spans
    with the same `span.id_` belong together.

    weights  a folder of weights to use in place of the shipped ones
    threads  of the network; the annotation is the same with any number
    Raises WeightsError where the weights cannot be loaded.
    """
    # spaCy takes a second to import: those who look up what the tables know go without.
    import spacy

    from onrecord.language import gazetteer, pipe
    from onrecord.language.tokens import tokenizer

    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer(nlp.vocab)
    nlp.max_length = 10_000_000
    nlp.add_pipe(pipe.NAME, config={"weights": str(weights) if weights else None, "threads": threads})
    nlp.add_pipe(gazetteer.NAME)
    return nlp


def __getattr__(name: str) -> object:
    """The error of weights that cannot be loaded, whose module takes a moment to import."""
    if name == "WeightsError":
        from onrecord.language.encoder import WeightsError

        return WeightsError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
