"""The first schema: articles, readings, the review log, and what is derived from them, with search by words.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from onrecord.ledger.migrations.kept import keep

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: A log that is only ever added to, and articles that stay what they were: the store itself refuses anything else.
_KEPT = ("review", "article")

_SQLITE = """
CREATE VIRTUAL TABLE article_words USING fts5(
    headline, text, content='article', content_rowid='id', tokenize="porter unicode61 remove_diacritics 2");
CREATE TRIGGER article_words_add AFTER INSERT ON article BEGIN
    INSERT INTO article_words(rowid, headline, text) VALUES (new.id, new.headline, new.text); END;
CREATE VIRTUAL TABLE statement_words USING fts5(
    speaker, content, content='statement', content_rowid='id', tokenize="porter unicode61 remove_diacritics 2");
CREATE TRIGGER statement_words_add AFTER INSERT ON statement BEGIN
    INSERT INTO statement_words(rowid, speaker, content) VALUES (new.id, new.speaker, new.content); END;
CREATE TRIGGER statement_words_drop AFTER DELETE ON statement BEGIN
    INSERT INTO statement_words(statement_words, rowid, speaker, content)
    VALUES ('delete', old.id, old.speaker, old.content); END;
"""
#: PostgreSQL indexes no more than a megabyte of a text.
_POSTGRESQL = """
CREATE INDEX ix_article_words ON article USING gin (to_tsvector('english', headline || ' ' || left(text, 400000)));
CREATE INDEX ix_statement_words ON statement
    USING gin (to_tsvector('english', coalesce(speaker, '') || ' ' || left(content, 400000)));
CREATE FUNCTION onrecord_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'what the % table holds is only ever added to', TG_TABLE_NAME; END $$;
"""


def upgrade() -> None:
    """Makes all tables."""
    op.create_table(
        "page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sa.UniqueConstraint("key", name=op.f("uq_page_key")),
    )
    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("object", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.Column("newest", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('decision','transfer','effect','person')", name=op.f("ck_record_kind")),
        sa.CheckConstraint("status IN ('read','accepted','rejected')", name=op.f("ck_record_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("ref", name=op.f("uq_record_ref")),
    )
    op.create_index("ix_record_kind_actor", "record", ["kind", "actor"], unique=False)
    op.create_index("ix_record_kind_latest", "record", ["kind", "latest", "id"], unique=False)
    op.create_index("ix_record_kind_recipient", "record", ["kind", "recipient"], unique=False)
    op.create_index("ix_record_kind_stage", "record", ["kind", "stage", "latest"], unique=False)
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "action IN ('accept','reject','correct','merge','split','note','undo')",
            name=op.f("ck_review_action"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_at"), "review", ["at"], unique=False)
    op.create_index(op.f("ix_review_target"), "review", ["target"], unique=False)
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("content_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_article_page_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("identity", name=op.f("uq_article_identity")),
    )
    op.create_index(op.f("ix_article_added"), "article", ["added"], unique=False)
    op.create_index(op.f("ix_article_content_id"), "article", ["content_id"], unique=False)
    op.create_index(op.f("ix_article_page_id"), "article", ["page_id"], unique=False)
    op.create_table(
        "facet",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_facet_article_id")),
        sa.PrimaryKeyConstraint("kind", "value", "article_id", name=op.f("pk_facet")),
    )
    op.create_index(op.f("ix_facet_article_id"), "facet", ["article_id"], unique=False)
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("weights", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_reading_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_article_id"), "reading", ["article_id"], unique=False)
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_claim_article_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_claim_reading_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("reading_id", "number", name=op.f("uq_claim_reading_id_number")),
    )
    op.create_index(op.f("ix_claim_article_id"), "claim", ["article_id"], unique=False)
    op.create_index(op.f("ix_claim_ref"), "claim", ["ref"], unique=False)
    op.create_index(op.f("ix_claim_verdict"), "claim", ["verdict"], unique=False)
    op.create_table(
        "sighting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("home_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("least", sa.Float(), nullable=True),
        sa.Column("most", sa.Float(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("count_state", sa.Text(), nullable=True),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("value_state", sa.Text(), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_sighting_article_id")),
        sa.ForeignKeyConstraint(["home_id"], ["record.id"], name=op.f("fk_sighting_home_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_sighting_reading_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_sighting_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
        sa.UniqueConstraint("reading_id", "ref", name=op.f("uq_sighting_reading_id_ref")),
    )
    op.create_index(op.f("ix_sighting_article_id"), "sighting", ["article_id"], unique=False)
    op.create_index("ix_sighting_home_id", "sighting", ["home_id"], unique=False)
    op.create_index("ix_sighting_record_id_on", "sighting", ["record_id", "on"], unique=False)
    op.create_index("ix_sighting_ref", "sighting", ["ref"], unique=False)
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("on", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_statement_article_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_statement_reading_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("reading_id", "number", name=op.f("uq_statement_reading_id_number")),
    )
    op.create_index(op.f("ix_statement_article_id"), "statement", ["article_id"], unique=False)
    op.create_index(op.f("ix_statement_on"), "statement", ["on"], unique=False)

    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _statements(_SQLITE if sqlite else _POSTGRESQL):
        op.execute(statement)
    keep(_KEPT)


def _statements(script: str) -> list[str]:
    """The statements of a script, one after another; each begins with CREATE at the beginning of a line."""
    return [f"CREATE {part.strip().removesuffix(';')}" for part in script.split("\nCREATE ") if part.strip()]
