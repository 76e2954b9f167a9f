"""Trackers' sheets: read by a map, kept beside the records, held against them."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.ledger import Ledger, LedgerError
from onrecord.ledger.sheets import Comparison, cells, compare, read_map, read_sheet
from onrecord.ledger.sheets.cells import Number, UnclearError
from tests.ledger.wire import gift

MAP = """
name = "Support tracker"
[columns]
donor = "Donor"
recipient = "Recipient"
item = "Item"
units = "Units"
value = "Value"
stage = "Status"
date = "Announced"
source = "Source"
[constants]
currency = "EUR"
[values.stage]
"Handed over" = "done"
"""
HEADINGS = "Donor,Recipient,Item,Units,Value,Status,Announced,Source"


def sheet_of(
    folder: Path, *rows: str, headings: str = HEADINGS, map: str = MAP, encoding: str = "utf-8"
) -> Any:
    (folder / "map.toml").write_text(map, encoding="utf-8")
    (folder / "sheet.csv").write_bytes("\r\n".join([headings, *rows]).encode(encoding))
    return read_sheet(folder / "sheet.csv", read_map(folder / "map.toml"))


# --- cells -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "mark", "found"),
    [
        ("20", None, Number(20, 20, "stated")),
        ("1,250.5", None, Number(1250.5, 1250.5, "stated")),
        ("1.250,5", None, Number(1250.5, 1250.5, "stated")),
        ("1,234", ",", Number(1.234, 1.234, "stated")),
        ("1,234", ".", Number(1234, 1234, "stated")),
        ("1 250 000", None, Number(1250000, 1250000, "stated")),
        ("1’250’000", None, Number(1250000, 1250000, "stated")),
        ("€1.2m", None, Number(1200000, 1200000, "stated", "EUR")),
        ("2.5 billion USD", None, Number(2.5e9, 2.5e9, "stated", "USD")),
        ("about 20", None, Number(20, 20, "approximate")),
        ("~20", None, Number(20, 20, "approximate")),
        ("at least 20", None, Number(20, None, "approximate")),
        ("20+", None, Number(20, None, "approximate")),
        ("up to 20", None, Number(None, 20, "approximate")),
        ("10-15", None, Number(10, 15, "approximate")),
        ("1.5–2 million", None, Number(1500000, 2000000, "approximate")),
        ("undisclosed", None, Number(state="undisclosed")),
        ("n/a", None, Number()),
        ("", None, Number()),
    ],
)
def test_a_number_is_read_as_trackers_write_it(cell: str, mark: str | None, found: Number) -> None:
    assert cells.number(cell, mark) == found


@pytest.mark.parametrize(
    ("cell", "mark", "why"),
    [
        ("1,234", None, "a thousand times more or less"),
        ("two dozen", None, "is no number"),
        ("12 batteries", None, "is no number"),
        ("1,23,4", ".", "is no number"),
        ("15-10", None, "is no range"),
        ("5 kroner", None, "may be DKK or NOK"),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_is_refused(cell: str, mark: str | None, why: str) -> None:
    with pytest.raises(UnclearError, match=why):
        cells.number(cell, mark)


def test_a_column_shows_how_its_numbers_are_written() -> None:
    assert cells.decimal_mark(["1,234", "12", "3.5"]) == "."
    assert cells.decimal_mark(["1.234", "1.234.567"]) == ","
    assert cells.decimal_mark(["1,234", "12"]) is None
    with pytest.raises(UnclearError, match=r"format\.decimal"):
        cells.decimal_mark(["1,5", "2.5"])


@given(st.integers(0, 10**12), st.integers(0, 99), st.sampled_from([",", "."]))
def test_every_number_comes_back_from_either_way_of_writing(whole: int, part: int, mark: str) -> None:
    group = "." if mark == "," else ","
    written = f"{whole:,}".replace(",", group) + f"{mark}{part:02}"
    assert cells.number(written, mark).least == pytest.approx(whole + part / 100)


@pytest.mark.parametrize(
    ("cell", "first", "day"),
    [
        ("2025-03-04", None, "2025-03-04"),
        ("2025-03-04 00:00:00", None, "2025-03-04"),
        ("2025/3/4", None, "2025-03-04"),
        ("04.03.2025", None, "2025-03-04"),
        ("25/03/2025", None, "2025-03-25"),
        ("4/3/2025", True, "2025-03-04"),
        ("3/4/2025", False, "2025-03-04"),
        ("4 March 2025", None, "2025-03-04"),
        ("Mar 4th, 2025", None, "2025-03-04"),
        ("March 2025", None, "2025-03"),
        ("2025-03", None, "2025-03"),
        ("2025", None, "2025"),
        ("", None, None),
    ],
)
def test_a_day_is_read_as_trackers_write_it(cell: str, first: bool | None, day: str | None) -> None:
    assert cells.when(cell, first=first, written=None) == day


@pytest.mark.parametrize("cell", ["4/3/2025", "31.02.2025", "45720", "in spring"])
def test_a_day_that_is_none_or_two_is_refused(cell: str) -> None:
    with pytest.raises(UnclearError, match=r"format\.dates"):
        cells.when(cell, first=None, written=None)


@pytest.mark.parametrize(
    ("cell", "side"),
    [
        ("Denmark", "DNK"), ("DNK", "DNK"), ("DK", "DNK"), ("the United States", "USA"), ("European Union", "european union"),
        ("Bosnia and Herzegovina", "BIH"), ("–", None),
    ],
)  # fmt: skip
def test_a_side_is_called_as_records_call_it(cell: str, side: str | None) -> None:
    assert cells.side(cell) == side


@pytest.mark.parametrize("cell", ["Denmark and Norway", "Denmark; Norway", "Denmark/Norway"])
def test_several_donors_in_a_cell_are_refused(cell: str) -> None:
    with pytest.raises(UnclearError, match="are several"):
        cells.side(cell)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("launchers", "launcher"), ("HIMARS", "multiple launch rocket system"), ("Leopard 2A6 tanks", "main battle tank"), ("unheard-of things", "thing")],
)  # fmt: skip
def test_a_thing_has_the_class_that_records_have(cell: str, kind: str) -> None:
    assert cells.class_of(cell) == kind


# --- files -----------------------------------------------------------------------------------------------------------


def test_a_sheet_with_mark_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    sheet = sheet_of(
        tmp_path,
        "Denmark;Ukraine;Launchers;2;1.500.000,00;Committed;03.03.2025;https://a.example",
        "Norway;Ukraine;Launchers;;750.000,50;Handed over;04.03.2025;",
        headings=HEADINGS.replace(",", ";"), encoding="utf-8-sig",
    )  # fmt: skip
    assert sheet.left == ()
    assert [
        (r.line, r.donor, r.kind, r.units.least, r.value.least, r.currency, r.stage, r.on) for r in sheet.rows
    ] == [
        (2, "DNK", "launcher", 2, 1_500_000, "EUR", "pledged", "2025-03-03"),
        (3, "NOR", "launcher", None, 750_000.5, "EUR", "done", "2025-03-04"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8"])
def test_a_sheet_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    sheet = sheet_of(tmp_path, "Åland,Ukraine,Launchers,2,,Committed,2025-03-03,“Dagblad”", encoding=encoding)
    assert [(r.donor, r.source) for r in sheet.rows] == [("ALA", "“Dagblad”")]


def test_titles_above_the_headings_and_breaks_in_cells_keep_the_lines_right(tmp_path: Path) -> None:
    sheet = sheet_of(
        tmp_path,
        '"Denmark",Ukraine,"Launchers\nof two kinds: launchers",2,,Committed,2025-03-03,',
        "",
        "Nobody and Norway,,Launchers,2,,Committed,2025-03-03,",
        headings=f"Support tracker,,,,,,,\r\n,,,,,,,\r\n{HEADINGS}",
    )
    assert [r.line for r in sheet.rows] == [4]
    assert [(left.line, left.why) for left in sheet.left] == [(7, "recipient: none is given")]


def test_lines_that_can_be_read_in_two_ways_are_left_out_by_number(tmp_path: Path) -> None:
    sheet = sheet_of(
        tmp_path,
        'Denmark,Ukraine,Launchers,"1,234",,Committed,2025-03-03,',
        "Denmark and Norway,Ukraine,Launchers,2,,Committed,2025-03-03,",
        "Denmark,Ukraine,Launchers,2,,Mulled,2025-03-03,",
        "Denmark,Ukraine,Launchers,2,,Committed,3/4/2025,",
        "Denmark,Ukraine,,2,,Committed,2025-03-03,",
        "Denmark,Ukraine,Launchers,2,,Committed,2025-03-03,",
    )
    assert [r.line for r in sheet.rows] == [7]
    assert [f"{left.line}: {left.why}" for left in sheet.left] == snapshot(
        [
            "2: units: “1,234” may be a thousand times more or less; say which: format.decimal",
            "3: donor: “Denmark and Norway” are several",
            "4: stage: “Mulled” is no stage that is known; say which it is: values.stage",
            "5: date: “3/4/2025” may be in either of two months; say which: format.dates",
            "6: item: none is given",
        ]
    )


@pytest.mark.parametrize(
    ("map", "said"),
    [
        (MAP.replace('"Donor"', '"Giver"'), "has no column “Giver”. Its headings are: donor, recipient, item"),
        (MAP.replace('donor = "Donor"\n', ""), 'does not say who the donor is. Give it as donor = "HEADING"'),
        (MAP.replace('"done"', '"gone"'), "“Handed over” is put down as “gone”, which is no stage. Stages are: requested"),
        (MAP.replace("donor =", "giver ="), "columns.giver: Input should be 'donor', 'recipient'"),
        (MAP + "[format]\ntimes = inf", "format.times: Input should be a finite number"),
        (MAP + '[format]\nencoding = "no\\u0000ne"', "Say how it is written: format.encoding."),
        ("name = ", "is no TOML"),
    ],
)  # fmt: skip
def test_a_map_that_does_not_fit_is_refused_with_what_would(tmp_path: Path, map: str, said: str) -> None:
    with pytest.raises(LedgerError) as error:
        sheet_of(tmp_path, "Denmark,Ukraine,Launchers,2,,Committed,2025-03-03,", map=map)
    assert said in str(error.value)


def test_a_way_of_writing_days_that_is_none_leaves_the_line_out(tmp_path: Path) -> None:
    row, twice = "Denmark,Ukraine,Launchers,2,,Committed,3 3,", MAP + '[format]\ndates = "%d %d"'
    assert [left.line for left in sheet_of(tmp_path, row, map=twice).left] == [2]


def test_the_map_that_the_documentation_shows_is_one(root: Path, tmp_path: Path) -> None:
    page = (root / "docs" / "how-to" / "compare-a-sheet.md").read_text(encoding="utf-8")
    shown_map = page.partition("```toml\n")[2].partition("```")[0]
    heads = (
        "Donor country;To;Item;Category;Quantity;Measure;Value (million EUR);Status;Date of announcement;Link"
    )
    (row,) = sheet_of(
        tmp_path,
        "Denmark;Ukraine;HIMARS;MLRS;2;battery;1,5;Handed over;04/03/2025;",
        headings=heads,
        map=shown_map,
    ).rows
    assert (row.kind, row.unit, row.value.least, row.currency, row.stage, row.on) == (
        "multiple launch rocket system", "battery", 1_500_000, "EUR", "done", "2025-03-04",
    )  # fmt: skip


@given(data=st.binary(max_size=300))
def test_whatever_is_no_sheet_is_told(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("sheet")
    (folder / "map.toml").write_text(MAP, encoding="utf-8")
    (folder / "sheet.csv").write_bytes(data)
    with pytest.raises(LedgerError):
        read_sheet(folder / "sheet.csv", read_map(folder / "map.toml"))


# --- workbooks -------------------------------------------------------------------------------------------------------


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """A workbook as a spreadsheet program saves it."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


