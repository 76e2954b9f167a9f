"""Brings the mentions of one person, organisation, country or thing together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from onrecord import model
from onrecord.model import Article, Field
from onrecord.reading import knowledge
from onrecord.reading.knowledge.index import plain
from onrecord.reading.names import SUFFIXES, PersonName, same_given_name, same_person
from onrecord.reading.roles import country_of_role, role_of

_KINDS = {
    "PERSON": "person", "ORGANIZATION": "organization", "LOCATION": "place", "FACILITY": "facility", "PRODUCT": "product",
    "NORP": "group", "DATE": "date", "MONEY": "money", "MISC": "other", "EQUIPMENT": "equipment", "VESSEL": "vessel",
}  # fmt: skip
#: Labels of names: where the model wavers over one surface form, the most frequent of them wins.
_NAMED = frozenset(("PERSON", "ORGANIZATION", "LOCATION", "FACILITY", "PRODUCT", "MISC"))
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_ABBREVIATED = re.compile(r"\b(?:[A-Za-z]\.)+$|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St)\.$")
#: How American reports set party and state behind a name: "R-S.C.", "D-Calif.".
_PARTY = re.compile(r"^[RDI][-–‑][A-Z][\w.]*$")
_SMALL_WORDS = frozenset(("of", "the", "for", "and", "in", "on", "to", "&", "de", "du"))


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: the words of the Doc, and in which field of the article they stand."""

    field: Field
    words: Span

    @property
    def form(self) -> str:
        """Its words without article and possessive."""
        return surface(self.words)

    def span(self, article: Article) -> model.Span:
        """Its offsets."""
        return article.span(self.field, self.words.start_char, self.words.end_char)


def _place(mention: Mention) -> tuple[bool, int]:
    """For sorting: the text before the headline, in order."""
    return mention.field != "text", mention.words.start


@dataclass(slots=True, eq=False)
class Draft:
    """An entity in the making."""

    kind: str
    mentions: list[Mention]
    country: str | None = None
    role: str | None = None
    gender: str | None = None
    names: list[PersonName] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    id: str = ""

    @property
    def name(self) -> str:
        """The fullest form found: most words, then most letters; the first of equals."""
        if self.kind == "person":
            return max(self.names, key=lambda n: (len(n.words), len(n.text))).text
        forms = [surface(m.words) for m in self.mentions]
        return max(forms, key=lambda f: (len(f.split()), len(f)))

    def fits(self, name: PersonName) -> bool:
        """Whether this name can be a form of this person's: of every full one, or of the only short one."""
        full = [mine for mine in self.names if len(mine.words) > 1] or self.names
        return all(same_person(name, mine) for mine in full)


