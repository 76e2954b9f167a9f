"""Roles that the grammar of a sentence leaves open, as the network fills them that has learned them from passages.

Patterns come first: where they find who gives, who gets, what and how much, nothing is changed. The network reads
words, not trees: "For the Lebanese army: ten pick-ups", "Forty stretchers rolled out for Odesa".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.language.events import roles
from onrecord.model import Article, Cue, Field, Money, Party, Span
from onrecord.reading.drafts import Draft
from onrecord.reading.frames import DEEP
from onrecord.reading.items import items_of
from onrecord.reading.parties import Parties

#: From these probabilities on the network's word for a role is taken; chosen on annotated articles that are for looking at. Of the
#: passages left out of its training, it is right there about .86 of actors, .87 of recipients, .85 of things and .83 of sums.
SURE = {"actor": 0.9, "recipient": 0.95, "item": 0.8, "value": 0.8}


def heads(trigger: Token, role: str) -> list[Token]:
    """The heads of the words that surely have a role for the act that a word names, in order."""
    found = [t for t, chance in roles(trigger, role) if chance >= SURE[role]]
    inside = {t.i for t in found}
    return [t for t in found if t.head.i not in inside or t.head == t or t.dep_ == "conj"]


#: Types whose roles can be told of both sides alike, and those that are of things.
_MUTUAL = frozenset(("AGREE", "CONSULT"))
_OF_THINGS = frozenset(("AID", "MOBILIZE", "REQUEST"))


@dataclass(frozen=True, slots=True)
class Slots:
    """Fills the open roles of the drafts of one article."""

    article: Article
    parties: Parties
    field: Field

    def fill(
        self,
        draft: Draft,
        here: Sequence[Draft] = (),
        sums: Sequence[Money] = (),
        gifts: Sequence[Draft] = (),
    ) -> None:
        """Gives a draft whom and what its patterns have not found.

        here   the events of the sentence
        sums   its sums of money
        gifts  those told so far, whose sums are theirs
        """
        if draft.frame.type not in DEEP or self.field != "text":
            return
        if not draft.actor:
            draft.actor = _without(self.parties.of(heads(draft.trigger, "actor")), draft.recipient)
            _note(draft, [p.span for p in draft.actor])
        if draft.frame.type not in _MUTUAL and not any(p.country or p.entity for p in draft.recipient):
            named = heads(draft.trigger, "recipient")
            found = self.parties.of(named) or self.parties.around(named)
            if fitting := _without(found, draft.actor):
                draft.recipient = fitting
                _note(draft, [p.span for p in fitting])
        if draft.frame.type in _OF_THINGS:
            self._add_things(draft, here)
        if draft.value is None and draft.frame.type == "AID":
            given = [d.value for d in (*gifts, *here)]
            words = {t.idx for t in heads(draft.trigger, "value")} if sums else set()
            free = (m for m in sums if m not in given)
            draft.value = next((m for m in free if words & set(range(m.span.start, m.span.end))), None)
            _note(draft, [draft.value.span] if draft.value is not None else [])

    def _add_things(self, draft: Draft, here: Sequence[Draft]) -> None:
        known = [i.span for d in (*here, draft) for i in d.items]
        for head in heads(draft.trigger, "item"):
            for item in items_of(self.article, head, field=self.field):
                fits = item.category is not None or draft.frame.type == "AID"
                if fits and not any(item.span in span or span in item.span for span in known):
                    draft.items = (*draft.items, item)
                    known.append(item.span)
                    _note(draft, [item.span])


def _note(draft: Draft, spans: Sequence[Span | None]) -> None:
    """Keeps what the network has filled as such: whoever asks why is told."""
    draft.cues += [Cue(says="learned", span=span) for span in spans if span is not None]


def _without(found: Sequence[Party], taken: Sequence[Party]) -> tuple[Party, ...]:
    """Those parties that do not stand on the other side already."""
    others = {p.country or p.name for p in taken}
    return tuple(p for p in found if (p.country or p.name) not in others)
