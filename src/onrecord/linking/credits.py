"""Whom an article credits: "Halyard Press reported on Thursday", "told the Tribune", "(Corvane)", "– Lattice"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.linking.knowledge import table
from onrecord.model import Article
from onrecord.tables import alternatives

# What a name ends before is no part of one, so nothing is given back, and no word of one is longer than this: hostile
# texts would have every part of a long word tried in every way.
_NAME = r"[A-Z][\w&.-]{0,60}+(?: [A-Z0-9][\w&.-]{0,60}+){0,5}+"
_AT_END = re.compile(rf"(?:\(\s*(?:with )?({_NAME})\s*\)|[-–—/]\s*({_NAME}))\s*$")
_DATELINE = re.compile(rf"[^\n.!?]{{2,60}}?\(({_NAME})\)\s*[-–—:]")
_BYLINE = re.compile(_NAME)


@dataclass(frozen=True, slots=True)
class Credit:
    """Another outlet that an article names as the source of words.

    outlet  its name in lower case, as `Outlets` has it
    weight  mark (an agency's tag at the beginning or the end), whole (the report is the other's), part (a passage is)
    at      offset into the text; -1 in the byline
    """

    outlet: str
    weight: Literal["mark", "whole", "part"]
    at: int


class Outlets:
    """The outlets whose names are known, with the short forms in which others name them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._known = dict(_agencies())
        self._short: dict[str, str] = {}
        generic = _generic()
        for name in names:
            full = _plain(name)
            if not full:
                continue
            key = self._known.setdefault(full, full)
            words = full.split()
            rest = " ".join(word for word in words if word not in generic)
            if rest and rest != full:
                self._short.setdefault(rest, key)
            if len(words) > 1:
                self._short.setdefault("".join(word[0] for word in words), key)

    def key(self, article: Article) -> str | None:
        """The outlet of an article, as credits name it."""
        return self.called(article.outlet)

    def called(self, outlet: str | None) -> str | None:
        """An outlet as credits name it; for those that stand in the list of agencies, whichever of its names this is."""
        plain = _plain(outlet or "")
        return self._known.get(plain, plain) or None

    def named(self, words: str, *, short: bool) -> str | None:
        """The outlet that these words name, or that they begin or end with; short forms count where asked for."""
        parts = _plain(words).split()
        for known in (self._known, self._short) if short else (self._known,):
            for length in range(len(parts), 0, -1):
                for some in (parts[:length], parts[-length:]):
                    if outlet := known.get(" ".join(some)):
                        return outlet
        return None


def credited(article: Article, outlets: Outlets, *, until: int | None = None) -> tuple[Credit, ...]:
    """The other outlets that an article credits, in the order of the text.

    until  the offset at which its sentences are read no further; marks at the end and the byline are all the same
    """
    own = outlets.key(article)
    found = sorted(_named(article, outlets, until), key=lambda credit: credit.at)
    return tuple(credit for credit in found if credit.outlet != own)


def _named(article: Article, outlets: Outlets, until: int | None) -> Iterator[Credit]:
    """Every outlet that an article credits, its own as well: in marks, in the byline, in its sentences."""
    text = article.text
    for mark in (_DATELINE.match(text), _AT_END.search(text, max(0, len(text) - 60))):
        if mark and (outlet := outlets.named(mark[mark.lastindex or 0], short=True)):
            yield Credit(outlet, "mark", mark.start())
    for match in _BYLINE.finditer(article.byline or ""):
        if outlet := outlets.named(match[0], short=False):
            yield Credit(outlet, "mark", -1)
    cues, weights = _cues()
    for match in cues.finditer(text, 0, len(text) if until is None else until):
        name, cue = (match[2], match[1]) if match[1] else (match[3], match[4])
        weight = weights[cue.lower(), "before" if match[1] else "after"]
        # "Vilnius said" is a government more often than a paper: a short name needs words that only reports have.
        if outlet := outlets.named(name, short=bool(match[1]) or weight == "whole"):
            yield Credit(outlet, weight, match.start())


@cache
def _cues() -> tuple[re.Pattern[str], Mapping[tuple[str, str], Literal["whole", "part"]]]:
    """What finds a name with the words that credit it, and what these say."""
    weights: dict[tuple[str, str], Literal["whole", "part"]] = {}
    for words, where, weight in table("credits.tsv", 3):
        weights[words, where] = "whole" if weight == "whole" else "part"
    before, after = (
        "|".join(sorted((words for words, side in weights if side == where), key=len, reverse=True))
        for where in ("before", "after")
    )
    return re.compile(
        rf"\b(?i:({before})):? (?:(?:the )?(?:news )?(?:agency|newspaper|paper|broadcaster) )?(?:[Tt]he )?({_NAME})"
        rf"|({_NAME}),? ({after})\b"
    ), weights


@cache
def _agencies() -> Mapping[str, str]:
    """The agencies, by each of their names."""
    known: dict[str, str] = {}
    for name, aliases in table("agencies.tsv", 2):
        known |= dict.fromkeys(map(_plain, (name, *alternatives(aliases))), _plain(name))
    return known


@cache
def _generic() -> frozenset[str]:
    """The words that names of outlets are made of, and that a short form leaves out."""
    return frozenset(word for _, words in table("outlet_words.tsv", 2) for word in alternatives(words))


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[\w&]+", name.casefold())).removeprefix("the ")
