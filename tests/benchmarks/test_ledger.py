"""The made-up press and the large ledger: what is made is a reading to the letter, and the same each time."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from benchmarks import large, ledger
from benchmarks.large import Block, Large
from benchmarks.press import Press
from benchmarks.questions import Questions
from onrecord.ledger import Ledger
from onrecord.model import Reading, Span
from tests.ledger.wire import gift

READ = [gift(count=12, money=400), gift("Daily", "2025-03-04", donor="Latvia", recipient="Moldova", count=30)]


def spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name != "article":
                yield from spans(getattr(value, field.name))


def made(number: int, start: int = 0) -> list[Reading]:
    return list(islice(Press(READ).readings(start), number))


def test_every_span_of_a_made_reading_stands_where_it_says() -> None:
    for reading in made(200):
        for span in spans(reading):
            assert getattr(reading.article, span.field)[span.start : span.end] == span.text != ""
        assert Reading.from_json(reading.to_json()) == reading


def test_names_codes_and_numbers_are_those_of_the_text() -> None:
    for reading in made(100):
        (event,) = reading.events
        (donor,), (recipient,), (item,) = event.actor, event.recipient, event.items
        assert reading.article.text.startswith(f"{donor.name} gives {recipient.name} ")
        assert donor.country != recipient.country
        assert item.quantity is not None
        assert item.quantity.span is not None
        assert float(item.quantity.span.text) == item.quantity.value
        assert reading.entities[0].name in reading.article.text


def test_the_same_articles_come_again_from_wherever_one_begins() -> None:
    assert made(60) == made(60)
    assert made(60)[37:] == made(23, start=37)
    assert next(Press(READ, seed=2).readings()) != made(1)[0]


def test_few_names_are_in_many_articles_and_many_in_few() -> None:
    people = [reading.entities[0].name for reading in made(2_000)]
    often = sorted((people.count(name) for name in set(people)), reverse=True)
    assert len(often) > 200
    assert often[0] > 8 * often[len(often) // 2]


def test_a_build_that_was_stopped_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "FOLDER", tmp_path)
    monkeypatch.setattr(large, "_BLOCK", 20)
    lines = "".join(reading.to_json() + "\n" for reading in READ)
    (tmp_path / "wire.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(large, "_articles", lambda _data: [r.article for r in READ])
    Large(tmp_path, 60).build()
    times = tmp_path / "60.sqlite.jsonl"
    first, second, _ = times.read_text(encoding="utf-8").splitlines(keepends=True)
    times.write_text(first + second[:30], encoding="utf-8")
    (tmp_path / "wire.jsonl").write_text(lines + lines[:30], encoding="utf-8")
    built = Large(tmp_path, 60, reviews=25)
    assert [(b.first, b.articles) for b in built.build()] == [(0, 20), (20, 20), (40, 20)]
    assert [b.added for b in built.blocks()][1:] == [0, 0]
    assert json.loads(times.read_text(encoding="utf-8").splitlines()[2])["first"] == 40
    with Ledger(built.address) as kept:
        assert kept.info().articles == len(
            {(r.article.url, r.article.outlet, r.article.id) for r in made(60)}
        )
        assert kept.info().reviews == 25
        assert kept.check() == []
    figures = ledger.answering(built.address, asked=3)
    assert {f"{sort}_p95_ms" for sort in Questions.SORTS} < set(figures)
    assert all(value > 0 for value in figures.values())


def test_phrases_that_are_asked_for_stand_in_the_articles(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db") as kept:
        list(kept.add_all(made(30)))
        for ask in Questions(str(tmp_path / "l.db")).some("phrase", 40):
            assert ask(kept)


def test_what_was_there_already_was_not_added() -> None:
    blocks = [Block(0, 1_000, 1_000, 4.0, 2.0), Block(1_000, 1_000, 0, 1.0, 0.5)]
    assert ledger.adding(blocks)["added_first"] == 200


def test_the_first_and_the_last_articles_are_told_apart() -> None:
    blocks = [Block(at * 1_000, 1_000, 1_000, 4.0 if at < 10 else 8.0, 2.0) for at in range(30)]
    figures = ledger.adding(blocks)
    assert figures["added_first"] == 250
    assert figures["added_last"] == 125
    assert figures["added_last_cpu"] == 500
