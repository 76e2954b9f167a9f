"""Articles by their words and by whom and what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    REAL,
    ColumnElement,
    Connection,
    Float,
    Select,
    Text,
    cast,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

from onrecord.ledger import schema
from onrecord.ledger.bulk import found_by, one_of
from onrecord.ledger.errors import LedgerError
from onrecord.ledger.keys import plain
from onrecord.ledger.newest import newest, within
from onrecord.ledger.words import ARTICLES, fts5, matches, numbered, tsquery, vector

#: How many characters of an article are shown where no words were looked for, and words around those that were.
_SHOWN, _AROUND = 160, 24
#: So many articles are many: what more there are of does not matter for what is looked through first.
_MANY = 5_000
#: Articles whose readings have all ended, which are few, are taken to be so many among the best.
_ENDED = 20
#: A word in the headline counts four times one in the text; PostgreSQL takes the weights of D (text), C, B and A (headline).
_SCORE = literal_column("-bm25(article_words, 4.0, 1.0)", Float).label("score")
_WEIGHTS = cast([0.25, 1.0, 1.0, 1.0], ARRAY(REAL))
_PIECE = literal_column("snippet(article_words, -1, '', '', ' … ', 24)", Text).label("piece")
_COUNTING = select(schema.reading.c.article_id).where(
    one_of(schema.reading.c.article_id), schema.reading.c.until.is_(None)
)


@dataclass(frozen=True, slots=True)
class About:
    """What articles must be about; None for no narrowing.

    person   a name, or the end of one: "Milley"
    country  ISO 3166-1 alpha-3
    item     a class of items: "howitzer"
    stage    at which something in it stands
    since, until  days of publication, ISO 8601, both included
    """

    person: str | None = None
    country: str | None = None
    item: str | None = None
    stage: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found, with a piece of it around the words, and how well it fits (the higher, the better)."""

    article: int
    headline: str
    outlet: str | None
    on: str
    url: str | None
    piece: str
    score: float


def search(connection: Connection, words: str | None, about: About, *, limit: int = 20) -> list[Hit]:
    """Articles that have all these words and are about all of these, the best first; without words, the newest first.

    What fits best is told by BM25 on SQLite and by cover density on PostgreSQL.

    Raises LedgerError where nothing is asked for.
    """
    if words is None:
        found = [_Found(number) for number in _newest(connection, about, limit)]
    elif connection.dialect.name == "sqlite":
        found = _on_sqlite(connection, words, about, limit)
    else:
        found = _on_postgresql(connection, words, about, limit)
    a = schema.article.c
    piece = func.substr(a.text, 1, _SHOWN).label("piece")
    shown = select(a.id, a.headline, a.outlet, a.published, a.url, piece).where(one_of(a.id))
    rows = {row.id: row for row in found_by(connection, shown, (f.article for f in found))}
    return [_hit(rows[f.article], f) for f in found]


@dataclass(frozen=True, slots=True)
class _Found:
    """An article's number, with a piece of it around the words that were looked for and how well it fits."""

    article: int
    piece: str | None = None
    score: float = 0.0


def _hit(row: Any, found: _Found) -> Hit:
    piece = row.piece if found.piece is None else found.piece
    day = (row.published or "")[:10]
    return Hit(row.id, row.headline, row.outlet, day, row.url, " ".join(piece.split()), found.score)


def _newest(connection: Connection, about: About, limit: int) -> list[int]:
    """The newest articles that are about all of these."""
    a, f = schema.article.c, schema.facet.c
    facets = _facets(about)
    if not facets:
        if about.since is None and about.until is None:
            raise LedgerError(
                "Nothing is asked for.",
                "Give words, or one of --person, --country, --item, --stage, --outlet, --since.",
            )
        query = select(a.id).where(_counts(a.id), *within(a.published, about.since, about.until))
        return [row.id for row in newest(connection, query, limit=limit, undated=False)]
    first, *others = _rarest_first(connection, facets)
    wanted = [
        f.kind == first.kind, f.value == first.value, *within(f.published, about.since, about.until),
        *([f.published != ""] if about.until is not None else []),
        _counts(f.article_id), *first.further(f.article_id), *(w for o in others for w in o.wanted(f.article_id)),
    ]  # fmt: skip
    query = select(f.article_id).where(*wanted).order_by(f.published.desc(), f.article_id.desc())
    return list(connection.execute(query.limit(limit)).scalars())


