"""Plain text in, an article out: the page is left behind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Article
from onrecord.sources.failure import UnreadableError
from onrecord.sources.header import render
from onrecord.sources.plain import read_text

LEDE = "The port of Brevik will reopen on Monday after nine days of storm, the harbour master said."
QUOTE = "“We have cleared the channel,” said Sunniva Aas, who runs the port."


def parts(article: Article) -> list[str]:
    return article.text.split("\n\n")


def test_a_title_repeated_with_the_name_of_the_site():
    """The shape of a page that was copied whole."""
    article = read_text(
        f"Port Just Days from Reopening; Canada Pays—World News\n\n"
        f"Port Just Days from Reopening; Canada Pays—World News\n\n"
        f"Ships in the Roads: A Long‑Term Plan\n\n"
        f"The Harbour Master’s Bottom Line: “We’re Still Ways Away”\n\n"
        f"{LEDE}\n\n"
        f"  • Nine ships carry grain.\n  • Five carry salt.\n\n"
        f"Bottom Line\n\n{QUOTE}"
    )
    assert article.headline == "Port Just Days from Reopening; Canada Pays"
    assert article.outlet is None
    assert parts(article) == [
        "Ships in the Roads: A Long‑Term Plan",
        "The Harbour Master’s Bottom Line: “We’re Still Ways Away”",
        LEDE,
        "• Nine ships carry grain.",
        "• Five carry salt.",
        "Bottom Line",
        QUOTE,
    ]


def test_what_stands_around_a_headline_goes_where_it_belongs():
    article = read_text(
        "https://gazette.example/port\nWorld News\nPort of Brevik reopens | Harbour Gazette\nPort of Brevik reopens\n"
        "By Jana Reed, Shipping Editor | 14 March 2025, 17:30\nUpdated: 15 March 2025\nShare this article\n"
        f"{LEDE}\nRead more: Who pays for the jetty?\n{QUOTE}\nPhoto: Paul Moss / Gazette\nFollow us on Twitter\n"
        "© 2025 Harbour Gazette. All rights reserved."
    )
    assert article == Article(
        headline="Port of Brevik reopens",
        text=f"{LEDE}\n\n{QUOTE}",
        url="https://gazette.example/port",
        outlet=None,
        byline="Jana Reed, Shipping Editor",
        published="2025-03-14T17:30:00",
        language="en",
    )


def test_a_header_block_says_it_all():
    article = read_text(
        f"Outlet: Harbour Gazette\nByline: By Jana Reed\nPublished: Fri, 14 Mar 2025 17:30:00 +0200\n"
        f"URL: https://gazette.example/port\nHeadline: Port of Brevik reopens - Harbour Gazette\nLanguage: en-GB\n"
        f"Id: gz-7\n\nPort of Brevik reopens\n\n{LEDE}\n\n{QUOTE}\n"
    )
    assert article == Article(
        headline="Port of Brevik reopens",
        text=f"{LEDE}\n\n{QUOTE}",
        id="gz-7",
        url="https://gazette.example/port",
        outlet="Harbour Gazette",
        byline="Jana Reed",
        published="2025-03-14T17:30:00+02:00",
        language="en",
    )


def test_an_article_without_its_headline_has_none():
    article = read_text(f"https://gazette.example/port\n\n{LEDE}\n\n{QUOTE}")
    assert (article.headline, parts(article)) == ("", [LEDE, QUOTE])


def test_a_byline_below_a_summary_is_found():
    article = read_text(f"Port of Brevik reopens\n\nNine days of storm are over\n\nBy Jana Reed\n\n{LEDE}")
    assert article.byline == "Jana Reed"
    assert parts(article) == ["Nine days of storm are over", LEDE]


def test_datelines_and_dates_in_the_story_stay():
    lede = "BREVIK, March 14 (HNA) - The port will reopen on Monday, the harbour master said on Friday."
    article = read_text(
        f"Port of Brevik reopens\n\n{lede}\n\n12 March 2025\n\n{LEDE}\n\n14 March 2025\n\n{QUOTE}"
    )
    assert parts(article) == [lede, "12 March 2025", LEDE, "14 March 2025", QUOTE]


def test_a_page_that_has_a_paragraph_twice():
    assert parts(read_text(f"Port reopens\n\n{LEDE}\n\n{LEDE}\n\n{QUOTE}")) == [LEDE, QUOTE]


def test_a_single_line_is_text_and_no_headline():
    article = read_text("Port of Brevik reopens")
    assert (article.headline, article.text) == ("", "Port of Brevik reopens")


def test_the_id_is_that_of_the_content():
    wrapped = read_text(f"Port reopens\n\n{LEDE[:60]}\n{LEDE[61:]}")
    assert read_text(f"Port reopens—World News\r\n\r\n{LEDE}").id == read_text(f"Port reopens\n\n{LEDE}").id
    assert wrapped.headline == "Port reopens"


@pytest.mark.parametrize(
    "text", ["", "\n\n", "* * *", "Advertisement\n\nRead more\n\nShare", "Outlet: Gazette\n\n"]
)
def test_no_text(text: str):
    with pytest.raises(UnreadableError, match="There is no text of an article in it"):
        read_text(text)


def test_a_book_is_no_article():
    with pytest.raises(UnreadableError, match="an article may have 5,000,000"):
        read_text("Port reopens. " * 400_000)


LINES = st.one_of(
    st.text(max_size=90),
    st.text(st.characters(codec=None), max_size=20),
    st.sampled_from([
        "", "", " ", "\t", "\n", LEDE, QUOTE, "Port of Brevik reopens", "Port of Brevik reopens | Reuters",
        "Port of Brevik reopens - BBC News", "Port of Brevik reopens—World News", "By Jana Reed", "By Paul Moss",
        "14 March 2025", "Published: 14 March 2025", "World News", "Opinion", "Outlet: Gazette", "Byline: By By Jo Ek",
        "Headline:", "Headline: Port reopens | Gazette | Reuters", "URL: x", "Published: soon", "Id: 7", "Language: de",
        "https://gazette.example/port", "Read more", "Updated 3 hours ago", "• item", "- item", "1. item", "he said,",
        "and then", "...", "—", "\u200b", "\u202e\u2028", "é\u0301\u200d",
    ]),
)  # fmt: skip


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_whatever_comes_in_a_true_article_comes_out_or_a_reason(text: str):
    try:
        article = read_text(text)
    except UnreadableError as refused:
        event = str(refused)
        assert "There is no text" in event  # the only reason that lines can give
        return
    # text is paragraphs and nothing else
    assert article.text == article.text.strip()
    assert "\n\n\n" not in article.text
    assert "\n" not in article.headline
    spans = article.paragraphs()
    assert [article.text[start:end] for start, end in spans] == parts(article)
    assert all(start < end for start, end in spans)
    assert article.span("text", *spans[-1]).text == parts(article)[-1]
    article.text.encode()
    # and what is written down reads back
    assert read_text(render(article)) == article
