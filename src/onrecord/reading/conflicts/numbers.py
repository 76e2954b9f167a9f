"""Two figures for one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from spacy.tokens import Doc, Span, Token

from onrecord import model
from onrecord.model import Article, Conflict, Event, Figure, Statement
from onrecord.reading.conflicts.context import (
    NAMED,
    NOUNS,
    PACE,
    SMALL,
    clause,
    explains,
    is_live,
    one_matter,
    parties,
    pattern,
    retellings,
    speaker_at,
)
from onrecord.reading.dates import date_spans
from onrecord.reading.knowledge.index import plain

_ARMS = frozenset(("EQUIPMENT", "VESSEL"))
_OF_A_THING = frozenset(("compound", "amod", "flat", "nmod:desc", "nmod:unmarked"))
_KNOWN = frozenset(("the", "these", "those", "its", "their", "his", "her", "all"))
#: Two slips of one figure lie near each other, or are the same digits with another magnitude.
_RATIO = 2.0
_WEEKDAY = re.compile(r"day\b")
#: So many figures of one noun are a table, and differ by what stands beside them.
_TABLE = 4
#: How near a figure, in characters, stands what explains it.
_NEAR = 60
#: "About 100" and "110" agree.
_ROUGHLY, _CLOSE = 1.2, 1.1
#: The smallest figures that are compared, and the smallest that are where one of them is taken up as known.
_SMALLEST, _SMALLEST_KNOWN = 5, 3
_WITHOUT_NOUN = re.compile(
    rf"\b(?:of|all) (?P<known>the (?P<number>{'|'.join(w for w, n in SMALL.items() if n >= _SMALLEST_KNOWN)}))\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\s*[•▪◦*–—-]\s*|\s*")


@dataclass(frozen=True, slots=True)
class _Count:
    """A figure with what it is of.

    low, high  the number; where only a bound is given, that bound
    rough      whether the article gives it as rough, or as a bound
    matter     what is counted, or what a sum is for: a lemma, or the first of its synonyms
    traits     lemmas of what is said of that noun
    verb       what happens to it
    known      whether the article speaks of it as known: "the 115 million in relief"
    narrowed   whether words behind the noun tell which of them are meant: "the 20 people on board"
    fate       what has become of the counted people: the row of retellings.tsv
    speaker    whose words it stands in; None for the article's own
    """

    span: model.Span
    value: float
    rough: bool
    unit: str | None
    head: Token
    matter: str
    traits: frozenset[str]
    verb: Token | None
    known: bool
    narrowed: bool
    fate: int | None
    speaker: str | None
    listed: str | None


def clashing_numbers(
    article: Article, doc: Doc, statements: Sequence[Statement], figures: Sequence[Figure], events: Sequence[Event]
) -> Iterator[Conflict]:
    """Two figures for the same thing."""
    groups: dict[tuple[str, str | None], list[_Count]] = defaultdict(list)
    for figure in figures:
        if (count := _count(article.text, doc, figure, statements)) is not None:
            groups[count.matter, count.unit].append(count)
    for count in _left_to_be_understood(article, doc, statements, groups):
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


def _given(events: Sequence[Event]) -> Iterator[Conflict]:
    """Two numbers of one item that one party gives another, where both places speak of the same step."""
    by_item: dict[tuple[str, str, str], list[tuple[Event, float, model.Span]]] = defaultdict(list)
    for event in events:
        for item in event.items:
            q = item.quantity
            if q is not None and q.value is not None and q.span is not None and q.state == "stated" and event.evidence:
                by_item[event.type, event.stage, plain(item.name)].append((event, q.value, q.span))
    for (_, _, what), group in by_item.items():
        values = {value for _, value, _ in group}
        if len(values) != 2 or max(values) >= _RATIO * min(values) or max(values) < _SMALLEST_KNOWN:
            continue
        for (one, x, a), (other, y, b) in combinations(group, 2):
            sources = {one.attribution, other.attribution} - {None}
            if x == y or one.evidence[0] == other.evidence[0] or len(sources) > 1 or (one.date and other.date):
                continue
            if not one_matter(one, other) or any(explains(PACE).search(e.evidence[0].text) for e in (one, other)):
                continue
            yield Conflict(kind="number", a=a, b=b, reason=f"“{a.text}” and “{b.text}” for the same {what}.")
            break


def _count(text: str, doc: Doc, figure: Figure, statements: Sequence[Statement]) -> _Count | None:
    bounds = [v for v in (figure.value, figure.min, figure.max) if v is not None]
    words = doc.char_span(figure.span.start, figure.span.end, alignment_mode="expand")
    if words is None or not len(words) or len(set(bounds)) != 1:
        return None
    head: Token | None = words.root
    if figure.unit is None:
        while head is not None and (head.pos_ not in NOUNS or head.i < words.end):
            head = (
                head.head
                if head.head != head and head.dep_ in ("nummod", "compound", "det", "amod")
                else None
            )
    else:
        head = _sum_for(words)
    if head is None or head.pos_ not in NOUNS:
        return None
    rough = figure.value is None or figure.state == "approximate"
    return _told(text, figure.span, bounds[0], rough, figure.unit, head, words, statements)


def _told(
    text: str, span: model.Span, value: float, rough: bool, unit: str | None, head: Token, words: Span,
    statements: Sequence[Statement],
) -> _Count:  # fmt: skip
    traits = frozenset(t.lemma_.lower() for t in _traits(head) if not words.start <= t.i < words.end)
    above = (t.head for t in (head, words.root) if t.head != t)
    verb = next((t for t in above if t.pos_ == "VERB"), None)
    known = any(c.lower_ in _KNOWN for c in words.root.children) or (
        words.root.dep_ != "nmod" and (
            any(c.lower_ in _KNOWN for c in head.children) or _itemised(head) or _owner(head) is not None
        )
    )
    return _Count(
        span, value, rough, unit, head, _matter(head), traits, verb, known, _narrowed(head, words),
        _fate(words), speaker_at(span.start, statements), _label(text, words),
    )  # fmt: skip


@cache
def _synonyms() -> dict[str, str]:
    return {word: row.words[0] for row in retellings("thing") for word in row.words}


@cache
def _general() -> frozenset[str]:
    return frozenset(word for row in retellings("general") for word in row.words)


def _matter(head: Token) -> str:
    for form in (head.lower_, head.lemma_.lower()):
        if form in _synonyms():
            return _synonyms()[form]
    return head.lemma_.lower()


def _itemised(head: Token) -> bool:
    """Whether a known plural is being taken apart: "The vehicles, three ambulances and a lorry, ..."."""
    whole = head.head
    if head.dep_ not in ("appos", "conj") or whole.pos_ != "NOUN" or whole.i > head.i:
        return False
    return (
        head.doc[whole.i + 1].text == ","
        and _first_word(head).i == whole.i + 2
        and any(c.lower_ in ("the", "these") for c in whole.children)
    )


def _first_word(head: Token) -> Token:
    """The first word of a phrase, without a comma that the parse hangs on it."""
    return next((t for t in head.doc[head.left_edge.i : head.i] if not t.is_punct), head)


def _narrowed(head: Token, words: Span) -> bool:
    for child in head.children:
        if child.i <= max(head.i, words.end - 1):
            continue
        comma = head.doc[_first_word(child).i - 1].is_punct
        if not comma and child.dep_ in ("acl", "acl:relcl", "nmod", "advcl"):
            return True
    return False


@cache
def _fates() -> tuple[re.Pattern[str], ...]:
    return tuple(pattern(row.words) for row in retellings("fate"))


def _fate(words: Span) -> int | None:
    """What has become of the people counted: the row of the nearest word that tells."""
    sentence, at = words.sent, words.start_char - words.sent.start_char
    near = [
        (abs(m.start() - at), number)
        for number, found in enumerate(_fates())
        for m in found.finditer(sentence.text)
        if abs(m.start() - at) <= _NEAR
    ]
    return min(near)[1] if near else None


def _label(text: str, words: Span) -> str | None:
    """Whose line of a list a figure stands in: "• Uzbekistan: 5,300 tons of flour"."""
    start = words.start_char
    line = text[max(text.rfind("\n", 0, start), -1) + 1 : start]
    label, colon, rest = line.partition(":")
    if not colon or len(rest) > _NEAR or len(label) > _NEAR // 2:
        return None
    return label[_OPENS.match(label).end() :].strip().lower() or None  # type: ignore[union-attr]  # matches nothing too


def _left_to_be_understood(
    article: Article,
    doc: Doc,
    statements: Sequence[Statement],
    groups: dict[tuple[str, str | None], list[_Count]],
) -> Iterator[_Count]:
    """Figures that stand without their noun, which the sentence before has: "The first of the six is painted"."""
    for m in _WITHOUT_NOUN.finditer(article.text):
        words = doc.char_span(m.start("known"), m.end())
        if words is None or words[-1].dep_ in ("nummod", "compound", "flat", "appos") or words[-1].ent_type_:
            continue
        after = doc[words.end] if words.end < len(doc) else None
        if after is not None and (after.pos_ in (*NOUNS, "ADJ", "NUM") or after.lower_ == "of"):
            continue
        start = doc[max(words.sent.start - 1, 0)].sent.start
        noun = next(
            (t for t in reversed(doc[start : words.start]) if t.pos_ == "NOUN" and (_matter(t), None) in groups), None
        )
        if noun is not None:
            yield _Count(
                article.span("text", words.start_char, words.end_char), SMALL[m["number"].lower()], False, None, noun,
                _matter(noun), frozenset(), None, True, False, None, speaker_at(words.start_char, statements), None,
            )  # fmt: skip


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
    if unit.head.lower_ == "worth" and unit.head.head.pos_ in NOUNS:
        return unit.head.head
    for child in unit.children:
        if (
            child.dep_ == "nmod"
            and child.i >= words.end
            and any(c.lower_ in ("in", "of", "for") for c in child.children)
        ):
            return child
    of = unit.dep_ == "nmod" and any(c.lower_ == "of" for c in unit.children)  # "a package of 18 million euros"
    joined = of or unit.dep_ in ("compound", "nmod:unmarked", "nummod")
    return unit.head if joined and unit.head.pos_ in NOUNS else None


def _taken_up(group: Sequence[_Count]) -> Iterator[tuple[_Count, _Count]]:
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
        if len({c.value for c in before}) == 1 and _clash(last, count, _SMALLEST_KNOWN):
            if _explained(last, PACE) or _explained(count, PACE) or _other_voice(last, count):
                continue
            yield last, count


def _one_thing(one: _Count, other: _Count) -> bool:
    """Whether the later figure, taken up as known, can be of what the earlier one was of."""
    if one.head.sent.start == other.head.sent.start or not other.traits <= one.traits:
        return False
    owner = _owner(other.head)
    if owner is not None and owner not in parties(one.head.sent):
        return False
    if other.matter in _general():
        alike = other.fate is not None and one.fate == other.fate
        return alike and _times(one) == _times(other) and _same_parties(one, other)
    return not other.narrowed


def _owner(head: Token) -> str | None:
    """Who has the counted: "Norway's 40 pumps"."""
    return next((c.lemma_.lower() for c in head.children if c.dep_ == "nmod:poss" and c.ent_type_ in NAMED), None)


def _other_voice(one: _Count, other: _Count) -> bool:
    """Two sources, two figures: both are reported, and neither is the article's."""
    return bool(one.speaker and other.speaker and one.speaker != other.speaker)


