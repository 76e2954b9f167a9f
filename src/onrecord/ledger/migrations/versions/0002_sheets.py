"""Sheets of trackers, kept beside the records.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from onrecord.ledger.migrations.kept import keep

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: Only ever added to, as the review log is: the store itself refuses anything else.
_KEPT = ("sheet", "sheet_row")


def upgrade() -> None:
    """Makes the tables; what is in the others stays as it is."""
    op.create_table(
        "sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("map", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.UniqueConstraint("key", name=op.f("uq_sheet_key")),
    )
    op.create_index(op.f("ix_sheet_name"), "sheet", ["name"], unique=False)
    op.create_table(
        "sheet_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("donor", sa.Text(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("class", sa.Text(), nullable=True),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("least", sa.Float(), nullable=True),
        sa.Column("most", sa.Float(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("count_state", sa.Text(), nullable=True),
        sa.Column("value_least", sa.Float(), nullable=True),
        sa.Column("value_most", sa.Float(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("value_state", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("on", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_row_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_row")),
        sa.UniqueConstraint("sheet_id", "line", name=op.f("uq_sheet_row_sheet_id_line")),
    )
    keep(_KEPT)
