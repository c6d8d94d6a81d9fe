from __future__ import annotations

import textwrap

import pytest

from retrieval.extraction.extracted import NotReadableError
from retrieval.extraction.pages import page
from retrieval.web.saving import with_address
from tests.retrieval.extraction.outlets import BODY, ENCODINGS, NOISE, OUTLETS, SAID, TITLE


@pytest.mark.parametrize("outlet", OUTLETS)
def test_the_text_is_complete_and_nothing_else(outlet: str) -> None:
    found = page(OUTLETS[outlet].encode(ENCODINGS.get(outlet, "utf-8"), "xmlcharrefreplace"))
    assert found.text.startswith(f"{TITLE}\n\n")
    assert [words for words in BODY if words not in found.text] == []
    assert [words for words in NOISE if words in found.text] == []


@pytest.mark.parametrize("outlet", SAID)
def test_what_the_page_says_of_itself(outlet: str) -> None:
    given = page(OUTLETS[outlet].encode(ENCODINGS.get(outlet, "utf-8"), "xmlcharrefreplace")).given
    assert (given.publisher, given.author, given.published, given.url) == SAID[outlet]
    assert given.title == TITLE


def test_a_page_set_in_fixed_lines_has_its_sentences_whole() -> None:
    broken = "\n\n".join(textwrap.fill(words, 60) for words in BODY)
    text = page(f"<html><head><title>{TITLE}</title></head><body><pre>{broken}</pre></body></html>".encode()).text
    assert [words for words in BODY if words not in text] == []


def test_the_same_page_gives_the_same_text() -> None:
    raw = OUTLETS["wordpress"].encode()
    assert page(raw) == page(raw)


def test_the_address_above_a_page_is_read_as_it_was_written() -> None:
    url = "https://xn--mller-kva.example/a--b"
    assert page(with_address(OUTLETS["unclosed"], url)).given.url == url


def test_a_date_in_the_year_3000_is_said_and_left_out() -> None:
    found = page(OUTLETS["wordpress"].replace("2031-04-02", "3000-01-01").encode())
    assert found.given.published is None
    assert "3000-01-01" in str(found.remark)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<html><body><form><p>Please log in to go on.</p><input type='password'></form></body></html>", "login"),
        ("<html><body><script>x()</script></body></html>", "no article"),
        ("<html><body><div id=root></div></body></html>", "no article"),
    ],
)
def test_a_page_without_an_article_says_why(markup: str, reason: str) -> None:
    with pytest.raises(NotReadableError, match=reason):
        page(markup.encode())
