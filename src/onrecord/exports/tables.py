"""The kinds of things that a ledger holds, as rows of tables. docs/reference/exports.md describes every column.

Rows of what a person rejected are left out unless asked for, and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from types import MappingProxyType
from typing import Any

from onrecord.exports.forms import Columns, Row
from onrecord.ledger.keys import Kind, item_key
from onrecord.ledger.names import names
from onrecord.ledger.records import Detail, Report
from onrecord.ledger.snapshot import Snapshot
from onrecord.ledger.totals import Total
from onrecord.model import LEARNED

REJECTED = "rejected by a person"


@dataclass(slots=True)
class Tally:
    """What an export leaves out, and how much of it, by the reason.

    rejected  whether what a person rejected is written too, with its status
    """

    rejected: bool = False
    left_out: Counter[str] = field(default_factory=Counter)

    def takes(self, status: str) -> bool:
        """Whether an entry with this status is written; one that is not is counted."""
        if status == "rejected" and not self.rejected:
            self.left_out[REJECTED] += 1
            return False
        return True


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and what fills them."""

    columns: Columns
    rows: Callable[[Snapshot, Tally], Iterator[Row]]


def details(snapshot: Snapshot, kind: Kind, tally: Tally) -> Iterator[Detail]:
    """The records of a kind that are written; those of which nothing is left but rejected reports are not."""
    for found in snapshot.details(kind):
        status = found.record.status if found.record.articles else "rejected"
        if tally.takes(status):
            yield found


_REPORTED: Columns = {
    "first": "text", "latest": "text", "articles": "integer", "outlets": "texts", "sources": "texts",
    "sentence": "text", "disagreements": "texts", "status": "text", "corrected": "texts", "notes": "texts",
}  # fmt: skip


def _reported(found: Detail) -> dict[str, Any]:
    """What all records have: since when and by whom they are reported, and what a person said."""
    record, told = found.record, counting(found)
    return {
        "first": record.first or None, "latest": record.latest or None, "articles": record.articles,
        "outlets": _each(r.outlet for r in told), "sources": _each(source(r) for r in told),
        "sentence": told[-1].sentence if told else None, "disagreements": list(found.disagreements),
        "status": record.status, "corrected": [f"{k}: {v}" for k, v in sorted(record.corrected.items())],
        "notes": list(record.notes),
    }  # fmt: skip


def counting(found: Detail) -> list[Report]:
    """The reports of a record that nobody rejected, in the order of their days; all where all are."""
    return [r for r in found.reports if r.status != "rejected"] or list(found.reports)


def source(report: Report) -> str:
    """Where a report stands: its address, else outlet, headline and day."""
    return report.url or ", ".join(filter(None, (report.outlet, report.headline, report.on)))


def _each(words: Iterable[str | None]) -> list[str]:
    """What there is, each once, in order."""
    return list(dict.fromkeys(w for w in words if w))


# --- decisions, effects, people --------------------------------------------------------------------------------------

_DECISIONS: Columns = {
    "decision": "text", "type": "text", "actor": "text", "actor_names": "texts", "object": "text",
    "recipient": "text", "recipient_names": "texts", "place": "text", "title": "text", "stage": "text",
    "negated": "flag", **_REPORTED,
}  # fmt: skip


def _decisions(snapshot: Snapshot, tally: Tally) -> Iterator[Row]:
    for found in details(snapshot, "decision", tally):
        r = found.record
        yield {
            "decision": r.ref, "type": r.type, "actor": r.actor or None, "actor_names": list(names(r.actor)),
            "object": r.object or None, "recipient": r.recipient or None,
            "recipient_names": list(names(r.recipient)), "place": r.grouped.get("place") or None, "title": r.title,
            "stage": r.stage, "negated": r.negated, **_reported(found),
        }  # fmt: skip


_EFFECTS: Columns = {
    "effect": "text", "cause": "text", "relation": "text", "result": "text", "certainty": "text", "title": "text",
    **_REPORTED,
}  # fmt: skip


