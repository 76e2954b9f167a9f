"""From drafts to events as readings have them: when and where, on whose word, and the words that they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from onrecord import model
from onrecord.model import Article, Cue, Event, Field, Party, Statement
from onrecord.reading.clauses import obliques
from onrecord.reading.dates import date_of
from onrecord.reading.drafts import Draft
from onrecord.reading.items import is_aid
from onrecord.reading.parties import Parties
from onrecord.reading.stages import cue_of

#: What a verb says of a decision, and does not report: "approved", "dropped", "has begun".
_DEEDS = frozenset(("approved", "withdrawn", "underway", "done", "refused", "considered"))


@dataclass(frozen=True, slots=True)
class Finisher:
    """Makes the events of one Doc of its drafts."""

    article: Article
    doc: Doc
    parties: Parties
    statements: Sequence[Statement]
    field: Field

    def event(self, d: Draft) -> Event:
        """The event that a draft came to, with all that it rests on."""
        trigger = self._span(d.trigger, d.trigger)
        cues = [Cue(says="type", span=trigger)]
        cues += [Cue(says=says, span=self._span(word, word)) for says, word in d.standing.cues]
        mode = d.frame.mode
        if d.frame.type == "AID" and mode is None:
            mode = next((m for t in (*d.themes, d.trigger) if (m := is_aid(t))), None)
        sentences = {s.start: s for s in (d.trigger.sent, *d.sentences)}
        return Event(
            type=d.frame.type, mode=mode, trigger=trigger, actor=d.actor, recipient=d.recipient, items=d.items,
            value=d.value, stage=d.stage, negated=d.standing.negated, approver=d.approver,
            date=date_of(self.article, d.trigger),
            place=self._place(d), attribution=self._attribution(trigger),
            evidence=tuple(self._sentence(sentences[k]) for k in sorted(sentences)),
            frame=d.frame.name, cues=tuple(cues + d.cues),
        )  # fmt: skip

    def _place(self, d: Draft) -> Party | None:
        """Where it happens: the place that "in" or "at" names beside the trigger."""
        for token in obliques(d.trigger, ("in", "at", "near")):
            draft = self.parties.entities.at(token)
            if draft is not None and draft.kind in ("country", "place", "facility"):
                return self.parties.of([token])[0] if self.parties.of([token]) else None
        return None

    def _attribution(self, trigger: model.Span) -> int | None:
        """The innermost statement that the trigger stands in.

        What somebody decides or does is told by the article: "signed off on the transfer", "dropped a plan to send".
        """
        covering = [
            (sum(c.end - c.start for c in s.content), i)
            for i, s in enumerate(self.statements)
            if any(trigger in c for c in s.content) and not self._is_deed(s)
        ]
        return min(covering)[1] if covering else None

    def _is_deed(self, statement: Statement) -> bool:
        """Whether the verb that a statement was found by tells of a decision rather than of words."""
        if statement.cue is None or statement.form == "direct":
            return False
        words = self.doc.char_span(statement.cue.start, statement.cue.end, alignment_mode="expand")
        verb = words.root if words is not None else None
        if verb is None or verb.pos_ != "VERB":
            return False
        cue = next((c for t in verb.children if (c := cue_of(verb, t)) is not None), None)
        return cue is not None and cue.says in _DEEDS

    def _sentence(self, sentence: Span) -> model.Span:
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        return self.article.span(self.field, start, start + len(text.strip()))

    def _span(self, first: Token, last: Token) -> model.Span:
        return self.article.span(self.field, first.idx, last.idx + len(last))
