"""Headlines' verdicts as schema.org ClaimReview (https://schema.org/ClaimReview): only those that a person has accepted.

The claim is the headline's, not the program's; the rating's words are the verdicts of the contract, and its numbers run
from 1 (contradicted) to 5 (supported), as fact-checkers' tools expect.
"""

from __future__ import annotations

from typing import Any

from onrecord.exports.annotations import source
from onrecord.model import Article, Claim, Verdict

RATINGS: dict[Verdict, int] = {"contradicted": 1, "unsupported": 2, "overstated": 3, "supported": 5}


def claim_review(article: Article, claim: Claim, *, reviewer: str, on: str) -> dict[str, Any] | None:
    """The review of a headline's claim; None for one that claims nothing.

    reviewer, on  who accepted the verdict, and the day, ISO 8601
    """
    if claim.verdict not in RATINGS:
        return None
    appearance: dict[str, Any] = {"@type": "NewsArticle", "headline": article.headline}
    if article.url:
        appearance["url"] = article.url
    if article.published:
        appearance["datePublished"] = article.published
    if article.outlet:
        appearance["publisher"] = {"@type": "Organization", "name": article.outlet}
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"urn:onrecord:article:{article.id}:claim:{claim.span.start}",
        "claimReviewed": claim.span.text,
        "datePublished": on[:10],
        "author": {"@type": "Person", "name": reviewer},
        "reviewBody": claim.reason,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATINGS[claim.verdict],
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": claim.verdict.capitalize(),
        },
        "itemReviewed": {"@type": "Claim", "appearance": appearance, "firstAppearance": source(article)},
    }
