from __future__ import annotations

from retrieval.matching.reranking import OnnxReranker


def test_what_answers_scores_higher(reranker: OnnxReranker) -> None:
    texts = ["Herring is cheap.", "Ilva Marn rejected the dam because it would drown villages.", "", "dam " * 3_000]
    scores = reranker.score("Why did Marn reject the dam?", texts)
    assert len(scores) == 4
    assert scores.argmax() == 1


def test_nothing_to_score(reranker: OnnxReranker) -> None:
    assert len(reranker.score("Why?", [])) == 0