class Entities:
    """The entities of an article, and which of them a token belongs to."""

    def __init__(self, docs: Sequence[tuple[Field, Doc]]) -> None:
        self.drafts: list[Draft] = []
        self._at: dict[tuple[int, int], Draft] = {}
        self._people: list[Span] = []
        named = [(f, e) for f, doc in docs for e in whole_names(doc)]
        labels = settled_labels([e for _, e in named])
        mentions = [
            (Mention(f, e), known_label(surface(e), labels.get(surface(e), e.label_))) for f, e in named
        ]
        for mention, label in mentions:
            if surface(mention.words):
                self._add(mention, label)
        self._join_short_forms()
        self._describe()
        self.drafts.sort(key=lambda d: _place(d.mentions[0]))
        for number, draft in enumerate(self.drafts, 1):
            draft.id = f"e{number}"

    def at(self, token: Token) -> Draft | None:
        """The entity that a token is part of a mention of."""
        return self._at.get((id(token.doc), token.i))

    def people_in(self, words: Span) -> list[Span]:
        """The names of persons within a phrase."""
        inside = (m for m in self._people if m.doc is words.doc)
        return [m for m in inside if words.start <= m.start and m.end <= words.end]

    def people(self) -> list[Draft]:
        """The persons, in order of their first mention."""
        return [d for d in self.drafts if d.kind == "person"]

    def mention(self, draft: Draft, words: Span, field: Field = "text") -> None:
        """Adds a mention by a title or pronoun that was resolved."""
        if not any(m.words.start == words.start and m.field == field for m in draft.mentions):
            draft.mentions.append(Mention(field, words))
            draft.mentions.sort(key=_place)

    def _add(self, mention: Mention, label: str) -> None:
        draft = self._home(mention, label)
        if draft is None:
            draft = Draft(_KINDS.get(label, "other"), [])
            self.drafts.append(draft)
        draft.mentions.append(mention)
        draft.keys.add(plain(surface(mention.words)))
        for token in mention.words:
            self._at[id(token.doc), token.i] = draft
        if label == "PERSON":
            self._people.append(mention.words)
            name = PersonName.of(mention.words.text)
            title = before(mention.words)
            gender = name.gender or (title.gender if title else None)
            draft.names.append(PersonName(name.words, name.titles, gender))
            draft.gender = draft.gender or gender
        else:
            kind, country = identified(surface(mention.words), label)
            draft.kind = kind
            draft.country = draft.country or state_behind(mention.words) or country

    def _home(self, mention: Mention, label: str) -> Draft | None:
        """The entity that a mention belongs to, among those before it."""
        if label == "PERSON":
            return self._person(mention)
        kind, country = identified(surface(mention.words), label)
        key = plain(surface(mention.words))
        for draft in self.drafts:
            if draft.kind == "person":
                continue
            if kind == draft.kind == "country" and country == draft.country:
                return draft
            if kind == draft.kind == "group" and country and country == draft.country:
                return draft
            if key in draft.keys:
                return draft
        return None

    def _person(self, mention: Mention) -> Draft | None:
        name = PersonName.of(mention.words.text)
        title = before(mention.words)
        if title is not None and title.gender and name.gender is None:
            name = PersonName(name.words, name.titles, title.gender)
        people = [d for d in reversed(self.drafts) if d.kind == "person"]
        people.sort(key=lambda d: -d.mentions[-1].words.start)
        exact = [d for d in people if any(n.keys == name.keys for n in d.names)]
        fitting = [d for d in people if d.fits(name)]
        by_given = [d for d in people if any(same_given_name(name, n) for n in d.names)]
        return next(iter([*(d for d in exact if d.fits(name)), *fitting, *by_given]), None)

    def _join_short_forms(self) -> None:
        """Joins "CSIS" to "Centre for Strategic and International Studies", "Joint Chiefs" to "Joint Chiefs of Staff"."""
        organizations = [d for d in self.drafts if d.kind == "organization"]
        for short in organizations:
            for long in organizations:
                if short is long or short not in self.drafts or long not in self.drafts:
                    continue
                apart = None not in (short.country, long.country) and short.country != long.country
                if is_short_for(short.name, long.name) and not apart:
                    long.mentions = sorted([*long.mentions, *short.mentions], key=_place)
                    long.country = long.country or short.country
                    self.drafts.remove(short)
                    self._at.update({k: long for k, d in self._at.items() if d is short})
                    break

    def _describe(self) -> None:
        """Gives persons their role and country, in the article's words where it has them."""
        for draft in self.people():
            roles = [(r, m) for m in draft.mentions if (r := role_of(m.words)) is not None]
            if roles:
                best = max(roles, key=lambda x: (x[0].rank, len(x[0].text)))[0]
                draft.role = best.text
                draft.country = next((c for r, _ in roles if (c := country_of_role(r.text))), None)
            if draft.country is None and len(draft.name.split()) > 1:
                leader = knowledge.leader(draft.name)
                draft.country = leader.iso3 if leader else None

    def finished(self, article: Article) -> tuple[model.Entity, ...]:
        """The value types."""
        return tuple(
            model.Entity(id=d.id, name=d.name, kind=d.kind, country=d.country, role=d.role,
                         mentions=tuple(m.span(article) for m in d.mentions))
            for d in self.drafts
        )  # fmt: skip


def surface(span: Span) -> str:
    """A mention's words without article, possessive and inner line ends."""
    return _bare(span.text)


