"""The marked sentences: `Denmark will [AID send] Ukraine missiles.`, one line a passage, the mark around the trigger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy

from onrecord.language.pieces import Pieces, Splitter
from onrecord.language.tokens import tokenizer
from onrecord.language.units import Break, plan, sentence_like

SENTENCES = tuple(Path(__file__).parent / name for name in ("sentences.txt", "further.txt"))
#: No event, and the types that are found; the order of the network's scores.
TYPES = ("NONE", "AID", "MOBILIZE", "SANCTION", "AGREE", "CONSULT", "REQUEST", "REJECT")
#: A word that is learned neither as an event nor as none.
IGNORED = -100

_MARK = re.compile(r"\[([A-Z]+)(\??) ([^\]]+)\]")


class MarkError(ValueError):
    """A mark names a type that there is not."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is told of one act, or of one effect.

    word      the word that names it; of an effect the head of its words
    type      index into TYPES; 0 for an effect
    roles     of each of acts.ROLES the words
    stage     index into acts.STAGES; None for an effect
    negated   whether it is told not to be so
    relation  index into acts.RELATIONS; 0 for an act
    """

    word: int
    type: int
    roles: tuple[tuple[int, ...], ...]
    stage: int | None
    negated: bool
    relation: int


@dataclass(frozen=True, slots=True)
class Unit:
    """What the network learns from in one step: the pieces of a passage, and what each word is.

    pieces  as the encoder reads them
    labels  of each word, indices into TYPES, or IGNORED
    acts    with their roles; None where only the words that name them are known
    """

    pieces: Pieces
    labels: list[int]
    acts: list[Act] | None = None


def unmarked(line: str) -> tuple[str, list[tuple[int, int, int]]]:
    """A line without its marks, and of each mark its start, end and label.

    >>> unmarked("Norway [AID gave] it.")
    ('Norway gave it.', [(7, 11, 1)])

    Raises MarkError for a type that is none of TYPES.
    """
    text, at, marks = "", 0, []
    for found in _MARK.finditer(line):
        text += line[at : found.start()]
        kind, doubtful, word = found.groups()
        if kind not in TYPES[1:]:
            raise MarkError(f"no event type {kind} in {line!r}: there are {', '.join(TYPES[1:])}")
        marks.append((len(text), len(text) + len(word), IGNORED if doubtful else TYPES.index(kind)))
        text += word
        at = found.end()
    return text + line[at:], marks


def units(lines: Iterable[str], split: Splitter) -> Iterator[Unit]:
    """The units of these lines."""
    tokens = tokenizer(spacy.blank("en").vocab)
    for line in lines:
        text, marks = unmarked(line)
        words = [t for t in tokens(text) if not t.is_space]
        texts = [t.text for t in words]
        labels = [next((k for a, b, k in marks if a <= t.idx < b), 0) for t in words]
        breaks = [Break.SENTENCE if s else Break.NONE for s in sentence_like(texts)]
        for a, b in plan([len(split.word(t)) for t in texts], breaks):
            yield Unit(split(texts[a:b], [False] * (b - a)), labels[a:b])
