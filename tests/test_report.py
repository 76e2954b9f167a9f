"""What a reader sees on a terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest
from inline_snapshot import snapshot
from rich.console import Console

from onrecord.model import Article, Event, HeadlineCheck, Item, Money, Quantity, Reading, Span, When
from onrecord.reading.frames import frames
from onrecord.report import explain, list_events, show
from onrecord.wording import figure, item, ladder, listed, money, quantity, when
from tests.launchers import READING, at


def printed(what: Callable[..., None], *arguments: object) -> str:
    out = StringIO()
    what(*arguments, Console(file=out, width=96, color_system=None))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def test_a_report_begins_with_the_headline_and_goes_on_to_what_is_decided():
    assert printed(show, READING) == snapshot("""\
Norway sends launchers to Moldova
The Ledger, Bergen · 2025-03-06T10:05:00Z · https://ledger.example/launchers

The headline says more than the body
  “Norway sends launchers to Moldova”  [headline 0–33]  not fully borne out: the body says that
  it is promised and that parliament still has to approve it.
    Parliament still has to approve the gift.  [text 191–232]

Decisions and actions (1)
   2  Forces (troops): Estonia, troops
      considered - planned - proposed - pledged - approved - underway - [done]  not so: the text
      says that it did not, does not or will not happen
      in Valga
      on the word of two officials (not named)
      named by “moved”  [text 368–373]
      Estonia has not moved troops to Valga, two officials said.  [text 352–410]

Transfers: who gives what (1)
  no.  donor   recipient  what          worth         stage          date          on whose word
    1  Norway  Moldova    2 batteries   1.1 billion   pledged;       by            Kari Solberg
                          of            NOK           Parliament     2026-12-31
                          launchers,                  still has to
                          an                          approve it
                          undisclosed
                          number of
                          radars

   1  OSLO - Norway will give Moldova two batteries of launchers and an undisclosed number of
      radars worth 1.1 billion Norwegian crowns before 2027, Defence Minister Kari Solberg said
      on Thursday.  [text 0–190]
      Parliament still has to approve the gift.  [text 191–232]

Who said what (4)
  Kari Solberg, Defence Minister (“Defence Minister Kari Solberg”)  said  indirect
    Norway will give Moldova two batteries of launchers and an undisclosed number of radars
    worth 1.1 billion Norwegian crowns before 2027  [text 7–141]

  Kari Solberg, Defence Minister (“she”)  said  indirect
    The radars would keep drones away from Chisinau  [text 234–281]

  Romania's foreign ministry  urged  indirect
    both sides to keep calm  [text 326–349]

  two officials (not named)  said  indirect
    Estonia has not moved troops to Valga  [text 352–389]

What is said to follow from what (1)
  “The radars”  may enable  “keep drones away from Chisinau”  [text 234–244 → text 251–281]
    on the word of Kari Solberg, Defence Minister

Where the article disagrees with itself (1)
  Two numbers: Two batteries of launchers in one place, three in another.
    two batteries  [text 32–45]
    three batteries  [text 415–430]

People (1)
  name          role              country  named  first at
  Kari Solberg  Defence Minister  NOR         2×  text 160–172

Organizations (1)
  name                        country  named  first at
  Romania's foreign ministry  ROU         1×  text 293–319

Countries (2)
  name     country  named  first at
  Norway   NOR         1×  text 7–13
  Moldova  MDA         1×  text 24–31

Figures (1)
  figure  of what    the article's words  at
       2  batteries  two                  text 32–35
""")


def test_sections_without_entries_are_left_out():
    bare = Reading(article=Article(headline="World News", text="Rain."))
    assert printed(show, bare) == "World News\n\nNothing is found in this article."
    assert "Transfers" not in printed(show, replace(bare, figures=READING.figures))


@pytest.mark.parametrize(
    ("verdict", "says"),
    [
        ("supported", "The headline is borne out"),
        ("contradicted", "The headline is not borne out: the body says the opposite"),
        ("unsupported", "The headline is not borne out: the body does not speak of it"),
        ("uncheckable", "The headline claims nothing that can be checked"),
    ],
)
def test_a_verdict_is_said_in_plain_words(verdict: str, says: str):
    assert printed(show, replace(READING, headline=HeadlineCheck(verdict=verdict))).splitlines()[3] == says


def test_a_transfer_that_is_denied_is_shown_as_denied():
    denied = replace(READING.events[0], negated=True, approver=None)
    assert "not pledged" in printed(show, replace(READING, events=(denied,)))


def test_brackets_in_an_article_are_words_and_no_markup():
    odd = Article(headline="[red]Ministers[/red] resign", text="Nobody said why.")
    assert "[red]Ministers[/red] resign" in printed(show, Reading(article=odd))


def test_events_are_listed_with_their_numbers():
    assert printed(list_events, READING) == snapshot("""\
