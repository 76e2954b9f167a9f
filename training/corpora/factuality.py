"""How certain a text leaves a predicate, from -3 (did not happen) to 3 (did): UW, UDS It-Happened, MEANTIME.

Stanovsky et al. 2017 (unified scale), White et al. 2016 (UDS-IH2, over EWT), Lee et al. 2015 (UW).
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from training.corpora.example import Example

CORPORA = ("uw", "uds_ih2", "meantime")


def read(folder: Path, part: str) -> list[Example]:
    """One example a sentence, with the words as the corpus has them."""
    examples: list[Example] = []
    for corpus in CORPORA:
        with (folder / corpus / f"{part}.jsonl").open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                values = {t["span1"][0]: float(t["label"]) for t in row["targets"]}
                examples.append(Example(corpus, f"{corpus}-{number}", row["text"].split(" "), sentences=[0],
                                        factuality=values, judged_by=corpus))  # fmt: skip
    return examples


def merge_into(trees: list[Example], judged: list[Example]) -> list[Example]:
    """Writes the judgements of UDS-IH2 into the EWT sentences that they were made on.

    Returns the judged sentences that stand in no tree.
    """
    places: dict[tuple[str, ...], tuple[Example, int]] = {}
    for doc in trees:
        bounds = [*(doc.sentences or []), len(doc.words)]
        for a, b in pairwise(bounds):
            places[tuple(doc.words[a:b])] = (doc, a)
    rest: list[Example] = []
    for one in judged:
        place = places.get(tuple(one.words)) if one.corpus == "uds_ih2" else None
        if place is None:
            rest.append(one)
            continue
        doc, at = place
        doc.judged_by = one.corpus
        doc.factuality = {**(doc.factuality or {}), **{at + i: v for i, v in (one.factuality or {}).items()}}
    return rest
