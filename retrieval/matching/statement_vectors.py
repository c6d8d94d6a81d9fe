"""The statements' vectors in Chroma, each with its source, holder, side, act and day.

A statement is embedded as the models read it: under its article's title, with its holder's name. A vector is kept in
the store under a digest of that text and of the metadata, so whatever changes is embedded again and nothing else is.
In large folders only the first few statements of each article get one; the others are found by their words.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.index.embedding import Vectors
from retrieval.index.index import Index
from retrieval.index.updating import MOST_COMPARED
from retrieval.index.vectors import BrokenVectorsError, Metadata, VectorSpace
from retrieval.matching.texts import shown
from retrieval.progress import Progress, silent
from retrieval.statements.ledger import Ledger
from retrieval.types import Span, Statement

_CHUNK = 512  # statements between two commits
_LONGEST = 600  # code points of a statement's sentences that are embedded
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

    def __init__(self, index: Index, rows: Mapping[str, _Row], statements: Mapping[str, Sequence[Statement]]) -> None:
        self._index, self._rows, self._statements = index, rows, statements
        self._space: VectorSpace | None = None
        self._by_number: dict[int, str] = {}
        self._lock = threading.Lock()

    @classmethod
    def open(cls, index: Index, ledger: Ledger, progress: Progress = silent) -> StatementVectors:
        """Embed the statements that have no vector yet, and forget those that are gone."""
        rows: dict[str, _Row] = {}
        statements: dict[str, list[Statement]] = defaultdict(list)
        for statement in _chosen(ledger, len(index.articles), index.most_vectors):
            row = _row(statement, index, ledger)
            rows[row.key] = row
            statements[row.key].append(statement)
        found = cls(index, rows, statements)
        if index.store.statement_numbers().keys() != rows.keys():
            with index.alone(progress):
                found._update(progress)
        return found

    def nearest(self, vector: Vectors, k: int, sides: frozenset[str] = frozenset()) -> list[Statement]:
        """The statements nearest to a question's vector, nearest first; only those of `sides` where any is given."""
        where = {"$or": [{"holder": {"$in": sorted(sides)}}, {"side": {"$in": sorted(sides)}}]} if sides else None
        if not self._rows:
            return []
        if self._index.store.read_only:
            return self._nearest_by_hand(vector, k, sides)
        try:
            numbers = self._open().nearest(vector, k, where)
        except BrokenVectorsError:
            self._refill()
            numbers = self._open().nearest(vector, k, where)
        keys = (self._by_number.get(number) for number in numbers)
        return [statement for key in keys if key for statement in self._statements.get(key, ())]

    def _nearest_by_hand(self, vector: Vectors, k: int, sides: frozenset[str]) -> list[Statement]:
        """The same without Chroma, which cannot work in a folder that it may not write."""
        about = {key: {row.metadata["holder"], row.metadata["side"]} for key, row in self._rows.items()}
        kept = self._index.store.statement_vectors([key for key, held in about.items() if not sides or held & sides])
        likeness = {key: _likeness(blob, vector) for key, blob in kept.items()}
        best = sorted(likeness, key=lambda key: -likeness[key])[:k]
        return [statement for key in best for statement in self._statements[key]]

    def vectors(self, statements: Sequence[Statement]) -> dict[Statement, Vectors]:
        """The vectors [dimensions] of those of the statements that have one."""
        wanted = set(statements)
        keys = {each: key for key, those in self._statements.items() for each in those if each in wanted}
        kept = self._index.store.statement_vectors(list(dict.fromkeys(keys.values())))
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
                numbers = store.statement_numbers()
                space = self._index.statement_space(store.meta(_SPACE) or "none")
                vectors = store.numbered_statements(MOST_COMPARED)
                if space.count() != len(numbers) or not space.holds(vectors):
                    space.close()
                    raise BrokenVectorsError("rows are missing or damaged")
                self._by_number = {number: key for key, number in numbers.items()}
                self._space = space
            return self._space

    def _update(self, progress: Progress) -> None:
        """Hold the folder's lock."""
        store, embedder = self._index.store, self._index.embedder
        known = store.statement_numbers()
        gone = [number for key, number in known.items() if key not in self._rows]
        new = [key for key in self._rows if key not in known]
        for at in range(0, len(new), _CHUNK):
            chunk = new[at : at + _CHUNK]
            vectors = embedder.embed([self._rows[key].text for key in chunk]).astype(np.float16)
            store.put_statements((key, vector.tobytes()) for key, vector in zip(chunk, vectors, strict=True))
            progress("embedding statements", at + len(chunk), len(new))
        try:
            space = self._index.statement_space(store.meta(_SPACE) or self._new_space())
            space.remove(gone)
            store.drop_statements(gone)
            self._place(space, new)
            space.close()
        except BrokenVectorsError:
            store.drop_statements(gone)
            self._fill()

    def _refill(self) -> None:
        self.close()
        with self._index.alone():
            self._fill()

    def _fill(self) -> None:
        """Put all vectors into an empty collection. Hold the folder's lock."""
        space = self._index.statement_space(self._new_space())
        self._place(space, list(self._rows))
        space.close()

    def _place(self, space: VectorSpace, keys: Sequence[str]) -> None:
        store = self._index.store
        numbers = store.statement_numbers()
        for at in range(0, len(keys), _CHUNK):
            chunk = [key for key in keys[at : at + _CHUNK] if key in numbers]
            kept = store.statement_vectors(chunk)
            if chunk:
                vectors = np.stack([np.frombuffer(kept[key], np.float16) for key in chunk]).astype(np.float32)
                space.add([numbers[key] for key in chunk], vectors, [self._rows[key].metadata for key in chunk])

    def _new_space(self) -> str:
        name = uuid.uuid4().hex[:12]
        shutil.rmtree(self._index.folder / "statement-vectors", ignore_errors=True)
        self._index.store.set_meta(_SPACE, name)
        return name


def _likeness(blob: bytes, vector: Vectors) -> float:
    return float(np.frombuffer(blob, np.float16).astype(np.float32) @ vector)


def _chosen(ledger: Ledger, articles: int, most: int) -> Iterator[Statement]:
    """All statements, or the first few of each article where there are more than `most`."""
    few = len(ledger.counted) if len(ledger.counted) <= most else max(1, most // max(1, articles))
    taken: dict[str, int] = defaultdict(int)
    for statement in ledger.counted:
        if taken[statement.source] < few:
            taken[statement.source] += 1
            yield statement


def _row(statement: Statement, index: Index, ledger: Ledger) -> _Row:
    actor = ledger.registry.actors.get(statement.holder)
    side = actor.speaks_for if actor else None
    span = statement.sentence if statement.sentence.end else statement.quote_span
    sentence = Span(*span).of(index.articles[statement.source].text)[:_LONGEST]
    day = statement.said or statement.published
    metadata: dict[str, Metadata] = {
        "source": statement.source,
        "holder": statement.holder,
        "side": side or statement.holder,
        "act": statement.act.value,
        "day": day.iso if day else "",
    }
    return _Row(shown(ledger.details[statement.source].title, sentence, (statement,), side), metadata)
