"""What a figure is of, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from onrecord import model
from onrecord.model import Article, Figure, Statement
from onrecord.reading.conflicts.context import NAMED, NOUNS, SMALL, pattern, retellings, speaker_at

#: How near a figure, in characters, stand a word that tells a fate and the label of its line.
_NEAR = 60
#: The smallest figure that is looked at where its noun is left to be understood.
_SMALLEST_KNOWN = 3
_OF_A_THING = frozenset(("compound", "amod", "flat", "nmod:desc", "nmod:unmarked"))
_KNOWN = frozenset(("the", "these", "those", "its", "their", "his", "her", "all"))
_WITHOUT_NOUN = re.compile(
    rf"\b(?:of|all) (?P<known>the (?P<number>{'|'.join(w for w, n in SMALL.items() if n >= _SMALLEST_KNOWN)}))\b",
    re.IGNORECASE,
)
_BULLETS = "•▪◦*–—- \t"


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with what it is of.

    value      the number; where only a bound is given, that bound
    rough      whether the article gives it as rough, or as a bound
    matter     what is counted, or what a sum is for: a lemma, or the first of its synonyms
    traits     lemmas of what is said of that noun
    verb       what happens to it
    known      whether the article speaks of it as known: "the 205 million in relief"
    narrowed   whether words behind the noun tell which of them are meant: "the 20 people on board"
    fate       what has become of the counted people: the row of retellings.tsv
    speaker    whose words it stands in; None for the article's own
    listed     whose line of a list it stands in: "• Latvia: ...", lower case
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


def count_of(text: str, doc: Doc, figure: Figure, statements: Sequence[Statement]) -> Count | None:
    """What a figure counts; None where the parse has no noun for it, or the figure is a range."""
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
) -> Count:  # fmt: skip
    traits = frozenset(t.lemma_.lower() for t in _traits(head) if not words.start <= t.i < words.end)
    above = (t.head for t in (head, words.root, head.head) if t.head != t)  # also past "a total of"
    verb = next((t for t in above if t.pos_ == "VERB"), None)
    known = any(c.lower_ in _KNOWN for c in words.root.children) or (
        words.root.dep_ != "nmod"
        and (any(c.lower_ in _KNOWN for c in head.children) or _itemised(head) or owner_of(head) is not None)
    )
    return Count(
        span, value, rough, unit, head, matter_of(head), traits, verb, known, _narrowed(head, words),
        _fate(words), speaker_at(span.start, statements), _label(text, words),
    )  # fmt: skip


@cache
def _synonyms() -> dict[str, str]:
    return {word: row.words[0] for row in retellings("thing") for word in row.words}


@cache
def general() -> frozenset[str]:
    """Nouns too general to know a figure by: "people", "countries"."""
    return frozenset(word for row in retellings("general") for word in row.words)


def matter_of(head: Token) -> str:
    """What a noun is of: its lemma, or the first of its synonyms in retellings.tsv."""
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
    """Whose line of a list a figure stands in: "• Latvia: 3,600 tonnes of barley"."""
    start = words.start_char
    line = text[max(text.rfind("\n", 0, start), -1) + 1 : start]
    label, colon, rest = line.partition(":")
    if not colon or len(rest) > _NEAR or len(label) > _NEAR // 2:
        return None
    return label.strip(_BULLETS).lower() or None


def without_noun(
    article: Article,
    doc: Doc,
    statements: Sequence[Statement],
    groups: dict[tuple[str, str | None], list[Count]],
) -> Iterator[Count]:
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
            (
                t
                for t in reversed(doc[start : words.start])
                if t.pos_ == "NOUN" and (matter_of(t), None) in groups
            ),
            None,
        )
        if noun is not None:
            yield Count(
                article.span("text", words.start_char, words.end_char), SMALL[m["number"].lower()], False, None, noun,
                matter_of(noun), frozenset(), None, True, False, None, speaker_at(words.start_char, statements), None,
            )  # fmt: skip


def _traits(head: Token) -> Iterator[Token]:
    """The words that tell what kind of thing it is: "retired MiG-29 warplanes", "rounds of ammunition"."""
    for child in head.children:
        of = child.dep_ == "nmod" and any(c.lower_ == "of" for c in child.children)
        if (of or child.dep_ in _OF_A_THING) and child.pos_ in ("NOUN", "PROPN", "ADJ", "VERB"):
            yield child
            yield from _traits(child)


def _sum_for(words: Span) -> Token | None:
    """What a sum or a measure is of: "relief worth 250 million pesos", "205 million pesos in relief"."""
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
    if unit.lemma_ == "percent" and any(c.dep_ == "cop" for c in unit.children):
        return next(
            (c for c in unit.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None
        )  # "turnout was 61 percent"
    of = unit.dep_ == "nmod" and any(
        c.lower_ == "of" for c in unit.children
    )  # "a package of 18 million euros"
    joined = of or unit.dep_ in ("compound", "nmod:unmarked", "nummod")
    return unit.head if joined and unit.head.pos_ in NOUNS else None


def owner_of(head: Token) -> str | None:
    """Who has the counted: "Norway's 40 pumps"."""
    return next(
        (c.lemma_.lower() for c in head.children if c.dep_ == "nmod:poss" and c.ent_type_ in NAMED), None
    )


def subject_of(verb: Token | None) -> str | None:
    """The name that a verb has for its subject, lower case."""
    subjects = (
        [c for c in verb.children if c.dep_ == "nsubj" and c.ent_type_ in NAMED] if verb is not None else []
    )
    return subjects[0].lemma_.lower() if subjects else None
