"""Utterances to hold against each other, from what somebody is quoted as saying; invented throughout."""

from __future__ import annotations

from onrecord.linking import Piece
from onrecord.linking.quotations.utterances import Utterance, utterances
from onrecord.model import Article, Entity, Reading, Span, Speaker, Statement


def said(
    quotation: str, *, article: str = "a", published: str | None = None, speaker: str = "Ana Brandt"
) -> Utterance:
    """The utterance in `“...” Ana Brandt said.`; a bar in the quotation is where "she said" cuts it."""
    return utterances(saying(quotation, article=article, published=published, speaker=speaker))[0]


def saying(
    quotation: str, *, article: str = "a", published: str | None = None, speaker: str = "Ana Brandt"
) -> Piece:
    """An article that says just this."""
    parts = [part.strip() for part in quotation.split("|")]
    text = f" {speaker} said. ".join(f"“{part}”" for part in parts)
    if len(parts) == 1:
        text += f" {speaker} said."
    content, at = [], 0
    for part in parts:
        start = text.index(f"“{part}”", at)
        at = start + len(part) + 2
        content.append(Span("text", start, at, text[start:at]))
    return _piece(text, content, "direct", speaker, article, published)


def reporting(
    text: str, words: str, *, article: str = "b", published: str | None = None, speaker: str = "Ana Brandt"
) -> Piece:
    """An article in which these words are what the speaker is reported to have said; mixed where some stand in marks."""
    start = text.index(words)
    form = "mixed" if "“" in words else "indirect"
    return _piece(text, [Span("text", start, start + len(words), words)], form, speaker, article, published)


def reported(text: str, words: str | None = None) -> Utterance:
    """The utterance of such an article."""
    return next(u for u in utterances(reporting(text, words or text)) if u.attributed)


def _piece(text, content, form, speaker, article, published) -> Piece:
    at = text.find(speaker)
    span = Span("text", at, at + len(speaker), speaker) if at >= 0 else None
    person = Entity(id="e1", name=speaker, kind="person", mentions=(span,) if span else ())
    statement = Statement(
        speaker=Speaker(name=speaker, entity="e1", span=span),
        anonymous=False,
        cue=None,
        content=tuple(content),
        form=form,
    )
    reading = Reading(
        article=Article(text=text, published=published), entities=(person,), statements=(statement,)
    )
    return Piece(article, reading)
