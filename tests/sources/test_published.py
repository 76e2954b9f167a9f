"""Dates: ISO 8601 where they are clear, nothing where they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.published import iso8601


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2025-03-14", "2025-03-14"),
        ("2025-03-14T17:30:00+02:00", "2025-03-14T17:30:00+02:00"),
        ("2025-03-14T17:30:00Z", "2025-03-14T17:30:00Z"),
        ("2025-03-14 17:30", "2025-03-14T17:30:00"),
        ("2025-03-14T17:30:00.250+0200", "2025-03-14T17:30:00.250+02:00"),
        ("2025-03-14 17:30:00 UTC", "2025-03-14T17:30:00Z"),
        ("20250314", "2025-03-14"),
        ("20250314T173000Z", "2025-03-14T17:30:00Z"),
        ("Fri, 14 Mar 2025 17:30:00 +0200", "2025-03-14T17:30:00+02:00"),
        ("Fri, 14 Mar 2025 17:30:00 GMT", "2025-03-14T17:30:00Z"),
        ("14 Mar 2025 17:30:00 -0000", "2025-03-14T17:30:00"),
        ("14 March 2025", "2025-03-14"),
        ("March 14, 2025", "2025-03-14"),
        ("Friday, March 14th, 2025, 5:30 p.m.", "2025-03-14T17:30:00"),
        ("Mar. 14, 2025 at 12.05 am", "2025-03-14T00:05:00"),
        ("Friday 14 March 2025 17:30 GMT", "2025-03-14T17:30:00Z"),
        ("March 14, 2025 5 pm EDT", "2025-03-14T17:00:00-04:00"),
        ("17:30, 14 March 2025", "2025-03-14T17:30:00"),
        # a zone that means Chicago and Shanghai: the day is clear, the moment is not
        ("14 March 2025 17:30 CST", "2025-03-14"),
        ("14/03/2025", "2025-03-14"),
        ("03/14/2025", "2025-03-14"),
        ("2025/3/14", "2025-03-14"),
        ("05.05.2025", "2025-05-05"),
        (1741973400, "2025-03-14T17:30:00Z"),
        (1741973400000, "2025-03-14T17:30:00Z"),
    ],
)
def test_clear(given: str | float, date: str):
    assert iso8601(given) == date


@pytest.mark.parametrize(
    "given",
    ["03/04/2025", "yesterday", "Friday", "2025", "March 2025", "30 February 2025", "2025-02-30", "2025-03-14T25:00",
     "14 Brumaire 2025", "", "in March 2025 he said 14 ships", 17, 20250314.5e9, float("nan"), True, None],
)  # fmt: skip
def test_not_clear(given: str | float | None):
    assert iso8601(given) is None


@given(st.one_of(st.text(max_size=60), st.integers(), st.floats(), st.datetimes().map(str)))
def test_a_date_given_back_is_the_same(given: str | float):
    date = iso8601(given)
    assert date is None or iso8601(date) == date
