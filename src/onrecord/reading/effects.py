"""What an article claims to follow from what, in the form of the contract."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from onrecord import model
from onrecord.model import Article, Cause, Effect, Event, Statement
from onrecord.reading.causation import Claim, claims
from onrecord.reading.entities import Entities


def effects(
    article: Article, doc: Doc, entities: Entities, statements: Sequence[Statement], events: Sequence[Event]
) -> tuple[Effect, ...]:
    """The effects that an article's text claims, in order of the words that claim them.

    statements, events  those of the reading, in its order: effects refer to them by index
    """
    return tuple(_effect(article, claim, entities, statements, events) for claim in claims(doc, entities))


def _effect(
    article: Article,
    claim: Claim,
    entities: Entities,
    statements: Sequence[Statement],
    events: Sequence[Event],
) -> Effect:
    cause, effect = _span(article, claim.cause), _span(article, claim.effect)
    event = next((i for i, e in enumerate(events) if e.trigger in cause), None)
    draft = entities.at(claim.cause.root) if event is None else None
    return Effect(
        cause=Cause(
            field="text", start=cause.start, end=cause.end, text=cause.text, event=event,
            entity=draft.id if draft is not None else None,
        ),
        effect=effect,
        relation=claim.relation,
        certainty=claim.certainty,
        attribution=_attribution(claim, statements),
        evidence=_evidence(article, claim),
    )  # fmt: skip


def _span(article: Article, words: Span) -> model.Span:
    return article.span("text", words.start_char, words.end_char)


def _evidence(article: Article, claim: Claim) -> tuple[model.Span, ...]:
    """The sentences of cause and effect, in order."""
    found = {sentence.start: sentence for sentence in (claim.cause.sent, claim.effect.sent, claim.cue.sent)}
    return tuple(_whole(article, found[start]) for start in sorted(found))


def _whole(article: Article, sentence: Span) -> model.Span:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return article.span("text", start, start + len(text.strip()))


def _attribution(claim: Claim, statements: Sequence[Statement]) -> int | None:
    """The innermost statement that says it: the shortest whose content has both the claiming word and the effect."""
    word, start = claim.cue.idx, claim.effect.root.idx
    saying = [
        (sum(c.end - c.start for c in s.content), i)
        for i, s in enumerate(statements)
        if all(any(c.start <= at < c.end for c in s.content) for at in (word, start))
    ]
    return min(saying)[1] if saying else None
