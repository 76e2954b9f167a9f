"""A place for a ledger, in each of the two stores."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from tests.ledger.many import reading
from tests.ledger.server import Server, database, programs, running
from tests.ledger.writers import Nursery, nursery

#: Articles in the file of readings that tests add.
MANY = 120


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    if programs() is None:
        pytest.skip("no PostgreSQL server on this machine: apt-get install postgresql")
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder, running(Path(folder)) as found:
        yield found.address


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a ledger that is not there yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "ledger.db")
        return
    with database(request.getfixturevalue("server")) as address:
        yield address


@pytest.fixture(scope="session")
def writers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery(tmp_path_factory.mktemp("writers")) as found:
        yield found


@pytest.fixture(scope="session")
def many_readings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Readings to add: what `onrecord read --json` prints."""
    path = tmp_path_factory.mktemp("many") / "readings.jsonl"
    path.write_text("".join(reading(n).to_json() + "\n" for n in range(MANY)), encoding="utf-8")
    path.chmod(0o644)
    return path


@pytest.fixture(scope="session")
def some(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a ledger with some articles."""
    path = tmp_path_factory.mktemp("some") / "l.db"
    with Ledger(path) as ledger:
        for number in range(20):
            ledger.add(reading(number))
    return path.read_bytes()


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that a test may stop."""
    if programs() is None:
        pytest.skip("no PostgreSQL server on this machine: apt-get install postgresql")
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder, running(Path(folder)) as found:
        yield found