ROWS: list[list[object]] = [
    ["Support tracker, as of April"],
    [],
    [None, *HEADINGS.split(",")],
    [None, "Denmark", "Ukraine", "Launchers", 2, 1.234, "Handed over", date(2025, 3, 4), "https://a.example"],
    [None, "Norway", "UKR", "Radars", "about 5", None, "Committed", datetime(2025, 5, 3, 9, 30)],  # noqa: DTZ001
    [None, "Latvia", "Moldova", "Boats", 1234.5, 2_500_000, "Committed", "6 March 2025"],
    [None, "Latvia", "Moldova", "Tents", "1.234", "n/a", "Committed", 45720],
]


def test_a_workbook_says_what_its_cells_hold(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    path = workbook(tmp_path / "tracker.xlsx", {"Read me": [["Notes"]], "Data": ROWS})
    sheet = read_sheet(path, read_map(tmp_path / "map.toml"))
    first, second, third = sheet.rows
    assert (first.line, first.donor, first.recipient, first.kind) == (4, "DNK", "UKR", "launcher")
    assert (first.units, first.value) == (Number(2, 2, "stated"), Number(1.234, 1.234, "stated"))
    assert (first.stage, first.on, first.source) == ("done", "2025-03-04", "https://a.example")
    assert (second.line, second.units, second.on) == (5, Number(5, 5, "approximate"), "2025-05-03")
    assert (third.units.least, third.value.least, third.on) == (1234.5, 2_500_000, "2025-03-06")
    (left,) = sheet.left
    assert (left.line, left.why.partition(":")[0]) == (7, "units")


def test_a_date_of_a_workbook_is_none_of_the_ways_of_writing_days(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(
        MAP + '[format]\ndates = "%d/%m/%Y"\ndecimal = ","\n', encoding="utf-8"
    )
    path = workbook(tmp_path / "tracker.xlsx", {"Data": ROWS[:4]})
    (row,) = read_sheet(path, read_map(tmp_path / "map.toml")).rows
    assert (row.value.least, row.on) == (1.234, "2025-03-04")


@pytest.mark.parametrize(
    ("sheets", "more", "said"),
    [
        ({"Old": ROWS, "New": ROWS}, "", "these columns in several sheets: “Old”, “New”. Say which: format.sheet."),
        ({"Old": ROWS}, 'sheet = "New"', "has no sheet “New”. Its sheets are: Old."),
        ({"Notes": [["Donor", "To"]]}, "", "has no column “Recipient”, “Item”"),
        ({"Empty": []}, "", "has no column “Donor”"),
    ],
)  # fmt: skip
def test_a_workbook_that_does_not_fit_is_refused_with_what_would(
    tmp_path: Path, sheets: dict[str, list[list[object]]], more: str, said: str
) -> None:
    (tmp_path / "map.toml").write_text(f"{MAP}[format]\n{more}\n", encoding="utf-8")
    path = workbook(tmp_path / "tracker.xlsx", sheets)
    with pytest.raises(LedgerError, match=said):
        read_sheet(path, read_map(tmp_path / "map.toml"))


def test_one_of_several_sheets_is_named(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAP + '[format]\nsheet = "New"\n', encoding="utf-8")
    path = workbook(tmp_path / "tracker.xlsx", {"Old": ROWS[:4], "New": ROWS})
    assert len(read_sheet(path, read_map(tmp_path / "map.toml")).rows) == 3


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 no workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)]
)
def test_what_begins_like_a_workbook_and_is_none_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    (tmp_path / "tracker.xlsx").write_bytes(data)
    with pytest.raises(LedgerError, match=r"is no workbook that can be read: .*Save the sheet as CSV"):
        read_sheet(tmp_path / "tracker.xlsx", read_map(tmp_path / "map.toml"))


