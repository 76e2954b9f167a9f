"""Puts an article together from what a source gives, the same way for every kind of source."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Article
from onrecord.sources.byline import without_by
from onrecord.sources.characters import line
from onrecord.sources.failure import UnreadableError
from onrecord.sources.language import detected, told
from onrecord.sources.published import iso8601

#: Characters. The longest reports that newspapers print have some 200,000; more than this is a book or a mistake.
MOST_TEXT = 5_000_000


def article(
    *,
    headline: str,
    paragraphs: Iterable[str],
    id: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    published: str | float | None = None,
    language: str | None = None,
) -> Article:
    """The article, its values on one line each, its date in ISO 8601, its language told or detected.

    paragraphs  cleaned, one line each, none empty

    Raises UnreadableError where there is no text, or more than MOST_TEXT characters.
    """
    text = "\n\n".join(paragraphs)
    if not text:
        raise UnreadableError(
            "There is no text of an article in it.", "Check that the text itself was saved."
        )
    if len(text) > MOST_TEXT:
        raise UnreadableError(
            f"The text has {len(text):,} characters; an article may have {MOST_TEXT:,}.",
            "Split it into its articles, or give them as JSON lines.",
        )
    return Article(
        headline=line(headline),
        text=text,
        id=line(id or ""),
        url=_value(url),
        outlet=_value(outlet),
        byline=_value(without_by(line(byline or ""))),
        published=iso8601(published),
        language=told(language) or detected(text),
    )


def _value(given: str | None) -> str | None:
    return line(given or "") or None
