"""Web pages: the article in HTML, by trafilatura, without anything fetched."""

from __future__ import annotations

import logging
import re

from lxml.html import HtmlElement

from onrecord.model import Article
from onrecord.sources import masthead
from onrecord.sources.article import article
from onrecord.sources.byline import byline, dated
from onrecord.sources.failure import UnreadableError
from onrecord.sources.furniture import is_furniture
from onrecord.sources.headline import same
from onrecord.sources.language import detected
from onrecord.sources.markup import is_ended, is_told, lines_of
from onrecord.sources.metadata import Metadata, metadata

#: How alike a title in the head and a heading on the page are where both are of the article. Sites' names and
#: headings of menus are below, headlines reworded for searches above.
_ALIKE = 0.4
#: Where the head of a page ends that does not say so.
_HEAD_ENDS = re.compile(r"<!doctype[^>]*>|<html\b[^>]*>|</title>|</head>", re.IGNORECASE)
#: What share of a text the lines of the page must make to be it.
_ENOUGH = 0.9
#: So many lines are looked at for a byline.
_LEAD = 4
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)|^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w-]+)",
    re.IGNORECASE,
)

# It says on its log what it discards, and without a handler Python would print that; we say it to the user.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def declared_encoding(head: bytes) -> str | None:
    """The encoding that a page says it has."""
    m = _DECLARED.search(head[:4096])
    return (m[1] or m[2]).decode("ascii") if m else None


def read_page(html: str) -> Article:
    """The article in a web page.

    Raises UnreadableError where there is none.
    """
    from trafilatura import bare_extraction, load_html

    html = _with_body(html)
    tree = load_html(html, len(html.encode(errors="replace")) + 1)
    if tree is None:
        raise _none()
    found = metadata(tree)
    document = bare_extraction(
        tree,
        fast=True,
        include_comments=False,
        include_tables=True,
        include_images=False,
        include_links=False,
    )
    if document is None or isinstance(document, dict):
        raise _none()
    headline, outlet = _headline(found)
    lines = _story(_apart(lines_of(document.body), tree), headline, found)
    if not any(map(is_told, lines)):
        raise _none()
    return article(
        headline=headline,
        paragraphs=lines,
        url=found.url,
        outlet=outlet,
        byline=None if found.byline and outlet and same(found.byline, outlet) else found.byline,
        published=found.published,
        # Pages name the language of their menus; the text's own counts where it can be told.
        language=detected("\n\n".join(lines)) or found.language,
    )


def _none() -> UnreadableError:
    return UnreadableError(
        "This page has no article that could be told from what is around it.",
        "Save the page when it shows the whole article, or copy the text into a plain text file.",
    )


def _with_body(html: str) -> str:
    """The page with the tags that HTML lets authors leave out and that the parser needs to tell head from body."""
    if re.search(r"<body\b", html, re.IGNORECASE):
        return html
    *_, at = [0, *(m.end() for m in _HEAD_ENDS.finditer(html))]
    return (
        f"{html[:at]}<body>{html[at:]}"
        if "<html" in html[:at].lower()
        else f"<html>{html[:at]}<body>{html[at:]}"
    )


def _apart(lines: list[str], tree: HtmlElement) -> list[str]:
    """The lines, where trafilatura found little and ran all that a page says together to one.

    Menus are then among it, so only lines that end as sentences do are taken.
    """
    if len(lines) != 1:
        return lines
    whole = lines[0]
    found = [one for body in tree.iter("body") for one in lines_of(body) if one.removeprefix("• ") in whole]
    if sum(map(len, found)) < _ENOUGH * len(whole):
        return lines
    return [one for one in found if is_ended(one)]


def _headline(page: Metadata) -> tuple[str, str | None]:
    """The headline as the page shows it, and the outlet."""
    outlet = page.outlet if page.outlet not in page.heads else None
    evidence = masthead.Evidence(outlet, page.url)
    titles = [masthead.cut(title, evidence) for title in page.titles]
    site = next((name for _, name in titles if name), None)
    outlet = outlet or site
    title = titles[0][0] if titles else ""
    # The heading on the page is what its readers see; the title in the head is often another, written for searches.
    best = max(
        page.heads, key=lambda head: max((_alike(head, other) for other, _ in titles), default=0), default=""
    )
    if best and (not titles or any(_alike(best, other) >= _ALIKE for other, _ in titles)):
        best = masthead.cut(best, masthead.Evidence(outlet, page.url))[0]
        # Some put a label or a second line into the heading: then the title that it begins or ends with is meant.
        parts = (
            other
            for other, _ in titles
            if len(other.split()) > 3 and (best.startswith(other) or best.endswith(other))
        )
        title = next(parts, best)
    return title, outlet


def _alike(a: str, b: str) -> float:
    """Dice's coefficient of two titles' words."""
    one, other = (set(re.findall(r"\w+", text.casefold())) for text in (a, b))
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _story(lines: list[str], headline: str, page: Metadata) -> list[str]:
    """The lines of the story, without the title again and the page's own."""
    titles = (headline, *page.titles)

    def is_lead(one: str) -> bool:
        return (
            any(same(one, title) for title in titles)
            or dated(one) is not None
            or is_furniture(one, edge=True)
        )

    lines = [one for one in lines if not is_furniture(one)]
    while len(lines) > 1 and is_lead(lines[0]):
        lines.pop(0)
    # A byline may stand below a line or two that sum the story up.
    lines = [one for at, one in enumerate(lines) if at >= _LEAD or byline(one) is None]
    while len(lines) > 1 and is_furniture(lines[-1], edge=True):
        lines.pop()
    return lines
