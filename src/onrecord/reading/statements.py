"""Who said what: attributions with their speakers, in the form of the contract."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.marks import Quotation, quotations
from onrecord.model import Article, Form, Span, Statement
from onrecord.reading.attributions import Attribution, Offsets, attributions
from onrecord.reading.entities import Draft, Entities
from onrecord.reading.pronouns import Pronouns
from onrecord.reading.speakers import resolve

#: Parts of speech that alone say nothing: "it", "the", "so", "not all", "with".
_EMPTY = frozenset(("PRON", "DET", "ADV", "ADP", "SCONJ", "CCONJ", "PART", "PUNCT", "SPACE"))


def statements(
    article: Article,
    doc: Doc,
    entities: Entities,
    quotes: Sequence[Quotation] | None = None,
    pronouns: Pronouns | None = None,
) -> tuple[Statement, ...]:
    """The statements of an article's text, in order.

    quotes, pronouns  those of the text, where they are known already
    """
    paragraphs = article.paragraphs()
    quotes = quotations(article.text, paragraphs) if quotes is None else quotes
    pronouns = Pronouns.of(doc, entities, quotes=quotes) if pronouns is None else pronouns
    recent: list[Draft] = []
    made = (
        _statement(article, doc, a, quotes, entities, pronouns, recent)
        for a in attributions(doc, quotes, paragraphs)
    )
    return tuple(statement for statement in made if statement is not None)


def _statement(
    article: Article,
    doc: Doc,
    a: Attribution,
    quotes: Sequence[Quotation],
    entities: Entities,
    pronouns: Pronouns,
    recent: list[Draft],
) -> Statement | None:
    content = [trimmed(article.text, *c) for c in a.content]
    content = _telling(doc, [(s, e) for s, e in content if s < e], quotes)
    if not content or (a.source is None and _is_name(doc, content)):
        return None
    speaker, anonymous, described = None, False, None
    if a.source is not None:
        source = resolve(a.source, article, entities, pronouns, recent)
        speaker, anonymous = source.speaker, source.anonymous
        described = (
            article.span("text", source.words.start_char, source.words.end_char) if anonymous else None
        )
        if source.entity is not None:
            recent[:] = [source.entity, *(d for d in recent if d is not source.entity)]
    return Statement(
        speaker=speaker,
        anonymous=anonymous,
        described=described,
        cue=_cue(article, a),
        content=tuple(article.span("text", s, e) for s, e in content),
        form=form_of(article.text, content, quotes),
    )


def _cue(article: Article, a: Attribution) -> Span | None:
    """The words of the cue, without the colon or comma behind them."""
    if a.cue is None:
        return None
    start, end = trimmed(article.text, a.cue.start_char, a.cue.end_char)
    return article.span("text", start, end) if start < end else None


def _telling(doc: Doc, content: Sequence[Offsets], quotes: Sequence[Quotation]) -> list[Offsets]:
    """The parts of a content that say something: not "that", "so" or "not all", unless they belong to one that does.

    What a pronoun stands for is said elsewhere, or not said at all; in "which, she said, was wrong" it is the subject.
    """
    telling = [part for part in content if _says_something(doc, *part, quotes)]
    if not telling:  # "not all of it" may be a whole content, "that" is none
        return [part for part in content if len(doc.text[slice(*part)].split()) > 1]
    if len(telling) == len(content):
        return telling
    return [part for part in content if part in telling or _hangs_on(doc, *part, telling)]


def _says_something(doc: Doc, start: int, end: int, quotes: Sequence[Quotation]) -> bool:
    """Whether words are quoted in marks, or hold a noun, a verb or the like."""
    if any(max(start, a) < min(end, b) for quote in quotes for a, b in quote.parts):
        return True
    words = doc.char_span(start, end, alignment_mode="expand")
    return words is None or not all(t.pos_ in _EMPTY for t in words)


def _is_name(doc: Doc, content: Sequence[Offsets]) -> bool:
    """Whether a content is nothing but somebody's name: "reckons Dora Lind" says who, not what."""
    spans = [doc.char_span(start, end, alignment_mode="expand") for start, end in content]
    return all(words is not None and all(t.ent_type_ == "PERSON" for t in words) for words in spans)


def _hangs_on(doc: Doc, start: int, end: int, others: Sequence[Offsets]) -> bool:
    """Whether a word of this part depends on one in the others."""
    words = doc.char_span(start, end, alignment_mode="expand")
    heads = [] if words is None else [t.head.idx for t in words]
    return any(a <= head < b for head in heads for a, b in others)


def trimmed(text: str, start: int, end: int) -> Offsets:
    """Without white space at either end, a comma or colon before it and a comma behind it."""
    while start < end and text[start] in " \n\t\xa0,;:–—-":
        start += 1
    while start < end and text[end - 1] in " \n\t\xa0,;:":
        end -= 1
    return start, end


def form_of(text: str, content: Sequence[Offsets], quotes: Sequence[Quotation]) -> Form:
    """Direct where every word stands in marks, indirect where none does, else mixed."""
    parts = [part for quote in quotes for part in quote.parts]
    whole = sum(_letters(text, start, end) for start, end in content)
    inside = sum(_letters(text, max(start, a), min(end, b)) for start, end in content for a, b in parts)
    return "indirect" if not inside else "mixed" if inside < whole else "direct"


def _letters(text: str, start: int, end: int) -> int:
    return sum(c.isalnum() for c in text[start:end]) if start < end else 0
