"""What a web page says about its article: in JSON-LD, in meta elements, in the marks of its own text.

Nothing is concluded from elsewhere: a page that names no date has none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement
from trafilatura.metadata import extract_author

from onrecord.sources.byline import byline, dated
from onrecord.sources.characters import line
from onrecord.sources.published import iso8601

#: Types of schema.org that are an article, and those that a page about one may also have.
_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
_HEADLINES = ("og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title")
_OUTLETS = ("og:site_name", "cre", "application-name", "dc.publisher", "dcterms.publisher")
_AUTHORS = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
)
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "date_published",
    "published_time",
    "publishdate",
    "publish-date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
)
_URLS = ("og:url", "twitter:url")
_ADDRESS = re.compile(r"//|\bwww\.|\S@", re.IGNORECASE)
#: What stands in an author's place and is none.
_NOBODY = re.compile(
    r"(?:no author|unknown|admin(?:istrator)?|editor|webmaster|posts? by|view all .*|see all .*|more (?:from|by) .*|author|"
    r"null|none|n/a|guest|user|subscribe.*|share.*|\W*)",
    re.IGNORECASE,
)
_BYLINES = (
    "//*[@itemprop='author']//*[@itemprop='name'] | //*[@itemprop='author'][not(.//*[@itemprop='name'])]",
    "//a[@rel='author' or contains(@class, 'author')]",
    "//*[contains(@class, 'byline')]",
)
#: A date in an address: /2025/03/14/, /2025/mar/14/, /2025-03-14-.
_IN_URL = re.compile(r"[/-]((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/.-]|$)", re.IGNORECASE)
#: Text that a page marks as a date.
_SHOWN = "//*[contains(@class, 'date') or contains(@class, 'time') or contains(@class, 'publish') or contains(@class, 'posted') or contains(@id, 'date') or contains(@id, 'publish')]"
#: Where other articles are listed.
_ELSEWHERE = frozenset({"aside", "nav", "footer", "ul", "ol"})
_TIMES = (
    "//*[@itemprop='datePublished']",
    "//article//time[@datetime] | //header//time[@datetime] | //main//time[@datetime]",
    "//time[@datetime][@pubdate or contains(@class, 'publish') or contains(@class, 'entry-date')]",
)
_MOST_BYLINE = 120
_MOST_NAMES = 8
_MOST_SITE_WORDS = 7


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article; None or empty where it says nothing."""

    titles: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(slots=True)
class _Meta:
    """The page's meta elements and the articles in its JSON-LD."""

    tree: HtmlElement
    named: dict[str, list[str]] = field(default_factory=dict)
    articles: list[dict[str, Any]] = field(default_factory=list)

    def first(self, names: Iterable[str]) -> Iterator[str]:
        """The values of meta elements with these names, in the names' order."""
        for name in names:
            yield from self.named.get(name, ())

    def of_articles(self, *keys: str) -> Iterator[Any]:
        """The values of these properties in JSON-LD."""
        for key in keys:
            for one in self.articles:
                if one.get(key) is not None:
                    yield one[key]


def metadata(tree: HtmlElement) -> Metadata:
    """What a parsed page says about its article."""
    meta = _Meta(tree)
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = line(element.get("content") or "")
        if name and content:
            meta.named.setdefault(name.strip().lower(), []).append(content)
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            meta.articles.extend(_articles(script.text or ""))
    titles = [*_texts(meta.of_articles("headline", "name")), *meta.first(_HEADLINES)]
    titles.extend(line(element.text_content()) for element in tree.xpath("//head/title")[:1])
    heads = (line(element.text_content()) for element in tree.iter("h1"))
    url = _url(meta)
    return Metadata(
        titles=tuple(dict.fromkeys(filter(None, titles))),
        heads=tuple(dict.fromkeys(filter(None, heads))),
        outlet=_outlet(meta, titles),
        byline=_byline(meta),
        published=_published(meta, url),
        url=url,
        language=next(iter(tree.xpath("/html/@lang | /html/@xml:lang")), None),
    )


