"""On PostgreSQL, what search by words looks in is kept in the rows: it was made anew from the texts in every search.

A word in a headline has the weight A, one in a text D, so that both stores can count it as more. SQLite has all this in its
own tables already.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

#: PostgreSQL indexes no more than a megabyte of a text.
_POSTGRESQL = (
    "DROP INDEX ix_article_words",
    "DROP INDEX ix_statement_words",
    """ALTER TABLE article ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('english', headline), 'A') || to_tsvector('english', left(text, 400000))) STORED""",
    """ALTER TABLE statement
        ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (
            to_tsvector('english', coalesce(speaker, '') || ' ' || left(content, 400000))) STORED,
        ADD COLUMN speaker_words tsvector NOT NULL GENERATED ALWAYS AS (
            to_tsvector('simple', coalesce(speaker, ''))) STORED""",
    "CREATE INDEX ix_article_words ON article USING gin (words)",
    "CREATE INDEX ix_statement_words ON statement USING gin (words)",
    "CREATE INDEX ix_statement_speaker_words ON statement USING gin (speaker_words)",
)


def upgrade() -> None:
    """Adds the columns, which the store fills, and puts the indices over them."""
    if op.get_bind().dialect.name == "postgresql":
        for statement in _POSTGRESQL:
            op.execute(statement)
