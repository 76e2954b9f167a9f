"""What a variant puts for the words of the reference: the differences that alignment finds, each judged by itself.

A difference is a run of words of the reference, of the variant, or one of each. It changes the sense where a negation, a modal,
a number, a name or another word of weight is put in, left out or exchanged; it does not where a clause is left out whole, or
where other words say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.linking.quotations.alignment import aligned
from onrecord.linking.quotations.modality import Modal, modals
from onrecord.linking.quotations.synonyms import SAME, alike, number, opposite
from onrecord.linking.quotations.wording import Word, kind, spotted

#: How far a difference goes: nothing, words left out, other words for the same, another sense.
Weight = Literal["none", "cut", "reworded", "altered"]


@dataclass(frozen=True, slots=True)
class Change:
    """A difference: half-open index ranges into the words of reference and variant, and what it comes to.

    sort  negation, modality, number, name, condition, scope, opposite, order, word; empty where the sense is the same
    """

    before: tuple[int, int]
    after: tuple[int, int]
    weight: Weight
    sort: str = ""


def changes(reference: Sequence[Word], variant: Sequence[Word], *, free: bool) -> list[Change]:
    """The differences in the order of the variant.

    free  whether the variant is in other words throughout, such as another translation, so that only what a translator
          cannot choose counts: negation, numbers, names and opposites
    """
    a, b = [w.key for w in reference], [w.key for w in variant]
    if free and bool(_negators(a)) != bool(_negators(b)):
        return [Change((0, len(a)), (0, len(b)), "altered", "negation")]
    return [
        _Pair(reference, variant, (a1, a2), (b1, b2), free).judged()
        for tag, a1, a2, b1, b2 in aligned(reference, variant)
        if tag != "equal"
    ]


@dataclass(frozen=True)
class _Pair:
    """One difference, with what stands around it."""

    reference: Sequence[Word]
    variant: Sequence[Word]
    before: tuple[int, int]
    after: tuple[int, int]
    free: bool

    @property
    def lost(self) -> Sequence[Word]:
        return self.reference[slice(*self.before)]

    @property
    def new(self) -> Sequence[Word]:
        return self.variant[slice(*self.after)]

    def judged(self) -> Change:
        weight, sort = self._weight()
        return Change(self.before, self.after, weight, sort)

    def _weight(self) -> tuple[Weight, str]:
        if not any(word.marked for word in self.new):
            return self._cut() if self.lost else ("none", "")
        if not self.lost:
            return self._added()
        return self._exchanged()

    # ---------------------------------------------------------------------------------------------- words left out

    def _cut(self) -> tuple[Weight, str]:
        """Words left out: a whole clause may go, a word that others hang on may not."""
        start, end = self.before
        keys = [w.key for w in self.lost]
        if all(key in kind("link") for key in keys) and self._head(start):
            return "cut", ""
        if self.free:
            return "cut", ""
        if self._governs(start, end):
            return "altered", "negation"
        if self._condition(start, end):
            return "altered", "condition"
        if end < len(self.reference) and self.reference[end].bound == "" and _bare(keys):
            return "altered", "scope"
        inside = start > 0 and end < len(self.reference) and not self._clauses(start, end)
        if not inside:
            return "cut", ""
        if _negators(keys):
            return "altered", "negation"
        if modals(keys) and not any(map(_content, keys)):
            return "altered", "modality"
        if any(spotted(keys, "scope")) or any(map(number, keys)):
            return "altered", "scope"
        if all(key in kind("small") | kind("person") for key in keys):
            return "none", ""
        return "cut", ""

    def _head(self, at: int) -> bool:
        return at < len(self.reference) and self.reference[at].bound != ""

    def _clauses(self, start: int, end: int) -> bool:
        """Whether what is left out is one or more clauses, from bound to bound."""
        return self.reference[start].bound != "" and (
            end == len(self.reference) or self.reference[end].bound != ""
        )

    def _governs(self, start: int, end: int) -> bool:
        """Whether a cut takes the "not" from the words behind it: "has not agreed" becomes "agreed"."""
        if end == len(self.reference) or self.reference[end].bound != "":
            return False
        clause = start
        for i in range(end - 1, start - 1, -1):
            clause = i
            if self.reference[i].bound != "":
                break
        if not _negators([w.key for w in self.reference[clause:end]]):
            return False
        context = list(self.new)
        for word in reversed(self.variant[: self.after[0]]):
            if word.marked:
                break
            context.append(word)
        return not _negators([w.key for w in context])

    def _condition(self, start: int, end: int) -> bool:
        """Whether the condition goes that the rest of the sentence hangs on."""
        opening = [w.key for w in self.reference[start : start + 3]]
        if not any(first == 0 for first, _ in spotted(opening, "condition")):
            return False
        main = self._main(start, end)
        keys = [w.key for w in main]
        return bool(modals(keys)) and self._closed()

    def _main(self, start: int, end: int) -> Sequence[Word]:
        """The rest of the sentence that the words left out belong to."""
        first = start
        while first > 0 and self.reference[first].bound != "sentence":
            first -= 1
        last = end
        while last < len(self.reference) and self.reference[last].bound != "sentence":
            last += 1
        if first == start and (start == 0 or self.reference[start].bound == "sentence"):
            return self.reference[end:last]
        return self.reference[first:start] if last == end else ()

    def _closed(self) -> bool:
        """Whether the variant gives the rest as a sentence of its own."""
        return all(word.marked for word in self.variant)

    # ------------------------------------------------------------------------------------------------ words put in

    def _added(self) -> tuple[Weight, str]:
        """Words put in: a sentence that the reference lacks may have been said; words within one change it."""
        start, end = self.after
        keys = [w.key for w in self.new]
        if _negators(keys) and not self.free:
            return ("cut", "") if self._own_clause(start, end) else ("altered", "negation")
        if self._own_clause(start, end) or self._elsewhere(keys):
            return "cut", ""
        if all(key in kind("small") | kind("person") | kind("link") for key in keys):
            return "none", ""
        if modals(keys):
            return "altered", "modality"
        if any(map(number, keys)):
            return "altered", "number"
        if not self.new[0].marked:
            return "none", ""
        if self.free:
            return "reworded", ""
        return "altered", "scope" if any(spotted(keys, "scope")) else "word"

    def _own_clause(self, start: int, end: int) -> bool:
        """Whether what is put in is a sentence by itself."""
        begins = self.variant[start].bound == "sentence"
        ends = end == len(self.variant) or self.variant[end].bound == "sentence"
        return begins and ends and end - start >= _LEAST_SENTENCE

    def _elsewhere(self, keys: Sequence[str]) -> bool:
        """Whether these words stand in the reference in a row: the variant has them in another place."""
        whole = [w.key for w in self.reference]
        n = len(keys)
        return n >= _LEAST_SENTENCE and any(whole[i : i + n] == [*keys] for i in range(len(whole) - n + 1))

    # ---------------------------------------------------------------------------------------------- words exchanged

    def _exchanged(self) -> tuple[Weight, str]:
        lost, new = [w.key for w in self.lost], [w.key for w in self.new]
        if lost == new:
            return "none", ""
        # A long run for a short one is a cut as well: what is answered is the clause that the new words are nearest to.
        near = self._answered()
        if not self.free and _negators(near) % 2 != _negators(new) % 2:
            return "altered", "negation"
        if sort := _modality(modals(near), modals(new), self.free):
            return "altered", sort
        old_numbers, new_numbers = [k for k in near if number(k)], [k for k in new if number(k)]
        if new_numbers and new_numbers != old_numbers and not self.free:
            return "altered", "number"
        if any(key not in {w.key for w in self.reference} for key in new_numbers):
            return "altered", "number"
        if any(opposite(x, y) for x in near for y in new) and _negators(near) == _negators(new):
            return "altered", "opposite"
        if self._names():
            return "altered", "name"
        if self.free:
            return "reworded", ""
        return self._words(lost, new)

    def _answered(self) -> list[str]:
        """The words of the reference that the new ones stand for."""
        lost = [w.key for w in self.lost]
        if len(lost) <= len(self.new) + _ROOM:
            return lost
        starts = [0] + [i for i, w in enumerate(self.lost) if i and w.bound != ""]
        ends = [*starts[1:], len(lost)]
        new = [w.key for w in self.new if _content(w.key)]

        def near(run: list[str]) -> float:
            return sum(max((alike(x, y) for x in run), default=0.0) for y in new)

        return max((lost[i:j] for i, j in zip(starts, ends, strict=True)), key=near)

    def _names(self) -> bool:
        """Whether a name or a day stands for another one."""
        calendar = kind("calendar")
        mine = {w.key for w in self.lost if w.name or w.key in calendar}
        theirs = {w.key for w in self.new if w.name or w.key in calendar}
        known = {w.key for w in self.reference}
        return bool(theirs - known) and bool(mine - theirs)

    def _words(self, lost: Sequence[str], new: Sequence[str]) -> tuple[Weight, str]:
        """Whether other words say the same: each new one that tells something has one that it stands for."""
        content = [key for key in new if _content(key)]
        gone = [key for key in lost if _content(key)]
        if len(content) > 1 and content != gone and sorted(content) == sorted(gone):
            return "altered", "order"
        left = [y for y in content if max((alike(x, y) for x in gone), default=0.0) < SAME]
        if left:
            return "altered", "scope" if any(spotted(left, "scope")) or any(
                spotted(left, "degree")
            ) else "word"
        if content or not gone:
            extra = [x for x in gone if max((alike(x, y) for y in content), default=0.0) < SAME]
            if any(spotted(extra, "scope")):
                return "altered", "scope"
            return "reworded", ""
        return "cut", ""


#: Shorter runs of words are no sentence of their own.
_LEAST_SENTENCE = 3
#: More words than these are a clause.
_FEW = 2
#: So many words more may be answered by a run.
_ROOM = 3


def _content(key: str) -> bool:
    """Whether a word says something by itself."""
    return key not in kind("small") and key not in kind("person") and key not in kind("link")


def _bare(keys: Sequence[str]) -> bool:
    """Whether words are nothing but such as tell how far the next ones go: "almost", "only some of the"."""
    rest = [key for key in keys if _content(key)]
    return bool(rest) and len(rest) <= _FEW and all(any(spotted([key], "scope")) for key in rest)


def _negators(keys: Sequence[str]) -> int:
    """How many words negate."""
    return sum(1 for _ in spotted(keys, "negator"))


def _modality(lost: Sequence[Modal], new: Sequence[Modal], free: bool) -> str:
    """Gives "modality" where the strengths differ; a free rendering may lack what another one has."""
    mine, theirs = {m.strength for m in lost}, {m.strength for m in new}
    if mine == theirs or (free and (not mine or not theirs)):
        return ""
    if free:
        shifted = {s for m in lost for s in m.shifted} | mine
        return "" if theirs <= shifted else "modality"
    return "modality" if theirs else ""
