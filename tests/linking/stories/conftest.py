"""Reports as linking gets them: the words, and the names in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.linking import Piece
from onrecord.linking.stories import stories
from onrecord.model import Article, Entity, Reading, Span

_NAME = re.compile(r"(?<![.!?\n”\"] )(?<!^)\b[A-Z][\w-]+(?: [A-Z][\w-]+)*")


def report(number: str, headline: str, text: str, published: str | None = None, outlet: str = "") -> Piece:
    """An article whose words with a capital within a sentence are names."""
    article = Article(
        id=number, headline=headline, text=text, published=published, outlet=outlet or f"The {number} Post"
    )
    spans: dict[str, list[Span]] = {}
    for match in _NAME.finditer(text):
        spans.setdefault(match[0], []).append(Span("text", *match.span(), match[0]))
    entities = tuple(
        Entity(id=f"e{at}", name=name, kind="person", mentions=tuple(those))
        for at, (name, those) in enumerate(spans.items())
    )
    return Piece(number, Reading(article=article, entities=entities))


def groups(pieces: Iterable[Piece], same_text: Iterable[tuple[str, str]] = ()) -> list[set[str]]:
    """The ids of each story, by time."""
    return [set(story.articles) for story in stories(pieces, same_text)]


NORWAY = report(
    "norway",
    "Norway to give Ukraine five minesweeping boats",
    "Norway will give Ukraine five minesweeping boats to clear the approaches to Odesa, Defence Minister Ragna "
    "Solheimsvik said on Monday.\n\nThe boats were built at Mandal in 1996 and will sail from Haakonsvern in April, "
    "Solheimsvik told reporters in Oslo.\n\nUkraine's deputy minister, Taras Hlibovyk, thanked Norway and said that "
    "the grain ships needed every one of them.",
    "2026-02-02T10:00:00Z",
    "Halyard Press",
)
NORWAY_AT_HOME = report(
    "norway-at-home",
    "Old boats from Mandal are off to the Black Sea",
    "The boats that swept the fjords for thirty years will sweep the waters off Odesa.\n\nThe defence minister, Ragna "
    "Solheimsvik, came to Haakonsvern on Monday to say that all five of the minesweeping boats go to Ukraine.\n\n"
    "Crews at Haakonsvern said that the boats built in Mandal were sound. “They leak less than I do,” one of them "
    "said after Solheimsvik had left.",
    "2026-02-02T17:30:00+01:00",
    "Bergen Courier",
)
NORWAY_LATER = report(
    "norway-later",
    "Norwegian minesweepers reach Odesa",
    "The first two of five minesweeping boats that Norway gave Ukraine have arrived near Odesa, Defence Minister Ragna "
    "Solheimsvik said.\n\nThe boats, built at Mandal, left Haakonsvern on Wednesday. Taras Hlibovyk, the deputy "
    "minister, went aboard the first.",
    "2026-02-11T09:00:00Z",
    "Halyard Press",
)
DENMARK = report(
    "denmark",
    "Denmark sends Ukraine two minesweepers",
    "Denmark will hand over two minesweepers and a training ship to Ukraine, Defence Minister Asger Thorndal said on "
    "Wednesday.\n\nThe ships lie at Frederikshavn, where Ukrainian sailors have trained since the autumn, Thorndal "
    "said in Copenhagen.\n\nThe deputy minister in Kyiv, Taras Hlibovyk, thanked Copenhagen. Norway had promised boats "
    "of its own on Monday.",
    "2026-02-04T12:00:00Z",
    "Halyard Press",
)
DENMARK_AT_HOME = report(
    "denmark-at-home",
    "Frederikshavn says farewell to its ships",
    "Two minesweepers and a training ship leave Frederikshavn for good.\n\nAsger Thorndal, the defence minister, "
    "confirmed on Wednesday what sailors in Frederikshavn had known since the autumn: the ships go to Ukraine.\n\n"
    "Thorndal would not say in Copenhagen what the training ship is worth.",
    "2026-02-04T19:00:00+01:00",
    "Skagen Tidings",
)
