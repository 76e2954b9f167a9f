"""Who still has to approve."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from onrecord.reading.approvers import approver_in
from onrecord.tables import rows

TABLE = rows("onrecord.reading.knowledge", "approvals.tsv", columns=3)


def approver(nlp: Language, text: str) -> str | None:
    """The head word of who has to approve, by the first sentence that says so."""
    for sentence in nlp(text).sents:
        if (found := approver_in(sentence)) is not None:
            return found.who.text
    return None


@pytest.mark.parametrize(("word", "kind", "example"), TABLE, ids=lambda cell: cell[:30])
def test_every_word_of_the_table_is_read_in_its_example(nlp: Language, word: str, kind: str, example: str) -> None:
    """The example holds the word, and the bracketed word is who has to approve."""
    marked = re.search(r"\[(.+?)\]", example)
    assert marked is not None
    assert approver(nlp, re.sub(r"[\[\]]", "", example)) == marked[1]
