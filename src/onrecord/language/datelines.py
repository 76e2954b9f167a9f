"""The dateline that opens a report: "RIGA, March 3 (HNA) - ", "WASHINGTON (AP) — ", "Kyiv, Ukraine –"."""

from __future__ import annotations

import re

_CITY = r"[A-Z][A-Z’'.-]+(?:[ /][A-Z][A-Z’'.-]+){0,3}"
_TITLE_CITY = r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,2}"
_PLACE = r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*){0,2})?"
_DATE = r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?"
_AGENCY = r" ?[(/][^()/\n]{2,40}[)/]"
_DASH = r" ?[-–—]{1,2} "
#: A city in capitals, with or without the agency; or in title case, but then with the agency.
_DATELINE = re.compile(
    rf"\s*(?:{_CITY}{_PLACE}{_DATE}(?:{_AGENCY})?|{_TITLE_CITY}{_PLACE}{_DATE}{_AGENCY}){_DASH}(?=\S)"
)


def dateline_end(text: str) -> int:
    """Offset of the first word behind the dateline that a text opens with; 0 where there is none."""
    match = _DATELINE.match(text)
    return match.end() if match else 0
