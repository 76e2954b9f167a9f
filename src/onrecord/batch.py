"""Reads many articles, in one process or several, and never loses the rest for one that cannot be read."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass

import onrecord
from onrecord.model import Article, Reading
from onrecord.reading import UnsupportedLanguageError
from onrecord.sources import Failure, Format, Location, read_source

#: Articles handed to the workers ahead of the one that comes out next, a worker.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Task:
    """An article with the place that it came from; `number` counts the places."""

    article: Article
    where: str
    number: int


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a place's article: a reading, or why there is none."""

    outcome: Reading | Failure
    number: int


def readings(
    locations: Iterable[Location | Failure],
    *,
    format: Format = "auto",
    map: Mapping[str, str] | None = None,
    jobs: int = 1,
    known: Callable[[Article], bool] | None = None,
) -> Iterator[Result]:
    """A result for each article at these places, in order.

    format, map  as in `onrecord.sources.articles`
    jobs         processes that read at the same time; the results are the same with any number
    known        tells of an article that it need not be read; none is taken for known without it
    """
    tasks: Iterable[Task | Result] = _tasks(locations, format, map)
    if known is not None:
        tasks = (task for task in tasks if isinstance(task, Result) or not known(task.article))
    yield from (read_task(task) for task in tasks) if jobs == 1 else _in_processes(tasks, jobs)


def _tasks(
    locations: Iterable[Location | Failure],
    format: Format,
    fields: Mapping[str, str] | None,
) -> Iterator[Task | Result]:
    for number, location in enumerate(locations, 1):
        if isinstance(location, Failure):
            yield Result(location, number)
            continue
        for found in read_source(location, format=format, map=fields):
            yield Result(found, number) if isinstance(found, Failure) else Task(found, str(location), number)


def read_task(task: Task | Result) -> Result:
    """Reads one article; what could not be read is passed on."""
    if isinstance(task, Result):
        return task
    try:
        return Result(onrecord.read(task.article), task.number)
    except UnsupportedLanguageError as error:
        reason, hint = f"{_named(task.article)} {error}.", "Leave it out, or translate it first."
    except Exception as error:  # noqa: BLE001 (a bug that one article brings out must not lose a million others)
        reason = f"{_named(task.article)} cannot be read because of a mistake in Onrecord ({error!r})."
        hint = "Please report it with the article."
    return Result(Failure(task.where, reason, hint), task.number)


def _named(article: Article) -> str:
    return f"“{article.headline}”" if article.headline else "The article"


def _in_processes(tasks: Iterable[Task | Result], jobs: int) -> Iterator[Result]:
    """The same in worker processes, which are never handed much more than has come out."""
    waiting: deque[Future[Result]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        for task in tasks:
            waiting.append(pool.submit(read_task, task))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
