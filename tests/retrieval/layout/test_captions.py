from __future__ import annotations

import pytest

from retrieval.layout.normal_form import normal_form


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("FILE - Ona Rell in Tarn, Monday. (AP Photo/Ivo Kranz)\n", "Ona Rell in Tarn, Monday.\n"),
        ("The dam.\nPhoto: Ivo Kranz/Sund News\nIt held.\n", "The dam.\n\nIt held.\n"),
        (
            "“We will not pay for the dam.”\n\n— Ona Rell, finance minister\n",
            "“We will not pay for the dam,” said Ona Rell, finance minister.\n",
        ),
        ("“We will not pay for it,” — Ona Rell\n", "“We will not pay for it,” said Ona Rell.\n"),
        (
            "Tarn says no\n\nAI-assisted summary\n• Tarn rejects it.\n• Brel too.\nMade by AI.\n\nTarn said no.\n",
            "Tarn says no\n\n\nTarn said no.\n",
        ),
    ],
)
def test_what_stands_beside_the_article_s_words(text: str, read: str) -> None:
    assert normal_form(text).text == read


@pytest.mark.parametrize(
    "text",
    [
        "“We will not pay for the dam.”\n\n— Ona Rell\n",  # the reporter, perhaps
        "“Night of Tarn” – Ona Rell\n",
        "Photos: the dam in the spring\n\nIt held.\n",
        "A file - the old one - was found (photos were not).\n",
    ],
)
def test_other_dashes_and_brackets_stay(text: str) -> None:
    assert normal_form(text).text == text
