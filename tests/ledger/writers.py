"""Programs that add to a ledger, each a process of its own: they write down what they were told is added, and can be killed.

They are forks of one process that has imported everything, so that a hundred of them start in seconds.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

#: Takes orders line by line: to start a writer, or to wait for one. A writer's word is on the disk before it goes on.
_NURSERY = """
import json, os, sys
from onrecord.ledger import Ledger
from onrecord.model import Reading
from tests.ledger.many import reading

def add(order):
    said = os.open(order["said"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    readings = order["readings"]
    if readings:
        with open(readings, encoding="utf-8") as file:
            found = [Reading.from_json(line) for line in file]
    os.write(said, b"ready\\n")
    with Ledger(order["place"]) as ledger:
        given = [(number, found[number] if readings else reading(number)) for number in order["numbers"]]
        if order["together"]:
            outcomes = ledger.add_all(one for _, one in given)
        else:
            outcomes = (ledger.add(one) for _, one in given)
        for (number, _), done in zip(given, outcomes):
            os.write(said, f"{number} {done.outcome}\\n".encode())

with Ledger("sqlite://") as first:  # loads all that is loaded late
    first.add(reading(0))
import psycopg

for line in sys.stdin:
    order = json.loads(line)
    if "wait" in order:
        print(os.waitstatus_to_exitcode(os.waitpid(order["wait"], 0)[1]), flush=True)
    elif child := os.fork():
        print(child, flush=True)
    else:
        status = 1
        try:
            sys.stdin.close()
            add(order)
            status = 0
        finally:
            if status:
                sys.excepthook(*sys.exc_info())
            os._exit(status)
"""


@dataclass(frozen=True, slots=True)
class Writer:
    """A process that adds."""

    nursery: Nursery
    number: int
    said: Path

    def outcomes(self) -> list[tuple[int, str]]:
        """What it was told of the articles that it added, as far as it has got."""
        lines = self.said.read_text().splitlines() if self.said.exists() else []
        return [(int(n), outcome) for n, _, outcome in (line.partition(" ") for line in lines) if outcome]

    def is_ready(self) -> bool:
        """Whether it has begun."""
        return self.said.exists() and self.said.stat().st_size > 0

    def kill(self) -> None:
        """Ends it at once, wherever it is, if it is not through."""
        os.kill(self.number, signal.SIGKILL)
        self.wait()

    def wait(self) -> int:
        """Its exit status; the number of the signal below zero."""
        return self.nursery.order({"wait": self.number})


class Nursery:
    """Starts writers."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process, self._folder, self._count = process, folder, 0

    def order(self, order: dict[str, Any]) -> int:
        """Passes an order on; returns the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def start(
        self, place: str, numbers: Sequence[int], readings: Path | None = None, *, together: bool = False
    ) -> Writer:
        """A writer that adds the articles of these numbers: made by hand, or lines of a file of readings.

        together  whether articles share transactions, as where the command adds them; else each has its own
        """
        self._count += 1
        said = self._folder / f"said{self._count}"
        order = {
            "place": place, "numbers": list(numbers), "said": str(said), "readings": readings and str(readings),
            "together": together,
        }  # fmt: skip
        return Writer(self, self.order(order), said)


@contextmanager
def nursery(folder: Path) -> Iterator[Nursery]:
    """Where writers come from, while it lasts."""
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    process = subprocess.Popen(
        [sys.executable, "-c", _NURSERY],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": paths}, cwd=ROOT,
    )  # fmt: skip
    with process:
        yield Nursery(process, folder)
        assert process.stdin is not None
        process.stdin.close()
