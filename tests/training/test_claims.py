"""The claims that the network of the headline check learns from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from training.claims.corpus import (
    ARTICLES,
    LEFT_OUT,
    PASSAGES,
    VERDICTS,
    FormError,
    articles,
    cases,
    passages,
)

EVERY = [article for path in sorted(ARTICLES.glob("*.txt")) for article in articles(path)]


def test_every_article_has_a_text_and_claims_of_both_sorts() -> None:
    assert len(EVERY) > 1000
    for article in EVERY:
        assert article.text, article.name
        verdicts = Counter(verdict == "supported" for verdict, *_ in article.claims)
        assert min(verdicts[True], verdicts[False]) >= 1, article.name


def test_no_claim_stands_twice_with_an_article() -> None:
    for article in EVERY:
        claims = Counter(claim.casefold() for *_, claim in article.claims)
        assert max(claims.values()) == 1, (article.name, claims.most_common(1))


def test_what_is_left_out_is_learned_nowhere() -> None:
    learned, held = cases(left_out=False), cases(left_out=True)
    assert not {c.text for c in learned} & {c.text for c in held}
    assert len({c.text for c in held}) == LEFT_OUT * len(list(ARTICLES.glob("*.txt")))
    assert {VERDICTS[c.verdict] for c in held} == set(VERDICTS)
    assert all(c.sentences for c in passages())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("=== 2024-01-01 wire\nNorway waits.\n", "article 1: no line with ---"),
        ("=== 2024-01-01 wire\nNorway waits.\n---\ntrue | | Norway waits", "x:1: no claim"),
        ("=== 2024-01-01 wire\nNorway waits.\n---\noverstated | bold | Norway acts", "no kind 'bold'"),
    ],
)
def test_a_line_that_is_not_as_it_should_be_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormError, match=told.replace("|", r"\|")):
        list(articles(path))


def test_each_written_claim_has_a_verdict_and_a_passage() -> None:
    """And nearly every passage bears out one claim or more, so that its words alone give no verdict away."""
    lines = [
        x.split("\t") for x in PASSAGES.read_text(encoding="utf-8").splitlines() if not x.startswith("#")
    ]
    assert {len(line) for line in lines} == {3}
    assert {verdict for verdict, *_ in lines} == {"supported", "overstated", "contradicted", "unsupported"}
    sound = {passage for verdict, _, passage in lines if verdict == "supported"}
    assert sum(passage not in sound for *_, passage in lines) < 0.01 * len(lines)
