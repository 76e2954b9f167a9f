"""Whether an act is still to come, and owed: "must still approve", "has yet to vote", "only the Senate can", "until it has"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from onrecord.reading.clauses import case
from onrecord.reading.knowledge.index import table

#: How a subject hangs on its verb.
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "nobody", "nothing", "none"))
_BREAK = re.compile("[ -]")


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one kind in approvals.tsv."""
    return frozenset(word for word, k, _ in table("approvals.tsv", 3) if k == kind)


def is_one_of(token: Token, kind: str) -> bool:
    """Whether a word, alone or with the one beside it ("green light", "sign off"), is of a kind."""
    words = words_of(kind)
    own = lemma(token)
    if own in words:
        return True
    firsts, lasts = _ends_of(kind)
    if own in lasts and token.i and f"{token.nbor(-1).lower_} {own}" in words:
        return True
    if (
        own in lasts
        and token.i > 1
        and token.nbor(-1).text == "-"
        and f"{token.nbor(-2).lower_}-{own}" in words
    ):
        return True
    return own in firsts and any(
        c.dep_ == "compound:prt" and f"{own} {c.lower_}" in words for c in token.children
    )


@cache
def _ends_of(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """The first and the last words of those of a kind that are more than one."""
    parts = [_BREAK.split(words) for words in words_of(kind) if _BREAK.search(words)]
    return frozenset(p[0] for p in parts), frozenset(p[-1] for p in parts)


def lemma(token: Token) -> str:
    """The base form of a word in lower case."""
    return token.lemma_.lower()


def is_negated(word: Token) -> bool:
    """Whether a word is denied: "does not", "no vote", "no longer"."""
    if word.i + 1 < len(word.doc) and any(c.lower_ == "longer" for c in word.children if c.dep_ == "advmod"):
        return True
    return any(
        c.lower_ in _NEGATIONS for c in word.children if c.dep_ in ("advmod", "nsubj", "nsubj:pass")
    ) or any(
        g.lower_ in ("no", "neither", "not")
        for c in word.children
        if c.dep_ in SUBJECTS
        for g in c.children
        if g.dep_ in ("det", "advmod")
    )


def is_past(verb: Token) -> bool:
    """Whether a verb tells of the past: "approved", "had approved", "was approved"."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass")}
    if auxiliaries & {"had", "did", "was", "were"} and not is_infinitive(verb):
        return True
    if auxiliaries or any(c.dep_ == "cop" for c in verb.children):
        return False
    if condition(verb) is not None and not any(c.dep_ in SUBJECTS for c in verb.children):
        return False  # "if approved by the Senate"
    return verb.lower_ != verb.lemma_.lower() and not verb.lower_.endswith(("s", "ing"))


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has "to" before it."""
    return any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children)


def condition(verb: Token) -> Token | None:
    """The conjunction that makes the act one on which another hangs: "once", "until", "provided", "should" before its subject."""
    for child in verb.children:
        inverted = child.lower_ == "should" and child.dep_ == "aux"
        if inverted and any(c.dep_ in SUBJECTS and c.i > child.i for c in verb.children):
            return child
    for child in verb.children:
        if child.dep_ in ("mark", "advmod", "advcl") and child.lower_ in words_of("once"):
            return child
        if child.dep_ == "mark" and child.lower_ == "whether" and is_one_of(verb.head, "need"):
            return child
    for child in verb.children:  # "until the minister, Kari Moe, has signed"
        opening = child.left_edge
        if child.dep_ in SUBJECTS and opening.dep_ in ("case", "mark") and opening.lower_ in words_of("once"):
            return opening
    head = verb.head
    if head != verb and verb.dep_ in ("advcl", "ccomp", "xcomp") and head.lower_ in words_of("once"):
        return head
    before = next((t for t in verb.subtree), verb)
    if (
        before.i > verb.sent.start
        and before.nbor(-1).lower_ in words_of("once")
        and before.nbor(-1).pos_ == "VERB"
    ):
        return before.nbor(-1)
    marks = [c for c in verb.children if c.dep_ == "mark" and c.lower_ == "as" and c.i > verb.sent.start]
    return next((m.nbor(-1) for m in marks if m.nbor(-1).lower_ in ("soon", "long")), None)


def is_bound(verb: Token) -> bool:
    """Whether the act is owed: "must", "has to", "needs to", "is to"."""
    if any(c.dep_ == "aux" and c.lemma_.lower() in words_of("bound") for c in verb.children):
        return not is_negated(verb)
    if is_infinitive(verb) and any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in verb.children):
        return not is_negated(verb)  # "has still to approve it"
    above = verb.head
    if verb.dep_ in ("xcomp", "ccomp") and is_infinitive(verb) and above.lemma_ in ("have", "need", "remain"):
        return not is_negated(above) and not is_past(above)
    return False


def has_modal(verb: Token) -> bool:
    """Whether a modal stands before a verb: "can", "would"."""
    return any(c.dep_ == "aux" and c.lemma_.lower() in words_of("modal") for c in verb.children)


def is_yet(verb: Token) -> bool:
    """As in "has yet to", "is yet to", "still has to"."""
    above = verb.head if verb.dep_ in ("xcomp", "ccomp") else verb
    words = {c.lower_ for t in (verb, above) for c in t.children}
    return ("yet" in words and "to" in words) or ("still" in words and is_bound(verb))