def _effects(snapshot: Snapshot, tally: Tally) -> Iterator[Row]:
    """In the words of the newest report."""
    for found in details(snapshot, "effect", tally):
        newest = counting(found)[-1]
        said = snapshot.reading(newest.article).effects[newest.number]
        yield {
            "effect": found.record.ref, "cause": said.cause.text, "relation": said.relation, "result": said.effect.text,
            "certainty": said.certainty, "title": found.record.title, **_reported(found),
        }  # fmt: skip


_PEOPLE: Columns = {"person": "text", "name": "text", "roles": "texts", "statements": "integer", **_REPORTED}


def _people(snapshot: Snapshot, tally: Tally) -> Iterator[Row]:
    for found in details(snapshot, "person", tally):
        told = counting(found)
        speakers = [snapshot.reading(r.article).statements[r.number].speaker for r in told]
        yield {
            "person": found.record.ref, "name": found.record.title,
            "roles": _each(s.role for s in speakers if s is not None), "statements": len(told), **_reported(found),
        }  # fmt: skip


# --- transfers -------------------------------------------------------------------------------------------------------

_TRANSFERS: Columns = {
    "transfer": "text", "part": "integer", "donor": "text", "donor_name": "text", "recipient": "text",
    "recipient_name": "text", "item": "texts", "class": "text", "units": "number", "units_min": "number",
    "units_max": "number", "units_state": "text", "unit": "text", "value": "number", "value_min": "number",
    "value_max": "number", "currency": "text", "value_state": "text", "units_arrived_min": "number",
    "units_arrived_max": "number", "value_arrived_min": "number", "value_arrived_max": "number", "stage": "text",
    "negated": "flag", "announced": "text", "uncertain": "flag", "uncertainty": "texts", **_REPORTED,
}  # fmt: skip


def _transfers(snapshot: Snapshot, tally: Tally) -> Iterator[Row]:
    """A row for each transfer; where its reports count in several units or currencies, one for each, numbered by `part`."""
    for found in details(snapshot, "transfer", tally):
        r = found.record
        same = {
            "transfer": r.ref, "donor": r.actor or None, "donor_name": ", ".join(names(r.actor)) or None,
            "recipient": r.recipient or None, "recipient_name": ", ".join(names(r.recipient)) or None,
            "item": _items(snapshot, found), "class": r.object or None, "stage": r.stage, "negated": r.negated,
            "announced": r.first or None, **_reported(found),
        }  # fmt: skip
        doubts = uncertainty(snapshot, found)
        currencies = {report.amount.currency for report in found.reports if report.amount.currency}
        many = [t for t in found.promised if t.unit not in currencies]
        worth = [t for t in found.promised if t.unit in currencies]
        for part, (units, value) in enumerate(list(zip_longest(many, worth)) or [(None, None)], 1):
            yield {
                **same, "part": part, **_amount("units", units, _undisclosed(found, "count_state")),
                "unit": units.unit if units else None, **_amount("value", value, _undisclosed(found, "value_state")),
                "currency": value.unit if value else None, **_arrived("units", units, found),
                **_arrived("value", value, found), "uncertain": bool(doubts), "uncertainty": doubts,
            }  # fmt: skip


def _items(snapshot: Snapshot, found: Detail) -> list[str]:
    """The things as the articles call them; all of an event's where none is of the class, as after a merge."""
    kind, said = found.record.grouped.get("class"), []
    for report in counting(found):
        items = snapshot.reading(report.article).events[report.number].items
        said += [item.name for item in [i for i in items if item_key(i) == kind] or items]
    return _each(said)


def _undisclosed(found: Detail, name: str) -> str | None:
    """The state "undisclosed" where a report says that a number is kept back."""
    return "undisclosed" if any(getattr(r.amount, name) == "undisclosed" for r in counting(found)) else None


def _amount(name: str, total: Total | None, missing: str | None) -> dict[str, Any]:
    if total is None:
        return {name: None, f"{name}_min": None, f"{name}_max": None, f"{name}_state": missing}
    agreed = total.least if total.least == total.most else None
    return {
        name: agreed,
        f"{name}_min": total.least,
        f"{name}_max": total.most,
        f"{name}_state": total.state,
    }


