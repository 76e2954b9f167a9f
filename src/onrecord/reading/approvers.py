"""Who still has to approve, and which event waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from spacy.tokens import Token

from onrecord.model import Article, Field, Party
from onrecord.reading.approvals import Approval, approvals_in, approver_in
from onrecord.reading.approvals.deciders import NAME
from onrecord.reading.approvals.pending import SUBJECTS, lemma, words_of
from onrecord.reading.frames import Frame
from onrecord.reading.parties import Parties, noun_class
from onrecord.reading.phrases import phrase

#: How many events back an approval may name its matter, how many sentences back it may leave it to be understood, and
#: how many "it" points back.
_REACH, _FEW, _NEXT = 12, 8, 3
#: The type of the events that nouns of these classes of classes.tsv name.
_TYPES = {"deal": "AGREE", "measure": "SANCTION", "mission": "MOBILIZE", "aid": "AID"}
#: What else they may name: a contract of sale, a credit for a mission.
_ELSE = {"deal": ("AID",), "aid": ("MOBILIZE",), "measure": (), "mission": ()}


class Waiting(Protocol):
    """What is asked of an event here: its word, what it is of, and who does it."""

    @property
    def frame(self) -> Frame:
        """The frame that it was read by."""
        ...

    @property
    def trigger(self) -> Token:
        """The word that names it."""
        ...

    @property
    def themes(self) -> Sequence[Token]:
        """The heads of what it is of."""
        ...

    @property
    def actor(self) -> Sequence[Party]:
        """Who does it."""
        ...


D = TypeVar("D", bound=Waiting)


def party_of(approval: Approval, article: Article, parties: Parties, where: Field) -> Party | None:
    """The one who has to approve, as a party of an event; None where the words do not say who it is."""
    who = approval.who
    found = parties.of([who])
    if found and approval.name is None:
        return found[0]
    words = phrase(who, without=NAME)
    while len(words) > 1 and words[0].lower_ in ("the", "a", "an"):
        words = words[1:]
    while len(words) > 1 and (words[-1].is_space or words[-1].is_punct):
        words = words[:-1]
    country = found[0].country if found else None
    span = article.span(where, words.start_char, words.end_char)
    return Party(name=approval.name or words.text, country=country, span=span)


def awaiting(approval: Approval, here: Sequence[D], before: Sequence[D]) -> D | None:
    """The event that waits for an approval: one of its own sentence, else the last one told before that fits.

    here    the events of the sentence, in order
    before  the events of the sentences before, in order
    """
    words = {approval.cue.i, approval.who.i}
    near = [
        d
        for d in here
        if d.trigger.i not in words and not _acts(approval, d) and _is_tied(approval.cue, d.trigger)
    ]
    if _is_another(approval):
        before = ()
    for told in (near, before[-_REACH:]):
        if named := [d for d in told if _is_named(approval, d)]:
            return named[-1]
    fitting = _fitting(approval, near)
    if approval.faint and not _is_generic(approval.matter):
        fitting = [d for d in fitting if approval.cue.is_ancestor(d.trigger)]
    if fitting:
        above = {t.i for t in approval.cue.ancestors}
        return next((d for d in fitting if d.trigger.i in above), fitting[-1])
    if not _may_be_told_before(approval):
        return None
    last = next(reversed(_fitting(approval, before[-_REACH:])), None)
    if last is None:
        return None
    sentences = sum(1 for t in approval.cue.doc[last.trigger.i : approval.cue.i] if t.is_sent_start)
    if approval.matter is not None and approval.matter.lower_ in ("it", "that") and sentences > _NEXT:
        return None
    surest = last.frame.type == _TYPES.get(_kind_of_matter(approval) or "")
    return last if sentences <= _FEW or surest or len(before) == 1 else None


def to_come(approval: Approval, here: Sequence[D]) -> D | None:
    """The event that waits for an approval which the sentence before has told of: "Any deployment needs a mandate."

    here  the events of the sentence, in order
    """
    if approval.cue.dep_ == "advcl" or not _may_be_told_before(approval):
        return None
    kind = _TYPES.get(_kind_of_matter(approval) or "")
    pointing = (
        [c for c in here[0].trigger.sent.root.children if c.dep_ in SUBJECTS and c.lower_ == "it"]
        if here
        else []
    )
    fitting = [d for d in here if _is_named(approval, d) or d.frame.type == kind or pointing]
    return next((d for d in fitting if not _acts(approval, d)), None)


def _is_tied(cue: Token, trigger: Token) -> bool:
    """Whether an event of the sentence is told before the approval, or in one clause with it."""
    return trigger.i < cue.i or cue.is_ancestor(trigger) or trigger.is_ancestor(cue)


def _is_named(approval: Approval, draft: Waiting) -> bool:
    """Whether what has to be approved is the event's own word or what the event is of."""
    matter = approval.matter
    return matter is not None and matter.lemma_.lower() in {
        t.lemma_.lower() for t in (draft.trigger, *draft.themes)
    }


