"""The challenge's figures, with unrelated pairs weighted to the share that they have in the challenge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from training.headlines.corpus import LABELS

#: Unrelated pairs for each related one in the challenge's training files; dev, cut by topic, has fewer.
UNRELATED = 36_545 / 13_427


def weight_of_unrelated(stances: Iterable[str]) -> float:
    """What each unrelated pair has to count so that their share is the challenge's."""
    counts = Counter(stance == "unrelated" for stance in stances)
    return UNRELATED * counts[False] / counts[True] if counts[True] else 1.0


def figures(gold: Iterable[str], given: Iterable[str], weights: Mapping[str, float]) -> dict[str, float]:
    """`score`, the challenge's (a quarter for related or not, the rest for the stance) relative to its maximum; F1 of
    each label (`f1_agree` ...) and their mean (`macro_f1`); `accuracy`.

    weights  what a pair counts by its gold stance; 1 where none is given
    """
    table: Counter[tuple[str, str]] = Counter()
    for pair in zip(gold, given, strict=True):
        table[pair] += 1
    confusion = {pair: n * weights.get(pair[0], 1.0) for pair, n in table.items()}
    score = best = right = 0.0
    for (is_, said), n in confusion.items():
        best += n * (0.25 if is_ == "unrelated" else 1.0)
        right += n * (is_ == said)
        score += n * 0.25 * (is_ == said)
        if is_ != "unrelated" and said != "unrelated":
            score += n * (0.25 + 0.5 * (is_ == said))
    found = {"score": score / best, "accuracy": right / sum(confusion.values())}
    for label in LABELS:
        has = sum(n for (is_, _), n in confusion.items() if is_ == label)
        says = sum(n for (_, said), n in confusion.items() if said == label)
        found[f"f1_{label}"] = 2 * confusion.get((label, label), 0.0) / (has + says) if has + says else 0.0
    found["macro_f1"] = sum(found[f"f1_{label}"] for label in LABELS) / len(LABELS)
    return found
