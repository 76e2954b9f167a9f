"""Where paragraphs end, in the three ways that files show it."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.layout import paragraphs

FIRST = (
    "The port of Brevik will reopen on Monday after nine days of storm, the harbour master said, and fourteen ships "
    "that have waited in the roads since the first of the month are to be unloaded in the order in which they came."
)
SECOND = (
    "“We have cleared the channel down to eleven metres,” said Sunniva Aas, who has run the port since 2019. “It is "
    "not the depth that we had before the storm, but it is enough for everything that is out there now.”"
)
THIRD = "The jetty is still closed."
STORY = [FIRST, SECOND, THIRD]


def wrapped(width: int, between: str, indent: str = "") -> str:
    return between.join("\n".join(textwrap.wrap(one, width, initial_indent=indent)) for one in STORY)


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(STORY),
        "\n".join(STORY),
        "\n\n\n \n".join(STORY),
        "\n \n".join(["", *STORY, ""]),
        wrapped(72, "\n\n"),
        wrapped(60, "\n\n"),
        wrapped(100, "\n\n"),
        wrapped(72, "\n", indent="    "),
        wrapped(72, "\n * * *\n"),
    ],
    ids=[
        "blank lines",
        "single lines",
        "many blanks",
        "blanks around",
        "72",
        "60",
        "100",
        "indented",
        "asterisks",
    ],
)
def test_one_story_in_every_layout(text: str):
    assert paragraphs(text) == STORY


def test_sub_headings_stand_alone():
    text = f"{FIRST}\n\nWhat the harbour master says\n{SECOND}\n\nWhat is closed\n\n{THIRD}"
    assert paragraphs(text) == [FIRST, "What the harbour master says", SECOND, "What is closed", THIRD]


def test_bullets_keep_their_sign_and_lose_their_indentation():
    text = f"{FIRST}\n\n  • Nine ships carry grain.\n  •\tFive carry salt.\n\n{THIRD}"
    assert paragraphs(text) == [FIRST, "• Nine ships carry grain.", "• Five carry salt.", THIRD]


def test_items_in_a_wrapped_text():
    items = [f"- {FIRST}", f"- {SECOND}", "- And the jetty stays closed"]
    text = "\n\n".join(
        [textwrap.fill(FIRST, 72), "\n".join(textwrap.fill(one, 72, subsequent_indent="  ") for one in items)]
    )
    assert paragraphs(text) == [FIRST, *items]


def test_a_dash_at_the_beginning_of_a_wrapped_line_is_no_item():
    text = (
        textwrap.fill(FIRST, 72).replace("\nMonday", "\n— Monday").replace("and fourteen", "– and fourteen")
    )
    assert len(paragraphs(f"{text}\n\n{textwrap.fill(SECOND, 72)}")) == 2


def test_a_word_that_was_broken_keeps_its_hyphen():
    text = (
        "The general said that none of it was more than a plan and that the low-\nlevel work had been "
        "done by a handful of people, in the basement of a\nministry whose minister knew of nothing, "
        "and that nobody had asked for\nmore than that until the day before he spoke."
    )
    assert "low-level work" in paragraphs(text)[0]


def test_a_sentence_that_goes_on_over_a_line_end():
    lines = f"{FIRST}\n\n‘We have cleared the channel,’\nsaid Sunniva Aas, who has run the port of Brevik since 2019.\n\n{THIRD}"
    assert (
        paragraphs(lines)[1]
        == "‘We have cleared the channel,’ said Sunniva Aas, who has run the port of Brevik since 2019."
    )


def test_a_list_of_short_lines_is_not_run_together():
    names = [
        "Brevik",
        "Moss and Horten",
        "Larvik",
        "Kragerø in the south",
        "Arendal",
        "Grimstad",
        "Lillesand",
    ]
    assert paragraphs("\n".join(names)) == names


@given(st.text(st.sampled_from("ab. ,\n\t-•—A*“")))
def test_paragraphs_are_whole_and_lay_out_the_same_again(text: str):
    found = paragraphs(text)
    assert all(one == one.strip() and one and "\n" not in one for one in found)
    assert paragraphs("\n\n".join(found)) == found
    kept = "".join(c for c in text if c.isalnum())
    assert "".join(c for c in "".join(found) if c.isalnum()) == kept
