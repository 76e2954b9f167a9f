"""Gifts of money and goods, whoever gives them and in however few words."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

import onrecord
from onrecord.model import Article, Event
from onrecord.tables import alternatives, rows

ENTRIES = rows("onrecord.reading.knowledge", "gift_words.tsv", columns=3)


def gifts(text: str, nlp: Language) -> list[Event]:
    """The gifts that a text tells of."""
    return [e for e in onrecord.read(Article(text=text), nlp).events if e.type == "AID"]


def givers(event: Event) -> list[str | None]:
    """The states that give."""
    return [p.country for p in event.actor]


@pytest.mark.parametrize(
    ("text", "amount", "recipient"),
    [
        ("AUD 27 million in humanitarian aid for Kenya.", 27e6, ["KEN"]),
        ("Donation worth 3 million USD to Kenya.", 3e6, ["KEN"]),
        ("The list names 40 million kroner in loans for Kenya.", 40e6, ["KEN"]),
        ("€3 million for a field hospital in Kenya", 3e6, ["KEN"]),
    ],
)
def test_a_gift_without_a_verb_of_giving(
    text: str, amount: float, recipient: list[str], nlp: Language
) -> None:
    (event,) = gifts(text, nlp)
    assert event.value is not None
    assert event.value.amount == amount
    assert [p.country for p in event.recipient] in (recipient, [])


def test_a_point_of_a_list_is_a_gift(nlp: Language) -> None:
    (event,) = gifts("Four patrol boats and 30 trailers for Kenya.", nlp)
    assert [i.name for i in event.items] == ["patrol boats", "trailers"]
    assert [p.country for p in event.recipient] == ["KEN"]


@pytest.mark.parametrize(
    "text",
    [
        "And the money for the courts of Kenya?",
        "A long road.",
        "Two tanks on a road near Nairobi.",
        "The company took a loan of 3 million dollars.",
    ],
)
def test_what_is_no_gift(text: str, nlp: Language) -> None:
    assert gifts(text, nlp) == []


@pytest.mark.parametrize(
    ("text", "giver", "amount"),
    [
        ("Norway has approved CHF 5.5 million to rebuild schools in Kenya.", ["NOR"], 5.5e6),
        ("Norway supports Kenya with 3 million euros.", ["NOR"], 3e6),
        ("Norway is providing a total of EUR 4.5 million to rebuild schools in Kenya.", ["NOR"], 4.5e6),
        ("Norway's humanitarian aid to Kenya amounts to 185 million EUR.", ["NOR"], 185e6),
        ("As part of a package worth EUR 102 million, Norway sends EUR 15 million to Kenya.", ["NOR"], 15e6),
    ],
)
def test_sums_that_are_given(text: str, giver: list[str], amount: float, nlp: Language) -> None:
    event = gifts(text, nlp)[0]
    assert givers(event) == giver
    assert event.value is not None
    assert event.value.amount == amount


def test_a_headline_with_an_infinitive_is_a_promise(nlp: Language) -> None:
    (event,) = gifts("Latvia to supply air defence systems to Kenya.", nlp)
    assert (givers(event), event.stage) == (["LVA"], "pledged")


def test_who_is_given_something_in_the_passive_receives_it(nlp: Language) -> None:
    (event,) = gifts("Kenya was given twelve howitzers by Norway.", nlp)
    assert givers(event) == ["NOR"]
    assert [p.country for p in event.recipient] == ["KEN"]
    assert [i.name for i in event.items] == ["howitzers"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway backs Kenya. The Ministry of Defence sent Kenya twelve howitzers.",
        "Norway sent Kenya twelve howitzers. Tents were also delivered to Kenya.",
        "The Norwegian government met. The country has supplied Kenya with twelve howitzers.",
    ],
)
def test_the_one_giver_of_a_text_is_understood(text: str, nlp: Language) -> None:
    assert {c for e in gifts(text, nlp) for c in givers(e)} == {"NOR"}


@pytest.mark.parametrize(
    "text",
    [
        "Norway sent Kenya twelve howitzers. Denmark sent Kenya tents. Kenya has received boats.",
        "Norway and Denmark met. Twelve howitzers were sent to Kenya.",
    ],
)
def test_of_two_givers_none_is_understood(text: str, nlp: Language) -> None:
    assert givers(gifts(text, nlp)[-1]) == []


def test_what_a_later_sentence_adds_is_kept(nlp: Language) -> None:
    text = "Norway will send tents and blankets to Kenya. It will also send tents and generators to Kenya."
    items = {i.name for e in gifts(text, nlp) for i in e.items}
    assert items == {"tents", "blankets", "generators"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e[0])
def test_the_example_of_a_list_has_one_of_its_words(entry: tuple[str, ...]) -> None:
    _, words, example = entry
    assert set(re.findall(r"\w+", example.lower())) & set(alternatives(words))


@pytest.mark.parametrize(
    "text",
    [
        "Norway gave Kenya 12 howitzers. The guns left Bergen on Friday.",
        "Norway gave Kenya 12 howitzers. The first four crossed into Uganda.",
        "Norway gave Kenya 12 howitzers. Three more will follow in May.",
        "Norway gave Kenya 12 howitzers. Another ten howitzers are being loaded in Bergen.",
    ],
)
def test_a_gift_told_before_keeps_its_parties(text: str, nlp: Language) -> None:
    event = gifts(text, nlp)[-1]
    assert event.trigger.start > text.index(".")
    assert givers(event) == ["NOR"]
    assert [p.country for p in event.recipient] == ["KEN"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway gave Kenya 12 howitzers. Around 400 crossed the border on Friday.",
        "Norway gave Kenya 12 howitzers. Denmark sent a battalion to Chad. The first 150 sailed on Friday.",
        "Norway gave Kenya 12 howitzers. Peru condemned the sale.",
        "Norway pays 3 million euros a year for the use of a port in Kenya.",
        "Critics call the plan a gift to Norway.",
    ],
)
def test_what_takes_up_no_gift(text: str, nlp: Language) -> None:
    last = text.rstrip(".").rfind(". ") + 1
    assert [e for e in gifts(text, nlp) if e.trigger.start > last] == []


@pytest.mark.parametrize(
    ("text", "giver", "recipient", "items"),
    [
        ("Norway passed a bill that lends Kenya six radars.", "NOR", "KEN", ["radars"]),
        ("Norway gave Kenya tents.", "NOR", "KEN", ["tents"]),
        ("Norway, in a hurry, built and delivered a field hospital to Kenya.", "NOR", "KEN", ["field hospital"]),
        ("The Chinese embassy gave 400 tents to a school in Samoa.", "CHN", "WSM", ["tents"]),
        ("According to Kenya's ministry, Norway donated 400 tents to Fiji.", "NOR", "FJI", ["tents"]),
        ("Norway approved the release of 60 lorries and 400 tents to Kenya.", "NOR", "KEN", ["lorries", "tents"]),
        ("Norway sent two aircraft with tents and blankets to Kenya.", "NOR", "KEN", ["aircraft", "tents", "blankets"]),
        ("The Norwegian frigate has landed 35 tonnes of tarpaulins .", "NOR", None, ["tarpaulins"]),
        ("Norway flew in two rescue boats.", "NOR", None, ["rescue boats"]),
        ("Norway has set aside 3 million euros for Kenya, among them 40 tents.", "NOR", "KEN", ["tents"]),
        ("The Polish minister, Jan Wrona, said the country will give Kenya tents.", "POL", "KEN", ["tents"]),
    ],
)  # fmt: skip
def test_who_gives_what_to_whom(
    text: str, giver: str, recipient: str | None, items: list[str], nlp: Language
) -> None:
    event = gifts(text, nlp)[0]
    assert givers(event) == [giver]
    assert [p.country for p in event.recipient] == ([recipient] if recipient else [])
    assert [i.name for i in event.items] == items


@pytest.mark.parametrize(
    "text",
    [
        "Norway approved a gift of 12 howitzers to Kenya, which the government puts at 3 million euros.",
        "Norway gave Kenya 12 howitzers. The ministry put their price at 3 million euros.",
        "Norway approved the transfer of 12 howitzers to Kenya, a package worth 3 million euros.",
    ],
)
def test_what_a_gift_told_before_is_worth(text: str, nlp: Language) -> None:
    value = gifts(text, nlp)[0].value
    assert value is not None
    assert (value.amount, value.currency) == (3e6, "EUR")


def test_what_an_apposition_adds_is_given_too(nlp: Language) -> None:
    text = "Norway approved the transfer of 12 howitzers to Kenya, a package that also covers 900 shells."
    assert [i.name for i in gifts(text, nlp)[0].items] == ["howitzers", "shells"]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Norway sent tents to the people of the Alsvik district. Kenya thanked Norway.", "KEN"),
        ("Norway gave Kenya tents. It has set aside 3 million euros for rural clinics.", "KEN"),
        ("Norway gave 3 million euros towards a study, on condition that Peru takes part.", None),
    ],
)
def test_the_one_recipient_of_a_text_is_understood(text: str, recipient: str | None, nlp: Language) -> None:
    assert [p.country for p in gifts(text, nlp)[-1].recipient] == ([recipient] if recipient else [])


def test_who_tells_of_a_gift_without_a_giver_gives_it(nlp: Language) -> None:
    text = "Two aircraft with pumps are being loaded for Peru, the Chilean defence ministry said."
    (event,) = gifts(text, nlp)
    assert givers(event) == ["CHL"]
    assert [p.country for p in event.recipient] == ["PER"]


def test_what_something_else_costs_is_not_what_the_gift_is_worth(nlp: Language) -> None:
    text = (
        "Norway will give Ukraine a launcher. It is worth 90 million euros, the ministry said. "
        "Canada will cover transport costs of 9 million dollars, its minister said."
    )
    (gift, *_) = onrecord.read(text, nlp).events
    assert gift.value is not None
    assert (gift.value.amount, gift.value.currency) == (90e6, "EUR")


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (
            "Sweden will give Ukraine six boats and spare parts, Finland 40 generators and Lithuania a command post.",
            [("SWE", ["boats", "spare parts"]), ("FIN", ["generators"]), ("LTU", ["command post"])],
        ),
        (
            "Sweden sends 12 guns, the Netherlands nearly 20 guns and Estonia its D-30 howitzers to Ukraine.",
            [("SWE", ["guns"]), ("NLD", ["guns"]), ("EST", ["D-30 howitzers"])],
        ),
        (
            "Poland will send 60 tanks, Latvia six helicopters and Italy an air defence system to Ukraine, officials said.",
            [("POL", ["tanks"]), ("LVA", ["helicopters"]), ("ITA", ["air defence system"])],
        ),
        (
            "Sweden sends 12 Archer guns, Denmark 19 Caesars and Estonia every last one of its howitzers to Ukraine.",
            [("SWE", ["Archer guns"]), ("DNK", ["Caesars"]), ("EST", ["howitzers"])],
        ),
        (
            "Norway sent 40 tents to Ukraine and Moldova, a neighbour with boats and generators of its own.",
            [("NOR", ["tents"])],
        ),
        (
            "Norway sent 40 tents to Ukraine, and Denmark, a neighbour, said nothing.",
            [("NOR", ["tents"])],
        ),
        (
            "Norway sent tents to Ukraine, and Denmark, two officials said, was asked for boats.",
            [("NOR", ["tents"])],
        ),
    ],
)
def test_each_of_several_givers_gives_its_own(
    text: str, given: list[tuple[str, list[str]]], nlp: Language
) -> None:
    found = gifts(text, nlp)
    assert [(*givers(e), [i.name for i in e.items]) for e in found] == given
    assert all("UKR" in [p.country for p in e.recipient] for e in found)


def test_troops_of_several_states_are_each_state_s_own(nlp: Language) -> None:
    text = "Kenya will send 200 troops to Haiti, Benin 150 soldiers and Jamaica a platoon."
    sent = onrecord.read(Article(text=text), nlp).events
    assert [(e.type, *givers(e), e.recipient[0].country) for e in sent] == [
        ("MOBILIZE", state, "HTI") for state in ("KEN", "BEN", "JAM")
    ]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Peru handed 900 hammocks to Colombia's army.", ["hammocks"]),
        ("Ireland gave Ukraine 3,500 pallets of bottled water and 40 wheelbarrows.", ["bottled water", "wheelbarrows"]),
        ("Ford delivered 3,000 wheelbarrows to Germany.", None),
        ("France gave Germany three goals.", None),
        ("A charity in Lima handed out 900 hammocks.", None),
    ],
)  # fmt: skip
def test_everyday_things_are_gifts_between_states_alone(
    text: str, items: list[str] | None, nlp: Language
) -> None:
    assert [[i.name for i in e.items] for e in gifts(text, nlp)] == ([items] if items else [])


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Fiji's hospitals received 15 incubators from Japan.", "Fiji's hospitals"),
        ("Norway supplied hospitals in Malawi with generators.", "hospitals"),
        ("Norway gave Chad 3 million euros.", "Chad"),
    ],
)
def test_who_gets_it_belongs_to_a_state(text: str, recipient: str, nlp: Language) -> None:
    (event,) = gifts(text, nlp)
    assert [p.name for p in event.recipient] == [recipient]
    assert event.recipient[0].country in ("FJI", "MWI", "TCD")


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Chile will send U.S. weapons to Peru.", ["PER"]),
        ("Norway will send Ukraine missiles to protect its cities.", ["UKR"]),
        ("Norway will lend the two states $9 million for a bridge.", [None]),
        ("Romania agreed to send up to 90 instructors to Moldova.", ["MDA"]),
    ],
)
def test_neither_whose_goods_they_are_nor_the_goods_get_anything(
    text: str, recipient: list[str | None], nlp: Language
) -> None:
    (event,) = onrecord.read(Article(text=text), nlp).events
    assert [p.country for p in event.recipient] == recipient
    assert "$" not in "".join(p.name for p in event.recipient)


def test_who_pays_what_of_a_gift_gives_it_once(nlp: Language) -> None:
    text = "Finland sent tents to Chad. The tents were paid for by Chile and Peru, which chipped in 3 million euros."
    sent, paid = gifts(text, nlp)
    assert (sent.value, paid.frame) == (None, "pay/AID")
    assert paid.value is not None
    assert paid.value.amount == 3_000_000
