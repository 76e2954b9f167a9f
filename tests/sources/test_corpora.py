"""Sources on real articles and pages, where the research corpora are at hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from onrecord.model import Article
from onrecord.sources import Failure, articles, render
from onrecord.sources.plain import read_text

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def press(corpora: Path) -> dict[Path, Article | Failure]:
    """Raw articles of the world press, the first line of each its address."""
    paths = sorted((corpora / "entities" / "worldwide" / "dev").glob("*.txt"))
    return dict(zip(paths, articles(paths), strict=True))


def test_every_article_is_read_and_keeps_its_words(press):
    for path, article in press.items():
        assert isinstance(article, Article), str(article)
        assert article.language == "en", path
        assert article.url, path
        kept = re.sub(r"\W", "", article.headline + article.text)
        address, *lines = path.read_text(encoding="utf-8").splitlines()
        assert re.sub(r"\W", "", address) not in kept
        raw = re.sub(r"\W", "", "".join(dict.fromkeys(lines)))
        assert len(kept) > 0.97 * len(raw), path


def test_what_is_written_down_reads_back(press):
    for article in press.values():
        assert isinstance(article, Article)
        assert read_text(render(article)) == article


def test_records_of_stories_keep_their_offsets(corpora: Path):
    for path in sorted((corpora / "stories" / "written" / "articles").glob("*.json")):
        (article,) = articles([path])
        assert isinstance(article, Article)
        assert article.text == json.loads(path.read_text(encoding="utf-8"))["text"]
        assert article.id == path.stem
