"""Places where an article disagrees with itself without explaining it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from spacy.tokens import Doc, Span, Token

from onrecord.model import Article, Conflict, Event, Figure, Statement
from onrecord.reading.dates import date_spans
from onrecord.reading.entities import Draft, Entities
from onrecord.reading.knowledge.index import plain
from onrecord.reading.quotations import quotations
from onrecord.reading.rewordings import rewordings
from onrecord.tables import alternatives, rows

#: More than so many are no slips but an article that we misread: the surest are kept.
_MOST = 5
_NAMED = frozenset(("LOCATION", "NORP", "ORGANIZATION", "PERSON", "FACILITY"))
_ARMS = frozenset(("EQUIPMENT", "VESSEL"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_OF_A_THING = frozenset(("compound", "amod", "flat", "nmod:desc", "nmod:unmarked"))
#: Two slips of one figure lie near each other, or are the same digits with another magnitude.
_RATIO = 2.0
_WEEKDAY = re.compile(r"day\b")
#: So many figures of one noun are a table, and differ by what stands beside them.
_TABLE = 4
#: How near a figure, in characters, stands what explains it.
_NEAR = 60
#: "About 100" and "110" agree.
_ROUGHLY = 1.2


@dataclass(frozen=True, slots=True)
class _Count:
    """A figure with what it is of.

    matter   lemma of the noun that is counted, or that a sum is for
    traits   lemmas of what is said of that noun
    verb     what happens to it
    known    whether the article speaks of it as known: "the 115 million in relief"
    speaker  whose words it stands in; None for the article's own
    """

    figure: Figure
    head: Token
    matter: str
    traits: frozenset[str]
    verb: Token | None
    known: bool
    speaker: str | None


def conflicts(
    article: Article,
    doc: Doc,
    entities: Entities,
    statements: Sequence[Statement],
    events: Sequence[Event],
    figures: Sequence[Figure],
) -> tuple[Conflict, ...]:
    """The conflicts within an article's text, in order; none on most articles."""
    found = [
        *_numbers(doc, statements, figures),
        *_stages(events),
        *_reworded(article, statements),
        *_names(article, entities),
    ]
    return tuple(sorted(found[:_MOST], key=lambda c: (c.a.start, c.b.start)))