def _arrived(name: str, total: Total | None, found: Detail) -> dict[str, Any]:
    """How much of what was promised has come, in the same unit or currency."""
    came = next((t for t in found.arrived if total is not None and t.unit == total.unit), None)
    return {
        f"{name}_arrived_min": came.least if came else None,
        f"{name}_arrived_max": came.most if came else None,
    }


def uncertainty(snapshot: Snapshot, found: Detail) -> list[str]:
    """Why the numbers of a transfer are not to be taken as they stand, in words; empty where nothing speaks against it."""
    told = counting(found)
    frames = [snapshot.reading(r.article).events[r.number].frame for r in told]
    doubts = [
        ("sources disagree", bool(found.disagreements)),
        ("numbers are computed from several reports", any(t.state == "computed" for t in found.promised)),
        ("a number is approximate", any(t.state == "approximate" for t in found.promised)),
        ("a number is not disclosed", any("undisclosed" in (r.amount.count_state, r.amount.value_state) for r in told)),
        ("a sum is for other things as well", any(r.amount.shared for r in told)),
        ("no report gives a number", not found.promised),
        ("no recipient is named", not found.record.recipient),
        ("no report is dated", not found.record.first),
        ("a report is found by the network alone", any(frame.startswith(LEARNED) for frame in frames)),
    ]  # fmt: skip
    return [words for words, so in doubts if so]


# --- statements, articles, reports, headlines ------------------------------------------------------------------------

_STATEMENTS: Columns = {
    "article": "integer", "number": "integer", "report": "text", "person": "text", "speaker": "text", "role": "text",
    "form": "text", "cue": "text", "content": "text", "on": "text", "outlet": "text", "headline": "text",
    "url": "text", "status": "text",
}  # fmt: skip


def _statements(snapshot: Snapshot, tally: Tally) -> Iterator[Row]:
    for spoken in snapshot.statements():
        if tally.takes(spoken.status):
            s = spoken.said
            yield {
                "article": s.article, "number": s.number, "report": spoken.report, "person": s.record,
                "speaker": s.speaker, "role": s.role, "form": s.form, "cue": spoken.cue, "content": s.content,
                "on": s.on or None, "outlet": s.outlet, "headline": s.headline, "url": s.url, "status": spoken.status,
            }  # fmt: skip


_ARTICLES: Columns = {
    "article": "integer", "page": "integer", "id": "text", "headline": "text", "outlet": "text", "byline": "text",
    "published": "text", "language": "text", "url": "text", "added": "text", "current": "flag", "text": "text",
}  # fmt: skip


def _articles(snapshot: Snapshot, _: Tally) -> Iterator[Row]:
    """All versions of all articles."""
    for v in snapshot.articles():
        a = v.article
        yield {
            "article": v.number, "page": v.page, "id": a.id, "headline": a.headline, "outlet": a.outlet,
            "byline": a.byline, "published": a.published, "language": a.language, "url": a.url, "added": v.added,
            "current": v.counts, "text": a.text,
        }  # fmt: skip


_REPORTS: Columns = {
    "report": "text", "record": "text", "kind": "text", "article": "integer", "number": "integer", "on": "text",
    "outlet": "text", "headline": "text", "url": "text", "stage": "text", "negated": "flag", "units_min": "number",
    "units_max": "number", "unit": "text", "units_state": "text", "value": "number", "currency": "text",
    "value_state": "text", "value_shared": "flag", "sentence": "text", "field": "text", "start": "integer",
    "end": "integer", "status": "text",
}  # fmt: skip


def _reports(snapshot: Snapshot, tally: Tally) -> Iterator[Row]:
    """The reports of all records, with the words that they rest on."""
    from onrecord.ledger.keys import KINDS

    for kind in KINDS:
        for found in snapshot.details(kind):
            for r in found.reports:
                status = "rejected" if found.record.status == "rejected" else r.status
                if tally.takes(status):
                    yield _report(found, r, status)


