"""Verdicts on headlines as schema.org ClaimReview (https://schema.org/ClaimReview): only those that a person accepted.

A review has an author who stands by it, and that is the person whose word is in the review log. What is reviewed is
whether the article's own text bears its headline out, not whether the headline is true; the rating says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from onrecord.exports.forms import Row
from onrecord.exports.tables import REJECTED, Tally
from onrecord.ledger.headlines import Checked
from onrecord.ledger.snapshot import Snapshot
from onrecord.tables import rows as table

UNSEEN = "seen by nobody yet"


def rows(snapshot: Snapshot, tally: Tally) -> Iterator[Row]:
    """A JSON-LD object for each claim whose verdict a person accepted."""
    for claim in snapshot.claims():
        if claim.status == "accepted":
            yield review(claim)
        else:
            tally.left_out[REJECTED if claim.status == "rejected" else UNSEEN] += 1


def review(claim: Checked) -> dict[str, Any]:
    """A claim that a person accepted, with what is not known left out."""
    if claim.decided is None:
        raise ValueError(f"nobody accepted {claim.ref}")
    rating, name = _ratings()[claim.verdict]
    publisher = _given({"@type": "Organization", "name": claim.outlet}) if claim.outlet else None
    article = {
        "@type": "NewsArticle", "headline": claim.headline, "url": claim.url, "datePublished": claim.published,
        "publisher": publisher,
    }  # fmt: skip
    return _given({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"urn:onrecord:claim:{claim.ref}",
        "identifier": claim.ref,
        "inLanguage": "en",
        "claimReviewed": claim.text,
        "datePublished": claim.decided.at[:10],
        "author": {"@type": "Person", "name": claim.decided.who},
        "reviewAspect": "Whether the article's own text bears out its headline",
        "reviewBody": claim.decided.note or claim.reason,
        "reviewRating": _given({
            "@type": "Rating",
            "ratingValue": rating,
            "bestRating": 5 if rating is not None else None,
            "worstRating": 1 if rating is not None else None,
            "alternateName": name,
            "ratingExplanation": claim.reason,
        }),
        "itemReviewed": _given({
            "@type": "Claim",
            "text": claim.text,
            "author": publisher,
            "datePublished": claim.published,
            "appearance": _given(article),
        }),
    })  # fmt: skip


def _given(properties: dict[str, Any]) -> dict[str, Any]:
    """The properties that have a value."""
    return {name: value for name, value in properties.items() if value not in (None, "")}


@cache
def _ratings() -> dict[str, tuple[int | None, str]]:
    return {
        v: (int(r) if r else None, name) for v, r, name in table("onrecord.exports", "claimreview.tsv", 3)
    }
