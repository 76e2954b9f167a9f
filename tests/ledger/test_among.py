"""Conditions with many numbers, on both stores; on SQLite they go by the index."""

from __future__ import annotations

from sqlalchemy import select

from onrecord.ledger import Ledger, schema
from onrecord.ledger.among import among


def test_many_numbers_are_looked_up_in_the_index(place: str) -> None:
    run = schema.trace_run.c
    query = select(run.article_id).where(among(run.run))
    with Ledger(place) as ledger, ledger.database.reading() as connection:
        assert connection.execute(query, {"own": list(range(3000))}).all() == []
        if ledger.database.is_sqlite:
            said = str(query.compile(dialect=connection.dialect))
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", ("[1]",)).all()
            assert [line[3] for line in plan if "trace_run" in line[3]] == [
                "SEARCH trace_run USING PRIMARY KEY (run=?)"
            ]
