"""What the ledger shows of a record: a pure function of its reports and the review log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.ledger.log import STAGES, Log, Status


@dataclass(frozen=True, slots=True)
class Report:
    """What a summary needs of a sighting; `article` is the number of its article in the ledger."""

    ref: str
    on: str
    stage: str | None
    negated: bool
    article: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A record in a line.

    first, latest   days of the reports, ISO 8601; empty where none is dated
    newest          what the stage is taken from: day, rank of the stage, reference
    stage, negated  of the newest report, or as a person corrected it
    articles        how many report it
    """

    first: str = ""
    latest: str = ""
    newest: str = ""
    stage: str | None = None
    negated: bool = False
    articles: int = 0
    status: Status = "read"


def newest(report: Report) -> str:
    """What reports are ordered by: the later day, then the further stage, then the reference, so that no two are equal."""
    rank = STAGES.index(report.stage) if report.stage in STAGES else 0
    return f"{report.on:10} {rank} {report.ref}"


def summary(ref: str, reports: Iterable[Report], log: Log) -> Summary:
    """The summary of a record; rejected reports do not count."""
    kept = [r for report in reports if (r := _corrected(report, log)) is not None]
    own = log.word(ref)
    if not kept:
        return Summary(status=own.status)
    last = max(kept, key=newest)
    days = [r.on for r in kept if r.on]
    stage = own.corrected.get("stage", last.stage)
    negated = own.corrected["negated"] == "true" if "negated" in own.corrected else last.negated
    return Summary(
        first=min(days, default=""),
        latest=max(days, default=""),
        newest=newest(last),
        stage=stage,
        negated=negated,
        articles=len({r.article for r in kept}),
        status=own.status,
    )


def _corrected(report: Report, log: Log) -> Report | None:
    """A report as a person left it; None where it was rejected."""
    if report.ref not in log:
        return report
    word = log.word(report.ref)
    if word.status == "rejected":
        return None
    negated = word.corrected["negated"] == "true" if "negated" in word.corrected else report.negated
    return replace(report, stage=word.corrected.get("stage", report.stage), negated=negated)
