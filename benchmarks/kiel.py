"""Transfers as an analyst recorded them (`assistance/kiel.json`, the Ukraine Support Tracker): items, units, values.

Of a record only what its explanation says is asked for: items whose head noun or designation stands in it, units whose
number stands a few words before that, a value whose sum stands in it. Items agree by head noun, by like wording or by
a shared designation, as different editors name one thing differently; what agrees with any item of the record is no
error. Explanations also speak of what was not given, or not recorded: precision has its bounds here.

`item_f1`, `item_precision`, `item_recall`  items of every noun phrase of the explanation, of records with items
`units`                                     share of the found items with stated units whose number is right
`value`                                     share of the stated values with a sum of this amount and currency

`event_*`: the same of the AID events of the whole reading, and `donor`, the share of all records whose explanation
names the donor of which an actor is the donor. `donor_named` is the share of all records whose explanation names the
donor, a state: of the others nobody could tell who gives from their text alone.
"""

from __future__ import annotations

import difflib
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from spacy.tokens import Doc

from benchmarks.ours import Pipeline, pipeline
from benchmarks.tally import Tally
from onrecord.model import Article, Event, Item, Money, Reading
from onrecord.reading import read_docs
from onrecord.reading.items import items_of
from onrecord.reading.knowledge import country, demonym
from onrecord.reading.money import money_of
from onrecord.reading.quantities import quantities

