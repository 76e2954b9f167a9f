"""The marked sentences that the finder of events is trained on."""

from __future__ import annotations

from collections import Counter

import pytest
import spacy

from onrecord.language.encoder import WEIGHTS
from onrecord.language.pieces import Splitter
from training.triggers.corpus import IGNORED, SENTENCES, TYPES, MarkError, units, unmarked

LINES = [line for path in SENTENCES for line in path.read_text(encoding="utf-8").splitlines()]


def test_marks_are_taken_out_and_remembered() -> None:
    text, marks = unmarked("Oslo [REQUEST asked] Berlin, which may [AID? help].")
    assert text == "Oslo asked Berlin, which may help."
    assert [(text[a:b], k) for a, b, k in marks] == [("asked", TYPES.index("REQUEST")), ("help", IGNORED)]


def test_a_type_that_there_is_not_is_told() -> None:
    with pytest.raises(MarkError, match="no event type GIFT"):
        unmarked("Norway [GIFT gave] it.")


def test_each_mark_stands_on_one_word() -> None:
    tokens = spacy.blank("en")
    for line in LINES:
        text, marks = unmarked(line)
        assert "[" not in text, line
        assert "]" not in text, line
        for start, end, _ in marks:
            assert tokens.make_doc(text).char_span(start, end) is not None, line


def test_no_line_stands_twice_and_every_type_is_learned() -> None:
    assert [line for line, n in Counter(LINES).items() if n > 1] == []
    counts = Counter(k for line in LINES for *_, k in unmarked(line)[1])
    assert all(counts[i] >= 150 for i in range(1, len(TYPES)))


def test_a_unit_has_a_label_for_each_word() -> None:
    (unit,) = units(["Norway has [AID given] 12 howitzers."], Splitter.from_file(WEIGHTS / "tokenizer.json"))
    assert unit.labels == [0, 0, 1, 0, 0, 0]
    assert len(unit.pieces.firsts) == 6
