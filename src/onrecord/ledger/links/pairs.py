"""Which articles of a ledger go back to one text: a new one held against those that share runs of words or telling terms with it.

A copy is found among all articles. A rewrite is looked for among those that `Stories` holds the new one against: two of its
most telling terms in common, 60 days apart at the most. Of an article that copies another it is not asked whom it retells, as
long as it copies any; so what many copies of one text are held against does not grow with the square of their number.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal

from sqlalchemy import bindparam, exists, func, or_, select, update

from onrecord.ledger import schema, stored
from onrecord.ledger.among import among
from onrecord.ledger.bulk import found_by, insert_all, one_of
from onrecord.ledger.links import traces
from onrecord.ledger.links.shelf import Shelf
from onrecord.ledger.log import Log, Status
from onrecord.linking import Copy, Piece
from onrecord.linking.copies import copies_of_each, may_copy
from onrecord.linking.credits import Outlets
from onrecord.linking.direction import Origin, first
from onrecord.linking.rewrites import Telling, near, retelling, rewrite
from onrecord.linking.stories import Profile
from onrecord.linking.wordings import Wording
from onrecord.model import Article, Reading

#: A text that very many others share runs with is held against so many of them, those that share most.
_MOST = 64
#: So many texts are kept at hand, those last asked for.
_KEPT = 1024

Kind = Literal["copy", "rewrite", "set"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles of one text, by their references; the shares of a copy, the score of a rewrite."""

    kind: Kind
    earlier: str
    later: str
    share: float | None = None
    share_earlier: float | None = None
    score: float | None = None
    reason: str = ""


@dataclass(eq=False)
class Text:
    """An article as its text is held against others'."""

    ref: str
    article: Article

    @cached_property
    def wording(self) -> Wording:
        """Its words, by which copies are found."""
        return Wording.of(self.article.text)

    @cached_property
    def telling(self) -> Telling:
        """What it tells, by which rewrites are found."""
        return Telling(self.article)

    def origins(self, other: Text) -> tuple[Origin, Origin]:
        """What tells where this and another article come from, each knowing of the other's outlet."""
        outlets = _outlets(frozenset(one.article.outlet or "" for one in (self, other)))
        mine, theirs = (
            Origin(Piece(one.ref, Reading(article=one.article)), outlets) for one in (self, other)
        )
        return mine, theirs