@cache
def _explains() -> re.Pattern[str]:
    cells = rows("onrecord.reading.knowledge", "conflicts.tsv", columns=3)
    forms = sorted((w for _, cell, _ in cells for w in alternatives(cell)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE)


def _numbers(doc: Doc, statements: Sequence[Statement], figures: Sequence[Figure]) -> Iterator[Conflict]:
    """Two figures for the same thing."""
    groups: dict[tuple[str, str | None], list[_Count]] = defaultdict(list)
    for figure in figures:
        if figure.value is not None and (count := _count(doc, figure, statements)) is not None:
            groups[count.matter, figure.unit].append(count)
    for group in groups.values():
        reported: set[int] = set()
        for one, other in combinations(group, 2) if len(group) <= _TABLE else ():
            if one.figure.span.start not in reported and _disagree(one, other):
                reported |= {one.figure.span.start, other.figure.span.start}
                a, b = one.figure.span, other.figure.span
                yield Conflict(
                    kind="number", a=a, b=b, reason=f"“{a.text}” and “{b.text}” for the same {one.head.text}."
                )


def _count(doc: Doc, figure: Figure, statements: Sequence[Statement]) -> _Count | None:
    words = doc.char_span(figure.span.start, figure.span.end, alignment_mode="expand")
    if words is None or not len(words):
        return None
    head: Token | None = words.root
    if figure.unit is None:
        while head is not None and (head.pos_ not in _NOUNS or head.i < words.end):
            head = (
                head.head
                if head.head != head and head.dep_ in ("nummod", "compound", "det", "amod")
                else None
            )
    else:
        head = _sum_for(words)
    if head is None or head.pos_ not in _NOUNS:
        return None
    traits = frozenset(t.lemma_.lower() for t in _traits(head) if not words.start <= t.i < words.end)
    verb = head.head if head.head != head and head.head.pos_ == "VERB" else None
    known = any(c.lower_ in ("the", "these", "those") for c in words.root.children) or (
        figure.unit is None and any(c.lower_ in ("the", "these", "those") for c in head.children)
    )
    return _Count(
        figure, head, head.lemma_.lower(), traits, verb, known, _speaker(figure.span.start, statements)
    )


def _traits(head: Token) -> Iterator[Token]:
    """The words that tell what kind of thing it is: "retired MiG-29 warplanes", "rounds of ammunition"."""
    for child in head.children:
        of = child.dep_ == "nmod" and any(c.lower_ == "of" for c in child.children)
        if (of or child.dep_ in _OF_A_THING) and child.pos_ in ("NOUN", "PROPN", "ADJ", "VERB"):
            yield child
            yield from _traits(child)


def _sum_for(words: Span) -> Token | None:
    """What a sum or a measure is of: "relief worth 150 million kronor", "115 million kronor in relief"."""
    unit = words.root
    if unit.head.lower_ == "worth" and unit.head.head.pos_ in _NOUNS:
        return unit.head.head
    for child in unit.children:
        if (
            child.dep_ == "nmod"
            and child.i >= words.end
            and any(c.lower_ in ("in", "of", "for") for c in child.children)
        ):
            return child
    return (
        unit.head
        if unit.dep_ in ("compound", "nmod:unmarked", "nummod") and unit.head.pos_ in _NOUNS
        else None
    )


def _speaker(at: int, statements: Sequence[Statement]) -> str | None:
    for statement in statements:
        if any(c.start <= at < c.end for c in statement.content):
            return statement.speaker.name if statement.speaker else "?"
    return None


def _disagree(one: _Count, other: _Count) -> bool:
    a, b = one.head.sent, other.head.sent
    if a.start == b.start or not _values_clash(one.figure, other.figure):
        return False
    if not (one.traits <= other.traits or other.traits <= one.traits):
        return False
    if one.speaker and other.speaker and one.speaker != other.speaker:
        return False  # two sources, two figures: both are reported, neither is the article's
    if _explained(one, a) or _explained(other, b) or _times(one) != _times(other):
        return False
    same_deed = _deed(one) is not None and _deed(one) == _deed(other)
    if not one.traits & other.traits and other.head.ent_type_ not in _ARMS:
        return same_deed and _same_parties(one, other)
    if other.known:
        return True
    # "14 warplanes" in a list or under a heading, where no verb makes it another matter.
    listed = other.head.dep_ == "ROOT"
    return (listed or same_deed) and _same_parties(one, other)


def _deed(count: _Count) -> tuple[str, str] | None:
    """What happens to the counted, where it is more than being or having."""
    if count.verb is None or count.verb.is_stop:
        return None
    return count.verb.lemma_.lower(), "obj" if count.head.dep_ == "nsubj:pass" else count.head.dep_


def _explained(count: _Count, sentence: Span) -> bool:
    """Whether words near a figure say why it differs from another."""
    start, end = count.figure.span.start - sentence.start_char, count.figure.span.end - sentence.start_char
    return _explains().search(sentence.text[max(0, start - _NEAR) : end + _NEAR]) is not None


def _values_clash(one: Figure, other: Figure) -> bool:
    """Whether two figures can be a slip for each other, and not one figure rounded."""
    small, large = sorted((one.value or 0.0, other.value or 0.0))
    if small <= 0 or small == large or large < 5:
        return False
    ratio = large / small
    if "approximate" in (one.state, other.state) and ratio < _ROUGHLY:
        return False
    if _rounded(large) == small or _rounded(small) == large:
        return False
    return ratio < _RATIO or f"{small:e}".split("e")[0] == f"{large:e}".split("e")[0]


def _rounded(value: float) -> float:
    """A number with its first digit or its first two digits only."""
    digits = len(str(int(value)))
    return float(round(value, 1 - digits)) if digits > 1 else value


def _times(count: _Count) -> frozenset[str]:
    """When the sentence puts the counted; weekdays left out, as one day may be named once and left out later."""
    above = {count.head.i, *(t.i for t in count.head.ancestors)}
    dates = [d for d in date_spans(count.head.sent) if d.governor is None or d.governor.i in above]
    return frozenset(d.expression.first.lower() for d in dates if not _WEEKDAY.search(d.expression.first))


def _same_parties(one: _Count, other: _Count) -> bool:
    """Whether nothing says that the two figures are of different people or places."""
    subjects = [_subject(c.verb) for c in (one, other)]
    if None not in subjects and subjects[0] != subjects[1]:
        return False
    a, b = _parties(one.head.sent), _parties(other.head.sent)
    return not a or not b or bool(a & b)


def _subject(verb: Token | None) -> str | None:
    subjects = (
        [c for c in verb.children if c.dep_ == "nsubj" and c.ent_type_ in _NAMED] if verb is not None else []
    )
    return subjects[0].lemma_.lower() if subjects else None


def _parties(sentence: Span) -> set[str]:
    return {t.lemma_.lower() for t in sentence if t.ent_type_ in _NAMED}


#: Where a decision has got to that cannot be both: it was done, and it was not or will not be.
_CARRIED_OUT = frozenset(("done", "underway"))
_NOT_DONE = frozenset(("refused", "withdrawn"))


def _stages(events: Sequence[Event]) -> Iterator[Conflict]:
    """One matter that the article's own voice has carried out and not carried out."""
    matters: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.attribution is None and event.date is None and event.evidence:
            for item in event.items:
                matters[event.type, plain(item.name)].append(event)
    reported: set[int] = set()
    for (_, what), group in matters.items():
        for one, other in combinations(group, 2):
            if other.trigger.start in reported or one.evidence[0] == other.evidence[0]:
                continue
            if _happened(one) is None or _happened(other) is None or _happened(one) == _happened(other):
                continue
            if not _one_matter(one, other) or any(
                _explains().search(e.text) for e in (*one.evidence, *other.evidence)
            ):
                continue
            reported.add(other.trigger.start)
            yield Conflict(
                kind="stage", a=one.trigger, b=other.trigger,
                reason=f"“{one.trigger.text}” and “{other.trigger.text}”: both are said of {what}, and only one can be.",
            )  # fmt: skip


def _happened(event: Event) -> bool | None:
    """Whether it has happened; None where it may yet."""
    if event.stage in _CARRIED_OUT:
        return not event.negated
    return False if event.stage in _NOT_DONE else None


def _one_matter(one: Event, other: Event) -> bool:
    """Whether two events have a party in common and none on the same side that differs."""
    common = False
    for mine, theirs in ((one.actor, other.actor), (one.recipient, other.recipient)):
        a = {p.entity or p.country or plain(p.name) for p in mine}
        b = {p.entity or p.country or plain(p.name) for p in theirs}
        if a and b and not a & b:
            return False
        common = common or bool(a & b)
    return common


def _reworded(article: Article, statements: Sequence[Statement]) -> Iterator[Conflict]:
    """A phrase in quotation marks, given once more with one word changed."""
    paragraphs = article.paragraphs()
    for found in rewordings(article.text, quotations(article.text, paragraphs)):
        if any(a <= found.a[0] < b and a <= found.b[0] < b for a, b in paragraphs):
            continue  # said twice in one breath, or held against each other
        if found.quoted:
            first, second = _speaker(found.a[0], statements), _speaker(found.b[0], statements)
            if first and second and first != second:
                continue
        a, b = sorted((found.a, found.b))
        yield Conflict(
            kind="quotation" if found.quoted else "wording",
            a=article.span("text", *a), b=article.span("text", *b),
            reason=f"“{found.before}” in one place, “{found.after}” in the other.",
        )  # fmt: skip


def _names(article: Article, entities: Entities) -> Iterator[Conflict]:
    """One person whose name is spelled in two ways."""
    people = [d for d in entities.people() if any(m.field == "text" for m in d.mentions)]
    by_letter: dict[str, list[Draft]] = defaultdict(list)
    for draft in people:
        if last := _last_name(draft):
            by_letter[last[0]].append(draft)
    for group in by_letter.values():
        for one, other in combinations(group, 2):
            a, b = _last_name(one), _last_name(other)
            if _one_letter_apart(a, b) and _one_person(one, other):
                first, second = (
                    next(m for m in d.mentions if m.field == "text").span(article) for d in (one, other)
                )
                yield Conflict(kind="wording", a=first, b=second,
                               reason=f"The same person is spelled “{first.text}” and “{second.text}”.")  # fmt: skip


def _last_name(draft: Draft) -> str:
    last = max(draft.names, key=lambda n: len(n.words)).words[-1:] if draft.names else ()
    return plain(last[0]).replace(" ", "") if last else ""  # hyphens are no letters


def _one_person(one: Draft, other: Draft) -> bool:
    """Whether two names are of one person: the same given name, or the same office."""
    given = [{plain(n.words[0]) for n in d.names if len(n.words) > 1} for d in (one, other)]
    if given[0] and given[1]:
        return bool(given[0] & given[1])
    return bool(one.role and other.role and plain(one.role) == plain(other.role))


def _one_letter_apart(a: str, b: str) -> bool:
    """Whether two names of five letters or more differ in one letter: one more, one less or another."""
    if a == b or min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    at = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    return at > 0 and short[at:] == long[at + 1 :] and long != short + "s"
