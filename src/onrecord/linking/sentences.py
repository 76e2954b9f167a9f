"""Sentences of a text, told by their marks alone: linking knows a reading, not the parse that it was made from."""

from __future__ import annotations

import re
from functools import cache

from onrecord.linking.knowledge import table
from onrecord.tables import alternatives

# No run of marks is entered in its midst, where it could only end as it does from its first.
_END = re.compile(r"(?<![.!?])[.!?]+[\"'”’)\]]*(?=\s)|\n+|\Z")
_LAST = re.compile(r"(\w+)\Z")
_WORD = re.compile(r"\w")
#: No abbreviation has so many letters.
_LONGEST = 20


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the sentences, without the blanks around them."""
    found, start = [], 0
    for match in _END.finditer(text):
        stop = match[0]
        before = max(start, match.start() - _LONGEST)
        if stop.startswith(".") and _short(text[before : match.start()]):
            continue
        whole = text[start : match.end()]
        if _WORD.search(whole):
            begin = start + len(whole) - len(whole.lstrip())
            found.append((begin, begin + len(whole.strip())))
        start = match.end()
    return found


def _short(before: str) -> bool:
    """Whether the word before a full stop is an abbreviation."""
    last = _LAST.search(before)
    return last is not None and (
        (len(last[1]) == 1 and last[1].isalpha()) or last[1].lower() in _abbreviations()
    )


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word for _, words in table("abbreviations.tsv", 2) for word in alternatives(words))
