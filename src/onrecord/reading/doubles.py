"""One event told in several words or sentences: which of its mentions is kept, and what the others add."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.clauses import is_aside, objects
from onrecord.reading.drafts import Draft
from onrecord.reading.frames import patterns
from onrecord.reading.knowledge.wordlists import word_list
from onrecord.reading.parties import is_political

#: Types whose events keep their own type when they are refused.
ACTS = frozenset(("AID", "MOBILIZE", "SANCTION"))
#: Words that say that what follows goes on with what was told before.
_MORE = word_list("gift_words.tsv", "more")
#: Types whose roles can be told of both sides alike.
_MUTUAL = frozenset(("AGREE", "CONSULT"))


def tells_of(outer: Draft, inner: Draft) -> bool:
    """Whether the outer event's word only says how far the inner event has got."""
    words = {word.i for _, word in inner.standing.cues}
    if inner.frame.type == "SANCTION" and inner.frame.pos == "VERB" and outer.trigger in inner.themes:
        return True  # "banned the sale of weapons"
    if _is_promise_of(outer, inner) or _is_carried_on(outer, inner):
        return True
    if _is_promise_of(inner, outer):
        return False
    if outer.trigger in inner.through and outer.trigger not in inner.themes:
        return True
    if outer.frame.type == "REJECT" and inner.frame.type not in ACTS:
        return False
    if outer.frame.type == "AGREE" and inner.frame.type not in (*ACTS, "AGREE"):
        return False  # "agreed to reopen the border" is an agreement first of all
    if outer.frame.pos == "NOUN" and inner.frame.type == "REJECT" and outer.frame.type not in ACTS:
        return outer.trigger in inner.themes
    if (
        outer.frame.type == "AID"
        and outer.items == ()
        and inner.frame.type not in (*ACTS, "AGREE", "REQUEST", "REJECT")
    ):
        return False  # "pledged 3 million to support farmers" is a gift first of all
    if outer.trigger.i in words and outer.frame.type in ("AID", "AGREE", inner.frame.type):
        return True
    if outer.frame.type == inner.frame.type and inner.frame.pos == "VERB" and outer.frame.pos == "NOUN":
        return outer.trigger in inner.themes or outer.trigger in objects(inner.trigger)  # "held talks"
    return outer.frame.type == inner.frame.type and outer.trigger.i in {t.i for t in inner.themes}


def _is_promise_of(outer: Draft, inner: Draft) -> bool:
    """Whether one is told of first and the other is what came of it.

    "The helmets promised in May were not sent", "the bridges lent by Hungary are on their way".
    """
    if outer.frame.type != inner.frame.type or outer.trigger.dep_ != "acl":
        return False
    if outer.frame.stage != "pledged" and "its" not in inner.frame.pattern.actor:
        return False
    return any(outer.trigger in theme.subtree for theme in inner.themes)


def _is_carried_on(outer: Draft, inner: Draft) -> bool:
    """Whether one goes on with the other on its way: "the lorries are moving, the first have crossed into Chad"."""
    return outer.told is not None and outer.told in (inner, inner.told) and "theme:told" in outer.frame.needs and (
        inner.trigger.i < outer.trigger.i
    )  # fmt: skip


def is_bare(draft: Draft, beside: Sequence[Draft]) -> bool:
    """Whether a package without a giver only names what another event of the sentence tells."""
    if draft.frame.type != "AID" or draft.frame.pos != "NOUN" or draft.actor or draft.items or draft.value:
        return False
    return any(d is not draft and d.frame.type == "AID" for d in beside)


def with_shares(drafts: Sequence[Draft]) -> list[Draft]:
    """The same without clauses that only say what somebody of another event pays of it, whose sum it takes over.

    "The tents were paid for by Chile, which chipped in 2 million".
    """
    kept = list(drafts)
    for draft in drafts:
        if (
            draft.frame.type != "AID"
            or draft.trigger.dep_ != "acl:relcl"
            or draft.items
            or draft.value is None
        ):
            continue
        whole = next((d for d in kept if d is not draft and _is_share_of(draft, d)), None)
        if whole is not None:
            whole.value = draft.value
            kept.remove(draft)
    return kept


def _is_share_of(share: Draft, whole: Draft) -> bool:
    if (
        whole.frame.type != "AID"
        or whole.value is not None
        or whole.trigger not in share.trigger.head.ancestors
    ):
        return False
    named = {(p.country or p.name) for p in share.actor}
    return bool(named) and named <= {(p.country or p.name) for p in whole.actor}


def is_told(draft: Draft, before: Sequence[Draft]) -> bool:
    """Whether an event is one to keep: somebody takes part in it, or it goes on with a gift told before."""
    if draft.frame.type != "AID" or any(is_political(p) for p in (*draft.actor, *draft.recipient)):
        return True
    if draft.told is not None and draft.frame.pos == "VERB":
        return True
    told = [d for d in before if d.frame.type == "AID"]
    things, given = (
        {i.name.casefold().split()[-1] for d in drafts for i in d.items} for drafts in ((draft,), told)
    )
    if told and any(i.quantity is not None for i in draft.items) and not is_aside(draft.trigger):
        return True  # "an aircraft with 36 tonnes of tents left"
    goes_on = draft.frame.pos == "VERB" and any(t.lower_ in _MORE for t in draft.trigger.sent)
    if goes_on and told[-1:] != [] and told[-1] in before[-3:]:
        return True  # "ambulances are also to be delivered"
    return bool(things & given) or (not things and told[-1:] != [] and told[-1] in before[-3:])


def joined(drafts: list[Draft]) -> list[Draft]:
    """The same with later mentions of one event brought to it: its sentence is one more piece of evidence."""
    kept: list[Draft] = []
    for draft in drafts:
        home = next((d for d in reversed(kept) if _is_same(d, draft)), None)
        if home is None:
            kept.append(draft)
            continue
        home.sentences += [draft.trigger.sent, *draft.sentences]
        home.value = home.value or draft.value
        home.approver = home.approver or draft.approver
        home.recipient = home.recipient or draft.recipient
        home.actor = home.actor or draft.actor
        known = {i.name.casefold() for i in home.items}
        home.items = (*home.items, *(i for i in draft.items if i.name.casefold() not in known))
    return kept


def _is_same(a: Draft, b: Draft) -> bool:
    if (a.frame.type, a.stage, a.standing.negated) != (b.frame.type, b.stage, b.standing.negated):
        return False
    if a.trigger.sent.start == b.trigger.sent.start:
        return False
    if (a.frame.pattern == patterns()["leave"]) != (b.frame.pattern == patterns()["leave"]):
        return False  # those who left are no second mention of their coming
    if a.value is not None and b.value is not None and a.value.amount != b.value.amount:
        return False
    who = [{p.country or p.name.casefold() for p in x.actor} for x in (a, b)]
    whom = [{p.country or p.name.casefold() for p in x.recipient} for x in (a, b)]
    if a.frame.type in _MUTUAL:
        sides = [x | y for x, y in zip(who, whom, strict=True)]
        return bool(sides[0] & sides[1]) and a.frame.word == b.frame.word
    if not (who[0] and who[0] == who[1]) or (whom[0] and whom[1] and whom[0] != whom[1]):
        return False
    things = [{i.name.casefold().split()[-1] for i in x.items} for x in (a, b)]
    return not things[1] or bool(things[0] & things[1])
