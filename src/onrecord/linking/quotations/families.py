"""Which utterances of different articles are one: who says it, in which words, and when.

Words in quotation marks are held against each other, most alike first. How much they must share depends on whether the
speaker is the same, unknown or another, and on the time between: a minister says similar things every week. Reported speech joins
the family of the same speaker whose words it has most of, where its article does not give these in marks.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from onrecord.linking.quotations.likeness import Likeness, compared, telling
from onrecord.linking.quotations.utterances import Utterance
from onrecord.linking.quotations.verdicts import judge
from onrecord.linking.quotations.voices import Sameness
from onrecord.linking.quotations.wording import Word
from onrecord.linking.stems import stem
from onrecord.linking.times import gap

#: The least part of the shorter utterance, and the least that the shared words must tell, to be one; by speaker. Chosen on six
#: of the annotated stories, where what is one comes to 0.44 and more for one speaker, and what is not to 0.44 and less.
_LEAST: dict[Sameness, tuple[float, float]] = {
    "same": (0.44, 0.9), "unknown": (0.55, 1.2), "doubtful": (0.6, 1.5),
}  # fmt: skip
#: The same for two whom their articles name differently: so much has to stand in the same order.
_OTHER = 0.8, 2.0
#: The same where so much time lies between that it may well have been said again, otherwise.
_LATER: dict[Sameness, tuple[float, float]] = {
    "same": (0.6, 1.2), "unknown": (0.75, 2.0), "doubtful": (0.75, 2.0),
}  # fmt: skip
#: The smaller a part is shared, the more must be: from this part on, up to twice as much.
_MOST, _STEEP = 0.8, 3.0
_AGAIN = timedelta(hours=40)
#: The least part and weight of what reported speech must share with its speaker's words.
_REPORTED: dict[Sameness, tuple[float, float]] = {
    "same": (0.2, 0.8), "unknown": (0.42, 0.9),
}  # fmt: skip
#: The words in marks of a mixed utterance speak for themselves where they tell so much.
_MARKED = 0.8
#: The same of a sentence that the reading has nobody say.
_UNATTRIBUTED = (0.55, 1.8)
#: The same for what one article gives twice, and for a headline's words in the body.
_TWICE, _HEADED = (0.7, 1.0), (0.7, 0.0)
#: Utterances are compared that share words which tell so much, each and together. A word that stands in more utterances brings
#: none together: among thousands it tells nothing.
_TELLS, _SHARED, _PLACES = 0.25, 0.3, 400


@dataclass(eq=False)
class Family:
    """The variants of one utterance."""

    members: list[Utterance] = field(default_factory=list)

    def of(self, article: str) -> list[Utterance]:
        """The members that one article gives."""
        return [member for member in self.members if member.article == article]


def families(said: Sequence[Utterance]) -> list[Family]:
    """The utterances in families: each that is in quotation marks is in exactly one, also by itself.

    said  the utterances of all articles, in any order
    """
    ordered = sorted(said, key=lambda u: (u.article, u.field, u.start, u.end))
    quoted = [u for u in ordered if u.quoted]
    of = {u: Family([u]) for u in quoted}
    for _, _, a, b in sorted(_pairs(quoted), key=lambda pair: (-pair[0], pair[1])):
        one, other = of[a], of[b]
        if one is other or not _compatible(one, other):
            continue
        one.members += other.members
        of |= dict.fromkeys(other.members, one)
    found = list({id(family): family for family in of.values()}.values())
    near = _Near(found)
    for utterance in ordered:
        if not utterance.quoted and (family := _retold(utterance, near.to(utterance))):
            family.members.append(utterance)
    return found


class _Near:
    """Finds the families that reported speech may belong to: those of its speaker, or with its words."""

    def __init__(self, found: Sequence[Family]) -> None:
        self._families = found
        self._speakers: dict[str, list[int]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(list)
        for number, family in enumerate(found):
            for name in {m.voice.names[-1] for m in family.members if m.voice.names}:
                self._speakers[name].append(number)
            for key in _telling_stems([w for m in family.members for w in m.words]):
                self._words[key].append(number)

    def to(self, utterance: Utterance) -> list[Family]:
        """The families, in their order."""
        numbers = set(self._speakers.get(utterance.voice.names[-1], ())) if utterance.voice.names else set()
        for key in {stem(w.key) for w in utterance.words}:
            those = self._words.get(key, ())
            if len(those) <= _PLACES:
                numbers.update(those)
        return [self._families[number] for number in sorted(numbers)]


def _pairs(quoted: Sequence[Utterance]) -> Iterator[tuple[float, int, Utterance, Utterance]]:
    """What may be one: how alike, a number that breaks ties, and the two."""
    for order, (i, j) in enumerate(_candidates(quoted)):
        a, b = quoted[i], quoted[j]
        if like := _one(a, b):
            yield like.part * min(1.0, like.shared / 2), order, a, b


def _candidates(quoted: Sequence[Utterance]) -> Iterator[tuple[int, int]]:
    """The utterances that share words which tell something, by number, in order."""
    index: dict[str, list[int]] = defaultdict(list)
    keys = [_telling_stems(utterance.words) for utterance in quoted]
    for number, those in enumerate(keys):
        for key in those:
            index[key].append(number)
    for i, those in enumerate(keys):
        common: dict[int, list[float]] = defaultdict(list)
        for key in those:
            if len(places := index[key]) <= _PLACES:
                for j in places[bisect_right(places, i) :]:
                    common[j].append(telling(key, name=False))
        yield from ((i, j) for j in sorted(common) if math.fsum(common[j]) >= _SHARED)


def _telling_stems(words: Sequence[Word]) -> set[str]:
    """The stems of words that tell something."""
    return {key for key in {stem(w.key) for w in words} if telling(key, name=False) >= _TELLS}


def _likeness(a: Utterance, b: Utterance, part: float, shared: float) -> Likeness:
    """What two utterances share, where that can come to so much; a mixed one against a direct one by its words in marks, where
    these say enough.
    """
    if {a.form, b.form} == {"mixed", "direct"}:
        mixed = a if a.form == "mixed" else b
        if sum(telling(w.key, w.name) for w in mixed.marked) >= _MARKED:
            return compared(a.marked, b.marked, part=part, shared=shared)
    return compared(a.words, b.words, part=part, shared=shared)


def _one(a: Utterance, b: Utterance) -> Likeness | None:
    """What two passages in marks share, where they are one utterance; None where they are not."""
    if min(len(a.words), len(b.words)) < 2:
        return None
    if a.article == b.article:
        return _given_twice(a, b)
    voice = a.voice.same(b.voice)
    if voice == "other":
        like = _likeness(a, b, *_OTHER)
        return like if like.ordered >= _OTHER[0] and like.shared >= _OTHER[1] else None
    if voice == "unknown" and a.setting & b.setting:
        voice = "same"
    between = gap(a.published, b.published)
    later = between is not None and between > _AGAIN
    least, weight = (_LATER if later else _LEAST)[voice]
    like = _likeness(a, b, least, weight)
    weight *= min(2.0, max(1.0, 1 + _STEEP * (_MOST - like.part)))
    if like.part < least or like.shared < weight:
        return None
    # Who says something else on another day has said something else.
    return like if not later or _kept(a, b) else None


def _given_twice(a: Utterance, b: Utterance) -> Likeness | None:
    """The same for two passages of one article."""
    if a.field == b.field and a.voice.same(b.voice) == "other":
        return None
    least, weight = _HEADED if a.field != b.field else _TWICE
    like = _likeness(a, b, least, weight)
    return like if like.part >= least and like.shared >= weight else None


def _kept(a: Utterance, b: Utterance) -> bool:
    """Whether the shorter of two has nothing but the longer one's words."""
    longer, shorter = (a, b) if len(a.marked) >= len(b.marked) else (b, a)
    return judge(longer, shorter).verdict in {"verbatim", "trimmed"}


