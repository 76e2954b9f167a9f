"""What a story says as a whole: who carries it, how it went on, and what most of them report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord import wording
from onrecord.linking.links import Evidence, Piece, Story
from onrecord.linking.stories.terms import words
from onrecord.model import Event, Figure, Party, Reading, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article in the time line of a story; `published`, `outlet` and `headline` as the article has them."""

    article: str
    published: str | None
    outlet: str | None
    headline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What articles of a story report alike.

    kind      an event, or a figure
    what      in words: "Finland → Ukraine: “give” 9 mine-clearing machines [pledged]", "14 people"
    articles  those that have it, by time
    outlets   how many outlets these are of
    sources   how many independent sources, where these are known; else as `outlets`
    evidence  where each of them says so
    """

    kind: Literal["event", "figure"]
    what: str
    articles: tuple[str, ...]
    outlets: int
    sources: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A story as a whole.

    outlets   in the order in which they came to it
    timeline  its articles by time, as the story has them
    facts     the widest-reported first
    """

    story: Story
    outlets: tuple[str, ...]
    timeline: tuple[Entry, ...]
    facts: tuple[Fact, ...]


def account(story: Story, pieces: Iterable[Piece], groups: Sequence[Sequence[str]] = ()) -> Account:
    """What a story says as a whole.

    pieces  its articles; others are left aside
    groups  the ids of its articles by independent source, as `Corroboration.groups` has them
    Raises KeyError where an article of the story is not among the pieces.
    """
    named = {piece.id: piece for piece in pieces}
    members = [named[article] for article in story.articles]
    source = {article: f"\0{number}" for number, group in enumerate(groups) for article in group}
    articles = [piece.reading.article for piece in members]
    return Account(
        story=story,
        outlets=tuple(dict.fromkeys(article.outlet for article in articles if article.outlet)),
        timeline=tuple(
            Entry(
                article=piece.id,
                published=piece.reading.article.published,
                outlet=piece.reading.article.outlet,
                headline=piece.reading.article.headline,
            )
            for piece in members
        ),
        facts=_facts(members, source),
    )


def _facts(members: Sequence[Piece], source: dict[str, str]) -> tuple[Fact, ...]:
    """What more than one article reports, the widest-reported first."""
    said: dict[tuple[str, ...], list[tuple[Piece, str, Span]]] = {}
    for piece in members:
        seen = set[tuple[str, ...]]()
        for key, what, span in _said(piece.reading):
            if key not in seen:
                seen.add(key)
                said.setdefault(key, []).append((piece, what, span))
    facts = []
    for key, those in said.items():
        if len(those) < 2:
            continue
        told = [what for _, what, _ in those]
        outlets = {piece.reading.article.outlet or piece.id for piece, *_ in those}
        facts.append(
            Fact(
                kind="event" if key[0] == "event" else "figure",
                what=max(told, key=lambda what: (told.count(what), len(what), what)),
                articles=tuple(piece.id for piece, *_ in those),
                outlets=len(outlets),
                sources=len({source.get(piece.id) or piece.id for piece, *_ in those})
                if source
                else len(outlets),
                evidence=tuple(Evidence.of(piece.id, span) for piece, _, span in those),
            )
        )
    return tuple(
        sorted(
            facts, key=lambda fact: (-fact.sources, -fact.outlets, -len(fact.articles), fact.kind, fact.what)
        )
    )


def _said(reading: Reading) -> Iterator[tuple[tuple[str, ...], str, Span]]:
    """What an article reports: a key that is the same for who says the same, the words, and where."""
    for event in reading.events:
        if event.actor:
            actors, recipients = (
                "+".join(sorted({_who(party) for party in those})) for those in (event.actor, event.recipient)
            )
            yield (
                ("event", event.type, actors, recipients, str(event.negated)),
                _event(event),
                event.evidence[0],
            )
    for figure in reading.figures:
        counted = [found for found, _ in words(figure.what)]
        if figure.value is not None and (counted or figure.unit):
            noun = counted[-1] if counted else ""
            yield ("figure", noun, figure.unit or "", repr(figure.value)), _figure(figure), figure.span


def _who(party: Party) -> str:
    return party.country or " ".join(found for found, _ in words(party.name)[-1:])


def _event(event: Event) -> str:
    who = wording.parties(event.actor)
    to = f" → {wording.parties(event.recipient)}" if event.recipient else ""
    items = wording.listed([wording.item(item) for item in event.items])
    did = f"“{event.trigger.text}”"
    return f"{who}{to}: {'not ' if event.negated else ''}{did}{f' {items}' if items else ''} [{event.stage}]"


def _figure(figure: Figure) -> str:
    return f"{wording.figure(figure)} {figure.what}".strip()
