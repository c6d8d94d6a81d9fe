from __future__ import annotations

from hypothesis import given

from retrieval.articles.boilerplate import furniture
from retrieval.articles.passages import are_whole, passages, split
from retrieval.types import Article
from tests.retrieval.texts import wild_text


def article(text: str) -> Article:
    return Article("a.txt", text, "")


@given(wild_text)
def test_every_passage_is_a_slice_without_furniture(text: str) -> None:
    skipped = furniture(text)
    for passage in passages(article(text)):
        assert text[passage.start : passage.end] == passage.text
        assert passage.text.strip()
        assert not any(passage.span.overlaps(span) for span in skipped)


@given(wild_text)
def test_they_are_the_sentences_where_none_was_cut(text: str) -> None:
    found = [passage.span for passage in passages(article(text))]
    assert not are_whole(found) or found == split(text)
    long = article(f"{text}\n\n{'word ' * 250}end. Another one.")
    assert not are_whole(passage.span for passage in passages(long))


def test_crlf_and_a_byte_order_mark_move_no_offset() -> None:
    text = "\ufeffA title\r\n\r\nFirst. Second 🙂 one.\r\n"
    found = passages(article(text))
    assert [passage.text for passage in found] == ["A title", "First.", "Second 🙂 one."]
    assert [text[passage.start : passage.end] for passage in found] == [passage.text for passage in found]


def test_a_text_without_full_stops_is_cut_between_words() -> None:
    text = "word " * 5_000
    found = passages(article(text))
    assert max(len(passage.text) for passage in found) <= 1_000
    assert " ".join(passage.text for passage in found) == text.strip()
