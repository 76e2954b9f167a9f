"""What a noun names: its class, where it is a thing or a body of people that can be given or moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from spacy.tokens import Span, Token

from onrecord.language.knowledge import equipment_forms, equipment_named, vessel_word, vessels
from onrecord.reading.knowledge.goods import everyday, giving, goods_forms

#: Words of one name: "mine-clearing line charge".
_LONGEST = 6
#: A designation with a number or letter of its variant.
_FAMILY = re.compile(r"([A-Z][A-Za-z]{2,}(?:-\d+)?)[-‑ ]?\d*[A-Z0-9]*\d*[A-Za-z]?")
#: Bodies of people, which are somebody rather than a thing where the text names them.
_BODIES = frozenset(("troops", "police", "rescuers"))
_NAMES = frozenset(("ORGANIZATION", "LOCATION", "PERSON", "FACILITY"))


#: Kinds of words in giving.tsv that stand around things and are none themselves.
_AROUND = ("package", "measure", "body", "nothing")


@dataclass(frozen=True, slots=True)
class Kind:
    """A class with the mode of AID that giving it is (None where it may be either).

    in_doubt  whether the word alone is more often something else
    start     the token at which the name that tells it begins; -1 where it is not told by where it stands
    """

    class_: str
    mode: str | None
    in_doubt: bool = False
    start: int = -1


def kind_of(head: Token) -> Kind | None:
    """The kind of thing that the noun phrase of this head names; None where it is none that can be given."""
    if head.pos_ not in ("NOUN", "PROPN", "NUM", "X", "VERB", "ADJ"):
        return None
    if head.pos_ in ("VERB", "ADJ") and head.ent_type_ != "EQUIPMENT":
        return None
    named = _by_name(head)
    if named is None or (head.ent_type_ in _NAMES and named.class_ in _BODIES and not _is_counted(head)):
        return None
    return named


def _is_counted(head: Token) -> bool:
    return any(
        child.dep_ == "nummod" or child.lower_ in ("a", "an", "several", "dozens") for child in head.lefts
    )


def _is_sure(head: Token) -> bool:
    """Whether a word that is often something else is a thing here: in the plural, counted or told apart, and not of something."""
    of = next(
        (
            c
            for c in head.children
            if c.dep_ == "nmod" and c.i > head.i and any(x.lower_ == "of" for x in c.children)
        ),
        None,
    )
    if of is not None:
        return _by_name(of) is not None
    return (
        head.lower_ != head.lemma_.lower() or head.lower_.endswith("s") or head.ent_type_ == "EQUIPMENT"
        or any(child.dep_ in ("nummod", "amod", "compound") for child in head.lefts)
    )  # fmt: skip


def is_everyday(head: Token) -> bool:
    """Whether a noun names one of the everyday things of things.tsv, in the plural or counted: "900 hammocks"."""
    if head.pos_ != "NOUN" or head.ent_type_ or not head.text.islower():
        return False
    lemma = head.lemma_.lower()
    if any(word in giving(kind) for kind in _AROUND for word in (lemma, head.lower_)):
        return False
    return lemma in everyday() and (head.lower_ != lemma or _is_counted(head) or _is_measured(head))


def _is_measured(head: Token) -> bool:
    return head.dep_ == "nmod" and head.head.lower_ in giving("measure")


def item_category(head: Token) -> str | None:
    """The class of the thing that a noun phrase names by its head; None where it is nothing that can be given."""
    kind = kind_of(head)
    return kind.class_ if kind is not None else None


def _by_name(head: Token) -> Kind | None:
    doc = head.doc
    is_general = head.ent_type_ == "EQUIPMENT" or head.lemma_.lower() in giving("general")
    if not is_general and not _may_end(head.text, head.lemma_):
        return None
    first = max(head.sent.start, head.i - _LONGEST + 1)
    for start in range(first, head.i + 1):  # the longest name that ends with the head
        if found := _named(doc[start : head.i + 1]):
            if start == head.i and found.in_doubt and not _is_sure(head):
                return None
            return replace(found, start=start)
    end = head.i + 1
    while (
        end < len(doc)
        and doc[end].dep_ in ("flat", "nummod", "compound", "goeswith")
        and doc[end].head == head
    ):
        end += 1
        if found := _named(doc[head.i : end]):  # a designation: "Leopard 2A6"
            return found
    return _by_parts(head) if is_general else None


@cache
def _last_words() -> frozenset[str]:
    """The last words of all names in the tables, in lower case."""
    names = (*goods_forms(), *equipment_forms(), *vessels())
    return frozenset(name.lower().replace("-", " ").split()[-1] for name in names)


@lru_cache(maxsize=65_536)
def _may_end(word: str, lemma: str) -> bool:
    """Whether a name in the tables may end with this word: most nouns of a text need no further look."""
    if not word.islower():
        return True
    return any(
        form.replace("-", " ").split()[-1] in _last_words()
        for form in singulars(word, lemma)
        if form.strip("- ")
    )


def _by_parts(head: Token) -> Kind | None:
    """The kind by a name within the phrase: "Patriot systems", "Leopard 2A6s"."""
    doc, i = head.doc, head.i
    first = i
    while first > head.sent.start and i - first < _LONGEST and doc[first - 1].ent_type_ == "EQUIPMENT":
        first -= 1
    last = i + 1
    while last < head.sent.end and last - i < _LONGEST and doc[last].ent_type_ == "EQUIPMENT":
        last += 1
    for end in range(last, first, -1):
        for start in range(first, end):
            if found := _named(doc[start:end]):
                return found
    return None


def _named(words: Span) -> Kind | None:
    return _kind(words.text, words[-1].lemma_)


@lru_cache(maxsize=65_536)
def _kind(text: str, lemma: str) -> Kind | None:
    """The kind of thing with this name, in singular or plural."""
    text = " ".join(text.replace("‑", "-").split())
    forms = tuple(singulars(text, lemma))
    for form in forms:
        if entry := goods_forms().get(form.lower()):
            return Kind(entry.class_, entry.mode, form.lower() in entry.context)
    for form in forms:
        if known := equipment_named(form):
            return Kind(known.class_, "military", known.needs_context)
        if vessel := vessel_word(form):
            return Kind(vessel.class_ or "ship", None)
        family = _FAMILY.fullmatch(form)
        if family and (known := equipment_named(family[1])) and not known.generic:
            return Kind(known.class_, "military")  # a variant that the table does not have: "Leopard-2R"
    return None


def singulars(text: str, lemma: str = "") -> Iterator[str]:
    """The name as it stands, and what it may be the plural of."""
    yield text
    before, space, last = text.rpartition(" ")
    if lemma and lemma.lower() != last.lower():
        yield before + space + lemma
    for ending, instead in (
        ("ies", "y"),
        ("ves", "f"),
        ("men", "man"),
        ("es", ""),
        ("s", ""),
        ("’s", ""),
        ("'s", ""),
    ):
        if text.endswith(ending) and len(last) > len(ending) + 1:
            yield text.removesuffix(ending) + instead


def class_of(name: str) -> str | None:
    """The class of a thing by its name alone ("fast river boats"), read from its last words."""
    words = name.split()
    for first in range(len(words)):
        if found := _kind(" ".join(words[first:]), ""):
            return found.class_
    return None
