"""How an article stands to a headline: signs that can be counted, weighed together with what a network says.

The labels are those of the Fake News Challenge (`onrecord.language.pairs`). The network reads a few sentences and judges
what they mean; the signs see the whole article: how much of the headline it has, and how often it doubts, hedges or
confirms, near the headline's words or anywhere. The two err differently, so each weighs in the decision: a product of
experts (Hinton 2002), the signs' part a multinomial logistic regression whose weights are in `stance_weights.tsv`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import exp, log
from typing import Protocol

from onrecord.reading.evidence import doubts, keys_of, telling, words_of
from onrecord.tables import alternatives, rows

_PACKAGE = "onrecord.reading.knowledge"
LABELS = ("unrelated", "discuss", "agree", "disagree")
KINDS = ("doubt", "hedge", "confirmation", "negation")
WEIGHTS, CONSTANT = "stance_weights.tsv", "constant"
#: How much the network's log-probabilities count beside those of the signs: it is surer than it should be of topics that
#: it has not seen. Chosen by cross-validation over the topics of the challenge's dev part (`training.headlines.signs`).
NETWORK = 0.5
#: The first sentences; and the probability that no label falls below.
_LEADING, _LEAST = 3, 1e-6


class Judge(Protocol):
    """A network's place: anything that says how a headline stands to sentences read together."""

    @property
    def labels(self) -> Sequence[str]:
        """Of LABELS, in the order of the probabilities."""
        ...

    def judge_together(self, headline: str, sentences: Sequence[str]) -> Iterable[float]:
        """The probability of each label."""
        ...


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence's words in lower case, the keys of those that are not common, and its cues of each kind."""

    words: tuple[str, ...]
    keys: frozenset[str]
    cues: tuple[int, ...]


def signs(headline: str, sentences: Sequence[str]) -> dict[str, float]:
    """What can be counted in a headline and its article, by name; shares from 0 to 1, counts as logarithms.

    `KIND near` is the greatest share of the headline that stands in one sentence with a cue of the kind; `KIND new` is the
    same where the headline has no such cue itself, `KIND both` the article's count where it has.
    """
    top, body = _read(headline), [_read(s) for s in sentences]
    within = Counter(k for s in body for k in s.keys)
    size = max(len(top.keys), 1)
    shares = [len(top.keys & s.keys) / size for s in body]
    lead = body[:_LEADING]
    phrases = set(pairwise(top.words))
    has = {kind: float(n > 0) for kind, n in zip(KINDS, top.cues, strict=True)}
    best = max(shares, default=0.0)
    found = {
        "share": sum(k in within for k in top.keys) / size,
        "share lead": len(top.keys & frozenset().union(*(s.keys for s in lead))) / size,
        "share best": best,
        "place of best": shares.index(best) / len(shares) if shares else 0.0,
        "density": (1000 * sum(within[k] for k in top.keys) / max(within.total(), 1) / size) ** 0.5,
        "phrases": len(phrases & {p for s in body for p in pairwise(s.words)}) / max(len(phrases), 1),
        "words": log(max(sum(len(s.words) for s in body), 1)),
        "question": float("?" in headline),
        "doubt sum": (1 - has["doubt"])
        * sum(share for s, share in zip(body, shares, strict=True) if s.cues[0]),
    }
    for i, kind in enumerate(KINDS):
        near = max((share for s, share in zip(body, shares, strict=True) if s.cues[i]), default=0.0)
        found |= {
            f"{kind} headline": has[kind],
            f"{kind} near": near,
            f"{kind} body": log(1 + sum(s.cues[i] for s in body)),
            f"{kind} lead": log(1 + sum(s.cues[i] for s in lead)),
            f"{kind} sentences": sum(s.cues[i] > 0 for s in body) / max(len(body), 1),
        }
        if kind != "confirmation":
            found[f"{kind} new"] = near * (1 - has[kind])
        if kind in {"doubt", "hedge"}:
            found |= {f"{kind} {part} both": found[f"{kind} {part}"] * has[kind] for part in ("body", "lead")}
    return found


def opinion(judge: Judge, headline: str, sentences: Sequence[str]) -> dict[str, float]:
    """What a network says of the sentences that tell most about a headline: the probability of each label."""
    chosen = [sentences[i] for i in telling(headline, sentences)]
    return dict(zip(judge.labels, map(float, judge.judge_together(headline, chosen)), strict=True))


def stances(headline: str, sentences: Sequence[str], said: Mapping[str, float]) -> dict[str, float]:
    """The probability of each label of a network's opinion, once the signs have been weighed with it.

    sentences  all of the article, not only those that the network saw
    said       the opinion
    """
    found = signs(headline, sentences) | {CONSTANT: 1.0}
    scores = {label: NETWORK * log(max(p, _LEAST)) for label, p in said.items()}
    for sign, by_label in weights().items():
        for label in scores:
            scores[label] += by_label[label] * found[sign]
    highest = max(scores.values())
    odds = {label: exp(score - highest) for label, score in scores.items()}
    return {label: odd / sum(odds.values()) for label, odd in odds.items()}


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """What each sign says for each label; "constant" is said of every pair."""
    return {
        sign: dict(zip(LABELS, map(float, said), strict=True))
        for sign, *said in rows(_PACKAGE, WEIGHTS, 1 + len(LABELS))
    }


@cache
def cues() -> Mapping[str, frozenset[str]]:
    """The kinds of each word that shows a stance, in lower case."""
    found: dict[str, set[str]] = {}
    for kind, words, _ in rows(_PACKAGE, "stance_cues.tsv", 3):
        for word in alternatives(words):
            found.setdefault(word, set()).add(kind)
    for word in doubts():
        found.setdefault(word, {"doubt"})
    return {word: frozenset(kinds) for word, kinds in found.items()}


@lru_cache(maxsize=1 << 14)
def _read(text: str) -> _Sentence:
    words = words_of(text)
    lower = tuple(word.lower().replace("’", "'") for word in words)
    counts = Counter(kind for word in lower for kind in cues().get(word, ()))
    counts["negation"] += sum(word.endswith("n't") for word in lower)
    return _Sentence(lower, keys_of(words), tuple(counts[kind] for kind in KINDS))
