"""Words that share a meaning, cut from WordNet 3.0 for `linking`: synonyms.tsv and forms.tsv.

The database is Debian's package wordnet-base (`apt-get download wordnet-base`, `dpkg -x`), in its usr/share/wordnet; its
files are described in wndb(5WN).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

_CLASSES = ("adj", "adv", "noun", "verb")
#: So many meanings of a word count, the most frequent first.
_MEANINGS = 3


def write(wordnet: Path, vectors: Path, out: Path) -> None:
    """Writes both files anew below the comments that they have.

    wordnet  the folder with index.noun, data.noun, noun.exc and the like
    vectors  `vectors.npz`, whose vocabulary says which words are wanted
    out      the folder of the two files
    """
    with np.load(vectors) as stored:
        wanted = frozenset(bytes(stored["pieces"]).decode().split("\n"))
    lines = [(of, words) for of in _CLASSES for words in sorted(_synonyms(wordnet, of, wanted))]
    replace_rows(out / "synonyms.tsv", ((of, "|".join(words)) for of, words in lines))
    lemmas = frozenset(word for _, words in lines for word in words)
    replace_rows(out / "forms.tsv", sorted(_forms(wordnet, wanted, lemmas)))


def _synonyms(wordnet: Path, of: str, wanted: frozenset[str]) -> Iterator[list[str]]:
    """The words of each meaning of a class that two or more have among their most frequent ones."""
    first = defaultdict(set)
    for cells in rows(wordnet / f"index.{of}"):
        count = int(cells[2])
        for meaning in cells[-count:][:_MEANINGS]:
            first[meaning].add(cells[0])
    for cells in rows(wordnet / f"data.{of}"):
        count = int(cells[3], 16)
        words = {word.split("(")[0] for word in cells[4 : 4 + 2 * count : 2]}
        found = sorted(w for w in words & first[cells[0]] & wanted if len(w) > 1 and w.isalpha())
        if len(found) > 1:
            yield found


def _forms(wordnet: Path, wanted: frozenset[str], lemmas: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The irregular forms of these lemmas."""
    seen = set()
    for of in _CLASSES:
        for form, lemma, *_ in rows(wordnet / f"{of}.exc"):
            if lemma in lemmas and form in wanted and form.isalpha() and form != lemma:
                seen.add((form, lemma))
    yield from seen


def rows(path: Path) -> Iterator[list[str]]:
    """The cells of a file's lines, less the licence, whose lines begin with a blank."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            yield line.split()


def replace_rows(path: Path, lines: Iterable[tuple[str, ...]]) -> None:
    """Writes a table's rows anew, below the comments that it has."""
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    path.write_text("\n".join([*kept, *map("\t".join, lines), ""]), encoding="utf-8")
