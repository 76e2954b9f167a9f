"""Articles that are doubled, empty, undated or dated wrong: sensible stories, and no story of everything."""

from __future__ import annotations

from onrecord.ledger import Ledger
from onrecord.model import Article, Reading
from tests.ledger.links.conftest import AGENCY_S, WIRE, called, of, ties, told
from tests.linking.conftest import AGENCY


def test_the_same_file_under_two_names_is_one_article(ledger: Ledger) -> None:
    assert ledger.add(WIRE[5]).outcome == "added"
    assert ledger.add(Reading(article=WIRE[5].article)).outcome == "known"
    assert told(ledger) == {frozenset([AGENCY_S])}
    assert ties(ledger) == set()


def test_one_text_at_two_addresses_is_a_copy(ledger: Ledger) -> None:
    first, second = (
        Reading(
            article=Article(
                text=AGENCY, outlet="Halyard Press", url=f"https://h.example/{n}", published="2026-03-02"
            )
        )
        for n in (1, 2)
    )
    ledger.add(first)
    ledger.add(second)
    (line,) = ledger.stories()
    assert (line.articles, line.sources) == (2, 1)
    assert len(ties(ledger)) == 1


def test_lines_make_no_story(ledger: Ledger) -> None:
    for outlet in ("Agency", "Daily", "Weekly"):
        ledger.add(of(outlet, f"The minister declined to comment, the {outlet} said.", "2026-03-02"))
    ledger.add(of("Monitor", "Sold out.", "2026-03-02"))
    ledger.add(of("Herald", "…", "2026-03-02"))
    assert all(len(story) == 1 for story in told(ledger))


def test_no_date_and_dates_to_come(ledger: Ledger) -> None:
    undated = of("Undated", AGENCY, None, "A dump")
    to_come = of("Tomorrow", AGENCY, "9999-12-31T23:00:00Z", "A dump to come")
    none = of("Nonsense", AGENCY, "the day before", "A dump on no day")
    for reading in (undated, WIRE[5], to_come, none):
        ledger.add(reading)
        ledger.link()
    assert told(ledger) == {frozenset(map(called, (undated, WIRE[5], to_come, none)))}
    assert {earlier for _, earlier, _ in ties(ledger)} >= {AGENCY_S}
    (line,) = ledger.stories(as_of=None)
    assert line.sources == 1
    ledger.rebuild()
    assert ledger.check() == []


def test_one_outlet_with_one_text_ten_times(ledger: Ledger) -> None:
    for number in range(10):
        article = Article(
            text=AGENCY, outlet="Halyard Press", url=f"https://h.example/{number}",
            published=f"2026-03-{2 + number:02}T09:00:00Z", headline="Latvia to clear a dump",
        )  # fmt: skip
        ledger.add(Reading(article=article))
    for reading in WIRE[:5]:
        ledger.add(reading)
    lines = {line.articles: line for line in ledger.stories()}
    assert (lines[10].sources, lines[10].outlets) == (1, ("Halyard Press",))
    assert len(lines) > 1


def test_an_empty_ledger_has_no_stories(ledger: Ledger) -> None:
    assert ledger.stories() == []
    assert ledger.link() == 0
