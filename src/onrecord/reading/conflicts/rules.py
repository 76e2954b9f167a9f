"""A rule that holds from one day in one place and from another in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations

from spacy.tokens import Doc, Span, Token

from onrecord.model import Article, Conflict
from onrecord.reading.conflicts.context import pattern, retellings
from onrecord.reading.dates import date_spans
from onrecord.reading.periods import period


@cache
def _force() -> re.Pattern[str]:
    return pattern(word for row in retellings("force") for word in row.words)


def clashing_starts(article: Article, doc: Doc) -> Iterator[Conflict]:
    """A rule that is in force from one day in one place and from another day in another."""
    base = _published(article)
    found: list[tuple[Token, date, Span]] = []
    for m in _force().finditer(article.text):
        words = doc.char_span(m.start(), m.end(), alignment_mode="expand")
        if words is None:
            continue
        noun = next((t for t in reversed(doc[words.sent.start : words.start]) if _is_rule(t)), None)
        dated = next((d for d in date_spans(words.sent) if 0 <= d.span.start - words.end <= 2), None)
        if noun is None or dated is None:
            continue
        when = period(dated.expression, base, "future" if "will" in {t.lower_ for t in words.sent} else None)
        if when is not None:
            found.append(
                (noun, when.last if when.first == date.min else when.first, doc[words.start : dated.span.end])
            )
    for (one, first, a), (other, second, b) in combinations(found, 2):
        if one.sent.start == other.sent.start or one.lemma_ != other.lemma_ or first == second:
            continue
        if not any(c.lower_ in ("the", "this", "its") for c in other.children):
            continue
        x, y = (article.span("text", w.start_char, w.end_char) for w in (a, b))
        yield Conflict(kind="stage", a=x, b=y, reason=f"The {other.text} is “{x.text}” and “{y.text}”.")
        return


def _published(article: Article) -> date | None:
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


@cache
def _rules() -> frozenset[str]:
    return frozenset(word for row in retellings("rule") for word in row.words)


def _is_rule(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.lemma_.lower() in _rules()
