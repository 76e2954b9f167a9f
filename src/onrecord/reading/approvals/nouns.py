"""The approval as a noun: "needs the approval of parliament", "without the president's signature", "a vote is due"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.approvals.deciders import Approval, adjectives, is_body
from onrecord.reading.approvals.pending import (
    SUBJECTS,
    has_modal,
    is_asked,
    is_bound,
    is_coming,
    is_negated,
    is_one_of,
    whom_asked,
    words_of,
)
from onrecord.reading.clauses import case, objects, obliques


def asked_for(token: Token) -> Approval | None:
    """As in "needs the approval of parliament", "without the president's signature", "awaits a vote in the Senate"."""
    if token.pos_ not in ("NOUN", "PROPN") or not is_one_of(token, "approval"):
        return None
    cue = _why_open(token)
    if cue is None:
        return None
    above = cue if cue.pos_ in ("VERB", "AUX", "ADJ", "NOUN") else token.head
    matter = next((c for c in above.children if c.dep_ in SUBJECTS and c is not token), None)
    who, name = _whose(token, above)
    if who is matter:
        matter = None
    return Approval(who, token, matter, name) if who is not None else None


def _whose(approval: Token, above: Token) -> tuple[Token | None, str | None]:
    """Who gives an approval, with the name where only an adjective says it: "of parliament", "its", "presidential"."""
    if (asked := whom_asked(above, approval)) is not None:  # "asked Berlin for its permission"
        return asked, None
    for child in approval.children:
        if child.dep_ == "nmod:poss":
            return (_meant(child) if child.lower_ in words_of("its") else child), None
    for place in (approval, above):
        for child in obliques(place, ("of", "by", "from", "in", "among")):
            if child.ent_type_ != "DATE" and child is not approval:
                return child, None
    for child in approval.children:
        if child.dep_ in ("amod", "compound"):
            if (name := adjectives().get(child.lower_)) is not None:
                return child, name
            if child.ent_type_ in ("ORGANIZATION", "LOCATION", "NORP") or is_body(child):
                return child, None
    return None, None


def _meant(pronoun: Token) -> Token | None:
    """The body that "its" stands for: the last one before it in the sentence."""
    before = [t for t in pronoun.sent if t.i < pronoun.i and t.dep_ in (*SUBJECTS, "compound") and is_body(t)]
    return before[-1] if before else None


def _why_open(approval: Token) -> Token | None:
    """The word that leaves an approval to come: "needs", "without", "pending"; None where it is given or not needed."""
    if any(c.lower_ == "no" and c.dep_ == "det" for c in approval.children):
        return None
    lacking = next((c for c in approval.children if c.lower_ in words_of("lacking")), None)
    if lacking is not None and _is_unfulfilled(approval):
        return lacking
    if (before := _word_before(approval)) is not None:
        return before
    if case(approval) == "under" and any(c.dep_ == "cop" for c in approval.children):
        return approval if not is_negated(approval) else None  # "is under review by the congress"
    above = approval
    for _ in range(3):
        if above.head == above:
            return None
        child, above = above, above.head
        if child.dep_ in SUBJECTS and _has_complement(above):
            return None  # "a decision would need ...", "the agreement is subject to ..."
        if is_negated(above) or any(c.lower_ == "without" for c in above.children):
            return _not_come(child, above)
        if is_one_of(above, "need") or above.lower_ in words_of("need"):
            return above
        if is_asked(above, child):
            return above
        if child.dep_ in SUBJECTS and (above.lower_ in words_of("due") or _is_open(above)):
            return above
        if above.pos_ == "NOUN" and above.lower_ != "way" and child.dep_ != "conj":
            return None
        if above.lower_ in words_of("lacking") and above.dep_ == "advcl":
            return above
        if (
            above.lemma_ in ("have", "need") and child.dep_ in SUBJECTS
        ):  # "the nod has to come from parliament"
            above = next((c for c in above.children if c.dep_ == "xcomp"), above)
        if is_one_of(above, "come") and (
            is_bound(above)
            or (case(child) == "to" and is_coming(above))
            or any(c.lower_ == "ahead" for c in approval.children)
        ):
            return above
        if any(c.lower_ == "ahead" for c in approval.children) or above.lower_ == "way":
            return above
    return None


def _is_open(above: Token) -> bool:
    """As in "is uncertain", "is considered a formality", said of an approval."""
    return any(
        t.lower_ in words_of("open") for t in (above, *(c for c in above.children if c.dep_ == "xcomp"))
    )


def _word_before(approval: Token) -> Token | None:
    """The words that leave it open, where they stand right before it, however they are parsed: "subject to", "pending"."""
    doc, first = approval.doc, approval.left_edge.i
    while first < approval.i and (doc[first].dep_ == "case" or doc[first].is_punct):
        first += 1
    if first < 2 or first <= approval.sent.start + 1:
        return None
    last, word = doc[first - 1], doc[first - 2]
    if last.lower_ in ("to", "on", "upon") and word.pos_ == "ADJ" and word.lower_ in words_of("need"):
        return (
            word if not any(t.lower_ in ("not", "no") for t in doc[max(first - 4, 0) : first - 2]) else None
        )
    return None


def _not_come(approval: Token, above: Token) -> Token | None:
    """As in "has not come", "has not been given", said of an approval: it is still to come."""
    said = approval.dep_ in SUBJECTS and (is_one_of(above, "come") or is_one_of(above, "light"))
    helpers = {c.lower_ for c in above.children if c.dep_ == "aux"}
    return above if said and helpers & {"has", "have"} else None


def _has_complement(word: Token) -> bool:
    """Whether a word that needs something has what it needs beside it, apart from its subject."""
    if not is_one_of(word, "need") or word.lower_.endswith("ed"):
        return False
    return any(c.dep_ in ("obj", "obl") and c.ent_type_ != "DATE" for c in word.children)


def _is_unfulfilled(approval: Token) -> bool:
    """Whether the clause that "without parliament's consent" stands in is none of the past."""
    above = approval.head
    still_to_come = words_of("lacking") - {"without"}
    if any(t.lower_ in still_to_come for t in (approval, *approval.children)):
        return True
    if any(
        c.lower_ == "not" for c in approval.children
    ):  # "without his signature not one ship leaves", misread
        return True
    if is_negated(above) or has_modal(above):
        return True
    return any(c.lower_ == "no" and c.dep_ == "det" for o in objects(above) for c in o.children)
