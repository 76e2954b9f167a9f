"""Which reports are on one happening: later developments are, look-alikes are not."""

from __future__ import annotations

import pytest

from onrecord.linking.stories import Profile, Stories, stories

from .conftest import DENMARK, DENMARK_AT_HOME, NORWAY, NORWAY_AT_HOME, NORWAY_LATER, groups, report


def test_two_donors_in_one_week_are_two_stories():
    found = groups([DENMARK_AT_HOME, NORWAY, DENMARK, NORWAY_AT_HOME])
    assert found == [{"norway", "norway-at-home"}, {"denmark", "denmark-at-home"}]


def test_a_later_development_belongs_to_its_story():
    found = groups([NORWAY_LATER, NORWAY, DENMARK, NORWAY_AT_HOME, DENMARK_AT_HOME])
    assert found == [{"norway", "norway-at-home", "norway-later"}, {"denmark", "denmark-at-home"}]


def meeting(number: str, month: str, town: str, what: str, published: str):
    return report(
        number,
        f"Chad Basin ministers meet in {town}",
        f"Ministers of the Chad Basin Board met in {town} on Thursday and {what}.\n\nThe board's secretary, Halima "
        f"Oudraogo-Lenz, said that the meeting in {month} was the hardest yet.\n\nIdriss Mbaitoloum of Chad and Bukar "
        "Shettimari of Nigeria spoke to reporters.",
        published,
    )


def test_two_meetings_of_one_council_a_month_apart_are_two_stories():
    march = [
        meeting("m1", "March", "Maroua", "agreed to count the fishing boats", "2026-03-05T15:00:00Z"),
        meeting("m2", "March", "Maroua", "decided that fishing boats be counted", "2026-03-06T06:00:00Z"),
    ]
    april = [
        meeting("a1", "April", "Diffa", "put off the dredging of two canals", "2026-04-09T15:00:00Z"),
        meeting("a2", "April", "Diffa", "left the dredging of both canals for later", "2026-04-10T06:00:00Z"),
    ]
    assert groups([*april, *march]) == [{"m1", "m2"}, {"a1", "a2"}]


def test_one_minister_on_monday_and_on_thursday_is_two_stories():
    monday, thursday = "2026-05-04T12:00:00Z", "2026-05-07T12:00:00Z"
    truce = [
        report(
            f"truce{n}",
            "Portugal weighs truce observers for Mozambique",
            f"Foreign Minister Leonor Vasquinho said on Monday that Portugal {verb} sending 80 truce observers to "
            "Cabo Delgado.\n\nThe observers would be unarmed, stay for a year and be led by the retired colonel Duarte "
            "Pimenteira, whose battalion guarded the harbour of Pemba.\n\n“No decision has been made,” Vasquinho said "
            "in Lisbon. The African mission in Cabo Delgado had asked for helicopters as well, its commander, Joseph "
            "Rutagengwa, said; villages along the Messalo river were shelled in spite of the ceasefire.",
            monday,
        )
        for n, verb in enumerate(["was weighing", "considers", "may decide on"])
    ]
    rubies = [
        report(
            f"rubies{n}",
            "Portugal freezes assets of ruby smugglers",
            f"Portugal {verb} the bank accounts of 14 ruby smugglers and three jewellers, Foreign Minister Leonor "
            "Vasquinho said on Thursday.\n\nThe sanctions follow a report of the Tagus Institute on gems that reach "
            "Antwerp and Bangkok with forged papers.\n\n“The decision has been made,” Vasquinho said in Lisbon. The "
            "jeweller Anselmo Quintanilha called himself a craftsman, and his lawyer announced an appeal; miners in "
            "Montepuez earn four dollars for a stone that sells for thousands.",
            thursday,
        )
        for n, verb in enumerate(["froze", "has frozen", "is freezing"])
    ]
    assert groups([*rubies, *truce]) == [{"truce0", "truce1", "truce2"}, {"rubies0", "rubies1", "rubies2"}]


def test_copies_and_rewrites_of_one_text_always_share_a_story():
    other = report("other", "A ferry to the isles", "Nothing of this is about boats.", "2026-02-03")
    assert groups([NORWAY, other]) == [{"norway"}, {"other"}]
    assert groups([NORWAY, other], [("other", "norway")]) == [{"norway", "other"}]
    assert groups([NORWAY, DENMARK, other], [("other", "norway"), ("denmark", "other")]) == [
        {"norway", "denmark", "other"}
    ]


def test_a_copy_may_come_in_before_what_it_copies():
    found = Stories()
    other = report("other", "A ferry to the isles", "Nothing of this is about boats.", "2026-02-01")
    assert found.add(Profile.of(other), ["norway"]) == {"other"}
    assert found.add(Profile.of(NORWAY)) == {"other", "norway"}


def test_an_article_joins_its_story_as_it_comes_in_or_founds_one():
    found = Stories()
    assert found.add(Profile.of(NORWAY)) == {"norway"}
    assert found.add(Profile.of(DENMARK)) == {"denmark"}
    assert found.add(Profile.of(NORWAY_AT_HOME)) == {"norway", "norway-at-home"}
    with pytest.raises(ValueError, match="article norway has a story already"):
        found.add(Profile.of(NORWAY))


def test_a_story_keeps_its_id_when_a_later_report_comes():
    (before,) = stories([NORWAY, NORWAY_AT_HOME])
    (after,) = stories([NORWAY, NORWAY_AT_HOME, NORWAY_LATER])
    assert before.id == after.id == "story-norway"


def test_a_story_is_called_what_most_of_its_reports_say():
    (story,) = stories([NORWAY, NORWAY_AT_HOME, NORWAY_LATER])
    assert story.title == "Norway to give Ukraine five minesweeping boats"


def undated(piece):
    article = piece.reading.article
    return report(piece.id, article.headline, article.text)


def test_articles_without_a_date_find_their_story_by_what_they_say():
    found = groups(map(undated, [DENMARK_AT_HOME, NORWAY, DENMARK, NORWAY_AT_HOME]))
    assert sorted(map(sorted, found)) == [["denmark", "denmark-at-home"], ["norway", "norway-at-home"]]
    assert groups([undated(NORWAY), NORWAY_AT_HOME]) == [{"norway", "norway-at-home"}]


def test_a_date_in_the_future_harms_nobody_else():
    future = report("future", "Sale on now", "Everything in the shop is half the price.", "2999-12-31")
    found = groups([future, NORWAY, NORWAY_AT_HOME, DENMARK, DENMARK_AT_HOME])
    assert found == [{"norway", "norway-at-home"}, {"denmark", "denmark-at-home"}, {"future"}]


def test_a_column_of_one_outlet_under_one_headline_is_no_story():
    columns = [
        report(
            f"c{day}", "Markets today", f"Shares {verb} on Tuesday, with {thing} ahead.", f"2026-03-{day:02}"
        )
        for day, verb, thing in ((2, "rose", "banks"), (9, "fell", "miners"), (16, "stood still", "airlines"))
    ]
    assert len(groups(columns)) == 3
