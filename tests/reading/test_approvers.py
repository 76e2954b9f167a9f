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
        ("The deal needs the vote of the Storting, which meets on Thursday.", "Storting"),
        ("They will go, subject to the consent of the Senate.", "Senate"),
        ("The board has still to clear the loan.", "board"),
        ("Nothing leaves until the finance minister, Kari Moe, has signed the papers.", "minister"),
        ("The tanks will go after the National Assembly consents.", "Assembly"),
        ("Should parliament agree, the ships would leave in June.", "parliament"),
        ("If approved by the Storting, the boats could leave in June.", "Storting"),
        ("Estonia will give the guns, provided that Germany agrees.", "Germany"),
        ("Madrid has asked Berlin for its permission.", "Berlin"),
        ("The prime minister urged lawmakers to approve the donation.", "lawmakers"),
        ("The Storting's approval is still outstanding.", "Storting"),
        ("Approval by the Storting is considered a formality.", "Storting"),
        ("The offer is under review by the Peruvian congress.", "congress"),
        ("The plan still needs a two-thirds majority in the Storting.", "Storting"),
        ("The Supreme Defence Council has to be consulted first.", "Council"),
        ("Unless the Storting objects, the first will leave in May.", "Storting"),
        ("It is an offer that Mali's president is considering.", "president"),
        ("Parliament takes up the proposal next week.", "Parliament"),
        ("The security cabinet is to vote on it on Sunday.", "cabinet"),
        ("The decision now goes to the Bundestag.", "Bundestag"),
        ("The text has gone to the Constitutional Court for review.", "Court"),
        ("A plan to send soldiers goes to a vote in the Bundestag on Friday.", "Bundestag"),
        ("The bill is stalled in the Storting.", "Storting"),
        ("The Storting has so far refused to approve the donation.", "Storting"),
        ("The matter is in the hands of the Storting.", "Storting"),
        ("The plan lies on the desk of Prime Minister Ana Kovac.", "Ana"),
        ("The list is still with the minister.", "minister"),
        ("That is a matter for parliament.", "parliament"),
        ("It falls to the Storting to decide.", "Storting"),
        ("Whether that happens is for the Storting to decide.", "Storting"),
        ("The soldiers will go if the Jogorku Kenesh votes for it.", "Kenesh"),
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
        "Does parliament have to vote on the grant?",
        "The government is considering sending 200 soldiers to Mali.",
        "Germany will decide next week whether to send 200 soldiers.",
        "The minister will discuss the plan with his Swedish colleague on Tuesday.",
        "The committee spoke about the accident.",
        "The prime minister urged lawmakers to raise pensions.",
        "Escalators lead up to the University of Tarna.",
        "The plan has the backing of the Storting.",
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


def test_what_is_approved_waits_though_the_approver_is_read_as_its_doer(nlp: Language) -> None:
    """And is no more than proposed."""
    text = "The Senate has yet to approve the $14 billion package of military aid for Israel."
    reading = onrecord.read(Article(text=text), nlp)
    assert [(e.stage, e.approver.name) for e in reading.events if e.approver] == [("proposed", "Senate")]


def test_a_transfer_that_is_pending_is_not_done(nlp: Language) -> None:
    """Whatever its noun says by itself."""
    text = "The transfer of 14 jets to Ukraine is pending approval by the Slovak cabinet."
    reading = onrecord.read(Article(text=text), nlp)
    assert [(e.stage, e.approver.name) for e in reading.events if e.approver] == [
        ("proposed", "Slovak cabinet")
    ]


def test_the_approval_may_be_told_before_the_act(nlp: Language) -> None:
    """In the sentence before."""
    text = (
        "Any deployment of troops abroad requires a mandate from the Bundestag. "
        "The government wants to send 500 soldiers to Niger."
    )
    assert waiting(nlp, text) == [("MOBILIZE", "send", "Bundestag")]


def test_another_agreement_is_not_the_one_that_was_signed(nlp: Language) -> None:
    """An indefinite article tells them apart."""
    text = (
        "Ghana and Togo signed a fisheries agreement in Accra on Monday. "
        "A trade agreement would have to be ratified by both parliaments."
    )
    assert waiting(nlp, text) == []


def test_a_debate_makes_an_approver_only_of_what_is_debated(nlp: Language) -> None:
    """Not of what was told before."""
    told = "Norway will send 12 radars to Moldova. "
    assert waiting(nlp, told + "The Storting will debate the donation on Tuesday.") == [
        ("AID", "send", "Storting")
    ]
    assert waiting(nlp, told + "The Storting will debate the fishing quota on Tuesday.") == []
