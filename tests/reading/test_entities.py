"""Who and what an article names."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

import onrecord
from onrecord import Entity
from onrecord.reading.entities import Entities, is_short_for


def entities(text: str, nlp: Language, headline: str = "") -> dict[str, Entity]:
    reading = onrecord.read(onrecord.Article(headline=headline, text=text), nlp)
    return {e.name: e for e in reading.entities}


def forms(entity: Entity) -> list[str]:
    return [m.text for m in entity.mentions]


def test_the_forms_of_a_persons_name_are_brought_together(nlp: Language) -> None:
    text = "Gen. Mark Milley met reporters on Monday. Milley said that no decision was near. Mr Milley left."
    found = entities(text, nlp)
    assert forms(found["Mark Milley"])[:2] == ["Mark Milley", "Milley"]
    assert "Milley" not in found


def test_two_people_of_one_name_stay_apart(nlp: Language) -> None:
    text = "President Ana Sousa met her brother Paulo Sousa in Lisbon. Ana Sousa thanked Paulo Sousa."
    found = entities(text, nlp)
    assert {"Ana Sousa", "Paulo Sousa"} <= set(found)


def test_a_name_in_the_headline_belongs_to_the_person_in_the_text(nlp: Language) -> None:
    found = entities(
        "Lloyd Austin, the US defence secretary, spoke on Monday.", nlp, headline="Austin rules out troops"
    )
    assert [(m.field, m.text) for m in found["Lloyd Austin"].mentions] == [
        ("text", "Lloyd Austin"), ("headline", "Austin"),
    ]  # fmt: skip


def test_the_forms_of_a_countrys_name_are_brought_together(nlp: Language) -> None:
    text = "The United States will send arms, and the U.S. will train crews. The US has done so before."
    countries = [e for e in entities(text, nlp).values() if e.kind == "country"]
    assert [(e.country, len(e.mentions)) for e in countries] == [("USA", 3)]


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("Officials in Kyiv welcomed the vote.", "Kyiv", "place", "UKR"),
        ("The Pentagon said that it would send arms.", "Pentagon", "organization", "USA"),
        ("The Kremlin denied the report on Friday.", "Kremlin", "organization", "RUS"),
        ("Troops were sent to Crimea on Tuesday.", "Crimea", "place", "UKR"),
        ("The Danish government will decide in May.", "Danish", "group", "DNK"),
        ("NATO will meet in Vilnius in July.", "NATO", "organization", None),
    ],
)
def test_kinds_and_countries(nlp: Language, text: str, name: str, kind: str, country: str | None) -> None:
    found = entities(text, nlp)
    assert name in found
    assert (found[name].kind, found[name].country) == (kind, country)


ROLES = [
    ("Defence Secretary Paul Harmon spoke.", "Paul Harmon", "Defence Secretary", None),
    ("US Defence Secretary Paul Harmon spoke.", "Paul Harmon", "US Defence Secretary", "USA"),
    (
        "Gen. Mark Milley, the chairman of the Joint Chiefs of Staff, spoke.",
        "Mark Milley",
        "chairman of the Joint Chiefs of Staff",
        "USA",
    ),
    ("Denmark's prime minister, Mette Holm, spoke.", "Mette Holm", "Denmark's prime minister", "DNK"),
    (
        "The foreign minister of Norway, Kari Lund, spoke on Monday.",
        "Kari Lund",
        "foreign minister of Norway",
        "NOR",
    ),
    ("Anna Berg is the mayor of Riga.", "Anna Berg", "mayor of Riga", "LVA"),
    ("Lt. Gen. Janis Ozols spoke.", "Janis Ozols", "Lieutenant General", None),
    ("Kari Lund spoke in Oslo.", "Kari Lund", None, None),
    ("A letter from the union to President Kari Lund was read.", "Kari Lund", "President", None),
]


@pytest.mark.parametrize(("text", "name", "role", "country"), ROLES, ids=[r[0] for r in ROLES])
def test_roles(nlp: Language, text: str, name: str, role: str | None, country: str | None) -> None:
    found = entities(text, nlp)
    assert name in found
    assert (found[name].role, found[name].country) == (role, country)


def test_equipment_and_ships(nlp: Language) -> None:
    found = entities(
        "Denmark gives Harpoon missiles. The frigate Iver Huitfeldt and HMS Diamond sailed.", nlp
    )
    kinds = {name: e.kind for name, e in found.items()}
    assert kinds["Harpoon missiles"] == "equipment"
    assert (kinds["Iver Huitfeldt"], kinds["HMS Diamond"]) == ("vessel", "vessel")


def test_ids_follow_the_text(nlp: Language) -> None:
    reading = onrecord.read("Denmark will send arms to Ukraine, Lloyd Austin said.", nlp)
    assert [e.id for e in reading.entities] == [f"e{i}" for i in range(1, len(reading.entities) + 1)]
    starts = [e.mentions[0].start for e in reading.entities]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("CSIS", "Centre for Strategic and International Studies"),
        ("IAEA", "International Atomic Energy Agency"),
        ("Joint Chiefs", "Joint Chiefs of Staff"),
    ],
)
def test_short_forms_of_organizations(short: str, long: str) -> None:
    assert is_short_for(short, long)
    assert not is_short_for(short, "Ministry of Foreign Affairs")


def test_one_surface_form_has_one_kind() -> None:
    """On a hand-built Doc: where the model wavers, the most frequent label wins."""
    words = "Yassir grew . Yassir paid . Yassir won .".split()
    doc = Doc(Vocab(), words=words, heads=list(range(len(words))), deps=["ROOT"] * len(words))
    labels = ("ORGANIZATION", "PERSON", "ORGANIZATION")
    doc.set_ents([Span(doc, i, i + 1, label) for i, label in zip((0, 3, 6), labels, strict=True)])
    (draft,) = Entities([("text", doc)]).drafts
    assert (draft.kind, len(draft.mentions)) == ("organization", 3)


def test_a_given_name_and_a_surname_alone_belong_to_the_full_name(nlp: Language) -> None:
    text = "Hillary Brandt was interviewed in July. Hillary was not under oath. Brandt denied it."
    found = entities(text, nlp)
    assert [m.text for m in found["Hillary Brandt"].mentions] == ["Hillary Brandt", "Hillary", "Brandt"]


def test_party_and_state_are_no_person(nlp: Language) -> None:
    found = entities("Sen. Paul Harmon, R-S.C., agreed on Sunday.", nlp)
    assert [name for name, e in found.items() if e.kind == "person"] == ["Paul Harmon"]


def test_a_son_is_not_his_father(nlp: Language) -> None:
    text = "President Paul Harmon met his son, Paul Harmon Jr., on Sunday. Harmon Jr. denied it."
    found = entities(text, nlp)
    assert [m.text for m in found["Paul Harmon"].mentions] == ["Paul Harmon"]
    assert [m.text for m in found["Paul Harmon Jr."].mentions] == ["Paul Harmon Jr.", "Harmon Jr."]
