"""One act on two days: "signed the accord on 12 May", "the accord, which was signed on 14 May"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from spacy.tokens import Doc, Token

from onrecord import model
from onrecord.model import Article, Conflict, Statement
from onrecord.reading.clauses import objects, subjects
from onrecord.reading.conflicts.context import explains, is_live, same_voice, speaker_at
from onrecord.reading.conflicts.counted import matter_of
from onrecord.reading.dates import date_spans

_DAY = re.compile(r"\b(?:[A-Z][a-z]+day|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,}|[A-Z][a-z]{2,}\.? \d{1,2})\b")
_WEEKDAY = re.compile(r"\b[A-Z][a-z]+day\b")
_KNOWN = frozenset(("the", "this", "its", "their"))
#: Verbs that tell nothing that happens once.
_OFTEN = frozenset(("say", "be", "have", "tell", "add", "see", "do", "make", "take", "go", "come", "meet", "speak", "attack", "kill", "report"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Act:
    verb: Token
    theme: Token
    day: str
    span: model.Span
    future: bool
    speaker: str | None


def clashing_days(article: Article, doc: Doc, statements: Sequence[Statement]) -> Iterator[Conflict]:
    """One act that the article puts on two days."""
    if is_live(article.text):
        return
    acts = list(_acts(article, doc, statements))
    for one, other in combinations(acts, 2):
        if one.verb.lemma_ != other.verb.lemma_ or one.verb.sent.start == other.verb.sent.start:
            continue
        if one.day == other.day or bool(_WEEKDAY.search(one.day)) != bool(_WEEKDAY.search(other.day)):
            continue
        if not _one_theme(one.theme, other.theme) or not same_voice(one.speaker, other.speaker):
            continue
        if any(explains().search(t.verb.sent.text) for t in (one, other)) or one.future != other.future:
            continue
        a, b = one.span, other.span
        yield Conflict(kind="wording", a=a, b=b, reason=f"The {other.theme.text}: “{a.text}” and “{b.text}”.")
        return


def _acts(article: Article, doc: Doc, statements: Sequence[Statement]) -> Iterator[_Act]:
    for sentence in doc.sents:
        for dated in date_spans(sentence):
            verb = dated.governor
            if (
                verb is None
                or verb.pos_ != "VERB"
                or verb.lemma_.lower() in _OFTEN
                or dated.expression.second
            ):
                continue
            day = _DAY.search(dated.expression.first)
            theme = next((t for t in (*objects(verb), *subjects(verb)) if t.pos_ == "NOUN"), None)
            if day is None or theme is None:
                continue
            span = article.span("text", dated.span.start_char, dated.span.end_char)
            future = any(c.dep_ == "aux" and c.lower_ in ("will", "'ll", "’ll") for c in verb.children)
            future = future or (
                not any(c.dep_ == "aux:pass" for c in verb.children) and verb.text.endswith("s")
            )
            yield _Act(verb, theme, day[0], span, future, speaker_at(verb.idx, statements))


def _one_theme(one: Token, other: Token) -> bool:
    """Whether two nouns are of one thing: the same noun with the same words beside it, taken up as known."""
    if matter_of(one) != matter_of(other) or one.text != other.text:
        return False
    if not all(any(c.lower_ in _KNOWN for c in t.children) for t in (one, other)):
        return False
    beside = [
        {
            c.lemma_.lower()
            for c in t.subtree
            if c.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") and c != t and c.dep_ != "obl"
        }
        for t in (one, other)
    ]
    return beside[0] <= beside[1] or beside[1] <= beside[0]
