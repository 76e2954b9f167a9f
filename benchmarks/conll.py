"""Trees compared as the CoNLL 2018 shared task compares them (Zeman et al. 2018).

Words are matched by where they stand among the characters that are no white space. The words of a multi-word token
("don't") share the token's place; they are matched by the longest common subsequence of their forms among the
system's words that lie within it. Offsets on this page count characters other than white space.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc

from benchmarks.tally import Tally, count_sets
from training.corpora.treebank import blocks

ROOT = -1
#: Head of a word that the system left without one; it is never right.
NO_HEAD = -2
MEASURES = ("tokens", "sentences", "words", "upos", "uas", "las", "las_subtypes")


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word; `head` is an index among the words, or ROOT."""

    form: str
    start: int
    end: int
    pos: str
    head: int
    dep: str
    multi: bool = False


@dataclass(slots=True)
class Parse:
    """A parsed document.

    tokens, sentences  half-open offsets
    sentence_starts    indices of the words that begin sentences
    text               the document as it stood, empty where it is not known
    """

    words: list[Word] = field(default_factory=list)
    tokens: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    sentence_starts: list[int] = field(default_factory=list)
    text: str = ""

    @property
    def characters(self) -> str:
        """Everything but white space, by the words."""
        return "".join(squeezed(w.form) for w in self.words)


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def gold_parses(path: Path) -> Iterator[Parse]:
    """The documents of a CoNLL-U file; their text is joined by what the file says of spaces and paragraphs."""
    doc = Parse()
    at, glued = 0, False
    for comments, rows, ranges in blocks(path):
        if doc.words and any(key.startswith("newdoc") for key in comments):
            yield doc
            doc, at, glued = Parse(), 0, False
        if doc.words:
            paragraph = any(key.startswith("newpar") and key != "newpar_block" for key in comments)
            doc.text += "\n\n" if paragraph else "" if glued else " "
        doc.text += comments["text"]
        glued = "SpaceAfter=No" in rows[-1][9].split("|")
        first, sentence = len(doc.words), at
        forms = [squeezed(row[1]) for row in rows]
        together = {i: (a, b) for a, b in ranges for i in range(a, b + 1)}
        for i, row in enumerate(rows):
            a, b = together.get(i, (i, i))
            start = sentence + sum(map(len, forms[:a]))
            end = start + sum(map(len, forms[a : b + 1]))
            head = int(row[6])
            doc.words.append(
                Word(row[1], start, end, row[3], first + head - 1 if head else ROOT, row[7], multi=a < b)
            )
            if i == a:
                doc.tokens.append((start, end))
        at = sentence + sum(map(len, forms))
        doc.sentences.append((sentence, at))
        doc.sentence_starts.append(first)
    if doc.words:
        yield doc


def parse_of(doc: Doc) -> Parse:
    """What a pipeline found; tokens of white space are passed over."""
    kept = [t for t in doc if not t.is_space]
    index = {t.i: n for n, t in enumerate(kept)}
    parse = Parse(text=doc.text)
    at = 0
    begins = True
    for token in doc:
        begins = begins or bool(token.is_sent_start)
        if token.is_space:
            continue
        if begins:
            parse.sentence_starts.append(len(parse.words))
            begins = False
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        where = NO_HEAD if not token.dep_ else ROOT if head.i == token.i else index.get(head.i, ROOT)
        size = len(squeezed(token.text))
        parse.words.append(Word(token.text, at, at + size, token.pos_, where, token.dep_))
        at += size
    parse.tokens = [(w.start, w.end) for w in parse.words]
    starts = [parse.words[i].start for i in parse.sentence_starts]
    parse.sentences = list(zip(starts, [*starts[1:], at], strict=True)) if starts else []
    return parse


def _common(gold: list[str], system: list[str]) -> Iterator[tuple[int, int]]:
    """Index pairs of a longest common subsequence."""
    best = [[0] * (len(system) + 1) for _ in range(len(gold) + 1)]
    for i in reversed(range(len(gold))):
        for j in reversed(range(len(system))):
            same = gold[i] == system[j]
            best[i][j] = best[i + 1][j + 1] + 1 if same else max(best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(gold) and j < len(system):
        if gold[i] == system[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def aligned(gold: list[Word], system: list[Word]) -> dict[int, int]:
    """The gold word of each system word that has one, by index; the system has no multi-word tokens."""
    places = {(w.start, w.end): i for i, w in enumerate(gold) if not w.multi}
    pairs = {j: i for j, w in enumerate(system) if (i := places.get((w.start, w.end))) is not None}
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, word in enumerate(gold):
        if word.multi:
            groups[word.start, word.end].append(i)
    j = 0
    for (start, end), wanted in groups.items():
        while j < len(system) and system[j].start < start:
            j += 1
        inside: list[int] = []
        while j < len(system) and system[j].end <= end:
            inside.append(j)
            j += 1
        forms = [gold[i].form.lower() for i in wanted], [system[k].form.lower() for k in inside]
        pairs |= {inside[b]: wanted[a] for a, b in _common(*forms)}
    return pairs


def compare(gold: Parse, system: Parse, tallies: dict[str, Tally]) -> None:
    """Counts one document into the tallies of `MEASURES`.

    Raises ValueError where the two are not of the same text.
    """
    if gold.characters != system.characters:
        raise ValueError("the words of the two are not of the same text")
    count_sets(tallies["tokens"], gold.tokens, system.tokens)
    count_sets(tallies["sentences"], gold.sentences, system.sentences)
    pairs = aligned(gold.words, system.words)
    right = dict.fromkeys(("words", "upos", "uas", "las", "las_subtypes"), 0)
    for j, i in pairs.items():
        mine, theirs = system.words[j], gold.words[i]
        attached = (ROOT if mine.head == ROOT else pairs.get(mine.head, NO_HEAD)) == theirs.head
        right["words"] += 1
        right["upos"] += mine.pos == theirs.pos
        right["uas"] += attached
        right["las"] += attached and mine.dep.split(":")[0].lower() == theirs.dep.split(":")[0]
        right["las_subtypes"] += attached and mine.dep.lower() == theirs.dep
    for name, count in right.items():
        tallies[name].add(count, len(gold.words), len(system.words))


def new_tallies() -> dict[str, Tally]:
    """Tallies of all measures, empty."""
    return {name: Tally() for name in MEASURES}


def f1_of(tallies: dict[str, Tally], prefix: str, names: Iterable[str] = MEASURES) -> dict[str, float]:
    """The F1 of each named measure."""
    return {f"{prefix}_{name}": tallies[name].f1 for name in names}
