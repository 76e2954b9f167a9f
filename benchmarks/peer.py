"""textacy's `direct_quotations`, the quotation extractor on PyPI, beside Onrecord on the same Docs of PolNeAR.

It finds quotations in quotation marks that have a speaker, with rules over parts of speech, lemmas, sentences and the
dependency tree, all of which it gets from our pipeline. It gives up on an article whose quotation marks are odd in
number, which is counted in `textacy_failed` (articles); its statements there are none. All other figures are those of
the attribution benchmark, as `textacy_*` and `ours_*`: contents matched one to one with at least half of the words in
common (`content_*`), contents that share a word with any (`touched_*`), recall of the contents in quotation marks
(`marks_*`) and the right speaker among the matched. Nothing here has a floor: ours has its own in the attribution
benchmark.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from benchmarks import attribution
from benchmarks.attribution import Annotated
from benchmarks.failure import MissingError
from benchmarks.relaid import Relaid
from benchmarks.said import Pieces, Said, score

GATED: tuple[str, ...] = ()
corpus = attribution.corpus
SHOWN = (
    *("content_f1", "content_precision", "content_recall", "touched_precision", "touched_recall"),
    *("marks_recall", "marks_touched_recall", "speaker"),
)


def direct_quotations() -> Any:
    """The peer's function.

    Raises MissingError where textacy is not installed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from textacy.extract.triples import direct_quotations as extract
    except ImportError as error:
        raise MissingError("textacy is not installed: `make bench` installs it") from error
    return extract


def said_by_peer(doc: Doc, relaid: Relaid, extract: Any) -> Iterator[Said]:
    """What the peer finds in a Doc.

    Raises ValueError where it gives up.
    """
    for speaker, _, content in extract(doc):
        place = relaid.back(content.start_char, content.end_char)
        yield Said((place,), _places(speaker, relaid), " ".join(t.text for t in speaker))


def _places(tokens: Iterable[Token], relaid: Relaid) -> Pieces:
    return tuple(relaid.back(t.idx, t.idx + len(t)) for t in tokens)


def figures(found: Iterable[Annotated], extract: Any) -> dict[str, float]:
    """The peer's figures and ours, over the same articles."""
    articles = list(found)
    peers: list[tuple[Said, ...]] = []
    failed = 0
    for one in articles:
        try:
            peers.append(tuple(said_by_peer(one.doc, one.relaid, extract)))
        except ValueError:
            failed += 1
            peers.append(())
    theirs = score((one.text, one.gold, said) for one, said in zip(articles, peers, strict=True)).figures()
    ours = score((one.text, one.gold, one.read) for one in articles).figures()
    rows = {
        f"{who}_{name}": values[name]
        for name in SHOWN
        for who, values in (("textacy", theirs), ("ours", ours))
    }
    return rows | {"textacy_failed": float(failed), "articles": float(len(articles))}


def measure(data: Path, part: str) -> dict[str, float]:
    """Figures by name, each from 0 to 1, and two counts of articles.

    Raises MissingError where textacy is not installed.
    """
    extract = direct_quotations()
    return figures(attribution.articles(data, part), extract)
