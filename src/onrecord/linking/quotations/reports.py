"""Whether reported speech says something else than the words that it reports.

Who reports in other words may choose them. Only what no choice of words explains counts: another number or date for the same
thing, the opposite word, or a claim that is denied in one and not in the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.linking.quotations.synonyms import NEAR, alike, number, opposite
from onrecord.linking.quotations.wording import Word, kind, spotted
from onrecord.linking.stems import stem, weight

#: How near a counted thing stands behind its number.
_COUNTED = 3
_TELLS = 0.3
#: So few words can be about anything.
_LEAST = 3


def contradicted(
    said: Sequence[Word], told: Sequence[Word], around: Sequence[str] = ()
) -> tuple[Word, str, str] | None:
    """The word of the report that says something else, the word of the quotation and the sort of difference; None for none.

    around  the keys of the report's whole sentences: "does not want" may stand before what is reported
    """
    return _number(said, told) or _month(said, told) or _opposite(said, told) or _denied(said, told, around)


def _number(said: Sequence[Word], told: Sequence[Word]) -> tuple[Word, str, str] | None:
    spoken = {word.key for word in said if number(word.key)}
    for i, word in enumerate(told):
        if not word.key[0].isdigit() or word.key in spoken:
            continue
        things = {stem(w.key) for w in told[i + 1 : i + 1 + _COUNTED] if weight(stem(w.key)) >= _TELLS}
        for j, other in enumerate(said):
            if other.key[0].isdigit() and things & {
                stem(w.key) for w in said[j + 1 : j + 1 + _COUNTED] if weight(stem(w.key)) >= _TELLS
            }:
                return word, other.key, "number"
    return None


def _month(said: Sequence[Word], told: Sequence[Word]) -> tuple[Word, str, str] | None:
    mine, theirs = (
        [w for w in words if w.key in kind("month") and (w.name or w.key not in ("may", "march"))]
        for words in (said, told)
    )
    if mine and theirs and not {w.key for w in mine} & {w.key for w in theirs}:
        return theirs[0], mine[0].key, "name"
    return None


def _opposite(said: Sequence[Word], told: Sequence[Word]) -> tuple[Word, str, str] | None:
    """A word that stands for its opposite, with the same number of negations, neither in the other text."""
    keys, others = {w.key for w in said}, {w.key for w in told}
    if _negations(said) != _negations(told):
        return None
    for word in told:
        for key in sorted(keys - others):
            if word.key not in keys and weight(stem(word.key)) >= _TELLS and opposite(word.key, key):
                return word, key, "opposite"
    return None


def _denied(
    said: Sequence[Word], told: Sequence[Word], around: Sequence[str]
) -> tuple[Word, str, str] | None:
    """A word that a "not" is for in one of them only, where they are clause for clause alike."""
    content = [w for w in told if weight(stem(w.key)) >= _TELLS]
    if len(content) < _LEAST:
        return None
    matches = [(w, _nearest(w, said)) for w in content]
    found = [(w, at) for w, at in matches if at is not None]
    if any(spotted(around, "negator")) and not _negations(told):
        return None
    if len(found) < _CLOSE * len(content):
        return None
    clauses = _clauses(said)
    counts = Counter(clauses[at] for _, at in found)
    answered = [w for w, clause in zip(said, clauses, strict=True) if counts[clause] >= _MAIN * len(found)]
    if bool(_negations(answered)) == bool(_negations(told)):
        return None
    word = found[0][0]
    return word, "not" if _negations(answered) else "", "negation"


def _nearest(word: Word, said: Sequence[Word]) -> int | None:
    """Where the quotation has a word of the report, or one like it."""
    likes = [(alike(word.key, other.key), -at) for at, other in enumerate(said)]
    best = max(likes, default=(0.0, 0))
    return -best[1] if best[0] >= NEAR else None


def _clauses(words: Sequence[Word]) -> list[int]:
    """The number of the clause that each word stands in."""
    found: list[int] = []
    for at, word in enumerate(words):
        found.append((found[-1] + (word.bound != "")) if at else 0)
    return found


#: So many of the report's words must be the quotation's to say that it has lost or won a negation, and so many of these
#: must stand in a clause of the quotation that is asked for one.
_CLOSE, _MAIN = 0.8, 0.3


def _negations(words: Sequence[Word]) -> int:
    return sum(1 for _ in spotted([w.key for w in words], "negator")) + sum(
        1 for w in words if w.key.startswith(("un", "non")) and w.key in kind("scope")
    )
