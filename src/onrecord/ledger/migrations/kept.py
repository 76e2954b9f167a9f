"""Tables that are only ever added to: the store itself refuses anything else.

Migrations of all ages call this, so what it puts into the store is never changed: a test holds it to the letter. Where
another refusal is wanted, a new migration brings it.
"""

from __future__ import annotations

from collections.abc import Iterable

from alembic import op


def keep(tables: Iterable[str]) -> None:
    """Makes the store refuse to change or delete rows of these tables. PostgreSQL has the function from migration 0001 on."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in tables:
        refusal = (
            f"BEGIN SELECT RAISE(ABORT, 'what the {table} table holds is only ever added to'); END"
            if sqlite
            else "FOR EACH ROW EXECUTE FUNCTION onrecord_kept()"
        )
        for act in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER {table}_kept_{act.lower()} BEFORE {act} ON {table} {refusal}")
