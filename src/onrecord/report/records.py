"""What a ledger holds, as people read it: records in tables, one record with its evidence, histories, changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from onrecord.ledger.headlines import Checked
from onrecord.ledger.history import Happening
from onrecord.ledger.keys import plain
from onrecord.ledger.names import code_of, shown
from onrecord.ledger.records import Detail, Filters, Record
from onrecord.ledger.said import Said
from onrecord.ledger.search import Hit
from onrecord.ledger.states import Change, State
from onrecord.ledger.stored import Difference, Info
from onrecord.ledger.summary import Summary
from onrecord.ledger.titles import does, things, titled
from onrecord.ledger.totals import Total
from onrecord.report.layout import heading, indented, table

_NONE = Text("Nothing is found.", style="dim")
#: Values of a key that may be the code of a country.
_SIDES = frozenset(("donor", "recipient", "actor", "place"))
_MARKS = {"accepted": "✓", "rejected": "✗", "read": ""}


def stage(of: Record | Summary) -> str:
    """How far something has got, in a word or two."""
    return "–" if of.stage is None else f"not {of.stage}" if of.negated else of.stage


def table_of(kind: str) -> Callable[[list[Record]], RenderableType]:
    """What sets a list of records of a kind into a table."""
    return {"decision": _decisions, "transfer": _transfers, "effect": _effects, "person": _people}[kind]


def _listed(found: Sequence[Record], columns: dict[str, Callable[[Record], str]]) -> RenderableType:
    if not found:
        return _NONE
    made = table({"": "green"})
    made.add_column("ref", style="cyan", no_wrap=True)
    for name in columns:
        made.add_column(name, justify="right" if name == "articles" else "left", overflow="fold")
    for record in found:
        made.add_row(_MARKS[record.status], record.ref, *(columns[name](record) for name in columns))
    return made


def _title(of: Record | State | Change) -> str:
    """What something is about, in plain words."""
    return titled(of.kind, of.title, of.grouped)


def _days(record: Record) -> str:
    if not record.latest:
        return "undated"
    return record.latest if record.first in ("", record.latest) else f"{record.first} – {record.latest}"


def _decisions(found: list[Record]) -> RenderableType:
    return _listed(found, {
        "who": lambda r: shown(r.actor) or "–", "does": lambda r: does(r.type, r.actor), "what": lambda r: things(r.object) or "–",
        "to whom": lambda r: shown(r.recipient or r.grouped.get("place")) or "–", "how far": stage, "reported": _days,
        "articles": lambda r: str(r.articles),
    })  # fmt: skip


def _transfers(found: list[Record]) -> RenderableType:
    return _listed(found, {
        "who": lambda r: shown(r.actor) or "–", "to whom": lambda r: shown(r.recipient) or "not said", "what": lambda r: things(r.object) or "–",
        "how far": stage, "reported": _days, "articles": lambda r: str(r.articles),
    })  # fmt: skip


def _effects(found: list[Record]) -> RenderableType:
    return _listed(
        found, {"claim": lambda r: r.title, "reported": _days, "articles": lambda r: str(r.articles)}
    )


def _people(found: list[Record]) -> RenderableType:
    return _listed(found, {"name": lambda r: r.title, "heard": _days, "articles": lambda r: str(r.articles)})


def fits(state: State, filters: Filters) -> bool:
    """Whether a record as it stood is asked for."""
    title = plain(state.title)
    words = [code_of(w) or w for w in (filters.actor, filters.recipient, filters.object) if w]
    line = state.line
    return (
        all(plain(w) in title for w in words)
        and (filters.stage is None or line.stage == filters.stage)
        and (filters.since is None or line.latest >= filters.since)
        and (filters.until is None or line.latest <= filters.until)
        and (line.status == filters.status if filters.status else line.status != "rejected")
    )


def states(found: list[State]) -> RenderableType:
    """Records as they stood."""
    if not found:
        return _NONE
    made = table(
        {"ref": "cyan", "what": "", "how far": "", "latest": "", "articles": ""}, right=("articles",)
    )
    for state in found:
        made.add_row(
            state.ref,
            _title(state),
            stage(state.line),
            state.line.latest or "undated",
            str(state.line.articles),
        )
    return made


def detail(found: list[Detail]) -> RenderableType:
    """A record: how far it has got, totals, where sources disagree, and every sentence with its source."""
    (one,) = found
    record = one.record
    parts: list[RenderableType] = [Text(f"{_title(record)}  {record.ref}", style="bold")]
    grouped = ", ".join(f"{k} {shown(v) if k in _SIDES else v}" for k, v in record.grouped.items() if v)
    parts.append(Text(f"{_says(record)} Reports agree in: {grouped}.", style="dim"))
    parts += [Text(f"note: {note}") for note in record.notes]
    for name, totals in (("promised", one.promised), ("arrived", one.arrived)):
        parts += [Text(f"{name}: {amount(total)}") for total in totals]
    parts += [Text(f"sources disagree: {line}", style="yellow") for line in one.disagreements]
    parts += [Text(), heading("Reports", len(one.reports))]
    for report in one.reports:
        said = "" if report.stage is None else f"  {'not ' if report.negated else ''}{report.stage}"
        mark = f"  {_MARKS[report.status]} {report.status}" if report.status != "read" else ""
        parts.append(
            indented(
                Text(
                    f"{report.on or 'undated'}  {report.outlet or '–'}{said}  {report.ref}{mark}", style="dim"
                )
            )
        )
        parts.append(indented(Text(report.sentence), by=4))
    return Group(*parts)


def stories_of(found: Mapping[str, str]) -> str:
    """The stories that the reports of a record are part of."""
    return "\n".join(f"in the story {ref}: {title or '(no headline)'}" for ref, title in found.items())


def _says(record: Record) -> str:
    status = {"read": "As read, seen by nobody.", "accepted": "Accepted.", "rejected": "Rejected."}[
        record.status
    ]
    corrected = "".join(f" Corrected: {k} is {v}." for k, v in record.corrected.items())
    return f"{'' if record.stage is None else stage(record).capitalize() + '. '}{status}{corrected}"


def amount(total: Total) -> str:
    """A total with what it rests on: "2 to 3 rounds (computed from 2 reports; 1 gives no number)"."""
    unit = f" {total.unit}" if total.unit else ""
    if total.most is None:
        number = f"at least {total.least:,.0f}"
    elif total.most == total.least:
        number = f"{total.least:,.0f}"
    else:
        number = f"{total.least:,.0f} to {total.most:,.0f}"
    about = "about " if total.state == "approximate" else ""
    computed = "computed from " if total.state == "computed" else ""
    reports = "1 report" if total.reports == 1 else f"{total.reports} reports"
    left = f"; {total.left_out} left out, without a number of their own" if total.left_out else ""
    return f"{about}{number}{unit} ({computed}{reports}{left})"


def statements(found: list[Said]) -> RenderableType:
    """Who said what, when and where."""
    if not found:
        return _NONE
    parts: list[RenderableType] = []
    for said in found:
        who = ", ".join(filter(None, (said.speaker or "somebody", said.role)))
        parts.append(Text.assemble((who, "bold"), (f"  {said.on or 'undated'}  {said.outlet or ''}", "dim")))
        parts.append(indented(Text(said.content)))
    return Group(*parts)


def headlines(found: list[Checked]) -> RenderableType:
    """The claims of headlines with their verdicts and the reasons for them."""
    if not found:
        return _NONE
    parts: list[RenderableType] = []
    for c in found:
        mark = f"  {_MARKS[c.status]} {c.status}" if c.status != "read" else ""
        parts.append(
            Text.assemble(
                (f"{c.ref}  ", "cyan"), (c.verdict, "bold"),
                (f"  {(c.published or 'undated')[:10]}  {c.outlet or ''}{mark}", "dim"),
            )
        )  # fmt: skip
        parts += [indented(Text(c.text)), indented(Text(c.reason, style="dim"))]
    return Group(*parts)


def hits(found: list[Hit]) -> RenderableType:
    """Articles that were found."""
    if not found:
        return _NONE
    parts: list[RenderableType] = []
    for hit in found:
        parts.append(
            Text.assemble(
                (hit.headline or "(no headline)", "bold"),
                (f"  {hit.on or 'undated'}  {hit.outlet or ''}  article {hit.article}", "dim"),
            )
        )
        parts.append(indented(Text(hit.piece)))
    return Group(*parts)


def happenings(found: list[Happening]) -> RenderableType:
    """How a record came about."""
    made = table(
        {"when": "dim", "entry": "dim", "what": "", "of": "cyan", "who": "bold", "words": ""},
        right=("entry",),
    )
    for h in found:
        made.add_row(h.at[:19].replace("T", " "), str(h.entry or ""), h.what, h.ref, h.who, h.words)
    return made


def changes(found: list[Change]) -> RenderableType:
    """What differs between two moments."""
    if not found:
        return Text("Nothing changed.", style="dim")
    made = table({"ref": "cyan", "what": "", "before": "", "after": ""})
    for c in found:
        made.add_row(c.ref, _title(c), _line(c.before), _line(c.after))
    return made


def _line(line: Summary | None) -> str:
    if line is None:
        return "–"
    status = "" if line.status == "read" else f", {line.status}"
    return f"{stage(line)}, {line.articles} article{'s' if line.articles != 1 else ''}{status}"


def differences(found: list[Difference]) -> RenderableType:
    """What other readings would change."""
    if not found:
        return Text("Nothing would change.", style="dim")
    made = table({"article": "dim", "change": ""}, right=("article",))
    for d in found:
        for sign, titles in (("+", d.gained), ("−", d.lost), ("~", d.stages)):
            for title in titles:
                made.add_row(str(d.article), f"{sign} {title}")
    return made


def info(found: list[Info]) -> RenderableType:
    """How much a ledger holds."""
    (one,) = found
    made = table({"what": "", "how much": ""}, right=("how much",))
    made.add_row("articles", f"{one.articles:,}")
    made.add_row("pages", f"{one.pages:,}")
    made.add_row("statements", f"{one.statements:,}")
    for kind, count in one.records.items():
        made.add_row({"person": "people"}.get(kind, f"{kind}s"), f"{count:,}")
    made.add_row("entries in the review log", f"{one.reviews:,}")
    lines = [f"Published from {one.first} to {one.last}." if one.first else "No article is dated."]
    lines += [f"{count:,} readings by Onrecord {made_by}." for made_by, count in one.made_by.items()]
    return Group(made, *(Text(line, style="dim") for line in (*lines, f"Schema {one.schema}.")))