def _compatible(one: Family, other: Family) -> bool:
    """Whether two families can be one: what an article gives as two utterances stays two, unless both have the same words."""
    for a in one.members:
        for b in other.of(a.article):
            if (
                a.field == b.field
                and compared(a.words, b.words).part < _TWICE[0]
                and not _halves(a, b, one, other)
            ):
                return False
    return True


def _halves(a: Utterance, b: Utterance, one: Family, other: Family) -> bool:
    """Whether two utterances of an article are parts of what another article gives in one."""
    return any(
        all(compared(half.words, whole.words).ordered >= _TWICE[0] for half in (a, b))
        for whole in (*one.members, *other.members)
        if whole.article != a.article
    )


def _retold(utterance: Utterance, found: Sequence[Family]) -> Family | None:
    """The family whose words an article reports without giving them in marks."""
    best: tuple[float, Family] | None = None
    for family in found:
        heard = _heard(utterance, family)
        if heard is None or family.of(utterance.article):
            continue
        likes = [compared(member.words, utterance.words) for member in family.members if member.quoted]
        like = max(likes, key=lambda one: (one.part * min(1.0, one.shared), one.part))
        least, weight = _REPORTED[heard]
        if utterance.voice.name is None and not utterance.attributed:
            least, weight = _UNATTRIBUTED
        rank = like.part + (heard == "same")
        if like.part >= least and like.shared >= weight and (best is None or rank > best[0]):
            best = rank, family
    return best[1] if best else None


def _heard(utterance: Utterance, family: Family) -> Literal["same", "unknown"] | None:
    """Whether reported speech is of the family's speaker; None where it is of another time or matter."""
    members = [m for m in family.members if m.quoted and len(m.words) > 1]
    near = [
        m for m in members if (between := gap(m.published, utterance.published)) is None or between <= _AGAIN
    ]
    found = {m.voice.same(utterance.voice) for m in near}
    if "same" in found:
        return "same"
    if found & {"unknown", "doubtful"} and any(m.setting & utterance.setting for m in near):
        return "unknown"
    return None
