"""Claims of the whole and of records: "all its soldiers", "unanimous", "first ever"; and whether the body goes so far."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span

from onrecord.reading.claimed import about, main_word
from onrecord.reading.knowledge.index import table
from onrecord.reading.likenesses import keys
from onrecord.reading.passages import Body
from onrecord.tables import alternatives

#: The share of a claim's words, by weight, that a sentence must have to speak of the same whole.
_ABOUT = 0.4


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(w for words, k, _ in table("extents.tsv", 3) if k == kind for w in alternatives(words))


def says(text: str, kind: str) -> bool:
    """Whether a text has a word of this kind: whole, part, record or since."""
    plain = f" {' '.join(''.join(c if c.isalnum() or c == '-' else ' ' for c in text.lower()).split())} "
    return any(f" {word} " in plain for word in _words(kind))


def narrower(part: Span, body: Body) -> Span | None:
    """The body's sentence that tells of less than a claim of the whole, or of a record that is none."""
    whole, record = says(part.text, "whole"), says(part.text, "record")
    if not (whole or record):
        return None
    title = keys(part.doc)
    for token in part:
        if says(token.text, "whole") or says(token.text, "record"):
            title[token.i] = frozenset()
    names = about(part, main_word(part), title)
    if not names:
        return None
    shares = body.shares(names)
    close = [share >= _ABOUT for share in shares]
    near = [s for i, s in enumerate(body.sentences) if close[i] or (i and close[i - 1])]
    if whole and not any(says(s.text, "whole") for s in near):
        return next((s for s in near if says(s.text, "part")), None)
    if record and not any(says(s.text, "record") for s in near):
        return next((s for s in near if " first " in s.text and says(s.text, "since")), None)
    return None
