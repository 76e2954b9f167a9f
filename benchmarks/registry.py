"""The benchmarks by name, loaded when they are asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.failure import MissingError

NAMES = (
    "parse",
    "entities",
    "re3d",
    "attribution",
    "factuality",
    "fnc1",
    "kiel",
    "written",
    "events",
    "headlines",
    "stories",
    "copies",
    "happenings",
    "incoming",
    "ledger",
    "pages",
    "speed",
    "peer",
)

Limits = Mapping[str, tuple[float | None, float | None]]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark.

    measure       its figures for a data folder and part
    corpus        the files of that folder and part that it measures on; None where it does not tell
    gated         the figures that have floors; None for all
    needs_corpora whether it measures on the research corpora at all
    limits        (least, most) of figures that are warned of, not failed
    """

    name: str
    measure: Callable[[Path, str], dict[str, float]]
    corpus: Callable[[Path, str], list[Path]] | None
    gated: tuple[str, ...] | None
    needs_corpora: bool
    limits: Limits

    def gated_of(self, figures: Mapping[str, float]) -> dict[str, float]:
        """Those of the figures that have floors."""
        return {name: value for name, value in figures.items() if self.gated is None or name in self.gated}


def load(name: str, **options: Any) -> Benchmark:
    """The benchmark of this name.

    options  what its `measure` takes beside data and part
    Raises MissingError where it is not part of this checkout.
    """
    module_name = f"benchmarks.{name}"
    try:
        module = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name == module_name:
            raise MissingError(f"no benchmarks/{name}.py in this checkout") from error
        raise MissingError(f"{error.name} is not installed: `make bench` installs it") from error
    return Benchmark(
        name,
        partial(module.measure, **options) if options else module.measure,
        getattr(module, "corpus", None),
        getattr(module, "GATED", None),
        getattr(module, "NEEDS_CORPORA", True),
        module.limits() if hasattr(module, "limits") else {},
    )
