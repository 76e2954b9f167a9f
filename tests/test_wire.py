"""The example wire is what its README and its gold say it is.

Standard library only, so that the wire can be checked before anything of Onrecord is installed.
The front block and the pages are taken apart here in the crudest way that serves; how Onrecord
itself reads them is for the tests of `sources`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

WIRE = Path(__file__).resolve().parent.parent / "examples" / "wire"
GOLD = json.loads((WIRE.parent / "gold.json").read_text(encoding="utf-8"))
README = (WIRE / "README.md").read_text(encoding="utf-8")

#: surnames of people in office that readers would know; the wire's own are invented
WELL_KNOWN = set(
    re.findall(
        r"\w+",
        """
    Austin Biden Bolojan Carney Ciolacu Duda Erdogan Erdoğan Guterres Harris Hegseth Iohannis Joly
    Kuleba Lavrov Macron Meloni Merz Milley Modi Netanyahu Nausėda Orban Orbán Pevkur Pudāns Putin
    Recean Rinkēvičs Rubio Rutte Sandu Sandvik Scholz Shoigu Siliņa Silina Sisi Sprūds Spruds Starmer
    Stoltenberg Støre Sunak Sybiha Syrskyi Trudeau Trump Tusk Umerov Vance Xi Zaluzhnyi Zelensky
    Zelenskiy Zelenskyy
""",
    )
)

#: fields of a row of the JSONL file
FIELDS = ["id", "url", "outlet", "headline", "byline", "published", "language", "text"]
FORMS = {"direct", "indirect", "mixed"}
VERDICTS = {"supported", "overstated", "contradicted", "unsupported", "uncheckable"}
QUOTATION_VERDICTS = {"verbatim", "trimmed", "paraphrased", "altered"}
OPENING, CLOSING = '“‘"', '”’"'


@dataclass(frozen=True)
class WireArticle:
    """One article as published: its file's name, its metadata as strings, headline and text."""

    file: str
    outlet: str
    published: str
    url: str
    headline: str
    text: str


