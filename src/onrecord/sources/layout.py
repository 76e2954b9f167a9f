"""Paragraphs: how a plain text shows where one ends.

Some files leave a blank line between paragraphs, some begin each on a new line, some break lines at a fixed width.
Which it is shows in the lengths of the lines, and is decided once for a file.
"""

from __future__ import annotations

import re
from itertools import pairwise

#: Wider than this no text is broken by hand or by a mail program.
_WIDEST = 132
#: Narrower than this are columns and verse.
_NARROWEST = 30
#: Share of line ends that are full (the next word would not have fitted) and that run on in the middle of a
#: sentence. In paragraphs of one line each both are near 0, in broken lines .95 and .6.
_FULL, _RUNNING = 0.7, 0.25
#: A line this much shorter than the width was ended on purpose.
_SHORT = 0.7
_ITEM = re.compile(r"\s*([•◦‣⁃∙●○▪■►*·+–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_BULLET_EDGE = re.compile(r"^\s*([•◦‣⁃∙●○▪■►·])\s*")
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
#: A sentence goes on over the line end, whatever the layout: some pages break lines after a quotation.
_OPEN = re.compile(r",[\"'”’»)\]]*$")
#: How much of a line's end the two look at.
_TAIL = 12
_RULE = re.compile(r"[\W_]*")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cleaned text, each on one line, without blanks around it.

    Lines without a letter or digit (asterisks, dashes) only separate and are left out. A bullet stays, with one space
    after it.
    """
    blocks: list[list[str]] = [[]]
    for raw in text.split("\n"):
        if raw.strip():
            blocks[-1].append(raw.expandtabs(4).rstrip())
        elif blocks[-1]:
            blocks.append([])
    width = _width(blocks)
    found = []
    for block in filter(None, blocks):
        for lines in _runs(block, width):
            paragraph = _BULLET_EDGE.sub(r"\1 ", _joined(lines)).strip()
            if not _RULE.fullmatch(paragraph):
                found.append(paragraph)
    return found


def _joined(lines: list[str]) -> str:
    whole = lines[0].strip()
    for one in lines[1:]:
        # A word that a hyphen broke keeps its hyphen: "low-level" is more frequent in news than "govern-ment".
        whole += one.strip() if re.search(r"\w-$", whole) and one.strip()[:1].islower() else " " + one.strip()
    return whole


def _width(blocks: list[list[str]]) -> int | None:
    """The width at which the lines were broken, None where every line is a paragraph."""
    pairs = [(a, b) for block in blocks for a, b in pairwise(block) if not _ITEM.match(b)]
    lengths = sorted(len(a) for a, _ in pairs if " " in a.strip())
    if not lengths:
        return None
    # Not the longest line: an address or a name in one piece may stick out.
    width = lengths[len(lengths) - 1 - len(lengths) // 20]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = sum(_is_full(a, b, width) for a, b in pairs)
    running = sum(not _TERMINAL.search(a[-_TAIL:]) and b.lstrip()[:1].islower() for a, b in pairs)
    return width if full >= _FULL * len(pairs) and running >= _RUNNING * len(pairs) else None


def _is_full(a: str, b: str, width: int) -> bool:
    return len(a) + 1 + len(b.split(maxsplit=1)[0]) > width


def _runs(block: list[str], width: int | None) -> list[list[str]]:
    """The lines of a block, put together to paragraphs."""
    runs = [block[:1]]
    for a, b in pairwise(block):
        if (width is None or _begins(a, b, width, runs[-1][0])) and not (
            _OPEN.search(a[-_TAIL:]) and b.lstrip()[:1].islower()
        ):
            runs.append([b])
        else:
            runs[-1].append(b)
    return runs


def _begins(a: str, b: str, width: int, first: str) -> bool:
    """Whether line b begins a paragraph after line a.

    first  the line that began the paragraph of a
    """
    if item := _ITEM.match(b):
        # A dash or a number may also stand at the beginning of a line because the width ran out before it.
        listed = (begun := _ITEM.match(first)) is not None and _kind(begun[1]) == _kind(item[1])
        return (
            listed
            or _BULLET_EDGE.match(b) is not None
            or not _is_full(a, b, width)
            or bool(_TERMINAL.search(a[-_TAIL:]))
        )
    if _is_full(a, b, width) or b.lstrip()[:1].islower():
        return False
    indented = len(b) - len(b.lstrip()) > len(a) - len(a.lstrip()) and not _ITEM.match(a)
    return indented or len(a) + 1 + len(b.split(maxsplit=1)[0]) <= _SHORT * width


def _kind(mark: str) -> str:
    return re.sub(r"\w+", "1", mark)