def _articles(source: str) -> Iterator[dict[str, Any]]:
    try:
        # Pages write raw line ends into strings; hence not strict.
        data = json.loads(source.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    waiting, seen = [data], 0
    while waiting and seen < 500:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            kinds = one.get("@type")
            if any(
                isinstance(kind, str) and _ARTICLE.search(kind)
                for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                yield one
            waiting.extend(
                value
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(value := one.get(key), list | dict)
            )


def _texts(values: Iterable[Any]) -> Iterator[str]:
    """Names in the forms that JSON-LD has them: a string, an object with a name, a list of either."""
    for value in values:
        if isinstance(value, str):
            if text := line(_unescaped(value)):
                yield text
        elif isinstance(value, dict):
            yield from _texts([value.get("name")])
        elif isinstance(value, list):
            yield from _texts(value[:20])


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text) if "&" in text else text


def _outlet(meta: _Meta, titles: list[str]) -> str | None:
    names = [*meta.first(_OUTLETS[:1]), *_texts(meta.of_articles("publisher")), *meta.first(_OUTLETS[1:])]
    # What follows a divider is what the site says of itself, not its name.
    names = [re.split(r"\s+[|·•–—-]\s+", name)[0].removeprefix("@") for name in names]
    names = [
        name for name in names if name and not _ADDRESS.search(name) and len(name.split()) <= _MOST_SITE_WORDS
    ]
    # The name of a section is given for the site's now and then; the site's is the one that ends the page's title.
    ending = (
        name
        for name in names
        if any(title.casefold().endswith(name.casefold()) and title != name for title in titles)
    )
    return next(ending, names[0] if names else None)


def _byline(meta: _Meta) -> str | None:
    for names in ([*_texts(meta.of_articles("author", "creator"))], [*meta.first(_AUTHORS)]):
        if found := _listed(names):
            return found
    for path in _BYLINES:
        for element in meta.tree.xpath(path)[:6]:
            name = line(element.get("content") or " ".join(element.itertext()))
            # A class may hold anything; what reads as names counts, and only the first: others wrote other pieces.
            if (told := byline(name) or byline(f"By {name}")) and (found := _listed([told[0]])):
                return found
    authors = extract_author(meta.tree) or ""
    return _listed(name for name in authors.split("; ") if byline(f"By {name}"))


def _listed(names: Iterable[str]) -> str | None:
    """Several names as a byline has them."""
    kept: list[str] = []
    for name in names:
        found = byline(name)
        bare = found[0] if found else name
        if (
            len(kept) < _MOST_NAMES
            and len(bare) <= _MOST_BYLINE
            and not _ADDRESS.search(bare)
            and not _NOBODY.fullmatch(bare)
            and bare not in kept
        ):
            kept.append(bare)
    if len(kept) > 1:
        return f"{', '.join(kept[:-1])} and {kept[-1]}"
    return kept[0] if kept else None


def _published(meta: _Meta, url: str | None) -> str | None:
    def values() -> Iterator[str]:
        yield from _texts(meta.of_articles("datePublished", "dateCreated"))
        yield from meta.first(_DATES)
        for path in _TIMES:
            for element in meta.tree.xpath(path)[:1]:
                yield element.get("datetime") or element.get("content") or line(" ".join(element.itertext()))
        if m := _IN_URL.search(url or ""):
            yield "/".join(m.groups()) if m[2].isdigit() else f"{m[3]} {m[2]} {m[1]}"

    return _clear(values()) or _shown(meta.tree)


def _shown(tree: HtmlElement) -> str | None:
    """The first date that the page shows and marks as one, outside of lists."""
    for element in tree.xpath(_SHOWN)[:20]:
        if any(above.tag in _ELSEWHERE for above in element.iterancestors()):
            continue
        text = line(" ".join(element.itertext()))
        if len(text) <= _MOST_BYLINE and (date := dated(text)):
            return date
    return None


def _clear(values: Iterable[str]) -> str | None:
    """The first clear date, and the time of day where another value for the same day has it."""
    dates = [date for value in values if (date := iso8601(value)) is not None]
    if not dates:
        return None
    return next((date for date in dates if "T" in date and date[:10] == dates[0][:10]), dates[0])


def _url(meta: _Meta) -> str | None:
    links: list[str] = [*meta.tree.xpath("//link[@rel='canonical']/@href"), *meta.first(_URLS)]
    is_web: Callable[[str], re.Match[str] | None] = re.compile(
        r"https?://[^\s/]+\.\S+", re.IGNORECASE
    ).fullmatch
    return next((url for url in map(line, links) if is_web(url)), None)
