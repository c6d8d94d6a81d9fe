from __future__ import annotations

import pytest
from hypothesis import given

from retrieval.articles.issuers import issuer
from tests.retrieval.texts import wild_text


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("News from the Tarn Trust\n\nWe regret it.", "Tarn Trust"),
        ("**News from the Tarn & Brel Ferries Trust**\n", "Tarn & Brel Ferries Trust"),
        ("PRESS RELEASE – Tarn Fisheries Ministry\n", "Tarn Fisheries Ministry"),
        ("Tarn Rail press release\n", "Tarn Rail"),
        ("Issued by the Ministry of Works\n", "Ministry of Works"),
        ("Statement by the Velmora Workers' Union on pay\n", "Velmora Workers' Union"),
        ("STATEMENT BY THE BREL SEAS COMMISSION ON THE HERRING TALKS\n", "BREL SEAS COMMISSION"),
        ("Tarn Rail to buy trains\n\nTarn Rail will.\n\nSOURCE Tarn Rail, Inc.\n", "Tarn Rail"),
        ("Tarn Rail comments\n\nWe will.\n\nAbout Tarn Rail\nIt runs.\n\nContact: ir@tarn.example\n", "Tarn Rail"),
        ("Tarn Rail comments\n\nVELMAR (Newswire) - We will.\n\nAbout Tarn Rail\nIt runs.\n", "Tarn Rail"),
        ("Tarn Rail strike goes on\n\nAll stand.\n\nAbout Tarn Rail\nIt runs.\n", None),
        ("Tarn Rail and Brel Rail merge\n\nAbout Tarn Rail\nIt runs.\n\nAbout Brel Rail\nIt runs.\n\nENDS\n", None),
        ("Ferries stop\n\nENDS\n\nAbout Tarn Rail\nIt runs.\n", None),
        ("Statement by Drosk fuels row\n", None),
        ("Joint statement by Tarn and Brel on fish\n", None),
        ("Good news from the front\n", None),
        ("Source: Tarn Rail\n", None),
        ("FOR IMMEDIATE RELEASE\n27 March 2031\n", None),
    ],
)
def test_whose_press_release_it_is(text: str, who: str | None) -> None:
    found = issuer(text)
    assert (found.of(text) if found else None) == who


@given(wild_text)
def test_any_text_is_read(text: str) -> None:
    found = issuer(text)
    assert found is None or found.of(text)[0].isupper()
