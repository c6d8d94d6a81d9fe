from __future__ import annotations

from retrieval.issues.stems import stem, stems


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("territory") == stem("territorial") == stem("territories")
    assert stem("inspectors") == stem("inspections") == stem("inspect")
    assert stem("negotiated") == stem("negotiating")


def test_stems_keep_four_letters() -> None:
    assert stem("dies") == "dies"
    assert stems("The dam’s flow.") == ["the", "dam", "flow"]
