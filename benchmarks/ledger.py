"""How fast a large ledger takes articles in and answers, on made-up articles (`benchmarks.press`) in a SQLite file under build/.

The ledger is built once, which takes a quarter of an hour or so; a build that was stopped goes on. Most articles go in
together, as `onrecord add` has them (`Ledger.add_all`), each made beforehand: adding is what is measured, no reading. Then
persons say something of some thousand records and reports: every question that shows records has to know it.

`added_first`, `added_last`  articles a second, the first and the last 10,000, by the clock; with `_cpu` by the time of the
                             processor, which neither other programs nor the disk lengthen
`added_alone_cpu`            the same for articles that are added one by one, each in a transaction of its own (`Ledger.add`)
`transaction_ms`             a transaction with one small row: what the disk takes, median
`open_ms`                    opening the ledger
`SORT_ms`, `SORT_p95_ms`     median and 95th centile of 200 different questions of this sort, each on a connection of its own
                             that was just opened, by the clock; with `_cpu` by the time of the processor. `show_busy` is `show` for records as often
                             as there are reports of them: the larger, the likelier
`cli_start_ms`, `cli_SORT_ms`  `onrecord ledger info` on an empty ledger as a whole process, and a few questions through the command line
"""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from sqlalchemy import text

from benchmarks.large import Block, Large, templates
from benchmarks.press import Press
from benchmarks.questions import Question, Questions
from benchmarks.speed import program, run_figures
from onrecord.ledger import Ledger

NEEDS_CORPORA = False
GATED: tuple[str, ...] = ()
ARTICLES, REVIEWS, ENDS, ALONE, ASKED, TRANSACTIONS = 100_000, 5_000, 10_000, 300, 200, 100
_COMMANDS = {
    "decisions": ("decisions", "--by", "USA"),
    "statements": ("statements", "--by", "Berg"),
    "search": ("search", "government talks"),
}


def limits() -> dict[str, tuple[float | None, float | None]]:
    """What is warned of: what a ledger must reach."""
    fast: dict[str, tuple[float | None, float | None]] = {
        "added_first_cpu": (300.0, None),
        "added_last_cpu": (300.0, None),
    }
    for sort in Questions.SORTS:
        fast |= {f"{sort}_ms": (None, 100.0), f"{sort}_p95_ms": (None, 300.0)}
    return fast


def measure(data: Path, part: str) -> dict[str, float]:  # noqa: ARG001 -- every benchmark is asked in the same way
    """Figures by name."""
    large = Large(data, ARTICLES, REVIEWS)
    blocks = large.build()
    return adding(blocks) | alone(data) | answering(large.address) | by_command(large.address)


def adding(blocks: Iterable[Block]) -> dict[str, float]:
    """How many articles a second went in, at the beginning and at the end."""
    all_of_them = list(blocks)
    last = all_of_them[-1].first + all_of_them[-1].articles
    ends = {
        "first": [b for b in all_of_them if b.first < ENDS],
        "last": [b for b in all_of_them if b.first >= last - ENDS],
    }
    found = {}
    for name, some in ends.items():
        number = sum(b.added for b in some)
        found[f"added_{name}"] = number / sum(b.clock for b in some)
        found[f"added_{name}_cpu"] = number / sum(b.processor for b in some)
    return found


def alone(data: Path) -> dict[str, float]:
    """How many articles a second go in one by one, and what a transaction takes."""
    made = list(islice(Press(list(templates(data)), seed=2).readings(), ALONE))
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.db") as ledger:
        list(ledger.add_all(made[:100]))
        begun = time.process_time()
        for reading in made[100:]:
            ledger.add(reading)
        each = (time.process_time() - begun) / len(made[100:])
        taken = []
        for number in range(TRANSACTIONS):
            start = time.perf_counter()
            with ledger.database.writing() as connection:
                connection.execute(text("INSERT INTO page (key) VALUES (:key)"), {"key": f"page {number}"})
            taken.append(time.perf_counter() - start)
    return {"added_alone_cpu": 1 / each, "transaction_ms": statistics.median(taken) * 1_000}


def answering(path: str, asked: int = ASKED) -> dict[str, float]:
    """How long answers take."""
    questions = Questions(path)
    with Ledger(path, create=False) as ledger:
        ledger.people(actor="nobody")  # loads what is loaded late
    gc.collect()
    gc.freeze()  # what building left in memory is nothing that a program which only asks has to look through
    found: dict[str, float] = {}
    opened: list[float] = []
    for sort in Questions.SORTS:
        times = [answered(path, question) for question in questions.some(sort, asked)]
        opened += [first for first, _, _ in times]
        for name, which in (("", 1), ("_cpu", 2)):
            taken = [one[which] for one in times]
            found[f"{sort}{name}_ms"] = statistics.median(taken)
            found[f"{sort}_p95{name}_ms"] = statistics.quantiles(taken, n=20)[-1]
    return {"open_ms": statistics.median(opened)} | found


def answered(path: str, question: Question) -> tuple[float, float, float]:
    """Milliseconds that a question takes on a connection of its own: to open by the clock, to answer by clock and processor."""
    begun = time.perf_counter()
    with Ledger(path, create=False) as ledger:
        clock, processor = time.perf_counter(), time.process_time()
        question(ledger)
        taken = time.perf_counter() - clock, time.process_time() - processor
    return (clock - begun) * 1_000, taken[0] * 1_000, taken[1] * 1_000


def by_command(path: str) -> dict[str, float]:
    """How long commands take as whole processes."""
    return dict(_commands(path))


def _commands(path: str) -> Iterator[tuple[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        empty = str(Path(folder) / "empty.db")
        Ledger(empty).close()
        yield "cli_start_ms", _command("ledger", "info", "--ledger", empty)
    for name, command in _COMMANDS.items():
        yield f"cli_{name}_ms", _command(*command, "--ledger", path)


def _command(*command: str) -> float:
    return run_figures([*program(), *command])["start_up_seconds"] * 1_000
