"""A large ledger, built once and kept under build/: what the ledger's speed is measured on.

The articles are those of `benchmarks.press`, varied from the stories of the corpora, which are read once; without corpora,
from the example wire. A build that was stopped goes on where it stopped.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import get_args

from sqlalchemy import bindparam, func, select

from benchmarks.ours import read
from benchmarks.press import Press
from onrecord.ledger import Ledger, schema
from onrecord.model import Article, Reading, Stage
from onrecord.sources import articles as found_in

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "ledger"
#: Articles that are made before the clock starts, then added while it runs.
_BLOCK = 1_000


@dataclass(frozen=True, slots=True)
class Block:
    """How long it took to add some articles: seconds by the clock and of the processor; `first` is the number of the first.

    added  how many of them were not there yet: a build that was stopped has added some of the block that it was at
    """

    first: int
    articles: int
    added: int
    clock: float
    processor: float


class Large:
    """A ledger of so many articles, or on its way to it.

    data      the folder of the corpora
    articles  how many it is to hold
    reviews   how many entries its review log is to have
    address   of the ledger; without one it is a SQLite file under build/
    """

    def __init__(self, data: Path, articles: int, reviews: int = 0, address: str | None = None) -> None:
        self.data, self.articles, self.reviews = data, articles, reviews
        self.address = address or str(FOLDER / f"{articles}.db")
        self._times = FOLDER / f"{articles}.{'sqlite' if address is None else 'server'}.jsonl"
        if address is not None:
            self._times.unlink(missing_ok=True)

    def blocks(self) -> list[Block]:
        """What has been added so far."""
        if not self._times.exists():
            return []
        return [Block(**json.loads(line)) for line in self._times.read_text(encoding="utf-8").splitlines()]

    def build(self) -> list[Block]:
        """Adds what is missing."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        _cut(self._times)
        done = sum(block.articles for block in self.blocks())
        if done:
            Ledger.upgrade_at(self.address)
        if done < self.articles:
            made = Press(list(templates(self.data))).readings(done)
            with Ledger(self.address) as ledger, self._times.open("a", encoding="utf-8") as times:
                while done < self.articles:
                    block = _added(ledger, list(islice(made, min(_BLOCK, self.articles - done))), done)
                    times.write(json.dumps(asdict(block)) + "\n")
                    times.flush()
                    done += block.articles
        with Ledger(self.address) as ledger:
            review(ledger, self.reviews)
        return self.blocks()


def review(ledger: Ledger, entries: int) -> None:
    """Has persons say something of reports and records taken at random, until the review log has so many entries."""
    s, count = schema.sighting.c, select(func.count()).select_from(schema.review)
    with ledger.database.reading() as connection:
        left = range(connection.execute(count).scalar_one(), entries)
        chance = random.Random(left.start)  # noqa: S311 (what is said, no secrets)
        last = connection.execute(select(func.max(s.id))).scalar_one()
        query = select(s.ref, schema.record.c.ref).join(schema.record, schema.record.c.id == s.record_id)
        query = query.where(s.id >= bindparam("at")).order_by(s.id).limit(1)
        found = [connection.execute(query, {"at": chance.randint(1, last)}).one() for _ in left]
    for refs in found:
        ref, who = chance.choice(refs), chance.choice(("Ana", "Jo", "Kim"))
        say = chance.choice((
            ledger.accept, ledger.accept, ledger.reject, lambda ref, who: ledger.note(ref, "seen", who=who),
            lambda ref, who: ledger.correct(ref, "stage", chance.choice(get_args(Stage)), who=who),
        ))  # fmt: skip
        say(ref, who=who)


def _added(ledger: Ledger, readings: list[Reading], first: int) -> Block:
    clock, processor = time.perf_counter(), time.process_time()
    outcomes = [done.outcome for done in ledger.add_all(readings, program="made up", weights="none")]
    added = len(outcomes) - outcomes.count("known")
    return Block(first, len(outcomes), added, time.perf_counter() - clock, time.process_time() - processor)


def _cut(path: Path) -> None:
    """Takes off the last line of a file where it was left unfinished."""
    if path.exists():
        whole = path.read_bytes()
        path.write_bytes(whole[: whole.rfind(b"\n") + 1])


def templates(data: Path) -> Iterator[Reading]:
    """The readings that articles are varied from; they are kept, so that only the first call reads."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / ("readings.jsonl" if (data / "stories").is_dir() else "wire.jsonl")
    _cut(path)
    kept = path.read_text(encoding="utf-8").split("\n")[:-1] if path.exists() else []
    yield from map(Reading.from_json, kept)
    with path.open("a", encoding="utf-8") as file:
        for article in islice(_articles(data), len(kept), None):
            reading = read(article)
            file.write(reading.to_json() + "\n")
            file.flush()
            yield reading


def _articles(data: Path) -> Iterator[Article]:
    """The articles of the corpora's stories, else of the example wire."""
    stories = data / "stories"
    if not stories.is_dir():
        yield from found_in(ROOT / "examples" / "wire")
        return
    for path in sorted((stories / "basil").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        paragraphs = (" ".join(p) if isinstance(p, list) else p for p in record["body-paragraphs"])
        yield Article(
            headline=record["title"], text="\n\n".join(paragraphs), url=record["url"], outlet=record["source"],
            published=record["date"],
        )  # fmt: skip
    for path in sorted((stories / "written" / "articles").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        known = ("headline", "text", "outlet", "url", "published", "byline")
        yield Article(**{key: record[key] for key in known if record.get(key)})
