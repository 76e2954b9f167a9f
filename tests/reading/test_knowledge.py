"""What the tables know, as the news writes it; and that every row of them holds together."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from onrecord.language import knowledge as gazetteer
from onrecord.reading import knowledge
from onrecord.tables import TableError, alternatives, rows

PACKAGE = "onrecord.reading.knowledge"
#: Columns of each table; those that hold codes of countries; those that names are looked up in.
TABLES = {
    "alliances.tsv": (4, (2,), (0, 1)),
    "anonymous.tsv": (2, (), (0,)),
    "countries.tsv": (9, (0,), (2, 3)),
    "given_names.tsv": (2, (), (0,)),
    "leaders.tsv": (7, (2,), (0, 1)),
    "metonyms.tsv": (5, (2,), (0, 1)),
    "ministries.tsv": (2, (), (0,)),
    "offices.tsv": (5, (), (0,)),
    "organizations.tsv": (5, (2,), (0, 1)),
    "places.tsv": (6, (3,), (0, 1)),
    "titles.tsv": (5, (), (0, 1)),
}


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Denmark", "DNK"),
        ("the United States", "USA"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("the UK", "GBR"),
        ("Great Britain", "GBR"),
        ("Türkiye", "TUR"),
        ("Ukraine's", "UKR"),
        ("UKRAINE", "UKR"),
        ("Côte d’Ivoire", "CIV"),
        ("the Netherlands", "NLD"),
        ("Democratic Republic of Congo", "COD"),
        ("republic of moldova", "MDA"),
        ("Kosovo", "XKX"),
    ],
)
def test_countries_are_known_by_their_names(name, iso3):
    found = knowledge.country(name)
    assert found is not None
    assert found.iso3 == iso3


@pytest.mark.parametrize(
    "name", ["turkey", "us", "polish", "chad", "Danish", "Copenhagen", "Ruritania", "", "the"]
)
def test_what_is_no_country_is_none(name):
    assert knowledge.country(name) is None


@pytest.mark.parametrize(
    ("name", "ambiguous"),
    [
        ("Georgia", True),
        ("Republic of Georgia", False),
        ("Jordan", True),
        ("Denmark", False),
        ("Holland", True),
    ],
)
def test_ambiguity_is_that_of_the_name_in_the_text(name, ambiguous):
    found = knowledge.country(name)
    assert found is not None
    assert found.ambiguous is ambiguous
    assert knowledge.is_ambiguous(name) is ambiguous


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Danish", "DNK"),
        ("Danes", "DNK"),
        ("Ukrainian", "UKR"),
        ("Dutch", "NLD"),
        ("Frenchman", "FRA"),
        ("danish", None),
    ],
)
def test_demonyms(name, iso3):
    assert knowledge.demonym(name) == iso3


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Copenhagen", "DNK"),
        ("Kyiv", "UKR"),
        ("Kiev", "UKR"),
        ("Washington", "USA"),
        ("The Hague", "NLD"),
        ("Odesa", None),
    ],
)
def test_capitals(name, iso3):
    assert knowledge.capital(name) == iso3


@pytest.mark.parametrize(
    ("name", "iso3", "kind"),
    [
        ("Odesa", "UKR", "region"),
        ("Scotland", "GBR", "nation"),
        ("Crimea", "UKR", "region"),
        ("Munich", "DEU", "city"),
    ],
)
def test_places_are_in_their_countries(name, iso3, kind):
    found = knowledge.place(name)
    assert found is not None
    assert (found.iso3, found.kind) == (iso3, kind)


def test_inhabitants_of_a_part_are_not_the_whole_country():
    scottish = knowledge.inhabitants("Scottish")
    assert scottish is not None
    assert scottish.name == "Scotland"
    assert knowledge.demonym("Scottish") is None


@pytest.mark.parametrize(
    ("name", "iso3", "stands_for"),
    [
        ("the Pentagon", "USA", "Department of Defense"),
        ("the White House", "USA", "office of the president"),
        ("the Kremlin's", "RUS", "office of the president"),
        ("Downing Street", "GBR", "office of the prime minister"),
        ("the Élysée", "FRA", "office of the president"),
        ("Quai d’Orsay", "FRA", "Ministry for Europe and Foreign Affairs"),
        ("Brussels", None, "European Union"),
    ],
)
def test_addresses_stand_for_institutions(name, iso3, stands_for):
    found = knowledge.institution(name)
    assert found is not None
    assert (found.iso3, found.stands_for) == (iso3, stands_for)
    assert knowledge.metonym(name) == iso3


@pytest.mark.parametrize(
    ("name", "full", "iso3", "kind", "ambiguous"),
    [
        ("the State Department", "Department of State", "USA", "ministry", False),
        ("Joint Chiefs of Staff", "Joint Chiefs of Staff", "USA", "military", True),
        ("IDF", "Israel Defense Forces", "ISR", "military", False),
        ("the Houthis", "Houthis", "YEM", "militant", False),
        ("Revolutionary guards", "Islamic Revolutionary Guard Corps", "IRN", "military", False),
        ("al-Qaeda", "al-Qaida", None, "militant", False),
        ("U.N.", "United Nations", None, "international", False),
        ("Congress", "U.S. Congress", "USA", "parliament", True),
    ],
)
def test_organizations(name, full, iso3, kind, ambiguous):
    found = knowledge.organization(name)
    assert found is not None
    assert (found.name, found.iso3, found.kind, found.ambiguous) == (full, iso3, kind, ambiguous)


@pytest.mark.parametrize(
    ("name", "portfolio"),
    [
        ("Defence Ministry", "defence"),
        ("Ministry of Defense", "defence"),
        ("foreign ministry", "foreign affairs"),
        ("the Foreign Office", "foreign affairs"),
        ("Treasury", "finance"),
        ("Ministry of Labour and Social Security", "labour"),
        ("Ministry of Agriculture, Forestry & Fisheries", "agriculture"),
        ("Ministry of Silly Walks", None),
        ("Ministry of Silly Walks and Defence", None),
    ],
)
def test_ministries_have_a_portfolio(name, portfolio):
    assert knowledge.ministry(name) == portfolio


def test_members_of_nato():
    nato = knowledge.alliance("NATO")
    assert nato is not None
    assert nato.name == "North Atlantic Treaty Organization"
    assert len(nato.members) == 32
    assert {"FIN", "SWE", "DNK", "USA"} <= set(nato.members)
    assert "UKR" not in nato.members


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("the EU", 27),
        ("G7", 7),
        ("African Union", 55),
        ("Arab League", 22),
        ("ASEAN", 11),
        ("OSCE", 57),
        ("the Baltic states", 3),
        ("Five Eyes", 5),
        ("Ukraine Defense Contact Group", 0),
    ],
)
def test_alliances_have_as_many_members_as_they_say(name, size):
    found = knowledge.alliance(name)
    assert found is not None
    assert len(found.members) == size


@pytest.mark.parametrize(
    ("title", "kind", "level", "portfolio"),
    [
        ("Defence Secretary", "government", "minister", "defence"),
        ("defense minister", "government", "minister", "defence"),
        ("secretary of defense", "government", "minister", "defence"),
        ("deputy mayor", "government", "deputy", None),
        ("chairman of the Joint Chiefs of Staff", "military", "chief", "defence"),
        ("prime minister", "government", "head_of_government", None),
        ("spokeswoman", "spokesperson", None, None),
        ("former president", "government", "former", None),
        ("lawmaker", "legislature", "member", None),
        ("analyst", "academia", "analyst", None),
    ],
)
def test_offices(title, kind, level, portfolio):
    found = knowledge.office(title)
    assert found is not None
    assert (found.kind, found.level, found.portfolio) == (kind, level, portfolio)


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        (["Danish", "Defence", "Minister"], ["Defence", "Minister"]),
        (["the", "deputy", "foreign", "minister", "of", "Latvia"], ["deputy", "foreign", "minister"]),
        (["chairman", "of", "the", "Joint", "Chiefs"], ["chairman", "of", "the", "Joint", "Chiefs"]),
        (["Vice", "-", "President"], ["Vice", "-", "President"]),
        (["vice-president"], ["vice-president"]),
        (["Latvia", "’s", "chief", "negotiator"], ["chief", "negotiator"]),
        (["the", "weather"], []),
        ([], []),
    ],
)
def test_the_office_in_a_phrase(tokens, found):
    span = knowledge.office_in(tokens)
    assert (tokens[span.start : span.end] if span else []) == found


@pytest.mark.parametrize(
    ("form", "full", "gender", "is_role"),
    [
        ("Gen.", "General", None, True),
        ("Gen", "General", None, True),
        ("Lt. Gen.", "Lieutenant General", None, True),
        ("Mr", "Mister", "m", False),
        ("Mrs.", "Mrs.", "f", False),
        ("Dr.", "Doctor", None, False),
        ("Queen", "Queen", "f", True),
        ("Sen.", "Senator", None, True),
        ("Ayatollah", "Ayatollah", "m", True),
    ],
)
def test_titles_before_a_name(form, full, gender, is_role):
    title = knowledge.title(form)
    assert title is not None
    assert (title.full, title.gender, title.is_role) == (full, gender, is_role)


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Lloyd Austin", "USA"),
        ("Mark Milley", "USA"),
        ("Volodymyr Zelenskyy", "UKR"),
        ("Lars Lokke Rasmussen", "DNK"),
        ("Kim Jong-un", "PRK"),
        ("Emmanuel Macron", "FRA"),
    ],
)
def test_people_in_office(name, iso3):
    found = knowledge.leader(name)
    assert found is not None
    assert found.iso3 == iso3


def test_a_surname_alone_tells_nobody():
    assert knowledge.leader("Milley") is None
    assert all(" " in form for person in knowledge.leaders() for form in (person.name, *person.aliases))


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Mette", "f"),
        ("Jens", "m"),
        ("José", "m"),
        ("Jose", "m"),
        ("Karl-Heinz", "m"),
        ("Robin", None),
        ("", None),
        ("-", None),
    ],
)
def test_given_names(name, gender):
    assert knowledge.gender_of(name) == gender


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("official", "sg"),
        ("Officials", "pl"),
        ("people familiar with the matter", "pl"),
        ("witnesses", "pl"),
        ("source", "sg"),
        ("president", None),
    ],
)
def test_speakers_without_a_name(phrase, number):
    assert knowledge.anonymous(phrase) == number


# --- the tables themselves ---------------------------------------------------------------------------------------


def lines(package: str, name: str) -> list[str]:
    return files(package).joinpath(name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_sorted_and_say_where_they_come_from(name):
    text = lines(PACKAGE, name)
    entries = [line for line in text if not line.startswith("#")]
    assert any(line.startswith("#") and "Source" in line for line in text)
    assert entries == sorted(entries, key=lambda line: line.split("\t"))
    assert len(entries) == len(rows(PACKAGE, name, columns=TABLES[name][0]))


@pytest.mark.parametrize("name", TABLES)
def test_a_name_stands_for_one_thing_in_a_table(name):
    columns, _, keys = TABLES[name]
    names = [
        form for row in rows(PACKAGE, name, columns=columns) for at in keys for form in alternatives(row[at])
    ]
    assert sorted({n for n in names if names.count(n) > 1}) == []


@pytest.mark.parametrize("name", TABLES)
def test_every_country_code_is_a_country(name):
    columns, codes, _ = TABLES[name]
    known = {country.iso3 for country in knowledge.countries()}
    used = {
        code for row in rows(PACKAGE, name, columns=columns) for at in codes for code in alternatives(row[at])
    }
    assert used <= known


def test_prefixes_of_ships_are_of_known_countries():
    known = {country.iso3 for country in knowledge.countries()}
    assert {v.iso3 for v in gazetteer.vessels().values() if v.iso3} <= known


def test_the_members_of_the_united_nations_are_complete():
    members = [country for country in knowledge.countries() if country.un]
    assert len(members) == 193
    assert [c.name for c in members if not c.capitals] == []
    assert [c.name for c in members if not c.currencies] == []
    united = knowledge.alliance("UN member states")
    assert united is not None
    assert united.members == tuple(c.iso3 for c in members)


def test_demonyms_and_capitals_are_of_one_country():
    for forms in (
        [f for c in knowledge.countries() for f in c.demonyms],
        [f for c in knowledge.countries() for f in c.capitals],
    ):
        # Kingston is a capital twice; Jamaica comes first.
        assert sorted({f for f in forms if forms.count(f) > 1}) in ([], ["Kingston"])
    assert knowledge.capital("Kingston") == "JAM"


@pytest.mark.parametrize(
    ("name", "columns", "at"), [("countries.tsv", 9, 7), ("places.tsv", 6, 5), ("organizations.tsv", 5, 4)]
)
def test_ambiguous_forms_are_forms_of_their_row(name, columns, at):
    for row in rows(PACKAGE, name, columns=columns):
        others = {form for i, cell in enumerate(row) if i != at for form in alternatives(cell)}
        assert set(alternatives(row[at])) <= others


def test_places_are_no_countries():
    assert [
        p.name for p in knowledge.places() if knowledge.country(p.name) or knowledge.capital(p.name)
    ] == []


def test_columns_hold_what_their_files_say():
    portfolios = set(knowledge.ministries().values())
    offices = knowledge.offices().values()
    assert {o.kind for o in offices} == {
        "academia", "business", "diplomacy", "government", "international", "judiciary", "legislature", "military", "monarch",
        "other", "party", "religious", "spokesperson",
    }  # fmt: skip
    assert {o.portfolio for o in offices if o.portfolio} <= portfolios
    assert {o.gender for o in offices} == {"m", "f", None}
    assert all(o.title == o.title.lower() for o in offices)
    assert {o.kind for o in knowledge.organizations()} == {
        "agency", "company", "court", "government", "international", "media", "military", "militant", "ministry", "ngo", "other",
        "parliament", "party", "police", "religious", "think tank",
    }  # fmt: skip
    assert {m.kind for m in knowledge.metonyms()} == {"organization", "place"}
    assert {p.kind for p in knowledge.places()} == {
        "breakaway", "city", "nation", "province", "region", "state", "territory",
    }  # fmt: skip
    assert set(knowledge.given_names().values()) == {"m", "f"}
    assert {number for _, number in rows(PACKAGE, "anonymous.tsv", columns=2)} == {"sg", "pl"}
    assert {title.gender for title in knowledge.titles().values()} == {"m", "f", None}
    assert {person.gender for person in knowledge.leaders()} == {"m", "f", None}
    assert all(1995 <= person.as_of <= 2030 for person in knowledge.leaders())


def test_leaders_hold_an_office_that_is_known():
    assert [person.name for person in knowledge.leaders() if knowledge.office(person.office) is None] == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Denmark\tDNK\textra", "broken.tsv:2: 3 cells instead of 2"),
        ("\tDNK", "broken.tsv:2: the first cell is empty"),
        ("Denmark||Danmark\tDNK", "broken.tsv:2: empty alternative or stray space in 'Denmark||Danmark'"),
        ("Denmark \tDNK", "broken.tsv:2: empty alternative or stray space in 'Denmark '"),
    ],
)
def test_a_malformed_row_is_named(tmp_path, monkeypatch, line, message):
    (tmp_path / "__init__.py").touch()
    (tmp_path / "broken.tsv").write_text(f"# name\tiso3\n{line}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path.parent)
    with pytest.raises(TableError) as error:
        rows(tmp_path.name, "broken.tsv", columns=2)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("words", "example"),
    [
        (words, example)
        for name in ("clause_words.tsv", "party_words.tsv")
        for _, words, example in rows(PACKAGE, name, columns=3)
    ]
    + [(word, example) for word, _, example in rows(PACKAGE, "numbers.tsv", columns=3)],
)
def test_the_example_of_a_word_list_has_one_of_its_words(words: str, example: str) -> None:
    assert set(re.findall(r"\w+", example.lower())) & set(alternatives(words))


def test_number_words_have_their_value() -> None:
    assert {word: knowledge.numbers()[word] for word in ("two", "thirteen", "ninety")} == {
        "two": 2,
        "thirteen": 13,
        "ninety": 90,
    }
