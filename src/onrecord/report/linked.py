"""How articles have to do with each other, as people read it: stories, who copied whom, passages side by side, sources."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.linking import Copy, Difference, Links, Piece, Quotation, Rewrite, Story, Variant, shared
from onrecord.linking.stories import Profile, account, joins
from onrecord.model import Span
from onrecord.report.layout import heading, indented

#: So many of the facts that several articles report are shown.
_FACTS = 5


def _nothing(*_: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands behind articles, and behind what one has from another, in a report: how a ledger calls them.

    article  by the id of the article
    pair     by the ids of the earlier and the later article
    said     the pairs that a person says are of one text
    """

    article: Callable[[str], str] = _nothing
    pair: Callable[[str, str], str] = _nothing
    said: Container[tuple[str, str]] = ()


_NO_MARKS = Marks()


def show_links(links: Links, pieces: Sequence[Piece], console: Console) -> None:
    """Prints the links of a set of articles; what there is none of is left out."""
    named = {piece.id: piece for piece in pieces}
    sections = [
        *_stories(links, named),
        *altered(links.quotations, named),
        *differing(links.differences, named),
    ]
    console.print(Group(*(sections or [Text("There are no articles.", style="dim")])))


def show_comparison(links: Links, a: Piece, b: Piece, console: Console) -> None:
    """Prints what two articles have to do with each other."""
    named = {a.id: a, b.id: b}
    console.print(
        Group(
            *(_title(piece, label) for piece, label in ((a, "A"), (b, "B"))), Text(), *_relation(links, a, b)
        )
    )
    rest = [*altered(links.quotations, named), *differing(links.differences, named)]
    if rest:
        console.print(Group(Text(), *rest))


def _relation(links: Links, a: Piece, b: Piece) -> Iterable[RenderableType]:
    """How one of two articles follows the other, with what shows it side by side."""
    label = {a.id: "A", b.id: "B"}
    if links.copies:
        (copy,) = links.copies
        yield _sentence(f"{label[copy.later]} copies {label[copy.earlier]}: ", _shares(copy, label))
        yield _beside([(p.earlier, p.later) for p in copy.passages], label[copy.earlier], label[copy.later])
        return
    if links.rewrites:
        (rewrite,) = links.rewrites
        yield _sentence(
            f"{label[rewrite.later]} retells {label[rewrite.earlier]} in other words: ", rewrite.reason
        )
        yield _beside(rewrite.aligned, label[rewrite.earlier], label[rewrite.later])
        return
    common = shared(a, b)
    if common is None:
        yield _sentence("Neither copies or retells the other; they share no passage.")
        return
    yield _sentence("Neither copies or retells the other, though they share words: ", _shares(common, label))
    yield _beside([(p.earlier, p.later) for p in common.passages], label[common.earlier], label[common.later])


def _shares(copy: Copy, label: Mapping[str, str]) -> str:
    return (
        f"{copy.share:.0%} of {label[copy.later]}'s words stand in {label[copy.earlier]}, "
        f"{copy.share_earlier:.0%} of {label[copy.earlier]}'s in {label[copy.later]}."
    )


def _sentence(first: str, rest: str = "") -> Text:
    return Text.assemble((first, "bold"), rest)


def _beside(pairs: Iterable[tuple[Span, Span]], earlier: str, later: str) -> RenderableType:
    """Pairs of spans, side by side."""
    table = Table(box=None, pad_edge=False, padding=(0, 3, 1, 0), header_style="dim", expand=True)
    table.add_column(earlier, ratio=1, overflow="fold")
    table.add_column(later, ratio=1, overflow="fold")
    for pair in pairs:
        table.add_row(*(_words(span) for span in pair))
    return Group(Text(), table)


def _words(span: Span) -> Text:
    words = Text(" ".join(span.text.split()))
    words.append(f"  [{span.start}–{span.end}]", style="dim")
    return words


def _title(piece: Piece, label: str = "") -> Text:
    """An article as it is named in a report: headline, outlet, time."""
    article = piece.reading.article
    title = Text(f"{label}  " if label else "", style="bold")
    title.append(article.headline or "(no headline)")
    if about := ", ".join(filter(None, (article.outlet, article.published))):
        title.append(f"  {about}", style="dim")
    return title


def _stories(links: Links, named: Mapping[str, Piece]) -> Iterable[RenderableType]:
    """The stories of more than one article, then the articles that stand alone."""
    groups = {one.story: one.groups for one in links.corroboration}
    for story in links.stories:
        if len(story.articles) > 1:
            yield from _story(story, groups.get(story.id, ()), links, named)
            yield Text()
    alone = [story for story in links.stories if len(story.articles) == 1]
    if alone:
        yield heading("On their own", len(alone))
        for story in alone:
            yield indented(_title(named[story.articles[0]]))


