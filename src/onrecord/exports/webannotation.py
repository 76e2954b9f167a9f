"""Spans as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): what is said of which words of which article.

Each annotation has two selectors: TextQuoteSelector, the words with those around them, which finds the place again on the
page; and TextPositionSelector, the offsets into the article's text. A headline is a text of its own, whose address ends in
`#headline`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.model import Article, Reading, Span

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: Characters before and behind that tell equal words apart.
_AROUND = 32


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    """An annotation a line, as JSON-LD."""
    for reading in readings:
        for annotation in annotated(reading):
            yield json.dumps(annotation, ensure_ascii=False) + "\n"


def annotated(reading: Reading) -> Iterator[dict[str, Any]]:
    """An annotation for each statement, event, effect and claim of the headline, in that order."""
    article = reading.article
    for number, s in enumerate(reading.statements):
        who = s.speaker.name if s.speaker else s.described.text if s.described else "somebody"
        yield _annotation(article, f"statement-{number}", s.content, f"{who} ({s.form})", "statement")
    for number, e in enumerate(reading.events):
        how = f"not {e.stage}" if e.negated else e.stage
        who = ", ".join(p.name for p in e.actor)
        whom = ", ".join(p.name for p in e.recipient)
        words = " ".join(w for w in (who, e.type, f"→ {whom}" if whom else "", f"({how})") if w)
        yield _annotation(article, f"event-{number}", (e.trigger,), words, "event")
    for number, f in enumerate(reading.effects):
        words = f"{f.cause.text} {f.relation} {f.effect.text} ({f.certainty})"
        yield _annotation(article, f"effect-{number}", (f.effect,), words, "effect")
    for number, c in enumerate(reading.headline.claims if reading.headline else ()):
        yield _annotation(article, f"claim-{number}", (c.span,), f"{c.verdict}: {c.reason}", "verdict")


def source(article: Article) -> str:
    """What an article is called where it has no address: a URN of its content."""
    return article.url or f"urn:onrecord:article:{article.id}"


def _annotation(article: Article, name: str, spans: Iterable[Span], words: str, tag: str) -> dict[str, Any]:
    return {
        "@context": _CONTEXT,
        "id": f"urn:onrecord:article:{article.id}:{name}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "value": words, "format": "text/plain", "purpose": "describing"},
            {"type": "TextualBody", "value": tag, "purpose": "tagging"},
        ],
        "target": [_target(article, span) for span in spans],
    }


def _target(article: Article, span: Span) -> dict[str, Any]:
    whole = article.headline if span.field == "headline" else article.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.text,
        "prefix": whole[max(0, span.start - _AROUND) : span.start],
        "suffix": whole[span.end : span.end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    address = source(article) + ("#headline" if span.field == "headline" else "")
    return {"source": address, "selector": [quote, position]}
