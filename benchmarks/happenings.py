"""Which articles are on one happening: the written stories, BASIL's triplets and ECB+'s topics, each by itself and all together.

Figures are B-cubed F1 (Bagga and Baldwin 1998) over all articles of a set: `written` of `stories/written/`, `basil` of
`stories/basil/` (one political story in three outlets), `ecb` of `stories/ecbplus/`, where each topic is of two look-alike
events and an article is the one or two sentences that the corpus names, without a date. `precision` and `recall` go with
each. `kept_apart` is the share of stories, of all three sets put together, that have articles of one set alone.
`lookalikes_apart` is the share of the written set's pairs of look-alike stories, and of articles that are in none, that were
not run together. Copies and rewrites are not asked for. The folders have no parts.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.failure import MissingError
from benchmarks.ours import Reader, read
from benchmarks.stories import pieces as written_pieces
from onrecord.linking import Piece
from onrecord.linking.stories import stories
from onrecord.model import Article

FOLDER = Path("stories")
GATED = ("written", "basil", "ecb", "kept_apart", "lookalikes_apart")

#: A set: its articles, and the story of each by id.
Gold = tuple[list[Piece], Mapping[str, str]]


def corpus(data: Path, part: str) -> list[Path]:  # noqa: ARG001 -- every benchmark is asked in the same way
    """The files that are measured on."""
    return sorted(path for path in (data / FOLDER).rglob("*") if path.suffix in {".json", ".xml", ".csv"})


def measure(data: Path, part: str) -> dict[str, float]:
    """Figures by name, each from 0 to 1.

    Raises MissingError where the stories are not there.
    """
    if not corpus(data, part):
        raise MissingError(f"no stories in {data / FOLDER}")
    written = json.loads((data / FOLDER / "written" / "gold.json").read_text(encoding="utf-8"))
    sets = {
        "written": (written_pieces(data, read), _written(written)),
        "basil": basil(data, read),
        "ecb": ecb(data, read),
    }
    return figures(sets, written)


def figures(sets: Mapping[str, Gold], written: Mapping[str, Any]) -> dict[str, float]:
    """The figures of what finds the stories of these sets; `written` is the gold that names look-alikes."""
    found: dict[str, float] = {}
    for name, (there, gold) in sets.items():
        given = {piece.id: gold.get(piece.id, piece.id) for piece in there}
        told = _stories(there)
        found[f"{name}_precision"], found[f"{name}_recall"], found[name] = bcubed(given, told)
        if name == "written":
            found["lookalikes_apart"] = _apart(written, told)
    mixed = [
        Piece(f"{name} {piece.id}", piece.reading) for name, (there, _) in sets.items() for piece in there
    ]
    of: defaultdict[str, set[str]] = defaultdict(set)
    for article, story in _stories(mixed).items():
        of[story].add(article.partition(" ")[0])
    found["kept_apart"] = sum(len(names) == 1 for names in of.values()) / len(of)
    return found


def bcubed(gold: Mapping[str, str], told: Mapping[str, str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of what tells the story of each article."""
    members: dict[str, defaultdict[str, set[str]]] = {"gold": defaultdict(set), "told": defaultdict(set)}
    for article in gold:
        members["gold"][gold[article]].add(article)
        members["told"][told[article]].add(article)
    shares = []
    for article in gold:
        right, ours = members["gold"][gold[article]], members["told"][told[article]]
        shares.append((len(right & ours) / len(ours), len(right & ours) / len(right)))
    precision, recall = (sum(side) / len(shares) for side in zip(*shares, strict=True))
    return precision, recall, 2 * precision * recall / (precision + recall)


def basil(data: Path, reader: Reader) -> Gold:
    """BASIL's articles; the story of each is in its file's name."""
    there, gold = [], {}
    for path in sorted((data / FOLDER / "basil").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        text = "\n\n".join(
            " ".join(part) if isinstance(part, list) else part for part in record["body-paragraphs"]
        )
        article = Article(
            headline=record["title"],
            text=text,
            outlet=record["source"],
            url=record["url"],
            published=record["date"],
        )
        there.append(Piece(path.stem, reader(article)))
        gold[path.stem] = path.stem.rpartition("_")[0]
    return there, gold


def ecb(data: Path, reader: Reader) -> Gold:
    """The articles of ECB+, by the sentences that it names; in a topic ECB's event and the one that was added are two."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    folder = data / FOLDER / "ecbplus"
    with (folder / "sentences.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            named[f"{row['Topic']}_{row['File']}"].add(row["Sentence Number"])
    there, gold = [], {}
    for path in sorted(folder.glob("*/*.xml")):
        if path.stem in named:
            text = "\n\n".join(_sentences(path, named[path.stem]))
            there.append(Piece(path.stem, reader(Article(text=text))))
            gold[path.stem] = f"{path.parent.name} {'plus' if 'plus' in path.stem else 'ecb'}"
    return there, gold


def _sentences(path: Path, numbers: set[str]) -> Iterator[str]:
    """The sentences of a file with these numbers, with spaces as in print."""
    words: defaultdict[int, list[str]] = defaultdict(list)
    for token in etree.parse(path).iter("token"):
        if token.get("sentence") in numbers:
            words[int(token.get("sentence"))].append(token.text or "")
    for _, those in sorted(words.items()):
        text = re.sub(r" ([.,;:!?%)\]]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b)", r"\1", " ".join(those))
        yield re.sub(r'" ([^"]*) "', r'"\1"', re.sub(r"([($\[]) ", r"\1", text))


def _written(gold: Mapping[str, Any]) -> dict[str, str]:
    return {article: story["id"] for story in gold["stories"] for article in story["articles"]}


def _stories(there: Iterable[Piece]) -> dict[str, str]:
    """The story of each article."""
    return {article: story.id for story in stories(there) for article in story.articles}


def _apart(gold: Mapping[str, Any], told: Mapping[str, str]) -> float:
    """The share of look-alikes, pairs of stories and articles on their own, that are not run together."""
    of = {story["id"]: {told[article] for article in story["articles"]} for story in gold["stories"]}
    pairs = {
        frozenset((story["id"], other))
        for story in gold["stories"]
        for other in story.get("looks_like", ())
        if other in of
    }
    apart = [not set.intersection(*(of[one] for one in pair)) for pair in pairs]
    lone = [one["article"] for one in gold.get("singletons", ())]
    apart += [list(told.values()).count(told[article]) == 1 for article in lone]
    return sum(apart) / len(apart) if apart else 1.0
