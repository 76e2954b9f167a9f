"""`python -m benchmarks`: measures, prints one table, and fails where a floor is undercut."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from benchmarks import floors as register_file
from benchmarks.failure import BrokenError, MissingError
from benchmarks.floors import Floors, Register, corpus_hash
from benchmarks.registry import NAMES, Benchmark, load
from benchmarks.results import Result, hold, table

DATA = Path(__file__).parents[2] / "shared" / "data"


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """The command line; exits with a message where it makes no sense."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measures accuracy, speed and the peer, and holds the figures against floors.toml.",
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"what to run, of {', '.join(NAMES)}; default all"
    )
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get("ONRECORD_DATA") or DATA),
        help="folder of the corpora (default: $ONRECORD_DATA, else ../shared/data)",
    )
    parser.add_argument("--part", default="dev", help="part of the corpora (default: dev)")
    parser.add_argument("--scorer", type=Path, help="program that scores the written articles")
    parser.add_argument("--story-scorer", type=Path, help="program that scores the written stories")
    parser.add_argument("--floors", type=Path, default=register_file.FILE, help=argparse.SUPPRESS)
    parser.add_argument(
        "--update", action="store_true", help="raise the floors to today's figures, less a margin"
    )
    parser.add_argument(
        "--lower",
        action="append",
        default=[],
        metavar="BENCHMARK.FIGURE",
        help="with --update: let this floor come down; repeatable",
    )
    parser.add_argument("--because", default="", metavar="REASON", help="why: written into floors.toml")
    parser.add_argument("--json", action="store_true", help="print JSON, as in a pipe")
    args = parser.parse_args(given)
    if unknown := [name for name in args.names if name not in NAMES]:
        parser.error(f"no benchmark called {', '.join(unknown)}; there are {', '.join(NAMES)}")
    if args.lower and not (args.update and args.because.strip()):
        parser.error('--lower needs --update and --because "reason"')
    chosen = args.names or NAMES
    if strange := [name for name in args.lower if name.partition(".")[0] not in chosen or "." not in name]:
        parser.error(f"--lower takes BENCHMARK.FIGURE of a benchmark that is run, not {', '.join(strange)}")
    return args


def run(benchmark: Benchmark, data: Path, part: str, register: Register) -> Result:
    """One benchmark, held against its floors.

    Raises MissingError where its part of the corpora or something else that it needs is not there.
    """
    files = benchmark.corpus(data, part) if benchmark.corpus else []
    if benchmark.corpus and not files:
        raise MissingError(f"no files of part {part!r} in {data}")
    figures = benchmark.measure(data, part)
    result = Result(
        benchmark.name,
        part if benchmark.needs_corpora else "",
        corpus_hash(files, data),
        figures,
        limits=benchmark.limits,
    )
    key = (benchmark.name, part, result.corpus)
    hold(result, register.find(*key), register.of_other_corpora(*key), benchmark.gated_of(result.figures))
    return result


def update(
    result: Result, gated: dict[str, float], register: Register, args: argparse.Namespace
) -> list[str]:
    """Raises the benchmark's floors, and lowers those named; returns what was not done, in words."""
    name = result.benchmark
    lower = [full for full in args.lower if full.startswith(f"{name}.")]
    strange = [full for full in lower if full.removeprefix(f"{name}.") not in gated]
    said = [f"no floor called {', '.join(strange)}"] if strange else []
    if gated:
        refused = register.update(Floors(name, args.part, result.corpus, gated), lower, args.because)
        if refused:
            said.append(f"refused to lower {', '.join(refused)}: that takes --lower and --because")
        result.note = ""
        hold(result, register.find(name, args.part, result.corpus), (), gated)
    return said


def main(given: Sequence[str] | None = None) -> int:
    """Exit status: 1 where a floor is undercut, or something does not run, or something asked for by name cannot be measured."""
    args = arguments(given)
    errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    register = register_file.load(args.floors)
    results: list[Result] = []
    failed = told = False
    for name in args.names or NAMES:
        try:
            scorer = {"written": args.scorer, "events": args.scorer, "stories": args.story_scorer}.get(name)
            options = {"scorer": scorer} if scorer else {}
            benchmark = load(name, **options)
            if benchmark.needs_corpora and not args.data.is_dir():
                if not told:
                    errors.print(f"no corpora in {args.data}: set ONRECORD_DATA or give --data DIR")
                failed = told = True
                continue
            with errors.status(f"measuring {name}"):
                result = run(benchmark, args.data, args.part, register)
        except MissingError as missing:
            errors.print(f"{name}: left out: {missing}")
            failed = failed or bool(args.names)
            continue
        except BrokenError as broken:
            errors.print(f"{name}: {broken}")
            failed = True
            continue
        results.append(result)
        if args.update:
            refusals = update(result, benchmark.gated_of(result.figures), register, args)
            for refusal in refusals:
                errors.print(f"{name}: {refusal}")
            failed = failed or bool(refusals)
    if args.update:
        register_file.save(register, args.floors)
    report(results, as_json=args.json or not sys.stdout.isatty(), errors=errors)
    return int(failed or any(result.undercut for result in results))


def report(results: list[Result], *, as_json: bool, errors: Console) -> None:
    """Figures on standard output; notes and warnings on standard error."""
    if as_json:
        print(json.dumps({result.benchmark: result.to_dict() for result in results}, indent=1))
    elif results:
        Console().print(table(results))
    for result in results:
        if result.note:
            errors.print(f"{result.benchmark}: {result.note}")
        if result.beyond:
            errors.print(
                f"{result.benchmark}: warning, beyond limits.toml: {', '.join(result.beyond)}", markup=False
            )
        if result.undercut:
            errors.print(f"{result.benchmark}: below the floor: {', '.join(result.undercut)}")


if __name__ == "__main__":
    sys.exit(main())
