from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from retrieval.matching.terms import content, stems, words


def test_words_are_letters_and_digits_of_any_script() -> None:
    assert words("The U.S. said “3.5%” — קול, 日本 🙂_x") == ["the", "u", "s", "said", "3", "5", "קול", "日本", "x"]


def test_stems_of_one_word_are_one() -> None:
    assert len(set(stems("demand demands demanded demanding"))) == 1


def test_content_drops_what_carries_none_unless_nothing_is_left() -> None:
    assert content("What does the dam do to the dam?") == ["dam"]
    assert content("What is it?") == ["what", "is", "it"]


def test_stemming_from_many_threads() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(map(tuple, pool.map(stems, ["rejected demands of ministers"] * 200)))) == 1
