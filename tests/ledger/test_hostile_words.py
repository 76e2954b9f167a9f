"""Whatever words are asked for or written down: they are words, and never part of what the store is told to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import partial
from typing import Any

import pytest

from onrecord.cli import app
from onrecord.ledger import Ledger, LedgerError
from onrecord.ledger.headlines import Sought
from onrecord.ledger.links.filters import StoryFilters
from onrecord.ledger.records import Filters
from onrecord.ledger.said import Asked
from onrecord.ledger.search import About
from tests.ledger.commands import RUN
from tests.ledger.contents import contents
from tests.ledger.test_ledger import WIRE
from tests.ledger.wire import gift

HOSTILE = (
    "'; DROP TABLE record; --", "' OR '1'='1", "x' UNION SELECT body FROM reading --", '"', "'", "''", "\\", "\\'", "%", "_", "%%",
    "%s", "%(x)s", ":own", "$1", "?", "{}", ")", "NEAR(a b)", "a AND NOT b", "speaker : x", "*", "^a", "a*", "-- x", "/* x", "\n", "\t;",
    "\0", "a\0b", "\ud800", "🚀", "\u202eabc", "é' ", "a" * 100_000, "(" * 5_000, " ".join("ab" * 3_000), "a" * 999, "(" * 999, "ab " * 300, "%" * 999,
)  # fmt: skip
STRANGER = 'O\'Neil "Bob" %_; DROP TABLE article; --'


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger(place, clock=lambda: "2025-04-01T12:00:00.000000+00:00") as made:
        for reading in WIRE:
            made.add(reading)
        odd = gift("Agency", "2025-03-20")
        made.add(replace(odd, article=replace(odd.article, outlet=STRANGER, byline=STRANGER)))
        yield made


def narrowings(kind: type, word: str) -> Iterator[Any]:
    """A narrowing by each field in turn."""
    for field in fields(kind):
        yield kind(**{field.name: word})


def asked(ledger: Ledger, word: str) -> Iterator[Callable[[], object]]:
    """Everything that can be asked for in words."""
    for filters in narrowings(Filters, word):
        yield partial(ledger.records, "transfer", filters)
        yield partial(ledger.records, "person", filters)
    for about in narrowings(About, word):
        yield partial(ledger.search, None, about)
        yield partial(ledger.search, "launchers", about)
    yield from (partial(ledger.statements, narrowed) for narrowed in narrowings(Asked, word))
    yield from (partial(ledger.headlines, narrowed) for narrowed in narrowings(Sought, word))
    for name in ("country", "person", "outlet", "since", "until"):
        yield partial(ledger.stories, StoryFilters(**{name: word}))
    asking = (ledger.search, ledger.show, ledger.history, ledger.sheet, ledger.states, ledger.diff)
    yield from (partial(ask, word) for ask in asking)


def answer(ask: Callable[[], object]) -> object:
    """What is found; the error where the words are none."""
    try:
        return ask()
    except LedgerError as error:
        return error


def test_no_filter_and_no_search_takes_words_for_orders(ledger: Ledger) -> None:
    ledger.link()
    before = contents(ledger)
    for word in HOSTILE:
        found = [a for ask in asked(ledger, word) if (a := answer(ask)) and not isinstance(a, LedgerError)]
        assert found == []
    assert contents(ledger) == before
    assert ledger.check() == []


def test_no_reference_field_or_value_of_a_review_is_an_order(ledger: Ledger) -> None:
    ref = ledger.transfers()[0].ref
    for word in HOSTILE:
        attempts = (
            partial(ledger.accept, word),
            partial(ledger.correct, ref, word, "x"),
            partial(ledger.correct, ref, "stage", word),
            partial(ledger.merge, ref, word),
            partial(ledger.split, ref, [word]),
            partial(ledger.undo, word),
        )
        for attempt in attempts:
            with pytest.raises(LedgerError):
                attempt(who="Kim")
    assert ledger.info().reviews == 0


def test_words_that_look_like_orders_are_kept_and_found(ledger: Ledger) -> None:
    (transfer,) = ledger.transfers(actor="DNK")
    ledger.correct(transfer.ref, "title", STRANGER, who=STRANGER, note=STRANGER)
    shown = ledger.show(transfer.ref)
    assert (shown.record.title, shown.record.notes) == (STRANGER, (STRANGER,))
    assert [h.outlet for h in ledger.search(about=About(outlet=STRANGER))] == [STRANGER]
    assert len(ledger.statements(Asked(outlet=STRANGER))) == 1
    assert len(ledger.headlines(Sought(outlet=STRANGER))) == 1
    assert ledger.search(about=About(outlet=STRANGER.replace("%", "x"))) == []
    ledger.rebuild()
    assert ledger.check() == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["transfers", "--stage", "delivered"], "There is no stage “delivered”. Stages are: requested, considered, planned,"),
        (["transfers", "--status", "seen"], "There is no status “seen”. There are: read, accepted, rejected."),
        (["transfers", "--since", "last week"], "“last week” is no day. Give a day as in 2025-03-31."),
        (["transfers", "--as-of", "2025-04-02", "--stage", "delivered"], "There is no stage “delivered”."),
        (["statements", "--until", "2025-13-01"], "“2025-13-01” is no day."),
        (["headlines", "--verdict", "fake"], "There is no verdict “fake”. Verdicts are: supported, overstated,"),
        (["search", "--country", "Atlantis"], "There is no country “Atlantis”. Give its name, or its code of three letters"),
        (["stories", "--country", "Atlantis"], "There is no country “Atlantis”."),
        (["stories", "--until", "2025-13-01"], "“2025-13-01” is no day."),
        (["stories", "--person", "!"], "“!” is no name."),
        (["search", "x", "--stage", "delivered"], "There is no stage “delivered”."),
        (["correct", "T-a7e214fa8e", "stage", "delivered"], "“delivered” is no stage. Give one of: requested, considered,"),
        (["correct", "T-a7e214fa8e", "colour", "blue"], "no field “colour” that can be corrected. Fields are: actor, negated,"),
        (["export", "transfer"], "'transfer' is not one of 'decisions', 'transfers',"),
    ],
)  # fmt: skip
def test_a_word_that_means_nothing_is_refused_with_the_choices(
    ledger: Ledger, given: list[str], said: str
) -> None:
    done = RUN.invoke(app, [*given, "--ledger", ledger.database.name], env={"USER": "Kim"})
    assert done.exit_code != 0
    assert done.stdout == ""
    plain = " ".join(done.stderr.replace("│", " ").split())
    assert said in plain
    assert "Value error" not in plain


def test_a_country_is_searched_by_its_name(ledger: Ledger) -> None:
    assert ledger.search(about=About(country="Denmark")) == ledger.search(about=About(country="DNK")) != []
