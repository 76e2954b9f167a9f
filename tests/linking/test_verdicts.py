"""What became of somebody's words: pairs as papers print them, the fullest version first; all invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.linking.quotations.verdicts import judge
from tests.linking.quoted import reported, said

VERBATIM = [
    ("We have no money left for the bridge.", "We have no money left for the bridge"),
    (
        "The harbour stays closed, and that is my last word.",
        "The harbor stays closed — and that is my last word.",
    ),
    ("It is, um, a very long way off.", "It is a very long way off."),
    ("We don't want their pity; we want their lorries.", "We do not want their pity. We want their lorries."),
    ("There were twenty-five of us in the boat.", "There were 25 of us in the boat."),
    ("We organised the defence ourselves.", "We organized the defense ourselves."),
    ("The road is open. | Nobody uses it.", "The road is open. Nobody uses it."),
    ("We'll pay, you know, when we are paid.", "We will pay when we are paid."),
    ("I saw the light from my mother's kitchen.", "I saw the light from my mother’s kitchen!"),
]
TRIMMED = [
    ("The road is open. Nobody uses it.", "The road is open."),
    ("We were told to wait, and we waited until the soup was cold.", "We were told to wait"),
    (
        "He came at noon with two dogs. | The dogs were hungrier than he was.",
        "The dogs were hungrier than he was.",
    ),
    ("But the ferry will sail on Friday, whatever the minister says.", "The ferry will sail on Friday"),
    (
        "I signed it on the bonnet of a car, which was still warm, and went home.",
        "I signed it on the bonnet of a car and went home.",
    ),
    ("It is not on paper today. It may be on paper in June.", "It may be on paper in June."),
    (
        "We asked for blankets. We were sent flags. We burned the flags.",
        "We asked for blankets. | We burned the flags.",
    ),
]
ALTERED = [
    ("We have not signed anything.", "We have now signed anything.", "negation"),
    ("We have not signed the lease.", "We have signed the lease.", "negation"),
    ("The dam will hold.", "The dam will not hold.", "negation"),
    (
        "No decision has been taken, but we are looking at it.",
        "A decision has been taken, but we are looking at it.",
        "negation",
    ),
    ("We would sell the station.", "We will sell the station.", "firm"),
    ("The ferry may sail on Friday.", "The ferry will sail on Friday.", "firm"),
    ("We must close two schools.", "We may close two schools.", "firm"),
    ("We should tell the neighbours.", "We must tell the neighbours.", "firm"),
    ("I want to see the school rebuilt by spring.", "I will see the school rebuilt by spring.", "firm"),
    ("We found 14 cows on the road.", "We found 40 cows on the road.", "number"),
    ("We lost two boats.", "We lost twelve boats.", "number"),
    ("It costs a million a year.", "It costs a billion a year.", "number"),
    ("We expect more guests.", "We expect hundreds more guests.", "number"),
    ("The vote is in July.", "The vote is in June.", "date"),
    ("We go to Riga first.", "We go to Oslo first.", "name"),
    ("Kask is the right man.", "Lepik is the right man.", ""),
    ("We will send the tents once the road is dry.", "We will send the tents.", "condition"),
    ("If the snow melts, we would open the pass in April.", "We would open the pass in April.", "condition"),
    ("Almost every house has water again.", "Every house has water again.", "how far"),
    ("Some of the men were armed.", "All of the men were armed.", ""),
    ("Prices rose in the autumn.", "Prices fell in the autumn.", ""),
    ("The lake is safe for now.", "The lake is dangerous for now.", ""),
    ("We are considering a sale.", "We are planning a sale.", ""),
    ("I heard the dogs before I heard the men.", "I heard the men before I heard the dogs.", ""),
    ("We are studying the offer.", "We are accepting the offer.", ""),
    ("He was at the meeting.", "He was at the crime scene.", ""),
    ("I will not send one nurse until there is a bed.", "I will not send one nurse.", "condition"),
    ("Nobody was hurt, thank God.", "Somebody was hurt, thank God.", ""),
    ("We can finish it in May.", "We have to finish it in May.", "firm"),
    ("It was an accident.", "It was no accident.", "negation"),
    ("The loan is only for a year.", "The loan is for a year.", "how far"),
]
PARAPHRASED = [
    (
        "We do not have a plan, and nobody should act as if we did.",
        "There is no plan, and no one ought to behave as though there were.",
    ),
    ("The kids are well and the house is dry.", "The children are well and the house is dry."),
    ("The big house on the hill is ours.", "The large house on the hill is ours."),
    ("We need your help before winter comes.", "We require your help before winter comes."),
    (
        "Whoever wants peace must first stop shooting at us.",
        "Those who want peace have to stop firing at us first.",
    ),
]


@pytest.mark.parametrize(("whole", "other"), VERBATIM)
def test_spelling_punctuation_and_fillers_leave_words_verbatim(whole, other):
    assert judge(said(whole), said(other)).verdict == "verbatim"


@pytest.mark.parametrize(("whole", "other"), TRIMMED)
def test_what_is_left_out_whole_is_trimmed(whole, other):
    assert judge(said(whole), said(other)).verdict == "trimmed"


@pytest.mark.parametrize(("whole", "other", "why"), ALTERED)
def test_words_that_change_the_sense_are_named(whole, other, why):
    found = judge(said(whole), said(other))
    assert found.verdict == "altered"
    assert found.differs
    assert why in found.reason


@pytest.mark.parametrize(("whole", "other"), PARAPHRASED)
def test_other_words_of_the_same_sense_are_a_paraphrase(whole, other):
    assert judge(said(whole), said(other)).verdict == "paraphrased"


@pytest.mark.parametrize(
    ("whole", "text", "words", "verdict"),
    [
        ("We have not agreed to withdraw.", "He said they had “not agreed to withdraw”.", "they had “not agreed to withdraw”", "trimmed"),
        ("We have not agreed to withdraw.", "He said they had “agreed to withdraw”.", "they had “agreed to withdraw”", "altered"),
        ("We have not agreed to withdraw.", "He said they had not “agreed to withdraw”.", "they had not “agreed to withdraw”", "trimmed"),
        ("The ferry is a disgrace to the island.", "He called the ferry “a disgrace”.", "the ferry “a disgrace”", "trimmed"),
        ("The ferry is a disgrace to the island.", "He called the ferry “a triumph”.", "the ferry “a triumph”", "altered"),
        ("We would like to see it finished.", "He said they “will” see it finished.", "they “will” see it finished", "altered"),
    ],
)  # fmt: skip
def test_words_in_marks_in_a_sentence_of_the_article(whole, text, words, verdict):
    assert judge(said(whole), reported(text, words)).verdict == verdict


@pytest.mark.parametrize(
    ("whole", "told", "verdict"),
    [
        ("We will close two schools in May.", "two schools would be shut in May", "paraphrased"),
        ("We will close two schools in May.", "nine schools would be closed in May", "altered"),
        ("We will close two schools in May.", "two schools would close in June", "altered"),
        (
            "The council has approved the sale of the station.",
            "the council had rejected the sale of the station",
            "altered",
        ),
        (
            "I have not decided on the sale of the station.",
            "she had decided on the sale of the station",
            "altered",
        ),
        (
            "I have not decided on the sale of the station.",
            "the sale of the station was an open question",
            "paraphrased",
        ),
        ("These drills do not hurt anyone.", "the drills would hurt nobody", "paraphrased"),
        ("We must wait for the judge.", "they had to be patient until the judge spoke", "paraphrased"),
    ],
)
def test_reported_speech_is_a_paraphrase_unless_it_says_something_else(whole, told, verdict):
    assert judge(said(whole), reported(told)).verdict == verdict


@given(st.text(min_size=1, max_size=80).filter(lambda text: any(c.isalnum() for c in text)), st.data())
def test_any_words_are_verbatim_to_themselves_and_differences_are_within(text, data):
    plain = "".join(c if c.isalnum() or c in " .,'" else " " for c in text)
    if not plain.strip(" .,'"):
        return
    one, same = said(plain), said(plain, article="b")
    assert judge(one, same).verdict == "verbatim"
    other = said(data.draw(st.sampled_from([row[1] for row in ALTERED])), article="b")
    for start, end in judge(one, other).differs:
        assert other.start <= start < end <= other.end
