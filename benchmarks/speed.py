"""Speed, memory and size.

`articles_per_second`  whole readings (`onrecord.read`) of articles of about 600 words, made of the example wire's
                       paragraphs, one after the other on one core, in a process of its own; every article is read once
                       before the clock starts, and then all of them again until `SECONDS` have passed
                       `articles_per_cpu_second` is by the processor's time, which other programs on the machine do not
                       lengthen
`start_up_seconds`     `onrecord read FILE`, one article of the example wire, as a whole process from start to exit:
                       median of 5
`peak_mib`             the largest memory that such a process holds (peak resident set)
`wheel_mib`            the newest wheel in dist/, where there is one

No corpus is needed. What slower machines may take is in limits.toml, apart from the floors of accuracy: a figure beyond
its limit is reported and warned of; it does not fail the run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from statistics import median

from benchmarks.failure import BrokenError
from benchmarks.ours import Reader, read
from onrecord.model import Article

GATED: tuple[str, ...] = ()
NEEDS_CORPORA = False
ROOT = Path(__file__).parents[1]
WIRE = ROOT / "examples" / "wire"
WORDS = 600
SECONDS = 10.0
MIB = 1024 * 1024


def limits() -> dict[str, tuple[float | None, float | None]]:
    """(least, most) of each figure that has a limit."""
    table = tomllib.loads((Path(__file__).parent / "limits.toml").read_text(encoding="utf-8"))
    return {name: (row.get("at_least"), row.get("at_most")) for name, row in table.items()}


def paragraphs(folder: Path = WIRE) -> list[str]:
    """The body paragraphs of the wire's plain-text articles, without the lines about the article and its headline."""
    found: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        blocks = [block.strip() for block in path.read_text(encoding="utf-8").split("\n\n") if block.strip()]
        about = bool(blocks) and blocks[0].startswith("Outlet:")
        found += blocks[2 if about else 1 :]
    return found


def articles(parts: list[str], words: int = WORDS) -> list[Article]:
    """Articles of at least this many words and as few paragraphs as that takes; what is left over is left out."""
    found: list[Article] = []
    taken: list[str] = []
    count = 0
    for part in parts:
        taken.append(part)
        count += len(part.split())
        if count >= words:
            found.append(Article(headline=f"Article {len(found) + 1}", text="\n\n".join(taken)))
            taken, count = [], 0
    return found


def on_one_core() -> None:
    """Keeps this process on one core, where the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def rates(given: list[Article], reader: Reader, seconds: float = SECONDS) -> dict[str, float]:
    """Articles read per second by the clock and per second of processor time, over at least so many seconds and one pass."""
    for article in given:
        reader(article)
    done, passed = 0, 0.0
    begin, used = time.perf_counter(), time.process_time()
    while not done or passed < seconds:
        for article in given:
            reader(article)
        done += len(given)
        passed = time.perf_counter() - begin
    busy = time.process_time() - used
    return {"articles_per_second": done / passed, "articles_per_cpu_second": done / busy if busy else 0.0}


def _json_of(*command: str) -> dict[str, object]:
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=os.environ | threads,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise BrokenError(f"`python -m {' '.join(command)}` failed: {last}")
    found: dict[str, object] = json.loads(done.stdout)
    return found


def run_figures(command: list[str], times: int = 5) -> dict[str, float]:
    """Median time and peak memory of a command as a whole process.

    Raises BrokenError where it fails.
    """
    found = _json_of("benchmarks.launch", str(times), *command)
    seconds, peak = found["seconds"], found["peak"]
    assert isinstance(seconds, list)
    assert isinstance(peak, int)
    return {"start_up_seconds": median(seconds), "peak_mib": peak / MIB}


def program() -> list[str]:
    """The command line as it is installed beside this Python."""
    script = Path(sys.executable).with_name("onrecord")
    return [str(script)] if script.exists() else [sys.executable, "-m", "onrecord"]


def wheel(folder: Path = ROOT / "dist") -> dict[str, float]:
    """The size of the newest wheel there."""
    wheels = sorted(folder.glob("onrecord-*.whl"), key=lambda path: path.stat().st_mtime)
    return {"wheel_mib": wheels[-1].stat().st_size / MIB} if wheels else {}


def measure(data: Path, part: str) -> dict[str, float]:  # noqa: ARG001 -- every benchmark is called in the same way
    """Figures by name: articles a second, seconds, MiB.

    Raises BrokenError where the command line or the reading does not run.
    """
    speed = {name: float(str(value)) for name, value in _json_of("benchmarks.speed").items()}
    return speed | run_figures([*program(), "read", str(min(WIRE.glob("*.txt")))]) | wheel()


if __name__ == "__main__":
    on_one_core()
    print(json.dumps(rates(articles(paragraphs()), read)))