Norway sends launchers to Moldova
The Ledger, Bergen · 2025-03-06T10:05:00Z · https://ledger.example/launchers

Events (2)
  no.  event                                                    stage     the words
    1  Aid (military): Norway → Moldova, 2 batteries of         pledged   “give” [text 19–23]
       launchers, an undisclosed number of radars, 1.1 billion
       NOK
    2  Forces (troops): Estonia, troops                         not done  “moved” [text 368–373]
""")


def test_an_article_without_events_says_so():
    assert "No events are found" in printed(list_events, replace(READING, events=(), effects=()))


def test_an_explanation_shows_the_words_and_what_each_of_them_says():
    assert printed(explain, READING, 1) == snapshot("""\
Event 1  Aid (military): Norway → Moldova, 2 batteries of launchers, an undisclosed number of
radars, 1.1 billion NOK
  considered - planned - proposed - [pledged] - approved - underway - done
  read as AID, military by the entry “give” of the table of frames

The sentences
  OSLO - [Norway] [will] [give] [Moldova] [two batteries] of [launchers] and [an undisclosed
  number] of [radars] worth [1.1 billion Norwegian crowns] [before 2027], Defence Minister Kari
  Solberg said on Thursday.  [text 0–190]
  [Parliament] [still has to approve] the gift.  [text 191–232]

What the words say
  words                           what they say                                     at
  “give”                          names the event: AID                              text 19–23
  “will”                          how far it has got: pledged                       text 14–18
  “still has to approve”          somebody still has to approve it                  text 202–222
  “Norway”                        who does it: Norway (NOR)                         text 7–13
  “Moldova”                       to whom: Moldova (MDA)                            text 24–31
  “launchers”                     what: 2 batteries of launchers (class: launcher)  text 49–58
  “two batteries”                 how many: 2 batteries                             text 32–45
  “radars”                        what: an undisclosed number of radars             text 88–94
  “an undisclosed number”         how many: an undisclosed number                   text 63–84
  “1.1 billion Norwegian crowns”  what it is worth: 1.1 billion NOK                 text 101–129
  “Parliament”                    still has to approve it: Parliament (NOR)         text 191–201
  “before 2027”                   when: by 2026-12-31                               text 130–141

On whose word
  Kari Solberg, Defence Minister  “Defence Minister Kari Solberg” [text 143–172]  “said” [text
  173–177]\
""")


def test_an_explanation_of_what_did_not_happen():
    assert printed(explain, READING, 2) == snapshot("""\
Event 2  Forces (troops): Estonia, troops
  considered - planned - proposed - pledged - approved - underway - [done]  not so: the text
  says that it did not, does not or will not happen
  read as MOBILIZE, troops by the entry “move” of the table of frames

The sentence
  [Estonia] [has] [not] [moved] [troops] to [Valga], two officials said.  [text 352–410]

What the words say
  words      what they say                            at
  “moved”    names the event: MOBILIZE                text 368–373
  “has”      how far it has got: done                 text 360–363
  “not”      it did not, does not or will not happen  text 364–367
  “Estonia”  who does it: Estonia (EST)               text 352–359
  “troops”   what: troops (class: troops)             text 374–380
  “Valga”    where: Valga (EST)                       text 384–389

On whose word
  two officials (not named)  “two officials” [text 391–404]  “said” [text 405–409]\
