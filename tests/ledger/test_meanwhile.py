"""What a question finds is of one moment, whatever another program changes between its queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from onrecord.ledger import Ledger
from onrecord.ledger.said import Asked
from tests.ledger.wire import gift


@pytest.mark.parametrize(
    "ask",
    [
        lambda ledger: [s.content for s in ledger.statements()],
        lambda ledger: [s.content for s in ledger.statements(Asked(words="way"))],
        lambda ledger: [r.outlet for r in ledger.show(ledger.people()[0].ref).reports],
        lambda ledger: [h.what for h in ledger.history(ledger.people()[0].ref)],
        lambda ledger: ledger.diff("2020-01-01"),
    ],
    ids=["statements", "words", "show", "history", "diff"],
)
def test_a_rebuild_between_two_queries_changes_no_answer(place: str, ask: Callable[[Ledger], Any]) -> None:
    with Ledger(place) as ledger, Ledger(place) as other:
        ledger.add(gift())
        ledger.add(gift("Daily", stage="done"))
        before = ask(ledger)
        asked = 0

        def rebuilt(*_: object) -> None:
            nonlocal asked
            asked += 1
            other.rebuild()

        event.listen(ledger.database.engine, "after_cursor_execute", rebuilt)
        assert ask(ledger) == before
        assert asked > 1
