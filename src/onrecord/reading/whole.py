"""From an annotated Doc to a reading: entities, statements, figures."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.marks import quotations
from onrecord.model import LEARNED, Article, Field, Reading
from onrecord.reading import UnsupportedLanguageError
from onrecord.reading.claims import recased
from onrecord.reading.conflicts import conflicts
from onrecord.reading.effects import effects
from onrecord.reading.entities import Entities
from onrecord.reading.events import events
from onrecord.reading.figures import figures
from onrecord.reading.headline import check
from onrecord.reading.pronouns import Pronouns
from onrecord.reading.stance import Judge
from onrecord.reading.statements import statements

__all__ = ["read", "read_docs"]


def read(article: Article, nlp: Language, judge: Judge | None = None) -> Reading:
    """The reading of one article: a pure function of the article and the pipeline.

    Raises UnsupportedLanguageError for an article marked as in another language than English.
    """
    if article.language not in (None, "en"):
        raise UnsupportedLanguageError(f"is not in English (language {article.language})")
    headline = nlp(recased(article.headline, article.text)) if article.headline else None
    return read_docs(article, nlp(article.text), headline, judge)


def read_docs(
    article: Article, text: Doc, headline: Doc | None = None, judge: Judge | None = None
) -> Reading:
    """The reading of an article whose text and headline some pipeline has annotated.

    Any pipeline will do that sets what `onrecord.load()` declares to assign; the Docs must hold the article's own
    text, character for character.
    Raises ValueError where they do not.
    """
    docs: list[tuple[Field, Doc]] = [("text", text)]
    if headline is not None:
        docs.append(("headline", headline))
    for field, doc in docs:
        if doc.text.casefold() != getattr(article, field).casefold():
            raise ValueError(f"the Doc of the {field} does not hold the article's {field}")
    entities = Entities(docs)
    quotes = quotations(article.text, article.paragraphs())
    pronouns = Pronouns.of(text, entities, quotes=quotes)
    said = statements(article, text, entities, quotes, pronouns)
    happened = events(article, text, entities, pronouns, said)
    followed = effects(article, text, entities, said, happened)
    counted = tuple(figures(article, "text", text))
    verdict = None
    if headline is not None:
        unsaid = Pronouns.of(headline, entities)
        claimed = events(article, headline, entities, unsaid, (), "headline")
        # Verdicts rest on events that the tables explain.
        explained = [e for e in happened if not e.frame.startswith(LEARNED)]
        verdict = check(article, headline, text, claimed, explained, judge)
    return Reading(
        article=article, entities=entities.finished(article), statements=said, events=happened, effects=followed,
        headline=verdict, figures=counted,
        conflicts=conflicts(article, text, entities, said, happened, counted),
    )  # fmt: skip
