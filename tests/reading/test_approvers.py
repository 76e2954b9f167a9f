"""Who still has to approve, and which event waits for it."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

import onrecord
from onrecord.model import Article
from onrecord.reading.approvers import approver_in
from onrecord.tables import alternatives, rows

TABLE = rows("onrecord.reading.knowledge", "approvals.tsv", columns=3)


def approver(nlp: Language, text: str) -> str | None:
    """The head word of who has to approve, by the first sentence that says so."""
    for sentence in nlp(text).sents:
        if (found := approver_in(sentence)) is not None:
            return found.who.text
    return None


def waiting(nlp: Language, text: str) -> list[tuple[str, str, str | None]]:
    """Type, trigger and approver's name of each event that waits for somebody."""
    reading = onrecord.read(Article(text=text), nlp)
    return [(e.type, e.trigger.text, e.approver.name) for e in reading.events if e.approver is not None]


@pytest.mark.parametrize(("word", "kind", "example"), TABLE, ids=lambda cell: cell[:30])
def test_every_word_of_the_table_is_read_in_its_example(
    nlp: Language, word: str, kind: str, example: str
) -> None:
    """The bracketed word of the example is who has to approve."""
    assert kind
    marked = re.search(r"\[(.+?)\]", example)
    assert marked is not None
    sentence = re.sub(r"[\[\]]", "", example)
    assert approver(nlp, sentence) == marked[1]
    stem = alternatives(word)[0].split()[0].rstrip("ey")[:2]  # "speak" may be "spoken"
    assert stem.casefold() in sentence.casefold()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Seimas has not voted on the deployment yet.", "Seimas"),
        ("Any transfer would require Berlin's permission.", "Berlin"),
        ("It will be up to the cabinet to decide.", "cabinet"),
        ("It is for the president to decide.", "president"),
        ("The final decision will be made by President Aune Kallastu.", "Aune"),
        ("All 32 allies have to agree before the mission starts.", "allies"),
        ("The proposal is now before the Senate.", "Senate"),
        ("The bill now awaits the governor's signature.", "governor"),
        ("The president has ten days to sign or veto the bill.", "president"),
        ("The senate votes on 2 March; without its consent nothing can be shipped.", "senate"),
        ("Parliament votes on it on Friday.", "Parliament"),
        ("Ghana signed a pact which both parliaments still have to ratify.", "parliaments"),
        ("The plan depends on whether the Diet passes a special law.", "Diet"),
        ("Without the king's signature not one ship leaves.", "king"),
        ("Washington must first agree to the re-export.", "Washington"),
    ],
)
def test_who_has_to_approve(nlp: Language, text: str, who: str) -> None:
    """However it is put."""
    assert approver(nlp, text) == who


@pytest.mark.parametrize(
    "text",
    [
        "The deployment does not need a vote in the Senate.",
        "The sale no longer requires the consent of Congress.",
        "No approval of parliament is needed.",
        "The Senate approved the treaty in May.",
        "Parliament has approved the mission.",
        "The mission was approved by parliament on Monday.",
        "The government sent the troops without the approval of parliament.",
        "After the Senate approved the deal, the ships left.",
        "Once parliament had approved it, the convoy left.",
        "The plan won the backing of parliament.",
        "The minister got the go-ahead from the cabinet last week.",
        "The deal has cleared the Senate.",
        "The king has given his assent.",
        "The ship must pass through the Suez Canal.",
        "The army must clear the road of mines.",
        "The convoy has to pass the town of Goma.",
        "The minister handed a letter to the president.",
        "Aid workers await the delivery of tents.",
    ],
)
def test_nobody_has_to_approve(nlp: Language, text: str) -> None:
    """What needs no approval, has it, or is passed and cleared in another sense."""
    assert approver(nlp, text) is None


def test_the_event_of_the_same_sentence_waits(nlp: Language) -> None:
    """Though others are told before."""
    text = "Norway pledged 20 trucks to Moldova. Denmark will send Kenya 12 boats once parliament agrees."
    assert waiting(nlp, text) == [("AID", "send", "parliament")]


def test_the_last_event_that_waits_is_meant_by_it(nlp: Language) -> None:
    """An event that has been carried out waits for nobody."""
    text = "Sweden will send Ukraine 12 radars. Norway delivered 20 trucks in May. MPs must still rubber-stamp it."
    assert waiting(nlp, text) == [("AID", "send", "MPs")]


def test_an_accord_is_what_was_signed(nlp: Language) -> None:
    """Not the gift that is told between."""
    text = (
        "Ghana and Togo signed an accord on fishing on Monday. Ghana will give Togo six boats. "
        "Togo's National Assembly has yet to ratify the accord."
    )
    assert [(kind, word) for kind, word, _ in waiting(nlp, text)] == [("AGREE", "signed")]


def test_who_receives_a_thing_is_no_approver(nlp: Language) -> None:
    """Whoever has not answered an offer approves of nothing."""
    assert waiting(nlp, "Italy has offered a tug; Greece has not accepted it yet.") == []


def test_an_adjective_names_the_body(nlp: Language) -> None:
    """Under the body's own name."""
    text = "Denmark will send Kenya 12 boats. The transfer still requires parliamentary approval."
    assert waiting(nlp, text) == [("AID", "send", "parliament")]
