"""Looking for words: the full-text search of SQLite (FTS5) and of PostgreSQL, asked in one way.

A query is words, all of which must stand there, and phrases in quotation marks. It is never put into SQL as text.

FTS5 has a table of words beside each table; `matches` asks it. PostgreSQL has columns that it fills itself (migration 0005).
"""

from __future__ import annotations

import re
from typing import Any, Literal

from sqlalchemy import ColumnElement, Integer, TableClause, bindparam, column, func, literal_column, table

from onrecord.ledger.errors import LedgerError

#: FTS5 takes the "s" of "Denmark's" for a word; PostgreSQL leaves it out.
_POSSESSIVE = re.compile(r"[’']s\b")
_PART = re.compile(r'"[^"]+"|[^\s"]+')
#: What FTS5 looks in; the number of a row is that of the article or statement.
ARTICLES = table("article_words", column("rowid", Integer))
STATEMENTS = table("statement_words", column("rowid", Integer))


def matches(words: TableClause, asked: str) -> ColumnElement[bool]:
    """Whether a row of FTS5's has what `fts5` made of words."""
    return literal_column(words.name).op("MATCH", is_comparison=True)(bindparam(None, asked))


def numbered(words: TableClause) -> ColumnElement[int]:
    """The number of a row of FTS5's that a condition is put on.

    With the sign before it FTS5 finds the row by its words, and then looks at the number. Without, it looks for the words anew
    with every number that there may be.
    """
    return literal_column(f"+{words.name}.rowid", Integer)


def vector(
    name: Literal["article.words", "statement.words", "statement.speaker_words"],
) -> ColumnElement[Any]:
    """What PostgreSQL looks in."""
    return literal_column(name)


def tsquery(words: str) -> ColumnElement[Any]:
    """A query of PostgreSQL's that means these words and phrases and nothing else. Raises LedgerError where there is no word.

    In quotation marks "or" and dashes have no meaning of their own.
    """
    return func.websearch_to_tsquery("english", " ".join(f'"{part}"' for part in _parts(words)))


def fts5(words: str, *, within: Literal["speaker"] | None = None) -> str:
    """A query in FTS5's language that means these words and phrases and nothing else.

    within  the only column that they may stand in

    Raises LedgerError where there is no word.
    """
    asked = " AND ".join(f'"{part}"' for part in _parts(words))
    return f"{within} : ({asked})" if within else asked


def _parts(words: str) -> list[str]:
    """The words and phrases of a query."""
    parts = [_POSSESSIVE.sub("", p.strip('"')) for p in _PART.findall(words) if any(c.isalnum() for c in p)]
    if not parts:
        raise LedgerError(
            "There is no word to look for.", 'Give words, or a phrase in quotation marks: "grain corridor".'
        )
    return parts
