"""What a sentence takes up from those before it: "three more will follow", "the soldiers leave in May"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import Party
from onrecord.reading.clauses import is_passive
from onrecord.reading.drafts import Draft
from onrecord.reading.knowledge.wordlists import word_list
from onrecord.reading.parties import noun_class

_TABLE = "clause_words.tsv"
_STANDS = word_list(_TABLE, "stand")
_UNITS = word_list(_TABLE, "unit")
_KNOWN = word_list(_TABLE, "known")
_HAPPENS = word_list(_TABLE, "happen")
#: What such a word stands for, by the type of the act told last.
_TOLD = {"gift": "AID", "arms": "AID", "force": "MOBILIZE", "mission": "MOBILIZE", "measure": "SANCTION"}
_AGAIN = word_list(_TABLE, "again")
#: Those that reach back beyond the sentence before.
_FAR = frozenset(("it", "them", "they", "both"))
#: How many sentences back an act is still what "it" and "three more" take up.
NEAR = 2
#: How many sentences back a gift is still what something is said of.
REACH = 12
#: How many sentences back troops are still those that soldiers without a country belong to.
_REACH = 5


def stands_in(theme: Token) -> bool:
    """Whether a word stands for a noun of a sentence before: "the first 150", "three more", "it"."""
    return theme.pos_ == "NUM" or theme.lower_ in _STANDS


def is_told(theme: Token, kind: str, draft: Draft) -> bool:
    """Whether such a word stands for things of a class: those that the act told last was about."""
    if draft.last is None or _TOLD.get(kind) != draft.last:
        return False
    if draft.frame.word == "*":  # "Greece is considering it", not "it was told no"
        plain = theme.lower_ in ("it", "them") and theme.dep_ == "obj"
        return plain and draft.near and draft.trigger.lemma_ in _AGAIN
    return draft.near or theme.pos_ == "NUM" or theme.lower_ in _FAR


def is_unit(theme: Token, last: str | None) -> bool:
    """Whether a noun of many meanings is one of troops here: "a company of 130", "the team", after troops were told."""
    if theme.lower_ not in _UNITS and theme.lemma_ not in _UNITS:
        return False
    if noun_class(theme) in ("measure", "step", "likewise") or theme.lemma_ == "list":
        return False
    return last == "MOBILIZE" or any(
        c.dep_ == "nmod" and (c.pos_ == "NUM" or c.lower_ == "own") for c in theme.children
    )


def is_list(theme: Token, last: str | None) -> bool:
    """Whether a noun means the sanctions told last: "the list", "a package of its own"."""
    return last == "SANCTION" and theme.lemma_ in ("list", "measure", "package")


def takes_up(draft: Draft, last: Draft | None, since: int) -> bool:
    """Whether the words of a draft only take up the act told last.

    since  how many sentences ago that act was told
    """
    if last is None or last.frame.type != draft.frame.type or last.frame.type not in _TOLD.values():
        return False
    if any(is_list(t, draft.last) for t in draft.themes):
        return True
    if since <= NEAR and any(stands_in(t) for t in draft.themes):
        return True
    if draft.frame.type != "MOBILIZE":
        return False
    return since <= _REACH or any(_is_known(t) for t in draft.themes)


def whose(draft: Draft, last: Draft) -> tuple[Party, ...]:
    """Who does it in the act that a draft takes up, where its own words name nobody and leave room for somebody."""
    if draft.actor or not ("its" in draft.frame.pattern.actor or is_passive(draft.trigger)):
        return draft.actor
    return understood(last.actor)


def to_whom(draft: Draft, last: Draft) -> tuple[Party, ...]:
    """To whom it is done in the act that a draft takes up, where its own words name nobody."""
    given = {p.country or p.name for p in draft.actor}
    return draft.recipient or tuple(
        p for p in understood(last.recipient) if (p.country or p.name) not in given
    )


def meets_again(draft: Draft, last: Draft | None) -> tuple[Party, ...]:
    """Who takes part in talks that are told without those who talk: "a further round is planned"; none where they do not
    happen in the sentence, and are only named.
    """
    if last is None or draft.trigger.dep_ not in ("nsubj", "nsubj:pass"):
        return ()
    if draft.trigger.head.lemma_ not in _HAPPENS and not _is_yet_to(draft.trigger.head):
        return ()
    return understood((*last.actor, *last.recipient))


def understood(parties: Sequence[Party]) -> tuple[Party, ...]:
    """The same parties where the sentence does not name them."""
    return tuple(replace(p, span=None) for p in parties)


def _is_known(theme: Token) -> bool:
    """Whether a noun is said to have been told of before: "the soldiers", "another battalion"."""
    return any(c.lower_ in _KNOWN for c in theme.children if c.dep_ in ("det", "nmod:poss", "amod"))


def _is_yet_to(verb: Token) -> bool:
    return any(c.lower_ == "yet" for c in verb.children)
