"""Bylines and what looks like them."""

from __future__ import annotations

import pytest

from onrecord.sources.byline import byline, dated, without_by


@pytest.mark.parametrize(
    ("line", "names", "published"),
    [
        ("By Jana Reed", "Jana Reed", None),
        ("By Jana Reed, Staff Writer", "Jana Reed, Staff Writer", None),
        ("BY JANA REED AND AGENCIES IN RIGA", "JANA REED AND AGENCIES IN RIGA", None),
        ("By Ali bin Hassan and John van der Berg", "Ali bin Hassan and John van der Berg", None),
        ("By Jean-Luc O’Neill Jr.", "Jean-Luc O’Neill Jr.", None),
        ("By: Jana Reed", "Jana Reed", None),
        ("Words by Jana Reed", "Jana Reed", None),
        ("By Staff Reporter", "Staff Reporter", None),
        ("By Jana Reed | 14 March 2025, 17:30", "Jana Reed", "2025-03-14T17:30:00"),
        ("By Jana Reed, March 14, 2025 5:30 pm", "Jana Reed", "2025-03-14T17:30:00"),
        (
            "By Jana Reed – Published: 14 March 2025 | Updated: 15 March 2025",
            "Jana Reed",
            "2025-03-14",
        ),
    ],
)
def test_bylines(line: str, names: str, published: str | None):
    assert byline(line) == (names, published)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the bridge was open",
        "By Christmas, the troops were home",
        "By Tuesday, 40 had died.",
        "By the sea",
        "By all accounts",
        "By Jana Reed’s count, 14 ships were waiting.",
        "Bystanders Cheered",
        "By land, by sea and by air",
    ],
)
def test_sentences_and_headings_are_no_bylines(line: str):
    assert byline(line) is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("14 March 2025", "2025-03-14"),
        ("Published: 14 March 2025 17:30 GMT", "2025-03-14T17:30:00Z"),
        ("Posted on March 14, 2025", "2025-03-14"),
        ("Posted: Friday, March 14, 2025. 10:11 pm CST.", "2025-03-14"),
        ("Last updated: 15 March 2025", ""),  # when it changed, not when it appeared
        ("Published on Monday", None),
        ("On 14 March 2025 the port reopened.", None),
    ],
)
def test_lines_that_are_dates(line: str, date: str | None):
    assert dated(line) == date


def test_without_by():
    assert without_by("By Jana Reed") == without_by("Jana Reed") == "Jana Reed"
