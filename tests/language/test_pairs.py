"""A headline and sentences: what the network is given of them, and what it says."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from onrecord.language.encoder import WEIGHTS, WeightsError, version
from onrecord.language.finder import FINDER
from onrecord.language.pairs import CLAIMS, MARKS, MOST, PairJudge, PairSplitter

HEADLINE = "Norway sends 30 howitzers to Ukraine"
AGREES = "Norway has sent thirty howitzers to Ukraine, its defence ministry said on Monday."
DENIES = "The ministry denied that Norway had sent any howitzers to Ukraine and called the report a hoax."
ELSEWHERE = "The museum of modern art in Lima opens its new wing in the spring."


@pytest.fixture(scope="module")
def splitter() -> PairSplitter:
    from tokenizers import Tokenizer

    return PairSplitter(Tokenizer.from_file(str(WEIGHTS / "tokenizer.json")))


@pytest.fixture(scope="module")
def judge() -> PairJudge:
    return PairJudge()


def test_marks_tell_whose_a_piece_is_and_whether_the_other_side_has_it(splitter: PairSplitter) -> None:
    pair = splitter("Talks resume", ["Talks ended.", "They resume soon."])
    marks = [MARKS[m] for m in pair.marks]
    assert marks == [
        "special", "headline shared", "headline shared", "special",
        "body shared", "body", "body", "special",
        "body", "body shared", "body", "body", "special",
    ]  # fmt: skip


def test_what_is_too_long_loses_its_end(splitter: PairSplitter) -> None:
    pair = splitter(HEADLINE, ["howitzer " * 500] * 9)
    assert len(pair.ids) == len(pair.marks) == MOST
    assert pair.ids[: len(splitter.pieces(HEADLINE)) + 1] == [splitter.start, *splitter.pieces(HEADLINE)]


def test_what_is_said_twice_or_denied_or_not_spoken_of(judge: PairJudge) -> None:
    said = judge.judge(HEADLINE, [AGREES, DENIES, ELSEWHERE])
    assert said.shape == (3, len(judge.labels))
    assert np.allclose(said.sum(axis=1), 1.0, atol=1e-5)
    agree, disagree, unrelated = (judge.labels.index(label) for label in ("agree", "disagree", "unrelated"))
    assert said[0, agree] > said[1, agree]
    assert said[1, disagree] > said[0, disagree]
    assert said[2].argmax() == unrelated


def test_each_sentence_is_judged_as_if_it_were_alone(judge: PairJudge) -> None:
    together = judge.judge(HEADLINE, [AGREES, DENIES, ELSEWHERE])
    alone = np.concatenate([judge.judge(HEADLINE, [s]) for s in (AGREES, DENIES, ELSEWHERE)])
    assert (together == alone).all()


def test_sentences_can_be_judged_as_one_text(judge: PairJudge) -> None:
    both = judge.judge_together(HEADLINE, [ELSEWHERE, AGREES])
    assert both.shape == (len(judge.labels),)
    assert both[judge.labels.index("unrelated")] < 0.5


@pytest.mark.parametrize("headline", ["", "!!!", "北京"])
def test_any_headline_and_no_sentences(judge: PairJudge, headline: str) -> None:
    assert judge.judge(headline, []).shape == (0, len(judge.labels))
    assert np.isfinite(judge.judge_together(headline, [])).all()
    assert np.isfinite(judge.judge(headline, [AGREES, ""])).all()


def test_nothing_is_loaded_before_it_is_needed_and_then_a_missing_model_is_told(tmp_path: Path) -> None:
    judge = PairJudge(tmp_path / "nowhere")
    with pytest.raises(WeightsError, match="nowhere"):
        judge.judge(HEADLINE, [AGREES])


def test_the_version_of_the_weights_names_all_networks_of_a_reading(tmp_path: Path) -> None:
    """So that articles are read again where one of them is newer."""
    folders = (WEIGHTS, FINDER, CLAIMS)
    configs = [json.loads((folder / "config.json").read_text(encoding="utf-8")) for folder in folders]
    assert version() == "-".join(config["version"] for config in configs)
    with pytest.raises(WeightsError, match=r"cannot read .*config\.json.*Reinstall onrecord"):
        version(tmp_path)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Norway sends howitzers to Ukraine", "supported"),
        ("Norway denies sending howitzers", "contradicted"),
        ("Museum in Lima burns down", "unsupported"),
    ],
)
def test_a_claim_is_held_against_sentences(claim: str, verdict: str) -> None:
    judge = PairJudge(CLAIMS)
    said = dict(zip(judge.labels, judge.judge_together(claim, [AGREES]), strict=True))
    assert max(said, key=said.__getitem__) == verdict
    assert sum(said.values()) == pytest.approx(1.0, abs=1e-5)
