"""The headlines written for the articles: their form, and what is counted."""

from __future__ import annotations

from benchmarks import headlines
from benchmarks.headlines import BAD, FILES, Judged, cases, figures, path_of
from onrecord.model import Claim, Span


def test_every_claim_is_where_it_is_said_to_be() -> None:
    for name in FILES:
        for case in cases(name):
            assert path_of(case.article).is_file()
            for start, end, right in case.claims:
                assert case.headline[start:end].strip() == case.headline[start:end] != ""
                assert set(right) <= BAD | {"supported", "uncheckable"}


def test_no_headline_is_in_two_files() -> None:
    said = [(case.article, case.headline) for name in FILES for case in cases(name)]
    assert len(said) == len(set(said))


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
