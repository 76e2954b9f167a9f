"""`python -m benchmarks`: what it prints, and when it fails."""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest
from rich.console import Console

from benchmarks.__main__ import main
from benchmarks.failure import BrokenError, MissingError
from benchmarks.registry import NAMES
from benchmarks.results import Result, table


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "dev.txt").write_text("corpus", encoding="utf-8")
    return folder


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    return tmp_path / "floors.toml"


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A benchmark in the place of `parse`, whose figures a test can set."""
    module = ModuleType("benchmarks.parse")
    module.figures = {"las": 0.9, "documents": 7.0}
    module.measure = lambda data, part: dict(module.figures)  # noqa: ARG005
    module.corpus = lambda data, part: list(data.glob(f"{part}.txt"))
    module.GATED = ("las",)
    monkeypatch.setitem(sys.modules, "benchmarks.parse", module)
    return module


@pytest.fixture
def bench(data: Path, floors: Path, stub: ModuleType, capsys: pytest.CaptureFixture[str]):
    """Runs the command on the stub; (exit status, JSON, standard error)."""
    assert sys.modules["benchmarks.parse"] is stub

    def run(*arguments: str):
        status = main(["parse", "--data", str(data), "--floors", str(floors), *arguments])
        out, err = capsys.readouterr()
        return status, json.loads(out), err

    return run


def test_figures_without_floors(bench, floors: Path):
    status, printed, err = bench()
    assert status == 0
    assert printed["parse"]["figures"] == {"las": 0.9, "documents": 7.0}
    assert printed["parse"]["floors"] == {}
    assert "no floors yet" in err
    assert not floors.exists()


def test_update_sets_floors_for_the_gated_figures_and_a_fall_fails(bench, stub: ModuleType):
    status, printed, _ = bench("--update")
    assert (status, printed["parse"]["floors"]) == (0, {"las": 0.897})
    stub.figures["las"] = 0.897
    assert bench()[0] == 0
    stub.figures["las"] = 0.896
    status, printed, err = bench()
    assert (status, printed["parse"]["undercut"]) == (1, ["las"])
    assert "below the floor: las" in err


def test_update_refuses_to_lower(bench, stub: ModuleType, floors: Path):
    bench("--update")
    before = floors.read_text(encoding="utf-8")
    stub.figures["las"] = 0.8
    status, _, err = bench("--update")
    assert status == 1
    assert "refused to lower parse.las" in err
    assert floors.read_text(encoding="utf-8") == before


def test_lowering_takes_a_name_and_a_reason(bench, stub: ModuleType, floors: Path):
    bench("--update")
    stub.figures["las"] = 0.8
    for arguments in (["--lower", "parse.las"], ["--update", "--lower", "parse.las"]):
        with pytest.raises(SystemExit) as stopped:
            bench(*arguments)
        assert stopped.value.code == 2
    status, printed, _ = bench("--update", "--lower", "parse.las", "--because", "half the size")
    assert (status, printed["parse"]["floors"]) == (0, {"las": 0.797})
    assert 'because = "half the size"' in floors.read_text(encoding="utf-8")


def test_a_floor_to_lower_that_does_not_exist_is_an_error(bench):
    status, _, err = bench("--update", "--lower", "parse.lsa", "--because", "typing")
    assert status == 1
    assert "no floor called parse.lsa" in err


def test_on_another_corpus_floors_are_not_applied_and_that_is_said(bench, stub: ModuleType, data: Path):
    bench("--update")
    (data / "dev.txt").write_text("another corpus", encoding="utf-8")
    stub.figures["las"] = 0.1
    status, printed, err = bench()
    assert (status, printed["parse"]["floors"]) == (0, {})
    assert "another corpus" in err
    assert "floors not applied" in err


def test_another_part(bench, data: Path):
    status, printed, err = bench("--part", "test")
    assert (status, printed) == (1, {})
    assert "no files of part 'test'" in err
    (data / "test.txt").write_text("withheld", encoding="utf-8")
    status, printed, _ = bench("--part", "test")
    assert (status, printed["parse"]["part"]) == (0, "test")


def test_missing_corpora_are_named_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["parse", "entities", "--data", str(tmp_path / "none")]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out) == {}
    assert err.count("no corpora in") == 1
    assert "ONRECORD_DATA" in err
    assert "Traceback" not in err


def test_what_cannot_be_measured_here_is_left_out(bench, stub: ModuleType):
    def measure(*_):
        raise MissingError("textacy is not installed")

    stub.measure = measure
    status, printed, err = bench()
    assert (status, printed) == (1, {})
    assert "parse: left out: textacy is not installed" in err


def test_what_does_not_run_fails_even_unasked(
    bench, stub: ModuleType, monkeypatch: pytest.MonkeyPatch, data: Path, capsys: pytest.CaptureFixture[str]
):
    def measure(*_):
        raise BrokenError("`onrecord read` failed: no weights")

    stub.measure = measure
    assert bench()[0] == 1
    monkeypatch.setattr("benchmarks.__main__.NAMES", ("parse",))
    assert main(["--data", str(data)]) == 1
    assert "no weights" in capsys.readouterr().err


def test_an_unknown_name_is_an_error(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        main(["prase"])
    assert stopped.value.code == 2
    assert "no benchmark called prase" in capsys.readouterr().err


def test_every_benchmark_says_what_it_counts():
    folder = Path(sys.modules["benchmarks"].__file__).parent
    for name in NAMES:
        path = folder / f"{name}.py"
        if path.exists():
            assert path.read_text(encoding="utf-8").startswith('"""')


def test_the_table():
    low = Result("parse", "dev", "aaaa", {"las": 0.8, "documents": 1234.0}, floors={"las": 0.9, "uas": 0.9})
    slow = Result("speed", "", "", {"articles_per_second": 1.0}, limits={"articles_per_second": (2.0, None)})
    page = StringIO()
    Console(width=80, file=page).print(table([low, slow]))
    lines = [" ".join(line.replace("│", " ").split()) for line in page.getvalue().splitlines()]
    assert "parse (dev) las 0.800 0.900 TOO LOW" in lines
    assert "documents 1,234.0" in lines
    assert "uas none 0.900 TOO LOW" in lines
    assert "speed articles_per_second 1.000 ≥ 2.000 warning" in lines
