"""From bytes to text."""

from __future__ import annotations

import codecs
import re

from onrecord.sources.failure import UnreadableError

_MARKS = (
    # The longer mark first: that of UTF-32 begins like that of UTF-16.
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: In Windows-1252 the marks of print: euro, quotation marks, dashes, bullet, ellipsis, trade mark, spaces, sections.
_MARKS_OF_PRINT = rb"\x80\x82\x84\x85\x8b\x91-\x97\x99\x9b\xa0\xa3\xa7\xa9\xab\xad\xae\xb0\xb7\xbb\xbc-\xbf"
#: What western European text does not have: any other mark, or a whole word of letters beyond ASCII.
_NOT_WESTERN = re.compile(
    rb"[^\0-\x7f\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xff"
    + _MARKS_OF_PRINT
    + rb"]|[\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xff]{3}"
)
#: A sequence of several bytes in UTF-8, and a byte that is in none.
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
#: How much is looked at to guess.
_SAMPLE = 100_000
#: A text may have a stray zero; more than this share of zeros no text has.
_MOST_ZEROS = 0.001
#: A text is nonsense where more than this share of it cannot be printed or replaces what could not be decoded.
_MOST_NONSENSE = 0.02
_NONSENSE = re.compile("[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ue000-\uf8ff]")
_SIGN_IN_WORD = re.compile(
    r"[^\W\d_][¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿×÷]|[¡¢£¤¥¦§¨©ª¬®¯°±²³´µ¶¸¹º¼½¾¿×÷][^\W\d_]"
)
_HINT = "Save it as UTF-8."


def mark(data: bytes) -> str | None:
    """The encoding that the byte order mark tells, if there is one."""
    return next((name for bom, name in _MARKS if data.startswith(bom)), None)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text in the bytes.

    declared  the encoding that a page says it has; it is believed where it fits

    Asked in this order: byte order mark, zeros that tell UTF-16, UTF-8, the declared encoding, UTF-8 with a few broken
    bytes, Windows-1252 where that makes western European text, charset-normalizer.

    Raises UnreadableError for bytes that are no text, naming the likeliest encoding where there is one.
    """
    if name := mark(data):
        return _sensible(data.decode(name, errors="replace").removeprefix("\ufeff"), name)
    if zeros := data[:_SAMPLE].count(0):
        name = _wide(data[:_SAMPLE])
        if name is not None:
            return _sensible(data.decode(name, errors="replace"), name)
        if zeros > max(1, _MOST_ZEROS * len(data[:_SAMPLE])):
            raise UnreadableError(
                "This is binary data, not text.",
                "Give plain text, HTML or JSON; export the text from other formats.",
            )
    data = data.replace(b"\0", b"")
    try:
        # Other encodings hardly ever look like it, whatever a page declares.
        return _sensible(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        pass
    if declared and (text := _declared(data, declared)) is not None:
        return text
    broken = len(re.findall(rb"[\x80-\xff]", _SEQUENCE.sub(b"", data)))
    if len(_SEQUENCE.findall(data)) >= 4 * broken:
        return _sensible(data.decode("utf-8", errors="replace"), "UTF-8")
    if not _NOT_WESTERN.search(data):
        return _sensible(data.decode("cp1252", errors="replace"), "Windows-1252")
    return _guessed(data)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: in western text every other byte is zero."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _declared(data: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
        # Browsers read these as Windows-1252 too (WHATWG Encoding Standard), because pages mean that.
        return data.decode("cp1252" if codec in {"ascii", "iso8859-1"} else codec)
    except (LookupError, UnicodeError, AssertionError):
        return None


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    guesses = list(from_bytes(data[:_SAMPLE]))
    if not guesses:
        raise UnreadableError("This is in no encoding that could be recognised, or it is no text.", _HINT)
    # It goes by how odd the characters are; of those as good as the first, the one without signs within words.
    good = [guess for guess in guesses if guess.chaos <= guesses[0].chaos]
    best = min(good, key=lambda guess: len(_SIGN_IN_WORD.findall(str(guess))))
    return _sensible(data.decode(best.encoding, errors="replace"), best.encoding.replace("_", "-"))


def _sensible(text: str, name: str) -> str:
    if len(_NONSENSE.findall(text)) > _MOST_NONSENSE * len(text):
        raise UnreadableError(f"Its likeliest encoding is {name}, but that makes nonsense of it.", _HINT)
    return text
