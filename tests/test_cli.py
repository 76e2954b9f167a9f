"""The command line, as a user meets it."""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord import Reading
from onrecord.cli import OutputFormat, app
from onrecord.exports import WRITERS
from tests.launchers import READING

STORY = (
    "Latvia weighs troops\n\nLatvia is weighing a battalion, Defence Minister Inga Krastina said on Monday.\n"
)


def run(*args: str | Path, stdin: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(a) for a in args], input=stdin)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_a_pipe_gets_one_line_of_json_an_article(story: Path, wire: Path) -> None:
    status, out, err = run("read", story, wire)
    assert (status, err) == (0, "")
    readings = [Reading.from_json(line) for line in out.splitlines()]
    assert len(readings) == 19
    assert readings[0].article.headline == "Latvia weighs troops"
    assert [s.speaker.name for s in readings[0].statements if s.speaker] == ["Inga Krastina"]


def test_the_report_names_speaker_words_and_place(story: Path) -> None:
    status, out, _ = run("read", "--report", story)
    assert status == 0
    assert "Latvia weighs troops" in out
    assert "Inga Krastina, Defence Minister" in out
    assert "Latvia is weighing a battalion  [text 0–30]" in out


def test_standard_input_is_read() -> None:
    status, out, _ = run("read", "-", stdin=STORY)
    assert status == 0
    assert json.loads(out)["article"]["headline"] == "Latvia weighs troops"


def test_gzip_is_read(tmp_path: Path) -> None:
    path = tmp_path / "story.txt.gz"
    path.write_bytes(gzip.compress(STORY.encode()))
    assert run("read", path)[0] == 0


