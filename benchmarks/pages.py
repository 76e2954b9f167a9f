"""Extraction of articles from web pages, on the pages that trafilatura is evaluated with (`html/trafilatura/`).

Each page has snippets that its text must and must not hold: `precision`, `recall` and `f1` are of these, with runs of
blanks and Unicode's composed and decomposed forms taken as equal. `headline`, `byline` and `published` are the shares
of pages, among those whose annotation has one, where the words (of a date, the day) are the same; an annotated byline
is now and then the name that a blog's author goes by, and an annotated date one that only the text tells. `ms_per_page`
is the time from bytes to article. The folder has no parts: it is the same whatever `--part` says.
"""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.failure import MissingError
from onrecord.model import Article
from onrecord.sources import Location, read_source

GATED = ("precision", "recall", "f1", "headline", "byline", "published")


def corpus(data: Path, part: str) -> list[Path]:  # noqa: ARG001 -- every benchmark is asked in the same way
    """The files that are measured on."""
    folder = data / "html" / "trafilatura"
    return [*folder.glob("evaldata_en.json"), *sorted((folder / "html").glob("*.gz"))]


def measure(data: Path, part: str) -> dict[str, float]:  # noqa: ARG001 -- every benchmark is asked in the same way
    """Figures by name: shares from 0 to 1, and milliseconds.

    Raises MissingError where the pages are not there.
    """
    folder = data / "html" / "trafilatura"
    try:
        gold = json.loads((folder / "evaldata_en.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise MissingError(f"no pages in {folder}") from error
    counts: Counter[str] = Counter()
    seconds, pages = 0.0, 0
    for page in gold.values():
        path = folder / "html" / f"{page['file']}.gz"
        if not path.is_file():
            continue
        started = time.perf_counter()
        found = next(read_source(Location(str(path)), format="html"))
        seconds += time.perf_counter() - started
        pages += 1
        counts += count(page, found if isinstance(found, Article) else None)
    if not pages:
        raise MissingError(f"no pages in {folder / 'html'}")
    return figures(counts) | {"ms_per_page": 1000 * seconds / pages}


def count(page: dict[str, Any], article: Article | None) -> Counter[str]:
    """What is right and wrong about one page.

    page     its annotation: "with" and "without" hold snippets, "title", "author" and "date" facts where it has them
    article  None where none was found
    """
    text = _plain(article.text) if article else ""
    counts = Counter({"found": 0, "missed": 0, "false": 0})
    for snippet in page["with"]:
        counts["found" if _plain(snippet) in text else "missed"] += 1
    counts["false"] += sum(_plain(snippet) in text for snippet in page["without"])
    author = page.get("author")
    facts = {
        "headline": (page.get("title"), article and article.headline),
        "byline": (" ".join(author) if isinstance(author, list) else author, article and article.byline),
        "published": (page.get("date"), article and (article.published or "")[:10]),
    }
    for name, (want, got) in facts.items():
        if want and want.strip():
            counts[f"{name}_known"] += 1
            counts[f"{name}_right"] += _words(want) == _words(got or "")
    return counts


def figures(counts: Counter[str]) -> dict[str, float]:
    """The shares that the counts make."""
    precision = _share(counts["found"], counts["found"] + counts["false"])
    recall = _share(counts["found"], counts["found"] + counts["missed"])
    return {
        "precision": precision,
        "recall": recall,
        "f1": _share(2 * precision * recall, precision + recall),
        **{
            name: _share(counts[f"{name}_right"], counts[f"{name}_known"])
            for name in ("headline", "byline", "published")
        },
    }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if word != "and"]
