"""A ledger's spans are its files', whatever was read."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from retrieval.index.index import Index
from retrieval.statements.ledger import Ledger
from retrieval.types import Span

PAGE = (
    "\ufeff<h1>Dam&nbsp;talks</h1>\r\n<p>Ingrid Hal\u00adden, the prime\u00a0minister of Velland, rejected the "
    "<a href='/d'>dam on the Olt</a>.</p>\r\n"
    "<p>&ldquo;We&nbsp;will <em>not</em> build it,&rdquo; Hal\u00adden said.</p>"
)


def test_rows_names_and_evidence_are_slices_of_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "page.txt").write_bytes(PAGE.encode())
    for _ in range(2):  # merged, and as it was kept
        with closing(Index.open(folder, tmp_path / "data")) as index:
            ledger = Ledger.open(index, folder)
            text = index.articles["page.txt"].text
            rows = {row.quote: row for row in ledger.statements}
            assert "We&nbsp;will <em>not</em> build it" in rows
            assert {row.holder for row in ledger.statements} == {"Ingrid Halden"}
            for row in ledger.statements:
                assert row.quote_span.of(text) == row.quote
                assert row.holder_span is not None
                assert "Hal" in row.holder_span.of(text)
            for seen in ledger.registry.linked["page.txt"]:
                assert seen.span.of(text) == seen.text
            for alias in ledger.registry.actors["Ingrid Halden"].aliases:
                start, end = map(int, alias.evidence.removeprefix("page.txt:").split("-"))
                assert "Hal\u00adden" in text[start:end]
            for hit in index.search("dam on the Olt", 3):
                assert text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_words_that_nobody_sees_are_not_quoted(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    page = (
        "<h1>The pass</h1><p>The minister, <a title='Tamm said: we will open it'>Vesa Tamm</a>, said on Sunday "
        "<!-- no no no -->that the pass would stay shut.</p><script>Tamm said it is open</script>"
    )
    (folder / "page.txt").write_text(page)
    with closing(Index.open(folder, tmp_path / "data")) as index:
        rows = Ledger.open(index, folder).statements
        assert rows
        for row in rows:
            spans = [span for span in (row.sentence, row.holder_span, row.cue_span, row.quote_span) if span]
            whole = Span(min(span.start for span in spans), max(span.end for span in spans))
            assert "open" not in whole.of(page)
        assert not any("open" in hit.passage.text for hit in index.search("Will Tamm open the pass?", 9))
