"""Finds what stands in quotation marks: curly, straight, angled and British single marks, closed or not.

Works on text alone. A quotation that runs over paragraphs opens each of them again and closes in the last
(Chicago Manual of Style 13.32); one that is never closed ends with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: Opening marks and what may close them.
_CLOSERS = {"“": "”", "”": "”", "«": "»", "„": "“”", "``": "''", '"': '"', "‘": "’", "'": "'"}
_SINGLE = "‘'"
_BEFORE_OPENING = frozenset(" \t\n([{—–-―/:…")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks.

    parts   half-open offsets with the marks, one a paragraph
    closed  whether a closing mark was found
    """

    parts: tuple[tuple[int, int], ...]
    closed: bool

    @property
    def start(self) -> int:
        """Where it opens."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where it closes, or its last paragraph ends."""
        return self.parts[-1][1]

    def covers(self, at: int) -> bool:
        """Whether the character at this offset stands inside, marks included."""
        return any(a <= at < b for a, b in self.parts)


def quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """The quotations of a text, outermost only, in order.

    paragraphs  half-open offsets of its paragraphs
    """
    found: list[Quotation] = []
    carried: list[tuple[int, int]] = []  # the parts of a quotation that the paragraph before left open
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        marks = list(_in_paragraph(text, start, end, resumed=bool(carried)))
        for place, (a, b, closed) in enumerate(marks):
            last = place == len(marks) - 1
            if carried and place == 0:
                parts, carried = (*carried, (a, b)), []
            else:
                parts = ((a, b),)
            if not closed and last and following and _opens(text, following[0], text[a]):
                carried = list(parts)
            else:
                found.append(Quotation(tuple(parts), closed))
        if carried and not marks:
            found.append(Quotation(tuple(carried), closed=False))
            carried = []
    return found


def _opens(text: str, at: int, mark: str) -> bool:
    """Whether a paragraph begins with the same opening mark."""
    return text.startswith(mark, at)


def _in_paragraph(text: str, start: int, end: int, resumed: bool) -> Iterator[tuple[int, int, bool]]:
    """(start, end, closed) of the quotations in one paragraph."""
    at = start
    while at < end:
        opening = _next_opening(text, at, start, end)
        if opening is None:
            return
        close = _closing(text, opening, end)
        if close is None:
            mark = text[opening]
            # An apostrophe-like mark that nothing closes is an apostrophe; inches and stray marks are dropped
            # unless they open a paragraph or follow a word of saying.
            if mark in _SINGLE and not (resumed or opening == start):
                at = opening + 1
                continue
            if mark == '"' and opening != start and text[opening - 1] not in _BEFORE_OPENING:
                at = opening + 1
                continue
            yield opening, end, False
            return
        yield opening, close, True
        at = close


def _next_opening(text: str, at: int, start: int, end: int) -> int | None:
    """Offset of the next mark that opens a quotation."""
    for i in range(at, end):
        c = text[i]
        if c in "“«„" or text.startswith("``", i):
            return i
        if c == "”" and i == start and text[i + 1 : i + 2].isalnum():
            return i  # set the wrong way round at the head of a paragraph
        if c not in "\"'‘" or i + 1 >= end or text[i + 1].isspace():
            continue
        if i == start or text[i - 1] in _BEFORE_OPENING:
            if c == '"' or (c in _SINGLE and not _is_elision(text, i)):
                return i
        elif c == '"' and not (text[i - 1].isdigit()):
            return i
    return None


_ELISIONS = re.compile(r"['’‘](?:\d\ds?|tis|twas|em|til|cause|round|n|bout|cos|s)\b", re.IGNORECASE)


def _is_elision(text: str, i: int) -> bool:
    """Whether a single mark stands for dropped letters: ’90s, ’em."""
    return bool(_ELISIONS.match(text, i))


def _closing(text: str, opening: int, end: int) -> int | None:
    """Offset behind the mark that closes the one at `opening`, or None."""
    mark = "``" if text.startswith("``", opening) else text[opening]
    closers = _CLOSERS[mark]
    if mark == "``":
        i = text.find(closers, opening + 2, end)
        return i + 2 if i >= 0 else None
    if mark in _SINGLE:
        return _closing_single(text, opening, end)
    depth = 0
    for i in range(opening + 1, end):
        c = text[i]
        if c == mark and c not in closers:
            # Opened again before it was closed: an unclosed quotation, unless marks are nested evenly.
            depth += 1
        elif c in closers:
            if depth == 0:
                return i + 1
            depth -= 1
    if depth:
        i = next((i for i in range(opening + 1, end) if text[i] in closers), -1)
        return i + 1 if i >= 0 else None
    return None


def _closing_single(text: str, opening: int, end: int) -> int | None:
    """Offset behind the single mark that closes, telling it from apostrophes and possessives."""
    closers = "’'" if text[opening] == "‘" else "'"
    possessive: int | None = None
    for i in range(opening + 2, end):
        if text[i] not in closers:
            if text[i] == text[opening] and text[i - 1] in _BEFORE_OPENING and text[i] == "‘":
                break
            continue
        after = text[i + 1] if i + 1 < end else " "
        if after.isalnum():
            continue
        before = text[i - 1]
        following = text[i + 2] if i + 2 < end else " "
        if before in "sS" and after == " " and following.islower():
            # "the ministers’ talks" or "its ‘partners’ agreed": only a closing mark if no better one comes
            possessive = possessive if possessive is not None else i + 1
            continue
        return i + 1
    return possessive
