"""`python -m training.gazetteers`: brings countries.tsv and leaders.tsv up to date with their sources.

Both tables mix facts from public lists with what was compiled by hand. A run takes codes, currencies and capitals of
countries.tsv, and the rows marked `cia` and `wikidata` of leaders.tsv, from `--data DIR/gazetteers`, and keeps
everything else as it stands in the file; run twice, it changes nothing. `--check` only says whether a run would.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.reading import knowledge
from onrecord.reading.knowledge.index import plain, table
from onrecord.tables import alternatives

TABLES = Path("src/onrecord/reading/knowledge")
CODES = "country_codes/data/country-codes.csv"
CIA = "cia_leaders/cia_leaders_2019.csv"
WIKIDATA = ("world_leaders_2021/data/wikidata.csv", "world_leaders_2021/data/wikipedia.csv")

#: What the lists call a country, where no alias in countries.tsv says it.
COUNTRIES = {
    "Congo - Brazzaville": "COG",
    "Congo - Kinshasa": "COD",
    "Congo, Democratic Republic of the": "COD",
    "Congo, Republic of the": "COG",
    "Gambia, The": "GMB",
    "Bahamas, The": "BHS",
    "Holy See (Vatican City)": "VAT",
    "Korea, North": "PRK",
    "Korea, South": "KOR",
    "Micronesia, Federated States of": "FSM",
    "Federated States of Micronesia": "FSM",
}
#: The CIA's offices that are kept, as the press calls them. Deputies and ministers of state do not match.
CIA_OFFICES = (
    (r"(Acting |Interim )?(State )?President( & Commander in Chief.*| & Prime Minister.*|,? .*Republic)?", "president"),
    (r"(Acting )?(Prime Minister|Premier)\b.*", "prime minister"),
    (r"(Federal )?Chancellor", "chancellor"),
    (r"(Federal )?(Minister|Secretary of State|Secretary) (of|for)( Europe and)? Foreign\b.*", "foreign minister"),
    (r"(Minister|Secretary) (of|for) (External|Exterior) (Affairs|Relations)\b.*", "foreign minister"),
    (r"(Federal )?(Minister|Secretary|Secretary of State) (of|for)( the| Peoples?'?s?'?)?( National)? Defense\b.*", "defence minister"),
    (r"Secretary of State", "secretary of state"),
    (r"King( & .*)?", "king"),
    (r"Queen", "queen"),
    (r"Emperor", "emperor"),
    (r"Amir", "emir"),
    (r"Grand Duke", "grand duke"),
    (r"Sultan\b.*", "sultan"),
    (r"Governor General", "governor general"),
    (r"Vice President", "vice president"),
)  # fmt: skip
WIKIDATA_OFFICES = re.compile(
    r"(?i)(president|prime minister|chancellor|premier|king|queen|monarch|emir|sultan|emperor|grand duke|supreme leader"
    r"|taoiseach|governor-general|governor general)(?: of .*)?$"
)
_PARTICLE = re.compile(r"(?i)al|el|de|da|do|dos|das|del|della|di|du|la|le|van|von|der|den")
#: What stands among names without being one.
_NO_NAMES = frozenset(("Judge", "Ret.", "Jr.", "Sr.", "Dr.", "Gen.", "Sir", "Dame"))
_ROMAN = re.compile(r"[IVX]+\.?")


@dataclass(frozen=True)
class Person:
    """A row of leaders.tsv."""

    name: str
    aliases: tuple[str, ...]
    iso3: str
    office: str
    as_of: str
    gender: str
    source: str

    @property
    def row(self) -> tuple[str, ...]:
        """Its cells."""
        return (
            self.name,
            "|".join(self.aliases),
            self.iso3,
            self.office,
            self.as_of,
            self.gender,
            self.source,
        )


def main() -> None:
    """Parses the command line, writes or checks both tables."""
    parser = argparse.ArgumentParser(prog="python -m training.gazetteers", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ONRECORD_DATA", "../shared/data")))
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit status 1 if a table would change"
    )
    args = parser.parse_args()
    source = args.data / "gazetteers"
    if not source.is_dir():
        parser.error(f"no gazetteers in {args.data}: give --data DIR or set ONRECORD_DATA")
    changed = False
    for name, made in (("countries.tsv", countries(source)), ("leaders.tsv", leaders(source))):
        path = TABLES / name
        old = path.read_text(encoding="utf-8")
        head = "".join(line for line in old.splitlines(keepends=True) if line.startswith("#"))
        new = head + "".join("\t".join(row) + "\n" for row in sorted(made))
        if new != old:
            changed = True
            print(f"{name}: {'would change' if args.check else 'written'}")
            if not args.check:
                path.write_text(new, encoding="utf-8")
    if args.check and changed:
        raise SystemExit(1)


def countries(source: Path) -> list[tuple[str, ...]]:
    """The rows of countries.tsv with codes, currencies and capitals from the list of country codes."""
    with (source / CODES).open(encoding="utf-8", newline="") as file:
        codes = {row["ISO3166-1-Alpha-3"]: row for row in csv.DictReader(file)}
    found: list[tuple[str, ...]] = []
    for iso3, *cells in table("countries.tsv", 9):
        iso2, name, aliases, demonyms, capitals, currencies, *rest = cells
        row = codes.pop(iso3, None)
        if row is not None:
            iso2, capitals, currencies = facts(row, capitals, currencies)
        found.append((iso3, iso2, name, aliases, demonyms, capitals, currencies, *rest))
    for iso3, row in codes.items():
        print(f"countries.tsv: new code {iso3}; give it a name, demonyms and aliases by hand")
        iso2, capitals, currencies = facts(row, "", "")
        found.append((iso3, iso2, row["CLDR display name"], "", "", capitals, currencies, "", "n"))
    return found


def facts(row: dict[str, str], capitals: str, currencies: str) -> tuple[str, str, str]:
    """(iso2, capitals, currencies) by the list; the capitals that a table has already stay in front."""
    capital = row["Capital"].strip()
    if capital and plain(capital) not in map(plain, alternatives(capitals)):
        capitals = "|".join((*alternatives(capitals), capital))
    return (
        row["ISO3166-1-Alpha-2"],
        capitals,
        row["ISO4217-currency_alphabetic_code"].replace(",", "|") or currencies,
    )


def leaders(source: Path) -> list[tuple[str, ...]]:
    """The rows of leaders.tsv: by hand first, then Wikidata's, then the CIA's; nobody twice."""
    by_hand = [
        Person(n, alternatives(a), *rest) for n, a, *rest in table("leaders.tsv", 7) if rest[-1] == "hand"
    ]
    people = list(by_hand)
    taken = {plain(form) for person in by_hand for form in (person.name, *person.aliases)}
    # Elizabeth II reigned in fifteen countries; such a name tells no country.
    listed = [*wikidata(source), *cia(source)]
    homes: dict[str, set[str]] = {}
    for person in listed:
        for form in (person.name, *person.aliases):
            homes.setdefault(plain(form), set()).add(person.iso3)
    for person in listed:
        forms = [
            f for f in (person.name, *person.aliases) if len(homes[plain(f)]) == 1 and plain(f) not in taken
        ]
        if person.name not in forms or any(plain(f) in taken for f in person.aliases):
            continue
        taken.update(map(plain, forms))
        people.append(replace(person, aliases=tuple(forms[1:])))
    return [person.row for person in people]


def cia(source: Path) -> Iterator[Person]:
    """Heads of state and government, foreign and defence ministers of 2019."""
    with (source / CIA).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            iso3 = iso3_of(row["country"])
            office = next((o for pattern, o in CIA_OFFICES if re.fullmatch(pattern, row["office"])), None)
            # "SALMAN bin Abd al-Aziz Al Saud" is known to the press under other names.
            if iso3 is None or office is None or not row["person"].strip() or " bin " in row["person"]:
                continue
            name, short = unshouted(row["person"])
            if " " in name:
                aliases = (short,) if short and short != name else ()
                yield Person(name, aliases, iso3, office, "2019", gender(name), "cia")


def wikidata(source: Path) -> Iterator[Person]:
    """Heads of state and government of 2021 and 2022."""
    for path in WIKIDATA:
        with (source / path).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                label = row.get("positionLabel") or row.get("positionlabel") or ""
                name = row.get("officeholderLabel") or row.get("officeholderlabel") or ""
                name = re.sub(r'\s+\(.*\)|"[^"]*" | of [A-Z].*', "", name).strip()
                iso3, office = iso3_of(row["country"]), WIKIDATA_OFFICES.match(label)
                if iso3 is None or office is None or " " not in name or re.fullmatch(r"Q\d+", name):
                    continue
                held = min(row["end_year"] or "2022", "2022")
                title = office[1].lower().replace("governor-general", "governor general")
                yield Person(name, (), iso3, title, held, gender(name), "wikidata")


def iso3_of(name: str) -> str | None:
    """The country that a list means."""
    found = knowledge.country(name)
    return COUNTRIES.get(name) or (found.iso3 if found else None)


def unshouted(name: str) -> tuple[str, str | None]:
    """A name whose surname is in capitals, as the press writes it, and without middle names and further surnames.

    "Gudni Thorlacius JOHANNESSON" is ("Gudni Thorlacius Johannesson", "Gudni Johannesson"), "XI Jinping" is
    ("Xi Jinping", None).
    """
    name = re.sub(r"\s*\(?a\.k\.a\..*", "", name)
    words = [w for w in re.sub(r"[(),]", " ", name).split() if w not in _NO_NAMES]
    loud = [i for i, w in enumerate(words) if _shouted(w)]
    quiet = [_quiet(w, i) if i in loud else w for i, w in enumerate(words)]
    short = None
    if loud and loud[0] > 0 and len(words) > 2 and not words[0].endswith("."):
        first = loud[0]
        while first > 1 and _PARTICLE.fullmatch(words[first - 1]):
            first -= 1
        short = " ".join((quiet[0], *quiet[first : loud[-1] + 1]))
    return " ".join(quiet), short


def _shouted(word: str) -> bool:
    """Whether a word or a part of it is in capitals, and no number or initial: "O'NEILL", "al-HAKIM"."""
    parts = re.split(r"[-'’]", word)
    return (
        any(len(p) > 1 and p.isupper() for p in parts)
        and not _ROMAN.fullmatch(word)
        and not word.endswith(".")
    )


def _quiet(word: str, at: int) -> str:
    """A word in capitals as a name is written."""
    parts = re.split(r"([-'’])", word)
    quiet = "".join(
        p.lower() if p.lower() in ("al", "el") and len(parts) > 1 else p[:1] + p[1:].lower() for p in parts
    )
    return quiet.lower() if at and _PARTICLE.fullmatch(word) else quiet


def gender(name: str) -> str:
    """What the given name tells, if anything."""
    return knowledge.gender_of(name.split(maxsplit=1)[0]) or ""


if __name__ == "__main__":
    main()
