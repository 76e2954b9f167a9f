"""Who gives, where a sentence leaves it to be understood: "the ministry", "tanks were delivered".

A gift needs somebody who gives it. Where the text tells of one giver alone, a body without a name of its own acts for
that state, and a gift without a giver is one more of its.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Party
from onrecord.reading import knowledge
from onrecord.reading.clauses import is_passive
from onrecord.reading.drafts import Draft
from onrecord.reading.entities import Draft as Name
from onrecord.reading.knowledge.wordlists import word_list

#: Kinds of entities by which a state is present in a text.
_PRESENT = frozenset(("country", "place", "group", "organization", "person"))
#: Words for what a state acts through.
_BODIES = word_list("gift_words.tsv", "body")
#: Types by which a state is an enemy rather than a giver.
_HOSTILE = frozenset(("ASSAULT", "THREATEN", "ACCUSE", "SANCTION"))


def understood(drafts: Sequence[Draft], names: Sequence[Name]) -> None:
    """Gives the gifts that name nobody of a state their giver, where the text leaves one alone to be meant."""
    gifts = [d for d in drafts if d.frame.type == "AID"]
    bare = [d for d in gifts if not any(p.country for p in d.actor)]
    giver = _only_giver(gifts, drafts, names) if bare else None
    if giver is None:
        return
    for draft in bare:
        if any(p.country == giver.country for p in draft.recipient):
            continue
        if draft.actor:
            draft.actor = tuple(replace(p, country=giver.country) if is_body(p) else p for p in draft.actor)
        elif _lacks_a_giver(draft) and not _names_another(draft, giver, names):
            draft.actor = (replace(giver, span=None),)


def is_body(party: Party) -> bool:
    """Whether a party is a body or an officer of some state that its words do not name: "Ministry of Defence"."""
    if knowledge.alliance(party.name) or knowledge.organization(party.name):
        return False
    words = [w.strip(",.").lower() for w in party.name.split()]
    return any(w in _BODIES for w in words) and not any(knowledge.alliance(w.upper()) for w in words)


def _lacks_a_giver(draft: Draft) -> bool:
    """Whether a gift is told without its giver: in the passive, or by a noun."""
    return draft.frame.pos == "NOUN" or is_passive(draft.trigger)


def _names_another(draft: Draft, giver: Party, names: Sequence[Name]) -> bool:
    """Whether the sentence of a gift names one more state, which may be the giver: "talks with France about a loan"."""
    known = {giver.country, *(p.country for p in draft.recipient)}
    sentence = draft.trigger.sent
    return any(
        n.country not in known
        and m.words.doc is sentence.doc
        and sentence.start <= m.words.start < sentence.end
        for n in names
        if n.country
        for m in n.mentions
    )


def _only_giver(gifts: Sequence[Draft], drafts: Sequence[Draft], names: Sequence[Name]) -> Party | None:
    """The one state that is said to give; where none is, the one state of the text that does not receive."""
    getting = {p.country for d in gifts for p in d.recipient}
    giving = {p.country: p for d in gifts for p in d.actor if p.country and p.country not in getting}
    if giving:
        return next(iter(giving.values())) if len(giving) == 1 else None
    if not any(getting):
        return None
    hostile = {p.country for d in drafts if d.frame.type in _HOSTILE for p in (*d.actor, *d.recipient)}
    present = {
        n.country: n for n in names if n.country and n.kind in _PRESENT and n.country not in getting | hostile
    }
    if len(present) != 1:
        return None
    ((country, name),) = present.items()
    state = knowledge.country(country or "")
    return Party(name=state.name if state is not None else name.name, entity=name.id, country=country)
