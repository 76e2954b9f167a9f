"""A PostgreSQL server of the tests' own, from the system's packages, in a folder that goes away with it."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

_NAMES = itertools.count(1)
#: Where Debian keeps the programs; the newest version counts.
_DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """The folder with initdb and pg_ctl; None where there is no server on this machine."""
    found = sorted(_DEBIAN.glob("*/bin/pg_ctl"), key=lambda p: float(p.parts[-3]))
    if found:
        return found[-1].parent
    here = shutil.which("pg_ctl")
    return Path(here).parent if here else None


@dataclass(frozen=True, slots=True)
class Server:
    """A server with an empty database at this address; it can be stopped as if it had crashed, and started again."""

    address: str
    folder: Path
    user: str | None
    options: str

    def start(self) -> None:
        """Starts it; it runs on with what it had."""
        self._control("--wait", "--log", self.folder / "log", "--options", self.options, "start")

    def stop(self) -> None:
        """Ends it at once, without a word to those who are connected, and without tidying up."""
        self._control("--mode=immediate", "stop")

    def _control(self, *arguments: object) -> None:
        where = programs()
        assert where is not None
        _run(self.user, where / "pg_ctl", "--pgdata", self.folder / "data", *arguments)


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A server that runs meanwhile.

    It listens on a socket in the folder only, and does not wait for the disk: nobody's data is in it.
    """
    where = programs()
    if where is None:
        raise RuntimeError("there is no PostgreSQL on this machine")
    user = _owner()
    folder.chmod(0o755)
    for above in folder.parents:
        if above.stat().st_uid == os.getuid() and above != Path("/tmp"):  # noqa: S108
            above.chmod(above.stat().st_mode | 0o011)
    if user:
        shutil.chown(folder, user)
    made = ("--auth=trust", "--no-sync", "--username=tester", "--encoding=UTF8")
    _run(user, where / "initdb", "--pgdata", folder / "data", *made)
    port = _free()
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c port={port} -c fsync=off"
    server = Server(f"postgresql://tester@/postgres?host={folder}&port={port}", folder, user, options)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def database(address: str, *, language: str | None = None) -> Iterator[str]:
    """An empty database of its own on the server at this address; its address.

    language  the one by whose rules it sorts, as ICU has them; else by the numbers of characters
    """
    sorted_by = f" TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE '{language}'" if language else ""
    name = f"ledger{next(_NAMES)}"
    engine = create_engine(
        address.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}{sorted_by}"))
    yield address.replace("/postgres?", f"/{name}?")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


def _owner() -> str | None:
    """Whom the server runs as: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise RuntimeError("no user to run PostgreSQL as")


def _run(user: str | None, *command: object) -> None:
    said = [str(part) for part in command]
    if user:
        said = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *said]
    subprocess.run(said, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd="/")


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
