"""When events happen."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.model import Article
from onrecord.reading.dates import date_of, date_spans
from onrecord.reading.periods import Period, Tense, day, expressions, period
from onrecord.tables import alternatives, rows

#: A Thursday.
PUBLISHED = "2025-03-06T09:00:00Z"

# the sentence, the trigger, and (value, words)
CASES = [
    ("Sweden will send 20 tanks to Kyiv on Monday.", "send", ("2025-03-10", "on Monday")),
    ("Sweden sent 20 tanks to Kyiv on Monday.", "sent", ("2025-03-03", "on Monday")),
    ("The last of them arrived Thursday.", "arrived", ("2025-03-06", "Thursday")),
    ("Its cabinet met on Thursday night.", "met", ("2025-03-06", "on Thursday night")),
    ("The minister said on Monday it would send missiles.", "said", ("2025-03-03", "on Monday")),
    ("The minister said on Monday it would send missiles.", "send", None),
    ("The minister said Monday that Berlin will deliver two batteries next week.", "deliver",
     ("2025-03-10/2025-03-16", "next week")),
    ("Norway agreed on Tuesday to send shells.", "send", None),
    ("Norway began on Tuesday to send shells.", "send", ("2025-03-04", "on Tuesday")),
    ("Sweden is expected to send tanks next week.", "send", ("2025-03-10/2025-03-16", "next week")),
    ("Norway delivered the first launchers last month.", "delivered", ("2025-02", "last month")),
    ("The loan approved last year will be paid from January.", "approved", ("2024", "last year")),
    ("The loan approved last year will be paid from January.", "paid", ("2026-01-01/..", "from January")),
    ("The tanks arrived in February 2025.", "arrived", ("2025-02", "in February 2025")),
    ("On 9 September, Poland signed the contract.", "signed", ("2024-09-09", "On 9 September")),
    ("Poland will sign the contract on Sept. 9.", "sign", ("2025-09-09", "on Sept. 9")),
    ("Kenya sent 600 officers on Feb. 12, 2025, to Haiti.", "sent", ("2025-02-12", "on Feb. 12, 2025")),
    ("Kenya sent officers on the evening of 3 March.", "sent", ("2025-03-03", "on the evening of 3 March")),
    ("The envoys met on Tuesday, 4 March 2025, in Riga.", "met", ("2025-03-04", "on Tuesday, 4 March 2025")),
    ("Denmark will donate the ships by 2027.", "donate", ("../2027-12-31", "by 2027")),
    ("The rest will be delivered by the end of next year.", "delivered",
     ("../2026-12-31", "by the end of next year")),
    ("The jets will arrive before the end of the month.", "arrive",
     ("../2025-03-31", "before the end of the month")),
    ("Over the next 12 months, Berlin will train 600 soldiers.", "train",
     ("2025-03-06/2026-03-06", "Over the next 12 months")),
    ("Two weeks ago, Estonia sent ten howitzers.", "sent", ("2025-02-17/2025-02-23", "Two weeks ago")),
    ("The aid was delivered between 3 March and 9 March 2025.", "delivered",
     ("2025-03-03/2025-03-09", "between 3 March and 9 March 2025")),
    ("From 2022 to 2024 Canada gave $4 billion.", "gave", ("2022-01-01/2024-12-31", "From 2022 to 2024")),
    ("Between January and March 2025, Canada gave 40 vehicles.", "gave",
     ("2025-01-01/2025-03-31", "Between January and March 2025")),
    ("The exercise ran from June 26 to 27 in Latvia.", "ran", ("2024-06-26/2024-06-27", "from June 26 to 27")),
    ("Portugal sent help in the third quarter of 2024.", "sent",
     ("2024-07-01/2024-09-30", "in the third quarter of 2024")),
    ("Yesterday Latvia halted deliveries.", "halted", ("2025-03-05", "Yesterday")),
    ("Italy has been sending ammunition since 2022.", "sending", ("2022-01-01/..", "since 2022")),
    ("The talks began on Monday in Riga.", "talks", ("2025-03-03", "on Monday")),
    ("The ministers will hold talks in Oslo on Friday.", "talks", ("2025-03-07", "on Friday")),
    ("The meeting is on 12 April.", "meeting", ("2025-04-12", "on 12 April")),
    ("The delivery, scheduled for 12 May, will be the last.", "delivery", ("2025-05-12", "for 12 May")),
    ("At Monday's meeting, ministers agreed to send tanks.", "meeting", ("2025-03-03", "Monday")),
    ("Lithuania signed the deal last November.", "signed", ("2024-11", "last November")),
]  # fmt: skip

# the sentence and the trigger: nobody can tell when, or the date is not the trigger's
UNDATED = [
    ("In the coming weeks, Spain will send generators.", "send"),
    ("The council will vote on 31 February.", "vote"),
    ("Its cabinet met on Monday, 4 March 2025.", "met"),  # a Tuesday
    ("On Tuesday and Wednesday the envoys held talks.", "held"),
    ("Berlin will deliver the radars around 2027.", "deliver"),
    ("It will not deliver the radars before 2027.", "deliver"),
    ("Spain will give 20 million euros for 2026.", "give"),
    ("In 2023, it said that it would deliver the jets in May.", "deliver"),
    ("Lithuania signed the deal last March.", "signed"),
    ("The parade takes place every Monday.", "takes"),
    ("France sent 2000 men to May Island.", "sent"),
    ("Mali announced the delivery on Monday.", "delivery"),
    ("Kenya sent officers after the deal was signed in June.", "sent"),
]


def _when(
    nlp: Language, text: str, trigger: str, published: str | None = PUBLISHED
) -> tuple[str, str] | None:
    article = Article(text=text, published=published)
    token = next(t for t in nlp(text) if t.text == trigger)
    found = date_of(article, token)
    if found is None:
        return None
    assert text[found.span.start : found.span.end] == found.span.text
    return found.value, found.span.text


@pytest.mark.parametrize(("text", "trigger", "wanted"), CASES, ids=[f"{c[1]}: {c[0]}" for c in CASES])
def test_when_it_happens(nlp: Language, text: str, trigger: str, wanted: tuple[str, str] | None) -> None:
    assert _when(nlp, text, trigger) == wanted


@pytest.mark.parametrize(("text", "trigger"), UNDATED, ids=[c[0] for c in UNDATED])
def test_no_date_is_guessed(nlp: Language, text: str, trigger: str) -> None:
    assert _when(nlp, text, trigger) is None


def test_without_a_day_of_publication_only_whole_dates_are_known(nlp: Language) -> None:
    assert _when(nlp, "Oslo sent the shells on Monday.", "sent", None) is None
    assert _when(nlp, "Oslo sent the shells in March.", "sent", None) is None
    assert _when(nlp, "Oslo sent the shells on 3 March 2025.", "sent", None) == (
        "2025-03-03",
        "on 3 March 2025",
    )
    assert _when(nlp, "Oslo will send the shells by 2027.", "send", "spring") == ("../2027-12-31", "by 2027")


def test_a_headline_in_the_present_leaves_the_weekday_open(nlp: Language) -> None:
    headline = "Oslo sends shells to Riga on Monday"
    article = Article(headline=headline, text="Oslo sent shells.", published=PUBLISHED)
    assert date_of(article, nlp(headline)[1]) is None
    past = "Oslo sent shells to Riga on Monday"
    found = date_of(Article(headline=past, text="Oslo sent shells.", published=PUBLISHED), nlp(past)[1])
    assert found is not None
    assert (found.value, found.span.field) == ("2025-03-03", "headline")


@pytest.mark.parametrize(
    "row", rows("onrecord.reading.knowledge", "dates.tsv", columns=4), ids=lambda r: r[3]
)
def test_every_entry_of_the_table_is_read(nlp: Language, row: tuple[str, ...]) -> None:
    kind, cell, value, example = row
    if kind == "preposition" and value == "vague":
        assert expressions(example) == ()
    elif kind in ("carries", "goes_on", "planned"):
        noun = {"carries": ("talks", "extension", "deliveries", "delivery"), "goes_on": ("delivering",),
                "planned": ("delivery",)}[kind]  # fmt: skip
        tokens = [t for t in nlp(example) if t.text in noun]
        assert any(date_of(Article(text=example, published=PUBLISHED), t) for t in tokens)
    else:
        assert any(re.search(rf"\b{re.escape(word)}(?!\w)", example) for word in alternatives(cell))
        (found,) = expressions(f"It happened {example}.")
        tense: Tense = "future" if example.startswith("in ") else "past"
        assert any(period(found, date(2025, month, 30), tense) for month in (6, 12))


@pytest.mark.parametrize(
    ("first", "last", "iso"),
    [
        ("2025-03-03", "2025-03-03", "2025-03-03"),
        ("2025-03-01", "2025-03-31", "2025-03"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2025-03-03", "2025-03-09", "2025-03-03/2025-03-09"),
    ],
)
def test_periods_are_written_as_short_as_they_are(first: str, last: str, iso: str) -> None:
    assert Period(date.fromisoformat(first), date.fromisoformat(last)).iso == iso


def test_there_is_no_such_day() -> None:
    assert day(2025, 2, 29) is None
    assert day(2024, 2, 29) is not None


@given(st.text(alphabet="0123456789 MarchondyfTuesby-–,.thnexwklagotw", max_size=60), st.dates())
def test_any_text_gives_a_period_or_none(text: str, base: date) -> None:
    for found in expressions(text):
        assert text[found.core : found.end].startswith(found.first)
        got = period(found, base, "past")
        assert got is None or got.first <= got.last


def test_the_spans_of_a_sentence(nlp: Language) -> None:
    doc = nlp("On 3 March Oslo promised shells, and by 2027 it will send guns.")
    assert [d.span.text for d in date_spans(doc[:])] == ["On 3 March", "by 2027"]
