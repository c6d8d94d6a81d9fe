from __future__ import annotations

from retrieval.layout.normal_form import normal_form

PAGE = """<!DOCTYPE html><html><head><title>Pass shut</title><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a></nav>
<h1>Kostra won&#8217;t reopen the pass</h1>
<p>Kostra&#8217;s minister, <a href="/t" title="Tamm said: we will > open it">Vesa
Tamm</a>, said it would stay shut.</p><!-- Tamm said: open -->
<ul><li>A toll</li><li>A <b>law</b></li></ul>
<script>var a = "<p>Tamm said the pass is open</p>";</script>
<p>First line<br/>second line</p></body></html>
"""


def test_a_page_is_read_as_it_is_seen() -> None:
    lines = [line.strip() for line in normal_form(PAGE).text.split("\n") if line.strip()]
    assert lines == [
        "Pass shut",
        "Kostra won’t reopen the pass",
        "Kostra’s minister, Vesa Tamm, said it would stay shut.",
        "• A toll",
        "• A law",
        "First line",
        "second line",
    ]


def test_what_only_looks_like_a_tag_stays() -> None:
    for text in ("if a <b and c> d then", "x < y > z", "<unclosed", "a <- b"):
        assert normal_form(text).text == text


def test_a_page_that_is_broken_off_is_read_in_no_long_time() -> None:
    for piece in ("<script>", "<a <a ", '<p "', "<!--", "&", "<a 'x' "):
        normal_form("</p>" + piece * 20_000)
