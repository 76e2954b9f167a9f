"""Numbers in words and digits."""

import pytest
from spacy.language import Language

from onrecord.reading.quantities import quantities

# the sentence, and (words, value, min, max, state, unit, counted noun) of each number
CASES = [
    ("Denmark gives 20 missiles.", [("20", 20, None, None, "stated", None, "missiles")]),
    ("Twenty-five nations met.", [("Twenty-five", 25, None, None, "stated", None, "nations")]),
    (
        "It sent nearly 100,000 rounds.",
        [("nearly 100,000", 100_000, None, None, "approximate", None, "rounds")],
    ),
    ("More than 20 countries joined.", [("More than 20", None, 20, None, "stated", None, "countries")]),
    ("Up to 31 tanks will follow.", [("Up to 31", None, None, 31, "stated", None, "tanks")]),
    ("It costs $40 million.", [("$40 million", 40e6, None, None, "stated", "USD", None)]),
    (
        "The package is worth 2.1 billion euros.",
        [("2.1 billion euros", 2.1e9, None, None, "stated", "EUR", None)],
    ),
    (
        "It is worth 1.8 billion kroner.",
        [("1.8 billion kroner", 1.8e9, None, None, "stated", "kroner", None)],
    ),
    ("Turnout was 45 percent.", [("45 percent", 45, None, None, "stated", "percent", None)]),
    ("It fell by 3.5% in May.", [("3.5%", 3.5, None, None, "stated", "percent", None)]),
    ("Between 10 and 15 ships sailed.", [("Between 10 and 15", None, 10, 15, "stated", None, "ships")]),
    ("They want 10-15 launchers.", [("10-15", None, 10, 15, "stated", None, "launchers")]),
    (
        "Two to three million people fled.",
        [("Two to three million", None, 2e6, 3e6, "stated", None, "people")],
    ),
    ("Two dozen airmen were trained.", [("Two dozen", 24, None, None, "stated", None, "airmen")]),
    ("A thousand soldiers marched.", [("A thousand", 1000, None, None, "stated", None, "soldiers")]),
    (
        "Half a million tonnes were shipped.",
        [("Half a million tonnes", 500_000, None, None, "stated", "tonne", None)],
    ),
    ("It paid £2.3bn for them.", [("£2.3bn", 2.3e9, None, None, "stated", "GBP", None)]),
    ("It asked for 1,2 billion dollars.", [("1,2 billion dollars", None, None, None, "stated", "USD", None)]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_numbers(nlp: Language, text: str, wanted: list[tuple[object, ...]]) -> None:
    found = [
        (text[q.start_char : q.end_char], q.value, q.min, q.max, q.state, q.unit, q.head and q.head.text)
        for q in quantities(nlp(text))
    ]
    assert [f[:6] for f in found] == [w[:6] for w in wanted]
    assert all(w[6] is None or f[6] == w[6] for f, w in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "He spoke on 12 May 2025.",
        "One of them left.",
        "The F-16 took off.",
        "It was founded in 1991.",
        "The second ship sank.",
    ],
)
def test_dates_names_and_ordinals_count_nothing(nlp: Language, text: str) -> None:
    assert [text[q.start_char : q.end_char] for q in quantities(nlp(text))] == []
