"""What a person may say of stories, links and articles, checked before it is written down."""

from __future__ import annotations

from sqlalchemy import Connection, select

from onrecord.ledger import schema
from onrecord.ledger.errors import LedgerError
from onrecord.ledger.links import traces
from onrecord.ledger.log import Action, Entry

#: How the references of stories, links and articles begin.
LINKED = ("N-", "L-", "A-")
#: What can be said of each, and what to do instead of the rest.
_ALLOWED: dict[str, tuple[tuple[Action, ...], str]] = {
    "N-": (
        ("accept", "correct", "merge", "split", "note"),
        "Take articles out of a story with `onrecord split`, or put it into another with `onrecord merge`.",
    ),
    "L-": (("accept", "reject", "note"), "A link is cut with `onrecord reject`."),
    "A-": (("merge", "note"), "`onrecord merge A-... A-...` says that the first goes back to the second."),
}


def check_linked(connection: Connection, entry: Entry) -> None:
    """Raises LedgerError, with what there is to choose from, for an entry that means nothing in this ledger."""
    allowed, instead = _ALLOWED[entry.target[:2]]
    if entry.action not in allowed:
        what = {"N-": "a story", "L-": "a link", "A-": "an article"}[entry.target[:2]]
        raise LedgerError(f"{entry.target} is {what}: there is no way to {entry.action} it.", instead)
    _there(connection, entry.target)
    if entry.action == "correct" and entry.field != "title":
        raise LedgerError(
            f"{entry.target} has no field “{entry.field}” that can be corrected.", "Fields are: title."
        )
    if entry.action == "correct" and not (entry.value or "").strip():
        raise LedgerError("A correction of the title needs a value.", "Give it after the field.")
    if entry.action == "merge":
        _check_merge(connection, entry)
    if entry.action == "split":
        _check_split(connection, entry)


def _check_merge(connection: Connection, entry: Entry) -> None:
    into = entry.value or ""
    if into[:2] != entry.target[:2]:
        raise LedgerError(
            f"{entry.target} and {into} are of different kinds.",
            "Merge stories with stories, articles with articles.",
        )
    _there(connection, into)
    if into == entry.target:
        raise LedgerError(f"{entry.target} is itself.", "Give two different references.")
    if entry.target.startswith("N-"):
        if _story(connection, entry.target) == _story(connection, into):
            raise LedgerError(
                f"{entry.target} and {into} are one story already.",
                "`onrecord history REF` shows how that came about.",
            )
        return
    link = schema.link.c
    own = traces.pair_ref(entry.target, into)
    row = connection.execute(select(link.counts, link.status).where(link.ref == own)).first()
    if row is not None and row.counts:
        raise LedgerError(
            f"{entry.target} and {into} are of one text already: {own}.", "`onrecord story REF` shows it."
        )
    if row is not None and row.status == "rejected":
        raise LedgerError(
            f"The link of {entry.target} and {into}, {own}, was cut by a person.",
            f"Undo that entry, or run: onrecord accept {own}",
        )


def _check_split(connection: Connection, entry: Entry) -> None:
    t = schema.trace.c
    own = set(
        connection.execute(select(t.ref).where(t.story_id == _story(connection, entry.target))).scalars()
    )
    moved = set(entry.moved())
    if not moved or not moved <= own:
        strange = ", ".join(sorted(moved - own)) or "no articles"
        raise LedgerError(
            f"{entry.target} does not hold {strange}.",
            "`onrecord story REF` lists the articles of a story: A-....",
        )
    if moved == own:
        raise LedgerError(f"These are all articles of {entry.target}.", "Leave at least one where it is.")


def _story(connection: Connection, ref: str) -> int | None:
    t = schema.trace.c
    found: int | None = connection.execute(select(t.story_id).where(t.ref == f"A-{ref[2:]}")).scalar()
    return found


def _there(connection: Connection, ref: str) -> None:
    table, name = (schema.link, ref) if ref.startswith("L-") else (schema.trace, f"A-{ref[2:]}")
    if connection.execute(select(table.c.ref).where(table.c.ref == name).limit(1)).first() is None:
        raise LedgerError(
            f"There is nothing called {ref} in this ledger.",
            "`onrecord stories` shows stories (N-...), `onrecord story REF` their articles (A-...) and links (L-...).",
        )
