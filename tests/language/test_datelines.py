"""The dateline that opens a report."""

import pytest

from onrecord.language.datelines import dateline_end


@pytest.mark.parametrize(
    "dateline",
    [
        "RIGA, March 3 (HNA) - ", "WASHINGTON (AP) — ", "KYIV – ", "NEW YORK, Nov. 2 (Reuters) - ", "OSLO, Norway (HNA) -- ",
        "Kyiv, Ukraine (AP) — ", "ANKARA, 10 March 2025 /HNA/ - ",
    ],
)  # fmt: skip
def test_datelines(dateline: str) -> None:
    assert dateline_end(dateline + "Latvia is weighing a battalion.") == len(dateline)


@pytest.mark.parametrize(
    "text",
    [
        "NATO is weighing a battalion - for now.", "Latvia - a small state - waits.", "US-backed forces wait.", "",
        "Kyiv – the capital – was calm.", "The F-16 - a jet - landed.",
    ],
)  # fmt: skip
def test_other_openings_are_none(text: str) -> None:
    assert dateline_end(text) == 0
