"""Stories of several sets: found in each, and kept apart from those of the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import happenings
from benchmarks.failure import MissingError
from benchmarks.incoming import incoming
from onrecord.linking import Piece
from onrecord.model import Article, Reading

FERRY = (
    "The ferry to Carrow will close in May because it leaks, said Morwenna Pascoe-Hale of the harbour board."
)
RYE = "A bakery in Fenside Lane has won the county's prize for rye bread, and Bertil Ostrander is not surprised."


def piece(number: str, text: str) -> Piece:
    return Piece(number, Reading(article=Article(text=text)))


def test_bcubed_as_one_counts_it_by_hand():
    gold = {"a": "x", "b": "x", "c": "y", "d": "z"}
    assert happenings.bcubed(gold, {"a": "1", "b": "1", "c": "1", "d": "2"}) == pytest.approx(
        (2 / 3, 1, 4 / 5)
    )
    assert happenings.bcubed(gold, {"a": "1", "b": "2", "c": "3", "d": "4"}) == pytest.approx(
        (1, 3 / 4, 6 / 7)
    )


def test_stories_of_two_sets_and_look_alikes():
    sets = {
        "written": (
            [piece("a", FERRY), piece("b", FERRY + " It rained."), piece("c", RYE)],
            {"a": "s", "b": "s"},
        ),
        "basil": ([piece("d", RYE)], {"d": "t"}),
    }
    written = {
        "stories": [{"id": "s", "articles": ["a", "b"], "looks_like": ["u"]}, {"id": "u", "articles": ["c"]}],
        "singletons": [{"article": "c"}],
    }
    figures = happenings.figures(sets, written)
    assert (figures["written"], figures["basil"], figures["lookalikes_apart"]) == (1, 1, 1)
    assert figures["kept_apart"] == 1 / 2, "the bakery is in both sets"


def test_basil_and_ecb_are_read_from_their_files(tmp_path: Path):
    folder = tmp_path / "stories"
    (folder / "basil").mkdir(parents=True)
    record = {
        "title": "Ferry",
        "source": "nyt",
        "url": "",
        "date": "2016-01-02",
        "body-paragraphs": [["One.", "Two."], ["Three."]],
    }
    (folder / "basil" / "t-1_2.json").write_text(json.dumps(record), encoding="utf-8")
    (folder / "ecbplus" / "1").mkdir(parents=True)
    (folder / "ecbplus" / "sentences.csv").write_text(
        "Topic,File,Sentence Number\n1,3ecbplus,2\n", encoding="utf-8"
    )
    (folder / "ecbplus" / "1" / "1_3ecbplus.xml").write_text(
        '<Document><token sentence="1">Not</token><token sentence="2">Rain</token><token sentence="2">fell</token>'
        '<token sentence="2">.</token></Document>',
        encoding="utf-8",
    )
    there, gold = happenings.basil(tmp_path, lambda article: Reading(article=article))
    assert (there[0].reading.article.text, gold) == ("One. Two.\n\nThree.", {"t-1_2": "t-1"})
    there, gold = happenings.ecb(tmp_path, lambda article: Reading(article=article))
    assert (there[0].reading.article.text, gold) == ("Rain fell.", {"1_3ecbplus": "1 plus"})


def test_without_the_stories_it_says_so(tmp_path: Path):
    with pytest.raises(MissingError, match="no stories"):
        happenings.measure(tmp_path, "dev")


def test_made_up_articles_make_no_story_of_everything():
    assert incoming(300)["largest_story"] < 60
