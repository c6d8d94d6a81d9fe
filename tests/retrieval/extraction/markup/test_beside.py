"""Adverts of many kinds in an article, and articles that are called like adverts."""

from __future__ import annotations

import pytest

from retrieval.extraction.pages import page
from tests.retrieval.extraction.outlets import ADVERT, BODY, READER, RECIPES, TITLE

SLOTS = (
    '<div class="advertisement" id="google_ads_1"><span>{}</span></div>',
    '<div class="ad"><p>{}</p></div>',
    '<div class="advert"><p>{}</p></div>',
    '<div class="adHolder wide"><p>{}</p></div>',
    '<div id="google_ads_iframe_1"><p>{}</p></div>',
    '<div id="div-gpt-ad-1418-0"><p>{}</p></div>',
    '<div class="sponsored-content"><p>{}</p></div>',
    '<ins class="adsbygoogle"><p>{}</p></ins>',
    '<amp-ad type="x"><div>{}</div></amp-ad>',
    '<div data-ad-slot="77"><p>{}</p></div>',
    '<div aria-label="Advertisement"><p>{}</p></div>',
    '<div role="complementary"><p>{}</p></div>',
    "<p>ADVERTISEMENT: {}</p>",
    '<p><strong><a href="/9">Read also: {}</a></strong></p>',
    '<p><strong>Read also:</strong> <a href="/9">{}</a></p>',
)


def text_of(body: str, attributes: str = "") -> str:
    return page(f"<html><head><title>{TITLE}</title></head><body{attributes}>{body}</body></html>".encode()).text


def paragraphs(words: tuple[str, ...] = BODY, attributes: str = "") -> str:
    return "".join(f"<p{attributes}>{each}</p>" for each in words)


def lost(text: str) -> list[str]:
    return [words for words in BODY if words not in text]


@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize("last", [3, len(BODY)])
def test_an_advert_is_no_part_of_the_text(slot: str, last: int) -> None:
    advert = slot.format(f"{ADVERT} and pay for the other one next year")
    text = text_of(f"<article><h1>{TITLE}</h1>{paragraphs(BODY[:2])}{advert}{paragraphs(BODY[2:last])}</article>")
    assert ADVERT not in text
    assert lost(text) == [*BODY[last:]]


@pytest.mark.parametrize(
    "name",
    "header shadow download adjacent padding thread sc-iAdQkX css-ad9x free-of-ads no-ads tag-advertising".split(),
)
def test_what_is_only_written_like_an_advert_stays(name: str) -> None:
    inner = f'<div class="{name}" id="{name}">{paragraphs(BODY[2:4])}</div>'
    assert (
        lost(text_of(f"<article><h1>{TITLE}</h1>{paragraphs(BODY[:2])}{inner}{paragraphs(BODY[4:])}</article>")) == []
    )


@pytest.mark.parametrize(
    "shape",
    [
        '<article class="ad-free article"><h1>T</h1>{}</article>',
        '<article class="advertising"><h1>T</h1>{}</article>',
        '<div class="ads"><h1>T</h1>{}</div>',
        '<h1>T</h1><div class="page ads" data-ad-client="x">{}</div>',
        '<h1>T</h1><div class="advertisement" role="complementary"><div itemprop="articleBody">{}</div></div>',
    ],
)
def test_the_article_is_never_taken_for_an_advert(shape: str) -> None:
    talk = "".join(f'<div class="comment"><p>{READER}, and says so {n} times.</p></div>' for n in range(60))
    text = text_of(f'{shape.format(paragraphs())}<div id="comments">{talk}</div>', ' class="has-ads ads"')
    assert lost(text) == []


def test_paragraphs_that_are_all_called_like_adverts_are_the_article() -> None:
    sections = "".join(f'<section class="body-ad">{paragraphs((words,))}</section>' for words in BODY)
    assert lost(text_of(f"<h1>{TITLE}</h1><main>{sections}</main>")) == []


def test_words_within_a_paragraph_stay() -> None:
    words = f'<p>{BODY[0][:20]}<span class="ad">{BODY[0][20:]}</span></p>'
    assert lost(text_of(f"<article><h1>{TITLE}</h1>{words}{paragraphs(BODY[1:])}</article>")) == []


def test_a_page_that_is_a_list_of_links_keeps_them() -> None:
    links = "".join(f'<p><a href="/{n}">{RECIPES}, and {n} more of them for the whole week</a></p>' for n in range(12))
    assert "and 7 more of them" in text_of(f"<article><h1>{TITLE}</h1>{links}</article>")


def test_a_linked_sentence_stays() -> None:
    sentence = "“The dam will be built whatever Tarn decides,” the government said."
    text = text_of(f'<article><h1>{TITLE}</h1>{paragraphs()}<p><a href="/x">{sentence}</a></p></article>')
    assert sentence in text
