"""Articles by their words and by whom and what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    REAL,
    ColumnElement,
    Connection,
    Float,
    Integer,
    Text,
    bindparam,
    cast,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from onrecord.ledger import schema
from onrecord.ledger.bulk import found_by, one_of
from onrecord.ledger.errors import LedgerError
from onrecord.ledger.keys import plain
from onrecord.ledger.newest import newest, within
from onrecord.ledger.words import fts5, tsquery, vector

#: How many characters of an article are shown where no words were looked for, and words around those that were.
_SHOWN, _AROUND = 160, 24
#: So many articles are many: what more there are of does not matter for what is looked through first.
_MANY = 5_000
#: A word in the headline counts four times one in the text; PostgreSQL takes the weights of D (text), C, B and A (headline).
_WEIGHTS = cast([0.25, 1.0, 1.0, 1.0], ARRAY(REAL))
_MATCHES = text(
    "SELECT rowid AS id, -bm25(article_words, 4.0, 1.0) AS score FROM article_words WHERE article_words MATCH :asked"
).columns(id=Integer, score=Float)
_PIECES = (
    text(
        "SELECT rowid AS id, snippet(article_words, -1, '', '', ' … ', :around) AS piece FROM article_words "
        "WHERE article_words MATCH :asked AND rowid IN :wanted"
    )
    .bindparams(bindparam("wanted", expanding=True), around=_AROUND)
    .columns(id=Integer, piece=Text)
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
    asked = fts5(words)
    matches = _MATCHES.bindparams(asked=asked).subquery()
    query = select(matches.c.id, matches.c.score).where(*_wanted(matches.c.id, about))
    best = connection.execute(query.order_by(matches.c.score.desc(), matches.c.id.desc()).limit(limit)).all()
    pieces = dict(found_by(connection, _PIECES.bindparams(asked=asked), (row.id for row in best)))
    return [_Found(row.id, pieces[row.id], row.score) for row in best]


def _on_postgresql(connection: Connection, words: str, about: About, limit: int) -> list[_Found]:
    a = schema.article.c
    question = tsquery(words)
    score = func.ts_rank_cd(_WEIGHTS, vector("article"), question).label("score")
    shape = f"MaxWords={_AROUND},MinWords={_AROUND // 2},StartSel='',StopSel=''"
    best = (
        select(a.id, score)
        .where(vector("article").op("@@")(question), *_wanted(a.id, about))
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
    """Whether the article with this number has a reading that counts and is about all of these."""
    wanted = [_counts(number), *(w for facet in _facets(about) for w in facet.wanted(number))]
    if about.since is not None or about.until is not None:
        a = schema.article.alias().c
        dated = select(1).where(a.id == number, *within(a.published, about.since, about.until))
        wanted.append(dated.exists())
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
