"""Which sentences of an article tell most about its headline: chosen by their words, before anything dear looks at them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from math import log

from onrecord.reading.knowledge.numbers import numbers
from onrecord.tables import alternatives, rows

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
#: Counts are telling, and so are these; spaCy's list has them all.
_TELLING = frozenset((*numbers(), "hundred", "third", "no", "not", "never", "against", "without"))
#: A headline's word counts so much more when it is a number, or a name (never in lower case in the article).
_NUMBER, _NAME = 1.5, 1.3
#: What is left of a word's weight once a chosen sentence has it: the next sentence should add to the first.
_AGAIN = 0.4
#: In the weight of an average word: the first sentences say what the article is about, and words of doubt may turn
#: everything. Set by hand, and the choices looked at on training pairs of the Fake News Challenge.
_LEAD, _DOUBT = 0.6, 0.8
_LEADING = 2


@cache
def _common() -> frozenset[str]:
    # spaCy takes a second to import, and whoever only cuts words goes without.
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS) - _TELLING


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, in order."""
    return _WORD.findall(text)


@cache
def doubts() -> frozenset[str]:
    """Words by which an article says that something is not so, in lower case."""
    table = rows("onrecord.reading.knowledge", "doubts.tsv", 2)
    return frozenset(word for words, _ in table for word in alternatives(words))


def key(word: str) -> str:
    """What a word's forms have in common, roughly: lower case, no "'s", no plural or past ending."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    for ending, least in (("ies", 5), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4), ("e", 4), ("y", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            word = word.removesuffix(ending)
            if ending in {"ies", "y"}:  # "denies" and "deny" meet in "deni", where "denied" comes to as well
                return word + "i"
            # "planned" and "plans" meet in "plan".
            return word[:-1] if ending in {"ed", "ing"} and word[-1] == word[-2] else word
    return word


def keys_of(words: Iterable[str]) -> frozenset[str]:
    """The keys of those words that tell something: all but the most common."""
    return frozenset(key(word) for word in words if word.lower() not in _common())


def telling(headline: str, sentences: Sequence[str], most: int = 5) -> tuple[int, ...]:
    """The indices of the `most` sentences that tell most about a headline, in the order of the text.

    Greedily, each next sentence is the one that has most of the headline's words, those rare in this article and not
    yet covered first. Where nothing matches, the first sentences come out.
    """
    said = [words_of(sentence) for sentence in sentences]
    keys = [frozenset(key(w) for w in words) for words in said]
    lower = {key(w) for words in said for w in words if w.islower()}
    within = Counter(k for found in keys for k in found)
    weights: dict[str, float] = {}
    for word in words_of(headline):
        k = key(word)
        if word.lower() in _common() or k not in within:
            continue
        weight = log(1 + len(sentences) / within[k])
        if word[0].isdigit():
            weight *= _NUMBER
        elif k not in lower:
            weight *= _NAME
        weights[k] = weight
    mean = sum(weights.values()) / len(weights) if weights else 1.0
    own = [
        mean * (_LEAD * (i < _LEADING) + _DOUBT * any(w.lower() in doubts() for w in words))
        for i, words in enumerate(said)
    ]
    chosen: list[int] = []
    left = [i for i, words in enumerate(said) if words]
    while left and len(chosen) < most:
        best = max(left, key=lambda i: (own[i] + sum(weights.get(k, 0.0) for k in sorted(keys[i])), -i))
        chosen.append(best)
        left.remove(best)
        for k in keys[best] & weights.keys():
            weights[k] *= _AGAIN
    return tuple(sorted(chosen))