def test_other_names_of_fields_are_mapped(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    record = {"hl": "Latvia weighs troops", "article": {"body": STORY.split("\n\n")[1].strip()}}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    status, out, _ = run("read", path, "--map", "headline=hl", "--map", "text=article.body")
    assert status == 0
    assert json.loads(out)["article"]["headline"] == "Latvia weighs troops"


@pytest.mark.parametrize("bad", ["headline", "=x", "colour=red"])
def test_a_map_that_is_none_is_explained(story: Path, bad: str) -> None:
    status, _, err = run("read", story, "--map", bad)
    assert status == 2
    assert "--map" in err


@pytest.fixture
def mixed(tmp_path: Path) -> list[Path]:
    """A good story between inputs that cannot be read."""
    bad = {
        "empty.txt": b"",
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "page.html": b"<html><body><nav>Home</nav></body></html>",
        "german.txt": (
            "Der Minister sagte am Montag, die Regierung habe noch keine Entscheidung getroffen. " * 5
        ).encode(),
        "broken.json": b'{"text": "Latvia',
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    good = tmp_path / "zz-good.txt"
    good.write_text(STORY, encoding="utf-8")
    return [*(tmp_path / name for name in bad), tmp_path / "missing.txt", good]


def test_what_cannot_be_read_is_named_and_the_rest_is_read(mixed: list[Path]) -> None:
    status, out, err = run("read", *mixed)
    assert status == 1
    assert [json.loads(line)["article"]["headline"] for line in out.splitlines()] == ["Latvia weighs troops"]
    messages = err.splitlines()
    assert len(messages) == 6
    for path, message in zip(mixed, messages, strict=False):
        assert message.startswith("onrecord: ")
        assert path.name in message


def test_strict_stops_at_the_first_that_cannot_be_read(mixed: list[Path]) -> None:
    status, out, err = run("read", "--strict", *mixed)
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1


def test_every_line_is_whole_json_even_for_odd_texts(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    texts = [
        "😀 e\u0301 \u2028 \u0085 “odd” he said.",
        "قال الوزير إن القوات لن تنسحب",
        "x" * 5000,
        "“Unclosed, he said.",
    ]
    path.write_text("".join(json.dumps({"text": t}) + "\n" for t in texts), encoding="utf-8")
    _, out, _ = run("read", path)
    for line in out.split("\n")[:-1]:
        reading = json.loads(line)
        for statement in reading["statements"]:
            for span in statement["content"]:
                assert reading["article"]["text"][span["start"] : span["end"]] == span["text"]


@pytest.fixture
def launchers(story: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file whose article has a reading that is known."""
    monkeypatch.setattr(onrecord, "read", lambda _: READING)
    return story


def test_the_report_begins_with_the_verdict_on_the_headline(launchers: Path) -> None:
    status, out, _ = run("read", "--format", "report", launchers)
    assert status == 0
    sections = [
        "The headline says more than the body",
        "Decisions and actions",
        "Transfers",
        "Who said what",
        "What is said to follow from what",
        "Where the article disagrees with itself",
        "People",
        "Figures",
    ]
    assert [out.index(section) for section in sections] == sorted(out.index(section) for section in sections)
    assert run("read", "--report", launchers)[1] == out


def test_events_come_as_plover_records(launchers: Path) -> None:
    status, out, err = run("read", launchers, launchers, "--format", "plover")
    assert (status, err) == (0, "")
    records = [json.loads(line) for line in out.splitlines()]
    assert [r["event_type"] for r in records] == ["AID", "MOBILIZE", None, None, None, None] * 2


def test_events_come_as_csv_with_one_header(launchers: Path) -> None:
    status, out, err = run("read", launchers, launchers, "--format", "csv")
    assert (status, err) == (0, "")
    table = list(csv.DictReader(out.splitlines()))
    assert [row["donor"] for row in table] == ["Norway", "Estonia"] * 2


def test_json_is_the_whole_contract(launchers: Path) -> None:
    for arguments in (["--json"], ["--format", "json"], []):
        _, out, _ = run("read", launchers, *arguments)
        assert Reading.from_json(out) == READING


def test_two_different_forms_are_refused(story: Path) -> None:
    status, _, err = run("read", story, "--json", "--format", "csv")
    assert status == 2
    assert "--json and --format csv ask for two different things" in " ".join(err.replace("│", "").split())
    assert run("read", story, "--json", "--format", "json")[0] == 0


def test_what_the_input_is_can_be_said(tmp_path: Path) -> None:
    record = tmp_path / "record.txt"
    record.write_text(json.dumps({"headline": "Latvia weighs troops", "text": "It has decided nothing."}))
    assert json.loads(run("read", record)[1])["article"]["headline"] == "Latvia weighs troops"
    assert '{"headline"' in json.loads(run("read", record, "--input", "text")[1])["article"]["text"]


def test_an_event_is_explained(launchers: Path) -> None:
    status, out, err = run("explain", launchers, "--event", "2")
    assert (status, err) == (0, "")
    assert "[Estonia] [has] [not] [moved] [troops] to [Valga]" in out


def test_without_a_number_events_are_listed(launchers: Path) -> None:
    status, out, _ = run("explain", launchers)
    assert status == 0
    assert "Events (2)" in out
    assert "“moved” [text 368–373]" in out


@pytest.mark.parametrize("number", ["0", "3", "-1"])
def test_an_event_that_is_not_there_is_refused_with_those_that_are(launchers: Path, number: str) -> None:
    status, out, err = run("explain", launchers, "--event", number)
    assert (status, out) == (2, "")
    assert "the article has events 1 to 2" in " ".join(err.replace("│", "").split())


@pytest.mark.usefixtures("launchers")
def test_only_one_article_is_explained(wire: Path) -> None:
    status, _, err = run("explain", wire)
    assert status == 2
    assert "several articles" in err


def test_what_cannot_be_read_cannot_be_explained(tmp_path: Path) -> None:
    status, out, err = run("explain", tmp_path / "missing.txt")
    assert (status, out) == (1, "")
    assert "missing.txt" in err


def test_the_schema_is_printed() -> None:
    status, out, _ = run("schema")
    assert status == 0
    assert json.loads(out) == onrecord.json_schema()


def test_every_form_of_output_has_a_writer() -> None:
    assert {form.value for form in OutputFormat} == {"report", *WRITERS}


@pytest.mark.slow
def test_worker_processes_give_the_same_in_the_same_order(wire: Path, mixed: list[Path]) -> None:
    assert run("read", wire, *mixed, "--jobs", "2") == run("read", wire, *mixed)


@pytest.mark.slow
def test_a_pipe_that_closes_early_is_no_error(wire: Path) -> None:
    command = f"{sys.executable} -m onrecord read {wire} | head -c 10"
    result = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_no_arguments_show_the_help() -> None:
    _, out, err = run()
    assert "Usage" in out + err


def test_the_version_is_told() -> None:
    status, out, _ = run("--version")
    assert status == 0
    assert out.startswith("onrecord ")


@pytest.mark.parametrize("module", ["onrecord.cli", "onrecord.ledger", "onrecord.exports", "onrecord.report"])
def test_who_reads_no_article_does_not_wait_for_spacy(module: str) -> None:
    code = f"import sys, {module}; sys.exit('spacy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
