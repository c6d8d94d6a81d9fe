from __future__ import annotations

import pytest

from retrieval.extraction.pages import page
from tests.retrieval.extraction.outlets import ADVERT, BODY, LOTTERY, RIGHTS, TITLE, WEATHER

MENU = f"<a href=a>Home</a><br><a href=b>{WEATHER}</a><br><a href=c>{LOTTERY}</a>"


@pytest.mark.parametrize("paragraphs", [2, 3, len(BODY)])
@pytest.mark.parametrize("advert", [f"<font size=1>ADVERTISEMENT: {ADVERT}!</font>", f"<a href=x>{ADVERT}</a>"])
def test_news_in_a_table_of_columns_is_read_alone(paragraphs: int, advert: str) -> None:
    told = "<br><br>".join(BODY[:paragraphs])
    text = page(
        f"<html><head><title>{TITLE}</title></head><body><table width=100%><tr><td width=120>{MENU}</td>"
        f"<td><h2>{TITLE}</h2><font face=Times>{told}</font></td><td>{advert}</td></tr></table>"
        f"<center><font size=1>{RIGHTS}</font></center></body></html>".encode()
    ).text
    assert [words for words in BODY[:paragraphs] if words not in text] == []
    assert [words for words in ("Home", WEATHER, LOTTERY, ADVERT, "|") if words in text] == []


def test_a_table_of_figures_stays_a_table() -> None:
    rows = "".join(f"<tr><td>{place}</td><td>{number}</td></tr>" for place, number in (("Velmar", 12), ("Tarn", 30)))
    told = "".join(f"<p>{words}</p>" for words in BODY)
    text = page(
        f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{told}"
        f"<table>{rows}</table></article></body></html>".encode()
    ).text
    assert "| Velmar | 12 |\n| Tarn | 30 |" in text
