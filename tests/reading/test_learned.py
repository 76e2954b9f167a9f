"""Events of words that no frame explains, where the network takes the word for the name of an event."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.model import Article, Event
from onrecord.reading import read_docs
from onrecord.reading.frames import Frame
from onrecord.reading.learned import SURE, learned_frames


def read_with(
    nlp: Language, marked: str, says: Callable[[str], tuple[str, float] | None]
) -> tuple[Event, ...]:
    """The events of a sentence with [the word] of which the network says something, and nothing of the others."""
    text = marked.replace("[", "").replace("]", "")
    start = marked.index("[")
    doc: Doc = nlp(text)
    for token in doc:
        token._.event = says(token.text) if token.idx == start else None
    return read_docs(Article(text=text), doc).events


def plain(example: str) -> str:
    """An example without the marks of its roles."""
    return re.sub(r"\{\w+:([^}]*)\}", r"\1", example)


@pytest.mark.parametrize("frame", learned_frames().values(), ids=lambda f: f"{f.type} {f.example}")
def test_example(frame: Frame, nlp: Language) -> None:
    marked = plain(frame.example)
    word = marked[marked.index("[") + 1 : marked.index("]")]
    found = [e for e in read_with(nlp, marked, lambda _: (frame.type, 0.99)) if e.type == frame.type]
    assert [e.trigger.text for e in found] == [word]
    for role in ("actor", "recipient"):
        for name in re.findall(rf"\{{{role}:([^}}]*)\}}", frame.example):
            assert any(name.split()[0][:4] in p.name for p in getattr(found[0], role)), (role, found[0])


def test_what_the_network_is_not_sure_of_is_no_event(nlp: Language) -> None:
    assert read_with(nlp, "Norway [couriered] 12 howitzers to Ukraine.", lambda _: ("AID", SURE - 0.05)) == ()


def test_what_a_frame_tells_already_is_told_once(nlp: Language) -> None:
    """The howitzers are a gift by a frame; that the network sees another one in the same sentence adds nothing."""
    found = read_with(
        nlp, "Norway gave 12 howitzers to Ukraine, its third [instalment].", lambda _: ("AID", 0.99)
    )
    assert [(e.type, e.trigger.text) for e in found] == [("AID", "gave")]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("Her nephew [couriered] 12 cakes to the neighbours.", "AID"),
        ("Chelsea's striker [chatted] with two fans in a bar.", "AGREE"),
        ("The minister [lunched] with voters in Accra.", "AGREE"),
        ("It is a good place to [visit].", "AGREE"),
        ("Kenya [clamped] down on two newspapers.", "AGREE"),
        ("Portugal [bagged] three medals.", "AID"),
        ("Waves were [spreading] to Samoa.", "MOBILIZE"),
    ],
)
def test_what_is_not_among_states_is_no_event(marked: str, kind: str, nlp: Language) -> None:
    """However sure the network is: it has learned what the news says of states and each other."""
    assert [e for e in read_with(nlp, marked, lambda _: (kind, 0.99)) if e.type == kind] == []


def test_a_question_tells_of_nothing(nlp: Language) -> None:
    assert read_with(nlp, "Has Norway [couriered] 12 howitzers to Ukraine?", lambda _: ("AID", 0.99)) == ()


def test_each_type_has_a_verb_with_and_without_object_and_a_noun() -> None:
    kinds = {(pos, clause) for _, pos, clause in learned_frames()}
    assert kinds == {("VERB", "object"), ("VERB", "bare"), ("NOUN", "")}
    assert {type_ for type_, *_ in learned_frames()} == {"AID", "AGREE", "MOBILIZE"}
