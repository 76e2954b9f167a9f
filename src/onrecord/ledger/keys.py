"""What makes two reports one matter: the values that must be equal.

Records are grouped by equality of a key and by nothing else, so that a ledger is the same in whatever order articles come
in, and every grouping can be told in a line. Whatever equality gets wrong, a person mends by merging and splitting.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.model import Effect, Event, Item, Party, Reading, Statement
from onrecord.reading.evidence import key as stem
from onrecord.reading.evidence import words_of

Kind = Literal["decision", "transfer", "effect", "person"]
KINDS: tuple[Kind, ...] = ("decision", "transfer", "effect", "person")

#: PLOVER types that somebody decides on; an attack or an accusation is no matter that waits for a decision.
DECIDED = frozenset((
    "AID", "MOBILIZE", "RETREAT", "SANCTION", "AGREE", "CONSULT", "COOPERATE", "CONCEDE", "SUPPORT", "REQUEST", "REJECT",
))  # fmt: skip
#: Types whose two sides are alike: a meeting of A with B is one of B with A.
_SYMMETRIC = frozenset(("AGREE", "CONSULT", "COOPERATE"))
#: What stands for a thing whose class is not known, and for a sum without things.
UNSPECIFIED, MONEY = "unspecified", "money"
#: The first letter of a record's reference.
_LETTERS: Mapping[str, str] = {"decision": "D", "transfer": "T", "effect": "E", "person": "P"}
_ARTICLES = frozenset(("the", "a", "an"))
#: Names and keys that are kept as they were made: the same ones come in many articles.
_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Key:
    """The values in which all reports of a record agree, by name."""

    kind: Kind
    values: tuple[tuple[str, str], ...]

    @property
    def ref(self) -> str:
        """What the record is called: a letter for its kind and ten digits of a hash, the same in every ledger."""
        return _ref(self.kind, self.values)

    def to_json(self) -> str:
        """The values as a JSON object, in their order."""
        return json.dumps(dict(self.values), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Keyed:
    """A report of a reading, with the record that it belongs to.

    number          its index among the reading's events, effects or statements
    share           which of the records made of one event it is
    title           what the record is about, for a reader
    sides           actor, recipient and object as they are shown and filtered by
    """

    key: Key
    number: int
    share: int
    title: str
    sides: tuple[str, str, str]


@lru_cache(maxsize=_KEPT)
def _ref(kind: Kind, values: tuple[tuple[str, str], ...]) -> str:
    return f"{_LETTERS[kind]}-{digest(kind, *(f'{k}={v}' for k, v in values))}"


def digest(*parts: str, digits: int = 10) -> str:
    """So many hexadecimal digits of SHA-256 over the parts."""
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:digits]


@lru_cache(maxsize=_KEPT)
def plain(name: str) -> str:
    """A name as it is compared: without accents, case, articles and punctuation."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = words_of(flat.casefold().replace("’", "'"))
    return " ".join(w.removesuffix("'s") for w in words if w not in _ARTICLES)


def keyed(reading: Reading) -> Iterator[Keyed]:
    """All reports of a reading that belong to a record, in the order of the reading."""
    for number, event in enumerate(reading.events):
        if event.trigger.field == "text":
            yield from _transfers(event, number)
            yield from _decisions(event, number)
    for number, effect in enumerate(reading.effects):
        yield _effect(effect, number)
    people = {e.id: e.name for e in reading.entities if e.kind == "person"}
    for number, statement in enumerate(reading.statements):
        if (found := _person(people, statement, number)) is not None:
            yield found


def party_key(party: Party) -> str:
    """A party by its state where one is known, else by its name."""
    return party.country or plain(party.name)


