"""Lines of the page, by the examples in the data file, and lines of the story that begin in the same way."""

from __future__ import annotations

import time

import pytest

from onrecord.sources.furniture import is_furniture
from onrecord.tables import rows

ROWS = rows("onrecord.sources", "furniture.tsv", 3)


@pytest.mark.parametrize(("where", "example"), [(where, example) for where, _, example in ROWS])
def test_every_row_knows_its_example(where: str, example: str):
    assert is_furniture(example, edge=where == "edge")


@pytest.mark.parametrize(
    "line",
    [
        "Video, audio and photos were shown to the jurors.",
        "Images by drone showed the ship burning.",
        "Video from Brevik shows blast damage",
        "Photographs from the scene showed a burnt truck.",
        "Research by the University of Oslo shows that the ice melts.",
        "Reporting by the Gazette showed that the ships had left.",
        "Written by hand, the letter ran to 40 pages.",
        "Writing in the Gazette, he called it a mistake.",
        "It first appeared in 1952 and ran for 50 years.",
        "Copyright law is being rewritten in Brussels, the commissioner said.",
        "(c) the third point of the list",
        "No part of this is true, he said.",
        "By using force he broke the terms of the truce.",
        "Loading resumed on Monday.",
        "It began 3 days ago.",
        "Published in 1952, the book sold 5 copies.",
        "Issued with a warning, the captain sailed on.",
        "Updated plans were shown on Monday.",
        "Other: 14 percent",
        "Read more about it in the plan, which he signed in May.",
        "Watch what they do, she said.",
        "Listen, we had no choice,",
        "Share prices fell in Oslo.",
        "Share the burden",
        "Comment on the plan was not to be had.",
        "Follow the money",
        "Subscribe to the view that war is near",
        "Sponsored by Norway, the talks failed.",
        "Click here is no strategy. He said that.",
        "Tap water was cut off.",
        "Print media are dying",
        "End of the road",
        "Save the whales",
        "More from the front",
        "“Read more,” the teacher said.",
        "The photo: a ship, burning.",
        "Contact with the ship was lost at noon.",
        "Tags on the crates read “Brevik”.",
    ],
)
def test_lines_of_the_story_stay(line: str):
    assert not is_furniture(line, edge=True)


def test_dates_belong_to_the_page_only_at_its_edges():
    assert is_furniture("Published 14 March 2025", edge=True)
    assert not is_furniture("Published 14 March 2025")


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "A ",
        "Photo by A ",
        ") ",
        "A,",
        "subscribe to our ",
        "share, ",
        "12 ",
        "(c) © ",
        "1",
        "2024 ",
        "MAR ",
        "1:",
    ],
)
def test_hostile_lines_take_no_time(piece: str):
    for begin in ("", "Published: ", "Reporting by "):
        line = (begin + piece * 400)[:398] + "é"
        start = time.perf_counter()
        is_furniture(line, edge=True)
        assert time.perf_counter() - start < 0.1
