from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding, Embeddings

from retrieval.articles.folder import read_articles
from retrieval.errors import ModelError
from retrieval.index.providers import LangChainEmbedder, open_embedder
from retrieval.index.updating import Engine, open_nearest, open_updated


class Failing(Embeddings):
    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise ConnectionError("key sk-secret was refused")

    def embed_query(self, text: str) -> list[float]:
        raise ConnectionError("key sk-secret was refused")


def test_vectors_of_a_provider_have_unit_length() -> None:
    embedder = LangChainEmbedder("fake:8", DeterministicFakeEmbedding(size=8))
    np.testing.assert_allclose(np.linalg.norm(embedder.embed(["a", "b"]), axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(embedder.embed_question("a"), embedder.embed(["a"])[0], atol=1e-6)


def test_a_provider_that_fails_is_named_without_its_message() -> None:
    embedder = LangChainEmbedder("some:model", Failing())
    with pytest.raises(ModelError, match=r"some:model do not answer \(ConnectionError\)") as caught:
        embedder.embed(["text"])
    assert "secret" not in str(caught.value)
    with pytest.raises(ModelError, match="EMBEDDINGS"):
        embedder.embed_question("text")


@pytest.mark.parametrize("name", ["nonsense", "no_such_provider:model"])
def test_a_name_that_cannot_be_built_is_a_model_error(name: str) -> None:
    with pytest.raises(ModelError, match=r"cannot be used.*EMBEDDINGS"):
        open_embedder(name)


def test_another_embedder_embeds_the_index_again(articles: Path, tmp_path: Path) -> None:
    read = {article.source: article for article in read_articles(articles).articles}
    sizes = []
    for name, size in (("fake:8", 8), ("fake:12", 12), ("fake:12", 12)):
        engine = Engine(tmp_path, name)
        engine.embedder = LangChainEmbedder(name, DeterministicFakeEmbedding(size=size))
        steps: list[str] = []
        store, _ = open_updated(read, engine, lambda what, *_, steps=steps: steps.append(what))
        with closing(store), closing(engine):
            sizes.append(("embedding passages" in steps, store.vectors.count_placed() == store.count()[1]))
            nearest = open_nearest(store, engine, lambda: pytest.fail("nothing is missing"))
            assert len(nearest(engine.embedder.embed_question("dam"), 3)) == 3
    assert sizes == [(True, True), (True, True), (False, True)]
