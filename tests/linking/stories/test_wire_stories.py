"""The example wire, read: three stories with their later developments, each whole."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.linking import pieces
from onrecord.linking.stories import Profile, account, joins, stories
from onrecord.sources import articles


@pytest.mark.slow
def test_the_wire_is_three_stories_over_three_weeks(wire: Path):
    there = pieces(onrecord.read(article) for article in articles([wire]))
    found = stories(there)
    assert [(len(story.articles), story.title) for story in found] == [
        (7, "Latvia ‘far from any decision’ on battalion for Moldova"),
        (6, "Norway to give Ukraine coastal-defence launcher, 16 anti-ship missiles"),
        (5, "Black Sea grain talks produce draft memorandum, leave insurance open"),
    ]
    assert account(found[1], there).timeline[-1].published == "2025-03-19T11:20:00+02:00"
    named = {piece.id: piece for piece in there}
    for story in found:
        for join in joins([Profile.of(named[article]) for article in story.articles]):
            assert "both name" in join.reason
