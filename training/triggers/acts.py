"""Passages with what is done in them, by whom, to whom and of what: acts.txt.

    # Oslo trucked 40 stretchers to Odesa, which frees two ambulances.
    AID | trucked | Oslo | Odesa | stretchers x 40 | - | done | -
    EFFECT | 40 stretchers | frees two ambulances | enables

A line that begins with "#" is a passage; the lines behind it are its acts: type, trigger, who does it, whom it is done to,
the things with their numbers, the sum of money, the stage ("!": the passage says that it is not so) and who has still to agree;
or an effect: the words of the cause, those of the effect, and how they hang together. "-" is nothing, "; " stands between several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from onrecord.language.pieces import Splitter
from onrecord.language.units import Break, plan, sentence_like
from training.triggers.corpus import TYPES, Act, Unit

PASSAGES = Path(__file__).with_name("acts.txt")
#: The order of the network's outputs.
ROLES = ("actor", "recipient", "item", "value", "approver", "cause", "effect")
RELATIONS = ("none", "enables", "prevents", "causes")
STAGES = (
    "requested", "considered", "planned", "proposed", "pledged", "approved", "underway", "done", "refused", "withdrawn",
)  # fmt: skip

_FIELDS = {True: 4, False: 8}


class ActError(ValueError):
    """A line is not in the form that is read here, or names words that the passage does not have."""


@dataclass(slots=True)
class Passage:
    """A text and the lines behind it, each as its fields."""

    text: str
    lines: list[list[str]] = field(default_factory=list)


def passages(lines: Iterable[str]) -> Iterator[Passage]:
    """The passages of these lines.

    Raises ActError for a line that has too few or too many fields, or a type, stage or relation that there is not.
    """
    found: Passage | None = None
    for line in filter(None, map(str.strip, lines)):
        if line.startswith("#"):
            if found is not None:
                yield found
            found = Passage(line[1:].strip())
            continue
        fields = [f.strip() for f in line.split("|")]
        is_effect = fields[0] == "EFFECT"
        if found is None or len(fields) != _FIELDS[is_effect]:
            raise ActError(f"{len(fields)} fields instead of {_FIELDS[is_effect]}: {line!r}")
        known = fields[3] in RELATIONS[1:] if is_effect else fields[0] in TYPES[1:]
        if not known or (not is_effect and fields[6].rstrip("!") not in STAGES):
            raise ActError(f"unknown type, stage or relation: {line!r}")
        found.lines.append(fields)
    if found is not None:
        yield found


def units(found: Iterable[Passage], split: Splitter, nlp: Language) -> Iterator[Unit]:
    """The units of these passages; the parse tells which word of a trigger is its head.

    Raises ActError for words that a passage does not have.
    """
    for passage in found:
        doc = nlp(passage.text)
        words = [t for t in doc if not t.is_space]
        index = {t.i: k for k, t in enumerate(words)}
        labels, acts = [0] * len(words), []
        for fields in passage.lines:
            act = _effect(doc, fields) if fields[0] == "EFFECT" else _act(doc, fields)
            act = Act(
                index[act.word], act.type, tuple(tuple(sorted(index[i] for i in r if i in index)) for r in act.roles),
                act.stage, act.negated, act.relation,
            )  # fmt: skip
            acts.append(act)
            if act.type:
                labels[act.word] = act.type
        texts = [t.text for t in words]
        breaks = [Break.SENTENCE if s else Break.NONE for s in sentence_like(texts)]
        for a, b in plan([len(split.word(t)) for t in texts], breaks):
            here = [_moved(act, a, b) for act in acts if a <= act.word < b]
            yield Unit(split(texts[a:b], [False] * (b - a)), labels[a:b], here)


def _moved(act: Act, start: int, end: int) -> Act:
    roles = tuple(tuple(i - start for i in r if start <= i < end) for r in act.roles)
    return Act(act.word - start, act.type, roles, act.stage, act.negated, act.relation)


def _act(doc: Doc, fields: list[str]) -> Act:
    type_, trigger, actors, recipients, items, value, stage, approver = fields
    at = _find(doc, trigger, None).root
    named = (_several(s) for s in (value, approver))
    things = [re.sub(r"\s+x(?:\s.*)?$", "", s) for s in _several(items)]
    roles = [_words(doc, f, at.idx) for f in (_several(actors), _several(recipients), things, *named)]
    return Act(
        at.i, TYPES.index(type_), (*roles, (), ()), STAGES.index(stage.rstrip("!")), stage.endswith("!"), 0
    )


def _effect(doc: Doc, fields: list[str]) -> Act:
    _, cause, effect, relation = fields
    theirs = _find(doc, effect, None)
    causes = _words(doc, [cause], theirs.start_char)
    roles = ((),) * 5
    return Act(
        theirs.root.i, 0, (*roles, causes, tuple(t.i for t in theirs)), None, False, RELATIONS.index(relation)
    )


def _several(text: str) -> list[str]:
    return [] if text == "-" else [s.strip() for s in text.split(";") if s.strip() not in ("", "-")]


def _words(doc: Doc, texts: Iterable[str], near: int) -> tuple[int, ...]:
    return tuple(t.i for text in texts for t in _find(doc, text, near))


def _find(doc: Doc, text: str, near: int | None) -> Span:
    """The words of a text in a passage: of several places the nearest to a character, or the first."""
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", doc.text)]
    if not places:
        raise ActError(f"not in the passage: {text!r} in {doc.text!r}")
    start = places[0] if near is None else min(places, key=lambda p: abs(p - near))
    span = doc.char_span(start, start + len(text), alignment_mode="expand")
    if span is None:
        raise ActError(f"no words: {text!r} in {doc.text!r}")
    return span


__all__ = ["PASSAGES", "RELATIONS", "ROLES", "STAGES", "ActError", "Passage", "passages", "units"]
