"""Sources from end to end: every kind in every wrapping, and bad input that says what is wrong and stops nothing."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.model import Article
from onrecord.sources import Failure, Location, articles, read_source

LEDE = "The port of Brevik will reopen on Monday after nine days of storm, the harbour master said."
REST = "Fourteen ships have waited in the roads since the first of the month, and nine of them carry grain."
TEXT = f"Port of Brevik reopens\n\n{LEDE}\n\n{REST}\n"
PAGE = f"<html><head><title>Port of Brevik reopens</title></head><body><article><p>{LEDE}</p><p>{REST}</p></article></body></html>"
RECORD = json.dumps({"headline": "Port of Brevik reopens", "text": f"{LEDE}\n\n{REST}"})
ARTICLE = Article(headline="Port of Brevik reopens", text=f"{LEDE}\n\n{REST}", language="en")


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, bytes | str], str]:
    """Puts a file into the working folder and returns its name."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, content: bytes | str) -> str:
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    return write


@pytest.mark.parametrize(
    ("name", "content"),
    [("port.txt", TEXT), ("port.html", PAGE), ("port.json", RECORD), ("port.jsonl", RECORD + "\n"), ("port", TEXT), ("port", PAGE), ("port", RECORD)],
)  # fmt: skip
@pytest.mark.parametrize(
    "pack", [str.encode, lambda text: gzip.compress(text.encode())], ids=["plain", "gzip"]
)
def test_every_kind_gives_the_same_article(put, name, content, pack, monkeypatch):
    name = put(name, pack(content))
    assert list(articles([name])) == [ARTICLE]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pack(content))))
    assert list(articles(["-"])) == [ARTICLE]


def test_a_format_that_is_said_is_believed(put):
    name = put("port.txt", f"<b>{LEDE}</b>")
    assert [one.text for one in articles([name], format="text")] == [f"<b>{LEDE}</b>"]
    name = put("port.dat", f"[{RECORD}]")
    assert list(articles([name], format="json")) == [ARTICLE]


def test_standard_input_stays_open(monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(TEXT.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    list(articles(["-"]))
    assert not stdin.buffer.closed


def test_a_map_names_the_fields(put):
    name = put(
        "export.json",
        json.dumps([{"hl": "Port of Brevik reopens", "article": {"body": f"{LEDE}\n\n{REST}"}}]),
    )
    assert list(articles([name], map={"headline": "hl", "text": "article.body"})) == [ARTICLE]
    with pytest.raises(ValueError, match='Articles have no field "titel"'):
        list(articles([name], map={"titel": "hl"}))


def test_one_bad_record_stops_nothing(put):
    lines = [RECORD, "{broken", "", '{"headline": "No text"}', b'{"text": "\xff"}', "[]", RECORD]
    name = put("wire.jsonl", b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    read = list(articles([name]))
    assert [one for one in read if isinstance(one, Article)] == [ARTICLE, ARTICLE]
    assert [str(one) for one in read if isinstance(one, Failure)] == [
        (
            "wire.jsonl, line 2: This is not valid JSON: expecting property name enclosed in double quotes at column 2. "
            "Mend it there, or write the file anew."
        ),
        (
            'wire.jsonl, line 4: This record has no text. An article is an object with "text", "body" or "content"; '
            "name another field with --map text=NAME."
        ),
        "wire.jsonl, line 5: This line is not in UTF-8 (byte 11), which JSON has to be in. Save the file as UTF-8.",
        (
            'wire.jsonl, line 6: This record is a list, not an object. An article is an object with "text", "body" or '
            '"content"; name another field with --map text=NAME.'
        ),
    ]


def test_lines_are_read_when_they_are_asked_for(put):
    name = put("wire.jsonl", f"{RECORD}\n" * 3)
    lines = read_source(Location(name))
    assert next(lines) == ARTICLE
    lines.close()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_json_lines_with_a_byte_order_mark(put, encoding):
    content = f"{RECORD}\n{RECORD}\n".encode(encoding)
    name = put("wire.jsonl", content if encoding != "utf-16-be" else b"\xfe\xff" + content)
    assert list(articles([name])) == [ARTICLE, ARTICLE]


def test_records_of_a_list_are_counted(put):
    name = put("wire.json", f'{{"articles": [{RECORD}, {{"title": "No text"}}]}}')
    article, failure = articles([name])
    assert article == ARTICLE
    assert isinstance(failure, Failure)
    assert failure.where == "wire.json, record 2"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "empty.txt: This is empty. Check that it was saved or downloaded whole."),
        ("empty.txt.gz", gzip.compress(b"", mtime=0), "empty.txt.gz: This is empty."),
        ("blank.txt", " \n\t\n", "blank.txt: There is nothing but blanks in this."),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "photo.txt: This is a PNG image, not text."),
        ("noise.txt", random.Random(1).randbytes(999), "noise.txt: This is "),
        ("nul.txt", b"abc\0def" * 99, "nul.txt: This is binary data, not text. Give plain text, HTML or JSON"),
        ("cut.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:-9], "cut.txt.gz: This gzip file is cut off before its end."),
        ("bomb.txt.gz", gzip.compress(b"0" * 20_000_000, mtime=0), "bomb.txt.gz: This gzip file unpacks to more than 200 times"),
        ("twice.gz", gzip.compress(gzip.compress(TEXT.encode(), mtime=0), mtime=0), "twice.gz: This is compressed with gzip twice."),
        ("deep.json", "[" * 99_999, "deep.json: This JSON is nested too deeply to be an article."),
        ("none.json", "[]", "none.json: This JSON is an empty list."),
        ("none.html", "<html><body><a href='/'>Home</a></body></html>", "none.html: This page has no article"),
        ("feed.xml", "<?xml version='1.0'?><rss/>", "feed.xml: This is XML of another kind (<rss>), not an article."),
    ],
)  # fmt: skip
def test_bad_input_names_the_file_and_the_reason_and_what_to_do(put, name, content, message):
    good = put("good.txt", TEXT)
    failure, article = articles([put(name, content), good])
    assert isinstance(failure, Failure)
    assert str(failure).startswith(message)
    assert failure.hint.endswith(".")
    assert article == ARTICLE


