"""Does the headline hold: a headline, a body, and what an editor would say of each claim."""

import pytest

import onrecord
from onrecord import Article
from onrecord.reading.headline import claims_nothing, recased

BODY = (
    "Latvia is weighing whether to send a battalion to Moldova, General Gundars Apsenieks said on Monday. "
    "Only parliament can approve the deployment.\n\n"
    "Norway has sent 12 howitzers to Ukraine, the ministry in Oslo said."
)

CASES = {
    "earlier stage": ("Latvia sends battalion to Moldova", "overstated"),
    "the same": ("Norway sends 12 howitzers to Ukraine", "supported"),
    "more of them": ("Norway sends 30 howitzers to Ukraine", "overstated"),
    "a question": ("Will Latvia send troops to Moldova?", "uncheckable"),
    "a teaser": ("What we know about the Latvian plan", "uncheckable"),
    "not spoken of": ("Brazil recalls ambassador from Peru", "unsupported"),
}


@pytest.mark.parametrize(("headline", "verdict"), CASES.values(), ids=CASES)
def test_a_claim_is_held_against_the_body(headline: str, verdict: str) -> None:
    check = onrecord.read(Article(headline=headline, text=BODY)).headline
    assert check is not None
    assert check.verdict == verdict
    assert all(claim.reason for claim in check.claims)


def test_the_worst_claim_decides() -> None:
    check = onrecord.read(
        Article(headline="Norway sends 12 howitzers to Ukraine; Latvia sends battalion to Moldova", text=BODY)
    ).headline
    assert check is not None
    assert [c.verdict for c in check.claims] == ["supported", "overstated"]
    assert check.verdict == "overstated"


def test_without_a_headline_there_is_no_verdict() -> None:
    assert onrecord.read(BODY).headline is None


@pytest.mark.parametrize("text", ["LIVE", "Explainer", "How the deal came about", "Is it over?"])
def test_rubrics_and_teasers_claim_nothing(text: str) -> None:
    assert claims_nothing(text)


def test_capitals_are_read_as_a_sentence_has_them() -> None:
    assert recased("NORWAY SENDS HOWITZERS", "Norway sent them.") == "Norway sends howitzers"
    assert recased("Norway sends howitzers", "Norway sent them.") == "Norway sends howitzers"