def _side(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(sorted({k for p in parties if (k := party_key(p))}))


def classes(event: Event) -> list[str]:
    """The classes of what an event moves, in order; those of one event share it."""
    found = {item_key(item) for item in event.items}
    if not found:
        found = {MONEY} if event.value is not None else {UNSPECIFIED}
    return sorted(found)


def item_key(item: Item) -> str:
    """An item by its class, else by the last word of its name."""
    if item.category:
        return item.category
    words = words_of(plain(item.name))
    return stem(words[-1]) if words else UNSPECIFIED


def code_title(kind: Kind, values: Mapping[str, str]) -> str:
    """The title of a decision or transfer as it is kept, in codes: "DNK → UKR: missile", "LVA MOBILIZE troops"."""
    recipient = values["recipient"]
    if kind == "transfer":
        return f"{values['donor']} → {recipient or '?'}: {values['class']}"
    to = f"→ {recipient}" if recipient else ""
    return " ".join(filter(None, (values["actor"], values["type"], values["object"], to, values["place"])))


def _transfers(event: Event, number: int) -> Iterator[Keyed]:
    """A transfer for each donor, recipient and class of item: none where no donor or recipient is named."""
    if event.type != "AID":
        return
    donors, recipients = _side(event.actor), _side(event.recipient)
    ways = [(a, r, c) for a in donors for r in recipients or ("",) for c in classes(event) if a != r]
    for share, (donor, recipient, kind) in enumerate(ways):
        key = Key("transfer", (("donor", donor), ("recipient", recipient), ("class", kind)))
        title = code_title("transfer", dict(key.values))
        yield Keyed(key, number, share, title, (donor, recipient, kind))


def _decisions(event: Event, number: int) -> Iterator[Keyed]:
    """The decisions that an event is about, one for each class of what is moved.

    None where nobody decides, or nothing tells the matter from others.
    """
    actors, recipients = _side(event.actor), _side(event.recipient)
    if event.type not in DECIDED or not actors:
        return
    if event.type in _SYMMETRIC:
        actors, recipients = tuple(sorted({*actors, *recipients})), ()
        if len(actors) < 2:
            return
    place = (event.place.country or plain(event.place.name)) if event.place is not None else ""
    actor, recipient = "+".join(actors), "+".join(recipients)
    matters = classes(event) if event.items or event.value is not None else [""]
    for share, matter in enumerate(matters):
        if not (recipient or matter or place or event.type in _SYMMETRIC):
            continue
        values = (
            ("type", event.type),
            ("actor", actor),
            ("recipient", recipient),
            ("object", matter),
            ("place", place),
        )
        title = code_title("decision", dict(values))
        yield Keyed(Key("decision", values), number, share, title, (actor, recipient, matter))


def _effect(effect: Effect, number: int) -> Keyed:
    """A claimed effect by its words, without those that say little."""
    cause, result = _gist(effect.cause.text), _gist(effect.effect.text)
    values = (("cause", cause), ("relation", effect.relation), ("effect", result))
    title = f"{effect.cause.text} {effect.relation} {effect.effect.text}"
    return Keyed(Key("effect", values), number, 0, title, (cause, result, effect.relation))


def _gist(text: str) -> str:
    from spacy.lang.en.stop_words import STOP_WORDS

    return " ".join(sorted({stem(w) for w in words_of(text.casefold()) if w not in STOP_WORDS}))


def _person(people: Mapping[str, str], statement: Statement, number: int) -> Keyed | None:
    """The person who says something; bodies and unnamed officials are none.

    people  the names of the article's persons, the fullest of each, by the ids of the entities
    """
    speaker = statement.speaker
    if speaker is None or speaker.entity is None or statement.anonymous:
        return None
    name = people.get(speaker.entity)
    if name is None:
        return None
    return Keyed(Key("person", (("name", plain(name)),)), number, 0, name, (plain(name), "", ""))


def words(values: Sequence[tuple[str, str]]) -> str:
    """Why reports are grouped, in a line: "donor DNK, recipient UKR, class missile"."""
    return ", ".join(f"{name} {value}" for name, value in values if value)