def _fitting(approval: Approval, drafts: Sequence[D]) -> list[D]:
    """The events that can be what has to be approved: an accord is AGREE, a ban SANCTION, a loan AID."""
    kind = _kind_of_matter(approval)
    of_type = [d for d in drafts if d.frame.type == _TYPES.get(kind or "")]
    if of_type:
        return of_type
    if kind in _ELSE:
        return [d for d in drafts if d.frame.type in _ELSE[kind]]
    return list(drafts)


def _is_another(approval: Approval) -> bool:
    """Whether what has to be approved is another deal than those told before: "a full agreement will have to be ratified"."""
    matter = approval.matter
    return (
        matter is not None
        and noun_class(matter) == "deal"
        and any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in matter.children)
    )


def _kind_of_matter(approval: Approval) -> str | None:
    """The class of classes.tsv that what has to be approved is of."""
    matter = approval.matter
    if matter is not None and matter.pos_ == "NOUN":
        return "aid" if matter.lemma_.lower() in words_of("gift") else noun_class(matter)
    return "deal" if approval.cue.lemma_.lower() in words_of("deal") else None


def _may_be_told_before(approval: Approval) -> bool:
    """Whether what has to be approved can be something that an earlier sentence tells of: "it", "the plan", or nothing."""
    clause = approval.cue.head
    if approval.cue.dep_ == "advcl" and any(c.pos_ == "PROPN" for c in clause.children if c.dep_ in SUBJECTS):
        return False  # "Kenya would send police, provided its senate agrees" tells its own act
    matter = approval.matter
    if approval.faint:
        return matter is not None and _is_generic(matter)
    return matter is None or approval.cue.pos_ == "NOUN" or _is_generic(matter)


def _is_generic(matter: Token | None) -> bool:
    """Whether a word can stand for anything told before: "it", "this ban", "the plan", "the donation"."""
    if matter is None:
        return False
    if matter.pos_ in ("PRON", "DET") or any(c.lower_ in words_of("this") for c in matter.children):
        return True
    if noun_class(matter) in (*_TYPES, "demand"):
        return True
    kinds = words_of("matter") | words_of("gift") | words_of("paper")
    besides = [c for c in matter.children if c.dep_ == "compound" and c.pos_ == "NOUN" and not c.ent_type_]
    return lemma(matter) in kinds and all(
        lemma(c) in kinds or noun_class(c) in (*_TYPES, "demand") for c in besides
    )  # not "the budget bill"


def _acts(approval: Approval, draft: Waiting) -> bool:
    """Whether the one who approves is told as the one who acts in the event itself.

    Not where the event is what is approved: "the cabinet will decide whether to send", "has yet to approve the aid".
    """
    who = approval.who
    if approval.cue.is_ancestor(draft.trigger) and lemma(who) not in words_of("rulers"):
        return False
    return any(p.span is not None and p.span.start <= who.idx < p.span.end for p in draft.actor)


__all__ = ["Approval", "Waiting", "approvals_in", "approver_in", "awaiting", "party_of", "to_come"]
