"""Who gives and who gets, where a sentence leaves it to be understood: "the ministry", "tanks were delivered".

A gift needs somebody who gives it. Where the text tells of one giver alone, a body without a name of its own acts for
that state, and a gift without a giver is one more of its.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from onrecord.model import Party
from onrecord.reading import knowledge
from onrecord.reading.clauses import is_passive
from onrecord.reading.drafts import Draft
from onrecord.reading.entities import Draft as Name
from onrecord.reading.knowledge.wordlists import word_list

#: Kinds of entities by which a state is present in a text.
_PRESENT = frozenset(("country", "place", "group", "organization", "person"))
#: Those that are a state, or stand for one.
_STATES = frozenset(("country", "place", "group"))
_RELATIONS = word_list("party_words.tsv", "relation")
#: So many words back a state may have been named that a relation takes up.
_NEAR = 60
#: Words for what a state acts through.
_BODIES = word_list("gift_words.tsv", "body")
#: Types by which a state is an enemy rather than a giver.
_HOSTILE = frozenset(("ASSAULT", "THREATEN", "ACCUSE", "SANCTION"))


def understood(
    drafts: Sequence[Draft], names: Sequence[Name], said_by: Sequence[tuple[int, int, Party]] = ()
) -> None:
    """Gives the gifts that name nobody of a state their giver, where the text leaves one alone to be meant.

    said_by  who speaks between which offsets: "two planes are being loaded, the Chilean ministry said"
    """
    gifts = [d for d in drafts if d.frame.type == "AID"]
    for draft in (d for d in gifts if not d.actor and _lacks_a_giver(d)):
        speaker = _speaker(draft, said_by)
        if speaker is not None and not _names_another(draft, speaker, names):
            draft.actor = (replace(speaker, span=None),)
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


def _speaker(draft: Draft, said_by: Sequence[tuple[int, int, Party]]) -> Party | None:
    """Who tells of a gift, where that is somebody of another state than the one that gets it."""
    getting = {p.country for p in draft.recipient if p.country}
    tells = [p for start, end, p in said_by if start <= draft.trigger.idx < end]
    return next((p for p in tells[-1:] if getting and p.country and p.country not in getting), None)


def received(drafts: Sequence[Draft], names: Sequence[Name]) -> None:
    """Gives the gifts whose words name nobody of a state their recipient, where the text leaves one alone to be meant.

    That is the state that all other gifts go to; where no gift names one, those who get something ("the people of the
    district") belong to the one state of the text that gives nothing. A body with a name of its own is a recipient of its
    own: "the World Food Programme".
    """
    gifts = [d for d in drafts if d.frame.type == "AID"]
    for draft in gifts:
        draft.recipient = tuple(_related(p, draft, names) for p in draft.recipient)
    bare = [d for d in gifts if not any(_is_known(p) for p in d.recipient)]
    getter = _only_receiver(gifts, drafts, names) if bare else None
    if getter is None:
        return
    is_told = any(p.country for d in gifts for p in d.recipient)
    for draft in bare:
        if (
            not (draft.recipient or is_told)
            or any(p.country == getter.country for p in draft.actor)
            or _names_another(draft, getter, names)
        ):
            continue
        if draft.recipient:
            draft.recipient = tuple(replace(p, country=getter.country) for p in draft.recipient)
        elif draft.value is not None or draft.items:
            draft.recipient = (replace(getter, span=None),)


def _related(party: Party, draft: Draft, names: Sequence[Name]) -> Party:
    """Somebody told by a relation alone, "its small partner", as the state that was named last and does not give."""
    if party.country or not any(w in _RELATIONS for w in party.name.lower().split()[-1:]):
        return party
    giving = {p.country for p in draft.actor}
    named = [
        (m.words.end, n.country)
        for n in names
        if n.country and n.kind in _STATES and n.country not in giving
        for m in n.mentions
        if m.words.doc is draft.trigger.doc and draft.trigger.i - _NEAR <= m.words.end <= draft.trigger.i
    ]
    return replace(party, country=max(named)[1]) if named else party


def _is_known(party: Party) -> bool:
    """Whether a recipient is somebody by itself: of a state, or with a name."""
    return party.country is not None or party.entity is not None


def _only_receiver(gifts: Sequence[Draft], drafts: Sequence[Draft], names: Sequence[Name]) -> Party | None:
    """The one state that is said to get something; where none is, the one state of the text that gives nothing."""
    giving = {p.country for d in gifts for p in d.actor}
    getting = {p.country: p for d in gifts for p in d.recipient if p.country}
    if getting:
        return next(iter(getting.values())) if len(getting) == 1 else None
    return _only_other(giving, drafts, names) if any(giving) else None


def _is_hostile(draft: Draft) -> bool:
    """Whether states are set against each other; what a state does at home is no quarrel with it."""
    sides = [{p.country for p in side if p.country} for side in (draft.actor, draft.recipient)]
    return draft.frame.type in _HOSTILE and draft.frame.mode != "convict" and sides[0] != sides[1]


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
    known = {giver.country, *(p.country for p in (*draft.actor, *draft.recipient))}
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
    return _only_other(getting, drafts, names) if any(getting) else None


def _only_other(
    known: AbstractSet[str | None], drafts: Sequence[Draft], names: Sequence[Name]
) -> Party | None:
    """The one state that a text names beside known ones, and that is nobody's enemy there."""
    hostile = {p.country for d in drafts if _is_hostile(d) for p in (*d.actor, *d.recipient)}
    present = {
        n.country: n for n in names if n.country and n.kind in _PRESENT and n.country not in known | hostile
    }
    if len(present) != 1:
        return None
    ((country, name),) = present.items()
    state = knowledge.country(country or "")
    return Party(name=state.name if state is not None else name.name, entity=name.id, country=country)
