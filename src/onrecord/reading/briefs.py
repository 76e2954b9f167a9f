"""Gifts told without a verb of giving: the points of lists and fact sheets, and sums that are named as aid.

Four patrol boats and 30 trailers for Kenya.
€3 million in humanitarian aid to Chad.
The ministry lists 40 million kroner in loans for Kenya.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from spacy.tokens import Span, Token

from onrecord.reading.aid import is_aid
from onrecord.reading.clauses import case
from onrecord.reading.drafts import Draft
from onrecord.reading.frames import Frame, Pattern
from onrecord.reading.knowledge import noun_class
from onrecord.reading.knowledge.goods import giving
from onrecord.reading.lists import is_package, measured_by
from onrecord.reading.things import kind_of

#: What is given stands at the head; whose it is beside it, whom it is for behind it.
BRIEF = Frame(
    word="-", pos="NOUN", type="AID", mode=None, stage="pledged",
    pattern=Pattern(actor=("owner",), recipient=("to", "for", "toward", "towards"), theme=()), needs=(), example="",
)  # fmt: skip
_NOUNS = frozenset(("NOUN", "PROPN", "SYM", "NUM"))
_CLAUSE = frozenset(("nsubj", "nsubj:pass", "csubj", "cop", "aux", "aux:pass", "expl"))
_IN_AID = frozenset(("in", "of", "as"))
_PLACES = frozenset(("in", "on", "near", "at", "over", "outside", "along", "across", "inside"))
#: What points of lists begin with.
BULLETS = frozenset("•‣◦▪●·–—-*")
_SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
#: Fewest words of a point: shorter ones are labels.
_SHORTEST = 3


def point(sentence: Span, sums: AbstractSet[int]) -> Token | None:
    """The head of a sentence without a verb that names a gift; None for any other sentence.

    sums  the tokens of the sums of money in the sentence
    """
    root = _said_to_be_worth(sentence.root) or _labelled(sentence.root) or sentence.root
    words = [t for t in sentence if t.is_alpha or t.text[:1].isdigit()]
    if (
        sentence.text.rstrip().endswith("?")
        or root.pos_ not in _NOUNS
        or len(words) < _SHORTEST
        or any(c.dep_ in _CLAUSE for c in root.children)
    ):
        return None
    if root.i in sums:
        return root if _is_for_aid(root) else None
    if (_is_word_of_aid(root) and is_aid(root) is not None) or (
        is_package(root) and any(t.i in sums for t in root.subtree)
    ):
        return root
    thing = measured_by(root) or root
    if any(case(c) in _PLACES for c in root.children) and not any(t.i in sums for t in sentence):
        return None
    kind = kind_of(thing)
    if kind is not None and kind.class_ in ("troops", "police"):
        return None  # "350 infantry" are sent, or just there
    return root if is_aid(root) is not None or kind is not None else None


def _said_to_be_worth(root: Token) -> Token | None:
    """The gift in "Donation worth 3 million to Chad", of which parsers make a clause."""
    if root.lower_ not in giving("worth") or any(c.dep_ in ("cop", "aux", "aux:pass") for c in root.children):
        return None
    if root.lower_ != "worth" and root.pos_ == "VERB" and not root.text.endswith("ing"):
        return None
    return next((c for c in root.children if c.dep_ == "nsubj" and c.i < root.i), None)


def _labelled(root: Token) -> Token | None:
    """The gift behind a label: "Zambia: maize for Malawi".

    Not behind a bullet: such lists mostly sum up what was told before.
    """
    if (
        root.ent_type_ not in ("LOCATION", "ORGANIZATION")
        or root.i + 1 == len(root.doc)
        or root.nbor().text != ":"
    ):
        return None
    before = next((t for i in range(root.i - 1, -1, -1) if not (t := root.doc[i]).is_space), None)
    if before is not None and before.text in BULLETS:
        return None
    return next((c for c in root.children if c.dep_ == "appos" and c.i > root.i + 1), None)


def is_said_to_be_worth(gift: Token) -> bool:
    """Whether a gift is the subject of its price: "The aid amounts to 3 million", "The value of the aid totals"."""
    if gift.dep_ == "nmod" and gift.head.lower_ in giving("worth"):
        gift = gift.head
    return gift.dep_ in _SUBJECTS and gift.head.lower_ in giving("worth")


def priced(gift: Token) -> Token:
    """The word of the price over a gift that is said to be worth something; any other gift itself."""
    while is_said_to_be_worth(gift) or (gift.dep_ in _SUBJECTS and gift.head.lower_ in giving("worth")):
        gift = gift.head
    return gift


def named_as_aid(sentence: Span, sums: AbstractSet[int]) -> list[Token]:
    """The sums and words for aid of a sentence that belong together: "3 million in aid", "a loan of 3 million"."""
    return [
        token
        for token in sentence
        if (
            token.head.i not in sums and _is_for_aid(token, narrowly=True)
            if token.i in sums
            else _is_word_of_aid(token) and _is_of_a_sum(token, sums)
        )
    ]


def _is_of_a_sum(word: Token, sums: AbstractSet[int]) -> bool:
    if is_said_to_be_worth(word):
        return any(t.i in sums for t in priced(word).subtree)
    beside = [c for c in word.children if c.dep_ in ("nmod", "acl", "compound", "nummod")]
    return any(t.i in sums for c in beside for t in c.subtree)


def _is_word_of_aid(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.lemma_.lower() in giving("aid")


def _is_for_aid(root: Token, *, narrowly: bool = False) -> bool:
    """Whether a sum is said to be aid, or what it buys or whom it helps stands behind it."""
    behind = next((t for t in root.doc[root.i + 1 : root.sent.end] if t.dep_ == "case"), None)
    if behind is not None and behind.lower_ in _IN_AID and all(
        t.ent_type_ == "MONEY" for t in root.doc[root.i + 1 : behind.i]
    ):  # fmt: skip
        what = behind.head
        if is_aid(what) is not None or _is_word_of_aid(what):
            return True
    for child in root.children:
        if child.i < root.i or child.dep_ not in ("nmod", "obl", "acl"):
            continue
        if case(child) in _IN_AID and (is_aid(child) is not None or _is_word_of_aid(child)):
            return True
        if not narrowly and case(child) in ("to", "for", "towards", "toward", "of", "in", ""):
            return True
    return False


def stands_alone(draft: Draft, before: Sequence[Draft], sums: AbstractSet[int]) -> bool:
    """Whether a gift told so is an event of its own, and no more of what an event before it is about.

    It is where it names a party, or a sum beside a gift told before. At the beginning of a text it is where it names a sum
    or counts things.
    """
    if any(p.country for p in (*draft.actor, *draft.recipient)):
        return draft.value is not None or bool(draft.items) or is_aid(draft.trigger) is not None
    if any(d.frame.type == "AID" for d in before):
        return draft.value is not None and draft.trigger.dep_ not in _SUBJECTS
    if draft.value is not None and draft.trigger.i in sums and _is_for_aid(draft.trigger, narrowly=True):
        return draft.trigger.dep_ not in _SUBJECTS
    top = priced(draft.trigger)
    if top.dep_ in _SUBJECTS and noun_class(top.head.lemma_.lower()) == "holding":
        top = top.head  # "The 3 million package comprises tents"
    if top != draft.trigger.sent.root:
        return False
    begins = not draft.trigger.doc[: draft.trigger.sent.start].text.strip()
    counted = draft.value is not None or any(i.quantity is not None for i in draft.items)
    return begins and (counted or (bool(draft.items) and is_package(draft.trigger)))
