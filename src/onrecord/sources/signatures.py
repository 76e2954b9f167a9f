"""Recognises files that are no text by how they begin."""

from __future__ import annotations

import re
from functools import cache

from onrecord.sources.failure import UnreadableError
from onrecord.tables import rows

#: A web page saved with its pictures in one file begins like a mail (RFC 2557).
_MHTML = re.compile(
    rb"(?:From:|MIME-Version:|Subject:|Date:)[^\r\n]*\r?\n.*^Content-Type: multipart/related",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)


def refuse_foreign(head: bytes) -> None:
    """Does nothing for what may be text.

    head  the first bytes of the file, some hundred at least where it has them

    Raises UnreadableError, naming the format, for what begins like an image, an archive, an office document ...
    """
    for offset, magic, name, hint in _signatures():
        if head.startswith(magic, offset):
            raise UnreadableError(f"This is {name}.", hint)
    if _MHTML.match(head):
        raise UnreadableError(
            "This is a web page saved as a single mail-like file (MHTML).",
            'Save it from the browser as "web page, HTML only".',
        )


@cache
def _signatures() -> tuple[tuple[int, bytes, str, str], ...]:
    return tuple(
        (int(offset), magic.encode("ascii").decode("unicode_escape").encode("latin-1"), name, hint)
        for offset, magic, name, hint in rows("onrecord.sources", "signatures.tsv", 4)
    )
