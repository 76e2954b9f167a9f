"""What kind of source it is: by how it begins, then by its name."""

from __future__ import annotations

import pytest

from onrecord.sources.failure import UnreadableError
from onrecord.sources.kind import ending, kind_of, refuse


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        ("Port reopens\n\nThe port ...", "port.txt", "text"),
        ("Port reopens\n\nThe port ...", "-", "text"),
        ("Port reopens\n\nThe port ...", "port.html", "text"),  # there is no markup in it
        ("<!DOCTYPE html><html>", "port.txt", "html"),
        ("\ufeff\n<!-- saved --><html lang=en>", "-", "html"),
        ('<?xml version="1.0"?>\n<!DOCTYPE html>', "-", "html"),
        ("<p>The port</p>", "-", "html"),
        ("Saved page <b>of</b> <p>a</p><p>b</p><p>c</p><p>d</p><p>e</p>", "-", "html"),
        ("<custom-tag>The port</custom-tag>", "port.html", "html"),
        ("<custom-tag>The port</custom-tag>", "port.txt", "text"),
        ("Unemployment is < 4 per cent", "port.txt", "text"),
        ('{"text": "The port"}', "port.txt", "json"),
        ('{\n "text": "The port"\n}', "-", "json"),
        ('[\n {"text": "The port"}\n]', "-", "json"),
        ('{"text": "One"}\n{"text": "Two"}\n', "-", "jsonl"),
        ('{"text": "One"}\n', "port.jsonl", "jsonl"),
        ('{"text": "One"}\n', "port.ndjson.gz", "jsonl"),
        ('{"text": broken}\n{"text": "Two"}\n', "-", "jsonl"),
        ("not JSON at all", "port.json", "json"),
        ("[Correction: nine ships, not five]\n\nThe port", "port.txt", "text"),
        ("{sic} The port", "port.txt", "text"),
    ],
)
def test_kinds(head: str, name: str, kind: str):
    assert kind_of(head.encode(), name) == kind
    assert kind_of(head.removeprefix("\ufeff").encode("utf-16"), name) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text"),
        ("a.HTM", "html"),
        ("a.b.json.gz", "json"),
        ("a.gz", None),
        ("a.md", None),
        ("a", None),
    ],
)
def test_endings(name: str, kind: str | None):
    assert ending(name) == kind


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"", "This is empty."),
        (b"\xef\xbb\xbf \n", "There is nothing but blanks in this."),
        (b"%PDF-1.7\n", "This is a PDF, not text."),
        (b"PK\x03\x04rest", "This is a zip archive, or a document that is one inside"),
        (b"{\\rtf1\\ansi The port}", "This is an RTF document, not plain text."),
        (b"\x89PNG\r\n\x1a\n", "This is a PNG image, not text."),
        (b"RIFF\x24\x08\x00\x00WAVEfmt ", "This is a WAV recording, not text."),
        (b"\x1f\x8b\x08\x00", "This is compressed with gzip twice."),
        (b"port.txt" + b"\0" * 249 + b"ustar\x0000", "This is a tar archive."),
        (b"SQLite format 3\0", "This is a SQLite database."),
        (b"WARC/1.0\r\nWARC-Type: response", "This is a WARC archive of web pages."),
        (
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
            "This is a web page saved as a single mail-like file",
        ),
        (
            b'<?xml version="1.0"?><rss version="2.0">',
            "This is XML of another kind \\(<rss>\\), not an article.",
        ),
        (b"<urlset xmlns='x'>", "This is XML of another kind \\(<urlset>\\), not an article."),
    ],
)
def test_what_is_no_article_is_refused_by_its_name(head: bytes, reason: str):
    with pytest.raises(UnreadableError, match=reason) as caught:
        refuse(head)
    assert caught.value.hint.endswith(".")


def test_a_mail_like_text_is_none():
    refuse(b"From: the harbour master\nSubject: the port\n\nThe port reopens on Monday.")
