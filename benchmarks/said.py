"""Who said what in one article, by the gold and by a system, and how the two are compared.

Contents are sets of words: a word is a run of letters and digits with what an apostrophe, a decimal point or a
thousands' comma ties to it, so quotation marks and other punctuation do not matter; nor does a leading "that".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from benchmarks.matching import best_matching
from benchmarks.tally import Tally

Pieces = tuple[tuple[int, int], ...]

#: Two contents are one where their words overlap by at least this (intersection over union).
SAME = 0.5
MARKS = frozenset("\"'`“”„‟‘’‚‛«»‹›")
PRONOUNS = frozenset(
    [
        *("i", "me", "we", "us", "you", "he", "him", "himself", "she", "her", "herself", "it", "itself"),
        *("they", "them", "themselves", "who", "whom", "which", "this", "that", "one"),
    ]
)
TITLES = frozenset(
    [
        *("mr", "mrs", "ms", "miss", "dr", "prof", "rev", "sir", "lord", "lady", "hon", "sen", "rep", "gov"),
        *("gen", "lt", "col", "brig", "maj", "capt", "sgt", "adm", "jr", "sr", "ii", "iii", "iv"),
    ]
)
#: Where a description of a speaker stops being the name: "Ann Lee, the envoy", "the Ministry of Defence".
_BREAK = re.compile(
    r"[,;:(–—]|\s-\s|\s(?:of|for|from|in|at|on|with|to|and|or|who|that|which|whose)\s", re.IGNORECASE
)
_WORD = re.compile(r"\w+(?:[’']\w+|[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution, in character offsets of the article.

    content, source  in pieces, each possibly none
    name             what a system calls the speaker, where that is more than the words at `source`
    """

    content: Pieces
    source: Pieces = ()
    name: str = ""


@lru_cache(maxsize=4)
def words(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the words of a text."""
    return [match.span() for match in _WORD.finditer(text)]


def words_at(text: str, pieces: Pieces) -> frozenset[int]:
    """Indices of the words in these pieces, without a "that" at the beginning of one."""
    found: set[int] = set()
    for start, end in pieces:
        that = re.match(r"\W*that\b", text[start:end], re.IGNORECASE)
        begin = start + that.end() if that else start
        found.update(i for i, (a, b) in enumerate(words(text)) if a < end and b > begin)
    return frozenset(found)


def in_marks(text: str, pieces: Pieces) -> bool:
    """Whether a content begins and ends with a quotation mark."""
    if not pieces:
        return False
    first, last = text[slice(*min(pieces))].strip(), text[slice(*max(pieces))].strip()
    return bool(first and last) and first[0] in MARKS and last[-1] in MARKS


def last_name(name: str) -> str:
    """The last word of a name in lower case, without titles, possessive and what describes its bearer."""
    head = _BREAK.split(name.strip(), maxsplit=1)[0]
    head = re.sub(r"[’']s?(?=\s|$)", "", head)
    parts = [part.lower() for part in re.findall(r"\w+(?:[’'-]\w+)*", head) if part.lower() not in TITLES]
    return parts[-1] if parts else ""


def speaker_right(text: str, gold: Said, given: Said) -> bool:
    """Whether the system's speaker stands where the gold's does, or has the same last name and is no pronoun."""
    if any(a < d and c < b for a, b in gold.source for c, d in given.source):
        return True
    wanted = last_name(" ".join(text[a:b] for a, b in gold.source))
    return bool(wanted) and wanted not in PRONOUNS and wanted == last_name(given.name)


@dataclass(slots=True)
class Score:
    """Counts over articles.

    matched    contents one to one, so that their overlap is greatest; only pairs that share at least half (`SAME`)
    exact      contents with the same words
    gold_touched, given_touched  contents that share a word with any content of the other side
    marks      the gold's contents in quotation marks, and how many of them are matched, are touched
    speakers   matched contents whose gold names a source, and how many of them have the right speaker
    """

    matched: Tally = field(default_factory=Tally)
    exact: Tally = field(default_factory=Tally)
    gold_touched: Tally = field(default_factory=Tally)
    given_touched: Tally = field(default_factory=Tally)
    marks: Tally = field(default_factory=Tally)
    marks_touched: Tally = field(default_factory=Tally)
    speakers: Tally = field(default_factory=Tally)

    def add(self, text: str, gold: Iterable[Said], given: Iterable[Said]) -> None:
        """Counts one article; attributions without a word of content are passed over on both sides."""
        wanted = [(said, w) for said in gold if (w := words_at(text, said.content))]
        found = [(said, w) for said in given if (w := words_at(text, said.content))]
        pairs = dict(best_matching([[_likeness(a, b) for _, b in found] for _, a in wanted]))
        self.matched.add(len(pairs), len(wanted), len(found))
        same = Counter(w for _, w in wanted) & Counter(w for _, w in found)
        self.exact.add(same.total(), len(wanted), len(found))
        all_wanted, all_found = _union(w for _, w in wanted), _union(w for _, w in found)
        touched = {i for i, (_, w) in enumerate(wanted) if w & all_found}
        self.gold_touched.add(len(touched), len(wanted), 0)
        self.given_touched.add(sum(bool(w & all_wanted) for _, w in found), 0, len(found))
        marked = {i for i, (said, _) in enumerate(wanted) if in_marks(text, said.content)}
        self.marks.add(len(marked & pairs.keys()), len(marked), 0)
        self.marks_touched.add(len(marked & touched), len(marked), 0)
        for i, j in pairs.items():
            if wanted[i][0].source:
                self.speakers.add(speaker_right(text, wanted[i][0], found[j][0]), 1, 1)

    def figures(self, prefix: str = "") -> dict[str, float]:
        """The figures by name."""
        precision, recall = self.given_touched.precision, self.gold_touched.recall
        found = {
            "content_f1": self.matched.f1,
            "content_precision": self.matched.precision,
            "content_recall": self.matched.recall,
            "exact_f1": self.exact.f1,
            "touched_f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
            "touched_precision": precision,
            "touched_recall": recall,
            "marks_recall": self.marks.recall,
            "marks_touched_recall": self.marks_touched.recall,
            "speaker": self.speakers.recall,
        }
        return {prefix + name: value for name, value in found.items()}


def _likeness(a: frozenset[int], b: frozenset[int]) -> float:
    share = len(a & b) / len(a | b)
    return share if share >= SAME else 0.0


def _union(sets: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset().union(*sets)


def score(articles: Iterable[tuple[str, Sequence[Said], Sequence[Said]]]) -> Score:
    """The counts over (text, gold, given) of each article."""
    total = Score()
    for text, gold, given in articles:
        total.add(text, gold, given)
    return total
