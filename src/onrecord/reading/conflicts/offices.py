"""One person in two offices, or of two ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord import model
from onrecord.model import Article, Conflict
from onrecord.reading.conflicts.context import retellings
from onrecord.reading.entities import Draft, Entities, Mention

_BEFORE = re.compile(r"\b(?P<what>[\w-]+) minister,?\s+$", re.IGNORECASE)
_BEHIND = re.compile(r"^,\s+(?:the|its|their|\w+['’]s)\s+(?P<what>[\w-]+) minister\b", re.IGNORECASE)
_RANK = re.compile(r"\b(?P<what>[A-Z][a-z]+\.?)\s+$")
#: With one of these nearby an office is another time's, or one of two.
_ELSEWHEN = re.compile(
    r"\b(?:former|formerly|then|ex|until|became|acting|interim|also|appointed|previously|promoted|once|deputy|late|retired|and)\b",
    re.IGNORECASE,
)  # fmt: skip
_NEAR = 40


def two_offices(article: Article, entities: Entities) -> Iterator[Conflict]:
    """One person whom the article calls minister of two things, or by two ranks."""
    for draft in entities.people():
        told = [t for m in draft.mentions if m.field == "text" and (t := _office(article, m)) is not None]
        other = next(((what, span) for what, span in told if what != told[0][0]), None)
        if other is not None and len({what for what, _ in told}) == 2 and _one_kind(told[0][0], other[0]):
            yield Conflict(
                kind="wording", a=told[0][1], b=other[1], reason=_reason(draft, told[0][1], other[1])
            )


def _reason(draft: Draft, one: model.Span, other: model.Span) -> str:
    return f"{draft.name} is “{one.text}” and “{other.text}”."


@cache
def _names(kind: str) -> dict[str, str]:
    return {word: row.words[0] for row in retellings(kind) for word in row.words}


def _office(article: Article, mention: Mention) -> tuple[tuple[str, str], model.Span] | None:
    """What a person is minister of, or the rank, where the words beside the name tell; with those words."""
    text, start, end = article.text, mention.words.start_char, mention.words.end_char
    if _ELSEWHEN.search(text[max(0, start - _NEAR) : start]) or _ELSEWHEN.search(text[end : end + _NEAR]):
        return None
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    for kind, found, offset in (
        ("portfolio", _BEFORE.search(before), max(0, start - _NEAR)),
        ("portfolio", _BEHIND.search(behind), end),
        ("rank", _RANK.search(before), max(0, start - _NEAR)),
    ):
        if found is not None and (what := _names(kind).get(found["what"].lower().rstrip("."))):
            a = min(offset + found.start("what"), start)
            b = max(end, offset + len(found[0].rstrip()) + found.start())
            return (kind, what), article.span("text", a, b)
    first = mention.words[0].lower_.rstrip(".")  # the rank may be part of the name as it is marked
    rank = _names("rank").get(first) if len(mention.words) > 1 else None
    return (("rank", rank), article.span("text", start, end)) if rank else None


def _one_kind(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0]
