"""The words that name events: every line of frames.tsv is read as its example says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

import pytest
from spacy.language import Language

import onrecord
from onrecord.model import Article, Event, Party, Stage
from onrecord.reading.frames import Frame, frames, frames_of, patterns

#: The sixteen event types of PLOVER; SAME takes the type of the act told before.
MAIN = ("AID", "MOBILIZE", "SANCTION", "AGREE", "CONSULT", "REQUEST", "REJECT")
OTHER = (
    "ACCUSE", "ASSAULT", "COERCE", "CONCEDE", "COOPERATE", "PROTEST", "RETREAT", "SUPPORT", "THREATEN",
)  # fmt: skip
MODES = {
    "ACCUSE": {"allege", "disapprove", "investigate"},
    "AID": {"asylum", "economic", "humanitarian", "military"},
    "ASSAULT": {
        "abduct", "aerial", "assassinate", "beat", "crowd-control", "execute", "explosives", "firearms", "heavy-weapons",
        "primitive", "sexual", "suicide-attack", "torture",
    },
    "COERCE": {"arrest", "ban", "censor", "curfew", "cyber", "deport", "martial-law", "restrict", "seize"},
    "CONSULT": {"multilateral", "phone", "third-party", "visit"},
    "MOBILIZE": {"militia", "police", "troops", "weapons"},
    "PROTEST": {"boycott", "demo", "hunger", "obstruct", "riot", "strike"},
    "RETREAT": {"access", "ceasefire", "disarm", "release", "resign", "return", "surrender", "withdraw"},
    "SANCTION": {"convict", "discontinue", "expel", "withdraw"},
    "SUPPORT": {"demo"},
    "THREATEN": {"violence"},
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """An example of the table: the plain sentence, the word that names the event, and the roles."""

    text: str
    trigger: str
    start: int
    roles: dict[str, str]


def example(frame: Frame) -> Example:
    """The example of a frame, taken apart."""
    roles = {m[1]: m[2] for m in re.finditer(r"\{(\w+):([^}]*)\}", frame.example)}
    marked = re.sub(r"\{\w+:([^}]*)\}", r"\1", frame.example)
    trigger = re.search(r"\[([^\]]*)\]", marked)
    assert trigger is not None, frame.example
    return Example(marked.replace("[", "").replace("]", ""), trigger[1], trigger.start(), roles)


def is_named(party: Party, words: str) -> bool:
    """Whether these words of the sentence are, or are part of, what names a party."""
    return words in party.name or (party.span is not None and words in party.span.text)


def label(frame: Frame) -> str:
    """What pytest calls a line of the table."""
    return f"{frame.name} {frame.pos} {frame.example}"


def the_event(frame: Frame, nlp: Language) -> Event:
    """The event of the example's word."""
    said = example(frame)
    found = onrecord.read(Article(text=said.text), nlp).events
    at = [e for e in found if e.trigger.start == said.start and e.trigger.text == said.trigger]
    assert len(at) == 1, [(e.type, e.trigger.text) for e in found]
    return at[0]


@pytest.mark.parametrize("frame", frames(), ids=label)
def test_example(frame: Frame, nlp: Language) -> None:
    said = example(frame)
    event = the_event(frame, nlp)
    assert event.type == ("AID" if frame.type == "SAME" else frame.type)
    assert event.frame.partition("/")[0] == frame.word
    assert not event.negated
    for role in ("actor", "recipient"):
        if role in said.roles:
            parties: tuple[Party, ...] = getattr(event, role)
            assert any(is_named(p, said.roles[role]) for p in parties), (role, parties)
    if frame.pos == "VERB":
        assert event.stage == frame.stage
    if "theme" in said.roles:
        at = said.text.index(said.roles["theme"])
        assert all(at <= item.span.start < at + len(said.roles["theme"]) for item in event.items)


@pytest.mark.parametrize(
    "frame", [f for f in frames() if f.type == "AID" and "{theme:12 " in f.example], ids=label
)
def test_what_is_given_is_an_item(frame: Frame, nlp: Language) -> None:
    (item,) = the_event(frame, nlp).items
    assert item.name == "howitzers"
    assert item.quantity is not None
    assert item.quantity.value == 12


def test_types_modes_and_stages() -> None:
    for frame in frames():
        assert frame.type in (*MAIN, *OTHER, "SAME"), label(frame)
        assert frame.stage in get_args(Stage), label(frame)
        assert frame.mode is None or frame.mode in MODES[frame.type], label(frame)
    assert {f.type for f in frames()} == {*MAIN, *OTHER, "SAME"}


def test_each_type_has_verbs_and_nouns() -> None:
    for type_ in (*MAIN, *OTHER):
        assert len({f.word for f in frames() if f.type == type_ and f.pos == "VERB"}) >= 10, type_
        assert len({f.word for f in frames() if f.type == type_ and f.pos == "NOUN"}) >= 2, type_


def test_no_line_stands_twice() -> None:
    lines = [(f.word, f.pos, f.type, f.mode, f.pattern, f.needs) for f in frames()]
    assert [line for line in dict.fromkeys(lines) if lines.count(line) > 1] == []


def test_every_pattern_is_used() -> None:
    used = {frame.pattern for frame in frames()}
    assert [name for name, pattern in patterns().items() if pattern not in used] == []


@pytest.mark.parametrize(
    ("sentence", "word", "first"),
    [
        ("Norway handed over its howitzers.", "handed", "hand+over"),
        ("Norway pulled the plug on its aid.", "pulled", "pull>plug"),
        ("Norway handed Ukraine 12 howitzers.", "handed", "hand"),
        ("Norway called for a ceasefire.", "called", "call"),
        ("Norway called up reservists.", "called", "call+up"),
        ("Police fired tear gas.", "fired", "fire>gas"),
    ],
)
def test_the_most_words_come_first(sentence: str, word: str, first: str, nlp: Language) -> None:
    token = next(t for t in nlp(sentence) if t.text == word)
    assert next(frames_of(token)).word == first
