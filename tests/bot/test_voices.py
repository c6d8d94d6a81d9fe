from __future__ import annotations

import pytest

from bot.voices import also_by_name, voiced
from tests.bot.written_library import WrittenLibrary

TEXT = (
    "Okoro, the harbour secretary, was away. Mr Okoro's department said the dues would stay. "
    "The judge, Ada Brel, spoke first. She ordered a recount."
)


@pytest.fixture
def library() -> WrittenLibrary:
    written = WrittenLibrary({"a.txt": TEXT})
    written.know("Ada Brel")
    written.say("a.txt", "Mr Okoro's department", "the dues would stay")
    written.say("a.txt", "Ada Brel", "spoke first", mention="The judge, Ada Brel")
    written.say("a.txt", "Ada Brel", "a recount", mention="She")
    return written


def test_a_bare_noun_is_meant_where_the_article_names_the_rest(library: WrittenLibrary) -> None:
    assert [row.quote for row in voiced("harbour department", library)] == ["the dues would stay"]
    assert not voiced("finance department", library)


def test_who_is_called_so_once_is_meant_wherever_named(library: WrittenLibrary) -> None:
    rows = voiced("judge", library)
    assert [row.quote for row in also_by_name(rows, library)] == ["spoke first", "a recount"]
