"""One clause told twice with another number: "62 percent want it shut", "26 percent want it shut"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from spacy.tokens import Doc, Span, Token

from onrecord import model
from onrecord.model import Article, Conflict, Figure, Statement
from onrecord.reading.conflicts.context import (
    NAMED,
    PACE,
    clause,
    explains,
    is_live,
    is_slip,
    same_voice,
    speaker_at,
)
from onrecord.reading.dates import date_spans

#: How many words that carry meaning two clauses share, at least, and what share of them.
_SHARED, _SHARE = 3, 0.6
_NEAR, _RATIO, _SMALLEST = 60, 2.0, 3
_CONTENT = frozenset(("NOUN", "VERB", "ADJ", "PROPN"))
_CLAUSE = frozenset(("ROOT", "ccomp", "conj", "parataxis", "acl:relcl"))


@dataclass(frozen=True, slots=True)
class _Telling:
    """A number with the words of its clause; `named` are the names in it, `times` its dates."""

    span: model.Span
    value: float
    unit: str | None
    words: frozenset[str]
    named: frozenset[str]
    times: frozenset[str]
    verb: Token
    speaker: str | None


def told_again(
    article: Article, doc: Doc, statements: Sequence[Statement], figures: Sequence[Figure]
) -> Iterator[Conflict]:
    """A clause that stands twice in the article, and nearly in the same words, with two numbers."""
    if is_live(article.text):
        return
    tellings = [t for f in figures if (t := _telling(doc, f, statements)) is not None]
    for one, other in combinations(tellings, 2):
        if _one_clause(one, other) and _clash(one, other):
            a, b = one.span, other.span
            yield Conflict(
                kind="number", a=a, b=b, reason=f"“{a.text}” and “{b.text}” in clauses that tell the same."
            )
            return


def _telling(doc: Doc, figure: Figure, statements: Sequence[Statement]) -> _Telling | None:
    words = doc.char_span(figure.span.start, figure.span.end, alignment_mode="expand")
    if words is None or figure.value is None or figure.state != "stated":
        return None
    verb = next((t for t in (words.root, *words.root.ancestors) if t.pos_ == "VERB"), None)
    if verb is None or verb.sent.start != words.sent.start:
        return None
    if any(c.lower_ in ("not", "n't", "no", "will", "would", "could", "may", "if") for c in verb.children):
        return None
    own = _clause(verb)
    if any(t.i not in {o.i for o in own} for t in words):
        return None
    said = [t for t in own if not words.start <= t.i < words.end]
    return _Telling(
        figure.span, figure.value, figure.unit,
        frozenset(t.lemma_.lower() for t in said if t.pos_ in _CONTENT and not t.is_stop and t.ent_type_ != "DATE"),
        frozenset(t.lemma_.lower() for t in said if t.ent_type_ in NAMED),
        frozenset(d.expression.first.lower() for d in date_spans(words.sent)),
        verb, speaker_at(figure.span.start, statements),
    )  # fmt: skip


def _clause(verb: Token) -> list[Token]:
    """The words of a verb's clause, without clauses coordinated with it or set beside it."""
    left_out = {t.i for c in verb.children if c.dep_ in ("conj", "parataxis", "advcl") for t in c.subtree}
    return [t for t in verb.subtree if t.i not in left_out]


def _one_clause(one: _Telling, other: _Telling) -> bool:
    """Whether two clauses have the same verb and nearly the same words, the same names, and no two times."""
    if one.verb.sent.start == other.verb.sent.start or one.verb.lemma_ != other.verb.lemma_:
        return False
    if one.unit != other.unit or not (one.named <= other.named or other.named <= one.named):
        return False
    if one.times and other.times and one.times != other.times:
        return False
    common = one.words & other.words
    # a name that one of them leaves out takes no word from the other
    both = (one.words | other.words) - (one.named ^ other.named)
    return len(common) >= _SHARED and len(common) >= _SHARE * len(both)


def _clash(one: _Telling, other: _Telling) -> bool:
    small, large = sorted((one.value, other.value))
    if small <= 0 or small == large or large < _SMALLEST or not same_voice(one.speaker, other.speaker):
        return False
    if large >= _RATIO * small and not is_slip(one.span.text, other.span.text):
        return False
    return not any(_explained(t) for t in (one, other))


def _explained(telling: _Telling) -> bool:
    sentence: Span = telling.verb.sent
    start, end = telling.span.start - sentence.start_char, telling.span.end - sentence.start_char
    return explains(PACE).search(clause(sentence.text, start, end, _NEAR)) is not None
