"""From the elements of a page or of a marked-up text to lines of plain text."""

from __future__ import annotations

import re

from lxml.etree import _Element
from lxml.html import fragment_fromstring

from onrecord.sources.characters import clean, line
from onrecord.sources.failure import UnreadableError
from onrecord.sources.layout import paragraphs

#: Elements that begin a line, in HTML and in the vocabulary of trafilatura (TEI: head, item, quote, row, cell).
_BLOCKS_WORDS = """
    p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote section article header main table tbody tr td
    th pre body head item list quote row cell
"""
_BLOCKS = frozenset(_BLOCKS_WORDS.split())
_ITEMS, _ROWS, _BREAKS = frozenset({"li", "item"}), frozenset({"tr", "row"}), frozenset({"br", "lb"})
#: What is no running text. trafilatura has taken it out of pages.
_LEFT_OUT_WORDS = """
    script style template figure figcaption form button iframe svg aside nav
"""
_LEFT_OUT = frozenset(_LEFT_OUT_WORDS.split())
_BULLET = "• "
#: Letters that a sentence has which shows that there is an article; a caption or a notice has fewer.
_LEAST_LETTERS = 40
#: In any script; a full stop within a number or a name is not followed by a blank.
_ENDED = re.compile(r"[.!?…。।؟۔][\"'”’»)\]]*(?:\s|$)")


def lines_of(root: _Element) -> list[str]:
    """The paragraphs below an element, a list's items with a bullet; of tables only what is running text."""
    blocks = [""]
    # With a stack of its own, because hostile pages nest thousands deep: elements to enter, and text to add after.
    waiting: list[_Element | str] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if one:
                blocks[-1] += one
            else:
                blocks.append("")
            continue
        tag = one.tag if isinstance(one.tag, str) else ""
        if not tag or tag in _LEFT_OUT or (tag in _ROWS and not _is_layout(one)):
            continue
        if tag in _BREAKS:
            blocks[-1] += "\n"
        elif tag in _BLOCKS and blocks[-1] != _BULLET:
            blocks.append(_BULLET if tag in _ITEMS else "")
        blocks[-1] += _blanks(one.text)
        for child in reversed(one):
            if tail := _blanks(child.tail):
                waiting.append(tail)
            if child.tag in _BLOCKS:
                waiting.append("")
            waiting.append(child)
    # Some pages break lines at a width, some divide paragraphs so: the layout tells, as in plain text.
    return paragraphs(clean("\n\n".join(blocks)))


def lines_of_markup(markup: str) -> list[str]:
    """The paragraphs of a text with HTML in it, as some records have it: all of it is the article's.

    Raises UnreadableError for what no parser takes.
    """
    try:
        return lines_of(fragment_fromstring(markup, create_parent="div"))
    except (ValueError, SyntaxError) as error:  # lxml's ParserError is one of the latter
        raise UnreadableError(
            "The text of this record is HTML that cannot be read.", "Give it as plain text."
        ) from error


def is_told(text: str) -> bool:
    """Whether a line is of a story: a sentence of some length, ended as one."""
    return sum(map(str.isalpha, text)) >= _LEAST_LETTERS and _ENDED.search(text) is not None


def is_ended(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return any(m.end() == len(text) for m in _ENDED.finditer(text))


def _is_layout(row: _Element) -> bool:
    """Whether a row of a table holds running text: then the table only sets it in columns, and is none of figures."""
    return any(is_told(line("".join(cell.itertext()))) for cell in row)


def _blanks(text: str | None) -> str:
    """Text with the line ends of the source as blanks."""
    return re.sub(r"\s+", " ", text or "")