def _disagree(one: _Count, other: _Count) -> bool:
    a, b = one.head.sent, other.head.sent
    if a.start == b.start or not _clash(one, other, _SMALLEST):
        return False
    if not (one.traits <= other.traits or other.traits <= one.traits) or _other_voice(one, other):
        return False
    if other.listed and _subject(one.verb) == other.listed:
        return not _explained(one, PACE) and not _explained(other, PACE)
    if one.rough != other.rough and one.matter in _general():
        return False
    if _explained(one) or _explained(other) or _times(one) != _times(other):
        return False
    same_deed = _deed(one) is not None and _deed(one) == _deed(other)
    if not one.traits & other.traits and other.head.ent_type_ not in _ARMS:
        return same_deed and _same_parties(one, other)
    if other.known:
        return True
    # "14 warplanes" in a list or under a heading, where no verb makes it another matter.
    listed = other.head.dep_ == "ROOT"
    return (listed or same_deed) and _same_parties(one, other)


@cache
def _acts() -> dict[str, str]:
    return {word: row.words[0] for row in retellings("act") for word in row.words}


def _deed(count: _Count) -> tuple[str, str] | None:
    """What happens to the counted, where it is more than being or having."""
    if count.verb is None or count.verb.is_stop:
        return None
    lemma = count.verb.lemma_.lower()
    return _acts().get(lemma, lemma), "obj" if count.head.dep_ == "nsubj:pass" else count.head.dep_


