"""What kind of aid a noun phrase speaks of."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.knowledge.goods import giving
from onrecord.reading.lists import is_package, measured_by
from onrecord.reading.things import kind_of

_DEEPEST = 6


def is_aid(head: Token) -> str | None:
    """The PLOVER mode of AID that a noun phrase speaks of: "military", "humanitarian" or "economic"; None where none.

    Read from what it is for ("military aid", "a budget loan"), what it holds ("a package of howitzers"), or the kind of
    thing that it is.
    """
    return _mode(head, 0)


def _mode(head: Token, depth: int) -> str | None:
    lemma = head.lemma_.lower()
    two = head.doc[max(0, head.i - 1) : head.i + 1].text.lower()
    own = giving("aid")
    if lemma in own or two in own:
        for child in head.lefts:
            if child.dep_ in ("amod", "compound", "nmod", "conj") and child.lower_ in giving("purpose"):
                return giving("purpose")[child.lower_]
            for inner in child.children:
                if child.dep_ in ("amod", "compound") and inner.lower_ in giving("purpose"):
                    return giving("purpose")[inner.lower_]
    if lemma in own or two in own or is_package(head) or measured_by(head) is not None:
        if depth < _DEEPEST:
            for child in head.children:
                if child.dep_ == "nmod" and child.i > head.i and (mode := _mode(child, depth + 1)):
                    return mode
        return own.get(two) or own.get(lemma) or None
    kind = kind_of(head)
    return kind.mode if kind is not None else None