@pytest.mark.parametrize(
    ("size", "message"),
    [
        (50_000_000, "This is longer than 20 MB, the most that is read of one article."),
        (6_000_000, "The text has 5,999,999 characters; an article may have 5,000,000."),
    ],
)
def test_a_text_too_long(put, size, message):
    (failure,) = articles([put("long.txt", ("ship " * 200_000)[:1_000_000] * (size // 1_000_000))])
    assert isinstance(failure, Failure)
    assert failure.reason == message


def test_a_line_too_long_is_passed_over(put, monkeypatch):
    monkeypatch.setattr("onrecord.sources.reader._MOST_LINE", 1_000_000)
    long = json.dumps({"text": "ship " * 300_000})
    first, failure, last = articles([put("wire.jsonl", f"{RECORD}\n{long}\n{RECORD}\n")])
    assert first == last == ARTICLE
    assert str(failure).startswith(
        "wire.jsonl, line 2: This line is longer than 1 MB, the most that is read of one record."
    )


def test_json_lines_without_a_line(put):
    (failure,) = articles([put("none.dat", "\n \nx"[:3])], format="jsonl")
    assert isinstance(failure, Failure)
    assert failure.reason == "There is nothing but blanks in this."


def test_a_line_of_a_million_characters(put):
    for content in ("a" * 1_000_000, "ship " * 200_000, "“" * 1_000_000 + "a", "a, " * 300_000):
        (article,) = articles([put("line.txt", content)])
        assert isinstance(article, Article)
        assert len(article.paragraphs()) == 1


@pytest.mark.parametrize(
    "content",
    [
        "Port reopens 👩‍👩‍👧 e\u0301\n\nAll 14 ships 🚢🏴󠁧󠁢󠁥󠁮󠁧󠁿 wait, Zoe\u0308 said 👍🏽 on Monday at the port.\n\nEnd of the wait.",
        "الميناء يفتح\n\nقال مدير الميناء إن الميناء سيفتح يوم الاثنين.\n\nوتنتظر أربع عشرة سفينة.",
        "הנמל נפתח\n\nמנהל הנמל אמר כי הנמל ייפתח ביום שני.\n\nארבע עשרה אוניות ממתינות.",
        "Unclosed “marks (and brackets\n\n“He said ‘they were cut off.\n\nThe end of it.",
    ],
    ids=["emoji", "arabic", "hebrew", "unclosed"],
)
def test_text_that_is_hard_to_handle_keeps_true_offsets(put, content):
    (article,) = articles([put("hard.txt", content)])
    assert isinstance(article, Article)
    headline, *paragraphs = content.split("\n\n")
    assert article.headline == headline
    assert [article.text[start:end] for start, end in article.paragraphs()] == paragraphs


def test_files_that_cannot_be_opened(put, tmp_path, monkeypatch):
    closed = put("closed.txt", TEXT)
    (tmp_path / "broken.txt").symlink_to("gone.txt")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    open_path = Path.open

    def refuse(self: Path, *args: object, **more: object) -> object:
        if self.name == closed:
            raise PermissionError(13, "Permission denied", str(self))
        return open_path(self, *args, **more)

    monkeypatch.setattr(Path, "open", refuse)
    assert [str(one) for one in articles([closed, "broken.txt", "circle.txt", "gone.txt", "a\0b.txt"])] == [
        "closed.txt: You are not allowed to read this. Change its permissions or ask its owner.",
        "broken.txt: This link points to gone.txt, which does not exist. Mend the link or leave it out.",
        (
            "circle.txt: The system could not read this: Too many levels of symbolic links. "
            "Check the disk or copy the file anew."
        ),
        "gone.txt: There is no such file. Check the spelling and the folder.",
        "a\\x00b.txt: This is no possible name of a file. Check how the name was put together.",
    ]


def test_a_disk_that_fails_while_reading(put, monkeypatch):
    class Failing(io.RawIOBase):
        def read(self, _: int = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    name = put("bad-sector.txt", TEXT)
    monkeypatch.setattr(Path, "open", lambda *_, **__: Failing())
    (failure,) = articles([name])
    assert str(failure) == (
        "bad-sector.txt: The system could not read this: Input/output error. Check the disk or copy the file anew."
    )


def test_a_failure_without_a_hint():
    assert str(Failure("port.txt", "This is not in English.")) == "port.txt: This is not in English."


def test_every_article_of_the_example_wire(wire: Path):
    read = {
        path.name: list(articles([path]))
        for path in sorted(wire.iterdir())
        if path.suffix in {".txt", ".html", ".jsonl"}
    }
    assert sum(map(len, read.values())) >= 14
    for name, found in read.items():
        for article in found:
            assert isinstance(article, Article), name
            assert article.headline, name
            assert article.outlet, name
            assert article.published, name
            assert article.language == "en", name
            assert article.outlet not in article.headline, name
            assert article.headline not in article.text, name
            assert not {"Share", "Follow", "©", "Subscribe"} & set(article.text.split()), name


def test_a_folder_and_its_files_give_the_same(wire: Path):
    alone = [one for path in sorted(wire.glob("*.txt")) for one in articles([path])]
    assert list(articles([wire / "*.txt"])) == alone
    assert os.fspath(wire) not in "".join(one.text for one in alone)
    assert all(isinstance(one, Article) for one in alone)
