"""An event in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from onrecord import model
from onrecord.model import Cue, Item, Money, Party
from onrecord.reading.clauses import is_purpose
from onrecord.reading.frames import Frame
from onrecord.reading.stages import Standing


@dataclass(slots=True)
class Draft:
    """An event in the making."""

    frame: Frame
    trigger: Token
    standing: Standing
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    themes: list[Token]
    items: tuple[Item, ...]
    value: Money | None = None
    approver: Party | None = None
    cues: list[Cue] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    #: nouns between the trigger and its theme, "a request for tanks"; the type of the act told last, and whether it is near
    through: list[Token] = field(default_factory=list)
    last: str | None = None
    near: bool = False
    #: the gift told before that the theme takes up, "the lorries"
    told: Draft | None = None

    @property
    def stage(self) -> model.Stage:
        """What the sentence says, else what the frame's past tense does."""
        said = self.standing.stage
        if self.frame.type in ("REQUEST", "REJECT") and said in ("underway", "done", None):
            return self.frame.stage
        ended = self.standing.cues and self.standing.cues[-1][1].lemma_ == "end"
        if self.frame.type == "CONSULT" and said == "withdrawn" and self.trigger.dep_ == "nsubj" and ended:
            return "done"  # "the talks ended"
        if said == "underway" and self.frame.stage == "pledged":
            return "pledged"  # "is announcing 15 million euros"
        if said is None and self.frame.stage in ("done", "underway") and is_purpose(self.trigger):
            return "planned"
        return said or self.frame.stage
