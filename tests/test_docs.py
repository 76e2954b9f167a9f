"""The documentation is a contract: what is public is described, and what it shows is what the program prints."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import onrecord
from onrecord.cli import app

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
COGGED = [page for page in PAGES if "[[[cog" in page.read_text(encoding="utf-8")]
#: Pages with Python, less those that show what it prints: there cog runs it.
PYTHON = [
    page
    for page in PAGES
    if "```python" in (words := page.read_text(encoding="utf-8")) and "pages.shown()" not in words
]
#: Files that are knowledge, not code (rule 5 of the architecture).
KNOWLEDGE = {".tsv", ".toml", ".csv"}


def text(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of the program with its name."""
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*path, name))


COMMANDS = dict(commands(typer.main.get_command(app)))


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def test_the_reference_describes_every_public_name_and_no_other():
    described = re.findall(
        r"auto(?:function|class|exception|data):: onrecord\.(\w+)", text("reference/api.md")
    )
    assert sorted(described) == sorted(n for n in onrecord.__all__ if not n.startswith("__"))


@pytest.mark.parametrize("name", [n for n in onrecord.__all__ if not n.startswith("__")])
def test_every_public_name_says_what_it_is(name: str):
    assert (getattr(onrecord, name).__doc__ or "").strip(), f"onrecord.{name} has no docstring"


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(path) or "onrecord")
def test_the_reference_shows_every_command_and_option(path: tuple[str, ...]):
    page = text("reference/cli.md")
    arguments = ", ".join(f'"{part}"' for part in path)
    assert f"pages.help_of({arguments})" in page
    shown = [
        name
        for p in COMMANDS[path].params
        if not getattr(p, "hidden", False)
        for name in (*p.opts, *p.secondary_opts)
    ]
    assert [name for name in shown if name.startswith("--") and name not in page] == []


@pytest.mark.parametrize("path", [p for p in COMMANDS if p], ids=" ".join)
def test_every_command_and_option_has_a_help_text(path: tuple[str, ...]):
    command = COMMANDS[path]
    assert (command.help or "").strip()
    assert [p.name for p in command.params if not (getattr(p, "help", None) or "").strip()] == []


@pytest.mark.parametrize("page", COGGED, ids=name_of)
def test_what_a_page_shows_is_what_the_program_prints(page: Path):
    cog = (
        sys.executable,
        "-m",
        "cogapp",
        "-I",
        str(DOCS),
        "-p",
        "import pages",
        "--check",
        "--diff",
        str(page),
    )
    done = subprocess.run(cog, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{name_of(page)} is stale, run `make docs`:\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", PYTHON, ids=name_of)
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wire: Path):
    article = wire / "2025-03-06-agency-norway-launcher.txt"
    (tmp_path / "article.txt").write_bytes(article.read_bytes())
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    for block in blocks:
        exec(compile(block, name_of(page), "exec"), names)  # noqa: S102 - our own pages
    assert names


def test_every_data_file_is_described():
    page = text("reference/data-files.md")
    package = ROOT / "src" / "onrecord"
    files = sorted(p.relative_to(package).as_posix() for p in package.rglob("*") if p.suffix in KNOWLEDGE)
    assert files
    assert [file for file in files if f"`{file}`" not in page] == []


def test_every_dependency_is_named_with_its_reason():
    page = text("explanation/dependencies.md")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tools = [n for group in project["dependency-groups"].values() for n in group if isinstance(n, str)]
    names = [re.split(r"[<>=]", n)[0] for n in (*project["project"]["dependencies"], *tools)]
    assert [
        name for name in names if not re.search(rf"^\| {re.escape(name)} \| \S", page, re.MULTILINE)
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(page: Path):
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_the_changelog_tells_of_this_version():
    assert re.search(r"^## \[0\.1\.0\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
