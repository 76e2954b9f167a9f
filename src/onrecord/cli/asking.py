"""Commands that ask a ledger: decisions, transfers, effects, people, statements, headlines, search, stories, story, show, history, diff."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from onrecord.cli.shared import DEFAULT, Address, AsJson, Limit, opened, put, wants_json

_Text = Optional[str]  # noqa: UP045 (typer reads it so)
Actor = Annotated[_Text, typer.Option("--actor", "--donor", "--by", help="Who: a country code, or a name.")]
Recipient = Annotated[_Text, typer.Option("--recipient", "--to", help="To whom: a country code, or a name.")]
Item = Annotated[
    _Text, typer.Option("--item", help="The class of the things: `launcher`, `medical supplies`.")
]
StageOption = Annotated[
    _Text, typer.Option("--stage", help="How far it has got: `planned`, `pledged`, `done`.")
]
Since = Annotated[_Text, typer.Option("--since", metavar="DATE", help="Reported on this day or later.")]
Until = Annotated[_Text, typer.Option("--until", metavar="DATE", help="Reported on this day or earlier.")]
Status = Annotated[
    _Text, typer.Option("--status", help="`accepted` or `rejected`; else all that nobody rejected.")
]
AsOf = Annotated[
    _Text, typer.Option("--as-of", metavar="DATE", help="As the ledger stood at the end of this day.")
]

_EXAMPLES = {
    "decisions": [
        "onrecord decisions",
        "onrecord decisions --by USA --stage planned",
        "onrecord decisions --as-of 2025-03-31",
    ],
    "transfers": ["onrecord transfers --to UKR --item launcher", "onrecord transfers --donor DNK --json"],
    "effects": ["onrecord effects --since 2025-03-01"],
    "people": ["onrecord people --limit 20"],
}


def _records(kind: str, summary: str, app: typer.Typer, name: str) -> None:
    """Registers the command that lists one kind of records."""

    def command(
        actor: Actor = None, recipient: Recipient = None, item: Item = None, stage: StageOption = None,
        since: Since = None, until: Until = None, status: Status = None, as_of: AsOf = None,
        limit: Limit = 50, ledger: Address = DEFAULT, as_json: AsJson = None,
    ) -> None:  # fmt: skip
        from onrecord.ledger.narrowing import checked
        from onrecord.ledger.records import Filters
        from onrecord.report import records as shown

        filters = Filters(
            actor=actor,
            recipient=recipient,
            object=item,
            stage=stage,
            since=since,
            until=until,
            status=status,
        )
        with opened(ledger, as_json=as_json) as book:
            if as_of is None:
                put(book.records(kind, filters, limit=limit), as_json, shown.table_of(kind))  # type: ignore[arg-type]
                return
            wanted = checked(filters)
            stood = [s for s in book.states(as_of).values() if s.kind == kind and shown.fits(s, wanted)]
            put(sorted(stood, key=lambda s: s.line.latest, reverse=True)[:limit], as_json, shown.states)

    command.__doc__ = summary
    examples = "\n\n".join(["Examples:", *_EXAMPLES[name]])
    app.command(name, epilog=examples)(command)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    _records("decision", "List what is planned and decided, and how far it has got.", app, "decisions")
    _records("transfer", "List who pledged what to whom, and what arrived.", app, "transfers")
    _records("effect", "List what is said to follow from what.", app, "effects")
    _records("person", "List who said something, and how often.", app, "people")
    app.command(
        epilog='Examples:\n\nonrecord statements --by Milley\n\nonrecord statements "grain corridor"'
    )(statements)
    app.command(
        epilog="Examples:\n\nonrecord headlines --verdict contradicted\n\nonrecord accept H-2f0c9e7b41"
    )(headlines)
    app.command(epilog='Examples:\n\nonrecord search "grain corridor" --country UKR --since 2025-03-01')(
        search
    )
    app.command(
        epilog="Examples:\n\nonrecord stories --country Ukraine --since 2025-03-01\n\nonrecord stories --at-least 3"
    )(stories)
    app.command(epilog="Examples:\n\nonrecord story N-2b0f6d1c9e\n\nonrecord story N-2b0f6d1c9e --json")(
        story
    )
    app.command(epilog="Examples:\n\nonrecord show T-de94758ea7")(show)
    app.command(epilog="Examples:\n\nonrecord history T-de94758ea7")(history)
    app.command(epilog="Examples:\n\nonrecord diff 2025-03-01 2025-03-31")(diff)


def statements(
    words: Annotated[_Text, typer.Argument(metavar="[WORDS]", help="Words that were said; a phrase in quotation marks.")] = None,
    by: Annotated[_Text, typer.Option("--by", help="Who said it: a name, or a part of one.")] = None,
    outlet: Annotated[_Text, typer.Option("--outlet", help="Where it was reported.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    ledger: Address = DEFAULT,
    as_json: AsJson = None,
) -> None:  # fmt: skip
    """List what was said, by whom and when, the newest first."""
    from onrecord.ledger.said import Asked
    from onrecord.report import records as shown

    with opened(ledger, as_json=as_json) as book:
        asked = Asked(by=by, words=words, outlet=outlet, since=since, until=until)
        put(book.statements(asked, limit=limit), as_json, shown.statements)


def headlines(
    verdict: Annotated[_Text, typer.Option("--verdict", help="`supported`, `overstated`, `contradicted`, `unsupported`, `uncheckable`.")] = None,
    outlet: Annotated[_Text, typer.Option("--outlet", help="Where it was published.")] = None,
    status: Status = None,
    since: Annotated[_Text, typer.Option("--since", metavar="DATE", help="Published on this day or later.")] = None,
    until: Annotated[_Text, typer.Option("--until", metavar="DATE", help="Published on this day or earlier.")] = None,
    limit: Limit = 50,
    ledger: Address = DEFAULT,
    as_json: AsJson = None,
) -> None:  # fmt: skip
    """List the claims of headlines and whether their articles bear them out, the newest first."""
    from onrecord.ledger.headlines import Sought
    from onrecord.report import records as shown

    sought = Sought(verdict=verdict, status=status, outlet=outlet, since=since, until=until)
    with opened(ledger, as_json=as_json) as book:
        put(book.headlines(sought, limit=limit), as_json, shown.headlines)


def search(
    words: Annotated[_Text, typer.Argument(metavar="[WORDS]", help="Words, all of which an article must have.")] = None,
    person: Annotated[_Text, typer.Option("--person", help="Somebody who is named.")] = None,
    country: Annotated[_Text, typer.Option("--country", help="A country: its name, or its code.")] = None,
    item: Item = None,
    stage: StageOption = None,
    outlet: Annotated[_Text, typer.Option("--outlet", help="Where it was published.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 20,
    ledger: Address = DEFAULT,
    as_json: AsJson = None,
) -> None:  # fmt: skip
    """Find articles by their words and by what they are about, the best first."""
    from onrecord.ledger.search import About
    from onrecord.report import records as shown

    about = About(
        person=person, country=country, item=item, stage=stage, outlet=outlet, since=since, until=until
    )
    with opened(ledger, as_json=as_json) as book:
        put(book.search(words, about, limit=limit), as_json, shown.hits)


def stories(
    country: Annotated[_Text, typer.Option("--country", help="A country that it names: a name or a code.")] = None,
    person: Annotated[_Text, typer.Option("--person", help="Somebody whom it names.")] = None,
    outlet: Annotated[_Text, typer.Option("--outlet", help="Who carries it.")] = None,
    since: Annotated[_Text, typer.Option("--since", metavar="DATE", help="Still written on, on this day or later.")] = None,
    until: Annotated[_Text, typer.Option("--until", metavar="DATE", help="Begun on this day or earlier.")] = None,
    least: Annotated[Optional[int], typer.Option("--at-least", min=1, metavar="N", help="Of so many articles.")] = None,  # noqa: UP045
    as_of: AsOf = None,
    limit: Limit = 50,
    ledger: Address = DEFAULT,
    as_json: AsJson = None,
) -> None:  # fmt: skip
    """List what happened once, however many outlets carry it, the newest first.

    Each with when it was written on, by whom, how many of them are independent of each other, and what they report most.
    """
    from onrecord.ledger.links.filters import StoryFilters
    from onrecord.report import stories as shown

    filters = StoryFilters(
        country=country, person=person, outlet=outlet, since=since, until=until, articles=least
    )
    with opened(ledger, as_json=as_json) as book:
        put(book.stories(filters, as_of=as_of, limit=limit), as_json, shown.stories)


def story(
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF", help="A story (N-...), or an article of it (A-...); the beginning will do."
        ),
    ],
    as_of: AsOf = None,
    ledger: Address = DEFAULT,
    as_json: AsJson = None,
) -> None:
    """Show a story: who copied or retold whom and why that is so, what became of quotations, where articles differ.

    And how many independent sources stand behind each thing that they report.
    """
    from onrecord.report import stories as shown

    with opened(ledger, as_json=as_json) as book:
        found = book.story(ref, as_of=as_of)
        put([found.to_dict() if wants_json(as_json) else found], as_json, shown.story)


Ref = Annotated[
    str, typer.Argument(metavar="REF", help="What a list calls it: `T-de94758ea7`, or the beginning of it.")
]


def show(ref: Ref, ledger: Address = DEFAULT, as_json: AsJson = None) -> None:
    """Show a record with every sentence that it rests on, and where sources disagree."""
    from onrecord.report import records as shown

    with opened(ledger, as_json=as_json) as book:
        found = book.show(ref)
        put([found], as_json, shown.detail)
        if not wants_json(as_json):
            typer.echo(shown.stories_of(book.stories_of(report.article for report in found.reports)))


def history(ref: Ref, ledger: Address = DEFAULT, as_json: AsJson = None) -> None:
    """Show how a record came about: what was added when, and what persons decided."""
    from onrecord.report import records as shown

    with opened(ledger, as_json=as_json) as book:
        put(book.history(ref), as_json, shown.happenings)


def diff(
    earlier: Annotated[str, typer.Argument(metavar="DATE", help="The end of this day,")],
    later: Annotated[
        _Text, typer.Argument(metavar="[DATE]", help="and of this one; without it, now.")
    ] = None,
    ledger: Address = DEFAULT,
    as_json: AsJson = None,
) -> None:
    """Show what changed in the ledger between two days."""
    from onrecord.report import records as shown

    with opened(ledger, as_json=as_json) as book:
        put(book.diff(earlier, later), as_json, shown.changes)
