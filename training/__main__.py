"""`python -m training`: from corpora to weights."""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import logging
import os
from pathlib import Path

from training.base import base_folder

STEPS = ("train", "refine", "settle", "headline", "signs", "meanings", "export", "triggers", "claims")
#: Steps that run only where they are asked for.
ASKED = ("synonyms", "things")


def main() -> None:
    """Parses the command line and runs the steps."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "steps",
        nargs="*",
        default=[*STEPS],
        help=f"of {', '.join(STEPS)} (all of these by default), {', '.join(ASKED)}",
    )
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ONRECORD_DATA", "../shared/data")))
    parser.add_argument(
        "--out", type=Path, default=Path("build/training"), help="checkpoints, log and networks"
    )
    parser.add_argument("--weights", type=Path, default=Path("src/onrecord/language/weights"))
    parser.add_argument(
        "--wordnet",
        type=Path,
        default=Path("/usr/share/wordnet"),
        help="Debian's wordnet-base, for these two",
    )
    parser.add_argument("--resume", action="store_true", help="go on where a stopped run was")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUE", help="change the recipe")
    args = parser.parse_args()
    if unknown := set(args.steps) - {*STEPS, *ASKED}:
        parser.error(f"no step {', '.join(sorted(unknown))}: there are {', '.join((*STEPS, *ASKED))}")
    if "export" in args.steps and "triggers" not in args.steps:
        parser.error("the finder of events goes by the encoder that export writes: ask for triggers as well")
    if {*ASKED} & {*args.steps} and not (args.wordnet / "index.noun").is_file():
        parser.error(f"no WordNet in {args.wordnet}: install wordnet-base or give --wordnet DIR")
    if not args.data.is_dir():
        parser.error(f"no corpora in {args.data}: give --data DIR or set ONRECORD_DATA")
    if importlib.util.find_spec("torch") is None:
        parser.error("training needs torch: see docs/how-to/retrain.md")
    # Spinning worker threads ruin shared cores; must be set before torch starts its own.
    os.environ.update(OMP_WAIT_POLICY="passive", GOMP_SPINCOUNT="0")
    run(args)


def run(args: argparse.Namespace) -> None:
    """Runs the steps, each stage beginning with the mean of the networks before it."""
    import torch

    from training import claims, headlines, meanings, synonyms, things, triggers
    from training.export import export, mean_of
    from training.train import STAGES, Recipe, train

    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    handlers = [logging.StreamHandler(), logging.FileHandler(args.out / "train.log")]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", handlers=handlers)
    kinds = {f.name: f.type for f in dataclasses.fields(Recipe)}
    changes = {
        k: (int if kinds[k] == "int" else float)(v) for k, v in (item.split("=", 1) for item in args.set)
    }
    networks: list[Path] = []
    package = args.weights.parents[1]
    for stage, recipe in STAGES.items():
        network = args.out / f"{stage}.pt"
        if stage in args.steps and not (args.resume and network.exists()):
            changed = dataclasses.replace(recipe, **changes)  # type: ignore[arg-type]
            start = mean_of(networks) if networks else None
            train(args.data, base_folder(), args.out, stage, changed, start=start, resume=args.resume)
        if network.exists():
            networks.append(network)
    if "headline" in args.steps:
        headlines.run(args.data, base_folder(), args.out, args.weights / "headline", resume=args.resume)
    if "signs" in args.steps:
        headlines.weigh(args.data, args.weights)
    if "meanings" in args.steps:
        meanings.write(base_folder(), package / "meanings")
    if "synonyms" in args.steps:
        synonyms.write(args.wordnet, package / "meanings" / "vectors.npz", package / "linking" / "knowledge")
    if "things" in args.steps:
        things.write(args.wordnet, package / "reading" / "knowledge")
    if "export" in args.steps:
        if not networks:
            raise SystemExit(f"nothing to export in {args.out}: train first")
        export(base_folder(), networks, args.weights)
    if "triggers" in args.steps:
        triggers.run(base_folder(), args.out, args.weights, resume=args.resume)
    if "claims" in args.steps:
        claims.run(base_folder(), args.out, args.weights, resume=args.resume)


if __name__ == "__main__":
    main()
