"""Cuts off a headline what a page puts behind it or before it: the name of the site or of its section.

A cut word is lost to the check of the headline, and a kept site name only looks untidy; so nothing is cut that could
be part of the headline. After a bar no headline goes on; after a dash it often does ("Port reopens - but for whom?"),
and some name who reports it ("PM to resign – Reuters"). There the words must be known, or outlet, address or the
title's repetition on the page must say so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from onrecord.tables import rows

#: A bar or a dot in the middle of the line divides a page's title and nothing else. A dash does with blanks on both
#: sides, and the long dash without any.
_BAR = re.compile(r"\s*(?:\|+|¦|\s[·•»]\s|\s::\s)\s*")
_DASH = re.compile(r"\s+[-–—]{1,2}\s+|(?<=\S)—(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+(?:['’&./][^\W_]+)*")
_DOMAIN = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|tv|co|gov|edu|eu|int|[a-z]{2})", re.IGNORECASE
)
_SMALL = frozenset({"of", "the", "and", "&", "for", "de", "la", "el"})
_QUOTES = re.compile('["“”‘«»]|’$')
#: Parts of an address that are nobody's name.
_NO_NAMES = frozenset(["www", "com", "org", "net", "news", "info", "gov", "edu", "int"])
#: A headline has this many words at least, one less where the rest is the site's for certain.
_LEAST_WORDS = 3
_MOST_SITE_WORDS = 5
#: What is longer is no headline.
_MOST = 400


@dataclass(frozen=True, slots=True)
class Evidence:
    """What else is known of where the headline stands."""

    outlet: str | None = None
    url: str | None = None


def cut(headline: str, evidence: Evidence) -> tuple[str, str | None]:
    """The headline without names of site and section, and the outlet's name if one was among them."""
    outlet = None
    while len(headline) <= _MOST:
        shorter, name = _last_cut(headline, evidence)
        if shorter == headline:
            shorter, name = _first_cut(headline, evidence)
        if shorter == headline:
            break
        headline = shorter
        if outlet is None and name is not None and _is_outlet(name, evidence):
            outlet = name
            evidence = Evidence(evidence.outlet or outlet, evidence.url)
    return headline, outlet


def cut_to(headline: str, repeated: str) -> str | None:
    """What follows the repeated title in the longer one, if that is set off as a site's name is; else None."""
    if not headline.startswith(repeated) or len(repeated.split()) < _LEAST_WORDS:
        return None
    rest = headline[len(repeated) :]
    for separator in (_BAR, _DASH):
        # A letter in front, because a long dash stands between words.
        if (m := separator.match("x" + rest, 1)) and len(rest.split()) <= _MOST_SITE_WORDS + 2:
            return rest[m.end() - 1 :].strip() or None
    return None


def _last_cut(headline: str, evidence: Evidence) -> tuple[str, str | None]:
    for separator in (_BAR, _DASH):
        marks = list(separator.finditer(headline))
        if not marks:
            continue
        mark = marks[-1]
        left, right = headline[: mark.start()].rstrip(), headline[mark.end() :].strip()
        if not right:
            return left, None
        certain = _is_told(right, evidence) or _is_named(right, "section")
        least = _LEAST_WORDS - certain
        if len(_words(left)) >= least and _is_site(right, evidence, bar=separator is _BAR):
            return left, right
    return headline, None


def _first_cut(headline: str, evidence: Evidence) -> tuple[str, str | None]:
    mark = _BAR.search(headline)
    if mark is None:
        return headline, None
    left, right = headline[: mark.start()].strip(), headline[mark.end() :].strip()
    if not left:
        return right, None
    known = _is_named(left, "section", "outlet", "agency") or _is_told(left, evidence)
    return (right, left) if known and len(_words(right)) >= _LEAST_WORDS else (headline, None)


