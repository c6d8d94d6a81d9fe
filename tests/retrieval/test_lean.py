from __future__ import annotations

import sys

from retrieval.lean import without


def test_what_is_left_out_is_there_in_name_alone_and_for_a_while() -> None:
    before = sys.modules.pop("colorsys", None)
    with without("colorsys", "hls_to_rgb"):
        from colorsys import hls_to_rgb

        assert hls_to_rgb is None
    import colorsys

    assert colorsys.hls_to_rgb(0, 0, 0) == (0, 0, 0)
    if before is not None:
        sys.modules["colorsys"] = before


def test_what_is_there_already_stays() -> None:
    with without("sys", "path"):
        assert sys.path
