"""What follows from what, as articles claim it."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from onrecord.model import Article, Effect, Event, Span
from onrecord.reading.effects import effects
from onrecord.reading.entities import Entities
from onrecord.reading.statements import statements
from onrecord.tables import rows

ROWS = rows("onrecord.reading.knowledge", "effects.tsv", columns=4)
_SURE = ("modal", "adverb", "governor", "negation")


def found_in(nlp: Language, text: str, events: tuple[Event, ...] = ()) -> tuple[Effect, ...]:
    article, doc = Article(text=text), nlp(text)
    entities = Entities([("text", doc)])
    return effects(article, doc, entities, statements(article, doc, entities), events)


@pytest.mark.parametrize(
    ("kind", "relation", "example"),
    [(k, r, e) for k, _, r, e in ROWS],
    ids=[f"{k}-{e[:30]}" for k, _, _, e in ROWS],
)
def test_every_row_of_the_table_reads_its_example(
    nlp: Language, kind: str, relation: str, example: str
) -> None:
    found = found_in(nlp, re.sub(r"[\[\]{}]", "", example))
    cause, effect = re.search(r"\[(.+?)\]", example), re.search(r"\{(.+?)\}", example)
    if cause is None or effect is None:
        assert found == ()
        return
    assert (cause[1], effect[1]) in [(f.cause.text, f.effect.text) for f in found]
    if kind in _SURE:
        assert found[0].certainty == relation
    elif kind != "give":
        assert relation in [f.relation for f in found]


# the text, and (cause, relation, certainty, effect) of each claim
CASES = [
    (
        "Harpoons can keep enemy ships away from the ports. That opens up a vital corridor for grain exports.",
        [
            ("Harpoons", "prevents", "possible", "enemy ships away from the ports"),
            (
                "Harpoons can keep enemy ships away from the ports",
                "enables",
                "asserted",
                "a vital corridor for grain exports",
            ),
        ],
    ),
    (
        "The harpoons keep the ships away and so open a grain corridor.",
        [
            ("The harpoons", "prevents", "asserted", "the ships away"),
            ("The harpoons keep the ships away", "causes", "asserted", "open a grain corridor"),
        ],
    ),
    (
        "The floods killed 20 people, forcing 3,000 to flee.",
        [
            ("The floods", "causes", "asserted", "killed 20 people"),
            ("The floods killed 20 people", "causes", "asserted", "3,000 to flee"),
        ],
    ),
    (
        "A freeze would split the ruling party.",
        [("A freeze", "causes", "possible", "split the ruling party")],
    ),
    ("The general split the army into three.", []),
    (
        "The floods were made worse by the failure of a dyke.",
        [("the failure of a dyke", "causes", "asserted", "The floods were made worse")],
    ),
    (
        "If the brigades leave Bure, the risk of a war falls.",
        [("the brigades leave Bure", "causes", "possible", "the risk of a war falls")],
    ),
    (
        "The pumps are wanted by farmers and are expected to prevent floods.",
        [("The pumps", "prevents", "possible", "floods")],
    ),
    ("The tariff will not lead to higher prices.", [("The tariff", "causes", "denied", "higher prices")]),
    ("He denied that the sale would cause unemployment.", [("the sale", "causes", "denied", "unemployment")]),
    ("The fire was caused by a short circuit.", [("a short circuit", "causes", "asserted", "The fire")]),
    (
        "Lisbon will send radars to help Riga see drones.",
        [("Lisbon will send radars", "enables", "possible", "Riga see drones")],
    ),
    (
        "Lifting the ban would allow Riga to pay the makers of medicine.",
        [("Lifting the ban", "enables", "possible", "Riga to pay the makers of medicine")],
    ),
    (
        "The wind has carried the ash out to sea, which has kept it away from the villages.",
        [("The wind has carried the ash out to sea", "prevents", "asserted", "it away from the villages")],
    ),
    (
        "Oslo is weighing the closure of two bridges, which would hamper the trade in petrol.",
        [("the closure of two bridges", "prevents", "possible", "the trade in petrol")],
    ),
    (
        "He had to sell his land because of the waste being dumped on it.",
        [("the waste being dumped on it", "causes", "asserted", "He had to sell his land")],
    ),
    (
        "With these ships in the bay, smugglers will no longer own the night.",
        [("With these ships in the bay", "causes", "asserted", "smugglers will no longer own the night")],
    ),
    (
        "Four million euros for the food fund, so that school meals can go on until the harvest.",
        [
            (
                "Four million euros for the food fund",
                "enables",
                "possible",
                "school meals can go on until the harvest",
            )
        ],
    ),
    (
        "The storm will cost the treasury nine billion rupees.",
        [("The storm", "causes", "asserted", "cost the treasury nine billion rupees")],
    ),
    (
        "Oslo condemned the shelling of the town of Varde, which resulted in the death of ten people.",
        [("the shelling of the town of Varde", "causes", "asserted", "the death of ten people")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0][:40] for c in CASES])
def test_claims(nlp: Language, text: str, wanted: list[tuple[str, str, str, str]]) -> None:
    found = [(f.cause.text, f.relation, f.certainty, f.effect.text) for f in found_in(nlp, text)]
    assert found == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The police stopped the protesters from marching.",
        "I love the town because the sea is near.",
        "If you like fish, you will love the harbour.",
        "Would the missiles keep ships away?",
        "The remark sparked outrage.",
        "Asked, for instance, if the fleet would sail, the minister said any day would do.",
        "Riders must take care and avoid causing harm to other people.",
        "The scooters must not be left in areas that trigger traffic jams.",
        "The prince sent a letter of thanks to the Greek president after leaving Athens.",
        "The road that leads from the town to the prison is closed.",
        "It fell in the months leading up to the attack.",
        "The trip to Aruba costs 450,000 dollars.",
        "In 2020 the parade was cancelled after running for 11 years.",
        "The two ministers met in Oslo on Monday.",
    ],
)
def test_deeds_feelings_and_questions_claim_nothing(nlp: Language, text: str) -> None:
    assert found_in(nlp, text) == ()


def test_an_effect_knows_who_claims_it_and_where(nlp: Language) -> None:
    text = (
        "The ship sailed. The launchers would allow Riga to strike ships, defence minister Anna Krumina said."
    )
    (effect,) = found_in(nlp, text)
    assert effect.attribution == 0
    assert [e.text for e in effect.evidence] == [text[17:]]
    assert text[effect.cause.start : effect.cause.end] == effect.cause.text == "The launchers"


def test_a_cause_is_the_event_whose_trigger_lies_in_it(nlp: Language) -> None:
    text = "The delivery of radars would allow Riga to see drones."
    sentence, trigger = Span("text", 0, len(text), text), Span("text", 4, 12, "delivery")
    event = Event(type="AID", trigger=trigger, stage="planned", evidence=(sentence,))
    (effect,) = found_in(nlp, text, (event,))
    assert (effect.cause.event, effect.cause.entity) == (0, None)


def test_who_was_killed_in_a_headline_style_line_is_the_effect_of_nothing(nlp: Language) -> None:
    assert found_in(nlp, "Woman Killed in Bergen Crash, Driver Charged") == ()
