from __future__ import annotations

from retrieval.matching.reranking import OnnxReranker


def test_what_answers_scores_higher(reranker: OnnxReranker) -> None:
    texts = ["Herring is cheap.", "Ilva Marn rejected the dam because it would drown villages.", "", "dam " * 3_000]
    scores = reranker.score("Why did Marn reject the dam?", texts)
    assert len(scores) == 4
    assert scores.argmax() == 1


def test_a_score_does_not_depend_on_what_is_read_beside(reranker: OnnxReranker) -> None:
    question, texts = (
        "Why did Marn reject the dam?",
        ["Ilva Marn rejected the dam.", "Herring is cheap.", "A dam. " * 40],
    )
    alone = [float(reranker.score(question, [text])[0]) for text in texts]
    assert reranker.score(question, texts).tolist() == alone
    assert reranker.score(question, texts[::-1]).tolist() == alone[::-1]


def test_nothing_to_score(reranker: OnnxReranker) -> None:
    assert len(reranker.score("Why?", [])) == 0
