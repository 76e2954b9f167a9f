"""Who still has to approve: "would need parliament's consent", "only the president can", "without the chamber's vote"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from onrecord.reading.clauses import objects, obliques, subjects
from onrecord.reading.knowledge.index import table


@dataclass(frozen=True, slots=True)
class Approval:
    """The head of the noun phrase of who has to approve, and the word that says so."""

    who: Token
    cue: Token


def approver_in(sentence: Span) -> Approval | None:
    """The one who a sentence says still has to approve something; None where it says nothing of that."""
    for token in sentence:
        found = _of_noun(token) or _of_verb(token)
        if found is not None:
            return found
    return None


def _words(kind: str) -> frozenset[str]:
    return frozenset(word for word, k, _ in table("approvals.tsv", 3) if k == kind)


def _of_noun(token: Token) -> Approval | None:
    """ "needs the approval of parliament", "without the president's signature", "subject to a vote of the house"."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in _words("approval"):
        return None
    who = [c for c in token.children if c.dep_ == "nmod:poss"] or obliques(token, ("of", "by", "from", "in"))
    who = who or [
        c
        for c in token.children
        if c.dep_ in ("amod", "compound") and c.lemma_.lower() in _words("adjective")
    ]
    if not who or not _is_awaited(token):
        return None
    return Approval(who[0], token)


def _is_awaited(noun: Token) -> bool:
    """Whether the approval is still to come: needed, awaited, lacking."""
    head = noun.head
    if any(c.lower_ in _words("lacking") for c in noun.children):
        return True
    for above in (head, *list(head.ancestors)[:2]):
        if above.lemma_.lower() in _words("need") or above.lower_ in _words("need"):
            return True
    return False


def _of_verb(token: Token) -> Approval | None:
    """ "parliament must approve", "only the president can sign", "has to go through parliament", "is for the house to decide"."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in _words("decide"):
        who = subjects(token)
        bound = [c for c in token.children if c.dep_ == "aux" and c.lower_ in _words("bound")]
        above = token.head if token.dep_ in ("xcomp", "ccomp") else None
        only = any(c.lower_ == "only" for w in who for c in w.children) or any(
            c.lower_ == "only" for c in token.children
        )
        has_to = (
            above is not None
            and above.lemma_ in ("have", "need")
            and any(c.lower_ == "to" for c in token.children)
        )
        once = any(c.dep_ == "mark" and c.lower_ in _words("once") for c in token.children)
        yet = any(
            c.lower_ == "yet" for c in (*token.children, *((above.children) if above is not None else ()))
        )
        if who and (bound or has_to or once or only or yet) and not (once and token.dep_ != "advcl"):
            return Approval(who[0], token)
    if lemma in ("go", "pass") and token.pos_ == "VERB":
        through = obliques(token, ("through", "before", "to"))
        above = token.head if token.dep_ in ("xcomp", "ccomp") else None
        if through and above is not None and above.lemma_ in ("have", "need"):
            return Approval(through[0], token)
    if lemma in ("have", "belong") and token.pos_ in ("VERB", "AUX"):
        for thing in (*objects(token), *subjects(token)):
            words = {c.lemma_.lower() for c in thing.children} | {thing.lemma_.lower()}
            if (
                {"last", "word"} <= words
                or {"final", "word"} <= words
                or {"final", "say"} <= words
                or {"last", "say"} <= words
            ):
                who = subjects(token) if lemma == "have" else obliques(token, ("to", "with"))
                if who:
                    return Approval(who[0], thing)
    return None
