"""The way that a matter goes: whom it is put before, where it is held up, on whose desk it lies, whose word is the last."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.approvals.deciders import Approval, is_body
from onrecord.reading.approvals.pending import (
    SUBJECTS,
    condition,
    is_bound,
    is_infinitive,
    is_matter,
    is_negated,
    is_one_of,
    is_past,
    is_present,
    is_yet,
    lemma,
    words_of,
)
from onrecord.reading.clauses import case, objects, obliques, subjects


def brought_before(token: Token) -> Approval | None:
    """As in "has to go through parliament", "must still clear the Senate", "was put before the cabinet, which decides in May"."""
    if token.pos_ != "VERB" or is_negated(token):
        return None
    what = _what(token)
    if is_one_of(token, "pass") and (
        is_bound(token) or is_yet(token) or _on_its_way(token, what) or _once(token)
    ):
        through = obliques(token, ("through", "before", "to", "past"))
        if is_one_of(token, "hurdle") and not through:
            through = objects(token)
        if through and is_body(through[0]):
            return Approval(through[0], token, what)
    if is_one_of(token, "lay"):
        to = obliques(token, ("before", "to"))
        papers = words_of("paper") | words_of("gift") if token.lower_ == "put" else words_of("paper")
        laid = next((t for t in objects(token) if lemma(t) in papers), None)
        if laid is None and _for_approval(token):
            laid = next(iter(objects(token)), None)
        if to and laid is not None and is_body(to[0]):
            return Approval(to[0], token, laid)
    return None


def _what(verb: Token) -> Token | None:
    """What goes its way: the subject, past a relative pronoun; "it" too."""
    own = next((c for c in verb.children if c.dep_ in SUBJECTS and c.lower_ == "it"), None)
    return own if own is not None else next(iter(subjects(verb)), None)


def _on_its_way(verb: Token, what: Token | None) -> bool:
    """As in "now goes to the Senate", "will go before the cabinet", "has gone to the court for review"."""
    if what is None or not is_matter(what):
        return False
    coming = any(c.dep_ == "aux" and c.lower_ in ("will", "'ll", "’ll") for c in verb.children)
    return coming or is_present(verb) or _for_approval(verb)


def _for_approval(verb: Token) -> bool:
    """Whether a matter is sent somewhere "for approval" or "for review"."""
    near = (verb, *(c for c in verb.children if c.dep_ == "obl"))
    return any(is_one_of(t, "approval") for word in near for t in obliques(word, ("for",)))


def _once(verb: Token) -> bool:
    """As in "if it passes the Senate", "before it goes to the cabinet"."""
    return condition(verb) is not None and not is_past(verb)


def held_up(token: Token) -> Approval | None:
    """As in "is stuck in parliament", "has been held up in the Senate for months"."""
    if token.pos_ not in ("VERB", "ADJ") or not is_one_of(token, "stuck") or is_negated(token):
        return None
    inside = [t for t in obliques(token, ("in", "at", "before")) if is_body(t)]
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "aux:pass", "cop")}
    if not inside or not (helpers & {"is", "are", "has", "have", "remains", "'s", "’s"}):
        return None
    what = next((c for c in token.children if c.dep_ in SUBJECTS), None)
    return Approval(inside[0], token, what) if what is not None else None


def left_to(token: Token) -> Approval | None:
    """As in "the cabinet has the last word", "the final say belongs to the king", "it is up to parliament", "a matter for MPs"."""
    if lemma(token) == "have" and not is_negated(token) and any(_is_last_word(t) for t in objects(token)):
        who = subjects(token)
        return Approval(who[0], token) if who else None
    if is_one_of(token, "rest") and token.pos_ in ("VERB", "AUX") and not is_negated(token) and _rests(token):
        to = obliques(token, ("to", "with"))
        return Approval(to[0], token) if to else None
    if token.lower_ == "up" and not is_negated(token) and (to := obliques(token, ("to",))):
        return Approval(to[0], token) if any(c.dep_ == "cop" for c in token.children) else None
    said = [c for c in token.children if c.dep_ in SUBJECTS]
    if not any(c.dep_ == "cop" for c in token.children) or is_negated(token):
        return None
    if case(token) == "for" and is_body(token):  # "whether it goes is for parliament to decide"
        below = [c for c in token.children if c.dep_ in ("acl", "xcomp", "advcl") and is_infinitive(c)]
        if any(is_one_of(c, kind) for c in below for kind in ("approve", "vote")):
            return Approval(token, below[0])
    marks = " ".join(c.lower_ for c in token.children if c.dep_ == "case" and c.i < token.i)
    if marks == "up to":
        return Approval(token, token)
    if not said:
        return None
    if lemma(token) in words_of("question") and (to := obliques(token, ("for",))) and is_body(to[0]):
        return Approval(to[0], token)  # "that is a matter for parliament"
    if _is_last_word(said[0]) or lemma(said[0]) == "decision":
        if any(c.dep_ == "case" and c.lower_ in ("'s", "’s", "for") for c in token.children):
            return Approval(token, said[0])
        holder = [c for c in token.children if c.dep_ == "nmod:poss"]
        if holder and token.lower_ == "alone":
            return Approval(holder[0], said[0])
    return None


def _rests(verb: Token) -> bool:
    """Whether it is a decision that rests or falls: "the final say", "the decision", "it falls to parliament to decide"."""
    if any(_is_last_word(t) or lemma(t) == "decision" for t in subjects(verb)):
        return True
    below = [c for c in verb.children if c.dep_ in ("xcomp", "csubj", "advcl", "ccomp") and is_infinitive(c)]
    return any(c.lower_ == "it" for c in verb.children if c.dep_ in ("nsubj", "expl")) and any(
        is_one_of(c, kind) for c in below for kind in ("approve", "vote")
    )


def lies_with(token: Token) -> Approval | None:
    """As in "is before the Senate", "lies on the desk of the minister", "is in the king's hands"."""
    verb = token.head if token.dep_ == "obl" else token
    lying = is_one_of(verb, "lie") and token.dep_ == "obl" and not is_past(verb)
    if not (lying or any(c.dep_ == "cop" for c in token.children)) or is_negated(verb):
        return None
    what = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if what is None:
        return None
    if (token.lower_ == "hands" and case(token) == "in") or (
        token.lower_ in ("desk", "table") and case(token) == "on"
    ):
        holder = [c for c in token.children if c.dep_ == "nmod:poss"] or obliques(token, ("of",))
        return Approval(holder[0], token, what) if holder else None
    if case(token) in ("before", "with") and is_body(token) and is_matter(what):
        return Approval(token, token, what)
    return None


def _is_last_word(noun: Token) -> bool:
    return lemma(noun) in words_of("say") and any(c.lower_ in words_of("last") for c in noun.children)
