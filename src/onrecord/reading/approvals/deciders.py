"""Who decides for others: parliaments, cabinets, courts, heads of state and whoever else can approve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord.reading import knowledge
from onrecord.reading.approvals.pending import lemma, words_of
from onrecord.reading.knowledge.index import table
from onrecord.reading.phrases import CLAUSES, phrase
from onrecord.tables import alternatives

_KINDS = frozenset(("parliament", "government", "ministry", "judiciary", "court", "monarch", "international"))
#: Kinds and levels of offices.tsv whose holders decide for others.
_OFFICES = frozenset(("government", "judiciary", "legislature", "monarch", "international"))
_LEVELS = frozenset(
    ("head_of_state", "head_of_government", "minister", "chief", "regional", "local", "judge", "head", "member", "leader")
)  # fmt: skip
#: What hangs on the noun of who approves without being part of the name.
NAME = CLAUSES | {
    "acl",
    "appos",
    "conj",
    "cc",
    "advcl",
    "case",
    "obl",
    "cop",
    "nsubj",
    "aux",
    "mark",
    "advmod",
}


@dataclass(frozen=True, slots=True)
class Approval:
    """What a sentence says of an approval that is still to come.

    who     head of the noun phrase of who has to approve
    cue     the word that says so
    matter  head of what has to be approved, where the words name it: "the ban", "it"
    name    who it is, where an adjective says it: "parliament" for "parliamentary"
    faint   whether the words say so only of a matter that they name: "will debate the plan", not "will debate the war"
    """

    who: Token
    cue: Token
    matter: Token | None = None
    name: str | None = None
    faint: bool = False


def is_body(token: Token) -> bool:
    """Whether a word names a body or an office that decides for others: a parliament, a court, "President Ana Reis"."""
    if token.lower_ in words_of("body") or lemma(token) in words_of("body"):
        return True
    if token.text[:1].isupper():
        for name in _names(token):
            organization = knowledge.organization(name)
            if organization is not None:
                return organization.kind in _KINDS
    return _is_office(token) or (
        token.ent_type_ == "PERSON"
        and any(_is_office(c) for c in token.children if c.dep_ in ("nmod:desc", "compound", "appos", "amod"))
    )


def _names(token: Token) -> Iterator[str]:
    """What a proper name may be looked up by: the whole phrase, what leads up to its head, the head alone."""
    words = phrase(token, without=NAME | {"nmod", "nmod:poss"})
    yield phrase(token, without=NAME).text
    for start in range(words.start, token.i + 1):
        yield token.doc[start : token.i + 1].text


def _is_office(token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    office = knowledge.office(lemma(token))
    return office is not None and office.kind in _OFFICES and office.level in _LEVELS


def can_approve(found: Approval) -> bool:
    """Whether the one named is one who can: a body, an office, a state or somebody by name."""
    who = found.who
    if found.name is not None or is_body(who) or who.lower_ in ("his", "her", "he", "she"):
        return True
    if who.pos_ not in ("PROPN", "ADJ", "NOUN"):
        return False
    named = who.ent_type_ in ("ORGANIZATION", "LOCATION", "NORP", "PERSON")
    return named or knowledge.noun_class(who.lower_) == "states"


def is_state(token: Token) -> bool:
    """Whether a word names a state, by its own name, its capital's or its people's."""
    return token.ent_type_ in ("LOCATION", "NORP") and any(
        known is not None
        for known in (
            knowledge.country(token.text),
            knowledge.capital(token.text),
            knowledge.demonym(token.text),
        )
    )


@cache
def adjectives() -> dict[str, str]:
    """Who an adjective stands for."""
    found = [alternatives(word) for word, kind, _ in table("approvals.tsv", 3) if kind == "adjective"]
    return {adjective: noun for adjective, noun in found}  # noqa: C416 (types the pairs)
