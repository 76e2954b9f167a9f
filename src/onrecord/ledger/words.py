"""Looking for words: the full-text search of SQLite (FTS5) and of PostgreSQL, asked in one way.

A query is words, all of which must stand there, and phrases in quotation marks. It is never put into SQL as text.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Integer, func, literal_column, text

from onrecord.ledger import schema
from onrecord.ledger.errors import LedgerError

Table = Literal["article", "statement"]
#: FTS5 takes the "s" of "Denmark's" for a word; PostgreSQL leaves it out.
_POSSESSIVE = re.compile(r"[’']s\b")
_PART = re.compile(r'"[^"]+"|[^\s"]+')
_MATCHES = {
    "article": "SELECT rowid AS id FROM article_words WHERE article_words MATCH :article_asked",
    "statement": "SELECT rowid AS id FROM statement_words WHERE statement_words MATCH :statement_asked",
}


def has_words(connection: Connection, table: Table, words: str) -> ColumnElement[bool]:
    """Whether a row has all these words. Raises LedgerError where there is none to look for."""
    if connection.dialect.name != "sqlite":
        return vector(table).op("@@")(tsquery(words))
    own = schema.tables.tables[table].c
    match = text(_MATCHES[table]).bindparams(**{f"{table}_asked": fts5(words)})
    return own.id.in_(match.columns(literal_column("id", Integer)))


def named(connection: Connection, name: str) -> ColumnElement[bool]:
    """Whether a statement's speaker has all these words in the name. Raises LedgerError."""
    if connection.dialect.name != "sqlite":
        of_speaker: ColumnElement[Any] = literal_column("statement.speaker_words")
        return of_speaker.op("@@")(func.plainto_tsquery("simple", name))
    match = text(_MATCHES["statement"]).bindparams(statement_asked=f"speaker : ({fts5(name)})")
    return schema.statement.c.id.in_(match.columns(literal_column("id", Integer)))


def vector(table: Table) -> ColumnElement[Any]:
    """What PostgreSQL looks in: a column that it fills itself (migration 0005)."""
    return literal_column(f"{table}.words")


def tsquery(words: str) -> ColumnElement[Any]:
    """A query of PostgreSQL's that means these words and phrases and nothing else. Raises LedgerError where there is no word.

    In quotation marks "or" and dashes have no meaning of their own.
    """
    return func.websearch_to_tsquery("english", " ".join(f'"{part}"' for part in _parts(words)))


def fts5(words: str) -> str:
    """A query in FTS5's language that means these words and phrases and nothing else.

    Raises LedgerError where there is no word.
    """
    return " AND ".join(f'"{part}"' for part in _parts(words))


def _parts(words: str) -> list[str]:
    """The words and phrases of a query."""
    parts = [_POSSESSIVE.sub("", p.strip('"')) for p in _PART.findall(words) if any(c.isalnum() for c in p)]
    if not parts:
        raise LedgerError(
            "There is no word to look for.", 'Give words, or a phrase in quotation marks: "grain corridor".'
        )
    return parts
