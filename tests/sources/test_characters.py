"""What nobody sees goes; what anybody reads stays, code point for code point."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.characters import clean, line


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("Port reopens\r\nShips return\rSoon", "Port reopens\nShips return\nSoon"),
        ("Port reopens\x85Ships\u2028return\u2029Soon", "Port reopens\nShips\nreturn\n\nSoon"),
        ("$150\xa0million, 5\u202fkm, a\u2009b", "$150 million, 5 km, a b"),
        ("\ufeffPort\u200b re\xadopens\x00\x07", "Port reopens"),
        ("tab\tstays, blanks at the end go \t \nnext", "tab\tstays, blanks at the end go\nnext"),
        # a mark of direction can make a line look other than it reads
        ("paid \u202e000,1\u202c euros", "paid 000,1 euros"),
        ("name\u200d\u200chidden", "namehidden"),
        ("a family \U0001f468\u200d\U0001f469\u200d\U0001f467 came", "a family \U0001f468\u200d\U0001f469\u200d\U0001f467 came"),
        ("a heart \u2764\ufe0f\u200d\U0001f525", "a heart \u2764\ufe0f\u200d\U0001f525"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        # the flag of England is seen, a text in tag characters is not
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f won", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f won"),
        ("ship\U000e0049\U000e0067\U000e006e", "ship"),
        ("broken \ud83d here", "broken \ufffd here"),
        # no normalisation: the outlet chose how to write it
        ("e\u0301 and \u00e9, Long\u2011Term, ﬁnal", "e\u0301 and \u00e9, Long\u2011Term, ﬁnal"),
    ],
)  # fmt: skip
def test_clean(given: str, left: str):
    assert clean(given) == left


def test_line():
    assert line("  The Harbour\n\tGazette\xa0 ") == "The Harbour Gazette"


@given(st.text(st.characters(codec=None)))
def test_cleaning_twice_changes_nothing(text: str):
    once = clean(text)
    assert clean(once) == once
    once.encode()  # whatever came in, it can be written out