def _explained(count: _Count, without: frozenset[str] = frozenset()) -> bool:
    """Whether words near a figure, in its clause, say why it differs from another."""
    sentence = count.head.sent if count.head.sent.start_char <= count.span.start < count.head.sent.end_char else None
    if sentence is None:  # its noun stands in the sentence before; "the first of the six" explains nothing
        return False
    start, end = count.span.start - sentence.start_char, count.span.end - sentence.start_char
    near = _NEAR // 2 if without else _NEAR
    return explains(without).search(clause(sentence.text, start, end, near)) is not None


def _agree(one: _Count, other: _Count) -> bool:
    if any(_at_least(c) and c.value <= d.value for c, d in ((one, other), (other, one))):
        return True
    small, large = sorted((one.value, other.value))
    if small == large or _rounded(large) == small or _rounded(small) == large:
        return True
    return any(c.rough and _roughly(c.value, d.value) for c, d in ((one, other), (other, one)))


def _at_least(count: _Count) -> bool:
    return count.span.text.lower().startswith("at least")


def _roughly(rough: float, exact: float) -> bool:
    """Whether a rough figure can stand for an exact one: "about 100" for 110, but "some 6,200" not for 7,100."""
    digits = len(str(int(rough)).rstrip("0"))
    places = len(str(int(rough))) - digits
    return round(exact, -places) == rough or max(rough, exact) < _CLOSE * min(rough, exact)


def _clash(one: _Count, other: _Count, smallest: int) -> bool:
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
    a, b = parties(one.head.sent), parties(other.head.sent)
    return not a or not b or bool(a & b)


def _subject(verb: Token | None) -> str | None:
    subjects = (
        [c for c in verb.children if c.dep_ == "nsubj" and c.ent_type_ in NAMED] if verb is not None else []
    )
    return subjects[0].lemma_.lower() if subjects else None
