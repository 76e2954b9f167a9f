"""What stands in quotation marks, as the press sets them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.marks import quotations
from onrecord.model import Article

CASES = [
    ("curly marks", "“We wait,” she said.", ["“We wait,”"]),
    ("straight marks", '"We wait," she said. "For now."', ['"We wait,"', '"For now."']),
    ("split by its cue", "“We wait,” she said, “for now.”", ["“We wait,”", "“for now.”"]),
    ("British single marks", "‘We wait,’ the minister’s aide said.", ["‘We wait,’"]),
    ("straight single marks", "'We don't wait,' she said.", ["'We don't wait,'"]),
    (
        "a possessive inside single marks",
        "‘The ministers’ talks failed,’ she said.",
        ["‘The ministers’ talks failed,’"],
    ),
    ("apostrophes are no marks", "The ministers’ talks on the state's '90s debts didn't end.", []),
    ("nested marks are one quotation", "“He said ‘no’ to us,” she said.", ["“He said ‘no’ to us,”"]),
    ("nested marks of the same kind", "“He said “no” to us,” she said.", ["“He said “no” to us,”"]),
    ("angled marks", "«We wait», she said.", ["«We wait»"]),
    ("low marks", "„We wait“, she said.", ["„We wait“"]),
    ("treebank marks", "`` We wait , '' she said .", ["`` We wait , ''"]),
    ("inches", 'The 30" screen stood in a 12" frame.', []),
    ("a scare quote", "The so-called “partners” met.", ["“partners”"]),
    ("never closed", "“We wait, she said.\n\nThe talks went on.", ["“We wait, she said."]),
    ("closed without being opened", "We wait,” she said.", []),
    (
        "over two paragraphs",
        "“We wait.\n\n“We have waited for years,” she said.",
        ["“We wait. // “We have waited for years,”"],
    ),
    (
        "over three paragraphs",
        'He said: "One.\n\n"Two.\n\n"Three."\n\nThen he left.',
        ['"One. // "Two. // "Three."'],
    ),
    ("two people in two paragraphs", "“Yes,” he said.\n\n“No,” she said.", ["“Yes,”", "“No,”"]),
    ("a dash before the mark", "One word—“never”—was enough.", ["“never”"]),
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_finds_what_stands_in_marks(text: str, wanted: list[str]) -> None:
    found = quotations(text, Article(text=text).paragraphs())
    assert [" // ".join(text[a:b] for a, b in q.parts) for q in found] == wanted


def test_tells_closed_from_open() -> None:
    text = "“One.”\n\n“Two."
    assert [q.closed for q in quotations(text, Article(text=text).paragraphs())] == [True, False]


@given(st.text(alphabet="ab '’‘\"“”«»„`.,\n", max_size=80))
def test_any_marks_give_ordered_ranges_inside_their_paragraphs(text: str) -> None:
    paragraphs = Article(text=text).paragraphs()
    last = 0
    for quote in quotations(text, paragraphs):
        for start, end in quote.parts:
            assert last <= start < end
            assert any(a <= start and end <= b for a, b in paragraphs)
            last = end
