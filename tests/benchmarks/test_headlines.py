"""The headlines written for the articles: their form, and what is counted."""

from __future__ import annotations

from benchmarks import headlines
from benchmarks.headlines import BAD, HALVES, Judged, cases, figures
from onrecord.model import Claim, Span


def test_every_claim_is_where_it_is_said_to_be() -> None:
    for half in HALVES:
        for case in cases(half):
            assert (headlines.ARTICLES / f"{case.article}.json").is_file()
            for start, end, right in case.claims:
                assert case.headline[start:end].strip() == case.headline[start:end] != ""
                assert set(right) <= BAD | {"supported", "uncheckable"}


def test_no_article_is_in_both_halves() -> None:
    develop, held = ({case.article for case in cases(half)} for half in HALVES)
    assert not develop & held


def test_a_false_alarm_and_a_bad_claim_caught_under_another_name() -> None:
    def judged(right: str, verdict: str) -> Judged:
        case = headlines.Case("a", "sound", "Oslo waits", ((0, 10, (right,)),))
        span = Span(field="headline", start=0, end=10, text="Oslo waits")
        return Judged(case, "Oslo waits", (right,), Claim(span=span, verdict=verdict, reason="."))

    found = [
        judged("supported", "overstated"),
        judged("overstated", "contradicted"),
        judged("uncheckable", "uncheckable"),
    ]
    assert figures(found) == {"claim": 1 / 3, "caught": 1.0, "sound": 0.0, "opened": 1.0}
