"""What makes a large ledger quick: indices by what is asked for, sides of records each alone, facets with their dates.

On SQLite the words of articles and statements are from now on put into the indices for search by the program, those of many
rows at once: triggers did it row by row, which took the longer part of adding.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_AT_ONCE = 10_000


def upgrade() -> None:
    """Makes tables and indices anew that hold what follows from others, and fills them."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        for trigger in ("article_words_add", "statement_words_add", "statement_words_drop"):
            op.execute(f"DROP TRIGGER {trigger}")
    op.create_index("ix_article_published_id", "article", ["published", "id"])
    op.create_index("ix_article_outlet_published_id", "article", ["outlet", "published", "id"])
    op.create_index("ix_reading_article_id_until", "reading", ["article_id", "until"])
    op.drop_index("ix_reading_article_id", "reading")
    ended = sa.text("until IS NOT NULL")
    op.create_index("ix_reading_ended", "reading", ["until"], sqlite_where=ended, postgresql_where=ended)
    op.drop_index("ix_statement_on", "statement")
    for name in ("ix_record_kind_actor", "ix_record_kind_recipient"):
        op.drop_index(name, "record")
    op.create_index(
        "ix_record_reviewed", "record", ["kind", "latest"],
        sqlite_where=sa.text("reviewed IS 1"), postgresql_where=sa.text("reviewed IS true"),
    )  # fmt: skip
    _sides()
    _facets()


def _sides() -> None:
    side = op.create_table(
        "side",
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("role IN ('actor','recipient','object')", name=op.f("ck_side_role")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_side_record_id")),
        sa.PrimaryKeyConstraint("role", "value", "record_id", name=op.f("pk_side")),
        sqlite_with_rowid=False,
    )
    rows = op.get_bind().execute(sa.text("SELECT id, actor, recipient, object FROM record ORDER BY id"))
    _fill(
        side,
        (
            {"role": role, "value": value, "record_id": row.id}
            for row in rows
            for role in ("actor", "recipient", "object")
            for value in sorted({v for v in (getattr(row, role) or "").split("+") if v})
        ),
    )


def _facets() -> None:
    op.drop_index("ix_facet_article_id", "facet")
    op.rename_table("facet", "facet_before")
    if op.get_bind().dialect.name != "sqlite":  # where constraints keep the names of their tables
        for part in ("pk_facet", "fk_facet_article_id"):
            op.execute(f"ALTER TABLE facet_before RENAME CONSTRAINT {part} TO {part}_before")
    facet = op.create_table(
        "facet",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_facet_article_id")),
        sa.PrimaryKeyConstraint("kind", "value", "published", "article_id", name=op.f("pk_facet")),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO facet (kind, value, published, article_id) "
        "SELECT f.kind, f.value, coalesce(a.published, ''), f.article_id "
        "FROM facet_before f JOIN article a ON a.id = f.article_id"
    )
    rows = op.get_bind().execute(
        sa.text(
            "SELECT f.value, coalesce(a.published, '') AS published, f.article_id FROM facet_before f "
            "JOIN article a ON a.id = f.article_id WHERE f.kind = 'person' ORDER BY f.article_id"
        )
    )
    _fill(
        facet,
        (
            {"kind": "surname", "value": value, "published": published, "article_id": article}
            for (article, published), own in groupby(rows, key=lambda row: (row.article_id, row.published))
            for value in sorted({row.value.rpartition(" ")[2] for row in own})
        ),
    )
    op.drop_table("facet_before")
    op.create_index("ix_facet_article_id_kind_value", "facet", ["article_id", "kind", "value"])


def _fill(table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    for some in _some(rows):
        op.bulk_insert(table, some)


def _some(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield some
