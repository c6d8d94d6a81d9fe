"""The statements' vectors in Chroma, each with its source, holder, side, act and day.

A statement is embedded as the models read it: under its article's title, behind its holder's office, name and side. A
vector is kept in the store under a digest of that text and of the metadata, so whatever changes is embedded again and
nothing else is.
In large folders only the first few statements of each article get one; the others are found by their words.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import func, or_, select

from retrieval.database.tables import articles, bind, statement_vectors, statements
from retrieval.index.embedding import Vectors
from retrieval.index.index import Index
from retrieval.index.rows.store import folder_in
from retrieval.index.updating import MOST_COMPARED
from retrieval.index.vectors import BrokenVectorsError, Metadata, VectorSpace
from retrieval.matching.texts import titled
from retrieval.progress import Progress, silent
from retrieval.records.ledger import StoredLedger
from retrieval.records.rows import whole
from retrieval.types import Actor, Span, Statement

_CHUNK = 512  # statements between two commits
_MANY = 50_000  # vectors: from there on Chroma takes a tenth of a second to find those of one side
_FEW = 2_000  # vectors of a side
_LONGEST = 600  # code points of a statement's sentences that are embedded
_PLACING = "placing statements"  # as `updating.PLACING`
_SPACE = "statement_space"  # under which the store keeps the collection's name


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    metadata: Mapping[str, Metadata]

    @property
    def key(self) -> str:
        told = json.dumps([self.text, dict(self.metadata)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class StatementVectors:
    """The vectors of a ledger's statements. Safe to use from several threads."""

    def __init__(self, index: Index, ledger: StoredLedger, many: int = _MANY) -> None:
        self._many = many
        self._index, self._ledger, self._database = index, ledger, index.store.database
        self._space: VectorSpace | None = None
        self._lock = threading.Lock()

    @classmethod
    def open(cls, index: Index, ledger: StoredLedger, progress: Progress = silent) -> StatementVectors:
        """Embed the statements that have no vector yet, and forget those that are gone."""
        found = cls(index, ledger)
        killed = index.store.meta(_PLACING) is not None and not index.store.read_only
        if killed or found._without_key() or found._changed() != ([], []):
            with index.alone(progress):
                found._update(progress)
        return found

    def nearest(self, vector: Vectors, k: int, sides: frozenset[str] = frozenset()) -> list[Statement]:
        """The statements nearest to a question's vector, nearest first; only those of `sides` where any is given."""
        where: dict[str, Any] | None = None
        if sides:
            where = {"$or": [{"holder": {"$in": sorted(sides)}}, {"side": {"$in": sorted(sides)}}]}
        if self._ledger.folder is not None:
            here = {"folder": self._ledger.folder}
            where = {"$and": [here, where]} if where else here
        if not self._ledger.database.ask(select(statement_vectors.c.number).limit(1)):
            return []
        if self._index.store.read_only:
            return self._nearest_of(self._keys(sides), vector, k)
        if sides and self._count() > self._many and len(keys := self._keys(sides, _FEW + 1)) <= _FEW:
            return self._nearest_of(keys, vector, k)
        try:
            numbers = self._open().nearest(vector, k, where)
        except BrokenVectorsError:
            self._refill()
            numbers = self._open().nearest(vector, k, where)
        asked = select(statement_vectors.c.key).where(statement_vectors.c.number.in_(numbers))
        return self._nearest_of([key for (key,) in self._database.ask(asked)], vector)

    def _keys(self, sides: frozenset[str], most: int | None = None) -> list[str]:
        """Whose vectors are compared one by one: where Chroma cannot work, since it may not write, and where it would
        look through very many for a few."""
        asked = select(statements.c.vector).where(statements.c.vector.is_not(None)).distinct()
        if sides:
            asked = asked.where(or_(statements.c.holder.in_(sides), statements.c.side.in_(sides)))
        if self._ledger.folder is not None:
            here = statements.c.article == articles.c.number
            asked = asked.where(here, articles.c.folder == self._ledger.folder)
        return [key for (key,) in self._database.ask(asked.limit(most))]

    def _nearest_of(self, keys: Sequence[str], vector: Vectors, k: int | None = None) -> list[Statement]:
        """The statements of the `k` nearest keys; of equals the first by source and offset, however they were found."""
        kept = self._index.store.keyed_vectors.of(keys)
        likeness = {
            key: float(np.frombuffer(blob, np.float16).astype(np.float32) @ vector) for key, blob in kept.items()
        }
        best = sorted(likeness, key=lambda key: (-likeness[key], key))[:k]
        found = self._ledger.with_vectors(best)
        found.sort(key=lambda pair: (-likeness[pair[0]], pair[1].source, pair[1].quote_span))
        return [statement for _, statement in found]

    def vectors(self, wanted: Sequence[Statement]) -> dict[Statement, Vectors]:
        """The vectors [dimensions] of those of the statements that have one."""
        asked = set(wanted)
        keys = {
            statement: key
            for source in dict.fromkeys(each.source for each in wanted)
            for key, statement in self._ledger.keys_in(source)
            if statement in asked
        }
        kept = self._index.store.keyed_vectors.of(list(dict.fromkeys(keys.values())))
        return {
            each: np.frombuffer(kept[key], np.float16).astype(np.float32) for each, key in keys.items() if key in kept
        }

    def close(self) -> None:
        with self._lock:
            if self._space is not None:
                self._space.close()
            self._space = None

    def _open(self) -> VectorSpace:
        with self._lock:
            if self._space is None:
                store = self._index.store
                if store.meta(_PLACING) is not None:
                    with self._index.alone():  # whoever is still at it has the lock
                        if store.meta(_PLACING) is not None:
                            raise BrokenVectorsError("whoever wrote them was killed")
                space = self._index.statement_space(store.meta(_SPACE) or "none")
                try:
                    space.check(self._count(), store.keyed_vectors.few(MOST_COMPARED))
                except BrokenVectorsError:
                    space.close()
                    raise
                self._space = space
            return self._space

    def _count(self) -> int:
        return int(self._database.ask(select(func.count()).select_from(statement_vectors))[0][0])

    def _without_key(self) -> list[int]:
        """The statements that are to have a vector and have no key yet: all, or the first few of each article where
        there are many."""
        most, count = self._index.most_vectors, max(1, len(self._index.articles))
        counted = select(statements.c.number).where(statements.c.turn.is_not(None))
        are_many = bool(self._database.ask(counted.offset(most).limit(1)))  # to count millions takes long
        few = max(1, most // count) if are_many else most
        # by `turn`, whose first few are few; most statements of many articles have no vector
        bare = func.coalesce(statements.c.vector, "") == ""
        wanted = select(statements.c.number).where(statements.c.turn < few, bare)
        return [number for (number,) in self._database.ask(wanted.order_by(statements.c.number))]

    def _changed(self) -> tuple[list[str], list[int]]:
        """The keys that have no vector yet, and the numbers of vectors that no statement has any more."""
        known, used = select(statement_vectors.c.key), select(statements.c.vector)
        new = select(statements.c.vector).where(statements.c.vector.is_not(None), statements.c.vector.not_in(known))
        gone = select(statement_vectors.c.number).where(
            statement_vectors.c.key.not_in(used.where(statements.c.vector.is_not(None)))
        )
        return [key for (key,) in self._database.ask(new.distinct())], [n for (n,) in self._database.ask(gone)]

    def _update(self, progress: Progress) -> None:
        """Hold the folder's lock."""
        store, embedder = self._index.store, self._index.embedder
        numbers = self._without_key()
        wanted = statements.update().where(statements.c.number == bind("one"))
        for at in range(0, len(numbers), _CHUNK):
            rows = self._ledger.numbered(numbers[at : at + _CHUNK])
            made = self._made([each for _, each in rows])
            keys = [{"one": number, "vector": row.key} for (number, _), row in zip(rows, made, strict=True)]
            with store.transaction():
                self._database.many(wanted, keys)
        if numbers:
            whole.seal(self._database)
        new, gone = self._changed()
        for at in range(0, len(new), _CHUNK):
            chunk = new[at : at + _CHUNK]
            told = self._rows(chunk)
            vectors = embedder.embed([told[key].text for key in chunk]).astype(np.float16)
            store.keyed_vectors.put((key, vector.tobytes()) for key, vector in zip(chunk, vectors, strict=True))
            progress("embedding statements", min(at + _CHUNK, len(new)), len(new))
        if store.meta(_PLACING) is not None:
            store.keyed_vectors.drop(gone)
            self.fill()
            return
        try:
            with store.writing(_PLACING):
                space = self._index.statement_space(store.meta(_SPACE) or self._new_space())
                space.remove(gone)
                store.keyed_vectors.drop(gone)
                self._place(space, new)
                space.close()
        except BrokenVectorsError:
            store.keyed_vectors.drop(gone)
            self.fill()

    def _refill(self) -> None:
        self.close()
        with self._index.alone():
            self.fill()

    def fill(self) -> None:
        """Put all vectors into an empty collection. Hold the folder's lock."""
        with self._index.store.writing(_PLACING):
            space = self._index.statement_space(self._new_space())
            self._place(space, self._index.store.keyed_vectors.keys())
            space.close()

    def _place(self, space: VectorSpace, keys: Sequence[str]) -> None:
        for at in range(0, len(keys), _CHUNK):
            told = self._rows(keys[at : at + _CHUNK])
            of = statement_vectors.c.key.in_(list(told))
            kept = self._database.ask(select(statement_vectors).where(of).order_by(statement_vectors.c.number))
            if kept:
                vectors = np.stack([np.frombuffer(row.vector, np.float16) for row in kept]).astype(np.float32)
                space.add([row.number for row in kept], vectors, [told[row.key].metadata for row in kept])
        space.count()  # what is still to be written is written now, and not when somebody asks

    def _rows(self, keys: Sequence[str]) -> dict[str, _Row]:
        found = self._ledger.with_vectors(keys)
        made = self._made([each for _, each in found])
        return {key: row for (key, _), row in zip(found, made, strict=True)}

    def _made(self, wanted: Sequence[Statement]) -> list[_Row]:
        """All their holders are asked for at once."""
        holders = self._ledger.actors_named(each.holder for each in wanted)
        return [_row(each, self._index, self._ledger, holders.get(each.holder)) for each in wanted]

    def _new_space(self) -> str:
        name = uuid.uuid4().hex[:12]
        shutil.rmtree(self._index.folder / "statement-vectors", ignore_errors=True)
        self._index.store.set_meta(_SPACE, name)
        return name


def _row(statement: Statement, index: Index, ledger: StoredLedger, actor: Actor | None) -> _Row:
    side = actor.speaks_for if actor else None
    span = statement.sentence if statement.sentence.end else statement.quote_span
    sentence = Span(*span).of(index.articles[statement.source].text)[:_LONGEST]
    day = statement.said or statement.published
    metadata: dict[str, Metadata] = {
        "source": statement.source,
        "folder": folder_in(statement.source),
        "holder": statement.holder,
        "side": side or statement.holder,
        "act": statement.act.value,
        "day": day.iso if day else "",
    }
    return _Row(titled(ledger.details[statement.source].title, sentence, actor), metadata)
