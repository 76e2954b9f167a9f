"""Whether a line is a headline: told by its form, because plain text has no other mark."""

from __future__ import annotations

import re

#: Headlines end without a full stop and are short: in a thousand news pages none was longer than this, and what was
#: longer and had no full stop was a first paragraph cut short.
_MOST = 160
#: A question or a cry of more than this is a first sentence.
_MOST_ASKED = 100
_CLOSERS = "\"'”’»)]"
_ABBREVIATED = re.compile(r"(?:^|[\s(“‘\"'-])(?:(?:[A-Za-z]\.){2,}|(?:Inc|Jr|Sr|Co|Corp|Ltd|Bros|vs|etc)\.)$")
#: A sentence ended within: a word of four letters or more, not an office ("Capt. Reed") or a month.
_SENTENCE = re.compile(
    r"\b(?!(?:Capt|Brig|Prof|Sept|Supt|Insp|Pres|Hons|Comm)\.)\w{4,}[.][\"'”’]?\s+[\"'“‘]?[A-Z]"
)
#: "RIGA, March 3 (Reuters) -", "Muscat:": where it was written opens a first paragraph.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’ -]+(?:,\s[\w. ]{2,20}){0,2}|[A-Z]\w+(?:,\s[\w. ]{2,20}){0,2})\s*(?:\([\w/ .-]+\)\s*)?(?:\.?\s?[–—-]{1,2}\s|:\s)"
)
_MOST_AFTER_DATELINE = 110
#: "VARNA, BULGARIA.- ", "RIGA, March 3 (Reuters) -": no headline begins so, however short.
_FULL_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]+(?:,\s[\w. ]{2,20}){0,2}(?:\.\s?[–—-]{1,2}|\s\([\w/ .-]+\)\s?[–—-]{1,2})\s"
)
_ITEM = re.compile(r"(?:[•◦‣▪●○■►*–—-]|\(?\d{1,2}[.)])\s")


def is_headline(line: str) -> bool:
    """Whether a line before other paragraphs reads as their headline.

    A first paragraph that ends in a full stop is none, however short; so an article copied without its headline has
    none.
    """
    if not 2 < len(line) <= _MOST or not any(c.isalpha() for c in line) or _ITEM.match(line):
        return False
    first = next(c for c in line if c.isalpha())
    if first.islower() and not line[1:2].isupper():  # "iPhone"
        return False
    bare = line.rstrip(_CLOSERS)
    end = bare[-1:]
    if end in {",", ";", ":"}:
        return False
    if end == "." and not bare.endswith("...") and not _ABBREVIATED.search(bare):
        return False
    if end in {"?", "!"} and (len(line) > _MOST_ASKED or bare != line):
        # A sentence that ends within the marks is something said, the way articles open.
        return False
    if _FULL_DATELINE.match(line):
        return False
    if len(line) > _MOST_AFTER_DATELINE and _DATELINE.match(line):
        return False
    return _SENTENCE.search(line) is None


def same(a: str, b: str) -> bool:
    """Whether two lines are one title, whatever their case and punctuation."""
    return _key(a) == _key(b) != ""


def _key(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))
