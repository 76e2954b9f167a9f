"""Gifts told before, of which a noun phrase speaks again: "the lorries", "three more", "the money".

Norway gave Kenya 12 howitzers. The guns left on Friday; the first four have arrived. Three more will follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import Party
from onrecord.reading.drafts import Draft
from onrecord.reading.knowledge.wordlists import word_list
from onrecord.reading.things import item_category

_TABLE = "gift_words.tsv"
#: Words before a noun by which it is one told before, or more of the same.
_AGAIN = word_list(_TABLE, "again")
#: Words for a gift as a whole.
_WHOLE = word_list(_TABLE, "whole")
_PRONOUNS = frozenset(("it", "they", "them", "both"))
#: How many gifts back one may be taken up.
_REACH = 6


def told_before(theme: Token, gifts: Sequence[Draft], *, last: str | None = "AID") -> Draft | None:
    """The gift that a noun phrase takes up; None where it names something new.

    gifts  the gifts told so far, the last one last
    last   the type of the act told last, of which bare numbers and pronouns are: "the first 150 sailed"
    """
    near = [g for g in gifts if not _is_part_of(theme, g)][-_REACH:]
    if not near:
        return None
    if theme.pos_ == "NUM" or theme.lower_ in _AGAIN:  # "the first 22", "three more"
        is_open = (
            (theme.lower_ in _AGAIN or _is_definite(theme))
            and not theme.ent_type_
            and not _is_of_something(theme)
        )
        return near[-1] if is_open and last == "AID" and _has_things(near[-1]) else None
    if theme.pos_ == "PRON":
        return near[-1] if theme.lower_ in _PRONOUNS and last == "AID" and _has_things(near[-1]) else None
    if not _is_definite(theme):
        return None
    lemma = theme.lemma_.lower()
    for gift in reversed(near):
        if any(_last_word(i.name) in (lemma, theme.lower_.removesuffix("s")) for i in gift.items):
            return gift
    kind = item_category(theme)
    alike = [g for g in near if kind is not None and any(i.category == kind for i in g.items)]
    if alike:
        return alike[-1]
    return near[-1] if lemma in _WHOLE else None


def taken_up(parties: Sequence[Party]) -> tuple[Party, ...]:
    """The parties of a gift told before as those of its next mention, whose words name none of them."""
    return tuple(replace(p, span=None) for p in parties)


def _is_part_of(theme: Token, gift: Draft) -> bool:
    """Whether a noun phrase stands among the words that tell of a gift: "approved the sale of the boats"."""
    return theme in gift.themes or (
        gift.trigger in (theme, *theme.ancestors) and theme.sent == gift.trigger.sent
    )


def _has_things(gift: Draft) -> bool:
    """Whether things are given, named here or where the gift was told first."""
    return bool(gift.items) or (gift.told is not None and _has_things(gift.told))


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in _AGAIN for c in noun.lefts)


def _is_of_something(number: Token) -> bool:
    return any(c.dep_ == "nmod" and c.pos_ in ("NOUN", "PROPN") for c in number.children)


def _last_word(name: str) -> str:
    return name.casefold().split()[-1].removesuffix("s")
