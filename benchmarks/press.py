"""A made-up press: as many articles with their readings as are wanted, varied from a few that were really read.

Each article has the sentences, statements and events of one that was read, with other people, countries, numbers,
words, outlet and date. Several of them are of one story and agree in its names. How often each name comes is
by Zipf's law, so that a few persons and countries are in thousands of articles, and most in few. The same seed makes the
same articles, each by its number in the row.

Nothing here is read anew: every span is moved to where its words now stand, so that a made reading holds to the letter what
a reading holds.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np

from onrecord.linking.stories.terms import commonness, term
from onrecord.model import Article, Cause, Money, Quantity, Reading, Span
from onrecord.reading.knowledge import capital, coded, countries, country, demonym, given_names

#: Stories that begin on a day, and articles of one on the average: some hundred articles a day.
_A_DAY, _SIZE = 25, 4.0
_PEOPLE, _OUTLETS = 30_000, 400
_FIRST_DAY = datetime(2022, 1, 1, tzinfo=UTC)
#: Shares of articles: those that take another's words whole, those with another number than their story, those that replace an
#: earlier version of their page, those without a date, and of the rarer words those that a rewrite replaces.
_COPIES, _OTHER_NUMBER, _VERSIONS, _UNDATED, _REPLACED = 0.3, 0.2, 0.02, 0.01, 0.4
#: A word that stands in fewer than so many of the articles that commonness was counted over is replaced by another.
_RARE = 0.08
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBER = re.compile(r"\d{1,4}(?![\d.,]\d)")


@dataclass(frozen=True, slots=True)
class _Site:
    """A place of a template whose words are replaced, and what stands there: a person's or a country's name, a word, a number."""

    start: int
    end: int
    kind: str
    key: str


class _Template:
    """A reading with the places at which it is varied, by field."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        people = [e for e in reading.entities if e.kind == "person" and _WORD.search(e.name)]
        #: By the words of persons' names: which person, and whether it is the last word of the name.
        self.parts: dict[str, tuple[str, bool]] = {}
        for entity in people:
            names = _WORD.findall(entity.name)
            for word in names:
                if word[0].isupper():
                    self.parts.setdefault(word, (entity.id, word == names[-1]))
        mentions = {m.text for e in reading.entities for m in e.mentions if len(m.text) > 2}
        #: Names of countries, their capitals and people, each with the code.
        self.lands = {text: code for text in mentions if (code := _land(text)) is not None}
        self.codes = sorted({*self.lands.values(), *_codes(reading)})
        longest = sorted({*self.parts, *self.lands}, key=len, reverse=True)
        self.names = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b") if longest else None
        self.numbers = {
            (s.field, s.start + m.start()): m[0]
            for s in _amounts(reading)
            if (m := _NUMBER.search(s.text)) and int(m[0]) > 1
        }
        self.sites = {f: self._sites(f, getattr(reading.article, f)) for f in ("headline", "text")}

    def _sites(self, field: str, text: str) -> list[_Site]:
        found = [
            _Site(at, at + len(words), "number", words)
            for (own, at), words in self.numbers.items()
            if own == field
        ]
        taken = np.zeros(len(text) + 1, bool)
        for site in found:
            taken[site.start : site.end] = True
        for match in self.names.finditer(text) if self.names else ():
            if not taken[match.start() : match.end()].any():
                kind = "land" if match[0] in self.lands else "person"
                found.append(_Site(*match.span(), kind, match[0]))
                taken[match.start() : match.end()] = True
        for match in _WORD.finditer(text):
            rare = match[0].islower() and len(match[0]) > 3 and match[0] in _rare()
            if rare and not taken[match.start() : match.end()].any():
                found.append(_Site(*match.span(), "word", match[0]))
        return sorted(found, key=lambda site: site.start)


class _Story:
    """What the articles of a story have in common: the template, and who stands for whom."""

    def __init__(self, template: _Template, day: int, chance: np.random.Generator) -> None:
        self.template, self.day = template, day
        cast = _cast()
        self.people = {
            entity: cast.people[at]
            for entity, at in zip(
                dict.fromkeys(e for e, _ in template.parts.values()),
                cast.some(chance, len(template.parts), "people"),
                strict=False,
            )
        }
        lands = [cast.lands[at] for at in cast.some(chance, len(template.codes), "lands")]
        self.lands = dict(zip(template.codes, lands, strict=True))
        self.factor = float(np.exp(chance.normal(0.0, 1.0)))

    def name(self, words: str) -> str:
        """What stands here for the words of a name."""
        template = self.template
        if words in template.lands:
            own, other = coded(template.lands[words]), coded(self.lands[template.lands[words]])
            assert own is not None
            assert other is not None
            if words in own.demonyms and other.demonyms:
                return other.demonyms[0]
            return other.capitals[0] if words in own.capitals and other.capitals else other.name
        entity, is_last = template.parts[words]
        given, last = self.people[entity]
        return last if is_last else given

    def names(self, text: str) -> str:
        """A text with all its names replaced."""
        return self.template.names.sub(lambda m: self.name(m[0]), text) if self.template.names else text


