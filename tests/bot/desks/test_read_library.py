"""The library over a real index: what names one actor, and what only speaks of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desks.read_library import ReadLibrary
from bot.settings import read_settings
from bot.wiring import open_desk, open_library
from retrieval.errors import OvertakenIndexError

ARTICLE = (
    "Arvia wants the harbour\n\n2 April 2031\n\nArvia demands the return of the harbour, Foreign Minister Oda Lind "
    "said on Monday. Arvian officials said that the fish is dear. “We are ready to talk,” Lind said in Port Arv.\n"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadLibrary]:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "actors.yaml").write_text("- {name: Arvia, kind: state, aliases: [Arvian, Port Arv]}\n")
    found = open_library(read_settings(None, articles=folder, data=tmp_path_factory.mktemp("index")))
    yield found
    found.index.close()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Arvia", "Arvia"),
        ("ARVIA", "Arvia"),
        ("the Arvian government", "Arvia"),
        ("Arvian officials", "Arvian officials"),
        ("Arvia’s", "Arvia"),
        ("Arvia's government", "Arvia"),
        ("Port Arv", "Arvia"),
        ("Lind", "Oda Lind"),
        ("Foreign Minister Oda Lind", "Oda Lind"),
        ("Ms. Lind", "Oda Lind"),
        ("critics of Arvia", None),
        ("critics of Arvia and its price of fish", None),
        ("Arvian farmers", None),
        ("the harbour of Arvia", None),
        ("fans of Lind", None),
        ("Zubrowka", None),
    ],
)
def test_a_name_is_an_actors_with_its_offices_and_nothing_else(
    words: str, name: str | None, library: ReadLibrary
) -> None:
    found = library.actor(words)
    assert (found.name if found else None) == name


def test_a_folder_parses_with_the_parser_of_the_whole(library: ReadLibrary) -> None:
    words = "Arvia demands that the ferries sail again by May."
    (parse,) = library.parse(words)
    assert parse.words[:3] == ("Arvia", "demands", "that")
    assert library.within("").parse(words)[0] is parse


def test_a_library_that_another_program_merged_anew_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE)
    settings = read_settings(None, articles=folder, data=tmp_path / "index")
    desk = open_desk(settings)
    assert desk.ask("What does Arvia demand?").claims
    (folder / "actors.yaml").write_text("- {name: Arvia, kind: state, aliases: [Port Arv]}\n")
    other = open_library(settings)  # merges by other corrections, as other code would
    other.check_current()
    with pytest.raises(OvertakenIndexError):
        desk.ask("What does Arvia demand?")
    desk.close()
    other.index.close()