def test_without_calamine_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    path = workbook(tmp_path / "tracker.xlsx", {"Data": ROWS})
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(LedgerError, match=r"needs python-calamine.*pip install 'onrecord\[workbooks\]'"):
        read_sheet(path, read_map(tmp_path / "map.toml"))


# --- keeping ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    days = (f"2025-04-{day:02}T12:00:00.000000+00:00" for day in itertools.count(1))
    with Ledger(place, clock=lambda: next(days)) as made:
        yield made


def test_a_sheet_is_kept_whole_and_once(ledger: Ledger, tmp_path: Path) -> None:
    sheet = sheet_of(
        tmp_path,
        "Denmark,Ukraine,Launchers,2,1500000,Committed,2025-03-03,https://a.example",
        "Denmark and Norway,Ukraine,Launchers,2,,Committed,2025-03-03,",
    )
    its_map = read_map(tmp_path / "map.toml")
    first = ledger.keep_sheet(sheet, its_map)
    assert (first.new, first.rows, first.left) == (True, 1, 1)
    assert ledger.keep_sheet(sheet, its_map).new is False
    assert ledger.sheet("Support tracker") == sheet
    changed = sheet_of(tmp_path, "Denmark,Ukraine,Launchers,3,1500000,Committed,2025-03-03,")
    ledger.keep_sheet(changed, its_map)
    assert ledger.sheet("Support tracker") == changed
    assert [k.rows for k in ledger.sheets()] == [1, 1]
    with pytest.raises(LedgerError, match="Sheets in it are: Support tracker"):
        ledger.sheet("Another")
    for change in (
        "UPDATE sheet_row SET donor = 'NOR'",
        "DELETE FROM sheet_row",
        "UPDATE sheet SET name = ''",
    ):
        with pytest.raises(DBAPIError, match="only ever added to"), ledger.database.engine.begin() as raw:
            raw.execute(text(change))
    assert ledger.check() == []


