"""The wheel alone, in an empty environment: what a user has after `pip install onrecord`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

MIB = 1024 * 1024
#: What the wheel may weigh, weights included.
LARGEST_WHEEL = 60 * MIB
#: Nothing listens there: what tries to fetch something fails at once.
NOWHERE = "http://127.0.0.1:9"

ARTICLE = """\
Minister rules out early vote

OSLO, March 3 - Defence Minister Kari Solberg said on Monday that Norway would not send the launchers before May.

“We have not decided anything,” Solberg told reporters in Oslo.
"""


def run(*command: str | Path, cwd: Path, env: dict[str, str]) -> str:
    """The standard output of a command; the test fails with everything it printed where it exits with an error."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def pinned(lock: Path) -> dict[str, set[str]]:
    """The versions that a lock file names for each distribution (several where markers choose)."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", lock.read_text(), flags=re.MULTILINE):
        versions.setdefault(name.lower(), set()).add(version)
    return versions


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, root)
    run(*build, cwd=folder, env=dict(os.environ))
    (built,) = folder.glob("onrecord-*.whl")
    return built


@pytest.fixture(scope="module")
def lock(root: Path) -> Path:
    return root / "requirements" / "runtime.txt"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder far from the checkout."""
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture(scope="module")
def installed(wheel: Path, lock: Path, elsewhere: Path) -> Path:
    """The bin folder of an environment that holds the wheel and what it pulls in, and nothing else."""
    home = elsewhere / "environment"
    venv.create(home, with_pip=True)
    pip = (home / "bin" / "python", "-m", "pip", "--disable-pip-version-check")
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    run(*pip, "install", "--quiet", "--constraint", lock, wheel, cwd=elsewhere, env=env)
    return home / "bin"


@pytest.fixture
def offline() -> dict[str, str]:
    """An environment without the checkout and without a network."""
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "LANG", "LC_ALL", "TMPDIR"}}
    return kept | {"http_proxy": NOWHERE, "https_proxy": NOWHERE, "NO_COLOR": "1", "COLUMNS": "100"}


def test_the_wheel_carries_everything_that_readings_need(root: Path, wheel: Path):
    """All of the package but the network of stances, which benchmarks and training ask from a checkout."""
    source = root / "src"
    files = (p for p in (source / "onrecord").rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    wanted = {p.relative_to(source).as_posix() for p in files}
    carried = set(zipfile.ZipFile(wheel).namelist())
    assert {name.rpartition("/")[0] for name in wanted - carried} == {"onrecord/language/weights/headline"}
    assert any(name.endswith(".onnx") for name in carried)
    assert {name.rpartition("/")[2] for name in carried} >= {"LICENSE", "NOTICE", "py.typed"}
    assert not [n for n in carried if n.split("/")[0] not in {"onrecord", wheel_info(wheel)}]


def wheel_info(wheel: Path) -> str:
    return "-".join(wheel.name.split("-")[:2]) + ".dist-info"


def test_the_wheel_is_small_enough(wheel: Path):
    assert wheel.stat().st_size < LARGEST_WHEEL


def test_it_pulls_in_what_the_lock_file_pins_and_nothing_else(installed: Path, lock: Path, elsewhere: Path):
    listing = run(
        installed / "python", "-m", "pip", "list", "--format=json", cwd=elsewhere, env=dict(os.environ)
    )
    found = {row["name"].lower().replace("_", "-"): row["version"] for row in json.loads(listing)}
    allowed = pinned(lock)
    beside = {name for name in found if name not in allowed}
    assert beside == {"onrecord", "pip"} | (beside & {"setuptools"})
    assert all(found[name] in allowed[name] for name in found.keys() & allowed.keys())
    assert "torch" not in found


def test_the_installed_version_is_the_projects(
    installed: Path, root: Path, elsewhere: Path, offline: dict[str, str]
):
    version = tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"]
    assert version in run(installed / "onrecord", "--version", cwd=elsewhere, env=offline)


def test_it_reads_an_article_offline(installed: Path, elsewhere: Path, offline: dict[str, str]):
    file = elsewhere / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    shown = run(installed / "onrecord", "read", "--report", file.name, cwd=elsewhere, env=offline)
    assert "Solberg" in shown
    assert "We have not decided anything" in shown


def test_its_json_says_who_said_what_and_where(installed: Path, elsewhere: Path, offline: dict[str, str]):
    file = elsewhere / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    printed = run(installed / "onrecord", "read", "--json", file.name, cwd=elsewhere, env=offline)
    (line,) = printed.splitlines()
    reading = json.loads(line)
    article = reading["article"]
    assert article["headline"] == "Minister rules out early vote"
    quoted = [s for s in reading["statements"] if "We have not decided" in s["content"][0]["text"]]
    assert [(s["form"], s["speaker"]["name"]) for s in quoted] == [("direct", "Kari Solberg")]
    for statement in reading["statements"]:
        for span in statement["content"]:
            assert article[span["field"]][span["start"] : span["end"]] == span["text"]


def test_the_python_api_reads_a_text(installed: Path, elsewhere: Path, offline: dict[str, str]):
    script = f"import onrecord; print(len(onrecord.read({ARTICLE!r}).statements) > 0)"
    assert run(installed / "python", "-c", script, cwd=elsewhere, env=offline).strip() == "True"