def _is_site(words: str, evidence: Evidence, *, bar: bool) -> bool:
    if _QUOTES.search(words) or len(words.split()) > _MOST_SITE_WORDS:
        return False
    if _is_told(words, evidence) or _is_named(words, "section"):
        return True
    if bar:
        return not re.search(r"[.?!]$", words)
    if evidence.outlet or evidence.url:
        # Something else is known to be the site: this is who reports it.
        return False
    return _is_named(words, "outlet") or _looks_like_site(words)


def _looks_like_site(words: str) -> bool:
    """Whether capitalised words end as the name of a site does: "Harbour Gazette", "portnews.com"."""
    if _DOMAIN.fullmatch(words):
        return True
    parts = _words(words)
    if not parts or any(part.lower() in _names("never") for part in parts):
        return False
    return (
        parts[-1].lower() in _names("ending")
        and (len(parts) > 1 or words.lower().startswith("the "))
        and all(part[0].isupper() or part.lower() in _SMALL for part in parts)
    )


def _is_outlet(words: str, evidence: Evidence) -> bool:
    """Whether a name that was cut off is an outlet's, and not that of a section or nobody's."""
    if _is_named(words, "section"):
        return False
    return _is_named(words, "outlet", "agency") or _is_told(words, evidence) or bool(_DOMAIN.fullmatch(words))


def _is_named(words: str, *kinds: str) -> bool:
    return any(_spelled(words, kind) in _names(kind) for kind in kinds)


def _is_told(words: str, evidence: Evidence) -> bool:
    """Whether outlet or address say that these words name the site."""
    key = _key(words)
    if not key:
        return False
    if evidence.outlet:
        outlet = _key(evidence.outlet)
        if key == outlet or _part(key, outlet) or _part(outlet, key):
            return True
    return bool(evidence.url) and any(_abbreviates(label, words) for label in _labels(evidence.url or ""))


def _part(short: str, long: str) -> bool:
    """Whether a name is another's beginning: "BBC" of "BBC News"."""
    return len(short) >= 3 and long.startswith(short + " ")


def _labels(url: str) -> list[str]:
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return []
    return [label for label in host.lower().split(".") if len(label) > 2 and label not in _NO_NAMES]


def _abbreviates(label: str, words: str) -> bool:
    """Whether a part of an address is made of a name's words: "bbc" and "BBC News", "batimes" and "Buenos Aires Times".

    Each word gives its beginning, in order; small words may be left out, and "News" or "Online" at the end.
    """
    label = re.sub(r"[^a-z0-9]", "", label.removeprefix("the"))
    parts = [
        part for part in re.findall(r"[a-z0-9]+", words.lower().removesuffix(".com")) if part not in _SMALL
    ]
    if not parts or len(label) < 2:
        return False
    whole = "".join(re.findall(r"[a-z0-9]+", words.lower().removesuffix(".com").removeprefix("the ")))
    if (
        label == whole
        or (len(label) >= 5 and whole.startswith(label))
        or (len(whole) >= 5 and label.startswith(whole))
    ):
        return True
    ends = {len(parts)} | (
        {len(parts) - 1} if len(parts) > 1 and parts[-1] in {"news", "online", "newspaper"} else set()
    )

    @cache
    def spells(rest: str, at: int) -> bool:
        if not rest:
            return at in ends
        return at < len(parts) and any(
            rest.startswith(parts[at][:n]) and spells(rest[n:], at + 1) for n in range(1, len(parts[at]) + 1)
        )

    return len(parts) <= 6 and spells(label, 0)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _key(name: str) -> str:
    """A name for comparing: small letters, without article and domain."""
    words = re.findall(r"[^\W_]+", name.lower().removesuffix(".com"))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def _names(kind: str) -> frozenset[str]:
    table = rows("onrecord.sources", "mastheads.tsv", 2)
    return frozenset(_spelled(name, kind) for kind_, name in table if kind_ == kind)


def _spelled(name: str, kind: str) -> str:
    """A name as it is compared: of agencies and sections also without article and domain."""
    return _key(name) if kind in {"agency", "section"} else name.lower()


def is_section(line: str) -> bool:
    """Whether a line is the name of a site's section or a label: "World News", "Opinion"."""
    return _is_named(line.rstrip(":"), "section")
