"""Who takes part in an event: noun phrases brought to states, bodies and persons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from onrecord.model import Article, Field, Party
from onrecord.reading import knowledge
from onrecord.reading.clauses import case, conjuncts
from onrecord.reading.entities import Draft, Entities
from onrecord.reading.phrases import CLAUSES, phrase
from onrecord.reading.pronouns import GENDER, Pronouns
from onrecord.reading.roles import country_of_role

_KINDS = frozenset(("person", "organization", "country", "group", "place"))
_TABLE = "party_words.tsv"
_PLURAL = knowledge.word_list(_TABLE, "plural")
_OWN = knowledge.word_list(_TABLE, "own")
_IT = knowledge.word_list(_TABLE, "it")
#: "Its partner" is somebody else.
_RELATIONS = knowledge.word_list(_TABLE, "relation")
#: What acts for a state where its words say for which: "the Chinese embassy".
_SEATS = knowledge.word_list(_TABLE, "seat")
#: People and places that get something as those of where they are.
_GETTERS = knowledge.word_list(_TABLE, "getter")
#: First words of the full names of states.
_REALMS = knowledge.word_list(_TABLE, "realm")
#: Places whose country is that of whoever is in them: "a school in Samoa".
_WHERE = frozenset(("in", "of", "at", "near", "across", "around", "inside", ""))
_NOMINAL = frozenset(("nmod", "nmod:poss", "compound", "amod", "conj", "flat", "appos"))
#: What follows a noun without being part of the name of a party.
_ASIDES = CLAUSES | {"acl", "appos", "conj", "cc", "advcl", "parataxis", "case", "det"}
_MOST_WORDS = 9
#: Kinds of offices.tsv that are nobody's public office.
_OCCUPATIONS = frozenset(("academia", "business", "other"))


@dataclass(slots=True)
class Parties:
    """Resolves noun phrases of one Doc to parties.

    last  the bodies and states named so far as somebody who acts, the last one last: what "it" and "they" stand for
    """

    article: Article
    entities: Entities
    pronouns: Pronouns
    where: Field = "text"
    said_by: Sequence[tuple[int, int, Party]] = ()
    last: list[Party] = field(default_factory=list)

    def of(self, heads: Iterable[Token]) -> tuple[Party, ...]:
        """The parties that these heads of noun phrases name, each once."""
        found: dict[str, Party] = {}
        for head in heads:
            for party in self._named(head):
                found.setdefault(party.country or party.name.casefold(), party)
        return tuple(found.values())

    def around(self, heads: Iterable[Token]) -> tuple[Party, ...]:
        """Whoever these heads name, as belonging to the place they are in: "a school in Samoa", "the people of Bhola".

        At most one party for each, with the words as its name; none where no place of a known state stands among them.
        """
        found: dict[str, Party] = {}
        for head in heads:
            if not (
                head.lower_ in _GETTERS or head.lower_.removesuffix("s") in _GETTERS or self._described(head)
            ):
                continue
            place = next((p for t in _places(head) if (p := self._state_at(t))), None)
            if place is not None:
                words = phrase(head, without=_ASIDES)
                name = words.text if len(words) <= _MOST_WORDS else head.text
                start, end = (words[0], words[-1]) if len(words) <= _MOST_WORDS else (head, head)
                span = self.article.span(self.where, start.idx, end.idx + len(end))
                found.setdefault(place, Party(name=name, country=place, span=span))
        return tuple(found.values())

    def _state_at(self, place: Token) -> str | None:
        draft = self.entities.at(place)
        if draft is None or draft.kind not in ("country", "place", "group"):
            return None
        state = knowledge.country(place.text) if place.ent_type_ == "LOCATION" else None  # "southern Chad"
        return draft.country or (state.iso3 if state is not None else None)

    def remember(self, parties: Sequence[Party]) -> None:
        """Notes who acted, for the pronouns that follow."""
        if parties:
            self.last[:] = list(parties)

    def is_private(self, party: Party) -> bool:
        """Whether a party is a person of whom the article gives no public office and no country to act for."""
        draft = next((d for d in self.entities.people() if d.id == party.entity), None)
        return draft is not None and draft.country is None and not _is_office(draft.role or "")

    def _named(self, head: Token) -> list[Party]:
        if head.lower_ in GENDER:
            draft = self.pronouns.people.get(head.i)
            return [self._party(draft, head.doc[head.i : head.i + 1])] if draft is not None else []
        if head.pos_ == "PRON" or head.lower_ in _IT or head.lower_ in _PLURAL | _OWN:
            return self._meant(head)
        draft = self.entities.at(head)
        if draft is not None and draft.kind in _KINDS and head.pos_ in ("PROPN", "NOUN", "ADJ"):
            words = next((m.words for m in draft.mentions if head in m.words), head.doc[head.i : head.i + 1])
            return [self._party(draft, words)]
        is_party = draft is not None and draft.kind in _KINDS
        if not is_party and head.pos_ == "PROPN" and (state := knowledge.country(head.text)) is not None:
            span = self.article.span(self.where, head.idx, head.idx + len(head))
            return [] if state.ambiguous else [Party(name=state.name, country=state.iso3, span=span)]
        if head.pos_ == "NUM":  # "six of the officials"
            return [p for c in head.children if c.dep_ == "nmod" and case(c) == "of" for p in self._named(c)]
        if head.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return []
        return self._described(head)

    def _party(self, draft: Draft, words: Span) -> Party:
        span = self.article.span(self.where, words.start_char, words.end_char)
        country = draft.country
        if country is None and draft.kind != "person":
            is_state = draft.name.split()[0].lower() in _REALMS  # "Republic of Tanzania"
            country = country_of_role(draft.name) if is_state else knowledge.capital(draft.name)
        return Party(name=draft.name, entity=draft.id, country=country, span=span)

    def _meant(self, pronoun: Token) -> list[Party]:
        """Whom "it" and "they" stand for: who acted last, one or several."""
        words = self.article.span(self.where, pronoun.idx, pronoun.idx + len(pronoun))
        if pronoun.lower_ in _IT and (near := self._above(pronoun)):
            return [Party(name=p.name, entity=p.entity, country=p.country, span=words) for p in near]
        if pronoun.lower_ in _OWN:
            said = [p for start, end, p in self.said_by if start <= pronoun.idx < end]
            return [Party(name=p.name, entity=p.entity, country=p.country, span=words) for p in said[-1:]]
        if pronoun.lower_ in _PLURAL and len(self.last) > 1:
            return [Party(name=p.name, entity=p.entity, country=p.country, span=words) for p in self.last]
        if (pronoun.lower_ in _IT or pronoun.lower_ in _PLURAL) and len(self.last) == 1:
            p = self.last[0]
            if self._is_person(p):
                return []
            return [Party(name=p.name, entity=p.entity, country=p.country, span=words)]
        return []

    def _is_person(self, party: Party) -> bool:
        """Whether a party is a person, whom "it" cannot stand for."""
        return any(d.id == party.entity for d in self.entities.people())

    def _above(self, pronoun: Token, *, persons: bool = False) -> list[Party]:
        """The state or body that stands in a clause above: "Niger said it could not spare any".

        Its subject, or where that is a person, whom "it" cannot stand for, its object: "he thanked Niger for its aid".
        With `persons`, the one for whom somebody speaks: "the Polish minister said the country would give more".
        """
        for verb in pronoun.ancestors:
            if verb == pronoun.head and pronoun.dep_ in ("obj", "iobj"):
                continue  # "Lithuania promised it ammunition"
            for places in (("nsubj", "nsubj:pass"), ("obj", "iobj")):
                found = [
                    party
                    for child in verb.children
                    if child.dep_ in places
                    and child.right_edge.i < pronoun.i
                    and child.pos_ in ("PROPN", "NOUN")
                    for party in self._named(child)
                    if (party.country or party.entity) and (persons or not self._is_person(party))
                ]
                if len(found) == 1:
                    return found
        return []

    def _described(self, head: Token) -> list[Party]:
        """A common noun: "the Danish government", "the leaders of Kenya and Uganda", "20 countries", "allies"."""
        kind = noun_class(head)
        role = knowledge.office(_lemma(head)) is not None
        owners = self._owners(head)
        is_seat = bool(owners) and head.lower_ in _SEATS
        if not (is_seat or role or kind in ("state", "states", "faction", "group") or self._is_people(head)):
            return []
        words = phrase(head, without=_ASIDES, stop=_next_sum(head))
        if len(words) > _MOST_WORDS:
            words = head.doc[max(words.start, head.i - 3) : head.i + 1]
        span = self.article.span(self.where, words.start_char, words.end_char)
        name = words.text
        if len(owners) > 1:
            return [Party(name=o.name, entity=o.entity, country=o.country, span=o.span) for o in owners]
        if owners:
            return [Party(name=name, entity=None, country=owners[0].country, span=span)]
        if head.lower_ == "country" and any(c.lower_ == "the" for c in head.children):
            meant = self._above(head, persons=True) or (
                self.last if len(self.last) == 1 and not self._is_person(self.last[0]) else []
            )
            return [Party(name=name, entity=None, country=p.country, span=span) for p in meant] or [
                Party(name=name, country=None, span=span)
            ]
        return [Party(name=name, country=country_of_role(name), span=span)]

    def _owners(self, head: Token) -> list[Party]:
        """The states that a body belongs to: "Danish", "of Kenya and Uganda", "its"."""
        found: list[Party] = []
        others = (
            head.lemma_.lower() in _RELATIONS
        )  # "Ukraine's allies" are others; its "Danish counterpart" is not
        for child in head.children:
            if others and child.dep_ != "amod":
                continue
            fits = child.dep_ in ("nmod:poss", "amod", "compound") or (
                child.dep_ == "nmod" and case(child) in ("of", "from", "in")
            )
            if not fits:
                continue
            for part in conjuncts(child):
                draft = self.entities.at(part)
                if draft is not None and draft.country:
                    words = part.doc[part.i : part.i + 1]
                    found.append(self._party(draft, words))
                elif (iso3 := knowledge.demonym(part.text)) is not None:
                    span = self.article.span(self.where, part.idx, part.idx + len(part))
                    found.append(Party(name=part.text, country=iso3, span=span))
                elif part.lower_ in _IT | _PLURAL | _OWN:
                    found += self._meant(part)
                elif part.lower_ in GENDER and head.lower_ in ("country", "government", "nation"):
                    found += self._named(part)
        return [p for p in found if p.country]

    def _is_people(self, head: Token) -> bool:
        """Whether a noun stands for people who act in public: "officials", "a spokesman", "fishermen of both sides"."""
        return knowledge.anonymous(head.lower_) is not None


def _next_sum(head: Token) -> int | None:
    """Where a sum of money begins that parsers hang on whoever gets it: "both states $9 million"."""
    return next((t.i for t in head.doc[head.i + 1 : head.right_edge.i + 1] if t.ent_type_ == "MONEY"), None)


def _places(head: Token) -> list[Token]:
    """The names that say where something is: within its noun phrase, or right behind it."""
    found, queue = [], [head]
    while queue:
        token = queue.pop(0)
        for child in token.children:
            if child.dep_ in _NOMINAL and case(child) in _WHERE:
                queue.append(child)
                if child.ent_type_ in ("LOCATION", "NORP"):
                    found.append(child)
    if not found and head.head != head:
        end = head.right_edge.i + 1
        found = [
            c
            for c in head.head.children
            if c.left_edge.i == end and case(c) in ("in", "of") and c.ent_type_ == "LOCATION"
        ]
    return found


def noun_class(head: Token) -> str | None:
    """The class of classes.tsv that a noun is of; with the word before it where the table knows the pair."""
    before = head.nbor(-1).lower_ if head.i else ""
    if head.i + 1 < len(head.doc) and (kind := knowledge.noun_class(f"{head.lower_} {head.nbor().lower_}")):
        return kind  # "boots on the ground"
    forms = dict.fromkeys((head.lower_, _lemma(head), head.lower_.removesuffix("s")))
    if before == "-" and head.i > 1:
        pairs = [f"{head.nbor(-2).lower_}-{form}" for form in forms]  # "a cease-fire"
    else:
        pairs = [f"{before} {form}" for form in forms]
    return next((kind for form in (*pairs, *forms) if (kind := knowledge.noun_class(form))), None)


def is_state(party: Party) -> bool:
    """Whether a party is a state or an alliance by its own name: "Ghana", "Kyiv", "the EU", not one of its people."""
    return any(known(party.name) for known in (knowledge.country, knowledge.alliance, knowledge.capital))


def is_political(party: Party) -> bool:
    """Whether a party is one that events are kept of: a state, a body of one, or somebody who belongs to one."""
    if party.country is not None or party.entity is not None:
        return True
    words = party.name.split()
    if any(knowledge.noun_class(w.lower()) in ("state", "states", "faction") for w in words):
        return True
    return any(
        knowledge.alliance(w) or knowledge.organization(w) for w in words
    )  # "UN envoy", "Hamas commanders"


def is_group(party: Party) -> bool:
    """Whether a party acts in public without being a state: "gunmen", "workers", "soldiers"."""
    forms = (form for word in party.name.lower().split() for form in (word, word.removesuffix("s")))
    return any(knowledge.noun_class(form) in ("faction", "group", "force", "captive") for form in forms)


def is_public(party: Party) -> bool:
    """Whether a party is political, a group that acts in public, or the holder of an office: "the mayor"."""
    if is_political(party) or is_group(party):
        return True
    return _is_office(party.name)


def _is_office(words: str) -> bool:
    """Whether a phrase names an office that is held in public, and no mere occupation."""
    offices = (knowledge.office(word) for word in words.lower().split())
    return any(office is not None and office.kind not in _OCCUPATIONS for office in offices)


def _lemma(token: Token) -> str:
    return token.lemma_.lower()
