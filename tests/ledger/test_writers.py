"""Several programs at one ledger, and programs that die in the middle of their work."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from tests.ledger.test_ledger import lines

ROOT = Path(__file__).parents[2]
#: Adds the readings of the given numbers, and says so after each.
_WORKER = """
import sys
from onrecord.ledger import Ledger
from tests.ledger.many import reading
with Ledger(sys.argv[1]) as ledger:
    for number in map(int, sys.argv[2:]):
        print(number, ledger.add(reading(number)).outcome, flush=True)
"""


def worker(place: str, numbers: Sequence[int]) -> subprocess.Popen[str]:
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.Popen(
        [sys.executable, "-c", _WORKER, place, *map(str, numbers)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": paths}, cwd=ROOT,
    )  # fmt: skip


@pytest.mark.slow
def test_eight_writers_at_once_lose_and_double_nothing(place: str) -> None:
    Ledger(place).close()
    numbers = list(range(120))
    orders = [random.Random(seed).sample(numbers, len(numbers)) for seed in range(8)]
    ends = [(w, *w.communicate(timeout=300)) for w in [worker(place, order) for order in orders]]
    assert [w.returncode for w, _, _ in ends] == [0] * 8, ends[0][2]
    added = [line.split()[0] for _, out, _ in ends for line in out.splitlines() if line.endswith("added")]
    assert sorted(map(int, added)) == numbers
    from tests.ledger.many import reading

    with Ledger(place) as ledger, Ledger("sqlite://") as alone:
        for number in numbers:
            alone.add(reading(number))
        assert ledger.check() == []
        assert lines(ledger) == lines(alone)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment_nothing_is_lost_or_half_there(place: str, seed: int) -> None:
    Ledger(place).close()
    chance = random.Random(seed)
    numbers, said = list(range(60)), set[int]()
    for _ in range(5):
        process = worker(place, numbers)
        time.sleep(chance.uniform(0.6, 1.6))
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate()
        said |= {int(line.split()[0]) for line in out.splitlines() if len(line.split()) == 2}
        with Ledger(place) as ledger:
            assert ledger.check() == []
            assert ledger.info().articles >= len(said)
    last = worker(place, numbers)
    last.communicate(timeout=120)
    assert last.returncode == 0
    with Ledger(place) as ledger:
        assert ledger.info().articles == len(numbers)
        assert ledger.check() == []
