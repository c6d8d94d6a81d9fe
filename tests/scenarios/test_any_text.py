"""Any text, from the file to the answer: nothing in an article may stop anything, and every slice is exact."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.settings import Settings
from bot.wiring import open_desk, open_library
from retrieval.entities.actors import Registry
from retrieval.statements.accounts import account
from retrieval.types import Article, Span
from tests.fuzzing import examples

ARTICLE = """Trump and Brel reject the dam
Published: 2 April 2031

KYIV, April 2 (Sund News) — U.S. President Donald Trump rejected the dam on Tuesday. “It is over,” Trump told reporters.

Mr. Odo Penn, the foreign minister of Velland (VL), and Ms. Ona Rell of the Sund Workers' Union demanded a law by 3 May.

Q: Is it over?
PENN: We said, "It won't hold," and it didn't.
"""
TOGETHER = 12  # characters in one article
UNSEEN = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) in ("Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Mc", "Me") and code
]


def settings_of(folder: Path) -> Settings:
    return Settings(articles=folder / "articles", data=folder / "data")


def with_each(characters: str, places: list[int]) -> str:
    """The article with a character at each of the places."""
    text = ARTICLE
    for number, place in enumerate(sorted(places, reverse=True)):
        text = text[:place] + characters[number % len(characters)] + text[place:]
    return text


def test_every_space_mark_and_format_character_leaves_names_readable() -> None:
    for number in range(0, len(UNSEEN), TOGETHER):
        some = UNSEEN[number : number + TOGETHER]
        places = range(number % 5, len(ARTICLE), 5)  # at other places each time, inside words and between them
        text, spaced = with_each("".join(some), list(places)), ARTICLE
        for character in some:
            spaced = spaced.replace(" ", character, 9)
        evidence = {f"{n}.txt": account(Article(f"{n}.txt", t, "")).evidence for n, t in enumerate((text, spaced))}
        Registry.build(evidence).find(f"What does Donald{some[0]}Trump demand?")


@settings(max_examples=examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(UNSEEN) | st.characters(), min_size=1, max_size=4).map("".join),
            st.lists(st.integers(0, len(ARTICLE)), min_size=1, max_size=30),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_article_is_read_merged_and_asked(tmp_path: Path, given: list[tuple[str, list[int]]]) -> None:
    folder = tmp_path / "articles"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    (folder / "plain.txt").write_bytes(ARTICLE.encode())
    for number, (characters, places) in enumerate(given):
        raw = with_each(characters, places).encode("utf-8", "replace").replace(b"\0", b" ")
        (folder / f"{number}.txt").write_bytes(raw)
    library = open_library(settings_of(tmp_path))
    assert library.index.skipped == ()
    for row in library.ledger.statements:
        assert row.quote_span.of(library.articles[row.source].text) == row.quote
    for source, seen in library.ledger.registry.linked.items():
        assert all(one.span.of(library.articles[source].text) == one.text for one in seen)
    library.index.close()
    desk = open_desk(settings_of(tmp_path))
    answers = [desk.ask(f"What does {who} demand?") for who in ("Donald Trump", "Odo Penn", given[0][0])]
    for citation in (c for answer in answers for claim in answer.claims for c in claim.citations):
        text = library.articles[citation.source].text
        assert Span(citation.start, citation.end).of(text) == citation.quote
    assert {answer.status for answer in answers} <= {"answered", "abstained"}
    desk.close()