class _Moved:
    """One article's version of a template: its texts, and where each span of the template has come to stand."""

    def __init__(self, story: _Story, words: Mapping[str, str], factor: float) -> None:
        self.story, self.factor = story, factor
        self.texts: dict[str, str] = {}
        self._ends: dict[str, list[int]] = {}
        self._starts: dict[str, list[int]] = {}
        self._shifts: dict[str, list[int]] = {}
        self._names: dict[str, str] = {}
        for field, sites in story.template.sites.items():
            old: str = getattr(story.template.reading.article, field)
            new = [self._new(site, words) for site in sites]
            parts, at = [], 0
            for site, word in zip(sites, new, strict=True):
                parts += [old[at : site.start], word]
                at = site.end
            self.texts[field] = "".join([*parts, old[at:]])
            self._starts[field], self._ends[field] = [s.start for s in sites], [s.end for s in sites]
            grown = (len(w) - s.end + s.start for s, w in zip(sites, new, strict=True))
            self._shifts[field] = [0, *accumulate(grown)]

    def reading(self) -> Reading:
        """The reading, of an article that is not published anywhere yet."""
        old = self.story.template.reading
        article = Article(
            headline=self.texts["headline"], text=self.texts["text"], byline=old.article.byline, language="en"
        )
        return Reading(
            article=article, **{f: self.whole(getattr(old, f)) for f in _fields(Reading) if f != "article"}
        )

    def _new(self, site: _Site, words: Mapping[str, str]) -> str:
        if site.kind == "word":
            return words.get(site.key, site.key)
        if site.kind == "number":
            return self._number(site.key)
        return self.story.name(site.key)

    def _number(self, digits: str) -> str:
        return str(max(2, round(int(digits) * self.factor)))

    def span(self, span: Span) -> Span:
        """A span where its words stand now; one that ends within a replaced word takes the whole of it."""
        start, end = self.start(span.field, span.start), self.end(span.field, span.end)
        return Span(span.field, start, end, self.texts[span.field][start:end])

    def start(self, field: str, at: int) -> int:
        """Where something begins now."""
        passed = bisect_right(self._ends[field], at)
        starts = self._starts[field]
        within = passed < len(starts) and starts[passed] < at
        return (starts[passed] if within else at) + self._shifts[field][passed]

    def end(self, field: str, at: int) -> int:
        """Where something ends now."""
        passed = bisect_left(self._starts[field], at)
        last = self._ends[field][passed - 1] if passed else 0
        return (max(at, last)) + self._shifts[field][passed]

    def name(self, text: str) -> str:
        """A name as it is now."""
        if text not in self._names:
            self._names[text] = self.story.names(text)
        return self._names[text]

    def whole(self, value: Any) -> Any:
        """A value of a reading with all that it holds, as it is now."""
        kind = type(value)
        if kind is Span:
            return self.span(value)
        if kind is tuple:
            return tuple([self.whole(part) for part in value]) if value else value
        fields = _fields(kind)
        if not fields:
            return value
        made = {}
        for name in fields:
            part = getattr(value, name)
            made[name] = part if part is None or type(part) in _PLAIN else self.whole(part)
        for name in ("name", "role"):
            if made.get(name):
                made[name] = self.name(made[name])
        if made.get("country"):
            made["country"] = self.story.lands.get(made["country"], made["country"])
        if kind is Quantity or kind is Money:
            self._count(value, made)
        elif kind is Cause:
            start, end = self.start(value.field, value.start), self.end(value.field, value.end)
            made |= {"start": start, "end": end, "text": self.texts[value.field][start:end]}
        return kind(**made)

    def _count(self, value: Quantity | Money, made: dict[str, Any]) -> None:
        if value.span is None:
            return
        here = (m.start() for m in _NUMBER.finditer(value.span.text))
        numbers = self.story.template.numbers
        for at in here:
            if digits := numbers.get((value.span.field, value.span.start + at)):
                ratio = int(self._number(digits)) / int(digits)
                for name in ("value", "min", "max", "amount"):
                    if made.get(name) is not None:
                        made[name] = round(made[name] * ratio, 2)
                return


