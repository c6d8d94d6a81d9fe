"""The sentences that are worth reading for a question: by words and by vectors together, of any number of articles.

Three lists are fused by rank: sentences by the features of `search` (BM25 and vectors, weighed), statements nearest in
meaning, and the nearest of those asked about. No word has to be shared. Where several sides are asked about, each gets
as many places. Fusion by rank: Cormack, Clarke and Buettcher, "Reciprocal rank fusion", SIGIR 2009.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.articles.dates import stretches
from retrieval.index.index import Index
from retrieval.index.rows.store import Row
from retrieval.matching.evidence import Wanted
from retrieval.matching.features import features
from retrieval.matching.search import ranking
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.records.ledger import StoredLedger
from retrieval.types import Act, Day, Span, Statement

POOL = 24  # sentences that the cross-encoder reads
_STATEMENTS = 60  # nearest statements, whoever holds them
_OF_SIDE = 30  # and of those asked about
_DAMPING = 20  # of a rank: what stands further down a list counts little
_SIDE_BONUS = 0.01  # about what the first place of a list is worth more than the fifth
_SURE = 0.55  # of words that an answer may rest on; less sure ones are listed, and are more often in a wrong mouth
_SHORTEST = 15  # code points; less is a heading's rest

Sentences = Callable[[str], Sequence[Span]]


@dataclass(slots=True)
class Candidate:
    """A sentence, the statements in it, and what the lists say of it."""

    source: str
    span: Span
    rows: tuple[Statement, ...]
    fused: float = 0.0
    side: bool = False  # whether one of the rows is held by a side that is asked about

    def add(self, rank: int) -> None:
        self.fused += 1 / (_DAMPING + rank)


def recall(
    wanted: Wanted,
    index: Index,
    ledger: StoredLedger,
    vectors: StatementVectors,
    sentences: Sentences,
    pool: int = POOL,
) -> list[Candidate]:
    """At most `pool` sentences, the likeliest first."""
    found: dict[tuple[str, Span], Candidate] = {}
    asked = frozenset().union(*wanted.sides) if wanted.sides else frozenset()

    def candidate(source: str, span: Span) -> Candidate | None:
        if (source, span) not in found:
            article = index.articles.get(source)
            if article is None or span.end - span.start < _SHORTEST:
                return None
            rows = _rows(rows_in[source], span, asked)
            side = any(row.holder in asked for row in rows)
            found[source, span] = Candidate(source, span, rows, _SIDE_BONUS if side else 0.0, side)
        return found[source, span]

    question, passages = index.open_search().candidates(wanted.text, wanted.aliases)
    weights = ranking()["holder" if question.query.holder else "plain"].features
    order = np.argsort(-(features(question, passages) @ weights), kind="stable") if passages else ()
    best: list[Row] = [passages[int(at)].row for at in order]
    vector = index.embedder.embed_question(wanted.text)
    nearest = vectors.nearest(vector, _STATEMENTS)
    of_side = vectors.nearest(vector, _OF_SIDE, asked) if asked else []
    sources = dict.fromkeys([*(row.source for row in best), *(one.source for one in (*nearest, *of_side))])
    rows_in = ledger.in_sources(sources)
    index.articles.read(source for source in sources if source in index.articles)
    for places in (
        [(row.source, Span(row.first, row.past)) for row in best],
        _places(nearest, sentences),
        _places(of_side, sentences),
    ):
        for rank, (source, span) in enumerate(places):
            if one := candidate(source, span):
                one.add(rank)
    return _pool([one for one in found.values() if _within(one, wanted, index, ledger)], wanted, pool)


def day_of(rows: Sequence[Statement], source: str, ledger: StoredLedger) -> Day | None:
    """The day a sentence's first statement was said, else the day its article was published."""
    said = rows[0].said if rows else None
    return said or ledger.details[source].published


def _rows(there: Iterable[Statement], span: Span, asked: frozenset[str]) -> tuple[Statement, ...]:
    """Those of an article's statements, if sure enough, that lie in a sentence: of the side asked about first, then in
    the order of the text."""
    here = [row for row in there if row.quote_span.overlaps(span)]
    tellers = {row.reporter for row in here if _is_sure(row)}  # in whose words others' stand
    rows = [row for row in here if _is_sure(row) or row.holder in tellers]
    return tuple(sorted(rows, key=lambda row: (row.holder not in asked, row.reporter is not None, row.quote_span)))


def _is_sure(row: Statement) -> bool:
    """Words need more than demands and offers, which people ask for."""
    return row.confidence >= _SURE or row.act is not Act.STATE


def _places(statements: Iterable[Statement], sentences: Sentences) -> list[tuple[str, Span]]:
    """The sentences that hold the statements' contents, each once, in the order of the statements."""
    places = (
        (row.source, span) for row in statements for span in sentences(row.source) if span.overlaps(row.quote_span)
    )
    return list(dict.fromkeys(places))


def _within(one: Candidate, wanted: Wanted, index: Index, ledger: StoredLedger) -> bool:
    """Whether a sentence lies in the question's days, by when it was said or by the days that it tells of: what an
    article printed today tells of 1967 is not of today, unless it is asked what somebody says. One without a day cannot
    be known to."""
    if not wanted.since and not wanted.until:
        return True
    first, last = wanted.since or "", wanted.until or "9999"
    said, published = one.rows[0].said if one.rows else None, ledger.details[one.source].published
    own = said or (one.rows and wanted.sides)
    if not own and (told := stretches(index.articles[one.source].text, one.span, published)):
        return any(start <= last and first <= end for start, end in told)
    day = said or published
    return day is not None and first <= day.iso <= last


def _pool(found: list[Candidate], wanted: Wanted, pool: int) -> list[Candidate]:
    found.sort(key=lambda one: (-one.fused, one.source, one.span))
    if len(wanted.sides) < 2:
        return found[:pool]
    share = pool // len(wanted.sides)
    kept: list[Candidate] = []
    for side in wanted.sides:
        theirs = [one for one in found if any(row.holder in side for row in one.rows) and one not in kept]
        kept += theirs[:share]
    rest = [one for one in found if one not in kept]
    return sorted(kept + rest[: pool - len(kept)], key=lambda one: (-one.fused, one.source, one.span))
