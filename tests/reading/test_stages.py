"""How far an event has got: every cue of stages.tsv says what its line says, in its example."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language
from spacy.tokens import Token

import onrecord
from onrecord.model import Article
from onrecord.reading.stages import STAGES, StageCue, Standing, cue_of, stage_cues, standing

#: What a cue that is no stage makes of a bare event; None: the event is left as it stands.
_SAYS = {"possible": "considered", "future": "pledged", "demanded": "proposed", "none": None, "report": None}
_KINDS = {*STAGES, *_SAYS, "fails", "negated"}


def event_of(cue: StageCue, nlp: Language) -> Token:
    """The word of the example that names the event."""
    before = cue.example.partition("{")[0]
    doc = nlp(re.sub(r"[\[\]{}]", "", cue.example))
    start = len(re.sub(r"[\[\]]", "", before))
    return next(token for token in doc if token.idx == start)


def label(cue: StageCue) -> str:
    """What pytest calls a line of the table."""
    return f"{cue.cue} {cue.pos}"


@pytest.mark.parametrize("cue", stage_cues().values(), ids=label)
def test_example(cue: StageCue, nlp: Language) -> None:
    found = standing(event_of(cue, nlp))
    if cue.says == "fails":
        assert found.negated
    else:
        assert (found.stage, found.negated) == (_SAYS.get(cue.says, cue.says), False)


@pytest.mark.parametrize("cue", stage_cues().values(), ids=label)
def test_the_cue_is_named(cue: StageCue, nlp: Language) -> None:
    """A stage is reported with the words that say it: those in brackets."""
    if cue.says in ("none", "report"):
        return
    says = "negated" if cue.says == "fails" else _SAYS.get(cue.says, cue.says)
    marked = re.search(r"\[([^\]]*)\]", cue.example)
    assert marked is not None
    words = {word.text for what, word in standing(event_of(cue, nlp)).cues if what == says}
    # "gave its approval" is said by "gave", with what was given in brackets.
    assert words & {*marked[1].split()} or ">" in cue.cue


def test_kinds_are_known() -> None:
    for cue in stage_cues().values():
        assert cue.says in _KINDS, label(cue)
        assert cue.denied in _KINDS, label(cue)


def stage(nlp: Language, text: str, word: str) -> tuple[str | None, bool]:
    """The stage of the event that a word names, and whether it is negated."""
    found: Standing = standing(next(t for t in nlp(text) if t.text == word))
    return found.stage, found.negated


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        # Bare tenses leave it to the frame.
        ("Norway sent tanks to Ukraine.", "sent", (None, False)),
        ("Norway is sending tanks to Ukraine.", "sending", ("underway", False)),
        ("Norway is to send tanks to Ukraine.", "send", ("planned", False)),
        ("Norway was to have sent tanks to Ukraine.", "sent", ("withdrawn", False)),
        ("Norway is prepared to send tanks.", "send", ("pledged", False)),
        ("Under the treaty, Norway may station troops in Finland.", "station", ("approved", False)),
        ("Norway has yet to send tanks.", "send", ("planned", False)),
        ("Parliament has yet to approve the delivery of tanks.", "delivery", ("proposed", False)),
        ("The plan to send tanks found no majority in parliament.", "send", ("refused", False)),
        ("Norway announced that it would send tanks.", "send", ("pledged", False)),
        ("Norway has sent 12 tanks to Ukraine, the ministry announced.", "sent", (None, False)),
        ("The ministry announced that Norway had sent tanks to Ukraine.", "sent", (None, False)),
        ("The ministry announced that tanks were being sent to Ukraine.", "sent", ("underway", False)),
        ("Tanks are being sent to Ukraine by Norway.", "sent", ("underway", False)),
        # Negations.
        ("Norway said it could not send tanks.", "send", ("refused", False)),
        ("The tanks could not be sent because of snow.", "sent", (None, True)),
        ("Norway did not send tanks to Ukraine.", "send", (None, True)),
        ("Norway never sent tanks to Ukraine.", "sent", (None, True)),
        ("Norway will not send tanks to Ukraine.", "send", ("refused", False)),
        ("Norway has not decided to send tanks.", "send", ("considered", False)),
        ("Norway has not approved the delivery of tanks.", "delivery", ("proposed", False)),
        ("Norway has not ruled out sending tanks.", "sending", ("considered", False)),
        ("Norway did not agree to send tanks.", "send", ("refused", False)),
        # One cue above another: the outermost that carries it further, or back.
        ("Norway began to consider sending tanks.", "sending", ("considered", False)),
        ("Norway announced plans to send tanks.", "send", ("planned", False)),
        ("Norway withdrew its offer to send tanks.", "send", ("withdrawn", False)),
        ("Norway decided to stop sending tanks.", "sending", ("approved", False)),
        ("Norway agreed to begin sending tanks.", "sending", ("pledged", False)),
        # What somebody says of it.
        ("The minister said that Norway would send tanks.", "send", ("pledged", False)),
        ("The minister said that Norway might send tanks.", "send", ("considered", False)),
        ("The minister would not say whether Norway would send tanks.", "send", ("considered", False)),
        # What only comes beside it.
        ("Norway held a vote after the delivery of tanks.", "delivery", (None, False)),
    ],
)
def test_sentences(text: str, word: str, said: tuple[str | None, bool], nlp: Language) -> None:
    assert stage(nlp, text, word) == said


def test_the_governing_word_is_found_with_its_particle(nlp: Language) -> None:
    doc = nlp("Norway called off the delivery of tanks.")
    cue = cue_of(doc[1], doc[4])
    assert cue is not None
    assert (cue.cue, cue.says) == ("call+off", "withdrawn")


@pytest.mark.parametrize(
    "text",
    [
        "Norway sent no tanks to Ukraine.",
        "Norway has given Kenya no loan.",
        "Kenya held no talks with Chad.",
        "Kenya reached no agreement with Chad.",
    ],
)
def test_the_no_of_an_object_denies(text: str, nlp: Language) -> None:
    """And the thing is told once: "held no talks" are no talks beside talks that were held."""
    assert [e.negated for e in onrecord.read(Article(text=text), nlp).events] == [True]


def test_an_idiom_with_no_denies_nothing(nlp: Language) -> None:
    text = "Norway spared no effort and sent 12 tanks to Ukraine."
    assert [(e.type, e.negated) for e in onrecord.read(Article(text=text), nlp).events] == [("AID", False)]
