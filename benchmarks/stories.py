"""Links between the written stories (`stories/written/`), by the scorer that belongs to them.

The scorer is a program outside this project (`--story-scorer`, default ../shared/tools/score_stories.py), which says in its docstring how it counts.
`stories_bcubed` is the B-cubed F1 of the stories and `lookalikes_merged` counts look-alike stories that were run together;
`copies_*`, `rewrites_*`, `quotations_*`, `altered_*` and `differences_*` are precision, recall and F1 of pairs, of links
between variants, and of strictly right differences; `groups` is the share of articles that stand with exactly the
right others behind one source; `groups_in_given_stories` and `differences_*_in_given_stories` are measured where the stories
are the gold's. The folder has no
parts: it is the same whatever `--part` says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.failure import MissingError
from benchmarks.ours import Reader, read
from benchmarks.written import scorer_at
from onrecord.linking import Links, Piece, Story, link
from onrecord.linking.differences import differences
from onrecord.linking.link import sources
from onrecord.model import Article

FOLDER = Path("stories") / "written"
SCORER = Path(__file__).parents[2] / "shared" / "tools" / "score_stories.py"
GATED = (
    "stories_bcubed", "copies_f1", "copies_direction", "rewrites_f1", "rewrites_direction", "groups_in_given_stories",
    "quotations_f1", "quotations_verdict", "altered_precision", "altered_recall",
    "differences_precision_in_given_stories", "differences_recall_in_given_stories",
)  # fmt: skip


def corpus(data: Path, part: str) -> list[Path]:  # noqa: ARG001 -- every benchmark is asked in the same way
    """The files that are measured on."""
    gold = data / FOLDER / "gold.json"
    return [gold, *sorted((data / FOLDER / "articles").glob("*.json"))] if gold.is_file() else []


def pieces(data: Path, reader: Reader) -> list[Piece]:
    """The articles of the stories, read."""
    found = []
    for path in sorted((data / FOLDER / "articles").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        known = {
            key: record[key]
            for key in ("id", "headline", "text", "outlet", "url", "published", "byline")
            if record.get(key)
        }
        found.append(Piece(record["id"], reader(Article(**known))))
    return found


def figures(gold: dict[str, Any], scorer: Any, there: Iterable[Piece]) -> dict[str, float]:
    """The figures of what links the articles."""
    articles = list(there)
    links = link(articles)
    counted = scorer.score(gold, links.to_dict())
    stories = [Story(id=one["id"], title="", articles=tuple(one["articles"])) for one in gold["stories"]]
    of = {piece.id: piece for piece in articles}
    given = Links(
        corroboration=sources(articles, stories, links.copies, links.rewrites),
        differences=tuple(
            d for one in stories for d in differences(one.id, [of[article] for article in one.articles])
        ),
    )
    counted_given = scorer.score(gold, given.to_dict())
    clusters, quotations = counted["clusters"], counted["quotations"]
    found = {
        "stories_bcubed": clusters["bcubed"]["f1"],
        "lookalikes_merged": float(len(clusters["decoys"]["merged"])),
        "copies_share_error": counted["copies"]["share_error"],
        "quotations_verdict": quotations["verdict_accuracy"],
        "groups": counted["groups"]["article_accuracy"],
        "groups_in_given_stories": counted_given["groups"]["article_accuracy"],
    }
    for name, table in (
        ("copies", counted["copies"]),
        ("rewrites", counted["rewrites"]),
        ("quotations", quotations["linking"]),
        ("altered", quotations["altered"]),
        ("differences", counted["differences"]["strict"]),
    ):
        found |= {f"{name}_{measure}": table[measure] for measure in ("f1", "precision", "recall")}
    for measure in ("precision", "recall"):
        found[f"differences_{measure}_in_given_stories"] = counted_given["differences"]["strict"][measure]
    for name in ("copies", "rewrites"):
        found[f"{name}_direction"] = counted[name]["direction_accuracy"]
    return {name: value if value is not None else 0.0 for name, value in found.items()}


def measure(data: Path, part: str, scorer: Path = SCORER) -> dict[str, float]:
    """Figures by name, each from 0 to 1, but for `lookalikes_merged`, a count.

    Raises MissingError where the stories or their scorer are not there.
    """
    if not corpus(data, part):
        raise MissingError(f"no stories in {data / FOLDER}")
    program = scorer_at(scorer, "--story-scorer")
    gold = json.loads((data / FOLDER / "gold.json").read_text(encoding="utf-8"))
    return figures(gold, program, pieces(data, read))
