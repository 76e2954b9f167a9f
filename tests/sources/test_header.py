"""The block of facts above an article."""

from __future__ import annotations

import pytest

from onrecord.model import Article
from onrecord.sources.header import render, split


def test_a_block_with_a_blank_line_below():
    facts, text = split(
        "Outlet: Harbour Gazette\nBYLINE:  Jana Reed\ndate: 14 March 2025\n\nPort reopens\n\nText."
    )
    assert facts == {"outlet": "Harbour Gazette", "byline": "Jana Reed", "published": "14 March 2025"}
    assert text == "\nPort reopens\n\nText."


def test_two_lines_need_no_blank_line():
    facts, text = split("Source: Harbour Gazette\nURL: https://gazette.example/port\nPort reopens\nText.")
    assert facts == {"outlet": "Harbour Gazette", "url": "https://gazette.example/port"}
    assert text == "Port reopens\nText."


def test_the_first_of_two_values_counts_and_an_empty_one_is_one():
    assert split("Title: One\nHeadline: Two\nByline:\n\nText.")[0] == {"headline": "One", "byline": ""}


@pytest.mark.parametrize(
    "text",
    [
        "Port reopens\n\nOutlet: a shop at the port.",
        "Source: the harbour master says so.\nNobody else does.",
        "Headlines: ships, ships, ships\n\nText.",
        "Date:14 ships\n\nText.",
        "",
    ],
)
def test_no_block(text: str):
    assert split(text) == ({}, text)


def test_rendered():
    article = Article(
        headline="Port reopens", text="One.\n\nTwo.", outlet="Harbour Gazette", language="en", id="gz-7"
    )
    assert render(article) == (
        "Headline: Port reopens\nOutlet: Harbour Gazette\nLanguage: en\nId: gz-7\n\nOne.\n\nTwo.\n"
    )
