"""Claims of headlines and the articles that they are held against, written for this project: invented throughout.

An article in articles/ begins with `=== DATE STYLE`; then its paragraphs, `---`, and its claims, one a line: `verdict | kind | claim`.
The kind says what is wrong with a bad one: a later stage, an approver left out, a cause that is not given and so on.
Half of the bad claims differ from a sound one in a word or two, so that no word by itself tells; a third of the claims are main headlines, as
firm as headlines are. passages.tsv holds shorter texts with a claim each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.headlines.corpus import sentences_of

FOLDER = Path(__file__).parent
ARTICLES, PASSAGES = FOLDER / "articles", FOLDER / "passages.tsv"
#: What the network tells apart, in the order of its scores; the verdicts of docs/reference/contract.md.
VERDICTS = ("supported", "overstated", "contradicted", "unsupported")
#: What is wrong with a bad claim.
KINDS = frozenset(
    ("stage", "approver", "certainty", "number", "scope", "opposite", "denied", "actor", "recipient", "cause", "invented", "quote")
)  # fmt: skip
#: The last articles of each file are left out of training, to measure on.
LEFT_OUT = 15


class FormError(ValueError):
    """A line of an article is not as it should be."""


@dataclass(frozen=True, slots=True)
class Written:
    """An article with its claims.

    name    the file and the number within it
    claims  verdict, kind ("" for sound ones) and words of each
    """

    name: str
    text: str
    claims: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A claim, the sentences of the text that it is held against, and the index of its verdict."""

    claim: str
    sentences: tuple[str, ...]
    verdict: int
    text: str


def articles(path: Path) -> Iterator[Written]:
    """The articles of one file.

    Raises FormError with the place and the line.
    """
    blocks = path.read_text(encoding="utf-8").split("\n=== ")
    for number, block in enumerate(blocks, 1):
        name = f"{path.stem}:{number}"
        body, found, listed = block.partition("\n---\n")
        if not found:
            raise FormError(f"{path}, article {number}: no line with --- before the claims")
        claims = tuple(_claim(line, name) for line in listed.splitlines() if line.strip())
        yield Written(name, body.partition("\n")[2].strip(), claims)


def _claim(line: str, where: str) -> tuple[str, str, str]:
    parts = tuple(part.strip() for part in line.split("|", 2))
    if len(parts) != len(("verdict", "kind", "claim")) or parts[0] not in VERDICTS:
        raise FormError(f"{where}: no claim: {line!r}")
    verdict, kind, claim = parts
    if kind not in KINDS | {""} or (verdict == "supported" and kind):
        raise FormError(f"{where}: no kind {kind!r} of {verdict}: {line!r}")
    return verdict, kind, claim


def cases(*, left_out: bool) -> list[Case]:
    """The claims of the articles that are left out of training, or of all others."""
    found: list[Case] = []
    for path in sorted(ARTICLES.glob("*.txt")):
        every = list(articles(path))
        chosen = every[-LEFT_OUT:] if left_out else every[:-LEFT_OUT]
        sentences = sentences_of(article.text for article in chosen)
        for article, parts in zip(chosen, sentences, strict=True):
            found += [Case(c, parts, VERDICTS.index(v), article.name) for v, _, c in article.claims]
    return found


def passages(path: Path = PASSAGES) -> list[Case]:
    """The claims of passages.tsv."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows: Sequence[list[str]] = [line.split("\t") for line in lines if not line.startswith("#")]
    sentences = sentences_of(text for _, _, text in rows)
    return [
        Case(claim, parts, VERDICTS.index(verdict), f"passage:{i}")
        for i, ((verdict, claim, _), parts) in enumerate(zip(rows, sentences, strict=True))
    ]
