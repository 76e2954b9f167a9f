"""Predictions in the challenge's form."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks import fnc1


class Judge:
    """Holds for agreeing whatever shares the headline's last word."""

    labels = ("unrelated", "agree")

    def judge_together(self, headline, sentences):
        return np.eye(2)[int(headline.split()[-1] in " ".join(sentences))]


def test_predictions_in_the_order_of_the_pairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fnc1, "PairJudge", Judge)
    bodies, stances, out = (tmp_path / name for name in ("bodies.csv", "stances.csv", "out.csv"))
    bodies.write_text(
        'Body ID,articleBody\n7,"The bridge fell. Nobody, it is said, was hurt."\n9,A cat won.\n', "utf-8"
    )
    stances.write_text('Headline,Body ID\n"Old, a bridge fell",7\nThe bridge fell,9\n', "utf-8")
    files = ["--bodies", str(bodies), "--stances", str(stances), "--out", str(out)]
    fnc1.main(files)
    assert out.read_text("utf-8").splitlines() == [
        "Headline,Body ID,Stance", '"Old, a bridge fell",7,agree', "The bridge fell,9,unrelated"
    ]  # fmt: skip
    assert capsys.readouterr().out == ""
    stances.write_text("Headline,Body ID,Stance\nA bridge fell,7,agree\nThe bridge fell,9,agree\n", "utf-8")
    fnc1.main(files)
    assert '"accuracy": 0.5' in capsys.readouterr().out
