"""Floors: figures that a benchmark must not undercut, and the only way to lower one.

floors.toml holds, for each benchmark and part, the figures and a hash of the corpus that they were measured on. On a
corpus with another hash they say nothing and are not applied. Raising them takes `--update`; lowering one takes its
name and a reason as well, and the reason stays in the file.
"""

from __future__ import annotations

import hashlib
import json
import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FILE = Path(__file__).parent / "floors.toml"
#: How far below the day's figure a floor is set: the quantised network may round differently on another processor.
MARGIN = 0.003

HEADER = """\
# Figures that `python -m benchmarks` must not undercut, each with a hash of the corpus that it was measured on.
# Written by `python -m benchmarks --update`, which raises floors to the day's figures less {margin} and lowers none.
# Lowering one: `--update --lower BENCHMARK.FIGURE --because "reason"`; the reason is kept at the end of this file.
"""


@dataclass(slots=True)
class Floors:
    """The floors of one benchmark on one part of one corpus."""

    benchmark: str
    part: str
    corpus: str
    figures: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lowered:
    """A floor that somebody lowered, and why."""

    figure: str
    part: str
    was: float
    now: float
    because: str


@dataclass(slots=True)
class Register:
    """All floors and everything that was ever lowered."""

    floors: list[Floors] = field(default_factory=list)
    lowered: list[Lowered] = field(default_factory=list)

    def find(self, benchmark: str, part: str, corpus: str) -> Floors | None:
        """The floors for this benchmark, part and corpus."""
        wanted = benchmark, part, corpus
        return next((f for f in self.floors if (f.benchmark, f.part, f.corpus) == wanted), None)

    def of_other_corpora(self, benchmark: str, part: str, corpus: str) -> list[Floors]:
        """Floors of this benchmark and part that another corpus was measured for."""
        mine = (f for f in self.floors if (f.benchmark, f.part) == (benchmark, part))
        return [f for f in mine if f.corpus != corpus]

    def update(
        self,
        floors: Floors,
        lower: Iterable[str] = (),
        because: str = "",
    ) -> list[str]:
        """Raises floors to today's figures less the margin.

        floors  today's figures of one benchmark on one corpus
        lower   BENCHMARK.FIGURE names whose floors may come down
        Returns the names of the figures that are below their floor and were not to be lowered: their floors stay.
        Raises ValueError for something to lower without a reason.
        """
        may_fall = set(lower)
        if may_fall and not because.strip():
            raise ValueError("lowering a floor takes a reason: --because")
        kept = self.find(floors.benchmark, floors.part, floors.corpus)
        if kept is None:
            kept = Floors(floors.benchmark, floors.part, floors.corpus)
            self.floors.append(kept)
        refused: list[str] = []
        for name, figure in floors.figures.items():
            full = f"{floors.benchmark}.{name}"
            new, old = floor_below(figure), kept.figures.get(name)
            if old is None or new > old:
                kept.figures[name] = new
            elif full in may_fall and new < old:
                self.lowered.append(Lowered(full, floors.part, old, new, because.strip()))
                kept.figures[name] = new
            elif figure < old:
                refused.append(full)
        return refused


def floor_below(figure: float) -> float:
    """The floor for a figure: the margin below it, cut to three decimals."""
    return max(0.0, math.floor((figure - MARGIN) * 1000 + 1e-6) / 1000)


def undercut(floors: Mapping[str, float], figures: Mapping[str, float]) -> list[str]:
    """Names of the floors that today's figures miss; a figure that is gone misses its floor."""
    return [name for name, floor in floors.items() if figures.get(name, -1.0) < floor]


def corpus_hash(files: Iterable[Path], root: Path) -> str:
    """A hash over names and contents of the files that a benchmark measures on: 16 hexadecimal digits of SHA-256."""
    whole = hashlib.sha256()
    for path in sorted(files):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        name = path.relative_to(root) if path.is_relative_to(root) else path.name
        whole.update(f"{Path(name).as_posix()}\0{content}\n".encode())
    return whole.hexdigest()[:16]


def load(path: Path = FILE) -> Register:
    """The register in a file, empty where there is no file."""
    if not path.exists():
        return Register()
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Register(
        [Floors(**row) for row in table.get("floors", [])],
        [Lowered(**row) for row in table.get("lowered", [])],
    )


def save(register: Register, path: Path = FILE) -> None:
    """Writes the register, in an order that does not depend on when what was measured."""
    lines = [HEADER.format(margin=MARGIN)]
    for floors in sorted(register.floors, key=lambda f: (f.benchmark, f.part, f.corpus)):
        if not floors.figures:
            continue
        lines += ["[[floors]]", _row("benchmark", floors.benchmark), _row("part", floors.part)]
        lines += [_row("corpus", floors.corpus), "[floors.figures]"]
        lines += [_row(name, figure) for name, figure in floors.figures.items()]
        lines.append("")
    for one in register.lowered:
        lines += ["[[lowered]]", _row("figure", one.figure), _row("part", one.part)]
        lines += [_row("was", one.was), _row("now", one.now), _row("because", one.because), ""]
    path.write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf-8")


def _row(key: str, value: str | float) -> str:
    # JSON's strings are TOML's, but for the delete character, which no reason needs.
    return f"{key} = {json.dumps(value, ensure_ascii=False)}"
