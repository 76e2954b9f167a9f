"""What is given or moved, and how many."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord.model import Article, Item
from onrecord.reading.items import is_aid, item_category, items_of
from onrecord.reading.knowledge.goods import giving, goods
from onrecord.reading.quantities import quantities
from onrecord.tables import alternatives, rows


def head_of(doc: Doc, word: str) -> Token:
    """The first token of this form."""
    return next(token for token in doc if token.text == word)


def found(nlp: Language, text: str, word: str) -> tuple[Item, ...]:
    """The items of the noun phrase that this word heads."""
    return items_of(Article(text=text), head_of(nlp(text), word))


def all_items(nlp: Language, text: str) -> list[Item]:
    """The items of all noun phrases, each once."""
    items: dict[int, Item] = {}
    for token in nlp(text):
        if token.dep_ not in ("compound", "amod", "flat"):
            for item in items_of(Article(text=text), token):
                items.setdefault(item.span.start, item)
    return [items[start] for start in sorted(items)]


# the sentence, the head of the phrase, and (name, class) of each item
NAMES = [
    (
        "Sweden gave nine fast river boats and spare parts.",
        "boats",
        [("fast river boats", "boat"), ("spare parts", "spare parts")],
    ),
    (
        "Italy sent a package of howitzers, 155mm shells and winter clothing.",
        "package",
        [("howitzers", "howitzer"), ("155mm shells", "ammunition"), ("winter clothing", "clothing")],
    ),
    ("Norway sent Harpoon missiles and a launcher.", "missiles", [("Harpoon missiles", "missile"), ("launcher", "launcher")]),
    ("Spain sent two batteries of Patriot missiles.", "batteries", [("Patriot missiles", "missile")]),
    ("Kenya got 20 Leopard 2 tanks.", "tanks", [("Leopard 2 tanks", "main battle tank")]),
    ("A consignment of 12,000 rounds left Izmir.", "consignment", [("rounds", "ammunition")]),
    ("Peru bought an undisclosed number of F-16s.", "number", [("F-16s", "combat aircraft")]),
    ("Peru bought four Leopard 2A6s.", "Leopard", [("Leopard 2A6s", "main battle tank")]),
    ("Latvia gave two dozen Patria 6x6 armoured carriers.", "carriers", [("Patria 6x6 armoured carriers", "armoured personnel carrier")]),
    # Coordinated designations share one noun.
    ("Chad received Mi-17 and Mi-2 helicopters.", "helicopters", [("Mi-17", "helicopter"), ("Mi-2 helicopters", "helicopter")]),
    # What is said of a thing by the way, and whose it is, is no part of its name.
    ("Oman gave ten retired MiG-29 warplanes.", "warplanes", [("MiG-29 warplanes", "combat aircraft")]),
    ("Oman gave Chad's army German lorries.", "lorries", [("lorries", "vehicle")]),
    # A general word stands for what it includes.
    (
        "Malta sent military equipment, including helmets and ballistic vests.",
        "equipment",
        [("helmets", "protective equipment"), ("ballistic vests", "protective equipment")],
    ),
    ("Malta sent military equipment.", "equipment", [("military equipment", "weapon")]),
    # What comes along with a thing.
    ("Fiji got three tanks with ammunition.", "tanks", [("tanks", "main battle tank"), ("ammunition", "ammunition")]),
    # Relief.
    (
        "Qatar flew in tents, 20 tonnes of rice and a field hospital.",
        "tents",
        [("tents", "shelter"), ("rice", "food"), ("field hospital", "field hospital")],
    ),
    # A thing that no table has, listed beside things that they have.
    ("Chad got helmets, widgets and generators.", "helmets", [("helmets", "protective equipment"), ("widgets", None), ("generators", "power equipment")]),
    # Another giver's gift is another one's.
    ("Oman will give nine tugs and spare parts, Qatar 40 field generators.", "tugs", [("tugs", "auxiliary ship"), ("spare parts", "spare parts")]),
    # Troops.
    ("Ghana sent a battalion.", "battalion", [("battalion", "troops")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "head", "wanted"), NAMES, ids=[n[0] for n in NAMES])
def test_items_by_name_and_class(
    nlp: Language, text: str, head: str, wanted: list[tuple[str, str | None]]
) -> None:
    items = found(nlp, text, head)
    assert [(item.name, item.category) for item in items] == wanted
    for item in items:
        assert text[item.span.start : item.span.end] == item.span.text == item.name


# the sentence, the head, and (words, value, min, max, unit, state) of the last item's quantity
QUANTITIES = [
    ("Kenya got 20 tanks.", "tanks", ("20", 20, None, None, None, "stated")),
    ("Kenya got two dozen tanks.", "tanks", ("two dozen", 24, None, None, None, "stated")),
    ("Kenya got a pair of tugs.", "pair", ("a pair", 2, None, None, None, "stated")),
    ("Kenya got a tug.", "tug", ("a", 1, None, None, None, "stated")),
    ("Kenya got nearly 900 tents.", "tents", ("nearly 900", 900, None, None, None, "approximate")),
    ("Kenya got up to 31 tanks.", "tanks", ("up to 31", None, None, 31, None, "approximate")),
    ("Kenya got more than 20 tanks.", "tanks", ("more than 20", None, 20, None, None, "approximate")),
    ("Kenya got 10-15 launchers.", "launchers", ("10-15", None, 10, 15, None, "approximate")),
    ("Kenya got several thousand drones.", "drones", ("several thousand", None, 1000, None, None, "approximate")),
    ("Kenya got dozens of radars.", "dozens", ("dozens", None, None, None, None, "approximate")),
    ("Kenya got hundreds of thousands of shells.", "hundreds", ("hundreds of thousands", None, 100_000, None, None, "approximate")),
    ("Kenya got thousands of pairs of boots.", "thousands", ("thousands of pairs", None, 1000, None, "pair", "approximate")),
    ("Kenya got a battery of Patriot missiles.", "battery", ("a battery", 1, None, None, "battery", "stated")),
    ("Kenya got some 30,000 tonnes of wheat.", "tonnes", ("some 30,000 tonnes", 30_000, None, None, "tonne", "approximate")),
    ("Kenya got 900 rounds of artillery ammunition.", "rounds", ("900 rounds", 900, None, None, "round", "stated")),
    ("Kenya got a fleet of 30 lorries.", "fleet", ("30", 30, None, None, None, "stated")),
    ("Kenya got seven of the 20 howitzers.", "seven", ("seven", 7, None, None, None, "stated")),
    ("Kenya got 15 000 solar panels.", "panels", ("15 000", 15_000, None, None, None, "stated")),
    ("Kenya got up to 16 second-hand patrol planes.", "planes", ("up to 16", None, None, 16, None, "approximate")),
    ("Kenya got more than 70 combat and logistics vehicles.", "vehicles", ("more than 70", None, 70, None, None, "approximate")),
    ("Kenya got an undisclosed number of tanks.", "number", ("an undisclosed number", None, None, None, None, "undisclosed")),
    ("Kenya got spare engines, amount unknown.", "engines", ("amount unknown", None, None, None, None, "undisclosed")),
    ("Kenya got howitzers and mortars, 10 each.", "howitzers", ("10 each", 10, None, None, None, "stated")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "head", "wanted"), QUANTITIES, ids=[q[0] for q in QUANTITIES])
def test_quantities_of_items(nlp: Language, text: str, head: str, wanted: tuple[object, ...]) -> None:
    quantity = found(nlp, text, head)[-1].quantity
    assert quantity is not None
    assert quantity.span is not None
    assert (
        quantity.span.text,
        quantity.value,
        quantity.min,
        quantity.max,
        quantity.unit,
        quantity.state,
    ) == wanted


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Kenya got 120mm mortar rounds.", "rounds"),  # the number tells the calibre
        ("Kenya got 30 kW generators.", "generators"),
        ("Kenya got multiple rocket launchers.", "launchers"),  # "multiple" belongs to the name
        ("Kenya got tanks.", "tanks"),
        ("The convoy of 40 lorries carried flour.", "flour"),  # the number counts something else
        ("Kenya got 20 tanks and armoured carriers.", "tanks"),  # the last of the list
    ],
)
def test_no_quantity_is_guessed(nlp: Language, text: str, head: str) -> None:
    assert found(nlp, text, head)[-1].quantity is None


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The minister gave an interview.", "interview"),
        ("Oman sent a message of support.", "message"),
        ("Oman offered training, advice and money.", "training"),
        ("Oman offered a package.", "package"),
        ("They held a round of talks.", "round"),
        ("It rained in parts of the country.", "parts"),
        ("The two sides agreed a plan.", "plan"),
    ],
)
def test_what_cannot_be_given_is_no_item(nlp: Language, text: str, head: str) -> None:
    assert found(nlp, text, head) == ()
    assert item_category(head_of(nlp(text), head)) is None


def test_quantities_known_already_are_taken_as_they_are(nlp: Language) -> None:
    text = "Kenya got 20 tanks and three tugs."
    doc = nlp(text)
    article = Article(text=text)
    head = head_of(doc, "tanks")
    assert items_of(article, head, tuple(quantities(doc))) == items_of(article, head)
    assert items_of(article, head, ())[0].quantity is None


def test_items_of_a_headline_have_spans_in_the_headline(nlp: Language) -> None:
    headline = "Oman gives ten tugs"
    items = items_of(Article(headline=headline), head_of(nlp(headline), "tugs"), field="headline")
    assert [(i.span.field, i.span.text) for i in items] == [("headline", "tugs")]


@pytest.mark.parametrize(
    ("text", "head", "mode"),
    [
        ("Oman promised military aid.", "aid", "military"),
        ("Oman promised emergency relief.", "relief", "humanitarian"),
        ("Oman promised humanitarian assistance.", "assistance", "humanitarian"),
        ("Oman promised a loan.", "loan", "economic"),
        ("Oman promised budget support.", "support", "economic"),
        ("Oman promised a package of howitzers.", "package", "military"),
        ("Oman promised 20 tonnes of rice.", "tonnes", "humanitarian"),
        ("Oman promised tanks.", "tanks", "military"),
        ("Oman promised aid.", "aid", None),
        ("Oman promised an inquiry.", "inquiry", None),
    ],
)
def test_kind_of_aid(nlp: Language, text: str, head: str, mode: str | None) -> None:
    assert is_aid(head_of(nlp(text), head)) == mode


@pytest.mark.parametrize("entry", goods(), ids=lambda entry: entry.words[0])
def test_every_kind_of_goods_is_read_in_its_example(nlp: Language, entry) -> None:
    assert entry.class_ in [item.category for item in all_items(nlp, entry.example)]


def test_goods_have_one_class_each() -> None:
    words = [word for entry in goods() for word in entry.words]
    assert sorted(words) == sorted(set(words))
    assert all(set(entry.context) <= set(entry.words) for entry in goods())
    assert {entry.mode for entry in goods()} <= {"military", "humanitarian", None}


ENTRIES = rows("onrecord.reading.knowledge", "giving.tsv", columns=4)


@pytest.mark.parametrize("entry", ENTRIES, ids=[f"{kind} {words[:20]}" for kind, words, *_ in ENTRIES])
def test_every_word_around_giving_is_read_in_its_example(nlp: Language, entry: tuple[str, ...]) -> None:
    kind, words, value, example = entry
    assert any(word in example.lower() for word in alternatives(words))
    doc, items = nlp(example), all_items(nlp, example)
    counted = [item.quantity for item in items if item.quantity is not None]
    if kind in ("measure", "body"):
        assert [quantity.unit for quantity in counted] == [value]
    elif kind == "vague":
        assert [(q.min, q.state) for q in counted] == [(float(value) if value else None, "approximate")]
    elif kind == "times":
        assert [quantity.value for quantity in counted] == [float(value)]
    elif kind in ("hidden", "amount"):
        assert [quantity.state for quantity in counted] == ["undisclosed"]
    elif kind in ("aid", "purpose"):
        assert (value or "military") in [is_aid(token) for token in doc if token.pos_ == "NOUN"]
    elif kind == "passing":
        assert not {word for item in items for word in item.name.split()} & giving("passing").keys()
    elif kind == "nothing":
        assert [item.name for item in items] == ["tanks"]
    elif kind != "worth":  # which test_money.py reads
        assert items
