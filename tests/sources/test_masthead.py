"""What a page puts behind a headline, and what only looks like it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.masthead import Evidence, cut, cut_to, is_section

NOTHING = Evidence()


@pytest.mark.parametrize(
    ("title", "headline", "outlet"),
    [
        ("Norway sends ships; Canada pays—World News", "Norway sends ships; Canada pays", None),
        ("Port of Brevik reopens | Reuters", "Port of Brevik reopens", "Reuters"),
        ("Port of Brevik reopens - BBC News", "Port of Brevik reopens", "BBC News"),
        ("Port of Brevik reopens – The Guardian", "Port of Brevik reopens", "The Guardian"),
        ("Port of Brevik reopens | Business | The Guardian", "Port of Brevik reopens", "The Guardian"),
        ("Port of Brevik reopens - Harbour Gazette", "Port of Brevik reopens", None),
        ("Port of Brevik reopens - Brevik Daily News", "Port of Brevik reopens", None),
        ("Port of Brevik reopens - brevik.example.com", "Port of Brevik reopens", "brevik.example.com"),
        ("Port of Brevik reopens || North Coast Pilot", "Port of Brevik reopens", None),
        ("Port of Brevik reopens » Harbour Gazette", "Port of Brevik reopens", None),
        ("Port reopens—World News", "Port reopens", None),
        ("Port of Brevik reopens |", "Port of Brevik reopens", None),
        ("World News | Port of Brevik reopens", "Port of Brevik reopens", None),
        ("Reuters | Port of Brevik reopens", "Port of Brevik reopens", "Reuters"),
        ("Opinion | The port should have stayed closed", "The port should have stayed closed", None),
    ],
)
def test_a_name_of_a_site_is_cut_off(title: str, headline: str, outlet: str | None):
    assert cut(title, NOTHING) == (headline, outlet)


@pytest.mark.parametrize(
    "headline",
    [
        "Port of Brevik reopens",
        "Port of Brevik reopens - but for whom?",
        "Port of Brevik reopens—ships wait",
        "The port — a timeline of nine days",
        "Bottom line: “We’re still ways away”",
        "“We’re ready”—General",
        "PM to resign – Reuters",  # who reports it, not where one is
        "Minister took bribes - New York Times",
        "Talks to resume in May - officials",
        "Riga and Oslo agree - Sources",
        "Minister attacks reporters – Fake News",
        "Nine days of storm, and then - Good News",
        "Brevik - World",  # too little would be left
        "Brevik-Oslo line reopens",
        "Ships at sea - What Is the News",
        "Brevik’s port, 1925-2025",
        "US-China talks: a win-win",
        "",
    ],
)
def test_a_part_of_the_headline_is_not(headline: str):
    assert cut(headline, NOTHING) == (headline, None)


@pytest.mark.parametrize(
    ("title", "evidence", "headline"),
    [
        ("Port reopens on Monday—Brevik Today", Evidence(outlet="Brevik Today"), "Port reopens on Monday"),
        ("Port reopens on Monday - Today", Evidence(outlet="Brevik Today"), "Port reopens on Monday - Today"),
        ("Port reopens on Monday - The Carrow Courier", Evidence(outlet="Carrow Courier"), "Port reopens on Monday"),
        ("Port reopens on Monday - Buenos Aires Times", Evidence(url="https://www.batimes.example/port"), "Port reopens on Monday"),
        ("Port reopens on Monday - Kyiv Post", Evidence(url="https://www.kyivpost.example/port"), "Port reopens on Monday"),
        ("Port reopens on Monday - Reuters", Evidence(url="https://reuters.example/port"), "Port reopens on Monday"),
        # elsewhere, it is who reports it
        ("Port reopens on Monday - Reuters", Evidence(url="https://carrowcourier.example/port"), "Port reopens on Monday - Reuters"),
        ("Port reopens on Monday - BBC News", Evidence(outlet="Carrow Courier"), "Port reopens on Monday - BBC News"),
        # a section is the page's, whoever's page it is
        ("Port reopens on Monday - World News", Evidence(outlet="Carrow Courier"), "Port reopens on Monday"),
    ],
)  # fmt: skip
def test_outlet_and_address_decide(title: str, evidence: Evidence, headline: str):
    assert cut(title, evidence)[0] == headline


def test_a_title_repeated_without_the_name_tells_the_name():
    assert cut_to("Port of Brevik reopens - Coast", "Port of Brevik reopens") == "Coast"
    assert cut_to("Port of Brevik reopens—Coast Today", "Port of Brevik reopens") == "Coast Today"
    assert cut_to("Port of Brevik reopens for ships", "Port of Brevik reopens") is None
    assert cut_to("Port of Brevik reopens", "Port of Brevik reopens") is None


def test_hostile_titles_take_no_time():
    start = time.perf_counter()
    cut("a b c" + " | BBC News" * 100_000, NOTHING)
    cut("a b c" + " | BBC News" * 35, NOTHING)
    cut(
        "Port reopens - " + "a" * 60 + " aaaa aaaaa aaaaa aaaaaa",
        Evidence(url=f"https://{'a' * 63}.example/"),
    )
    assert time.perf_counter() - start < 1


def test_sections():
    assert is_section("World News")
    assert is_section("OPINION:")
    assert not is_section("World leaders meet")


@given(
    st.text(st.sampled_from("ab A—-| –·»“”.'BBCNews World")), st.sampled_from([NOTHING, Evidence("BBC News")])
)
def test_cutting_twice_changes_nothing(title: str, evidence: Evidence):
    headline, outlet = cut(title, evidence)
    assert headline in title
    assert cut(headline, Evidence(evidence.outlet or outlet, evidence.url))[0] == headline
