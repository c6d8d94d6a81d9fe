"""Evidence comes out of its packing as it went in, and so does who is who."""

from __future__ import annotations

import pytest

from retrieval.articles.folder import read_articles
from retrieval.entities.actors import Registry
from retrieval.entities.evidence import Evidence, read
from retrieval.entities.packed.evidences import Evidences
from tests.retrieval.statements.test_ledger import IRRIN


@pytest.fixture(scope="module")
def known() -> dict[str, Evidence]:
    return {article.source: read(article.text) for article in read_articles(IRRIN).articles}


def packed(known: dict[str, Evidence]) -> Evidences:
    found = Evidences()
    for source, one in known.items():
        found[source] = one
    return found


def test_every_part_is_the_same(known: dict[str, Evidence]) -> None:
    there = packed(known)
    assert list(there) == list(known)
    for source, one in known.items():
        again = there[source]
        assert again.names == one.names
        assert again.facts == one.facts
        assert (again.small, again.breaks) == (one.small, one.breaks)
        assert list(again.kinds.items()) == list(one.kinds.items())
        assert [again.sentence(name.span.start) for name in again.names] == [
            one.sentence(name.span.start) for name in one.names
        ]
    assert any(one.facts for one in known.values())


def test_what_is_taken_out_is_gone(known: dict[str, Evidence]) -> None:
    there = packed(known)
    first = next(iter(known))
    del there[first]
    assert first not in there
    assert len(there) == len(known) - 1


def test_the_actors_are_the_same(known: dict[str, Evidence]) -> None:
    one, other = Registry.build(known), Registry.build(packed(known))
    assert list(one.actors.values()) == list(other.actors.values())
    assert one.nobody == other.nobody
    assert one.mentions == other.mentions
    assert dict(one.linked) == dict(other.linked)
