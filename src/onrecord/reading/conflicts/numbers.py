"""Two figures for one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from spacy.tokens import Doc

from onrecord import model
from onrecord.model import Article, Conflict, Event, Figure, Statement
from onrecord.reading.conflicts.context import (
    PACE,
    clause,
    explains,
    is_live,
    is_slip,
    one_matter,
    parties,
    retellings,
    same_voice,
)
from onrecord.reading.conflicts.counted import Count, count_of, general, owner_of, subject_of, without_noun
from onrecord.reading.dates import date_spans
from onrecord.reading.knowledge.index import plain

_ARMS = frozenset(("EQUIPMENT", "VESSEL"))
#: Two slips of one figure lie near each other, or are the same digits with another magnitude.
_RATIO = 2.0
_WEEKDAY = re.compile(r"day\b")
#: So many figures of one noun are a table, and differ by what stands beside them.
_TABLE = 4
#: How many words before a noun "two of her three" stands.
_PART = 6
#: How near a figure, in characters, stands what explains it.
_NEAR = 60
#: "About 100" and "110" agree.
_ROUGHLY, _CLOSE = 1.2, 1.1
#: Below it nobody rounds without saying so: "12" is not told as "10".
_ROUNDED = 100
#: The smallest figures that are compared, and the smallest that are where one of them is taken up as known.
_SMALLEST, _SMALLEST_KNOWN = 5, 3


def clashing_numbers(
    article: Article,
    doc: Doc,
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    events: Sequence[Event],
) -> Iterator[Conflict]:
    """Two figures for the same thing."""
    groups: dict[tuple[str, str | None], list[Count]] = defaultdict(list)
    for figure in figures:
        if (count := count_of(article.text, doc, figure, statements)) is not None:
            groups[count.matter, count.unit].append(count)
    for count in without_noun(article, doc, statements, groups):
        groups[count.matter, count.unit].append(count)
    live = is_live(article.text)
    for group in groups.values():
        reported: set[int] = set()
        group.sort(key=lambda c: c.span.start)
        found = [
            *(_taken_up(group) if not live else ()),
            *(p for p in combinations(group, 2) if len(group) <= _TABLE and _disagree(*p)),
        ]
        for one, other in found:
            if one.span.start not in reported and other.span.start not in reported:
                reported |= {one.span.start, other.span.start}
                a, b = one.span, other.span
                yield Conflict(
                    kind="number", a=a, b=b, reason=f"“{a.text}” and “{b.text}” for the same {one.head.text}."
                )
    if not live:
        yield from _given(events)
        yield from _left(groups, events)


def _left(
    groups: Mapping[tuple[str, str | None], Sequence[Count]], events: Sequence[Event]
) -> Iterator[Conflict]:
    """A number of things that are given or sent, and another where the text speaks of them without any act.

    "Oslo approved the sale of three batteries", "Four batteries cover two cities": no other batteries are told of.
    """
    given = {
        (q.span.start, q.span.end)
        for e in events
        for i in e.items
        if (q := i.quantity) is not None and q.span
    }
    told = [s for e in events for s in e.evidence]
    for group in groups.values():
        if len({c.value for c in group}) != 2 or group[0].matter in general() or group[0].unit is not None:
            continue
        one, other = group[0], group[-1]
        if (one.span.start, one.span.end) not in given or (other.span.start, other.span.end) in given:
            continue
        if (
            any(s.start <= other.span.start < s.end for s in told)
            or one.head.sent.start == other.head.sent.start
        ):
            continue
        if not _clash(one, other, _SMALLEST_KNOWN) or one.rough or other.rough or other.narrowed:
            continue
        own = one.speaker in {
            p.name for e in events for p in e.actor
        }  # who gives them tells of no other number
        if not other.traits <= one.traits or (_other_voice(one, other) and not own):
            continue
        if _explained(one) or _explained(other):
            continue
        states = {
            t.lemma_.lower() for t in other.head.sent if t.ent_type_ in ("LOCATION", "NORP", "ORGANIZATION")
        }
        if states <= parties(one.head.sent):
            a, b = one.span, other.span
            yield Conflict(
                kind="number", a=a, b=b, reason=f"“{a.text}” and “{b.text}” for the same {one.head.text}."
            )


def _given(events: Sequence[Event]) -> Iterator[Conflict]:
    """Two numbers of one item that one party gives another, where both places speak of the same step."""
    by_item: dict[tuple[str, str, str], list[tuple[Event, float, model.Span]]] = defaultdict(list)
    for event in events:
        for item in event.items:
            q = item.quantity
            if (
                q is not None
                and q.value is not None
                and q.span is not None
                and q.state == "stated"
                and event.evidence
            ):
                by_item[event.type, event.stage, plain(item.name)].append((event, q.value, q.span))
    for (_, _, what), group in by_item.items():
        values = {value for _, value, _ in group}
        if len(values) != 2 or max(values) >= _RATIO * min(values) or max(values) < _SMALLEST_KNOWN:
            continue
        for (one, x, a), (other, y, b) in combinations(group, 2):
            sources = {one.attribution, other.attribution} - {None}
            if (
                x == y
                or one.evidence[0] == other.evidence[0]
                or len(sources) > 1
                or (one.date and other.date)
            ):
                continue
            if not one_matter(one, other) or any(
                explains(PACE).search(e.evidence[0].text) for e in (one, other)
            ):
                continue
            yield Conflict(kind="number", a=a, b=b, reason=f"“{a.text}” and “{b.text}” for the same {what}.")
            break


def _taken_up(group: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """A figure that the article takes up as known, and the one that it gave before, where that differs."""
    for place, count in enumerate(group):
        if not count.known or count.unit == "percent":
            continue
        before = [c for c in group[:place] if _one_thing(c, count)]
        if not before or any(_agree(c, count) for c in (*before, *group[place + 1 :])):
            continue
        if any(a.value + b.value == count.value for a, b in combinations(group[:place], 2)):
            continue
        last = before[-1]
        if _is_part(last, count):
            continue
        if len({c.value for c in before}) == 1 and _clash(last, count, _SMALLEST_KNOWN):
            if _explained(last, PACE) or _explained(count, PACE) or _other_voice(last, count):
                continue
            yield last, count


def _is_part(one: Count, other: Count) -> bool:
    """Whether the earlier number is told again as a part of the later one: "her two sons", "two of her three sons"."""
    doc, at = other.head.doc, other.head.i
    before = doc[max(other.head.sent.start, at - _PART) : at].text.lower()
    return (
        re.search(
            rf"\b{re.escape(one.span.text.lower())} of \w+ {re.escape(other.span.text.lower())}", before
        )
        is not None
    )


def _one_thing(one: Count, other: Count) -> bool:
    """Whether the later figure, taken up as known, can be of what the earlier one was of."""
    if one.head.sent.start == other.head.sent.start or not other.traits <= one.traits:
        return False
    owner = owner_of(other.head)
    if owner is not None and owner not in parties(one.head.sent):
        return False
    if other.matter in general():
        alike = other.fate is not None and one.fate == other.fate
        return alike and _times(one) == _times(other) and _same_parties(one, other)
    return not other.narrowed or bool(one.traits & other.traits)


def _other_voice(one: Count, other: Count) -> bool:
    """Two sources, two figures: both are reported, and neither is the article's."""
    return not same_voice(one.speaker, other.speaker)


