"""How sure an article is of what it claims to follow."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import Certainty
from onrecord.reading.causation.clauses import SUBJECTS, is_marked
from onrecord.reading.causation.frames import words_of


def certainty(cue: Token, *, own: bool = True) -> Certainty:
    """How sure a word's claim is by its auxiliaries and adverbs and by the verbs above it.

    own  whether a "not" beside the word denies the claim, rather than being part of what follows
    """
    possible = False
    token, first = cue, True
    while True:
        near = [
            c for c in token.children if c.dep_ in ("aux", "advmod", "cop", "det", "cc:preconj", "aux:pass")
        ]
        if (
            any(c.lower_ in words_of("negation") or c.lower_ == "cannot" for c in near)
            and (own or not first)
            and not _only(token)
        ):
            return "denied"
        possible |= any(c.lower_ in words_of("modal") or c.lower_ in words_of("adverb") for c in near)
        possible |= any(
            c.dep_ == "advcl" and (is_marked(c, "if") or is_marked(c, "unless")) for c in token.children
        )
        possible |= any(c.lemma_ in words_of("aim") for c in token.children if c.dep_ in SUBJECTS)
        possible |= token.dep_ in ("acl", "advcl") and is_marked(token, "to")
        head = token.head
        if head == token or token.dep_ not in ("xcomp", "ccomp", "conj", "acl", "advcl"):
            break
        if token.dep_ in ("conj", "acl", "advcl") and not _shares(token):
            break
        if token.dep_ != "conj":
            says = words_of("governor").get(head.lemma_.lower())
            if says == "denied":
                return "denied"
            possible |= says == "possible" and not (
                token.dep_ == "ccomp" and head.lemma_ in ("say", "claim", "mean")
            )
            if says is None and token.dep_ == "ccomp":
                break
        token, first = head, False
    return "possible" if possible else "asserted"


def _shares(token: Token) -> bool:
    """Whether a word is as sure as the one above: coordinated without auxiliary or subject, or purpose of a governor."""
    if token.dep_ == "conj":
        return not any(c.dep_ in ("aux", *SUBJECTS) for c in token.children)
    return token.dep_ == "advcl" and token.head.lemma_ in words_of("governor") and is_marked(token, "to")


def _only(token: Token) -> bool:
    """Whether its "not" is that of "not only"."""
    return any(
        c.lower_ == "not" and c.i + 1 < len(c.doc) and c.nbor(1).lower_ in ("only", "just")
        for c in token.subtree
    )


def is_negated(token: Token, *, before: int) -> bool:
    """Whether a connective is denied: "not because of"."""
    back = token.doc[max(before - 2, 0) : before]
    return any(t.lower_ in words_of("negation") for t in back) and back[-1].text != ","