""")


def test_what_the_article_says_itself_is_on_nobodys_word():
    own = replace(READING, events=(replace(READING.events[0], attribution=None),))
    assert "The article says it in its own voice." in printed(explain, own, 1)


@pytest.mark.parametrize(
    ("events", "number", "says"),
    [
        (2, 3, "no event 3: the article has events 1 to 2"),
        (2, 0, "no event 0: the article has events 1 to 2"),
        (1, 2, "no event 2: the article has event 1"),
        (0, 1, "no event 1: the article has none"),
    ],
)
def test_an_event_that_is_not_there_is_named_with_those_that_are(events: int, number: int, says: str):
    with pytest.raises(ValueError, match=says):
        printed(explain, replace(READING, events=READING.events[:events]), number)


def test_an_explanation_names_the_entry_with_its_example():
    frame = frames()[0]
    told = printed(explain, replace(READING, events=(replace(READING.events[0], frame=frame.name),)), 1)
    flat = " ".join(told.split())
    assert f"by the entry “{frame.name}” of the table of frames" in flat
    assert f"by itself its word says “{frame.stage}”, as in “" in flat
    assert "{" not in flat


def test_overlapping_words_are_marked_once():
    whole = replace(READING.events[1], items=(Item(name="troops to Valga", span=at("troops to Valga")),))
    assert "[moved] [troops to Valga], two" in printed(explain, replace(READING, events=(whole,)), 1)


WORDS = Span("text", 0, 5, "a lot")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Quantity(value=16.0), "16 launchers"),
        (Quantity(value=12_000.0, unit="round"), "12,000 rounds of launchers"),
        (Quantity(value=2.0, unit="battery"), "2 batteries of launchers"),
        (Quantity(value=1.0, unit="battery"), "1 battery of launchers"),
        (Quantity(value=40.0, state="approximate"), "about 40 launchers"),
        (Quantity(min=10.0, max=15.0), "10–15 launchers"),
        (Quantity(min=1_000.0), "at least 1,000 launchers"),
        (Quantity(max=31.0), "at most 31 launchers"),
        (Quantity(state="undisclosed"), "an undisclosed number of launchers"),
        (Quantity(), "launchers"),
        (None, "launchers"),
    ],
)
def test_an_item_is_said_with_its_quantity(given: Quantity | None, words: str):
    assert item(Item(name="launchers", quantity=given, span=WORDS)) == words


@pytest.mark.parametrize(
    ("amount", "currency", "state", "words"),
    [
        (90e6, "EUR", "stated", "90 million EUR"),
        (1.1e9, "NOK", "approximate", "about 1.1 billion NOK"),
        (2.5e12, "USD", "stated", "2.5 trillion USD"),
        (90_000.0, "DKK", "stated", "90,000 DKK"),
        (None, "EUR", "stated", "“a lot”"),
        (3e6, None, "stated", "“a lot”"),
    ],
)
def test_a_sum_is_said_in_words_or_left_as_it_stands(amount, currency, state, words):
    assert money(Money(amount=amount, currency=currency, state=state, span=WORDS)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-03", "2025-03"),
        ("../2026-12-31", "by 2026-12-31"),
        ("2025-01-01/..", "from 2025-01-01"),
        ("2025-03-03/2025-03-09", "2025-03-03 to 2025-03-09"),
    ],
)
def test_a_time_is_said_in_words(value: str, words: str):
    assert when(When(value=value, span=WORDS)) == words


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("considered", "[considered] - planned - proposed - pledged - approved - underway - done"),
        ("done", "considered - planned - proposed - pledged - approved - underway - [done]"),
        ("requested", "[requested]"),
        ("withdrawn", "[withdrawn]"),
    ],
)
def test_a_stage_is_shown_on_its_ladder_or_beside_it(stage, words):
    assert ladder(stage) == words


def test_names_are_listed_as_one_reads_them_out():
    assert [listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


def test_a_number_that_is_not_there_is_no_zero():
    assert figure(replace(READING.figures[0], value=None)) == "not disclosed"
    assert quantity(Quantity()) == ""


def test_an_event_of_which_little_is_known_is_still_shown():
    bare = Event(type="TALK_ABOUT", trigger=at("give"), stage="done", evidence=(at("give"),))
    assert "Talk about: nobody named" in printed(show, replace(READING, events=(bare,), effects=()))
