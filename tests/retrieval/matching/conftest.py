"""Four invented articles with their real index and ledger, read once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from retrieval.articles.boilerplate import furniture
from retrieval.articles.sentences import sentences
from retrieval.index.index import Index
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.records.ledger import StoredLedger
from retrieval.records.opening import open_ledger
from retrieval.types import Span

TEXTS = {
    "dam.txt": (
        "Marn rejects the Olt dam\n\n2 April 2031\n\n"
        "Ilva Marn, the prime minister of Tarsia, rejected the dam on the Olt on Monday. "
        "She said that it would drown eleven villages.\n\nThe weather was mild.\n"
    ),
    "power.txt": (
        "Korland builds on\n\n4 May 2031\n\n"
        "The government of Korland said that the power station on the river must go ahead. "
        "Korland demanded that Tarsia pay for the delay.\n"
    ),
    "fish.txt": (
        "Herring prices fall\n\n6 May 2031\n\nHerring cost 40 crowns in Porto Sull. Traders blamed the warm sea.\n"
    ),
    "treaty.txt": (
        "Offer of a treaty\n\n8 May 2031\n\n"
        "Oren Bask, the foreign minister of Korland, said that the fishing treaty was generous. "
        "Tarsia said that it would not sign the fishing treaty.\n"
    ),
}


def write(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Newsroom:
    index: Index
    ledger: StoredLedger
    vectors: StatementVectors

    def sentences(self, source: str) -> tuple[Span, ...]:
        text = self.index.articles[source].text
        return tuple(sentences(text, furniture(text)))

    def side(self, name: str) -> frozenset[str]:
        return frozenset(self.ledger.party(name))

    def text(self, source: str, span: Span) -> str:
        return " ".join(span.of(self.index.articles[source].text).split())


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("newsroom")
    with closing(Index.open(write(folder / "articles", TEXTS), folder / "index")) as index:
        ledger = open_ledger(index)
        vectors = StatementVectors.open(index, ledger)
        with closing(vectors):
            yield Newsroom(index, ledger, vectors)