def _report(found: Detail, r: Report, status: str) -> Row:
    a = r.amount
    return {
        "report": r.ref, "record": found.record.ref, "kind": found.record.kind, "article": r.article,
        "number": r.number, "on": r.on or None, "outlet": r.outlet, "headline": r.headline, "url": r.url,
        "stage": r.stage, "negated": r.negated, "units_min": a.least, "units_max": a.most, "unit": a.unit,
        "units_state": a.count_state, "value": a.value, "currency": a.currency, "value_state": a.value_state,
        "value_shared": a.shared, "sentence": r.sentence, "field": r.field, "start": r.start, "end": r.end,
        "status": status,
    }  # fmt: skip


_HEADLINES: Columns = {
    "claim": "text", "text": "text", "verdict": "text", "reason": "text", "status": "text", "who": "text", "at": "text",
    "article": "integer", "number": "integer", "headline": "text", "outlet": "text", "published": "text", "url": "text",
}  # fmt: skip


def _headlines(snapshot: Snapshot, tally: Tally) -> Iterator[Row]:
    for c in snapshot.claims():
        if tally.takes(c.status):
            yield {
                "claim": c.ref, "text": c.text, "verdict": c.verdict, "reason": c.reason, "status": c.status,
                "who": c.decided.who if c.decided else None, "at": c.decided.at if c.decided else None,
                "article": c.article, "number": c.number, "headline": c.headline, "outlet": c.outlet,
                "published": c.published, "url": c.url,
            }  # fmt: skip


# --- stories and links -----------------------------------------------------------------------------------------------

_STORIES: Columns = {
    "story": "text", "title": "text", "first": "text", "latest": "text", "articles": "integer", "outlets": "texts",
    "independent_sources": "integer", "records": "texts", "members": "texts", "article_numbers": "texts", "status": "text",
    "notes": "texts",
}  # fmt: skip


def _stories(snapshot: Snapshot, tally: Tally) -> Iterator[Row]:
    from onrecord.ledger.links.stories import each_story

    for line in each_story(snapshot.connection, snapshot.log, snapshot.until):
        if tally.takes(line.status):
            yield {
                "story": line.ref, "title": line.title, "first": line.first or None, "latest": line.latest or None,
                "articles": line.articles, "outlets": list(line.outlets), "independent_sources": line.sources,
                "records": [event.ref for event in line.events], "members": list(line.members),
                "article_numbers": list(map(str, line.numbers)), "status": line.status, "notes": list(line.notes),
            }  # fmt: skip


_LINKS: Columns = {
    "link": "text", "kind": "text", "earlier": "text", "later": "text", "earlier_article": "integer",
    "later_article": "integer", "earlier_outlet": "text", "later_outlet": "text", "earlier_published": "text",
    "later_published": "text", "share": "number", "share_earlier": "number", "reason": "text", "status": "text",
}  # fmt: skip


def _links(snapshot: Snapshot, tally: Tally) -> Iterator[Row]:
    from onrecord.ledger.links.stories import each_tie

    for tie, earlier, later in each_tie(snapshot.connection, snapshot.log, snapshot.until):
        if tally.takes(tie.status):
            yield {
                "link": tie.ref, "kind": tie.kind, "earlier": tie.earlier, "later": tie.later,
                "earlier_article": earlier.number, "later_article": later.number, "earlier_outlet": earlier.outlet,
                "later_outlet": later.outlet, "earlier_published": earlier.published, "later_published": later.published,
                "share": tie.share, "share_earlier": tie.share_earlier, "reason": tie.reason or None, "status": tie.status,
            }  # fmt: skip


#: By the name of what they hold.
TABLES: Mapping[str, Table] = MappingProxyType({
    "decisions": Table(_DECISIONS, _decisions),
    "transfers": Table(_TRANSFERS, _transfers),
    "effects": Table(_EFFECTS, _effects),
    "people": Table(_PEOPLE, _people),
    "statements": Table(_STATEMENTS, _statements),
    "articles": Table(_ARTICLES, _articles),
    "reports": Table(_REPORTS, _reports),
    "headlines": Table(_HEADLINES, _headlines),
    "stories": Table(_STORIES, _stories),
    "links": Table(_LINKS, _links),
})  # fmt: skip
