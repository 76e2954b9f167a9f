"""What words of a headline and of a body are compared by: the state they stand for, their act or thing, their stem."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from onrecord.reading import knowledge
from onrecord.reading.evidence import key
from onrecord.reading.knowledge.index import table
from onrecord.tables import alternatives

#: How far behind a verb the rest of its phrase may stand: "pulls its last men out".
REACH = 4


@cache
def _likenesses() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Of each first word: the rows it opens, with the words that must follow."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name, _, _, words, _ in table("likenesses.tsv", 5):
        for phrase in alternatives(words):
            first, *rest = phrase.split()
            found.setdefault(first, []).append((name, tuple(rest)))
    return {first: tuple(rows) for first, rows in found.items()}


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Of each row of likenesses.tsv those that say the contrary."""
    return {name: frozenset(alternatives(opposite)) for name, _, opposite, *_ in table("likenesses.tsv", 5)}


def likenesses(token: Token) -> frozenset[str]:
    """The rows of likenesses.tsv that a word of a text stands in; of phrases only the longest counts."""
    rows: list[tuple[str, tuple[str, ...]]] = []
    for form in {
        token.lemma_.lower(),
        token.lower_,
        token.lower_.removesuffix("s"),
        token.lower_.removesuffix("ing"),
    }:
        rows += _likenesses().get(form, ())
    phrases: set[str] = set()
    if any(rest for _, rest in rows):
        said = {w for t in _behind(token) for w in (t.lower_, t.lemma_.lower())}
        phrases = {name for name, rest in rows if rest and all(w in said for w in rest)}
    return frozenset(phrases or {name for name, rest in rows if not rest})


def _behind(token: Token) -> list[Token]:
    """The next words of a word's sentence."""
    found: list[Token] = []
    for after in token.doc[token.i + 1 : token.i + 1 + REACH]:
        if after.is_sent_start:
            break
        found.append(after)
    return found


def followers(token: Token) -> frozenset[str]:
    """The words behind a word that make it a phrase of likenesses.tsv: the "part" of "take part"."""
    after = {w for t in token.doc[token.i + 1 : token.i + 1 + REACH] for w in (t.lower_, t.lemma_.lower())}
    phrases = (rest for _, rest in _likenesses().get(token.lemma_.lower(), ()) if rest)
    return frozenset(w for rest in phrases if all(w in after for w in rest) for w in rest)


def keys(doc: Doc) -> list[frozenset[str]]:
    """For each word what it is compared by: the state it stands for, its likenesses, or what its forms share."""
    found: list[frozenset[str]] = [frozenset()] * len(doc)
    at = 0
    while at < len(doc):
        size, state = _state_at(doc, at)
        if state:
            found[at : at + size] = [frozenset((state,))] * size
            at += size
            continue
        token = doc[at]
        if token.is_digit:
            found[at] = frozenset((token.text,))
        elif token.is_alpha or "-" in token.text:
            found[at] = likenesses(token) | {key(token.text), key(token.lemma_)}
        at += 1
    return found


def _state_at(doc: Doc, at: int) -> tuple[int, str]:
    if not doc[at].text[:1].isupper():
        return 1, ""
    for size in (3, 2, 1):
        text = doc[at : at + size].text
        if at + size <= len(doc) and (iso3 := state_of(text)):
            return size, iso3
    return 1, ""


@cache
def state_of(name: str) -> str:
    """What a name is compared by: the state of a country, its people or capital, the full name of a body; else empty."""
    country = knowledge.country(name)
    if country is not None:
        return country.iso3
    body = knowledge.alliance(name)
    if body is not None:
        return body.name
    institution = knowledge.organization(name)
    if institution is not None and institution.kind == "international":
        return institution.name
    return knowledge.capital(name) or knowledge.demonym(name) or ""


def is_state(name: str) -> bool:
    """Whether a key stands for a state or an alliance."""
    return len(name) > 1 and name[0].isupper()


@cache
def rows(kind: str) -> frozenset[str]:
    """The names of the rows of one kind in likenesses.tsv."""
    return frozenset(name for name, k, *_ in table("likenesses.tsv", 5) if k == kind)


def acts() -> frozenset[str]:
    """The names of the rows that are acts."""
    return rows("act")
