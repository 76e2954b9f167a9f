"""The claims of a headline: where one ends and the next begins, and which parts claim nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span

from onrecord.reading import knowledge
from onrecord.reading.claimed import main_word
from onrecord.reading.knowledge.index import table

_PARTS = re.compile(r"\s*(?:;|\s[–—-]\s|—|\s\|\s|:(?=\s)|(?<=[a-z])\.(?=\s+[A-Z])|(?<=\?)\s)\s*")
_COUNTED = re.compile(
    r"(?:at least|more than|over|up to|some|about|nearly)?\s*\d[\d,.]*\s+(?:dead|killed|hurt|injured|missing)"
)
_DASHES = frozenset("–—-")
_AS = re.compile(r",?\s+(?:as|while|amid)\s+|,\s+")


def recased(headline: str, text: str) -> str:
    """A headline in capitals as a sentence has it, so that it can be parsed; every character keeps its place.

    A word keeps its capital where the text has it only so.
    """
    words = [w for w in _CASED.findall(headline) if len(w) > 3]
    if len(words) < 2 or sum(w[0].isupper() for w in words) < _CAPITALS * len(words):
        return headline
    known = set(_CASED.findall(text))

    def plain(match: re.Match[str]) -> str:
        word = match[0]
        low, title = word.lower(), word.capitalize()
        new = word if word in known and low not in known else low if low in known else None
        if new is None and (title in known or _is_name(title)):
            new = title
        if new is None:
            new = word if len(word) < _CAPITAL_WORD and word.isupper() else low
        return new if len(new) == len(word) else word

    first = headline[: len(headline) - len(headline.lstrip())]
    body = _CASED.sub(plain, headline[len(first) :])
    return first + body[:1].upper() + body[1:] if len(body[:1].upper()) == 1 else headline


_CASED = re.compile(r"[^\W\d_]+(?:[.’'][^\W\d_]+)*\.?")
#: The share of capitalised words that makes a headline one in capitals, and what is an acronym at most.
_CAPITALS, _CAPITAL_WORD = 0.8, 4


def _is_name(word: str) -> bool:
    return (
        knowledge.country(word) is not None
        or knowledge.demonym(word) is not None
        or knowledge.capital(word) is not None
    )


def parts(title: Doc) -> list[Span]:
    """The claims of a headline: "A; B" makes two, and so does "A as B" where both have a verb."""
    found: list[Span] = []
    for start, end in _pieces(title.text):
        span = title.char_span(start, end, alignment_mode="expand")
        if span is not None:
            found += _clauses(span)
    return found or [title[:]]


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in _PARTS.finditer(text):
        if gap.start() > at:
            if _COUNTED.match(text, gap.end()) and gap[0].strip() in _DASHES:
                continue  # "Quake in Peru - at least 12 dead"
            if (
                gap[0].strip() == "."
                and knowledge.title(text[: gap.start() + 1].rsplit(maxsplit=1)[-1]) is not None
            ):
                continue  # "Minister calls on Rep. Jones to resign"
            yield at, gap.start()
        at = gap.end()
    if at < len(text):
        yield at, len(text)


def _clauses(span: Span) -> list[Span]:
    """A part cut at "as" or a comma, where what stands on either side has a verb of its own."""
    for gap in _AS.finditer(span.text):
        left = span.doc.char_span(span.start_char, span.start_char + gap.start(), alignment_mode="expand")
        right = span.doc.char_span(span.start_char + gap.end(), span.end_char, alignment_mode="expand")
        if left is None or right is None or len(left) < 2 or len(right) < 2:
            continue
        if (
            (_has_verb(left) or " as " in gap[0])
            and _has_verb(right)
            and not _only_says(right)
            and not _only_says(left)
        ):
            return [left, *_clauses(right)]
    return [span]


def is_topic(pieces: Sequence[Span], at: int) -> bool:
    """Whether a part without a verb only says what the teaser behind it is about: "Ash over the Azores: what we know"."""
    if at + 1 >= len(pieces) or _has_verb(pieces[at]):
        return False
    return claims_nothing(pieces[at + 1].text)


def _has_verb(span: Span) -> bool:
    return main_word(span) is not None


def _only_says(span: Span) -> bool:
    """Whether a part says no more than who says it: ", army says"."""
    ends = (span[0], span[-1])
    return len(span) <= 4 and any(
        t.lemma_.lower() in ("say", "warn", "report", "tell", "claim") for t in ends
    )


@cache
def _teasers(kind: str) -> tuple[str, ...]:
    return tuple(words for words, k, _ in table("teasers.tsv", 3) if k == kind)


def is_label(part: Span) -> bool:
    """Whether a part without a verb is no more than a name or thing ("The Markets") or says what kind of text it is."""
    if main_word(part) is not None or any(t.like_num for t in part):
        return False
    words = [t for t in part if t.is_alpha and t.pos_ != "DET"]
    if len(words) == 1 or all(t.pos_ == "PROPN" for t in words):
        return True
    heads = [t for t in words if t.pos_ in ("NOUN", "PROPN") and (t.head == t or t.head not in part)]
    return any(t.lower_ in _teasers("head") for t in heads)


def claims_nothing(text: str) -> bool:
    """Whether a part of a headline is a question, a teaser or a rubric."""
    plain = " ".join(text.replace("’", "'").lower().split()).strip(" .:!–—-|")
    if plain.endswith("?") or not plain:
        return True
    if plain in _teasers("label") or any(plain.startswith(f"{w} ") or plain == w for w in _teasers("first")):
        return True
    return any(w in plain for w in _teasers("inside"))
