"""Numbers that count nothing and are told twice: how long something lasted, how a vote went, how old somebody is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from spacy.tokens import Doc, Span

from onrecord.model import Article, Conflict
from onrecord.reading.clauses import subjects
from onrecord.reading.conflicts.context import PACE, SMALL, clause, explains, retellings
from onrecord.reading.entities import Entities

_NUMBERS = "|".join(SMALL)
_SPELL = re.compile(
    rf"\b(?:(?P<before>[a-z]+)\s+)?(?P<number>\d{{1,3}}|{_NUMBERS})[\s-](?P<unit>day|week|month|hour)s?\b(?!['’]? (?:ago|later|earlier|old|before|after|from))",
    re.IGNORECASE,
)  # fmt: skip
_KNOWN = frozenset(("the", "his", "her", "their", "its"))
#: A spell behind one of these is counted from today, or is one of many.
_FROM_NOW = frozenset(("in", "within", "after", "next", "last", "past", "every", "first", "another", "more", "under", "to", "previous", "than", "coming", "every", "each", "about", "final"))  # fmt: skip
_VOTE = re.compile(
    r"\b(?:(?:vote[ds]?|ballot|passed|adopted|approved|rejected|backed)\b[^.\n]{0,60}?)\b(?P<yes>\d{1,3})(?: votes)?(?: to |[-–])(?P<no>\d{1,3})\b",
    re.IGNORECASE,
)  # fmt: skip
_OLD = re.compile(r"\b(?P<age>\d{1,3})-year-old\b")
_AGE = re.compile(r"\s*,\s*(?P<age>\d{2})\s*[,;.]")
_LASTING = frozenset(("last", "take"))
_RATIO, _SMALLEST, _TABLE, _NEAR = 2.0, 4, 4, 30
#: The smallest tally that is a vote's and not a match's.
_TALLY = 20


def clashing_spells(article: Article, doc: Doc) -> Iterator[Conflict]:
    """How long one thing lasted, told twice: "held for eight days", "the ten days in a cell"."""
    by_unit: dict[str, list[tuple[float, re.Match[str]]]] = defaultdict(list)
    for m in _SPELL.finditer(article.text):
        word = m["number"].lower()
        by_unit[m["unit"].lower()].append((float(word) if word.isdigit() else SMALL[word], m))
    for spells in by_unit.values():
        values = {value for value, _ in spells}
        small, large = min(values), max(values)
        if len(values) != 2 or len(spells) > _TABLE or large < _SMALLEST or large >= _RATIO * small:
            continue
        for (a, one), (b, other) in combinations(spells, 2):
            before = [(m["before"] or "").lower() for m in (one, other)]
            if a == b or before[1] not in _KNOWN or before[0] in _FROM_NOW | _KNOWN:
                continue
            if (
                any(_explained(doc, m) for m in (one, other))
                or "\n" not in article.text[one.end() : other.start()]
            ):
                continue
            x, y = (article.span("text", m.start("number"), m.end()) for m in (one, other))
            yield Conflict(kind="number", a=x, b=y, reason=f"It lasts “{x.text}” and “{y.text}”.")
            break


def clashing_lengths(article: Article, doc: Doc) -> Iterator[Conflict]:
    """How long one gathering lasted, told twice by the verb: "the talks lasted two hours", "the talks lasted four hours"."""
    lasted = [
        (verb, subject, m)
        for m in _SPELL.finditer(article.text)
        if (words := doc.char_span(m.start("number"), m.end(), alignment_mode="expand")) is not None
        and (verb := words.root.head).lemma_.lower() in _LASTING
        and (subject := next(iter(subjects(verb)), None)) is not None
    ]
    for (one, first, m), (other, second, n) in combinations(lasted, 2):
        same = first.lemma_ == second.lemma_ or {first.lemma_.lower(), second.lemma_.lower()} <= _gatherings()
        apart = one.sent.start != other.sent.start and m["unit"].lower() == n["unit"].lower()
        if not same or not apart or m["number"].lower() == n["number"].lower() or len(lasted) != 2:
            continue
        if any(_explained(doc, found) for found in (m, n)):
            continue
        x, y = (article.span("text", found.start("number"), found.end()) for found in (m, n))
        yield Conflict(kind="number", a=x, b=y, reason=f"It lasts “{x.text}” and “{y.text}”.")


@cache
def _gatherings() -> frozenset[str]:
    return frozenset(word for row in retellings("gathering") for word in row.words)


def _explained(doc: Doc, found: re.Match[str]) -> bool:
    words: Span | None = doc.char_span(found.start("number"), found.end(), alignment_mode="expand")
    if words is None:
        return True
    text, offset = words.sent.text, words.sent.start_char
    near = clause(text, found.start("number") - offset, found.end() - offset, _NEAR)
    return explains(PACE).search(near) is not None


def clashing_votes(article: Article) -> Iterator[Conflict]:
    """One vote with two tallies, of which one side agrees: "by 81 votes to 60", "81-62"."""
    votes = list(_VOTE.finditer(article.text))
    tallies = {(int(m["yes"]), int(m["no"])) for m in votes}
    if len(tallies) != 2:
        return
    (a, b), (c, d) = sorted(tallies)
    if max(a, b) < _TALLY or (a != c and b != d and a + b != c + d) or max(c - a, abs(d - b)) > _TALLY:
        return
    one = votes[0]
    other = next(m for m in votes if (m["yes"], m["no"]) != (one["yes"], one["no"]))
    x, y = (article.span("text", m.start("yes"), m.end("no")) for m in (one, other))
    yield Conflict(kind="number", a=x, b=y, reason=f"The vote went “{x.text}” and “{y.text}”.")


def clashing_ages(article: Article, entities: Entities) -> Iterator[Conflict]:
    """One person of two ages: "Arvo Kask, 52, spoke", "the 54-year-old" where nobody else is in the text."""
    text = article.text
    people = [d for d in entities.people() if any(m.field == "text" for m in d.mentions)]
    ages = [
        (draft, m)
        for draft in people
        for mention in draft.mentions
        if mention.field == "text" and (m := _AGE.match(text, mention.words.end_char))
    ]
    if len(ages) != 1:
        return
    draft, told = ages[0]
    for m in _OLD.finditer(text, told.end()):
        named = any(n.field == "text" and 0 <= n.words.start_char - m.end() <= 1 for n in draft.mentions)
        alone = len(people) == 1 and text[: m.start()].lower().endswith("the ")
        if m["age"] != told["age"] and (named or alone):
            x, y = article.span("text", *told.span("age")), article.span("text", *m.span("age"))
            yield Conflict(
                kind="number", a=x, b=y, reason=f"{draft.name} is {x.text} and {y.text} years old."
            )
            return


_COMPOUND = re.compile(r"\b(?P<number>\d{2,5})[-‑](?P<noun>[a-z]+) (?:[a-z]+ )?(?P<head>[a-z]+)\b")
#: Compounds that measure or name a kind: "a 30-year loan", "a 155-millimetre gun", "a 12-point plan".
_MEASURES = frozenset(("day", "week", "month", "year", "hour", "minute", "mile", "kilometre", "kilometer", "metre", "meter", "millimetre", "millimeter", "mm", "km", "foot", "inch", "tonne", "ton", "kilo", "kg", "percent", "point", "page", "old", "strong", "plus", "odd"))  # fmt: skip


def clashing_sizes(article: Article, doc: Doc) -> Iterator[Conflict]:
    """How large one thing is, told once in a compound: "an 80-bed hospital", "the hospital will have 60 beds"."""
    text = article.text
    for m in _COMPOUND.finditer(text):
        noun, head, number = m["noun"], m["head"], m["number"]
        if noun in _MEASURES or len(re.findall(rf"\b{head}", text)) > _TABLE + 1:
            continue
        for n in re.finditer(rf"\b(?P<number>\d{{2,5}})(?: |[-‑]){noun}s?\b", text):
            if n["number"] == number or "\n" not in text[min(m.end(), n.end()) : max(m.start(), n.start())]:
                continue
            small, large = sorted((int(n["number"]), int(number)))
            words = doc.char_span(n.start(), n.end(), alignment_mode="expand")
            mine = doc.char_span(m.start(), m.end(), alignment_mode="expand")
            if words is None or mine is None or large >= _RATIO * small:
                continue
            near = doc[max(words.sent.start - 1, 0)].sent.text + words.sent.text
            if head not in near or explains(PACE).search(near) or explains(PACE).search(mine.sent.text):
                continue
            a, b = sorted(
                (article.span("text", *found) for found in ((m.start("number"), m.end()), n.span())),
                key=lambda span: span.start,
            )
            yield Conflict(kind="number", a=a, b=b, reason=f"The {head}: “{a.text}” and “{b.text}”.")
            return
