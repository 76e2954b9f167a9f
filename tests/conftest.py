"""What every test may rely on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings
from spacy.language import Language

import onrecord

ROOT = Path(__file__).parents[1]

# The same examples on every run: a failure seen once can be seen again. A first call may load the weights, so no
# deadline. ONRECORD_HYPOTHESIS=search looks for new examples.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("ONRECORD_HYPOTHESIS", "repeatable"))


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same output on everybody's machine: no colours, one width, whatever terminal runs the tests."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "PY_COLORS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def wire() -> Path:
    """The folder of articles written for this project."""
    return ROOT / "examples" / "wire"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline with the shipped weights."""
    return onrecord.load()


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The research corpora, for tests marked `data`; they are not part of the project."""
    folder = Path(os.environ.get("ONRECORD_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no corpora in {folder}: set ONRECORD_DATA")
    return folder
