"""Every table of an index, for both databases. What changes here needs a migration (`migrations/versions`).

Names are keys: a statement's holder is the name of an entity. An article's rows go with it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    false,
)

metadata = MetaData()
# A `seal` is a digest of what stands beside it (`index/rows/seals`): what no longer fits it is made again.
_Number = BigInteger().with_variant(Integer, "sqlite")
_Sorted = Text().with_variant(Text(collation="C"), "postgresql")  # by code points, as SQLite and Python sort


def _article(*, key: bool = False) -> Column[int]:
    """The article that a row goes with."""
    owner = ForeignKey("articles.number", ondelete="CASCADE")
    return Column("article", _Number, owner, nullable=False, primary_key=key, autoincrement=False)


meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

articles = Table(
    "articles",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    Column("source", _Sorted, nullable=False, unique=True),
    Column("digest", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("folder", Text, nullable=False, index=True),  # the first of its path; empty where it lies in none
    Column("origin", Text, index=True),  # the source of its origin; none before its statements are rows
    Column("details", Text),  # JSON
    Column("signature", LargeBinary),  # MinHash
    Column("seal", Text, nullable=False),  # of what the file gave: source, digest, title and passages' places
)

# Texts outlive their articles by one change, so that a question under way can still read them, and a change can be
# weighed against what stood there before. `accounts` and `transcripts` are the readings of a text that is gone.
texts = Table(
    "texts",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("given", Text),  # JSON: what the file says of its article beside the text
    Column("seal", Text, nullable=False),
)
retired = Table(
    "retired",
    metadata,
    Column("source", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("transcript", Text, nullable=False),
)

# `place` is a passage's position in its article, from 0. `vector` is of unit length, in half precision. `placed` says
# that Chroma has it; `gone` lists the numbers that Chroma has still to forget. Numbers are never used again, so that a
# vector can never be taken for another passage's.
passages = Table(
    "passages",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    _article(),
    Column("place", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("past", Integer, nullable=False),
    Column("vector", LargeBinary),
    Column("seal", Text),  # of the vector
    Column("placed", Boolean, nullable=False, server_default=false()),
    sqlite_autoincrement=True,
)
Index("passages_of", passages.c.article)
_waiting = passages.c.vector.is_(None)
_to_place = passages.c.vector.is_not(None) & passages.c.placed.is_(False)
Index("passages_to_embed", "place", "number", sqlite_where=_waiting, postgresql_where=_waiting, _table=passages)
Index("passages_to_place", "number", sqlite_where=_to_place, postgresql_where=_to_place, _table=passages)
gone = Table("gone", metadata, Column("number", _Number, primary_key=True, autoincrement=False))

readings = Table(
    "readings",
    metadata,
    _article(key=True),
    Column("reader", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("json", Text, nullable=False),
    Column("seal", Text, nullable=False),
)

# The vector of each statement under a digest of all that was embedded and told of it, so that a statement that changes
# is another one.
statement_vectors = Table(
    "statement_vectors",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),
    Column("vector", LargeBinary, nullable=False),
    Column("seal", Text, nullable=False),
    sqlite_autoincrement=True,
)

entities = Table(
    "entities",
    metadata,
    Column("name", Text, primary_key=True),
    Column("rank", _Number, nullable=False, index=True),  # in the order of their first mention
    Column("kind", Text, nullable=False),
    Column("speaks_for", Text, index=True),
    Column("role", Text),
    Column("acting", Boolean, nullable=False),  # the subject of several sentences
)
aliases = Table(
    "aliases",
    metadata,
    Column("entity", Text, primary_key=True, index=True),
    Column("text", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("source", Text, index=True),  # the article that the evidence lies in
)
names = Table(  # what names mean, but for surnames and the lexicon's names
    "names",
    metadata,
    Column("key", Text, primary_key=True),
    Column("entity", Text, nullable=False, index=True),
    Column("sort", Text, nullable=False),
)
tails = Table(  # "guild" of an organisation whose name ends so
    "tails",
    metadata,
    Column("noun", Text, primary_key=True),
    Column("entity", Text, primary_key=True, index=True),
)
nobody = Table("nobody", metadata, Column("key", Text, primary_key=True))  # names that are no actor's
persons = Table(
    "persons",
    metadata,
    Column("entity", Text, primary_key=True),
    Column("rank", _Number, nullable=False),
    Column("spellings", Text, nullable=False),  # JSON, as are `surnames` and `sounds`
    Column("surnames", Text, nullable=False),
    Column("sounds", Text, nullable=False),
)
sounds = Table(  # of persons' surnames
    "sounds",
    metadata,
    Column("sound", Text, primary_key=True),
    Column("entity", Text, primary_key=True, index=True),
)
mentions = Table(  # where an article names an entity, by its name or another one
    "mentions",
    metadata,
    _article(key=True),
    Column("entity", Text, primary_key=True, index=True),
    Column("counts", Boolean, nullable=False),  # no capital that is only a place
    Column("spans", Text, nullable=False),  # JSON: [start, end, sort, use]
)
statements = Table(
    "statements",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    _article(),
    Column("place", Integer, nullable=False),  # in its article
    Column("turn", Integer, index=True),  # the same without headlines that the body says again, which have none
    Column("headline", Boolean, nullable=False),
    Column("holder", Text, nullable=False, index=True),
    Column("side", Text, nullable=False, index=True),
    Column("reporter", Text, index=True),
    Column("issue", Text, index=True),
    Column("act", Text, nullable=False),
    Column("polarity", Text),
    Column("form", Text, nullable=False),
    Column("hedge", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("day", Text, index=True),  # said, else published
    Column("said", Text),  # JSON
    Column("quote", Text, nullable=False),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("holder_start", Integer),
    Column("holder_end", Integer),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("vector", Text, index=True),  # the key of its vector, where it is to have one
)
Index("statements_of", statements.c.article, statements.c.place)
issues = Table(
    "issues",
    metadata,
    Column("rank", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("terms", Text, nullable=False),  # JSON
    Column("keys", Text, nullable=False),  # JSON
    Column("direction", LargeBinary),
)
bands = Table(  # of signatures: articles that share one are compared
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    _article(key=True),
)


def bind(name: str) -> BindParameter[Any]:
    """A value that each row of `Database.many` brings along."""
    return bindparam(name)
