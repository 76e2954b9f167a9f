"""Headlines against bodies, on the dev part of the Fake News Challenge's training files (`headlines/fnc1/`).

The sentences that tell most about a headline are chosen as the product chooses them, the network judges them together,
and signs that are counted in the whole body are weighed with its opinion (`onrecord.reading.stance`). Topics of dev are in
no other part (`training.headlines.corpus`).

`score`      the challenge's score relative to its maximum, in percent: a quarter of a point for telling related from
             unrelated, three more for the stance of a related pair
`macro_f1`   mean of the F1 of the four labels, each of which is `f1_LABEL`
`accuracy`   share of right labels

Unrelated pairs are weighted so that they have the share that they have in the whole challenge.

`python -m benchmarks.fnc1 --bodies FILE --stances FILE --out FILE` writes predictions in the challenge's own form, and
prints the figures, unweighted, where the file of stances has them.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from onrecord.language.pairs import PairJudge
from onrecord.reading.stance import opinion, stances
from training.headlines.corpus import BODIES, STANCES, Pair, bodies_of, pairs_of, read, sentences_of
from training.headlines.measure import figures, weight_of_unrelated

FOLDER = Path("headlines") / "fnc1"
GATED = ("score", "macro_f1", "f1_disagree")


def corpus(data: Path, part: str) -> list[Path]:
    """The files that are measured on."""
    files = [data / FOLDER / name for name in (BODIES, STANCES)]
    return files if part in {"train", "dev"} and all(path.exists() for path in files) else []


def judged(pairs: Iterable[Pair], sentences: Mapping[str, Sequence[str]], judge: PairJudge) -> list[str]:
    """The likeliest label of each pair."""
    found: dict[tuple[str, str], str] = {}
    labels: list[str] = []
    for headline, body, _ in pairs:
        if (headline, body) not in found:
            whole = sentences[body]
            said = stances(headline, whole, opinion(judge, headline, whole))
            found[headline, body] = max(said, key=said.__getitem__)
        labels.append(found[headline, body])
    return labels


def measure(data: Path, part: str) -> dict[str, float]:
    """Figures by name: the score in percent, all others from 0 to 1."""
    challenge = read(data / FOLDER, part)
    gold = [pair.stance for pair in challenge.pairs]
    given = judged(challenge.pairs, challenge.sentences, PairJudge())
    found = figures(gold, given, {"unrelated": weight_of_unrelated(gold)})
    return found | {"score": 100 * found["score"]}


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes predictions for files in the challenge's form."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fnc1", description=main.__doc__)
    for name in ("bodies", "stances", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True, metavar="FILE")
    args = parser.parse_args(arguments)
    bodies, pairs = bodies_of(args.bodies), pairs_of(args.stances)
    sentences = dict(zip(bodies, sentences_of(bodies.values()), strict=True))
    given = judged(pairs, sentences, PairJudge())
    with args.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Headline", "Body ID", "Stance"])
        writer.writerows((p.headline, p.body, label) for p, label in zip(pairs, given, strict=True))
    if all(pair.stance for pair in pairs):
        found = figures((pair.stance for pair in pairs), given, {})
        print(json.dumps(found | {"score": 100 * found["score"]}, indent=1))


if __name__ == "__main__":
    main()