# --- comparing -------------------------------------------------------------------------------------------------------

NEWS = [
    gift("Agency", "2025-03-03", money=1_500_000),
    gift("Daily", "2025-03-04", money=1_500_000),
    gift("Agency", "2025-03-05", donor="Norway", count=5),
    gift("Agency", "2025-03-06", donor="Latvia", count=4),
    gift("Agency", "2025-03-07", donor="Latvia", recipient="Moldova", count=9),
    gift("Agency", "2025-03-07", donor="Moldova", stage="considered", count=1),
]


def held(ledger: Ledger, sheet: Any) -> dict[str, list[Comparison]]:
    with ledger.at() as stood:
        compared = compare(sheet.rows, stood)
    found: dict[str, list[Comparison]] = {}
    for c in compared.found:
        found.setdefault(c.outcome, []).append(c)
    return found


def test_a_sheet_is_held_against_the_news(ledger: Ledger, tmp_path: Path) -> None:
    for reading in NEWS:
        ledger.add(reading)
    sheet = sheet_of(
        tmp_path,
        "Denmark,Ukraine,Launchers,2,1500000,Committed,2025-03-01,",
        "Norway,Ukraine,Launchers,6,,Handed over,2025-01-20,",
        "Estonia,Ukraine,Howitzers,9,,Committed,2025-03-01,",
    )
    found = held(ledger, sheet)
    assert [(c.donor, c.lines) for c in found["agrees"]] == [("DNK", (2,))]
    assert [(d.field, d.sheet, d.ledger) for d in found["differs"][0].differences] == [
        ("units", "6", "5"),
        ("stage", "done", "pledged"),
        ("date", "2025-01-20", "2025-03-05"),
    ]
    assert [(c.donor, c.kind, c.lines) for c in found["ledger lacks"]] == [("EST", "howitzer", (4,))]
    assert [(c.donor, c.recipient, c.units, c.on) for c in found["sheet lacks"]] == [
        ("LVA", "UKR", "4", "2025-03-06")
    ]


