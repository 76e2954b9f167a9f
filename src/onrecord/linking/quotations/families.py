"""Which utterances of different articles are one: who says it, in which words, and when.

Words in quotation marks are held against each other, most alike first. How much they must share depends on whether the
speaker is the same, unknown or another, and on the time between: a minister says similar things every week. Reported speech joins
the family of the same speaker whose words it has most of, where its article does not give these in marks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from onrecord.linking.quotations.likeness import Likeness, compared, telling
from onrecord.linking.quotations.utterances import Utterance
from onrecord.linking.quotations.verdicts import judge
from onrecord.linking.quotations.voices import Sameness
from onrecord.linking.stems import stem
from onrecord.linking.times import gap

#: The least part of the shorter utterance, and the least that the shared words must tell, to be one; by speaker. Chosen on six
#: of the annotated stories, where what is one comes to 0.44 and more for one speaker, and what is not to 0.44 and less.
_LEAST: dict[Sameness, tuple[float, float]] = {
    "same": (0.44, 0.9), "unknown": (0.55, 1.2), "doubtful": (0.6, 1.5),
    "other": (0.8, 2.0),
}  # fmt: skip
#: The same where so much time lies between that it may well have been said again, otherwise.
_LATER: dict[Sameness, tuple[float, float]] = {
    "same": (0.6, 1.2), "unknown": (0.75, 2.0), "doubtful": (0.75, 2.0), "other": (0.9, 3.0),
}  # fmt: skip
#: The smaller a part is shared, the more must be: from this part on, up to twice as much.
_MOST, _STEEP = 0.8, 3.0
_AGAIN = timedelta(hours=40)
#: The least part and weight of what reported speech must share with its speaker's words.
_REPORTED: dict[Sameness, tuple[float, float]] = {
    "same": (0.2, 0.8), "unknown": (0.42, 0.9), "doubtful": (0.42, 0.9), "other": (2.0, 2.0),
}  # fmt: skip
#: The words in marks of a mixed utterance speak for themselves where they tell so much.
_MARKED = 0.8
#: The same of a sentence that the reading has nobody say.
_UNATTRIBUTED = (0.55, 1.8)
#: What one article gives twice is one utterance from here on.
_TWICE = 0.7
#: A headline's words are those of the body from here on.
_HEADED = 0.7
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
            for key in {stem(w.key) for m in family.members for w in m.words}:
                if telling(key, name=False) >= _TELLS:
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
    common: dict[tuple[int, int], float] = defaultdict(float)
    for key, those in _index(quoted).items():
        if len(those) <= _PLACES:
            for n, i in enumerate(those):
                for j in those[n + 1 :]:
                    common[i, j] += telling(key, name=False)
    for order, (i, j) in enumerate(sorted(pair for pair, weight in common.items() if weight >= _SHARED)):
        a, b = quoted[i], quoted[j]
        like = _likeness(a, b)
        if _one(a, b, like):
            yield like.part * min(1.0, like.shared / 2), order, a, b


def _index(quoted: Sequence[Utterance]) -> dict[str, list[int]]:
    """The utterances by the stems of their words that tell something."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, utterance in enumerate(quoted):
        for key in {stem(w.key) for w in utterance.words}:
            if telling(key, name=False) >= _TELLS:
                found[key].append(number)
    return found


def _likeness(a: Utterance, b: Utterance) -> Likeness:
    """What two utterances share; a mixed one against a direct one by its words in marks, where these say enough."""
    if {a.form, b.form} == {"mixed", "direct"}:
        mixed = a if a.form == "mixed" else b
        if sum(telling(w.key, w.name) for w in mixed.marked) >= _MARKED:
            return compared(a.marked, b.marked)
    return compared(a.words, b.words)


def _one(a: Utterance, b: Utterance, like: Likeness) -> bool:
    """Whether two passages in marks are one utterance."""
    if min(len(a.keys), len(b.keys)) < 2:
        return False
    if a.article == b.article:
        if a.field != b.field:
            return like.part >= _HEADED
        return like.part >= _TWICE and a.voice.same(b.voice) != "other" and like.shared >= 1
    voice = a.voice.same(b.voice)
    if voice == "other":
        return like.ordered >= _LEAST[voice][0] and like.shared >= _LEAST[voice][1]
    if voice == "unknown" and a.setting & b.setting:
        voice = "same"
    between = gap(a.published, b.published)
    later = between is not None and between > _AGAIN
    least, weight = (_LATER if later else _LEAST)[voice]
    weight *= min(2.0, max(1.0, 1 + _STEEP * (_MOST - like.part)))
    if like.part < least or like.shared < weight:
        return False
    # Who says something else on another day has said something else.
    return not later or _kept(a, b)


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
                and compared(a.words, b.words).part < _TWICE
                and not _halves(a, b, one, other)
            ):
                return False
    return True


def _halves(a: Utterance, b: Utterance, one: Family, other: Family) -> bool:
    """Whether two utterances of an article are parts of what another article gives in one."""
    return any(
        compared(a.words, whole.words).ordered >= _TWICE and compared(b.words, whole.words).ordered >= _TWICE
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


def _heard(utterance: Utterance, family: Family) -> Sameness | None:
    """Whether reported speech is of the family's speaker; None where it is of another time or matter."""
    members = [m for m in family.members if m.quoted and len(m.keys) > 1]
    near = [
        m for m in members if (between := gap(m.published, utterance.published)) is None or between <= _AGAIN
    ]
    found = {m.voice.same(utterance.voice) for m in near}
    if "same" in found:
        return "same"
    if found & {"unknown", "doubtful"} and any(m.setting & utterance.setting for m in near):
        return "unknown"
    return None