def _disagree(one: Count, other: Count) -> bool:
    a, b = one.head.sent, other.head.sent
    if a.start == b.start or not _clash(one, other, _SMALLEST):
        return False
    if not (one.traits <= other.traits or other.traits <= one.traits) or _other_voice(one, other):
        return False
    if other.listed and subject_of(one.verb) == other.listed:
        return not _explained(one, PACE) and not _explained(other, PACE)
    if one.rough != other.rough and one.matter in general():
        return False
    if _explained(one) or _explained(other) or _times(one) != _times(other):
        return False
    if _is_turned(one, other):
        return True
    same_deed = _deed(one) is not None and _deed(one) == _deed(other)
    alike = (
        one.matter not in general() and one.traits == other.traits and not (one.narrowed or other.narrowed)
    )
    if alike and not _two_matters(one, other) and _same_parties(one, other):
        return True
    if not one.traits & other.traits and other.head.ent_type_ not in _ARMS:
        return same_deed and _same_parties(one, other)
    if other.known:
        return True
    # "Nine tents" in a list or under a heading, where no verb makes it another matter.
    listed = other.head.dep_ == "ROOT"
    return (listed or same_deed) and _same_parties(one, other)


def _is_turned(one: Count, other: Count) -> bool:
    """Whether two figures of one thing have the same digits in another order: "312" and "231" passengers."""
    particular = one.matter not in general() or bool(one.traits & other.traits)
    return particular and is_slip(one.span.text, other.span.text) and _same_parties(one, other)


