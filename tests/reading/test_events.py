"""Who does what to whom, in sentences as the news has them."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord.model import Article, Event


def events_of(text: str, nlp: Language) -> tuple[Event, ...]:
    """The events of a text."""
    return onrecord.read(Article(text=text), nlp).events


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("Twelve howitzers were sent to Ukraine by Norway.", "AID", ["NOR"], ["UKR"]),
        ("Norway and Sweden gave Ukraine 12 howitzers and 40 trucks.", "AID", ["NOR", "SWE"], ["UKR"]),
        ("Ukraine received 12 howitzers from Norway.", "AID", ["NOR"], ["UKR"]),
        ("Kenya accused Uganda of arming the rebels.", "ACCUSE", ["KEN"], ["UGA"]),
        ("Canada imposed sanctions on Belarus.", "SANCTION", ["CAN"], ["BLR"]),
        ("Police in Uganda arrested an opposition leader on Friday.", "COERCE", ["UGA"], None),
        ("Sudanese troops shelled a village.", "ASSAULT", ["SDN"], None),
        ("Ugandan warplanes struck a camp.", "ASSAULT", ["UGA"], None),
        ("Kenya condemned the attack.", "ACCUSE", ["KEN"], None),
        ("Norway sent troops back into Chad.", "MOBILIZE", ["NOR"], ["TCD"]),
        ("Kenya sent back 300 migrants to Uganda.", "COERCE", ["KEN"], None),
        ("Talks were held between Kenya and Chad.", "CONSULT", ["KEN", "TCD"], None),
        ("An agreement was reached between Kenya and Chad.", "AGREE", ["KEN", "TCD"], None),
        ("A deal has been struck between Poland and Ukraine on grain.", "AGREE", ["POL", "UKR"], None),
    ],
)
def test_first_event(
    text: str, type_: str, actor: list[str], recipient: list[str] | None, nlp: Language
) -> None:
    event = events_of(text, nlp)[0]
    assert event.type == type_
    assert [p.country for p in event.actor] == actor
    if recipient is not None:
        assert [p.country for p in event.recipient] == recipient


@pytest.mark.parametrize(
    "text",
    [
        "Shares rallied in Tokyo on hopes of lower interest rates.",
        "A bus crash in Peru killed twelve people.",
        "The helmets were approved by an American standards agency.",
        "Ana Sousa explored a sunken Greek boat in Lake Geneva.",
        "Kenya beat Uganda 2-1 in the final in Kampala.",
        "Wildfires destroyed 300 houses in Portugal.",
        "The flood cut off three villages in Bosnia.",
        "Marta Lindqvist met a few of her friends in the park.",
        "The baker Tomas Reyes agreed to sell his shop.",
        "Banks will meet the needs of builders in Portugal.",
        "Kenya ordered new vaccines for the autumn.",
        "The two ministers discussed their support for Ukraine.",
        "The lawyer said he would appeal against the verdict.",
        "Kenya brushed off the whole affair.",
        "The president greeted the people of Kenya on the occasion of the feast.",
        "Kenya will have to pay back 3 million dollars.",
        "US politicians never accepted that Kenya leads.",
        "Portugal has not imposed any closure of businesses.",
        "The former minister of Kenya pleaded guilty.",
        "The maggots from which they make animal feed are kept in Kenya.",
        "A theatre in Portugal reversed its entry ban on people who had recovered.",
        "The Kenyan official asked not to be named.",
        "The government of Kenya gave the mine to a baker in May.",
        "The 900 soldiers stationed in Chad are bored.",
    ],
)
def test_what_is_no_event(text: str, nlp: Language) -> None:
    assert events_of(text, nlp) == ()


@pytest.mark.parametrize(
    ("text", "type_", "stage", "negated"),
    [
        ("The Norwegian parliament voted against sending tanks to Ukraine.", "AID", "refused", False),
        ("Norway decided against sending tanks to Ukraine.", "AID", "refused", False),
        ("The president directed the army to send tanks to Ukraine.", "AID", "approved", False),
        ("Norway is announcing 15 million euros in aid for Ukraine.", "AID", "pledged", False),
        ("The order covers a drawdown to provide assistance to Ukraine.", "AID", "planned", False),
        ("Norwegian tanks promised to Ukraine in May will not be sent.", "AID", "refused", False),
        ("Two bridges lent by Norway are on their way to Ukraine.", "AID", "underway", False),
        ("A ban on exports to Guinea did not find a majority in the council.", "SANCTION", "refused", False),
        ("Ministers discussed the sanctions imposed on Iran in May.", "SANCTION", "done", False),
        ("The summit between Kenya and Uganda has ended.", "CONSULT", "done", False),
        ("Kenya has said no to Uganda.", "REJECT", "refused", False),
        (
            "“If we are going to bring forces into Chad, the president has to sign it off,” Lund told us in Norway.",
            "MOBILIZE",
            "considered",
            False,
        ),
        ("The United States has not lifted its restrictions on Somalia.", "SANCTION", "withdrawn", True),
    ],
)
def test_how_far_it_has_got(text: str, type_: str, stage: str, negated: bool, nlp: Language) -> None:
    assert (type_, stage, negated) in [(e.type, e.stage, e.negated) for e in events_of(text, nlp)]


def test_its_stands_for_no_person(nlp: Language) -> None:
    text = (
        "Jake Sullivan, the US national security adviser, thanked Kuwait for its humanitarian aid to Ukraine."
    )
    aid = next(e for e in events_of(text, nlp) if e.type == "AID")
    assert [p.country for p in aid.actor] == ["KWT"]


def test_negation(nlp: Language) -> None:
    (event,) = events_of("Norway did not send Ukraine any howitzers.", nlp)
    assert event.negated


def test_a_decision_is_no_statement_that_an_event_rests_on(nlp: Language) -> None:
    """Whoever signs off on a transfer does it; whoever speaks of one says it."""
    decided = "Norway's parliament on Thursday signed off on the transfer of four minehunters to Romania."
    said = "Norway will send four minehunters to Romania, Defence Minister Kari Moe said on Thursday."
    assert {e.attribution for e in onrecord.read(Article(text=decided), nlp).events} == {None}
    assert None not in {e.attribution for e in onrecord.read(Article(text=said), nlp).events}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Norway will send Ukraine ten tanks. Portugal has handed over three of its own. Four more will follow.",
            ("AID", "follow", "pledged", ["PRT"], ["UKR"]),
        ),
        (
            "Norway deployed 200 soldiers to Chad in May. Another 150 will follow in June.",
            ("MOBILIZE", "follow", "pledged", ["NOR"], ["TCD"]),
        ),
        (
            "Norway deployed 200 soldiers to Chad in May. The last soldiers leave Chad on Friday.",
            ("MOBILIZE", "leave", "done", ["NOR"], ["TCD"]),
        ),
        (
            "Austria agreed to provide a platoon for Kosovo; Greece is still considering it.",
            ("MOBILIZE", "considering", "considered", ["GRC"], ["XKX"]),
        ),
        (
            "Norway sent 200 soldiers to Mali. Ghana decided not to take part.",
            ("MOBILIZE", "take", "approved", ["GHA"], ["MLI"]),
        ),
        (
            "Canada imposed sanctions on Belarus. Norway is preparing a list of its own.",
            ("SANCTION", "preparing", "planned", ["NOR"], ["BLR"]),
        ),
        (
            "Egypt and Cyprus initialled a protocol on fishing. A full agreement has yet to be negotiated.",
            ("AGREE", "agreement", "planned", ["EGY", "CYP"], []),
        ),
        (
            "Egypt and Cyprus held talks in Rome. A further round is planned for December.",
            ("CONSULT", "round", "planned", ["EGY", "CYP"], []),
        ),
        (
            "Egypt and Cyprus held talks in Rome. The negotiations collapsed on Friday.",
            ("CONSULT", "negotiations", "withdrawn", ["EGY", "CYP"], []),
        ),
    ],
)
def test_what_takes_up_the_sentence_before(
    text: str, said: tuple[str, str, str, list[str], list[str]], nlp: Language
) -> None:
    found = [
        (e.type, e.trigger.text, e.stage, [p.country for p in e.actor], [p.country for p in e.recipient])
        for e in events_of(text, nlp)
    ]
    assert said in found


@pytest.mark.parametrize(
    "text",
    [
        "Norway imposed sanctions on Belarus. Six hundred people left their homes after the flood.",
        "Norway sent 200 soldiers to Chad. It follows weeks of quarrels in parliament.",
        "Norway sent Ukraine ten tanks. They will not forget it.",
        "Norway sent Ukraine ten tanks. The minister declined to say whether more tanks would follow.",
    ],
)
def test_what_does_not_take_it_up(text: str, nlp: Language) -> None:
    assert len(events_of(text, nlp)) == 1


@pytest.mark.parametrize(
    ("text", "type_", "trigger", "actor"),
    [
        (
            "What Kenya and Uganda initialled last week is a memorandum.",
            "AGREE",
            "initialled",
            ["KEN", "UGA"],
        ),
        ("Norway answered the plea that Armenia made.", "REQUEST", "plea", ["ARM"]),
        ("Nigeria is ready to contribute up to 1,500 troops.", "MOBILIZE", "contribute", ["NGA"]),
        ("Around 1,500 Royal Marines will ship out to Norway.", "MOBILIZE", "ship", ["GBR"]),
        ("Poland is closing its last two road crossings with Belarus.", "SANCTION", "closing", ["POL"]),
        ("Canada will stop issuing transit permits.", "SANCTION", "stop", ["CAN"]),
        ("A delegation from Kenya arrived in Uganda.", "CONSULT", "arrived", ["KEN"]),
        ("The union blamed the government of Kenya for the strike.", "ACCUSE", "blamed", [None]),
    ],
)
def test_who_acts(text: str, type_: str, trigger: str, actor: list[str | None], nlp: Language) -> None:
    assert (type_, trigger, actor) in [
        (e.type, e.trigger.text, [p.country for p in e.actor]) for e in events_of(text, nlp)
    ]


def test_somebodys_allies_are_others(nlp: Language) -> None:
    (event,) = onrecord.read("Ukraine has asked its allies several times for weapons.", nlp).events
    assert [(p.name, p.country) for p in event.recipient] == [("its allies", None)]


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("The pledges came in. Zambia: maize for Malawi, 30,000 tonnes, by rail.", "AID", ["ZMB"], ["MWI"]),
        ("Chile is recalling its peacekeepers from Cyprus.", "MOBILIZE", ["CHL"], ["CYP"]),
        ("Rwanda reinforced its troops in Mozambique with 2,000 more.", "MOBILIZE", ["RWA"], ["MOZ"]),
        ("The Philippines will host a further 2,500 US marines.", "MOBILIZE", ["PHL"], []),
        ("South Africa has offered to fly the observers in.", "MOBILIZE", ["ZAF"], []),
        ("A Danish patrol ship is on its way to the fjord.", "MOBILIZE", ["DNK"], []),
        ("Malaysia's navy has dispatched three ships to the shoal.", "MOBILIZE", ["MYS"], []),
        ("Norway sent two ships to Kenya.", "AID", ["NOR"], ["KEN"]),
        ("Mali gave the French ambassador 72 hours to leave.", "SANCTION", ["MLI"], ["FRA"]),
    ],
)
def test_only_event(text: str, type_: str, actor: list[str], recipient: list[str], nlp: Language) -> None:
    assert [
        (e.type, [p.country for p in e.actor], [p.country for p in e.recipient]) for e in events_of(text, nlp)
    ] == [(type_, actor, recipient)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr Li described a Danish idea to add fuel to the list.",
        "Norway handed the EU a list of ships.",
        "WFP halted the flights on Monday.",
        '"We cannot ask boys to put down their rifles," Sudan\'s general said.',
    ],
)
def test_what_only_sounds_like_one(text: str, nlp: Language) -> None:
    assert events_of(text, nlp) == ()


def test_points_that_sum_up_what_was_told_are_no_further_gifts(nlp: Language) -> None:
    text = "Kenya promised Chad 30,000 tonnes of maize.\n\nThe numbers:\n\n• Kenya: 30,000 tonnes of maize (promised)"
    assert len(onrecord.read(text, nlp).events) == 1


def test_whoever_asked_is_turned_down(nlp: Language) -> None:
    (event,) = events_of("A request by Chad for ten Kenyan boats was turned down in May.", nlp)
    assert (event.type, event.actor) == ("REJECT", ())
    assert [p.country for p in event.recipient] == ["TCD"]
