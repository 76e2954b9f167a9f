"""Links between articles: stories, copies, rewrites, and what articles are held against each other by.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables; the articles that are there wait to be linked."""
    op.create_table(
        "unlinked",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_unlinked_article_id")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_unlinked")),
    )
    op.create_table(
        "story",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.CheckConstraint("status IN ('read','accepted')", name=op.f("ck_story_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
        sa.UniqueConstraint("ref", name=op.f("uq_story_ref")),
    )
    op.create_index("ix_story_latest_ref", "story", ["latest", "ref"], unique=False)
    op.create_table(
        "trace",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("home_id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_trace_article_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_trace_reading_id")),
        sa.ForeignKeyConstraint(["home_id"], ["article.id"], name=op.f("fk_trace_home_id")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_trace_story_id")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_trace")),
        sa.UniqueConstraint("ref", name=op.f("uq_trace_ref")),
    )
    op.create_index(op.f("ix_trace_home_id"), "trace", ["home_id"], unique=False)
    op.create_index(op.f("ix_trace_story_id"), "trace", ["story_id"], unique=False)
    op.create_table(
        "trace_key",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_trace_key_article_id")),
        sa.PrimaryKeyConstraint("key", "day", "article_id", name=op.f("pk_trace_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "trace_run",
        sa.Column("run", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_trace_run_article_id")),
        sa.PrimaryKeyConstraint("run", "article_id", name=op.f("pk_trace_run")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "alike",
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("other_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_alike_article_id")),
        sa.ForeignKeyConstraint(["other_id"], ["article.id"], name=op.f("fk_alike_other_id")),
        sa.PrimaryKeyConstraint("article_id", "other_id", name=op.f("pk_alike")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("later_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.Float(), nullable=True),
        sa.Column("share_earlier", sa.Float(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('copy','rewrite','set')", name=op.f("ck_link_kind")),
        sa.CheckConstraint("status IN ('read','accepted','rejected')", name=op.f("ck_link_status")),
        sa.ForeignKeyConstraint(["earlier_id"], ["article.id"], name=op.f("fk_link_earlier_id")),
        sa.ForeignKeyConstraint(["later_id"], ["article.id"], name=op.f("fk_link_later_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("ref", name=op.f("uq_link_ref")),
    )
    op.create_index(op.f("ix_link_earlier_id"), "link", ["earlier_id"], unique=False)
    op.create_index(op.f("ix_link_later_id"), "link", ["later_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_membership_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_article_id"), "membership", ["article_id"], unique=False)
    op.create_index(op.f("ix_membership_story"), "membership", ["story"], unique=False)
    op.create_table(
        "linking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linking")),
    )
    op.execute("INSERT INTO unlinked (article_id) SELECT article_id FROM reading WHERE until IS NULL")
