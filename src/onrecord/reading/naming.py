"""What of a noun phrase is the name of a thing: without its number, article, owner and what is said of it by the way."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.counts import Count
from onrecord.reading.knowledge import country
from onrecord.reading.knowledge.goods import giving
from onrecord.reading.things import kind_of

#: Dependents before a noun that are part of its name.
_MODIFIERS = frozenset(
    (
        "compound", "amod", "nmod", "flat", "nummod", "punct", "advmod", "nmod:unmarked", "nmod:desc", "obl",
        "obl:unmarked", "goeswith", "dep", "conj", "cc",
    )
)  # fmt: skip
_JOINED = frozenset(("-", "‑", "/"))
_OWNERS = frozenset(("'s", "’s", "'", "’"))
_DEEPEST = 4
_WIDEST = 6


def name_of(head: Token, count: Count | None) -> tuple[int, int]:
    """Half-open tokens of a thing's name: the head with what tells what it is, without number and article."""
    doc = head.doc
    floor = max(head.sent.start, count.end if count is not None and count.start < head.i else 0)
    start = head.i
    while start > floor and _belongs(doc[start - 1], head):
        start -= 1
    while start < head.i and (
        doc[start].lower_ in giving("passing")
        or doc[start].ent_type_ == "NORP"
        or (doc[start].ent_type_ == "LOCATION" and country(doc[start].text) is not None)
        or doc[start].pos_ in ("PUNCT", "DET", "ADV")
    ):
        start += 1
    end = head.i + 1
    while end < head.sent.end and doc[end].head == head and doc[end].dep_ in ("flat", "compound", "goeswith"):
        end += 1
    for child in head.children:  # "ammunition for HIMARS"
        if (
            child.i >= end
            and child.dep_ == "nmod"
            and child.left_edge.i == end
            and doc[end].lower_ in ("for", "of")
            and kind_of(child)
        ):
            end = child.i + 1
            break
    return start, end


def _belongs(token: Token, head: Token) -> bool:
    """Whether a token before a head is part of the name: a modifier, no number that counts, no owner."""
    if token.pos_ in ("DET", "ADP", "CCONJ", "SCONJ", "PRON", "AUX", "PART", "SPACE"):
        return False
    if token.pos_ == "PUNCT":
        return token.text in ("-", "‑", "/") and token.whitespace_ == ""
    if token.lower_ in ("'s", "’s", "'"):
        return False
    if any(c.lower_ in ("'s", "’s", "’", "'") for c in token.children):
        return False
    if (
        token.pos_ == "NUM"
        and token.dep_ == "nummod"
        and token.head == head
        and token.ent_type_ != "EQUIPMENT"
    ):
        return any(c.isalpha() for c in token.text) and any(c.isdigit() for c in token.text)  # "6x6", "155mm"
    if token.ent_type_ == "EQUIPMENT" and token.head == head.head and token.dep_ == head.dep_:
        return True
    up = token
    for _ in range(_DEEPEST):
        up = up.head
        if up == head:
            return token.dep_ in _MODIFIERS
        if up.i > head.i or up.i < token.i - _WIDEST or up == up.head:
            break
    return token.i == head.i - 1 and token.head == head.head != token and token.pos_ in ("VERB", "ADJ")
