"""Who and what articles name, and who says what in them, as entities of FollowTheMoney (https://followthemoney.tech/).

An entity has one name in the whole ledger: persons by their record, others by their schema and name. Articles name them
by a Mention; what is said is a Documentation, the model's link between somebody and a document, with the words as its
summary. The people, bodies and countries of a ledger are kept in memory until all articles are through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.exports.forms import Row
from onrecord.exports.tables import REJECTED, Tally
from onrecord.ledger.derived import day, sightings, stem
from onrecord.ledger.keys import Key, digest, plain
from onrecord.ledger.snapshot import Snapshot
from onrecord.model import Article, Entity, Reading, Statement
from onrecord.reading.knowledge import coded, ministry, organization

NO_SCHEMA = "of a kind that FollowTheMoney has no schema for"
NOBODY = "said by nobody whom FollowTheMoney has a schema for"
#: Kinds of bodies (organizations.tsv) that belong to a state, and those that are companies.
_PUBLIC = frozenset(("agency", "court", "government", "military", "ministry", "parliament", "police"))
_KINDS = {"person": "Person", "country": "Territory", "vessel": "Vessel", "organization": "Organization"}
#: Schemata whose entities a Mention can be of.
_LEGAL = frozenset(("Person", "Organization", "PublicBody", "Company"))
#: ISO 639-2 codes, which the model uses, of the languages that Onrecord reads.
_LANGUAGES = {"en": "eng"}

Properties = dict[str, list[str]]


@dataclass(slots=True)
class _Known:
    """An entity as all articles together name it."""

    schema: str
    name: str
    names: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    positions: set[str] = field(default_factory=set)

    def properties(self) -> Properties:
        found = {
            "name": [self.name],
            "alias": sorted(self.names - {self.name}),
            "country": sorted(self.countries),
        }
        return found | ({"position": sorted(self.positions)} if self.schema == "Person" else {})


def rows(snapshot: Snapshot, tally: Tally) -> Iterator[Row]:
    """An entity a line: each article with its mentions and statements, then everybody and everything that they name."""
    known: dict[str, _Known] = {}
    for _, reading in snapshot.readings():
        article = reading.article
        document = f"onrecord-article-{stem(article)}"
        yield _entity(document, "Article", _article(article))
        own = {}
        for entity in reading.entities:
            if (schema := _schema(entity)) is None:
                tally.left_out[NO_SCHEMA] += 1
                continue
            number = _number(snapshot, entity, schema)
            own[entity.id] = number
            _learn(known.setdefault(number, _Known(schema, entity.name)), entity)
        yield from _mentions(reading, document, own, known)
        yield from _statements(snapshot, reading, document, own, tally)
    for number, found in known.items():
        yield _entity(number, found.schema, found.properties())


def _entity(number: str, schema: str, properties: Properties) -> Row:
    given = {name: [v for v in values if v] for name, values in properties.items()}
    return {"id": number, "schema": schema, "properties": {name: v for name, v in given.items() if v}}


def _article(article: Article) -> Properties:
    return {
        "title": [article.headline],
        "sourceUrl": _web(article.url),
        "publisher": [article.outlet or ""],
        "publishedAt": [(article.published or "")[:19]],
        "author": [article.byline or ""],
        "language": [_LANGUAGES.get(article.language or "", "")],
        "bodyText": [article.text],
    }


def _web(address: str | None) -> list[str]:
    """The address, where it is one of the web: the model takes no other."""
    return [address] if address is not None and address.startswith(("http://", "https://")) else []


def _schema(entity: Entity) -> str | None:
    if entity.kind not in _KINDS:
        return None
    if entity.kind != "organization":
        return _KINDS[entity.kind]
    body = organization(entity.name)
    if body is not None:
        return (
            "PublicBody" if body.kind in _PUBLIC else "Company" if body.kind == "company" else "Organization"
        )
    return "PublicBody" if ministry(entity.name) else "Organization"


def _number(snapshot: Snapshot, entity: Entity, schema: str) -> str:
    if schema == "Person":
        return f"onrecord-{snapshot.log.record(Key('person', (('name', plain(entity.name)),)).ref)}"
    # Ministries of several countries share a name: the country tells them apart.
    where = entity.country or ""
    return f"onrecord-{schema.lower()}-{digest(where if schema == 'Territory' and where else plain(entity.name), where)}"


def _learn(known: _Known, entity: Entity) -> None:
    known.names.add(entity.name)
    if (country := coded(entity.country or "")) is not None:
        known.countries.add(country.iso2.lower())
    if entity.role:
        known.positions.add(entity.role)
    # The same name in whatever order articles come: the longest, then the first of the alphabet.
    known.name = min(known.names, key=lambda name: (-len(name), name))


def _mentions(
    reading: Reading, document: str, own: dict[str, str], known: dict[str, _Known]
) -> Iterator[Row]:
    """A link from the article to each entity that it names, with the words that it uses."""
    words: dict[str, set[str]] = {}
    countries: dict[str, set[str]] = {}
    for entity in reading.entities:
        if (number := own.get(entity.id)) is not None:
            said = (" ".join(mention.text.split()) for mention in entity.mentions)
            # "he" and "the minister" are no names.
            words.setdefault(number, set()).update(w for w in said if w[:1].isupper())
            words[number].add(entity.name)
            found = coded(entity.country or "")
            countries.setdefault(number, set()).update([found.iso2.lower()] if found else [])
    for number, forms in words.items():
        schema, link = known[number].schema, f"onrecord-mention-{digest(document, number)}"
        if schema in _LEGAL:
            yield _entity(link, "Mention", {
                "document": [document], "resolved": [number], "name": sorted(forms), "detectedSchema": [schema],
                "contextCountry": sorted(countries[number]),
            })  # fmt: skip
        else:
            yield _entity(
                link, "Documentation", {"document": [document], "entity": [number], "role": ["mentioned"]}
            )


def _statements(
    snapshot: Snapshot, reading: Reading, document: str, own: dict[str, str], tally: Tally
) -> Iterator[Row]:
    refs = {s.keyed.number: s.ref for s in sightings(reading) if s.keyed.key.kind == "person"}
    for index, statement in enumerate(reading.statements):
        speaker = statement.speaker
        number = own.get(speaker.entity) if speaker is not None and speaker.entity is not None else None
        ref = refs.get(index, "")
        if number is None:
            tally.left_out[NOBODY] += 1
        elif not tally.rejected and snapshot.log.word(ref).status == "rejected":
            tally.left_out[REJECTED] += 1
        else:
            link = f"onrecord-statement-{digest(document, str(index))}"
            yield _entity(link, "Documentation", _said(reading.article, statement, document, number, ref))


def _said(article: Article, statement: Statement, document: str, number: str, ref: str) -> dict[str, Any]:
    return {
        "document": [document],
        "entity": [number],
        "role": ["speaker"],
        "status": [statement.form],
        "summary": [" … ".join(span.text for span in statement.content)],
        "date": [day(article)],
        "publisher": [article.outlet or ""],
        "sourceUrl": _web(article.url),
        "recordId": [ref],
    }
