"""Which first lines are headlines."""

from __future__ import annotations

import pytest

from onrecord.sources.headline import is_headline, same


@pytest.mark.parametrize(
    "line",
    [
        "Port of Brevik reopens after nine days of storm",
        "NORWAY’S SHIP-KILLERS NOW GUARDING ODESA",
        "Latvia 'a long way' from decision on training battalion for Moldova, defence chief says",
        "Four boats, and a bill for the jetty",
        "Minister: ‘We will not pay’",
        "Who pays for the jetty?",
        "Ferry fire: what we know so far...",
        "Norway to send launcher to the U.S.",
        "Gen. Reed to leave N.A.T.O. post",
        "iPhone maker to open port office",
        "Talks, talks, talks!",
    ],
)
def test_headlines(line: str):
    assert is_headline(line)


@pytest.mark.parametrize(
    "line",
    [
        "The port of Brevik will reopen on Monday, the harbour master said.",
        "“We are ready,” the harbour master said.",
        "“Do you want the port open, or the town dry?”",
        "“The harbour is open,”",
        "These are the ships:",
        "• nine ships",
        "1. The jetty",
        "n conjunction with the port, the town is to build a new jetty",  # cut off while copying
        "RIGA, March 3 (HNA) - Latvia is weighing whether to send a battalion",
        "VARNA, BULGARIA.- The harbour took in a ship with a broken mast",
        "It was a surprise. So they planned a trip to the coast!",
        "Nobody knew how many ships would come into the harbour on the first day, and who in the town was to unload them?",
        "The port " * 20,
        "14.03.2025",
        "",
    ],
)
def test_first_lines_that_are_none(line: str):
    assert not is_headline(line)


def test_one_title_in_two_forms():
    assert same("PORT REOPENS: ships wait", "Port reopens – ships wait")
    assert not same("Port reopens", "Port reopens on Monday")
    assert not same("", "…")
