"""Whether a word stands where something is told: no heading, no question, no word between quotation marks."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Span, Token

from onrecord.model import Field

#: Most words of a sub-heading.
_HEADING = 8


def may_tell(trigger: Token, field: Field) -> bool:
    """Whether a word stands where it can name an event."""
    if trigger.pos_ not in ("VERB", "NOUN", "PROPN", "ADJ") or _is_scare_quote(trigger):
        return False
    return trigger.pos_ == "VERB" or field != "text" or not is_heading(trigger.sent)


def is_heading(sentence: Span) -> bool:
    """Whether a sentence is none: a few words without a verb or a full stop."""
    words = list(islice((t for t in sentence if not t.is_space), _HEADING + 1))
    return len(words) <= _HEADING and words[-1:] != [] and words[-1].text not in ".!?" and not any(
        t.pos_ in ("VERB", "AUX") for t in words
    )  # fmt: skip


def _is_scare_quote(trigger: Token) -> bool:
    """Whether a noun stands alone between quotation marks: the "gift"."""
    if trigger.pos_ == "VERB" or not 0 < trigger.i < len(trigger.doc) - 1:
        return False
    return all(t.text in "\"“”‘’'«»" for t in (trigger.nbor(-1), trigger.nbor()))


def is_question(trigger: Token) -> bool:
    """Whether the sentence asks."""
    return trigger.sent.text.rstrip().endswith("?")


def is_open(trigger: Token) -> bool:
    """Whether somebody is only asked about it: "declined to say whether more would follow"."""
    return trigger.dep_ == "ccomp" and any(
        c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in trigger.children
    )
