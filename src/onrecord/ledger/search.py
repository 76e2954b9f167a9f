"""Articles by their words and by whom and what they are about."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Integer,
    Select,
    Text,
    and_,
    func,
    literal,
    or_,
    select,
    text,
)

from onrecord.ledger import schema
from onrecord.ledger.errors import LedgerError
from onrecord.ledger.keys import plain
from onrecord.ledger.words import fts5, vector

#: How many characters of an article are shown where no words were looked for, and words around those that were.
_SHOWN, _AROUND = 160, 24
#: A word in the headline counts so many times one in the text.
_MATCHES = text(
    "SELECT rowid AS id, -bm25(article_words, 4.0, 1.0) AS score, "
    "snippet(article_words, -1, '', '', ' … ', 24) AS piece FROM article_words WHERE article_words MATCH :asked"
).columns(id=Integer, score=Float, piece=Text)


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
    a = schema.article.c
    wanted = _about(about)
    if words is None:
        if not wanted:
            raise LedgerError(
                "Nothing is asked for.",
                "Give words, or one of --person, --country, --item, --stage, --outlet, --since.",
            )
        piece = func.substr(a.text, 1, _SHOWN).label("piece")
        query = select(schema.article, piece, literal(0.0).label("score")).order_by(
            a.published.desc(), a.id.desc()
        )
    elif connection.dialect.name == "sqlite":
        found = _MATCHES.bindparams(asked=fts5(words)).subquery()
        query = (
            select(schema.article, found.c.piece, found.c.score)
            .join(found, found.c.id == a.id)
            .order_by(found.c.score.desc(), a.id.desc())
        )
    else:
        query = _on_postgresql(words)
    now = select(1).where(schema.reading.c.article_id == a.id, schema.reading.c.until.is_(None)).exists()
    return [
        Hit(
            row.id,
            row.headline,
            row.outlet,
            (row.published or "")[:10],
            row.url,
            " ".join(row.piece.split()),
            row.score,
        )
        for row in connection.execute(query.where(now, *wanted).limit(limit))
    ]


def _on_postgresql(words: str) -> Select[tuple[object, ...]]:
    question = func.websearch_to_tsquery("english", words)
    score = func.ts_rank_cd(vector("article"), question).label("score")
    shape = f"MaxWords={_AROUND},MinWords={_AROUND // 2},StartSel='',StopSel=''"
    piece = func.ts_headline("english", schema.article.c.text, question, shape).label("piece")
    found: Select[tuple[object, ...]] = (
        select(schema.article, piece, score)
        .where(vector("article").op("@@")(question))
        .order_by(score.desc(), schema.article.c.id.desc())
    )
    return found


def _about(about: About) -> list[ColumnElement[bool]]:
    a, f = schema.article.c, schema.facet.c
    wanted: list[ColumnElement[bool]] = []
    for kind, given in asdict(about).items():
        if given is None or kind in ("since", "until"):
            continue
        value = plain(given) if kind == "person" else given
        fits = f.value == value
        if kind == "person":
            fits = or_(fits, f.value.endswith(" " + value, autoescape=True))
        wanted.append(a.id.in_(select(f.article_id).where(and_(f.kind == kind, fits))))
    if about.since is not None:
        wanted.append(a.published >= about.since)
    if about.until is not None:
        wanted.append(a.published < about.until + "~")
    return wanted
