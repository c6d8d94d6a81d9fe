"""An index of made-up articles, written as rows and vectors without any being read: what finding costs by their number.

Words are drawn by Zipf's law, as in texts; vectors lie around some hundred subjects, as those of news do.
"""

from __future__ import annotations

import hashlib
import json
import random
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Table, insert, literal, select, true

from retrieval.database import words
from retrieval.database.tables import (
    articles,
    entities,
    mentions,
    names,
    passages,
    statement_vectors,
    statements,
    texts,
)
from retrieval.entities.lexicon import Sort, key
from retrieval.index.index import Index
from retrieval.index.rows.seals import sealed
from retrieval.index.rows.store import Store
from retrieval.index.rows.stored_articles import StoredArticles
from retrieval.index.updating import MOST_VECTORS, Engine, place
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.progress import silent
from retrieval.records.ledger import StoredLedger
from retrieval.statements.accounts import pack_details
from retrieval.types import NOTHING_GIVEN, Details

SENTENCES, STATEMENTS, SUBJECTS, HOLDERS, WORDS = 8, 5, 400, 2_000, 20_000
_TOGETHER = 1_000  # articles of one transaction
_SPREAD = 0.7  # how far a vector lies from its subject


def word(number: int) -> str:
    """A made-up word for each number."""
    syllables = ("ba", "do", "ki", "lu", "me", "na", "po", "ra", "su", "ti")
    return "".join(syllables[int(digit)] for digit in str(number + 10))


def holder(number: int) -> str:
    return f"{word(number).title()} {word(number * 7 + 3).title()}"


class Filler:
    def __init__(self, folder: Path, count: int) -> None:
        self._engine, self._count = Engine(folder), count
        folder.mkdir(parents=True, exist_ok=True)
        self._chosen, self._rng = random.Random(count), np.random.default_rng(count)
        self._store = Store(self._engine.open_database())
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
        size = len(self._engine.embedder.embed_question("size"))
        self._subjects = _unit(self._rng.normal(size=(SUBJECTS, size)))

    def index(self) -> tuple[Index, StoredLedger, StatementVectors]:
        """The index with all its rows and vectors; those of an earlier run are used."""
        store = self._store
        there = store.count_articles()
        if there not in (0, self._count):
            raise SystemExit(f"{self._engine.folder} was not finished: remove it and begin anew.")
        if not there:
            store.set_meta("embedder", self._engine.identity)
            for at in range(0, self._count, _TOGETHER):
                self._write(range(at + 1, min(self._count, at + _TOGETHER) + 1))
            with store.transaction():
                rows = [{"name": holder(n), "rank": n, "kind": "person", "acting": True} for n in range(HOLDERS)]
                store.database.many(insert(entities), rows)
                called = {key(holder(n)): holder(n) for n in range(HOLDERS)}
                told = [{"key": k, "entity": name, "sort": Sort.NAME.value} for k, name in called.items()]
                store.database.many(insert(names), told)
                named = select(statements.c.article, statements.c.holder, true(), literal("[]")).distinct()
                columns = ["article", "entity", "counts", "spans"]
                store.database.ask(insert(mentions).from_select(columns, named))
        with store.database.alone(self._engine.folder, silent):
            place(store, self._engine, silent)
            index = Index(StoredArticles(store, store.digests()), (), store, self._engine.folder, self._engine)
            ledger = StoredLedger(store.database)
            vectors = StatementVectors(index, ledger)
            if not there:
                vectors.fill()
        return index, ledger, vectors

    def sentence(self) -> str:
        drawn = self._chosen.choices(range(WORDS), cum_weights=self._weights, k=14)
        return " ".join(map(word, drawn)).capitalize() + "."

    def _write(self, numbers: range) -> None:
        database, few = self._store.database, max(1, MOST_VECTORS // self._count)
        subjects = self._rng.integers(SUBJECTS, size=len(numbers))
        told: dict[Table, list[dict[str, object]]] = {
            table: [] for table in (texts, articles, passages, statements, statement_vectors)
        }
        with self._store.transaction():
            for number, subject in zip(numbers, subjects, strict=True):
                said = [self.sentence() for _ in range(SENTENCES)]
                text, source = "\n".join(said) + "\n", f"{number:07}.txt"
                digest, title = hashlib.sha256(f"{number} {text}".encode()).hexdigest(), said[0]
                starts = [0, *accumulate(len(one) + 1 for one in said[:-1])]
                spans = [(start, start + len(one)) for start, one in zip(starts, said, strict=True)]
                vectors = self._near(self._subjects[subject], SENTENCES + STATEMENTS)
                given = json.dumps(NOTHING_GIVEN.dump())
                fits = sealed(digest, text, "utf-8", given)
                told[texts].append({"digest": digest, "text": text, "encoding": "utf-8", "given": given, "seal": fits})
                places = [at for place, span in enumerate(spans) for at in (place, *span)]
                told[articles].append(
                    {
                        "number": number, "source": source, "digest": digest, "title": title, "folder": "",
                        "origin": source, "details": json.dumps(pack_details(Details(title))),
                        "seal": sealed(source, digest, title, "", *places),
                    }
                )  # fmt: skip
                words.add(database.ask, database.dialect, number, title, text)
                for at, span in enumerate(spans):
                    vector = vectors[at].tobytes() if at < few else None
                    told[passages].append(
                        {
                            "article": number, "place": at, "first": span[0], "past": span[1], "vector": vector,
                            "seal": sealed(vector) if vector else None, "placed": False,
                        }
                    )  # fmt: skip
                for at in range(STATEMENTS):
                    key = f"{number} {at}" if at < few else None
                    told[statements].append(self._statement(number, at, said[at + 1], spans[at + 1], key))
                    if key:
                        vector = vectors[SENTENCES + at].tobytes()
                        told[statement_vectors].append({"key": key, "vector": vector, "seal": sealed(key, vector)})
            for table, rows in told.items():
                database.many(insert(table), rows)

    def _statement(
        self, number: int, place: int, quote: str, span: tuple[int, int], key: str | None
    ) -> dict[str, object]:
        name = holder(min(HOLDERS - 1, int(self._chosen.paretovariate(0.8))))  # some speak often, most seldom
        start, end = span
        return {
            "article": number, "place": place, "turn": place, "headline": False, "holder": name, "side": name,
            "act": "state", "form": "indirect", "hedge": False, "confidence": 0.9, "quote": quote,
            "quote_start": start, "quote_end": end, "sentence_start": start, "sentence_end": end, "vector": key,
        }  # fmt: skip

    def _near(self, subject: NDArray[np.float64], count: int) -> NDArray[np.float16]:
        noise = _unit(self._rng.normal(size=(count, len(subject))))
        return _unit(subject + _SPREAD * noise).astype(np.float16)


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return found
