"""Marks equipment and vessels by their names, beside the entities that the network finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from onrecord.language.knowledge import (
    Equipment,
    equipment_forms,
    equipment_named,
    lookalikes,
    vessel_prefix,
    vessel_word,
)

NAME = "onrecord_gazetteer"

#: Classes of the network that a designation in the tables outweighs: it has seen few weapons.
_OUTWEIGHED = frozenset(("PRODUCT", "MISC", "PERSON", "ORGANIZATION", "LOCATION", "NORP", "FACILITY"))
#: The class of words that say no more than "arms": in a list of what an article names they are noise.
_CATCH_ALL = "weapon"
_LONGEST_NAME = 4
_SHORTEST_NAME = 4
#: Tokens of the longest phrase that only looks like equipment: "brick-and-mortar".
_MOST_LOOKALIKE = 5
_JOINT = re.compile(r"[\s‑-]")


@Language.component(NAME, requires=["token.pos"], assigns=["doc.ents"])
def mark(doc: Doc) -> Doc:
    """Adds EQUIPMENT and VESSEL entities."""
    ents = [part for ent in doc.ents for part in _without_receiver(ent)]
    for span in (*_vessels(doc), *_equipment(doc)):
        if span.label_ == "EQUIPMENT" and any(e.label_ == "VESSEL" and _overlap(e, span) for e in ents):
            continue
        others = [e for e in ents if _overlap(e, span)]
        if all(e.label_ in _OUTWEIGHED and e.start >= span.start and e.end <= span.end for e in others):
            ents = [e for e in ents if e not in others]
            ents.append(span)
    doc.set_ents(sorted(ents, key=lambda e: e.start))
    return doc


def _without_receiver(ent: Span) -> list[Span]:
    """A sum without the name before it of whoever gets it: "gave Chad 3 million euros"."""
    if ent.label_ != "MONEY" or len(ent) == 1:
        return [ent]
    name, following = ent[0], ent[1]
    is_name = name.pos_ == "PROPN" and name.is_alpha and name.is_title and len(name) >= _SHORTEST_NAME
    if not is_name or not (following.like_num or following.is_currency):
        return [ent]
    doc = ent.doc
    return [
        Span(doc, ent.start, ent.start + 1, label="LOCATION"),
        Span(doc, ent.start + 1, ent.end, label="MONEY"),
    ]


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _equipment(doc: Doc) -> Iterator[Span]:
    """Runs of names in the table, with the noun that says what the thing is: "Harpoon anti-ship missiles"."""
    i = 0
    while i < len(doc):
        if (past := _lookalike(doc, i)) > i:
            i = past
            continue
        first = _longest(doc, i)
        if first is None:
            i += 1
            continue
        item, end = first
        sure = not item.needs_context or _counted(doc[i], doc[end - 1])
        start = i
        while (following := _longest(doc, end)) is not None:
            sure = sure or not following[0].needs_context or following[0].generic
            end = following[1]
        if sure:
            yield Span(doc, start, end, label="EQUIPMENT")
        i = end


@cache
def _most_tokens() -> int:
    return 1 + max(form.count(" ") + 2 * form.count("-") for form in equipment_forms())


@cache
def _first_words() -> frozenset[str]:
    return frozenset(_JOINT.split(form.lower())[0] for form in equipment_forms())


@lru_cache(maxsize=65_536)
def _may_begin(word: str) -> bool:
    """Whether a name in the table begins with this word: most words of a text need no further look."""
    return any(_JOINT.split(form.lower())[0] in _first_words() for form in (word, *_singulars(word)))


def _longest(doc: Doc, i: int) -> tuple[Equipment, int] | None:
    """The longest name in the table that begins at a token, in singular or plural."""
    if i >= len(doc) or not _may_begin(doc[i].text):
        return None
    for end in range(min(len(doc), i + _most_tokens()), i, -1):
        text = doc[i:end].text
        for form in (text, *_singulars(text)):
            item = equipment_named(form)
            if item is not None and not (item.generic and _is_noise(item, doc[end - 1])):
                return item, end
    return None


def _is_noise(item: Equipment, last: Token) -> bool:
    """Whether a common noun says no more than "arms", or is no noun here: "prices rocket"."""
    return item.class_ == _CATCH_ALL or last.pos_ == "VERB"


def _lookalike(doc: Doc, i: int) -> int:
    """Where a phrase ends that begins here and only looks like equipment, else the token itself: "think tank"."""
    if doc[i].lower_ in _lookalike_words():
        for end in range(min(len(doc), i + _MOST_LOOKALIKE), i + 1, -1):
            text = doc[i:end].text.lower()
            if any(form in lookalikes() for form in (text, *_singulars(text))):
                return end
    return i


@cache
def _lookalike_words() -> frozenset[str]:
    return frozenset(_JOINT.split(phrase)[0] for phrase in lookalikes())


def _singulars(text: str) -> Iterator[str]:
    """What a plural may be the plural of."""
    for ending, instead in (("ies", "y"), ("es", ""), ("’s", ""), ("'s", ""), ("s", "")):
        if text.endswith(ending) and len(text) > len(ending) + 1:
            yield text.removesuffix(ending) + instead


def _counted(first: Token, last: Token) -> bool:
    """Whether a number stands before a plural: "two Leopards", "dozens of Hawks"."""
    if not last.text.endswith("s") or first.i == 0:
        return False
    before = first.doc[first.i - 1]
    return before.pos_ == "NUM" or before.like_num


def _vessels(doc: Doc) -> Iterator[Span]:
    """Names of ships: behind a prefix ("HMS Diamond") or a word for a ship ("the bulk carrier Lady Ileana")."""
    for token in doc[:-1]:
        named = token.i + 1
        if vessel_prefix(token.text) is not None and token.text.isupper():
            end = _name_end(doc, named)
            if end > named:
                yield Span(doc, token.i, end, label="VESSEL")
        elif token.pos_ == "NOUN" and token.is_lower and vessel_word(token.lemma_) is not None:
            end = _name_end(doc, named)
            if end > named and not (end < len(doc) and doc[end].lower_ in ("'s", "’s")):
                yield Span(doc, named, end, label="VESSEL")


def _name_end(doc: Doc, start: int) -> int:
    """Where a run of capitalised words ends."""
    end = start
    while (
        end < len(doc)
        and end - start < _LONGEST_NAME
        and doc[end].text[:1].isupper()
        and not doc[end].is_sent_start
    ):
        end += 1
    return end
