from __future__ import annotations

from retrieval.grammar.words import english


def test_a_word_is_known_in_any_of_its_forms() -> None:
    assert all(map(english().knows, "stay staying charges Children better lawsuit".split()))
    assert not any(map(english().knows, "demadn agianst Russa".split()))