def test_rows_of_one_matter_are_held_together(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(gift("Agency", "2025-03-03", count=2))
    ledger.add(gift("Agency", "2025-09-03", count=4))
    sheet = sheet_of(
        tmp_path,
        "Denmark,Ukraine,Launchers,2,,Committed,2025-03-03,",
        "Denmark,Ukraine,launcher,4,,Committed,2025-09-03,",
    )
    (one,) = held(ledger, sheet)["agrees"]
    assert (one.lines, one.units) == ((2, 3), "6")


def test_a_sum_that_is_only_bounded_makes_no_total(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(gift("Agency", "2025-03-03", count=2, money=5_000_000))
    row = "Denmark,Ukraine,Launchers,,{},Committed,2025-03-03,"
    both = sheet_of(tmp_path, row.format("up to 4 million"), row.format("3 million"))
    assert [c.value for c in held(ledger, both)["agrees"]] == [""]
    (one,) = held(ledger, sheet_of(tmp_path, row.format("3 million")))["differs"]
    assert [d.field for d in one.differences] == ["value"]


def test_the_same_gift_under_another_name_is_a_difference_and_not_two_gaps(
    ledger: Ledger, tmp_path: Path
) -> None:
    ledger.add(gift("Agency", "2025-03-03", count=14))
    row = "{},Ukraine,{},14,,Committed,2025-03-03,"
    (one,) = held(ledger, sheet_of(tmp_path, row.format("Denmark", "Howitzers")))["differs"]
    assert [(d.field, d.sheet, d.ledger) for d in one.differences] == [("class", "howitzer", "launcher")]
    (one,) = held(ledger, sheet_of(tmp_path, row.format("Norway", "Launchers")))["differs"]
    assert [(d.field, d.sheet, d.ledger) for d in one.differences] == [("donor", "Norway", "Denmark")]
    both = sheet_of(tmp_path, row.format("Denmark", "Howitzers"), row.format("Norway", "Launchers"))
    assert {outcome: len(c) for outcome, c in held(ledger, both).items()} == {
        "ledger lacks": 2,
        "sheet lacks": 1,
    }


def test_what_a_person_merged_or_rejected_counts(ledger: Ledger, tmp_path: Path) -> None:
    for reading in NEWS[2:4]:
        ledger.add(reading)
    norway, latvia = (ledger.transfers(actor=c)[0].ref for c in ("NOR", "LVA"))
    sheet = sheet_of(tmp_path, "Latvia,Ukraine,Launchers,,,Committed,2025-03-06,")
    ledger.merge(latvia, norway, who="Kim")
    (one,) = held(ledger, sheet)["agrees"]
    assert one.record == norway
    ledger.reject(norway, who="Kim")
    assert {o: len(c) for o, c in held(ledger, sheet).items()} == {"ledger lacks": 1}


def test_the_command_tells_what_it_compared_and_what_it_left_out(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db") as ledger:
        for reading in NEWS:
            ledger.add(reading)
    sheet_of(
        tmp_path,
        "Denmark,Ukraine,Launchers,3,1500000,Committed,2025-03-01,",
        "Norway,Ukraine,Launchers,some,,Committed,2025-03-05,",
    )
    where = ["--ledger", str(tmp_path / "l.db")]
    files = [str(tmp_path / "sheet.csv"), "--map", str(tmp_path / "map.toml")]
    run = CliRunner()
    done = run.invoke(app, ["compare-sheet", *files, "--table", *where])
    assert done.exit_code == 0
    assert done.stdout == snapshot("""\
Where they differ (1)
  record        who      to whom  what             sheet  ledger  line
  T-a7e214fa8e  Denmark  Ukraine  launcher  units  3      2       2   \n\

What the sheet lacks (2)
  record        who     to whom  what      units  how far  date      \n\
  T-c3e593bda0  Latvia  Ukraine  launcher  4      pledged  2025-03-06
  T-168a6ff193  Norway  Ukraine  launcher  5      pledged  2025-03-05
""")
    assert done.stderr == snapshot("""\
sheet.csv: line 3 is left out: units: “some” is no number.
0 agree, 1 differ; the sheet lacks 2, the ledger lacks 0. Of the ledger's transfers not compared: 1 to others than the sheet's recipients, 1 not promised, or no longer.
""")
    done = run.invoke(app, ["import-sheet", *files, *where])
    assert done.stderr.endswith("1 rows of “Support tracker” added; 1 lines left out.\n")
    again = run.invoke(app, ["compare-sheet", "Support tracker", "--json", *where])
    assert again.stdout.count("\n") == 3
    assert '"outcome": "differs", "donor": "DNK"' in again.stdout
    refused = run.invoke(app, ["compare-sheet", files[0], *where])
    assert (refused.exit_code, "Give a map with --map FILE." in refused.stderr) == (1, True)