def is_not_yet(verb: Token) -> bool:
    """As in "has not approved it", "will not vote until May"."""
    if not any(c.lower_ in _NEGATIONS - {"never"} and c.dep_ == "advmod" for c in verb.children):
        return False
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if auxiliaries & {"has", "have", "’s"}:
        return True
    return "will" in auxiliaries and any(
        g.lower_ in ("until", "before") for c in verb.children for g in c.children
    )


def is_alone(verb: Token, who: Sequence[Token]) -> bool:
    """As in "only the Senate can", "the Senate alone can"."""
    near = [c for w in who for c in w.children] + [
        c for c in verb.children if c.dep_ == "advmod" and c.i < who[0].i
    ]
    return any(c.lower_ in ("only", "alone") for c in near)


def is_left_to(verb: Token) -> bool:
    """As in "it is for the president to decide"."""
    return any(c.lower_ == "for" and c.dep_ == "mark" for c in verb.children) and is_infinitive(verb)


def is_due(verb: Token) -> bool:
    """As in "will vote", "is due to vote", "is expected to vote", "is to vote"."""
    if any(c.dep_ == "aux" and c.lower_ in ("will", "shall", "’ll", "'ll") for c in verb.children):
        return True
    if any(c.lower_ in words_of("due") for c in verb.children):
        return True
    if not is_infinitive(verb):
        return False
    return verb.head.lower_ in words_of("due") or any(
        c.dep_ in ("aux", "cop") and c.lemma_ == "be" for c in verb.children
    )


def is_asked(above: Token, below: Token) -> bool:
    """Whether somebody is asked for it, or waited for: "asked parliament for its consent", "urged MPs to approve it"."""
    if not is_one_of(above, "ask") or above.pos_ not in ("VERB", "AUX", "NOUN") or is_negated(above):
        return False
    if below.pos_ == "NOUN":
        return below.dep_ in ("obj", "obl") and any(c.lower_ == "for" for c in below.children)
    return below.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(below)


def whom_asked(above: Token, below: Token) -> Token | None:
    """Who is asked for an approval, or to approve: "asked Berlin for permission", "needs parliament to approve it"."""
    if not is_one_of(above, "ask") or above.pos_ not in ("VERB", "AUX"):
        return None
    asked = [
        c
        for c in above.children
        if c is not below
        and above.i < c.i < below.i
        and (c.dep_ in ("obj", "iobj") or (c.dep_ == "obl" and case(c) in ("on", "to", "with")))
    ]
    return asked[-1] if asked else None


def is_coming(verb: Token) -> bool:
    """As in "goes to a vote", "will come before the house", said of a matter that has got there."""
    coming = any(c.dep_ == "aux" and c.lower_ in ("will", "'ll", "’ll") for c in verb.children)
    return (coming or is_present(verb)) and any(c.dep_ in SUBJECTS and is_matter(c) for c in verb.children)


def is_matter(noun: Token) -> bool:
    """Whether a word stands for what is decided on: "it", "the plan", "the decision", "the loan"."""
    return noun.lower_ == "it" or lemma(noun) in words_of("paper") | words_of("matter") | words_of("gift")


def is_unwilling(verb: Token) -> bool:
    """As in "has so far refused to approve it"."""
    above = verb.head
    return (
        verb.dep_ in ("xcomp", "ccomp", "advcl")
        and is_infinitive(verb)
        and is_one_of(above, "balk")
        and any(c.lower_ in ("has", "have") for c in above.children if c.dep_ == "aux")
    )


def is_going_on(verb: Token) -> bool:
    """As in "is considering it", "are still debating it"."""
    return verb.text.endswith("ing") and any(
        c.dep_ == "aux" and c.lower_ in ("is", "are", "'s", "’s", "been") for c in verb.children
    )


def has_day(verb: Token) -> bool:
    """Whether a verb has a time beside it: "takes it up next week", "debates it on Tuesday"."""
    return any(c.dep_ == "obl:unmarked" or (c.dep_ == "obl" and c.ent_type_ == "DATE") for c in verb.children)


def is_present(verb: Token) -> bool:
    """As in "votes on it on Friday": the present tense, for what a calendar has."""
    if (
        any(c.dep_ in ("aux", "aux:pass", "cop") for c in verb.children)
        or is_infinitive(verb)
        or verb.dep_ == "acl"
    ):
        return False
    return verb.lower_.endswith("s") or verb.lower_ == verb.lemma_.lower()


def has_time(verb: Token) -> bool:
    """As in "has 30 days to object", "have until May to block it"."""
    if verb.dep_ == "acl":
        return verb.head.head.lemma_ in ("have", "get") and any(
            c.dep_ == "nummod" for c in verb.head.children
        )
    return (
        verb.dep_ in ("xcomp", "advcl")
        and verb.head.lemma_ == "have"
        and any(g.lower_ == "until" for c in verb.head.children for g in c.children)
    )


def can_still(verb: Token) -> bool:
    """Whether something can still be done: "can still block it", "could yet kill it"."""
    words = {c.lower_ for c in verb.children}
    return bool(words & {"still", "yet"}) and bool(words & {"can", "could", "may", "might"})
