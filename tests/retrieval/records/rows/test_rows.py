"""A ledger's rows are the very ledger that was merged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from retrieval.articles.folder import read_articles
from retrieval.index.index import Index
from retrieval.records.ledger import StoredLedger
from retrieval.records.opening import open_ledger
from retrieval.statements.accounts import account
from retrieval.statements.ledger import Ledger, build
from retrieval.statements.transcripts import Transcript, read_transcripts

IRRIN = Path(__file__).parents[3] / "corpora" / "irrin"


@dataclass(frozen=True)
class Both:
    merged: Ledger
    packed: Ledger
    stored: StoredLedger


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    known = {a.source: a for a in read_articles(IRRIN).articles}
    read = dict(read_transcripts(list(known.values()), processes=1))
    transcripts = {source: Transcript.load(str(kept)) for source, kept in read.items()}
    with closing(Index.open(IRRIN, tmp_path_factory.mktemp("data"))) as index:
        stored = open_ledger(index)
        accounts = {s: account(a) for s, a in known.items()}
        merged, packed = (build(known, transcripts, accounts, None, index.vectors, few) for few in (1_000, 0))
        yield Both(merged, packed, stored)


def test_the_statements_are_the_same(both: Both) -> None:
    assert len(both.stored.statements) == len(both.merged.statements) > 50
    assert tuple(both.stored.statements) == both.merged.statements
    assert tuple(both.stored.counted) == both.merged.counted
    assert both.stored.issues == both.merged.issues
    assert dict(both.stored.details) == dict(both.merged.details)
    assert dict(both.stored.origins) == dict(both.merged.origins)
    for source in both.merged.details:
        assert both.stored.in_source(source) == both.merged.in_source(source)


def test_the_actors_are_the_same(both: Both) -> None:
    assert both.stored.actors == both.merged.actors
    for name, actor in both.merged.registry.actors.items():
        assert both.stored.actor(name) == actor
        assert both.stored.sides(name) == both.merged.registry.sides(name)
        assert both.stored.mentioned_in(name) == tuple(sorted(both.merged.registry.mentioned_in(name)))
        assert set(both.stored.party(name)) == set(both.merged.party(name))
        assert set(both.stored.said_by(name)) == set(both.merged.said_by(name))


def test_packed_it_is_the_same(both: Both) -> None:
    """As of thousands of articles."""
    assert tuple(both.packed.statements) == both.merged.statements
    assert tuple(both.packed.terms) == both.merged.terms
    assert (both.packed.echoed, both.packed.acting) == (both.merged.echoed, both.merged.acting)
    assert both.packed.registry.actors == both.merged.registry.actors
    assert dict(both.packed.registry.linked) == dict(both.merged.registry.linked)
    assert (both.packed.issues, both.packed.origins) == (both.merged.issues, both.merged.origins)


def test_a_text_names_the_same(both: Both) -> None:
    seen = {one.text for those in both.merged.registry.linked.values() for one in those}
    for text in sorted(seen):
        for asked in (text, text.lower(), f"What does {text} want?", f"what does the {text.lower()} demand of nobody?"):
            assert both.stored.find(asked) == both.merged.registry.find(asked), asked


def test_counts_need_no_statement(both: Both) -> None:
    counts = dict(both.stored.counts_by("holder"))
    assert sum(counts.values()) == len(both.merged.counted)
