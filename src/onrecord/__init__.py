"""Onrecord reads news articles and keeps the record of who said what, with the words that say it.

>>> import onrecord
>>> reading = onrecord.read("Denmark will send Harpoon missiles, Lloyd Austin said on Monday.")
>>> [(s.speaker.name, s.content[0].text) for s in reading.statements]
[('Lloyd Austin', 'Denmark will send Harpoon missiles')]
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from onrecord.model import (
    Article,
    Cause,
    Claim,
    Conflict,
    Cue,
    Effect,
    Entity,
    Event,
    Figure,
    HeadlineCheck,
    Item,
    Money,
    Party,
    Quantity,
    Reading,
    Span,
    Speaker,
    Statement,
    When,
    json_schema,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from spacy.language import Language

    from onrecord.language.pairs import PairJudge
    from onrecord.ledger import Ledger, LedgerError
    from onrecord.linking import Links

__version__ = version("onrecord")

__all__ = [
    "Article", "Cause", "Claim", "Conflict", "Cue", "Effect", "Entity", "Event", "Figure", "HeadlineCheck", "Item",
    "Ledger", "LedgerError", "Links", "Money", "Party", "Quantity", "Reading", "Span", "Speaker", "Statement", "When", "json_schema", "link", "load", "read",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Names whose modules take a moment to import, which only those pay for who keep a ledger or link articles."""
    if name in ("Ledger", "LedgerError"):
        from onrecord import ledger

        return getattr(ledger, name)
    if name == "Links":
        from onrecord.linking import Links

        return Links
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load(weights: Path | str | None = None, threads: int = 1) -> Language:
    """The spaCy pipeline that Onrecord reads with; see `onrecord.language.load`."""
    # spaCy takes a second to import: only those who read pay for it.
    from onrecord.language import load as load_pipeline

    return load_pipeline(weights, threads)


@cache
def _pipeline() -> Language:
    return load()


@cache
def _judge() -> PairJudge:
    from onrecord.language.pairs import CLAIMS, PairJudge

    return PairJudge(CLAIMS)


def read(article: Article | str, nlp: Language | None = None) -> Reading:
    """The reading of one article.

    article  an Article, or the text of one: paragraphs separated by blank lines, taken as it is, without a headline
    nlp      another pipeline that sets what `load()` declares; the shipped one by default

    Raises onrecord.reading.UnsupportedLanguageError for an article marked as in another language than English.
    """
    from onrecord.reading import read as read_article

    article = Article(text=article) if isinstance(article, str) else article
    return read_article(article, nlp or _pipeline(), _judge())


def link(articles: Iterable[Article | Reading], nlp: Language | None = None) -> Links:
    """What articles have to do with each other: copies, rewrites, the stories they make, the independent sources behind these.

    articles  articles, which are read first, or readings of them; their order makes no difference
    nlp       another pipeline to read with

    An article is named by its id; the second of two with the same id gets "#2" behind it.
    """
    from onrecord.linking import link as link_pieces
    from onrecord.linking import pieces

    readings = (one if isinstance(one, Reading) else read(one, nlp) for one in articles)
    return link_pieces(pieces(readings))
