"""The block of facts that may stand above an article in a text file.

Outlet: The Harbour Gazette
Byline: Jana Reed
Published: 2025-03-14T17:30:00+02:00
URL: https://harbourgazette.example/harbour-reopens

Harbour reopens after storm
...
"""

from __future__ import annotations

import re
from typing import Literal

from onrecord.model import Article, content_id

Key = Literal["headline", "outlet", "byline", "published", "url", "language", "id"]
_KEYS: dict[str, Key] = {
    "headline": "headline",
    "title": "headline",
    "outlet": "outlet",
    "source": "outlet",
    "publisher": "outlet",
    "byline": "byline",
    "author": "byline",
    "published": "published",
    "date": "published",
    "url": "url",
    "link": "url",
    "language": "language",
    "id": "id",
}
_LINE = re.compile(rf"({'|'.join(_KEYS)})[ \t]*:(?:[ \t]+(.*))?", re.IGNORECASE)


def split(text: str) -> tuple[dict[Key, str], str]:
    """The facts of the block, and the text below it; no facts and the whole text where there is no such block.

    A single line of the form is a block only with a blank line below it. Of two values for a key the first counts.
    """
    text = text.lstrip("\n")
    facts: dict[Key, str] = {}
    at = read = 0
    one = ""
    while at < len(text):
        end = text.find("\n", at)
        one = text[at : end if end >= 0 else len(text)]
        if not (m := _LINE.fullmatch(one.strip())):
            break
        facts.setdefault(_KEYS[m[1].lower()], (m[2] or "").strip())
        read += 1
        at = end + 1 if end >= 0 else len(text)
    closed = at >= len(text) or not one.strip()
    if not read or not (closed or read > 1):
        return {}, text
    return facts, text[at:]


def render(article: Article) -> str:
    """The article as a text file that reads back as the same article."""
    facts = {
        "Headline": article.headline,
        "Outlet": article.outlet,
        "Byline": article.byline,
        "Published": article.published,
        "URL": article.url,
        "Language": article.language,
        "Id": article.id if article.id != content_id(article.headline, article.text) else None,
    }
    block = "".join(f"{key}: {value}".rstrip() + "\n" for key, value in facts.items() if value is not None)
    return f"{block}\n{article.text}\n"
