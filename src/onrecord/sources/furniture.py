"""Lines that belong to the page: links to other stories, buttons, credits, notices.

Only a whole line is ever taken for furniture, so a sentence of the story that begins the same way stays.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.tables import rows

_STANDS_FOR = {
    # A date in any order, with weekday, time and zone.
    "<date>": (
        r"(?>(?:\d{1,4}(?:st|nd|rd|th|[ap]\.?m\.?)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
        r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|at|on|[ap]\.?m\.?|(?-i:[A-Z]{2,4})|hrs?|local|time)"
        r"(?:[\s,.:/|()–-]+|$)){3,14}"
    ),
    # Not two sentences, and not long.
    "<rest>": r"(?: ?(?!.*[a-z]{3}[.!?] (?-i:[A-Z“\"])).{0,160})",
    # Who did it, where, for whom; a verb in small letters makes it a sentence of the story.
    "<names>": (
        r"(?:(?:(?-i:[A-Z][\w.'’-]*)|&|and|in|of|at|for|from|by|via|with|the|de|da|del|der|van|von|al|bin|el|la"
        r"|reporting|editing|writing|additional)(?:[\s,;:/|·–]+|(?=[.)]*$))){1,24}"
    ),
}


def is_furniture(line: str, *, edge: bool = False) -> bool:
    """Whether a line belongs to the page wherever it stands; with `edge`, before or after the story."""
    if len(line) > 400:
        return False
    return _pattern("any").fullmatch(line) is not None or (
        edge and _pattern("edge").fullmatch(line) is not None
    )


@cache
def _pattern(where: str) -> re.Pattern[str]:
    patterns = []
    for at, pattern, _ in rows("onrecord.sources", "furniture.tsv", 3):
        if at == where:
            whole = pattern.replace("_", " ")
            for word, meaning in _STANDS_FOR.items():
                whole = whole.replace(word, meaning)
            patterns.append(f"(?:{whole})")
    return re.compile("|".join(patterns), re.IGNORECASE)