def _story(
    story: Story, groups: Sequence[Sequence[str]], links: Links, named: Mapping[str, Piece]
) -> Iterable[RenderableType]:
    """The articles of a story by time, each with its source and what ties it to the others; then what several sources report."""
    count = f"{counted(len(story.articles), 'article')}, {counted(len(groups), 'independent source')}"
    yield Text.assemble((story.title or "(no headline)", "bold underline"), (f"  {count}", "dim"))
    yield from told(story, groups, links, named)


def told(
    story: Story,
    groups: Sequence[Sequence[str]],
    links: Links,
    named: Mapping[str, Piece],
    marks: Marks = _NO_MARKS,
) -> Iterable[RenderableType]:
    """The articles of a story by time, each with its source and what ties it to the others; then what several sources report."""
    source = {article: number for number, group in enumerate(groups, 1) for article in group}
    later = joins([Profile.of(named[article]) for article in story.articles])[1:]
    reasons = {join.article: join.reason for join in later}
    for article in story.articles:
        title = _title(named[article], f"source {source[article]}" if article in source else "")
        yield indented(title.append(f"  {marks.article(article)}".rstrip(), style="cyan"))
        follows = [*_follows(article, links, named, marks)]
        if not follows and article in reasons:
            follows = [Text(reasons[article], style="dim")]
        yield from (indented(line, 5) for line in follows)
    facts = [fact for fact in account(story, named.values(), groups).facts if fact.sources > 1]
    if facts:
        yield indented(Text("Several sources report", style="dim"))
        for fact in facts[:_FACTS]:
            yield indented(Text.assemble(fact.what, (f"  {fact.sources} of them", "dim")), 5)


def counted(number: int, what: str) -> str:
    """A number of things: "1 article", "2 articles"."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def _follows(article: str, links: Links, named: Mapping[str, Piece], marks: Marks) -> Iterable[Text]:
    """What an article copies or retells."""
    pairs: list[Copy | Rewrite] = [*links.copies, *links.rewrites]
    for pair in pairs:
        if pair.later != article:
            continue
        source = named[pair.earlier].reading.article
        name = source.outlet or source.headline or pair.earlier
        mark = (f"  {marks.pair(pair.earlier, pair.later)}".rstrip(), "cyan")
        if isinstance(pair, Copy):
            yield Text.assemble(
                ("copies ", "yellow"), f"{name}: {pair.share:.0%} of its words stand there", mark
            )
        elif (pair.earlier, pair.later) not in marks.said:
            yield Text.assemble(("retells ", "yellow"), f"{name}: {pair.reason}", mark)
        else:
            yield Text.assemble(("goes back to ", "yellow"), f"{name}: {pair.reason}", mark)


def altered(quotations: Iterable[Quotation], named: Mapping[str, Piece]) -> Iterable[RenderableType]:
    """The quotations that articles give differently, the fullest version first."""
    telling = [one for one in quotations if any(variant.verdict != "verbatim" for variant in one.variants)]
    if not telling:
        return
    yield heading("Quotations that differ", len(telling))
    for one in telling:
        rows: list[RenderableType] = [Text(one.speaker or "Nobody named", style="bold cyan")]
        rows += [
            indented(_variant(variant, named.get(variant.article)))
            for variant in sorted(one.variants, key=lambda variant: not variant.reference)
            if variant.reference or variant.verdict != "verbatim"
        ]
        yield indented(Group(*rows, Text()))


def _variant(variant: Variant, piece: Piece | None) -> Text:
    """A version of a quotation, the words that say something else marked; what no article has is from a transcript."""
    words = Text(variant.text)
    for span in variant.differs:
        words.stylize("bold red", max(span.start - variant.start, 0), span.end - variant.start)
    outlet = variant.article if piece is None else piece.reading.article.outlet or piece.id
    line = Text.assemble(
        (
            f"{'transcript' if piece is None else 'reference' if variant.reference else variant.verdict}  ",
            "dim",
        ),
        f"{outlet}: ",
        words,
    )
    if variant.reason:
        line.append(f"  {variant.reason}", style="dim")
    return line


def differing(differences: Sequence[Difference], named: Mapping[str, Piece]) -> Iterable[RenderableType]:
    """What articles of one story give differently."""
    if not differences:
        return
    yield heading("Differences", len(differences))
    for one in differences:
        rows: list[RenderableType] = [
            Text(f"{one.what} ({one.kind}{', update' if one.update else ''})", style="bold")
        ]
        for side in one.sides:
            outlets = ", ".join(
                dict.fromkeys(named[article].reading.article.outlet or article for article in side.articles)
            )
            rows.append(indented(Text.assemble((side.value, "bold cyan"), f"  {outlets}")))
        yield indented(Group(*rows))
