"""`python -m training`: from corpora to weights."""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import logging
import os
from pathlib import Path

from training.base import base_folder


def main() -> None:
    """Parses the command line and runs the steps."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "steps", nargs="*", default=["train", "export"], help="train, export (both by default)"
    )
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ONRECORD_DATA", "../shared/data")))
    parser.add_argument(
        "--out", type=Path, default=Path("build/training"), help="checkpoints, log and network"
    )
    parser.add_argument("--weights", type=Path, default=Path("src/onrecord/language/weights"))
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUE", help="change the recipe")
    args = parser.parse_args()
    if not args.data.is_dir():
        parser.error(f"no corpora in {args.data}: give --data DIR or set ONRECORD_DATA")
    if importlib.util.find_spec("torch") is None:
        parser.error("training needs torch: see docs/how-to/retrain.md")
    # Spinning worker threads ruin shared cores; must be set before torch starts its own.
    os.environ.update(OMP_WAIT_POLICY="passive", GOMP_SPINCOUNT="0")
    import torch

    from training.train import Recipe, train

    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    handlers = [logging.StreamHandler(), logging.FileHandler(args.out / "train.log")]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", handlers=handlers)
    kinds = {f.name: f.type for f in dataclasses.fields(Recipe)}
    changes = dict(item.split("=", 1) for item in args.set)
    recipe = Recipe(**{k: (int if kinds[k] == "int" else float)(v) for k, v in changes.items()})  # type: ignore[arg-type]
    if "train" in args.steps:
        train(args.data, base_folder(), args.out, recipe, resume=args.resume)
    if "export" in args.steps:
        from training.export import export

        export(base_folder(), args.out, args.weights)


if __name__ == "__main__":
    main()