@lru_cache(maxsize=1 << 12)
def _bare(text: str) -> str:
    text = _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(text.split()))).strip(" ,;:'\"’‘“”")
    return text if _ABBREVIATED.search(text) else text.strip(".")


def whole_names(doc: Doc) -> Iterator[Span]:
    """The entities of a Doc, "Jr." joined to the name before it."""
    last: Span | None = None
    for ent in doc.ents:
        if (
            last is not None
            and last.label_ == "PERSON"
            and ent.start == last.end
            and plain(ent.text).strip(".") in SUFFIXES
        ):
            last = Span(doc, last.start, ent.end, label=last.label)
            continue
        if last is not None:
            yield last
        last = ent
    if last is not None:
        yield last


def settled_labels(ents: Iterable[Span]) -> dict[str, str]:
    """The label of each surface form that the model labels in more than one way."""
    seen: dict[str, Counter[str]] = {}
    for ent in ents:
        if ent.label_ in _NAMED:
            seen.setdefault(surface(ent), Counter())[ent.label_] += 1
    return {form: labels.most_common(1)[0][0] for form, labels in seen.items() if len(labels) > 1}


def known_label(form: str, label: str) -> str:
    """The label, unless the tables know a name that the model takes for a person's: "Kremlin", "Ukraine"."""
    if _PARTY.match(form):
        return "MISC"
    if label != "PERSON" or knowledge.is_ambiguous(form):
        return label
    if knowledge.institution(form) is not None:
        return "ORGANIZATION"
    return "LOCATION" if knowledge.country(form) is not None or knowledge.capital(form) is not None else label


def before(span: Span) -> knowledge.Title | None:
    """The title that stands before a name, outside its span: "Gen.", "Mrs"."""
    return knowledge.title(span.doc[span.start - 1].text) if span.start else None


def state_behind(span: Span) -> str | None:
    """The country that a place's own line names: "Sydney, Nova Scotia", "Paris, Texas", "Kyiv, Ukraine"."""
    doc = span.doc
    if span.label_ != "LOCATION" or span.end + 1 >= len(doc) or doc[span.end].text != ",":
        return None
    name = next((surface(e) for e in doc[span.end + 1 : span.end + 5].ents if e.start == span.end + 1), "")
    country, place = knowledge.country(name), knowledge.place(name)
    if country is not None:
        return country.iso3 if knowledge.country(surface(span)) is None else None
    return place.iso3 if place is not None and place.kind != "city" else None


def identified(name: str, label: str) -> tuple[str, str | None]:
    """(kind, country) of a name that is no person's, as far as the tables know it."""
    kind = _KINDS.get(label, "other")
    if label in ("LOCATION", "NORP", "ORGANIZATION", "MISC"):
        country = knowledge.country(name)
        if country is not None and not (country.ambiguous and label != "LOCATION"):
            return "country", country.iso3
        if (iso3 := knowledge.demonym(name)) is not None and label != "ORGANIZATION":
            return "group", iso3
        if (iso3 := knowledge.metonym(name)) is not None:
            return "organization", iso3
        if (organization := knowledge.organization(name)) is not None:
            return "organization", organization.iso3
        if label == "LOCATION":
            place = knowledge.place(name)
            return kind, knowledge.capital(name) or (place.iso3 if place and not place.ambiguous else None)
        if label == "ORGANIZATION":
            return kind, country_of_role(name)
    return kind, None


def is_short_for(short: str, long: str) -> bool:
    """Whether one name of an organisation is an acronym or the beginning of the other."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    words = re.findall(r"[\w’'-]+", long)
    if len(words) >= 2 and short.isupper() and len(letters) >= 2:
        initials = "".join(w[0] for w in words if w.lower() not in _SMALL_WORDS)
        every = "".join(w[0] for w in words)
        return letters.casefold() in (initials.casefold(), every.casefold())
    a, b = plain(short).split(), plain(long).split()
    return 2 <= len(a) < len(b) and (b[: len(a)] == a and b[len(a)] in ("of", "for"))
