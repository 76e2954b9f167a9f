"""Frames: which words name events of which type, and where their roles stand; read from frames.tsv and patterns.tsv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from spacy.tokens import Token

from onrecord.model import Stage
from onrecord.reading.clauses import case
from onrecord.reading.knowledge.index import table
from onrecord.reading.stages import STAGES, cue_of
from onrecord.tables import alternatives

#: The types that trackers keep and that are read in depth; SAME stands for the one told before ("a similar step").
DEEP = frozenset(("AID", "MOBILIZE", "SANCTION", "AGREE", "CONSULT", "REQUEST", "REJECT", "SAME"))
_NAMED = frozenset(("LOCATION", "NORP", "ORGANIZATION", "PERSON"))
_OBJECTS = frozenset(("obj", "nsubj:pass"))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Where the roles stand: functions of the grammar, or prepositions."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    theme: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One sense of a word that names an event; the columns of frames.tsv.

    stage  what the bare past tense, or the bare noun, says
    needs  the conditions, all of which must hold
    """

    word: str
    pos: str
    type: str
    mode: str | None
    stage: Stage
    pattern: Pattern
    needs: tuple[str, ...]
    example: str

    @property
    def name(self) -> str:
        """What an event says it was read by."""
        return f"{self.word}/{self.type}"


@cache
def patterns() -> Mapping[str, Pattern]:
    """The patterns by name."""
    return MappingProxyType(
        {name: Pattern(*map(alternatives, roles)) for name, *roles in table("patterns.tsv", 4)}
    )


@cache
def frames() -> tuple[Frame, ...]:
    """All frames, in the order of the table."""
    return tuple(
        Frame(
            word,
            pos,
            type_,
            mode or None,
            STAGES[stage],
            patterns()[pattern],
            tuple(needs.split("&")) if needs else (),
            example,
        )
        for word, pos, type_, mode, stage, pattern, needs, example in table("frames.tsv", 8)
    )


@cache
def _by_lemma() -> Mapping[tuple[str, str], tuple[Frame, ...]]:
    found: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames():
        lemma = frame.word.partition("+")[0].partition(">")[0]
        found.setdefault((lemma, frame.pos), []).append(frame)
    return MappingProxyType({key: tuple(value) for key, value in found.items()})


def frames_of(token: Token) -> Iterator[Frame]:
    """The frames that a word can be the trigger of: those with its particle or object first."""
    pos = "NOUN" if token.pos_ == "PROPN" and token.ent_type_ == "" else token.pos_
    lemma = token.lemma_.lower()
    candidates = _by_lemma().get((lemma, pos)) or _by_lemma().get((token.lower_, pos), ())
    if pos == "VERB" and any(cue_of(token, c) is not None for c in token.children if c.dep_ in _OBJECTS):
        candidates = (*candidates, *_by_lemma()["*", "VERB"])
    whole = [f for f in candidates if ("+" in f.word or ">" in f.word) and _is_whole(token, f.word)]
    # Whoever says more is asked first: "handed over their weapons" before "handed over" anything.
    whole.sort(key=lambda f: ("+" in f.word) + (">" in f.word), reverse=True)
    yield from whole
    if not any("+" in f.word for f in whole):
        single = [f for f in candidates if "+" not in f.word and ">" not in f.word]
        if any(
            f.word == "*" for f in single
        ):  # "withdrew an offer of boats" is about boats before it is a retreat
            single.sort(key=lambda f: f.type not in DEEP)
        yield from single


def _is_whole(token: Token, word: str) -> bool:
    """Whether the particle and the object of a frame of several words stand there."""
    rest, _, thing = word.partition(">")
    particle = rest.partition("+")[2]
    if particle and not any(
        c.lower_ == particle and c.dep_ in ("compound:prt", "advmod", "case", "obl", "mark") for c in token.children
    ) and not any(case(c) == particle and (thing or _follows(token, c, particle)) for c in token.children):  # fmt: skip
        return False
    return not thing or any(
        thing in (c.lemma_.lower(), c.lower_.removesuffix("s"))
        and c.dep_ in ("obj", "nsubj:pass", "obl", "obl:unmarked", "nsubj", "iobj", "xcomp")
        and c.ent_type_ not in _NAMED  # "the United States lifted" no state of emergency
        for c in token.children
    )


def _follows(verb: Token, child: Token, particle: str) -> bool:
    """Whether a preposition stands right behind the verb: "gave in to", not "gave it away in May"."""
    if particle in ("against", "for"):
        return True
    mark = next(c for c in child.children if c.dep_ == "case" and c.lower_ == particle)
    return all(t.pos_ == "ADV" for t in verb.doc[verb.i + 1 : mark.i])