GATED = ("item_f1", "units", "value", "event_item_f1", "event_units", "event_value", "donor")
_WITHIN = frozenset(("compound", "flat", "nummod", "amod", "obl:unmarked", "nmod:unmarked"))
#: Characters before an item's name in which its number is looked for.
_REACH = 60
_FILLERS = frozenset(("and", "or", "the", "a", "of", "for", "with", "to", "h", "m", "general", "other"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item of a record that the explanation speaks of; `units` is None where it does not say how many."""

    name: str
    units: float | None


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the tracker, less what its explanation does not say; `value` is (amount, currency)."""

    number: str
    text: str
    donor: str
    items: tuple[Wanted, ...]
    unsaid: tuple[str, ...]
    value: tuple[float, str] | None


class DocReader(Protocol):
    """What the benchmark asks of the reading."""

    def __call__(self, article: Article, text: Doc, /) -> Reading:
        """What the article says, whose text the Doc holds."""


@dataclass(slots=True)
class Score:
    """Counts over all records."""

    items: Tally = field(default_factory=Tally)
    units: Tally = field(default_factory=Tally)
    value: Tally = field(default_factory=Tally)
    donor: Tally = field(default_factory=Tally)
    named: Tally = field(default_factory=Tally)


def corpus(data: Path, part: str) -> list[Path]:  # noqa: ARG001 -- every benchmark is asked in the same way
    """The file that is measured on."""
    return sorted((data / "assistance").glob("kiel.json"))


# -- the records


def records(path: Path) -> Iterator[Record]:
    """The records of the file."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        yield record_of(row)


def record_of(row: dict[str, Any]) -> Record:
    """A record, less what its explanation does not say."""
    text = " ".join(row["explanation"].split())
    words = {_stem(w) for w in _words(text)}
    numbers = set(_numbers(text))
    said, unsaid = [], []
    for item in row["items"]:
        units = _number(item["units"])
        if _is_said(item["item"], words):
            said.append(Wanted(item["item"], units if units in _near(text, item["item"]) else None))
        else:
            unsaid.append(item["item"])
    amount, currency = _number(row["value"]), row["currency"]
    value = (amount, currency) if amount and amount in numbers and len(currency) == 3 else None
    return Record(row["id"], text, row["donor"], tuple(said), tuple(unsaid), value)


def _words(text: str) -> list[str]:
    return [w for w in re.findall(r"\w+", text.lower()) if w not in _FILLERS]


def _stem(word: str) -> str:
    """A word in the singular and in British spelling."""
    word = re.sub(r"(?<=[^s])s$", "", word)
    return word.replace("defense", "defence").replace("armor", "armour")


def _head(name: str) -> str:
    """The last word before "for", "with" and the like; what a measure measures: coal of "ton of coal"."""
    plain = re.sub(
        r"^(?:tons?|lit(?:er|re)s?|pairs?|packs?|rounds?|boxes|units?|doses?|sets?|items?) of ",
        "",
        name.strip().lower(),
    )
    parts = _words(re.split(r"\b(?:of|for|from|with|to)\b|[(,]", plain)[0]) or _words(name)
    return _stem(parts[-1]) if parts else ""


def _designations(name: str) -> set[str]:
    """The words of a name that are a designation: "M113", "2A4", "HIMARS", "Javelin"."""
    found = re.findall(r"\b(?:[A-Za-z]+-?\d+\w*|\d+[A-Z]\w*|[A-Z]{3,}\w*|(?<!^)[A-Z][a-z]{3,})\b", name)
    return {re.sub(r"\W", "", w).lower() for w in found} - {"patrol"}


def _is_said(name: str, words: set[str]) -> bool:
    return _head(name) in words or bool({_stem(w) for w in _designations(name)} & words)


def _near(text: str, name: str) -> set[float]:
    """The numbers within a few words before a word that names the item."""
    names = {_head(name), *(_stem(w) for w in _designations(name))}
    found: set[float] = set()
    for word in re.finditer(r"\w+", text):
        if _stem(word.group().lower()) in names:
            found.update(_numbers(text[max(0, word.start() - _REACH) : word.start()]))
    return found


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]  # fmt: skip
_SCALES = {"thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "dozen": 12.0}


def _numbers(text: str) -> Iterator[float]:
    """The numbers that stand in a text, in digits or short words, with their magnitude."""
    for number, scale in re.findall(
        r"(\d[\d,]*(?:\.\d+)?)\s?(thousand|million|billion|mn|bn|m\b|dozen)?", text
    ):
        yield float(number.replace(",", "")) * _SCALES.get(scale, 1.0)
    for number, scale in re.findall(
        r"\b(" + "|".join(_WORDS) + r")\b(?: (thousand|million|billion|dozen))?", text.lower()
    ):
        yield (_WORDS.index(number) + 1) * _SCALES.get(scale, 1.0)


# -- agreement


def likeness(a: str, b: str) -> float:
    """From 0 (other things) to 1 (the same words) and more for a shared designation."""
    x, y = {_stem(w) for w in _words(a)}, {_stem(w) for w in _words(b)}
    if not x or not y:
        return 0.0
    shared = len(x & y) / len(x | y)
    if {_stem(w) for w in _designations(a)} & {_stem(w) for w in _designations(b)}:
        return 0.75 + 0.25 * shared
    if _head(a) == _head(b):
        return 0.5 + 0.5 * shared
    ratio = difflib.SequenceMatcher(None, " ".join(sorted(x)), " ".join(sorted(y))).ratio()
    return ratio if ratio >= 0.75 else 0.0


def paired(wanted: Sequence[str], given: Sequence[str]) -> dict[int, int]:
    """Pairs of what agrees, the most alike first: index of the wanted by index of the given."""
    scores = sorted(
        ((likeness(w, g), -i, -j) for i, w in enumerate(wanted) for j, g in enumerate(given)), reverse=True
    )
    pairs: dict[int, int] = {}
    for score, i, j in scores:
        if score and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def count(score: Score, record: Record, items: Sequence[Item], sums: Sequence[Money]) -> None:
    """Counts what was found in a record's explanation."""
    names = [w.name for w in record.items]
    pairs = paired(names, [i.name for i in items])
    rest = [i for j, i in enumerate(items) if j not in pairs.values()]
    # What the record has although its words are not in the explanation, or a second mention, is no error.
    false = [i for i in rest if not any(likeness(n, i.name) for n in (*names, *record.unsaid))]
    if record.items:
        score.items.add(len(pairs), len(record.items), len(pairs) + len(false))
    for i, j in pairs.items():
        if (units := record.items[i].units) is not None:
            near = [items[j], *(x for x in rest if likeness(record.items[i].name, x.name))]
            score.units.add(any(_says(x, units) for x in near), 1, 1)
    if record.value is not None:
        amount, currency = record.value
        score.value.add(any(_close(m.amount, amount) and m.currency == currency for m in sums), 1, 1)


def _says(item: Item, units: float) -> bool:
    q = item.quantity
    return q is not None and any(_close(x, units) for x in (q.value, q.min, q.max))


def _close(a: float | None, b: float) -> bool:
    return a is not None and abs(a - b) <= 0.005 * max(abs(a), abs(b))


# -- the two ways of measuring


def of_phrases(article: Article, doc: Doc) -> tuple[list[Item], list[Money]]:
    """The items of all noun phrases of a Doc, and all sums of money."""
    numbers = tuple(quantities(doc))
    found: dict[int, Item] = {}
    for token in doc:
        if token.pos_ in ("NOUN", "PROPN", "NUM", "SYM") and token.dep_ not in _WITHIN:
            for item in items_of(article, token, numbers):
                if item.span.start not in found or found[item.span.start].quantity is None:
                    found[item.span.start] = item
    return list(found.values()), [
        money for sentence in doc.sents for money, _ in money_of(article, sentence, numbers)
    ]


def _names(text: str, iso3: str) -> bool:
    """Whether a text names a state or its people."""
    words = re.findall(r"[\w.]+", text)
    for name in (*words, *(" ".join(pair) for pair in itertools.pairwise(words))):
        state = country(name)
        if iso3 in (state.iso3 if state is not None else None, demonym(name)):
            return True
    return False


def of_events(aid: Sequence[Event]) -> tuple[list[Item], list[Money]]:
    """The items and values of events, each item once."""
    found = {item.span.start: item for event in aid for item in event.items}
    return list(found.values()), [event.value for event in aid if event.value is not None]


def score(given: Iterable[Record], nlp: Pipeline, reader: DocReader) -> tuple[Score, Score]:
    """The scores of the noun phrases and of the events."""
    phrases, events = Score(), Score()
    for record in given:
        article, doc = Article(text=record.text), nlp(record.text)
        if record.items or record.value:
            count(phrases, record, *of_phrases(article, doc))
        aid = [event for event in reader(article, doc).events if event.type == "AID"]
        count(events, record, *of_events(aid))
        donor = country(record.donor)
        is_named = donor is not None and _names(record.text, donor.iso3)
        events.named.add(is_named, 1, 1)
        if donor is not None and is_named:
            events.donor.add(any(p.country == donor.iso3 for e in aid for p in e.actor), 1, 1)
    return phrases, events


def measure(data: Path, part: str) -> dict[str, float]:
    """Figures by name, each from 0 to 1."""
    given = (record for path in corpus(data, part) for record in records(path))
    phrases, events = score(given, pipeline(), read_docs)
    return {
        "item_f1": phrases.items.f1,
        "item_precision": phrases.items.precision,
        "item_recall": phrases.items.recall,
        "units": phrases.units.recall,
        "value": phrases.value.recall,
        "event_item_f1": events.items.f1,
        "event_item_precision": events.items.precision,
        "event_item_recall": events.items.recall,
        "event_units": events.units.recall,
        "event_value": events.value.recall,
        "donor": events.donor.recall,
        "donor_named": events.named.recall,
    }