def _two_matters(one: Count, other: Count) -> bool:
    """Whether two things are told of the counted: those who arrived are not those who left."""
    if one.unit == "percent" and one.verb is not None and other.verb is not None:
        return one.verb.lemma_ != other.verb.lemma_
    return len({deed[0] for deed in (_deed(one), _deed(other)) if deed is not None}) > 1


@cache
def _acts() -> dict[str, str]:
    return {word: row.words[0] for row in retellings("act") for word in row.words}


def _deed(count: Count) -> tuple[str, str] | None:
    """What happens to the counted, where it is more than being or having."""
    if count.verb is None or count.verb.is_stop:
        return None
    lemma = count.verb.lemma_.lower()
    return _acts().get(lemma, lemma), "obj" if count.head.dep_ == "nsubj:pass" else count.head.dep_


def _explained(count: Count, without: frozenset[str] = frozenset()) -> bool:
    """Whether words near a figure, in its clause, say why it differs from another."""
    sentence = (
        count.head.sent if count.head.sent.start_char <= count.span.start < count.head.sent.end_char else None
    )
    if sentence is None:  # its noun stands in the sentence before; "the first of the six" explains nothing
        return False
    start, end = count.span.start - sentence.start_char, count.span.end - sentence.start_char
    near = _NEAR // 2 if without else _NEAR
    return explains(without).search(clause(sentence.text, start, end, near)) is not None


def _agree(one: Count, other: Count) -> bool:
    if any(_at_least(c) and c.value <= d.value for c, d in ((one, other), (other, one))):
        return True
    small, large = sorted((one.value, other.value))
    if small == large or (large >= _ROUNDED and (_rounded(large) == small or _rounded(small) == large)):
        return True
    return any(c.rough and _roughly(c.value, d.value) for c, d in ((one, other), (other, one)))


def _at_least(count: Count) -> bool:
    return count.span.text.lower().startswith("at least")


def _roughly(rough: float, exact: float) -> bool:
    """Whether a rough figure can stand for an exact one: "about 100" for 110, but "some 6,200" not for 7,100."""
    digits = len(str(int(rough)).rstrip("0"))
    places = len(str(int(rough))) - digits
    return round(exact, -places) == rough or max(rough, exact) < _CLOSE * min(rough, exact)


def _clash(one: Count, other: Count, smallest: int) -> bool:
    """Whether two figures can be a slip for each other, and not one figure rounded."""
    small, large = sorted((one.value, other.value))
    if small <= 0 or small == large or large < smallest:
        return False
    ratio = large / small
    if _agree(one, other) or ((one.rough or other.rough) and ratio < _ROUGHLY and not other.known):
        return False
    return ratio < _RATIO or f"{small:e}".split("e")[0] == f"{large:e}".split("e")[0]


def _rounded(value: float) -> float:
    """A number rounded to its first digit."""
    digits = len(str(int(value)))
    unit = 10.0 ** (digits - 1)
    return int(value / unit + 0.5) * unit if digits > 1 else value


def _times(count: Count) -> frozenset[str]:
    """When the sentence puts the counted; weekdays left out, as one day may be named once and left out later."""
    above = {count.head.i, *(t.i for t in count.head.ancestors)}
    dates = [d for d in date_spans(count.head.sent) if d.governor is None or d.governor.i in above]
    return frozenset(d.expression.first.lower() for d in dates if not _WEEKDAY.search(d.expression.first))


def _same_parties(one: Count, other: Count) -> bool:
    """Whether nothing says that the two figures are of different people or places."""
    subjects = [subject_of(c.verb) for c in (one, other)]
    if None not in subjects and subjects[0] != subjects[1]:
        return False
    a, b = parties(one.head.sent), parties(other.head.sent)
    return not a or not b or bool(a & b)
