"""Quick figures on the dev parts while training; the published ones come from `benchmarks/`."""

from __future__ import annotations

from collections import Counter

import numpy as np
import torch

from onrecord.language.decoding import best_tags, best_tree, spans_of
from onrecord.language.pieces import Splitter
from training.batches import Collator, units_of
from training.corpora import Example
from training.network import Network


def f1(right: int, given: int, wanted: int) -> float:
    """Balanced F."""
    return 2 * right / (given + wanted) if given + wanted else 0.0


@torch.no_grad()
def measure(
    net: Network, examples: list[Example], splitter: Splitter, most: int | None = None
) -> dict[str, float]:
    """LAS with gold sentences, sentence and span F1, link accuracy, Pearson r of each factuality corpus.

    most  at most so many documents of each corpus (sentences of the judged ones: 20 times that)
    """
    net.eval()
    inv, n = net.inventory, Counter[str]()
    collate = Collator(splitter, inv)
    values: dict[str, tuple[list[float], list[float]]] = {c: ([], []) for c in inv.factuality}
    taken = Counter[str]()
    for e in examples:
        taken[e.corpus] += 1
        if most and taken[e.corpus] > most * (20 if e.judged_by and e.corpus == e.judged_by else 1):
            continue
        for unit in units_of([e], splitter):
            batch = collate([unit])
            out = net(batch.ids, batch.shapes, batch.firsts)
            a, b = unit.start, unit.end
            if e.heads is not None and e.deps is not None and e.sentences is not None:
                starts = [s for s in e.sentences if a <= s < b]
                guess = (out.sentence[0] > 0).numpy()
                n["s.right"] += int(guess[[s - a for s in starts]].sum())
                n["s.given"] += int(guess.sum())
                n["s.gold"] += len(starts)
                for i, j in zip(starts, [*starts[1:], b], strict=True):
                    columns = [0, *range(i - a + 1, j - a + 1)]
                    heads = best_tree(out.arcs[0, i - a : j - a][:, columns].numpy())
                    index = [0 if h == k else h + i - a + 1 for k, h in enumerate(heads)]
                    labels = net.label_scores(out.dependent[0, i - a : j - a], out.head[0, index]).argmax(-1)
                    for k, h in enumerate(heads):
                        n["w"] += 1
                        ok = h + i == e.heads[i + k]
                        n["uas"] += ok
                        n["las"] += (
                            ok and inv.deps[int(labels[k])].split(":")[0] == e.deps[i + k].split(":")[0]
                        )
                if e.pos is not None:
                    n["pos"] += sum(
                        inv.pos[int(p)] == g for p, g in zip(out.pos[0].argmax(-1), e.pos[a:b], strict=True)
                    )
            for name, gold, scores, tags in (
                ("ner", e.entities, out.entities, inv.entities), ("att", e.spans, out.spans, inv.spans),
            ):  # fmt: skip
                if gold is None:
                    continue
                mine = spans_of(best_tags(scores[0].numpy(), tags), tags)
                wanted = {(max(i, a) - a, min(j, b) - a, k) for i, j, k in gold if i < b and j > a}
                for kind in {k for *_, k in wanted} | {k for *_, k in mine}:
                    x, y = {s for s in wanted if s[2] == kind}, {s for s in mine if s[2] == kind}
                    key = name if name == "ner" else f"{name} {kind.lower()}"
                    n[f"{key}.right"] += len(x & y)
                    n[f"{key}.given"] += len(y)
                    n[f"{key}.gold"] += len(x)
            if e.links is not None:
                for link in e.links:
                    if a <= link.start and link.end <= b and link.cue is not None and a <= link.cue < b:
                        mean = out.links[0, link.start - a : link.end - a].mean(0)
                        n["link"] += 1
                        n["link.right"] += int(mean.argmax()) == link.cue - a + 1
            if e.factuality is not None and e.judged_by is not None:
                k = inv.factuality.index(e.judged_by)
                for i, v in e.factuality.items():
                    if a <= i < b:
                        values[e.judged_by][0].append(v)
                        values[e.judged_by][1].append(float(out.factuality[0, i - a, k]))
    net.train()
    found = {k: n[k] / n["w"] for k in ("pos", "uas", "las")} if n["w"] else {}
    for key in sorted(k[:-5] for k in n if k.endswith(".gold")):
        found[key] = f1(n[f"{key}.right"], n[f"{key}.given"], n[f"{key}.gold"])
    if n["link"]:
        found["link"] = n["link.right"] / n["link"]
    for corpus, (x, y) in values.items():
        if len(x) > 2:
            found[f"r {corpus}"] = float(np.corrcoef(x, y)[0, 1])
    return {k: round(v, 4) for k, v in found.items()}
