"""Bylines: who wrote it, as a line under the headline says."""

from __future__ import annotations

import re

from onrecord.sources.published import iso8601

_OPENING = re.compile(r"(?:(?:words|story|text|written|report) by|by)\b[:\s]\s*", re.IGNORECASE)
#: What pages put between the name and the date.
_DIVIDER = re.compile(
    r"\s*(?:\||·|•|–|—)\s*|\s+-\s+|,\s+(?=\d|[a-z]{3,9}\.? \d|(?:published|updated|posted)\b)|\s{2,}",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"(?:(?:first |originally )?published|posted|updated|last updated)\b[:\s]*(?:on\s+|at\s+)?", re.IGNORECASE
)
_JOINERS_WORDS = """
    and in for of with at the & de da das di del della der den dos van von zu bin ibn bint al el la le
    ten ter y e
"""
_JOINERS = frozenset(_JOINERS_WORDS.split())
#: "By Monday the bridge was open" is no byline.
_TIMES_WORDS = """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december spring summer autumn fall winter christmas easter ramadan
    noon midnight now then contrast comparison far law
"""
_TIMES = frozenset(_TIMES_WORDS.split())
_MOST = 120
_MOST_ROLE_WORDS = 8


def byline(line: str) -> tuple[str, str | None] | None:
    """Names as the line has them, without "By", and the date (ISO 8601) where it has one; None for any other line."""
    opening = _OPENING.match(line)
    if opening is None or len(line) > _MOST:
        return None
    names, published = line[opening.end() :].strip(), None
    while (found := _before_date(names)) is not None:
        names, date = found
        published = date or published
    return (names, published) if _is_names(names) else None


def _before_date(text: str) -> tuple[str, str] | None:
    """What stands before a date at the end, and the date."""
    for divider in _DIVIDER.finditer(text):
        if (date := dated(text[divider.end() :])) is not None:
            return text[: divider.start()].strip(), date
    return None


def dated(line: str) -> str | None:
    """The date of a line that holds nothing else: "Published: 14 March 2025". Empty for an update; None for any other."""
    label = _DATE_LABEL.match(line)
    date = iso8601(line[label.end() :] if label else line)
    if date is None:
        return None
    return "" if label and "updated" in label[0].lower() else date


def without_by(names: str) -> str:
    """The names, where a field gives them as the page has them ("By Jane Doe")."""
    while m := _OPENING.match(names):
        names = names[m.end() :]
    return names


def _is_names(text: str) -> bool:
    names, _, role = text.partition(",")
    words = names.split()
    if not words or words[0].lower().strip(".,:") in _TIMES or re.search(r"[!?:;\"“”]", text):
        return False
    if text.endswith(".") and not re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", text):
        return False
    named = sum(word[0].isupper() for word in words)
    if not named or not all(word[0].isupper() or word.lower() in _JOINERS for word in words):
        return False
    # After a comma stands an office ("chief political correspondent") or more names.
    return len(role.split()) <= _MOST_ROLE_WORDS
