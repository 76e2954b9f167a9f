"""The utterances of an article: what somebody says in one breath, in quotation marks or reported.

A statement of the reading is an utterance: direct, mixed or indirect. Quotation marks that no statement holds are utterances as
well where they are sentences; single words and short phrases there are titles, names, or words that the article does not vouch
for.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from onrecord.linking.links import Piece
from onrecord.linking.quotations.voices import Voice
from onrecord.linking.quotations.wording import Word, without_fillers, words_of
from onrecord.linking.sentences import sentences
from onrecord.linking.times import Published
from onrecord.marks import quotations
from onrecord.model import Field, Form, Span, Statement

Offsets = tuple[int, int]

#: Marks that belong to no statement are somebody's words from so many words on.
_SENTENCE = 4
_INNER = " \t\n\"“”‘’'«»„`,"
_OPENING, _CLOSING = "“‘\"'«", "”’\"'»"
_COMPLEMENT = re.compile(r"(?:that|whether|if|how|why)\s+", re.IGNORECASE)
_COMMA = re.compile(r",\s+")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, eq=False)
class Utterance:
    """What an article gives somebody to have said.

    article    its id
    published  when it was
    start, end half-open offsets into the field, with the text between them
    parts      the same of the insides of the quotation marks, or of the reported words
    voice      who says it
    form       direct, mixed or indirect
    words      without fillers
    setting    the people whom the article names, by the last part of the name: who tells of one happening names the same
    attributed whether the reading has somebody say it
    around     of reported speech, the keys of the words of its whole sentences
    """

    article: str
    published: Published | None
    field: Field
    start: int
    end: int
    text: str
    parts: tuple[Offsets, ...]
    form: Form
    voice: Voice
    words: tuple[Word, ...]
    setting: frozenset[str] = frozenset()
    attributed: bool = True
    around: tuple[str, ...] = ()

    @property
    def quoted(self) -> bool:
        """Whether any of it stands in quotation marks."""
        return self.form != "indirect"

    @cached_property
    def marked(self) -> tuple[Word, ...]:
        """The words in quotation marks; all of them in reported speech."""
        if self.form == "indirect":
            return self.words
        return tuple(word for word in self.words if word.marked)

    def span(self, start: int, end: int) -> Span:
        """The span at these offsets of its field, which lie within it."""
        return Span(self.field, start, end, self.text[start - self.start : end - self.start])


@dataclass(frozen=True)
class _Marks:
    """A pair of quotation marks: with them, and what stands between them, a stretch a paragraph."""

    outer: Offsets
    inner: tuple[Offsets, ...]


def utterances(piece: Piece) -> list[Utterance]:
    """The utterances of an article, in order: headline last."""
    article = piece.reading.article
    found: list[Utterance] = []
    marks = _marks(article.text, article.paragraphs())
    used: set[_Marks] = set()
    for statement in piece.reading.statements:
        content = [span for span in statement.content if span.field == "text"]
        held = [
            m for m in marks if m not in used and any(_overlaps(m.outer, (c.start, c.end)) for c in content)
        ]
        if statement.form == "indirect" or not held:
            found += _reported(piece, statement, content)
            continue
        used.update(held)
        if (made := _said(piece, statement, content, held)) is not None:
            found.append(made)
    free = [m for m in marks if m not in used]
    found += _loose(piece, free, found)
    found += _unattributed(piece, marks)
    if article.headline:
        for m in _marks(article.headline, [(0, len(article.headline))]):
            made = _made(piece, "headline", m.inner, (), "direct", Voice())
            if made is not None:
                found.append(made)
    return sorted(found, key=lambda u: (u.field == "headline", u.start, u.end))


def _marks(text: str, paragraphs: Sequence[Offsets]) -> list[_Marks]:
    found = []
    for quotation in quotations(text, paragraphs):
        inner = tuple(part for a, b in quotation.parts if (part := _within(text, a, b)) is not None)
        if inner:
            found.append(_Marks((quotation.start, quotation.end), inner))
    return found


def _within(text: str, start: int, end: int) -> Offsets | None:
    """What stands between marks, without them and the comma that belongs to the sentence around."""
    while start < end and text[start] in _INNER:
        start += 1
    while start < end and text[end - 1] in _INNER + ".":
        end -= 1
    return (start, end) if start < end else None


def _overlaps(a: Offsets, b: Offsets) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _said(
    piece: Piece,
    statement: Statement,
    content: Sequence[Span],
    held: Sequence[_Marks],
) -> Utterance | None:
    """The utterance of a statement with marks; None where nothing but dots stands in them."""
    inner = tuple(part for m in held for part in m.inner)
    outside = tuple(
        rest for span in content for rest in _outside((span.start, span.end), [m.outer for m in held])
        if _LETTER.search(piece.reading.article.text, *rest)
    )  # fmt: skip
    form: Form = "mixed" if outside and statement.form == "mixed" else "direct"
    return _made(
        piece,
        "text",
        inner,
        outside if form == "mixed" else (),
        form,
        Voice.of(statement, piece.reading),
    )


def _outside(span: Offsets, marks: Sequence[Offsets]) -> Iterator[Offsets]:
    """What of a span stands outside all marks."""
    at = span[0]
    for start, end in sorted(marks):
        if at < start < span[1]:
            yield at, min(start, span[1])
        at = max(at, end)
    if at < span[1]:
        yield at, span[1]


def _reported(piece: Piece, statement: Statement, content: Sequence[Span]) -> Iterator[Utterance]:
    """The utterance of a statement without words in marks."""
    text = piece.reading.article.text
    parts = []
    for span in content:
        begin = _COMPLEMENT.match(text, span.start, span.end)
        parts.append((begin.end() if begin else span.start, span.end))
    if (
        len(parts) == 1
        and statement.cue is not None
        and (rest := _resumed(piece, statement.cue, parts[0][1]))
    ):
        parts.append(rest)
    made = _made(piece, "text", (), tuple(parts), "indirect", Voice.of(statement, piece.reading))
    if made is not None:
        yield made


def _resumed(piece: Piece, cue: Span, end: int) -> Offsets | None:
    """What goes on behind a cue in the middle: "Wars become difficult, she had told them, as soon as somebody answers"."""
    text = piece.reading.article.text
    begin, stop = next(((a, b) for a, b in _sentences(text) if a <= cue.start < b), (cue.start, cue.end))
    before, after = text.rfind(",", begin, cue.start), _COMMA.search(text, cue.end, stop)
    if before < end or after is None:
        return None
    rest = after.end(), stop
    taken = [(c.start, c.end) for s in piece.reading.statements for c in s.content if c.field == "text"]
    return None if any(_overlaps(rest, span) for span in taken) else rest


def _loose(piece: Piece, free: Sequence[_Marks], found: Sequence[Utterance]) -> Iterator[Utterance]:
    """Utterances in marks that the reading has in no statement, by the speaker who has the word in the paragraph."""
    article = piece.reading.article
    for m in free:
        words = [word for a, b in m.inner for word in words_of(article.text, a, b)]
        if len(words) < _SENTENCE or _title(article.text, m.inner):
            continue
        start, end = next(((a, b) for a, b in article.paragraphs() if a <= m.outer[0] < b), m.outer)
        near = [u for u in found if u.field == "text" and u.quoted and start <= u.start < end]
        before = [u for u in near if u.start < m.outer[0]]
        voice = (before or near)[-1].voice if near else Voice()
        made = _made(piece, "text", m.inner, (), "direct", voice)
        if made is not None:
            yield made


def _unattributed(piece: Piece, marks: Sequence[_Marks]) -> Iterator[Utterance]:
    """The sentences in which the reading has nobody say anything: some report what stands in marks elsewhere."""
    text = piece.reading.article.text
    taken = [(c.start, c.end) for s in piece.reading.statements for c in s.content if c.field == "text"]
    taken += [m.outer for m in marks]
    for span in _sentences(text):
        if not any(_overlaps(span, other) for other in taken):
            made = _made(piece, "text", (), (span,), "indirect", Voice())
            if made is not None:
                yield dataclasses.replace(made, attributed=False)


@lru_cache(maxsize=8)
def _sentences(text: str) -> list[Offsets]:
    return sentences(text)


def _title(text: str, inner: Sequence[Offsets]) -> bool:
    """Whether words in marks are a title: every longer word has a capital."""
    words = re.findall(r"[^\W\d_]{4,}", " ".join(text[a:b] for a, b in inner))
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _made(
    piece: Piece,
    field: Field,
    inner: tuple[Offsets, ...],
    outside: tuple[Offsets, ...],
    form: Form,
    voice: Voice,
) -> Utterance | None:
    article = piece.reading.article
    whole = article.headline if field == "headline" else article.text
    words: list[Word] = []
    for (a, b), marked in sorted([(part, True) for part in inner] + [(part, False) for part in outside]):
        words += words_of(whole, a, b, marked=marked)
    words = without_fillers(words) or words
    if form == "mixed":
        words = _running(words)
    if not words:
        return None
    places = inner + outside
    start = min(a for a, _ in places)
    end = max(b for _, b in places)
    if form == "mixed":  # the marks stand within the sentence, and belong to the passage
        start = start - 1 if start and whole[start - 1] in _OPENING else start
        end = end + 1 if whole[end : end + 1] and whole[end] in _CLOSING else end
    around = tuple(
        word.key
        for a, b in (_sentences(whole) if form == "indirect" else ())
        if a < end and start < b
        for word in words_of(whole, a, b)
    )
    return Utterance(
        piece.id,
        Published.of(article.published),
        field,
        start,
        end,
        whole[start:end],
        inner or outside,
        form,
        voice,
        tuple(words),
        frozenset(
            e.name.split()[-1].casefold()
            for e in piece.reading.entities
            if e.kind == "person" and e.name.split()
        ),
        around=around,
    )


def _running(words: Sequence[Word]) -> list[Word]:
    """The words of a mixed utterance, in which marks begin no sentence."""
    return [
        Word(w.key, w.start, w.end, "clause" if w.bound == "sentence" and n else w.bound, w.name, w.marked)
        for n, w in enumerate(words)
    ]


def everything(pieces: Sequence[Piece]) -> list[Utterance]:
    """The utterances of all articles."""
    return [utterance for piece in pieces for utterance in utterances(piece)]
