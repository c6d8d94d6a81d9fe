from __future__ import annotations

import pytest
from hypothesis import given

from retrieval.articles.datelines import find
from tests.retrieval.texts import wild_text

SAID = "The council said on Monday that it was ready."


@pytest.mark.parametrize(
    ("dateline", "wire", "day"),
    [
        ("TORVIK, Halden--(BUSINESS WIRE)--May 14, 2032--", "BUSINESS WIRE", "May 14, 2032"),
        ("TORVIK, Halden--(BUSINESS WIRE)--", "BUSINESS WIRE", None),
        ("TORVIK, May 14, 2032 /PRNewswire/ --", "PRNewswire", "May 14, 2032"),
        ("TORVIK, Halden, May 14, 2032 (GLOBE NEWSWIRE) --", "GLOBE NEWSWIRE", "May 14, 2032"),
        ("HALVIK (AP) — March 12, 2031 —", "AP", "March 12, 2031"),
        ("ST. OLAF, Norrland (AP) —", "AP", None),
        ("VESTRA, 14 March (Reuters) -", "Reuters", "14 March"),
        ("VESTRA, March 24 2031 (Newswire) -", "Newswire", "March 24 2031"),
        ("Vestra (dpa) -", "dpa", None),
        ("BRECHT (AFP) –", "AFP", None),
        ("MOSKA, March 14. /TASS/.", "TASS", "March 14"),
        ("MOSKA. March 14 (Interfax) -", "Interfax", "March 14"),
        ("PEILING, March 14 (Xinhua) --", "Xinhua", "March 14"),
        ("New Tarn, Mar 14 (PTI)", "PTI", "Mar 14"),
        ("Kabor [Tarn], March 14 (ANI):", "ANI", "March 14"),
        ("SAN TARN, Wednesday, March 14 (SNA) —", "SNA", "Wednesday, March 14"),
        ("(Reuters) -", "Reuters", None),
        ("Velmar, 14 March 2031 –", None, "14 March 2031"),
        ("TORVIK, Halden – March 14, 2031 –", None, "March 14, 2031"),
        ("VESTRA -", None, None),
        ("VESTRA –", None, None),
        ("VESTRA—", None, None),
        ("VESTRA --", None, None),
        ("VESTRA, Sundmark —", None, None),
    ],
)
def test_a_dateline_ends_before_the_first_words(dateline: str, wire: str | None, day: str | None) -> None:
    text = f"Tarn seeks talks\n\nBy Ona Rell\n\n{dateline} {SAID}\n"
    found = find(text)
    assert found is not None
    assert (found.span.of(text), found.wire, found.day) == (dateline, wire, day)


@pytest.mark.parametrize(
    "text",
    [
        "Tarn – the old town – said on Monday it was ready.",
        "NATO – the alliance – said on Monday it was ready.",
        "SUNDMARK – NORRLAND TALKS FAIL",
        "Corvid Systems (CRVD) said on Monday it was ready.",
        "The Allied Nurses Union (ANU) - the largest - said it was ready.",
        "On 5 May 2030 the treaty was signed by everybody.",
        "VESTRA-based Sundmark Oil said on Monday it was ready.",
        "He said on 5 May 2030 - The treaty was signed by all.",
        "One said so. It was long ago.\n" * 3 + f"VESTRA - {SAID}",
    ],
)
def test_a_sentence_is_no_dateline(text: str) -> None:
    assert find(text) is None


@given(wild_text)
def test_any_text_is_read(text: str) -> None:
    found = find(text)
    assert found is None or 0 <= found.span.start < found.span.end <= len(text)
