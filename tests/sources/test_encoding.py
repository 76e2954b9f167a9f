"""From bytes to text: the encoding is told by the bytes, and what makes no sense is refused."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.encoding import decode
from onrecord.sources.failure import UnreadableError

ENGLISH = "The port of Brevik reopens on Monday, the “harbour master” said – nine days late. " * 4
FRENCH = "Le café rouvre lundi à Orléans, a dit le maire, très ému. C’était « long ». " * 4
POLISH = "Port zostanie otwarty w poniedziałek, powiedział burmistrz Łodzi, żółty ze złości. " * 4
RUSSIAN = "Порт откроется в понедельник, сказал начальник гавани после девяти дней шторма. " * 4
JAPANESE = "港は月曜日に再開すると港長が述べた。嵐は九日間続いた。" * 8


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_and_without_a_mark(encoding: str):
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (ENGLISH, "cp1252"),
        ("Café, naïve, Müller, São Paulo. " * 5, "latin-1"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "shift-jis"),
    ],
)
def test_older_encodings_are_recognised(text: str, encoding: str):
    assert decode(text.encode(encoding)) == text


def test_a_declared_encoding_is_believed_where_it_fits():
    assert (
        decode("Le cœur du port coûte 5 €.".encode("iso8859-15"), "iso-8859-15")
        == "Le cœur du port coûte 5 €."
    )
    assert decode(FRENCH.encode("cp1252"), "iso-8859-1") == FRENCH  # as browsers do
    assert decode(FRENCH.encode("utf-8"), "us-ascii") == FRENCH
    assert decode(FRENCH.encode("utf-8"), "klingon") == FRENCH


def test_a_few_broken_bytes_are_forgiven():
    broken = FRENCH.encode().replace("é".encode(), b"\xc3", 1)
    assert decode(broken).count("\ufffd") == 1
    assert decode(broken).endswith(FRENCH[-40:])


def test_a_stray_zero_is_dropped():
    assert decode((ENGLISH[:40] + "\0" + ENGLISH[40:]).encode()) == ENGLISH


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x01\x02binary\0data" * 50, "This is binary data, not text."),
        (codecs.BOM_UTF8 + bytes(range(1, 32)) * 40, "Its likeliest encoding is utf-8, but that makes nonsense of it"),
        (bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D, 0x02, 0x03]) * 60, "no encoding that could be recognised|makes nonsense of it"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(data: bytes, reason: str):
    with pytest.raises(UnreadableError, match=reason) as caught:
        decode(data)
    assert caught.value.hint


def test_random_bytes_are_refused():
    noise = random.Random(1).randbytes(4000)
    with pytest.raises(UnreadableError):
        decode(noise)


@given(st.binary(max_size=400))
def test_bytes_are_decoded_or_refused(data: bytes):
    text = decoded(data)
    assert text is None or "\0" not in text


def decoded(data: bytes) -> str | None:
    try:
        return decode(data)
    except UnreadableError:
        return None
