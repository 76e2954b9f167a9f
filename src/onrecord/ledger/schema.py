"""The tables of a ledger, one schema for SQLite and PostgreSQL.

What a person or a program put in stands in `page`, `article`, `reading`, `review`, `sheet` and `sheet_row`, and is only ever
added to. All else is derived from those and can be made again (`onrecord.ledger.derived`): what an article says in rows (`statement`,
`sighting`, `claim`, `facet`), and the records that the sightings gather to (`record`, `side`).

Times are UTC in ISO 8601, as text: both stores sort them alike, and Datasette shows them.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

#: Names for every constraint, so that migrations can speak of them on both stores.
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
tables = MetaData(naming_convention=_NAMES)

#: A published page, of which the ledger may hold several versions. `key` is its URL; where it has none, the identity of
#: its only article.
page = Table(
    "page",
    tables,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
)

#: One version of an article as it was added. `identity` tells it from all others: a hash of outlet, URL and content,
#: of which earlier programs kept the first ten digits.
article = Table(
    "article",
    tables,
    Column("id", Integer, primary_key=True),
    Column("page_id", Integer, ForeignKey("page.id"), nullable=False, index=True),
    Column("identity", Text, nullable=False, unique=True),
    Column("content_id", Text, nullable=False, index=True),
    Column("url", Text),
    Column("outlet", Text),
    Column("headline", Text, nullable=False),
    Column("byline", Text),
    Column("published", Text),
    Column("language", Text),
    Column("text", Text, nullable=False),
    Column("added", Text, nullable=False, index=True),
    Index("ix_article_published_id", "published", "id"),
    Index("ix_article_outlet_published_id", "outlet", "published", "id"),
)

#: A reading as it was made, whole: `body` is the JSON of the contract without its article, compressed with zlib.
#: `until` is when another reading, or a newer version of the page, took its place; null for what counts now.
reading = Table(
    "reading",
    tables,
    Column("id", Integer, primary_key=True),
    Column("article_id", Integer, ForeignKey("article.id"), nullable=False),
    Column("program", Text, nullable=False),
    Column("weights", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("made", Text, nullable=False),
    Column("until", Text),
    Index("ix_reading_article_id_until", "article_id", "until"),
)
Index(
    "ix_reading_ended",
    reading.c.until,
    sqlite_where=reading.c.until.is_not(None),
    postgresql_where=reading.c.until.is_not(None),
)

#: What a person decided, in the order in which it was: never changed, never removed.
review = Table(
    "review",
    tables,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("target", Text, nullable=False, index=True),
    Column("field", Text),
    Column("value", Text),
    Column("note", Text),
    CheckConstraint("action IN ('accept','reject','correct','merge','split','note','undo')", name="action"),
)

#: A matter that articles report on: a decision, a transfer, an effect, a person. Derived.
#: `ref` is what users call it by; `key` the values that its sightings agree in, as JSON.
record = Table(
    "record",
    tables,
    Column("id", Integer, primary_key=True),
    Column("ref", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("type", Text),
    Column("actor", Text),
    Column("recipient", Text),
    Column("object", Text),
    Column("title", Text, nullable=False),
    Column("stage", Text),
    Column("negated", Boolean, nullable=False),
    Column("first", Text, nullable=False),
    Column("latest", Text, nullable=False),
    Column("newest", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    CheckConstraint("kind IN ('decision','transfer','effect','person')", name="kind"),
    CheckConstraint("status IN ('read','accepted','rejected')", name="status"),
    Index("ix_record_kind_latest", "kind", "latest", "id"),
    Index("ix_record_kind_stage", "kind", "stage", "latest"),
)
Index(
    "ix_record_reviewed",
    record.c.kind,
    record.c.latest,
    sqlite_where=record.c.reviewed.is_(True),
    postgresql_where=record.c.reviewed.is_(True),
)

#: Whom and what a record can be found by: the states, bodies and things on one of its sides, each alone. Derived.
side = Table(
    "side",
    tables,
    Column("role", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("record_id", Integer, ForeignKey("record.id"), primary_key=True),
    CheckConstraint("role IN ('actor','recipient','object')", name="role"),
    sqlite_with_rowid=False,
)

#: One article's report of a record: an event, an effect or a statement of its reading. Derived.
#: `number` is its index in the reading; `share` says which of several records made of one event it is. `least` and `most`
#: are how many of the record's things it tells of, null where it gives no number; `shared` says that `value` is for other
#: things as well.
sighting = Table(
    "sighting",
    tables,
    Column("id", Integer, primary_key=True),
    Column("ref", Text, nullable=False),
    Column("home_id", Integer, ForeignKey("record.id"), nullable=False),
    Column("record_id", Integer, ForeignKey("record.id"), nullable=False),
    Column("article_id", Integer, ForeignKey("article.id"), nullable=False, index=True),
    Column("reading_id", Integer, ForeignKey("reading.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("share", Integer, nullable=False),
    Column("on", Text, nullable=False),
    Column("stage", Text),
    Column("negated", Boolean, nullable=False),
    Column("least", Float),
    Column("most", Float),
    Column("unit", Text),
    Column("count_state", Text),
    Column("value", Float),
    Column("currency", Text),
    Column("value_state", Text),
    Column("shared", Boolean, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    UniqueConstraint("reading_id", "ref"),
    Index("ix_sighting_record_id_on", "record_id", "on"),
    Index("ix_sighting_home_id", "home_id"),
    Index("ix_sighting_ref", "ref"),
)

#: Who said what, in rows. Derived.
statement = Table(
    "statement",
    tables,
    Column("id", Integer, primary_key=True),
    Column("article_id", Integer, ForeignKey("article.id"), nullable=False, index=True),
    Column("reading_id", Integer, ForeignKey("reading.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("speaker", Text),
    Column("role", Text),
    Column("form", Text, nullable=False),
    Column("cue", Text),
    Column("content", Text, nullable=False),
    Column("on", Text, nullable=False),
    UniqueConstraint("reading_id", "number"),
)

#: The claims of headlines with their verdicts. Derived.
claim = Table(
    "claim",
    tables,
    Column("id", Integer, primary_key=True),
    Column("ref", Text, nullable=False, index=True),
    Column("article_id", Integer, ForeignKey("article.id"), nullable=False, index=True),
    Column("reading_id", Integer, ForeignKey("reading.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("verdict", Text, nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("status", Text, nullable=False),
    UniqueConstraint("reading_id", "number"),
)

#: What an article can be found by: a person, the last word of a person's name, a country, item class, stage, outlet. Derived.
#: `published` is the article's, empty where it has none, so that the newest of a kind are found without a look at all.
facet = Table(
    "facet",
    tables,
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("published", Text, primary_key=True),
    Column("article_id", Integer, ForeignKey("article.id"), primary_key=True),
    Index("ix_facet_article_id_kind_value", "article_id", "kind", "value"),
    sqlite_with_rowid=False,
)

#: Articles whose links with others do not follow from what counts now: put there by adding, taken away by linking.
unlinked = Table(
    "unlinked",
    tables,
    Column("article_id", Integer, ForeignKey("article.id"), primary_key=True),
)

#: What linking holds an article that counts against others by (`onrecord.ledger.links.traces`). Derived. `ref` is what the
#: article is called by, the same for all versions of a page; `home_id` the first article of the story that the program puts
#: it into, `story_id` the story that it is shown in.
trace = Table(
    "trace",
    tables,
    Column("article_id", Integer, ForeignKey("article.id"), primary_key=True),
    Column("reading_id", Integer, ForeignKey("reading.id"), nullable=False),
    Column("ref", Text, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),
    Column("home_id", Integer, ForeignKey("article.id"), nullable=False, index=True),
    Column("story_id", Integer, ForeignKey("story.id"), index=True),
)

#: The most telling terms of an article, as numbers, with its day since 1970. Derived.
trace_key = Table(
    "trace_key",
    tables,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("article_id", Integer, ForeignKey("article.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: The runs of words that stand for an article's text, as numbers. Derived.
trace_run = Table(
    "trace_run",
    tables,
    Column("run", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", Integer, ForeignKey("article.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: Articles that are rather on one happening, each pair in both directions. Derived.
alike = Table(
    "alike",
    tables,
    Column("article_id", Integer, ForeignKey("article.id"), primary_key=True, autoincrement=False),
    Column("other_id", Integer, ForeignKey("article.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: Articles that go back to one text. Derived. `kind` says how: the later one copies the earlier, or retells it, or a person
#: said so. `counts` is false for what a person cut, and for one who is retold by an article that retells another more.
link = Table(
    "link",
    tables,
    Column("id", Integer, primary_key=True),
    Column("ref", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("earlier_id", Integer, ForeignKey("article.id"), nullable=False, index=True),
    Column("later_id", Integer, ForeignKey("article.id"), nullable=False, index=True),
    Column("share", Float),
    Column("share_earlier", Float),
    Column("score", Float),
    Column("reason", Text, nullable=False),
    Column("counts", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    CheckConstraint("kind IN ('copy','rewrite','set')", name="kind"),
    CheckConstraint("status IN ('read','accepted','rejected')", name="status"),
)

#: What happened once, however many outlets carry it. Derived. `first` and `latest` are days of publication.
story = Table(
    "story",
    tables,
    Column("id", Integer, primary_key=True),
    Column("ref", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("first", Text, nullable=False),
    Column("latest", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("status", Text, nullable=False),
    CheckConstraint("status IN ('read','accepted')", name="status"),
    Index("ix_story_latest_ref", "latest", "ref"),
)

#: Which story an article was shown in from when until when; null for now. What has ended is never made anew.
membership = Table(
    "membership",
    tables,
    Column("id", Integer, primary_key=True),
    Column("article_id", Integer, ForeignKey("article.id"), nullable=False, index=True),
    Column("story", Text, nullable=False, index=True),
    Column("since", Text, nullable=False),
    Column("until", Text),
)

#: Each time that articles were linked.
linking = Table(
    "linking",
    tables,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("articles", Integer, nullable=False),
)

#: A sheet of a tracker's own, as it was read by its map: only ever added to. `key` is a hash of all that stands in it;
#: a changed sheet of the same name is a further one, and the newest counts. `map` is the map of its columns, as JSON.
sheet = Table(
    "sheet",
    tables,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False, index=True),
    Column("file", Text, nullable=False),
    Column("map", Text, nullable=False),
    Column("added", Text, nullable=False),
)

#: A row of a sheet as records have it, with where it stands and its source; `why` says why a line was left out, in which
#: case nothing else is there.
sheet_row = Table(
    "sheet_row",
    tables,
    Column("id", Integer, primary_key=True),
    Column("sheet_id", Integer, ForeignKey("sheet.id"), nullable=False),
    Column("line", Integer, nullable=False),
    Column("donor", Text),
    Column("recipient", Text),
    Column("class", Text),
    Column("item", Text),
    Column("least", Float),
    Column("most", Float),
    Column("unit", Text),
    Column("count_state", Text),
    Column("value_least", Float),
    Column("value_most", Float),
    Column("currency", Text),
    Column("value_state", Text),
    Column("stage", Text),
    Column("on", Text),
    Column("source", Text),
    Column("why", Text),
    UniqueConstraint("sheet_id", "line"),
)
