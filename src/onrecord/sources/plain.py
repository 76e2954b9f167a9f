"""Plain text: an article in which page and story are told apart by the form of the lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from onrecord.model import Article
from onrecord.sources import header, masthead
from onrecord.sources.article import article
from onrecord.sources.byline import byline, dated
from onrecord.sources.characters import clean
from onrecord.sources.furniture import is_furniture
from onrecord.sources.headline import is_headline, same
from onrecord.sources.layout import paragraphs

#: So many lines are looked at for a byline.
_LEAD = 4
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def read_text(text: str) -> Article:
    """The article in a plain text.

    Raises UnreadableError where there is none, or too much.
    """
    facts, body = header.split(clean(text))
    page = _Page(
        lines=paragraphs(body),
        headline=facts.get("headline", ""),
        url=facts.get("url") or None,
        outlet=facts.get("outlet") or None,
        byline=facts.get("byline") or None,
        published=facts.get("published") or None,
    )
    page.take_furniture()
    page.take_lead()
    if "headline" not in facts:
        page.take_headline()
    page.cut_headline()
    page.take_lead()
    page.take_end()
    return article(
        headline=page.headline,
        paragraphs=page.lines,
        id=facts.get("id"),
        url=page.url,
        outlet=page.outlet,
        byline=page.byline,
        published=page.published,
        language=facts.get("language"),
    )


@dataclass(slots=True)
class _Page:
    """What is left of the page's lines, and what was found in those taken away."""

    lines: list[str]
    headline: str
    url: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    title: str = ""

    def take_furniture(self) -> None:
        """Takes away furniture and what a page has twice, one under the other."""
        if self.lines and _URL.fullmatch(self.lines[0]) and self.url is None:
            self.url = self.lines.pop(0)
        self.lines = _once(one for one in self.lines if not is_furniture(one))

    def take_lead(self) -> None:
        """Takes away what stands around a headline: the title again, label, byline, date.

        A byline may stand below a line or two that sum the story up.
        """
        at = 0
        while len(self.lines) > 1 and at < min(_LEAD, len(self.lines)):
            if self._is_lead(self.lines[at]) if at == 0 else self._is_byline(self.lines[at]):
                self.lines.pop(at)
                self.lines, at = _once(self.lines), 0
            else:
                at += 1

    def _is_lead(self, one: str) -> bool:
        if self.headline:
            if same(one, self.headline) or same(one, self.title):
                return True
            if (date := dated(one)) is not None:
                self.published = self.published or date or None
                return True
        elif masthead.is_section(one):
            return True
        return self._is_byline(one) or is_furniture(one, edge=True)

    def _is_byline(self, one: str) -> bool:
        if (found := byline(one)) is None or self.byline not in {None, found[0]}:
            return False
        self.byline = found[0]
        self.published = self.published or found[1]
        return True

    def take_headline(self) -> None:
        """Takes the first line for the headline, if it has the form of one."""
        if len(self.lines) < 2:
            return
        first, second = self.lines[:2]
        if is_headline(first):
            self.headline = self.title = self.lines.pop(0)
            if masthead.cut_to(first, second):
                self.headline = second

    def cut_headline(self) -> None:
        """Cuts off names of site and section."""
        self.headline, site = masthead.cut(self.headline, masthead.Evidence(self.outlet, self.url))
        self.outlet = self.outlet or site

    def take_end(self) -> None:
        """Takes away what stands below the story."""
        while len(self.lines) > 1 and is_furniture(self.lines[-1], edge=True):
            self.lines.pop()


def _once(lines: Iterable[str]) -> list[str]:
    """The lines without what stands twice, one under the other."""
    return [one for one, _ in groupby(lines)]