class Texts:
    """The texts of articles, kept for as long as they are likely to be asked for again."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kept: dict[str, Text] = {}

    def keep(self, text: Text) -> None:
        """Keeps a text at hand."""
        while len(self._kept) >= _KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[text.ref] = text

    def drop(self, ref: str) -> None:
        """Lets go of a text."""
        self._kept.pop(ref, None)

    def of_each(self, refs: Iterable[str], *, worded: bool = False) -> list[Text]:
        """The texts of these articles, those that are not at hand fetched together; where asked for with their words."""
        wanted = list(refs)
        missing = {self._shelf.number(ref): ref for ref in wanted if ref not in self._kept}
        fetched = found_by(self._shelf.connection, _ARTICLES, missing) if missing else []
        new = {missing[row.id]: Text(missing[row.id], stored.as_article(row)) for row in fetched}
        found = [new[ref] if ref in new else self._kept.pop(ref) for ref in dict.fromkeys(wanted)]
        if worded:
            plain = [text for text in found if "wording" not in text.__dict__]
            for text, wording in zip(plain, Wording.of_each([t.article.text for t in plain]), strict=True):
                text.wording = wording
        for text in found:
            self.keep(text)
        return found


def pairs(shelf: Shelf, texts: Texts, own: Text, held: Sequence[Profile], log: Log) -> list[Pair]:
    """The pairs that an article makes with others, in no order.

    held  those that share terms with it
    """
    copied = [_copied(found) for found in _copies(own, texts.of_each(_sharing(shelf, own), worded=True))]
    copies = any(pair.later == own.ref and _status(pair, log) != "rejected" for pair in copied)
    others = {pair.earlier for pair in copied} | {pair.later for pair in copied}
    return [*copied, *_retellings(shelf, texts, own, held, log, others, copies=copies)]


def retellings(shelf: Shelf, texts: Texts, ref: str, held: Sequence[Profile], log: Log) -> list[Pair]:
    """What an article retells that copied another and copies none any more: as long as it did, that was not asked.

    held  those that share terms with it
    """
    (own,) = texts.of_each([ref])
    numbers = shelf.connection.execute(_PARTNERS, {"own": shelf.number(ref)}).all()
    shelf.fetch({number for row in numbers for number in row})
    others = {shelf.ref(number) for row in numbers for number in row} - {ref}
    found = _retellings(shelf, texts, own, held, log, others, copies=False)
    return [pair for pair in found if pair.later == ref]


def _retellings(
    shelf: Shelf, texts: Texts, own: Text, held: Sequence[Profile], log: Log, others: Collection[str], *, copies: bool
) -> list[Pair]:  # fmt: skip
    """The rewrites that an article is one of.

    others  those that it makes a pair with already
    copies  whether it copies another
    """
    rare = [shelf.trace(profile.id).rare for profile in held]
    candidates = [held[at].id for at in near(own.telling.sketch, rare) if held[at].id not in others]
    copying = {shelf.ref(number) for number in copiers(shelf, map(shelf.number, candidates))}
    if copies:
        copying.add(own.ref)
    spoken = {frozenset(pair[:2]) for pair in said(log, own.ref)}

    def asked(earlier: str, later: str) -> bool:
        """Whether it matters that one retells the other."""
        return (
            later not in copying
            or frozenset((earlier, later)) in spoken
            or traces.pair_ref(earlier, later) in log
        )

    some = [one for one in candidates if asked(one, own.ref) or asked(own.ref, one)]
    retold = (_retold(own, other, asked) for other in texts.of_each(some))
    return [pair for pair in retold if pair is not None]


def copiers(shelf: Shelf, numbers: Iterable[int]) -> set[int]:
    """Those of these articles that copy another, by what a person has not cut."""
    asked = sorted(set(numbers))
    return set(shelf.connection.execute(_COPYING, {"own": asked}).scalars()) if asked else set()


def copiers_of(shelf: Shelf, number: int) -> set[int]:
    """The articles that copy this one."""
    return set(shelf.connection.execute(_COPIED, {"own": number}).scalars())


def _sharing(shelf: Shelf, own: Text) -> list[str]:
    """The articles that share most runs of words with one."""
    runs = traces.numbers(own.wording.sketch)
    if not runs:
        return []
    found = shelf.connection.execute(_SHARING, {"runs": runs, "own": shelf.number(own.ref)})
    return sorted(shelf.fetch(found.scalars().all()))


def _copies(own: Text, others: Iterable[Text]) -> Iterator[Copy]:
    sharing = [other for other in others if may_copy(own.wording, other.wording)]
    origins = (own.origins(other) for other in sharing)
    worded = (((a, own.wording), (b, other.wording)) for (a, b), other in zip(origins, sharing, strict=True))
    return (found for found in copies_of_each(worded, passages=False) if found is not None)


def _copied(found: Copy) -> Pair:
    return Pair("copy", found.earlier, found.later, share=found.share, share_earlier=found.share_earlier)


def _retold(own: Text, other: Text, asked: Callable[[str, str], bool]) -> Pair | None:
    outlets = {_outlets(frozenset()).key(text.article) for text in (own, other)}
    if len(outlets) == 1 and None not in outlets:
        return None  # what an outlet adds to its own report is no rewrite
    a, b = (own, other) if first(*own.origins(other), 0, 0) else (other, own)
    if not asked(a.ref, b.ref):
        return None
    alike = retelling(a.telling, b.telling)
    if alike is None:
        return None
    reason = rewrite(a.ref, b.ref, a.telling, b.telling, alike).reason
    return Pair("rewrite", a.ref, b.ref, score=alike.score, reason=reason)


def write(shelf: Shelf, found: Iterable[Pair], log: Log) -> set[int]:
    """Writes pairs down; returns the numbers of the articles whose sources have to be counted anew."""
    rows, touched = [], set[int]()
    for pair in found:
        ref = traces.pair_ref(pair.earlier, pair.later)
        numbers = shelf.number(pair.earlier), shelf.number(pair.later)
        rows.append({
            "ref": ref, "kind": pair.kind, "earlier_id": numbers[0], "later_id": numbers[1], "share": pair.share,
            "share_earlier": pair.share_earlier, "score": pair.score, "reason": pair.reason, "counts": False,
            "status": _status(pair, log),
        })  # fmt: skip
        touched.add(numbers[1])
    insert_all(shelf.connection, schema.link, rows)
    return touched | _retelling(shelf, touched)


def _status(pair: Pair, log: Log) -> Status:
    return log.word(traces.pair_ref(pair.earlier, pair.later)).status


def following(shelf: Shelf, number: int) -> set[int]:
    """The articles whose sources have to be counted anew when this one is gone."""
    found = set(shelf.connection.execute(_FOLLOWING, {"own": number}).scalars())
    return (found | _retelling(shelf, found)) - {number}


def _retelling(shelf: Shelf, numbers: set[int]) -> set[int]:
    """The articles that may retell any of these."""
    if not numbers:
        return set()
    return set(shelf.connection.execute(_RETOLD, {"own": sorted(numbers)}).scalars())


def said(log: Log, ref: str | None = None) -> list[tuple[str, str, str]]:
    """The pairs that persons said are of one text, each once: earlier, later, and who said so; those of one article."""
    return [pair for pair in _said(log) if ref is None or ref in pair[:2]]


@lru_cache(maxsize=1)  # the log is gone through once, however many articles are linked by it
def _said(log: Log) -> list[tuple[str, str, str]]:
    found: dict[frozenset[str], tuple[str, str, str]] = {}
    for entry in log.entries:
        if entry.action == "merge" and entry.target.startswith("A-"):
            later, earlier = entry.target, entry.value or ""
            why = f"{entry.who} says so{f': {entry.note}' if entry.note else '.'}"
            found[frozenset((earlier, later))] = earlier, later, why
    return list(found.values())


def set_pairs(shelf: Shelf, ref: str, log: Log, there: Iterable[Pair]) -> list[Pair]:
    """The pairs of an article that persons said are of one text, without those that were found."""
    known = {frozenset((pair.earlier, pair.later)) for pair in there}
    return [
        Pair("set", earlier, later, reason=reason)
        for earlier, later, reason in said(log, ref)
        if frozenset((earlier, later)) not in known and earlier in shelf and later in shelf
    ]


def recount(shelf: Shelf, laters: Iterable[int], log: Log) -> list[tuple[str, str, bool]]:
    """Finds anew what these articles go back to; returns the pairs for which that changes, and whether they now count.

    All copies count, and what a person said. An article that copies none retells one, the likest; the original where that
    is a copy itself; none of its own outlet. What a person cut never counts.
    """
    connection = shelf.connection
    numbers = sorted(set(laters))
    rows = connection.execute(_LINKS, {"own": numbers}).all() if numbers else []
    by: dict[int, list[Any]] = {}
    for row in rows:
        by.setdefault(row.later_id, []).append(row)
    spoken = {traces.pair_ref(earlier, later) for earlier, later, _ in said(log)} if rows else set()
    turned = []
    for later, found in by.items():
        standing = [row for row in found if row.status != "rejected"]
        counting = {row.id for row in standing if row.kind != "rewrite" or row.ref in spoken}
        if not counting and standing:
            cut = {row.earlier_id for row in found if row.status == "rejected"}
            counting = {row.id for row in _likest(shelf, later, standing, cut)}
        turned += [row for row in found if row.counts != (row.id in counting)]
    if turned:
        connection.execute(_COUNTS, [{"own": row.id, "now": not row.counts} for row in turned])
    shelf.fetch({number for row in turned for number in (row.earlier_id, row.later_id)})
    changed = [(shelf.ref(row.earlier_id), shelf.ref(row.later_id), not row.counts) for row in turned]
    for earlier, later_ref, counts in changed:
        if counts:
            shelf.bind(later_ref, [earlier])
        else:
            shelf.unbind(later_ref, earlier)
    return changed


def _likest(shelf: Shelf, later: int, retold: Sequence[Any], cut: Collection[int]) -> Iterable[Any]:
    """The one that an article retells; what copies one from which a person cut it is none either."""
    shelf.fetch([later, *(row.earlier_id for row in retold)])
    own = _outlet(shelf, later)
    best: tuple[float, Any] | None = None
    for row in sorted(retold, key=lambda row: shelf.profile(shelf.ref(row.earlier_id)).order):
        source = _source(shelf, row.earlier_id)
        outlets = {_outlet(shelf, row.earlier_id), None if source is None else _outlet(shelf, source)}
        if source in cut or (own is not None and own in outlets):
            continue
        if best is None or row.score > best[0]:
            best = row.score, row
    if best is None:
        return ()
    original = _source(shelf, best[1].earlier_id)
    return [next((row for row in retold if row.earlier_id == original), best[1])]


def _source(shelf: Shelf, number: int) -> int | None:
    """What an article copies, the latest of several."""
    found = shelf.connection.execute(_SOURCES, {"own": number}).scalars().all()
    shelf.fetch(found)
    return max(found, key=lambda n: shelf.profile(shelf.ref(n)).order, default=None)


def _outlet(shelf: Shelf, number: int) -> str | None:
    return _outlets(frozenset()).called(shelf.profile(shelf.ref(number)).outlet)


@lru_cache(4096)
def _outlets(names: frozenset[str]) -> Outlets:
    return Outlets(sorted(names))


_l, _r, _t = schema.link.c, schema.trace_run.c, schema.trace.c
_ARTICLES = select(schema.article).where(one_of(schema.article.c.id))
_SHARING = (
    select(_r.article_id)
    .where(among(_r.run, "runs"), _r.article_id != bindparam("own"))
    .group_by(_r.article_id)
    .order_by(func.count().desc(), _r.article_id)
    .limit(_MOST)
)
_LINKS = select(schema.link).where(among(_l.later_id)).order_by(_l.id)
_COUNTS = update(schema.link).where(_l.id == bindparam("own")).values(counts=bindparam("now"))
_RETOLD = select(_l.later_id).where(_l.kind == "rewrite", among(_l.earlier_id))
_COPIES = _l.kind == "copy", _l.status != "rejected"
# A copy of many is found at the first of them.
_COPYING = select(_t.article_id).where(
    among(_t.article_id), exists().where(*_COPIES, _l.later_id == _t.article_id)
)
_COPIED = select(_l.later_id).where(*_COPIES, _l.earlier_id == bindparam("own"))
_PARTNERS = select(_l.earlier_id, _l.later_id).where(
    or_(_l.earlier_id == bindparam("own"), _l.later_id == bindparam("own"))
)
_FOLLOWING = select(_l.later_id).where(_l.earlier_id == bindparam("own"))
_SOURCES = select(_l.earlier_id).where(
    _l.later_id == bindparam("own"), _l.kind != "rewrite", _l.status != "rejected"
)