def _on_sqlite(connection: Connection, words: str, about: About, limit: int) -> list[_Found]:
    """What an article is about is asked before it is weighed, which takes longest, and whether it counts of the best alone."""
    match = matches(ARTICLES, fts5(words))
    number = ARTICLES.c.rowid
    query = select(number.label("id"), _SCORE).where(match, *_wanted(numbered(ARTICLES), about))
    query = query.order_by(_SCORE.desc(), number.desc())
    best: list[Any] = []
    room = limit + _ENDED
    while True:
        rows = connection.execute(query.limit(room)).all()
        counting = {row.article_id for row in found_by(connection, _COUNTING, (row.id for row in rows))}
        best = [row for row in rows if row.id in counting][:limit]
        if len(best) == limit or len(rows) < room:
            break
        room *= 8
    pieces = select(number.label("id"), _PIECE).where(match, one_of(number))
    found = dict(found_by(connection, pieces, (row.id for row in best)))
    return [_Found(row.id, found[row.id], row.score) for row in best]


def _on_postgresql(connection: Connection, words: str, about: About, limit: int) -> list[_Found]:
    a = schema.article.c
    question = tsquery(words)
    score = func.ts_rank_cd(_WEIGHTS, vector("article.words"), question).label("score")
    shape = f"MaxWords={_AROUND},MinWords={_AROUND // 2},StartSel='',StopSel=''"
    best = (
        select(a.id, score)
        .where(vector("article.words").op("@@")(question), _counts(a.id), *_wanted(a.id, about))
        .order_by(score.desc(), a.id.desc())
        .limit(limit)
        .subquery()
    )
    piece = func.ts_headline("english", a.text, question, shape).label("piece")
    query = (
        select(a.id, piece, best.c.score)
        .join(best, best.c.id == a.id)
        .order_by(best.c.score.desc(), a.id.desc())
    )
    return [_Found(*row) for row in connection.execute(query)]


def _wanted(number: ColumnElement[int], about: About) -> list[ColumnElement[bool]]:
    """Whether the article with this number is about all of these: one of some that are looked up once."""
    a = schema.article.alias().c
    wanted: list[ColumnElement[bool]] = [number.in_(facet.articles()) for facet in _facets(about)]
    if dates := within(a.published, about.since, about.until):
        wanted.append(number.in_(select(a.id).where(*dates)))
    return wanted


def _counts(number: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether an article has a reading that counts: earlier versions of a page have none."""
    g = schema.reading.c
    return (
        select(1).where(g.article_id == number, g.until.is_(None)).correlate_except(schema.reading).exists()
    )


@dataclass(frozen=True, slots=True)
class _Facet:
    """What articles are to be about.

    name  of a person, of which `value` is the last word; None where the value is all that is asked for
    """

    kind: str
    value: str
    name: str | None = None

    def articles(self) -> Select[Any]:
        """The numbers of the articles that are about it."""
        f = schema.facet.alias().c
        own = (f.kind == self.kind, f.value == self.value)
        return select(f.article_id).where(*own, *self.further(f.article_id))

    def wanted(self, number: ColumnElement[int]) -> list[ColumnElement[bool]]:
        """Whether the article with this number is about it."""
        f = schema.facet.alias().c
        own = select(1).where(f.article_id == number, f.kind == self.kind, f.value == self.value)
        return [own.exists(), *self.further(number)]

    def further(self, number: ColumnElement[int]) -> list[ColumnElement[bool]]:
        """What is left to ask of an article that has the facet."""
        if self.name is None:
            return []
        f = schema.facet.alias().c
        fits = or_(f.value == self.name, f.value.endswith(" " + self.name, autoescape=True))
        return [select(1).where(f.article_id == number, f.kind == "person", fits).exists()]


def _facets(about: About) -> list[_Facet]:
    asked = {"country": about.country, "item": about.item, "stage": about.stage, "outlet": about.outlet}
    found = [_Facet(kind, value) for kind, value in asked.items() if value is not None]
    if about.person is not None:
        name = plain(about.person)
        found.append(_Facet("surname", name.rpartition(" ")[2], name if " " in name else None))
    return found


def _rarest_first(connection: Connection, facets: list[_Facet]) -> list[_Facet]:
    """The facets by how many articles they have, as far as it matters."""
    if len(facets) == 1:
        return facets
    f = schema.facet.c
    counted: list[tuple[int, int, _Facet]] = []
    for facet in facets:
        some = select(1).where(f.kind == facet.kind, f.value == facet.value).limit(_MANY).subquery()
        number = connection.execute(select(func.count()).select_from(some)).scalar_one()
        counted.append((number, len(counted), facet))
    return [facet for *_, facet in sorted(counted)]
