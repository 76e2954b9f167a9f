"""Web pages: the article with its headline, and nothing of what stands around it."""

from __future__ import annotations

import socket
import textwrap
from string import Template

import pytest

from onrecord.sources.failure import UnreadableError
from onrecord.sources.page import declared_encoding, read_page

STORY = """
<p>BREVIK – The port of Brevik will reopen on Monday after nine days of storm, the harbour master said on Friday.</p>
<p>&quot;We have cleared the <a href="/channel">channel</a>,&quot; said Sunniva&nbsp;Aas, who has run the port since
2019. &quot;It is not the depth that we had before, but it is enough for everything that is out there.&quot;</p>
<h2>What waits</h2>
<ul><li>Nine ships carry grain from the south.</li><li>Five carry salt from the north.</li></ul>
<p>The jetty is still closed. Nobody has said who is to pay for it, and the town has asked the state to do so.</p>
"""
PARAGRAPHS = [
    "BREVIK – The port of Brevik will reopen on Monday after nine days of storm, the harbour master said on Friday.",
    (
        '"We have cleared the channel," said Sunniva Aas, who has run the port since 2019. "It is not the depth that we '
        'had before, but it is enough for everything that is out there."'
    ),
    "What waits",
    "• Nine ships carry grain from the south.",
    "• Five carry salt from the north.",
    "The jetty is still closed. Nobody has said who is to pay for it, and the town has asked the state to do so.",
]
PAGE = Template("""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>$title</title>$head</head><body>
<nav><a href="/">Home</a> <a href="/ports">Ports</a></nav>
<article>$above$story$below</article>
<aside><h3>Freight</h3><table><tr><th>Route</th><th>Today</th></tr><tr><td>Brevik–Moss</td><td>21.50</td></tr></table></aside>
<footer><p>© 2025 Harbour Gazette. All rights reserved.</p></footer></body></html>""")


def page(
    title: str = "Port of Brevik reopens - Harbour Gazette",
    head: str = "",
    above: str = "",
    story: str = STORY,
    below: str = "",
) -> str:
    return PAGE.substitute(title=title, head=head, above=above, story=story, below=below)


FULL = page(
    head="""
<link rel="canonical" href="https://gazette.example/ports/brevik-reopens">
<meta property="og:title" content="Brevik port reopens after storm">
<meta property="og:site_name" content="Harbour Gazette">
<meta name="author" content="Jana Reed">
<meta property="article:published_time" content="2025-03-14T17:30:00+02:00">""",
    above='<p class="kicker">Ports</p><h1>Port of Brevik reopens</h1><p class="byline">By Jana Reed | 14 March 2025</p>',
    below="<p>Read more: Who pays for the jetty?</p><p>Follow us on Twitter</p>",
)


def test_a_page_that_says_everything():
    article = read_page(FULL)
    assert article.headline == "Port of Brevik reopens"  # the heading on the page, not the title for searches
    assert article.outlet == "Harbour Gazette"
    assert article.byline == "Jana Reed"
    assert article.published == "2025-03-14T17:30:00+02:00"
    assert article.url == "https://gazette.example/ports/brevik-reopens"
    assert article.language == "en"
    assert article.text.split("\n\n")[-6:] == PARAGRAPHS
    assert not {"By Jana Reed", "Read more", "Follow", "©", "21.50", "Home"} & set(article.text.split("\n\n"))


def test_the_same_page_reads_the_same_twice():
    assert read_page(FULL) == read_page(FULL)


