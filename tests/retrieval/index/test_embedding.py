from __future__ import annotations

import gc

import numpy as np
from onnxruntime import InferenceSession

from retrieval.index.embedding import OnnxEmbedder


def test_vectors_have_unit_length_and_keep_the_order_of_the_texts(embedder: OnnxEmbedder) -> None:
    texts = ["A long sentence about the dam on the river Olt and its eleven villages.", "Fish.", "The dam.", ""] * 20
    together = embedder.embed(texts)
    assert together.shape == (80, 384)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_a_text_has_one_vector_whatever_it_is_embedded_with(embedder: OnnxEmbedder) -> None:
    texts = ["A long sentence about the dam on the river Olt and its eleven villages.", "Fish.", "The dam.", ""]
    together = embedder.embed(texts * 20)
    for place, text in enumerate(texts * 2):
        assert np.array_equal(embedder.embed([text])[0], together[place])


def test_close_in_meaning_is_close(embedder: OnnxEmbedder) -> None:
    question = embedder.embed_question("Who opposes the dam?")
    against, fish = embedder.embed(["The minister rejected the barrage.", "Herring is cheap this year."])
    assert question @ against > question @ fish


def test_progress_counts_every_text(embedder: OnnxEmbedder) -> None:
    done: list[int] = []
    embedder.embed(["one", "two", "three"] * 30, done.append)
    assert sum(done) == 90


def test_no_text_gives_no_vector(embedder: OnnxEmbedder) -> None:
    assert len(embedder.embed([])) == 0


def test_a_text_of_any_length_is_taken(embedder: OnnxEmbedder) -> None:
    assert embedder.embed(["word " * 20_000]).shape == (1, 384)


def test_one_that_rests_holds_no_network_and_gives_the_same_afterwards() -> None:
    def networks() -> int:
        return sum(isinstance(each, InferenceSession) for each in gc.get_objects())

    one, others = OnnxEmbedder(), networks()
    before = one.embed(["The dam must wait."])
    one.rest()
    assert networks() == others - 1
    assert (one.embed(["The dam must wait."]) == before).all()
