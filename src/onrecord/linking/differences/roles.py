"""Offices that articles of one story give to one person differently.

An office is told in many words: "foreign affairs minister" is the foreign minister, "the district's chief" its chief officer. So only a
contradiction counts: another state, an opposite ("retired", "serving"), another portfolio of the same rank, or another rank where
nothing else is the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.linking.knowledge import table
from onrecord.linking.links import Piece
from onrecord.linking.quotations.synonyms import alike, opposite
from onrecord.linking.quotations.voices import Voice
from onrecord.linking.quotations.wording import american
from onrecord.linking.times import Published
from onrecord.model import Entity, Span
from onrecord.tables import alternatives

_WORD = re.compile(r"[^\W\d_]+")
_BEFORE, _BEHIND = 60, 90
_APPOSITION = re.compile(r",\s+((?:an?|the|who|[A-Z]\w+(?:'s|’s))?[^,.;:“\"\n]{4,80})")
#: From here on two words of an office are one.
_ONE = 0.45


@dataclass(frozen=True)
class Office:
    """What an article says that a person is.

    words    in its own words
    keys     the words that tell something, in lower case
    country  ISO 3166-1 alpha-3 of the state that the office is of, where the article's words have it
    """

    person: Voice
    article: str
    published: Published | None
    words: str
    keys: tuple[str, ...]
    country: str | None
    span: Span


def offices(piece: Piece) -> list[Office]:
    """The offices of an article's people, those without left out."""
    article = piece.reading.article
    published = Published.of(article.published)
    found = []
    for entity in piece.reading.entities:
        if entity.kind != "person" or not entity.mentions or not entity.role:
            continue
        span = _place(entity)
        around = _around(article.text, entity.role, span) if span.field == "text" else entity.role
        keys = tuple(_keys(around))
        if any(key in _heads() for key in keys) or len(keys) > 1:
            found.append(
                Office(
                    Voice(entity.name, entity.role, person=True),
                    piece.id,
                    published,
                    around,
                    keys,
                    entity.country,
                    span,
                )
            )
    return found


def _place(entity: Entity) -> Span:
    """The fullest mention in the text, the first among equals."""
    return max(entity.mentions, key=lambda m: (m.field == "text", len(m.text), -m.start))


def _around(text: str, role: str, span: Span) -> str:
    """The role with a word before it that says whether it is held still: "retired Maj. Gen.", "the serving commander"."""
    before = text[max(0, span.start - _BEFORE) : span.start]
    before = re.split(r"[.!?]\s+(?=[A-Z][a-z]{3})|\n|[“”\"]", before)[-1]
    states = [w for w in _WORD.findall(before.lower())[-8:] if w in _standing()]
    apposition = _APPOSITION.match(text, span.end, span.end + _BEHIND)
    if apposition:
        states += [w for w in _WORD.findall(apposition[1].lower()) if w in _standing()]
    return " ".join((*states, role))


def _keys(words: str) -> Iterator[str]:
    for word in _WORD.findall(words):
        key = american(word.lower())
        if key not in _SMALL and len(key) > 1:
            yield key


_SMALL = frozenset("the a an of for in at on to and s who is was by with from its his her their".split())  # noqa: SIM905


def contradicted(a: Office, b: Office) -> bool:
    """Whether two offices cannot be one person's at one time."""
    mine, theirs = set(a.keys), set(b.keys)
    states = [{k for k in keys if k in _standing()} for keys in (mine, theirs)]
    if any(opposite(x, y) for x in states[0] for y in states[1]):
        return True
    if a.country and b.country and a.country != b.country and _named(a) and _named(b):
        return True
    if mine & theirs & (_heads() | _words("head")):
        portfolios = [keys & _portfolios() for keys in (mine, theirs)]
        left, right = (
            [k for k in ones if not any(_walk(k, other) for other in others)]
            for ones, others in (portfolios, portfolios[::-1])
        )
        level = [bool(keys & _words("level")) for keys in (mine, theirs)]
        if level[0] != level[1] and portfolios[0] & portfolios[1]:
            return True
        return bool(left) and bool(right)
    ranks = [mine & _heads(), theirs & _heads()]
    return (
        bool(ranks[0])
        and bool(ranks[1])
        and not any(_walk(x, y) or alike(x, y) >= _ONE for x in ranks[0] for y in ranks[1])
    )


def _walk(one: str, other: str) -> bool:
    """Whether two words of offices may be two words for one."""
    return any(one in row and other in row for row in _rows())


@cache
def _rows() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(american, alternatives(words))) for _, words, _ in table("offices.tsv", 3))


def _named(office: Office) -> bool:
    """Whether the words of an office name a state: "Kazakh water minister"."""
    plain = _heads() | _words("head") | _portfolios() | _words("level")
    return any(w[0].isupper() and american(w.lower()) not in plain for w in _WORD.findall(office.words))


@cache
def _heads() -> frozenset[str]:
    return _words("rank")


@cache
def _portfolios() -> frozenset[str]:
    return _words("portfolio")


@cache
def _standing() -> frozenset[str]:
    return _words("standing")


def _words(of: str) -> frozenset[str]:
    return frozenset(
        american(word)
        for kind, words, _ in table("offices.tsv", 3)
        if kind == of
        for word in alternatives(words)
    )


def people(all_offices: Iterable[Office]) -> list[list[Office]]:
    """The offices of each person, by the order of their first mention."""
    found: list[list[Office]] = []
    by_name: dict[str, list[list[Office]]] = defaultdict(list)
    for office in all_offices:
        name = office.person.names[-1] if office.person.names else ""
        group = next((g for g in by_name[name] if g[0].person.same(office.person) == "same"), None)
        if group is None:
            group = []
            found.append(group)
            by_name[name].append(group)
        group.append(office)
    return found


def sides(those: Sequence[Office]) -> list[list[Office]]:
    """The offices of one person in groups that contradict each other; one group where none does."""
    groups: list[list[Office]] = []
    for office in those:
        fitting = [g for g in groups if not any(contradicted(office, other) for other in g)]
        if fitting:
            max(fitting, key=lambda g: max(_near(office, other) for other in g)).append(office)
        else:
            groups.append([office])
    return groups


def _near(a: Office, b: Office) -> int:
    return len(set(a.keys) & set(b.keys))
