"""Event records of political science: one JSON object for each event, in the keys of the PLOVER coder.

The keys are those of the open-source coder that POLECAT, the PLOVER data set, is made with (NGEC; Halterman et al. 2023,
arXiv:2304.01331), as far as an article tells them. PLOVER has dropped two classes of its forerunner CAMEO that are most
of what the press reports: statements (01) and appeals (02). They are exported with their CAMEO code and without a type.
docs/reference/exports.md describes every key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib.metadata import version
from typing import Any

from onrecord.model import Article, Event, Party, Reading, Statement
from onrecord.tables import alternatives, rows
from onrecord.wording import source

_PEOPLE, _BODIES = {"person"}, {"organization"}
_PLACES = {"country", "place", "facility"}
_QUESTIONS = {"whether", "if", "what", "when", "where", "which", "who", "whose", "why", "how"}
#: What a source asks of the newspaper: "asked not to be named".
_ANONYMITY = re.compile(
    r"(that|not to be|to remain|for) .*\b(named?|identified|quoted|anonym\w+)\b", re.IGNORECASE
)


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    """JSON lines, an object for each record."""
    for reading in readings:
        for record in records(reading):
            yield json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def records(
    reading: Reading, *, without_events: Collection[int] = (), without_statements: Collection[int] = ()
) -> Iterator[dict[str, Any]]:
    """The records of a reading: its events, then its statements, each in the order of the text.

    A statement whose cue names one of the events ("Kyiv asked for ...") is that event, and no second record.

    without_events, without_statements  indices of those that are left out
    """
    for number, event in enumerate(reading.events, 1):
        if number - 1 not in without_events:
            yield {**_event(reading, number, event), **_story(reading)}
    for number, statement in enumerate(reading.statements, 1):
        if number - 1 in without_statements or any(
            _is_same_act(statement, event) for event in reading.events
        ):
            continue
        yield {**_statement(reading, number, statement), **_story(reading)}


def _is_same_act(statement: Statement, event: Event) -> bool:
    return statement.cue is not None and (event.trigger in statement.cue or statement.cue in event.trigger)


def _event(reading: Reading, number: int, event: Event) -> dict[str, Any]:
    contexts, cameo = _codes(event.type, event.mode, event.stage)
    return {
        "id": f"{reading.article.id}_{number}_{event.type}",
        "date": event.date.value if event.date is not None else None,
        "date_raw": event.date.span.text if event.date is not None else None,
        "event_type": event.type,
        "event_mode": [event.mode] if event.mode else [],
        "contexts": contexts,
        # CAMEO has no code for what did not happen.
        "cameo": None if event.negated else cameo,
        "stage": event.stage,
        "negated": event.negated,
        "attributes": {
            "ACTOR": [_party(party) for party in event.actor],
            "RECIP": [_party(party) for party in event.recipient],
            "LOC": [_party(event.place)] if event.place is not None else [],
        },
        "said_by": source(reading.statements[event.attribution]) if event.attribution is not None else None,
        "event_text": " ".join(span.text for span in event.evidence),
    }


def _statement(reading: Reading, number: int, statement: Statement) -> dict[str, Any]:
    kind = "APPEAL" if is_appeal(statement) else "STATEMENT"
    contexts, cameo = _codes(kind)
    return {
        "id": f"{reading.article.id}_s{number}_{kind}",
        "date": None,
        "date_raw": None,
        "event_type": None,
        "event_mode": [],
        "contexts": contexts,
        "cameo": cameo,
        "stage": None,
        "negated": False,
        "attributes": {"ACTOR": _who_says(reading, statement), "RECIP": [], "LOC": []},
        "said_by": source(statement),
        "event_text": " ".join(span.text for span in statement.content),
    }


def _story(reading: Reading) -> dict[str, Any]:
    """What all records of one article share."""
    article = reading.article
    return {
        "headline": article.headline,
        "pub_date": _day(article),
        "publisher": article.outlet,
        "url": article.url,
        "story_id": article.id,
        "story_people": _names(reading, _PEOPLE),
        "story_orgs": _names(reading, _BODIES),
        "story_locs": _names(reading, _PLACES),
        "version": f"onrecord {_version()}",
    }


def _names(reading: Reading, kinds: set[str]) -> list[str]:
    return [entity.name for entity in reading.entities if entity.kind in kinds]


def _day(article: Article) -> str | None:
    """The day of publication: "2025-03-06"."""
    return article.published[:10] if article.published is not None else None


def _party(party: Party) -> dict[str, Any]:
    """An actor, recipient or place. `qa_*_char` are offsets into the article's text, null where it is only implied."""
    at = party.span if party.span is not None and party.span.field == "text" else None
    return {
        "text": party.name,
        "country": party.country,
        "qa_start_char": at.start if at is not None else None,
        "qa_end_char": at.end if at is not None else None,
    }


def _who_says(reading: Reading, statement: Statement) -> list[dict[str, Any]]:
    speaker = statement.speaker
    if speaker is None:
        described = statement.described
        return [] if described is None else [_party(Party(name=described.text, span=described))]
    country = next((e.country for e in reading.entities if e.id == speaker.entity), None)
    return [_party(Party(name=speaker.name, country=country, span=speaker.span))]


def is_appeal(statement: Statement) -> bool:
    """Whether a statement asks somebody to do something; a question asks for an answer only."""
    said = " ".join(span.text for span in statement.content).strip(" \"'“”‘’")
    if statement.cue is None or _is_question(said) or _ANONYMITY.match(said):
        return False
    words = f" {' '.join(statement.cue.text.casefold().split())} "
    return any(f" {form} " in words for form in _appeals())


def _is_question(said: str) -> bool:
    return said.endswith("?") or said.partition(" ")[0].casefold() in _QUESTIONS


def _codes(kind: str, mode: str | None = None, stage: str | None = None) -> tuple[list[str], str | None]:
    """PLOVER's contexts and CAMEO's root code."""
    for its_type, modes, stages, contexts, cameo in _table():
        if its_type == kind and _fits(modes, mode) and _fits(stages, stage):
            return list(alternatives(contexts)), cameo or None
    return [], None


def _fits(cell: str, value: str | None) -> bool:
    return not cell or value in alternatives(cell)


@cache
def _table() -> tuple[tuple[str, ...], ...]:
    return rows("onrecord.exports", "plover.tsv", 5)


@cache
def _appeals() -> frozenset[str]:
    return frozenset(
        form for forms, _ in rows("onrecord.exports", "appeals.tsv", 2) for form in alternatives(forms)
    )


@cache
def _version() -> str:
    return version("onrecord")
