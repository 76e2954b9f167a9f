"""Differences: what articles of one story give differently, each side with its articles and the words.

Figures, stages, actors, recipients and offices. What a later report brings up to date is a difference as well, but no
contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Protocol

from onrecord.linking.differences.deeds import Deed, apart, deed, one
from onrecord.linking.differences.mentions import Mention, mentions
from onrecord.linking.differences.numbers import Slot, same, slots
from onrecord.linking.differences.roles import Office, offices, people, sides
from onrecord.linking.links import Difference, Evidence, Kind, Piece, Side
from onrecord.linking.times import Published, gap
from onrecord.model import Party, Span

__all__ = ["differences"]

#: A report that comes so much later tells of another day.
_LATER = timedelta(hours=20)


def differences(story: str, pieces: Sequence[Piece]) -> list[Difference]:
    """What the articles of a story give differently; their order makes no difference.

    story   its id
    pieces  its articles
    """
    ordered = sorted(pieces, key=lambda piece: piece.id)
    deeds = _deeds(ordered)
    return [
        *_numbers(story, ordered),
        *_stages(story, deeds),
        *_parties(story, deeds, "actor"),
        *_parties(story, deeds, "recipient"),
        *_roles(story, ordered),
    ]


class _Given(Protocol):
    """Something that an article gives at a time."""

    @property
    def article(self) -> str: ...
    @property
    def published(self) -> Published | None: ...


def _update(groups: Sequence[Sequence[_Given]]) -> bool:
    """Whether one side came later than all others: the story went on."""
    if any(not one.published for group in groups for one in group):
        return False
    last = max(groups, key=lambda group: min(one.published.earliest for one in group if one.published))
    here = {one.article for one in last}
    rest = [one for group in groups if group is not last for one in group if one.article not in here]
    return bool(rest) and all(
        (between := gap(a.published, b.published)) is not None and between >= _LATER
        for a in last
        for b in rest
    )


def _numbers(story: str, pieces: Sequence[Piece]) -> Iterator[Difference]:
    texts = {piece.id: piece.reading.article.text for piece in pieces}
    found = slots([mentions(piece) for piece in pieces])
    for slot in sorted(found, key=lambda s: min((m.start, m.article) for m in s.members)):
        groups = _values(slot)
        if len(groups) < 2 or len({m.article for m in slot.members}) < 2:
            continue
        yield Difference(
            story=story,
            kind="number",
            what=_what(slot, texts),
            update=_update(groups),
            sides=tuple(
                Side(
                    value=group[0].text,
                    articles=tuple(sorted({m.article for m in group})),
                    evidence=tuple(
                        Evidence.of(
                            m.article, Span("text", m.start, m.end, texts[m.article][m.start : m.end])
                        )
                        for m in group
                    ),
                )
                for group in groups
            ),
        )


def _values(slot: Slot) -> list[list[Mention]]:
    """The figures of a slot by value, in the order of time."""
    groups: list[list[Mention]] = []
    for m in sorted(slot.members, key=lambda m: (_moment(m.published), m.article, m.start)):
        group = next((g for g in groups if same(g[0], m)), None)
        if group is None:
            groups.append([m])
        else:
            group.append(m)
    return groups


def _moment(published: Published | None) -> str:
    return published.earliest.isoformat() if published else "9999"


def _what(slot: Slot, texts: dict[str, str]) -> str:
    """What is counted, in the words of the first article that has them: "mine-clearing machines"."""
    first = min(slot.members, key=lambda m: (not m.thing, _moment(m.published), m.article))
    if first.unit:
        return " ".join(
            filter(
                None,
                ("percent," if first.unit == "percent" else f"sum or measure in {first.unit}", first.about),
            )
        ).strip(",")
    if first.thing:
        return texts[first.article][first.end : first.counted].strip(" -–,;")
    return first.fate or "figure"


def _stages(story: str, deeds: Sequence[Sequence[Deed]]) -> Iterator[Difference]:
    for group in deeds:
        by: dict[str, list[Deed]] = {}
        for d in sorted(group, key=lambda d: (_moment(d.published), d.article)):
            by.setdefault(d.event.stage, []).append(d)
        sides_of = list(by.values())
        update = len(sides_of) > 1 and _update(sides_of)
        if any(
            apart(
                a.event.stage,
                b.event.stage,
                later=(between := gap(a.published, b.published)) is not None and between >= _LATER,
            )
            for a in group
            for b in group
        ):
            yield Difference(
                story=story, kind="stage", what=group[0].event.trigger.text, update=update,
                sides=tuple(_side(those[0].event.stage, those) for those in sides_of),
            )  # fmt: skip


def _deeds(pieces: Sequence[Piece]) -> list[list[Deed]]:
    """The deeds that articles lead with, those that are one together, where two or more articles have it."""
    groups: list[list[Deed]] = []
    for d in filter(None, map(deed, pieces)):
        group = next((g for g in groups if any(one(d, other) for other in g)), None)
        if group is None:
            groups.append([d])
        else:
            group.append(d)
    return [group for group in groups if len(group) > 1]


def _side(value: str, those: Sequence[Deed]) -> Side:
    return Side(
        value=value,
        articles=tuple(sorted({d.article for d in those})),
        evidence=tuple(Evidence.of(d.article, d.event.trigger) for d in those),
    )


def _parties(story: str, deeds: Sequence[Sequence[Deed]], kind: Kind) -> Iterator[Difference]:
    """The actor or recipient of one deed where articles name another country for it."""

    def parties(d: Deed) -> tuple[Party, ...]:
        return d.event.actor if kind == "actor" else d.event.recipient

    for group in deeds:
        by: dict[frozenset[str], list[Deed]] = {}
        for d in sorted(group, key=lambda d: (_moment(d.published), d.article)):
            countries = frozenset(p.country for p in parties(d) if p.country)
            if countries:
                by.setdefault(countries, []).append(d)
        if len(by) > 1 and not any(a & b for a in by for b in by if a != b):
            yield Difference(
                story=story, kind=kind, what=group[0].event.trigger.text, update=_update(list(by.values())),
                sides=tuple(_side(", ".join(p.name for p in parties(those[0]) if p.country), those) for those in by.values()),
            )  # fmt: skip


def _roles(story: str, pieces: Sequence[Piece]) -> Iterator[Difference]:
    for those in people([office for piece in pieces for office in offices(piece)]):
        ordered = sorted(those, key=lambda o: (_moment(o.published), o.article))
        groups: list[list[Office]] = sides(ordered)
        if len(groups) > 1:
            yield Difference(
                story=story, kind="role", what=f"office of {those[0].person.name}", update=_update(groups),
                sides=tuple(
                    Side(
                        value=group[0].words,
                        articles=tuple(sorted({o.article for o in group})),
                        evidence=tuple(Evidence.of(o.article, o.span) for o in group),
                    )
                    for group in groups
                ),
            )  # fmt: skip
