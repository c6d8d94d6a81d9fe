from __future__ import annotations

from pathlib import Path

import numpy as np

from retrieval.articles.passages import passages
from retrieval.index.embedding import OnnxEmbedder, Vectors
from retrieval.index.rows.store import Store
from retrieval.index.rows.stored_articles import StoredArticles
from retrieval.matching.reranking import OnnxReranker
from retrieval.matching.search import Search, ranking, with_title
from retrieval.types import Article

TEXT = """Sull offers a treaty on nets

The republic of Sull offered a treaty on nets in March. Oren Bask, its envoy, called the offer generous.
He said that nobody would lose a single boat. Velland has not replied. The harbour was quiet.
"""


def build(tmp_path: Path, embedder: OnnxEmbedder, reranker: OnnxReranker | None, vectors: int = 99) -> Search:
    """A search over one article whose first `vectors` passages have a vector; an exact neighbour list for Chroma's."""
    article = Article("sull.txt", TEXT, "1")
    found = passages(article)
    store = Store(tmp_path / "index.sqlite")
    with store.transaction():
        store.add(article, found[0].text, found)
    rows = store.without_vector(vectors)
    texts = [with_title(found[0].text, TEXT[row.first : row.past]) for row in rows]
    made = embedder.embed(texts).astype(np.float16)
    store.vectors.put((row.number, vector.tobytes()) for row, vector in zip(rows, made, strict=True))

    def nearest(vector: Vectors, k: int) -> list[int]:
        order = np.argsort(-(made.astype(np.float32) @ vector))[:k]
        return [rows[int(place)].number for place in order]

    return Search(StoredArticles(store, {"sull.txt": "1"}), store, embedder, nearest, reranker)


def test_a_pronoun_carries_its_holder_over(tmp_path: Path, embedder: OnnxEmbedder) -> None:
    search = build(tmp_path, embedder, None)
    best = [hit.passage.text for hit in search("What is Oren Bask's position on losing boats?", 2)]
    assert "He said that nobody would lose a single boat." in best


def test_aliases_of_the_holder_count_as_its_name(tmp_path: Path, embedder: OnnxEmbedder) -> None:
    search = build(tmp_path, embedder, None)
    plain = {hit.passage.text: hit.score for hit in search("What is Kelm's position on the offer?", 9)}
    with_alias = {
        hit.passage.text: hit.score for hit in search("What is Kelm's position on the offer?", 9, ["Oren Bask"])
    }
    about = "Oren Bask, its envoy, called the offer generous."
    assert with_alias[about] > plain[about]


def test_passages_without_a_vector_are_found_by_their_words(tmp_path: Path, embedder: OnnxEmbedder) -> None:
    search = build(tmp_path, embedder, None, vectors=1)
    assert search("Was the harbour quiet?", 1)[0].passage.text == "The harbour was quiet."


def test_reading_again_keeps_scores_in_order(tmp_path: Path, embedder: OnnxEmbedder, reranker: OnnxReranker) -> None:
    search = build(tmp_path, embedder, reranker)
    scores = [hit.score for hit in search("Who called the offer generous?", 9)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == len(passages(Article("sull.txt", TEXT, "")))


def test_every_weight_has_its_feature() -> None:
    assert set(ranking()) == {"holder", "plain"}
    assert all(np.isfinite(weights.features).all() for weights in ranking().values())


def test_a_title_is_not_read_twice() -> None:
    assert with_title("A", "A") == "A"
    assert with_title("A", "B") == "A\nB"