def test_facts_in_json_ld():
    facts = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
    {"@type": "WebSite", "name": "Gazette Online"},
    {"@type": ["NewsArticle"], "headline": "Port of Brevik reopens", "datePublished": "2025-03-14T17:30:00Z",
     "author": [{"@type": "Person", "name": "Jana Reed"}, {"@type": "Person", "name": "Paul Moss Jr."}],
     "publisher": {"@type": "Organization", "name": "Harbour Gazette"}}]};</script>"""
    article = read_page(page(head=facts))
    assert (article.headline, article.outlet) == ("Port of Brevik reopens", "Harbour Gazette")
    assert (article.byline, article.published) == ("Jana Reed and Paul Moss Jr.", "2025-03-14T17:30:00Z")


@pytest.mark.parametrize(
    "broken", ["{", "[" * 100_000, '{"@type": 5}', '{"@type": "NewsArticle", "author": 5}', "null"]
)
def test_broken_json_ld_is_passed_over(broken: str):
    article = read_page(page(head=f'<script type="application/ld+json">{broken}</script>'))
    assert article.headline == "Port of Brevik reopens"
    assert article.byline is None


@pytest.mark.parametrize(
    ("title", "head", "above", "headline", "outlet"),
    [
        ("Port of Brevik reopens - Harbour Gazette", "", "", "Port of Brevik reopens", None),
        ("Port of Brevik reopens - BBC News", "", "", "Port of Brevik reopens", "BBC News"),
        (
            "Port of Brevik reopens - Reuters",
            '<link rel="canonical" href="https://reuters.example/port">',
            "",
            "Port of Brevik reopens",
            "Reuters",
        ),
        # the name of the section is given for the site's
        (
            "Port of Brevik reopens | Reuters",
            (
                '<meta property="og:site_name" content="World"><script type="application/ld+json">'
                '{"@type": "NewsArticle", "publisher": {"name": "Reuters"}}</script>'
            ),
            "",
            "Port of Brevik reopens",
            "Reuters",
        ),
        # a heading that is the site's name
        ("Port of Brevik reopens", "", "<h1>Harbour Gazette</h1>", "Port of Brevik reopens", None),
        # a heading in which label and headline stand together
        (
            "Port of Brevik reopens | Harbour Gazette",
            "",
            "<h1><span>Ports</span><span>Port of Brevik reopens</span></h1>",
            "Port of Brevik reopens",
            None,
        ),
        ("", "", "<h1>Port of Brevik reopens</h1>", "Port of Brevik reopens", None),
    ],
)
def test_headline_and_outlet(title: str, head: str, above: str, headline: str, outlet: str | None):
    article = read_page(page(title=title, head=head, above=above))
    assert (article.headline, article.outlet) == (headline, outlet)


@pytest.mark.parametrize(
    ("marks", "byline"),
    [
        ('<p class="byline">By Jana Reed and Paul Moss</p>', "Jana Reed and Paul Moss"),
        ('<a rel="author" href="/jr">Jana Reed</a>', "Jana Reed"),
        ('<meta name="author" content="https://social.example/jana">', None),
        ('<meta name="author" content="admin">', None),
        ('<meta name="author" content="J. Reed"><a rel="author" href="/x">Somebody Else</a>', "J. Reed"),
    ],
)
def test_bylines(marks: str, byline: str | None):
    assert read_page(page(above=marks)).byline == byline


@pytest.mark.parametrize(
    ("marks", "published"),
    [
        ('<time datetime="2025-03-14T17:30:00Z">Friday</time>', "2025-03-14T17:30:00Z"),
        ('<span class="post-date">14 March 2025</span>', "2025-03-14"),
        ('<span class="post-date">Published: March 14, 2025</span>', "2025-03-14"),
        ('<link rel="canonical" href="https://gazette.example/2025/03/14/port">', "2025-03-14"),
        ('<ul><li class="date">1 January 1999</li></ul>', None),  # of another article
        ('<span class="date">Friday</span>', None),
        ("<p>In 1999, on 3 May, the port was closed.</p>", None),
    ],
)
def test_dates_are_told_and_never_guessed(marks: str, published: str | None):
    assert read_page(page(above=marks)).published == published


def test_lines_broken_by_hand_and_a_table_that_only_sets_columns():
    story = STORY.replace("<p>", "<table><tr><td>").replace("</p>", "</td></tr></table>")
    assert read_page(page(story=story)).text.split("\n\n") == PARAGRAPHS
    lines = textwrap.wrap(
        "The port of Brevik will reopen on Monday after nine days of storm, and fourteen ships that have waited in the "
        "roads since the first of the month are to be unloaded in the order in which they came, with salt before "
        "grain, the harbour master said.",
        72,
    )
    broken = f"<p>{'<br>'.join(lines)}</p>"
    assert len(read_page(page(story=broken)).text.split("\n\n")) == 1


def test_the_language_of_the_text_counts_more_than_that_of_the_menus():
    german = "<p>Der Hafen von Brevik wird am Montag nach neun Tagen Sturm wieder geöffnet, sagte die Hafenmeisterin.</p>"
    assert read_page(page(story=german)).language == "de"
    unknown = "<p>Brevik – Moss 14, Horten – Larvik 2, Kragerø – Arendal 17, Grimstad – Lillesand 9, Risør – Tvedestrand 3.</p>"
    assert read_page(page(story=unknown).replace('lang="en"', 'lang="nb-NO"')).language == "nb"


SHORT = "The port of Brevik will reopen on Monday, the harbour master said."


@pytest.mark.parametrize(
    "html",
    [
        f"<html><head><title>Port</title></head><body><h1>Port reopens</h1><p>{SHORT}</p><p>Ships wait.</p></body></html>",
        f"<!doctype html><title>Port</title><h1>Port reopens</h1><p>{SHORT}<p>Ships wait.",
        f"<html><title>Port</title><article><h1>Port reopens</h1><p>{SHORT}</p><p>Ships wait.</p></article></html>",
        f"<article><h1>Port reopens</h1><p>{SHORT}</p><p>Ships wait.</p></article>",
    ],
    ids=["whole", "without what may be left out", "without body", "article alone"],
)
def test_a_short_article_in_a_page_of_few_tags(html: str):
    article = read_page(html)
    assert (article.headline, article.text) == ("Port reopens", f"{SHORT}\n\nShips wait.")


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>Log in</title></head><body><form><input name=a></form></body></html>",
        "<html><body><nav><a href='/'>Home</a> <a href='/n'>News</a></nav></body></html>",
        "<html><body><article><p>The port at dusk. Photo: Paul Moss</p></article></body></html>",
        "<p>",
        "<!-- nothing -->",
        "<div>" * 20_000 + STORY,
        "<html>" + "<b>" * 5_000,
    ],
    ids=["form", "menu", "caption", "tag", "comment", "deep", "open"],
)
def test_a_page_without_an_article(html: str):
    with pytest.raises(UnreadableError, match="This page has no article"):
        read_page(html)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch):
    def refuse(*args: object, **_: object) -> None:
        raise AssertionError(args)

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert read_page(FULL).headline == "Port of Brevik reopens"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<html><meta charset="windows-1251">', "windows-1251"),
        (b"<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'>", "iso-8859-2"),
        (b'<?xml version="1.0" encoding="utf-8"?><html>', "utf-8"),
        (b"<html><p>charset=utf-8", None),
    ],
)
def test_declared_encoding(head: bytes, encoding: str | None):
    assert declared_encoding(head) == encoding