class ArticlePage(HTMLParser):
    """Collects headings, paragraphs and list items inside <article>, without asides and captions."""

    BLOCKS = frozenset({"h1", "h2", "p", "li"})
    ASIDE = frozenset({"aside", "figure", "nav"})
    #: classes of paragraphs and lists that belong to the page, not to the story
    FURNITURE = frozenset({"byline", "kicker", "correction", "share-buttons"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.canonical = ""
        self.json_ld = ""
        self.blocks: list[tuple[str, str]] = []
        self._open: list[tuple[str, bool]] = []
        self._in_json_ld = False
        self._block: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.meta[given.get("property", given.get("name", ""))] = given.get("content", "")
        elif tag == "link" and given.get("rel") == "canonical":
            self.canonical = given["href"]
        elif tag == "script":
            self._in_json_ld = given.get("type") == "application/ld+json"
        if tag in {"meta", "link", "img", "input", "br"}:
            return
        hidden = tag in self.ASIDE or bool(self.FURNITURE & set(given.get("class", "").split()))
        self._open.append((tag, hidden))
        in_article = any(name == "article" for name, _ in self._open)
        if tag in self.BLOCKS and in_article and not any(hide for _, hide in self._open):
            self._block = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_json_ld = False
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in self.BLOCKS and self._block is not None:
            self.blocks.append((tag, re.sub(r"\s+", " ", "".join(self._block)).strip()))
            self._block = None

    def handle_data(self, data: str) -> None:
        if self._in_json_ld:
            self.json_ld += data
        if self._block is not None:
            self._block.append(data)


def read_text(path: Path) -> WireArticle:
    block, headline, text = path.read_text(encoding="utf-8").rstrip("\n").split("\n\n", 2)
    fields = dict(line.split(": ", 1) for line in block.splitlines())
    assert set(fields) <= {"Outlet", "Byline", "Published", "URL"}
    return WireArticle(path.name, fields["Outlet"], fields["Published"], fields["URL"], headline, text)


def read_page(path: Path) -> WireArticle:
    page = ArticlePage()
    page.feed(path.read_text(encoding="utf-8"))
    published = page.meta.get("article:published_time") or json.loads(page.json_ld)["datePublished"]
    headlines = [text for tag, text in page.blocks if tag == "h1"]
    assert headlines == [page.meta["og:title"]]
    text = "\n\n".join(text for tag, text in page.blocks if tag != "h1")
    outlet = page.meta["og:site_name"]
    return WireArticle(path.name, outlet, published, page.canonical, headlines[0], text)


def read_wire() -> dict[str, WireArticle]:
    """The whole wire, by the names that gold.json uses."""
    articles = {path.name: read_text(path) for path in sorted(WIRE.glob("*.txt"))}
    articles |= {path.name: read_page(path) for path in sorted(WIRE.glob("*.html"))}
    for path in sorted(WIRE.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert list(row) == FIELDS
            assert row["language"] == "en"
            given = (row["outlet"], row["published"], row["url"], row["headline"], row["text"])
            articles[row["id"]] = WireArticle(path.name, *given)
    return articles


ARTICLES = read_wire()


def shared(earlier: str, later: str, run: int = 8) -> float:
    """Share of the words of `later` that stand in runs of `run` or more equal words in `earlier`."""
    a, b = (re.findall(r"\w+", text.lower()) for text in (earlier, later))
    known = {tuple(a[i : i + run]) for i in range(len(a) - run + 1)}
    covered = {i + k for i in range(len(b) - run + 1) if tuple(b[i : i + run]) in known for k in range(run)}
    return len(covered) / len(b)


def test_the_wire_is_as_large_as_promised() -> None:
    assert len(ARTICLES) >= 14
    assert len({article.outlet for article in ARTICLES.values()}) == 6
    assert {entry["matter"] for entry in GOLD["articles"].values()} == {"troops", "launcher", "grain"}
    kinds = {entry["kind"] for entry in GOLD["articles"].values()}
    assert kinds == {"original", "copy", "rewrite", "overstated", "independent", "update"}


def test_every_form_of_input_is_there() -> None:
    kinds = Counter(path.suffix for path in WIRE.iterdir())
    assert kinds[".txt"] >= 12
    assert kinds[".html"] == 3
    assert kinds[".jsonl"] == 1


def test_gold_and_articles_name_each_other() -> None:
    assert set(GOLD["articles"]) == set(ARTICLES)


@pytest.mark.parametrize("name", ARTICLES)
def test_article_is_dated_addressed_and_of_a_newspaper_length(name: str) -> None:
    article, gold = ARTICLES[name], GOLD["articles"][name]
    assert (article.file, article.outlet) == (gold["file"], gold["outlet"])
    published = datetime.fromisoformat(article.published)
    assert published == datetime.fromisoformat(gold["published"])
    assert datetime.fromisoformat("2025-03-03T00:00:00Z") <= published
    assert published <= datetime.fromisoformat("2025-03-22T00:00:00Z")
    assert re.match(r"https://[a-z]+\.example/", article.url)
    assert article.headline
    assert 150 <= len(article.text.split()) <= 450


def test_file_names_sort_by_date() -> None:
    for name, article in ARTICLES.items():
        if name == article.file:
            assert name.startswith(article.published[:10])


@pytest.mark.parametrize("name", ARTICLES)
def test_statements_stand_in_the_article_as_written(name: str) -> None:
    text = ARTICLES[name].text
    for statement in GOLD["articles"][name]["statements"]:
        at = []
        for content in statement["content"]:
            assert text.count(content) == 1, content
            assert content == content.strip()
            at.append((text.index(content), text.index(content) + len(content)))
        assert at == sorted(at)
        # the cue and the one who speaks stand in the same paragraphs, or in the one before
        start = text.rfind("\n\n", 0, max(0, text.rfind("\n\n", 0, at[0][0])))
        end = text.find("\n\n", at[-1][1])
        around = text[max(0, start) : end if end >= 0 else None]
        for start, end in reversed(at):
            around = around.replace(text[start:end], "…")
        assert statement["cue"] in around, statement
        who = statement["speaker"]["mention"] if statement["speaker"] else statement["described"]
        assert who in around or who == "reporters", statement


@pytest.mark.parametrize("name", ARTICLES)
def test_statements_have_the_form_that_their_marks_say(name: str) -> None:
    for statement in GOLD["articles"][name]["statements"]:
        assert statement["form"] in FORMS
        assert statement["anonymous"] == (statement["speaker"] is None)
        content = statement["content"]
        quoted = [part[0] in OPENING and part[-1] in CLOSING for part in content]
        marks = any(re.search(r"(?<!\w)[“‘\"]\w|[”\"]", part) for part in content)
        if "The fewer folks who know" in content[0]:  # the quotation that its outlet never closed
            assert statement["form"] == "direct"
        elif statement["form"] == "direct":
            assert all(quoted)
        elif statement["form"] == "mixed":
            assert marks
            assert not all(quoted)
        else:
            assert not marks


@pytest.mark.parametrize("name", ARTICLES)
def test_people_are_named_in_the_article_and_invented(name: str) -> None:
    article, gold = ARTICLES[name], GOLD["articles"][name]
    people = [person["name"] for person in gold["people"]]
    assert len(people) == len(set(people))
    for person in gold["people"]:
        assert person["name"] in article.text
        assert person["role"]
        assert re.fullmatch(r"[A-Z]{3}", person["country"])
    speakers = [s["speaker"] for s in gold["statements"] if s["speaker"]]
    assert {s["name"] for s in speakers if s["kind"] == "person"} <= set(people)
    words = set(re.findall(r"\w+", f"{article.headline} {article.text}"))
    assert not words & WELL_KNOWN


@pytest.mark.parametrize("name", ARTICLES)
def test_headline_claims_stand_in_the_headline(name: str) -> None:
    for claim in GOLD["articles"][name]["headline"]:
        assert claim["claim"] in ARTICLES[name].headline
        assert claim["verdict"] in VERDICTS
        assert claim["verdict"] == "supported" or claim["reason"]


def test_every_article_is_in_the_story_of_its_matter() -> None:
    told = {name: s["matter"] for s in GOLD["links"]["stories"] for name in s["articles"]}
    assert told == {name: entry["matter"] for name, entry in GOLD["articles"].items()}
    for group in GOLD["links"]["corroboration"]:
        names = [name for names in group["groups"] for name in names]
        assert Counter(names) == Counter(n for n, matter in told.items() if matter == group["matter"])


def test_copies_share_their_words_and_rewrites_do_not() -> None:
    for link in GOLD["links"]["copies"]:
        assert shared(ARTICLES[link["earlier"]].text, ARTICLES[link["later"]].text) >= 0.55
    for link in GOLD["links"]["rewrites"]:
        assert shared(ARTICLES[link["earlier"]].text, ARTICLES[link["later"]].text) <= 0.20
    linked = {(x["earlier"], x["later"]) for x in GOLD["links"]["copies"]}
    for one, first in ARTICLES.items():
        for other, second in ARTICLES.items():
            if one != other and not {(one, other), (other, one)} & linked:
                assert shared(first.text, second.text) <= 0.20, (one, other)


def test_quotations_and_their_variants_stand_where_gold_says() -> None:
    for family in GOLD["links"]["quotations"]:
        assert family["reference"]["text"] in ARTICLES[family["reference"]["article"]].text
        for variant in family["variants"]:
            assert variant["text"] in ARTICLES[variant["article"]].text
            assert variant["verdict"] in QUOTATION_VERDICTS
            assert (variant["verdict"] == "altered") == ("changed" in variant)
            for changed in variant.get("changed", []):
                assert changed in variant["text"]


def test_differences_are_between_articles_of_one_matter() -> None:
    for difference in GOLD["links"]["differences"]:
        names = [name for side in difference["sides"] for name in side["articles"]]
        assert len(difference["sides"]) >= 2
        assert len({GOLD["articles"][name]["matter"] for name in names}) == 1


def test_readme_lists_every_file_and_id() -> None:
    for path in WIRE.iterdir():
        if path.name != "README.md":
            assert f"`{path.name}`" in README
    for name in ARTICLES:
        assert f"`{name}`" in README
    for article in ARTICLES.values():
        assert article.outlet in README