class Press:
    """Articles with their readings, of which there is no end.

    read  readings that are varied
    seed  what the chances are drawn by
    """

    def __init__(self, read: Sequence[Reading], seed: int = 1) -> None:
        self.templates = [_Template(reading) for reading in read]
        self.seed = seed

    def readings(self, start: int = 0) -> Iterator[Reading]:
        """The readings from this number on, each with its article."""
        number = 0
        for at, size in enumerate(self._sizes()):
            number += size
            if number <= start:
                continue
            made = self._story(at, size)
            yield from made[max(0, start - (number - size)) :]

    def _sizes(self) -> Iterator[int]:
        chance = np.random.default_rng((self.seed, 0))
        while True:
            yield from map(int, chance.geometric(1 / _SIZE, 1000))

    def _story(self, at: int, size: int) -> list[Reading]:
        chance = np.random.default_rng((self.seed, 1, at))
        template = self.templates[int(chance.integers(len(self.templates)))]
        story = _Story(template, at // _A_DAY, chance)
        made: list[Reading] = []
        told: Reading | None = None
        for number in range(size):
            if told is None or chance.random() >= _COPIES:
                factor = story.factor * (1.25 if chance.random() < _OTHER_NUMBER else 1.0)
                told = _Moved(story, _rewritten(template, chance), factor).reading()
            made.append(_published(told, story.day, f"{at}-{number}", made, chance))
        return made


def _published(
    told: Reading, day: int, name: str, before: Sequence[Reading], chance: np.random.Generator
) -> Reading:
    """A reading as an outlet has published what it was made of."""
    hours = min(day * 24 + chance.integers(24) + chance.exponential(18.0), day * 24 + 24 * 14)
    published: str | None = (_FIRST_DAY + timedelta(hours=float(hours))).isoformat(timespec="seconds")
    outlet = _cast().outlets[_cast().some(chance, 1, "outlets")[0]]
    url = f"https://{outlet.lower().replace(' ', '-')}.example/{name}"
    if before and chance.random() < _VERSIONS / (1 - 1 / _SIZE):
        outlet, url = before[-1].article.outlet or outlet, before[-1].article.url or url
    undated = chance.random() < _UNDATED
    article = dataclasses.replace(
        told.article, outlet=outlet, url=url, published=None if undated else published
    )
    return dataclasses.replace(told, article=article)


def _rewritten(template: _Template, chance: np.random.Generator) -> dict[str, str]:
    """Other words for some of the rarer ones of a template."""
    old = sorted({s.key for sites in template.sites.values() for s in sites if s.kind == "word"})
    words, shares = _rare(), _cast().shares
    kept = chance.random(len(old)) >= _REPLACED
    new = chance.choice(len(words), len(old), p=shares)
    listed = _cast().words
    return {o: listed[n] for o, n, k in zip(old, new, kept, strict=True) if not k}


class _Cast:
    """Who there is in the press, with the share that each has of all mentions."""

    def __init__(self) -> None:
        chance = np.random.default_rng(7)
        syllables = np.array([a + b for a in "bdfgklmnprstvz" for b in "aeiou"])
        given = sorted(given_names())
        last = [
            "".join(chance.choice(syllables, int(chance.integers(2, 5)))).capitalize() for _ in range(12_000)
        ]
        self.people = [
            (given[int(chance.integers(len(given)))], last[int(chance.integers(len(last)))])
            for _ in range(_PEOPLE)
        ]
        codes = [c.iso3 for c in countries() if c.un]
        self.lands = [codes[at] for at in chance.permutation(len(codes))]
        kinds = ("Post", "Herald", "Monitor", "Agency", "Times", "Daily", "Wire", "Review")
        self.outlets = [f"{last[at]} {kinds[at % len(kinds)]}" for at in range(_OUTLETS)]
        self.words = list(_rare())
        counts = np.array(list(_rare().values()), float)
        self.shares = counts / counts.sum()
        self._shares = {
            "people": _zipf(_PEOPLE, 50.0), "lands": _zipf(len(self.lands), 2.0), "outlets": _zipf(_OUTLETS, 5.0),
        }  # fmt: skip

    def some(self, chance: np.random.Generator, number: int, kind: str) -> list[int]:
        """So many different ones, by their shares."""
        shares = self._shares[kind]
        drawn = np.searchsorted(shares, chance.random(number * 3 + 8) * shares[-1])
        found = list(dict.fromkeys(map(int, drawn)))[:number]
        rest = (at for at in range(len(shares)) if at not in found)
        return found + [next(rest) for _ in range(number - len(found))]


def _zipf(number: int, flat: float) -> Any:
    """Shares by rank, summed up; the first few are alike."""
    return np.cumsum(1 / (np.arange(number) + flat))


@cache
def _cast() -> _Cast:
    return _Cast()


@cache
def _rare() -> dict[str, int]:
    """The rarer words of the news that are terms as they stand, with how often they come."""
    counts, total = commonness()
    return {
        word: number
        for word, number in counts.items()
        if number < total * _RARE and len(word) > 3 and word.isalpha() and term(word) == word
    }


#: What holds no words of an article.
_PLAIN = frozenset((str, int, float, bool))


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


def _land(text: str) -> str | None:
    found = country(text)
    return found.iso3 if found is not None else demonym(text) or capital(text)


def _codes(value: Any) -> Iterator[str]:
    """All codes of countries in a reading."""
    if isinstance(value, tuple):
        for part in value:
            yield from _codes(part)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type | Span | Article):
        for name in _fields(type(value)):
            part = getattr(value, name)
            if name == "country" and part and coded(part):
                yield part
            yield from _codes(part)


def _amounts(value: Any) -> Iterator[Span]:
    """The spans of all numbers of things and sums of money."""
    if isinstance(value, tuple):
        for part in value:
            yield from _amounts(part)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type | Span | Article):
        if isinstance(value, Quantity | Money) and value.span is not None:
            yield value.span
        for name in _fields(type(value)):
            yield from _amounts(getattr(value, name))
