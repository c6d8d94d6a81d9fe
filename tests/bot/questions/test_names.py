from __future__ import annotations

import pytest

from bot.questions.names import named
from tests.bot.written_library import WrittenLibrary


@pytest.fixture
def library() -> WrittenLibrary:
    text = "Arvia and Belmark talk about herring. Belmart sells herring. The president of Corland spoke."
    written = WrittenLibrary({"a.txt": text})
    for name in ("Arvia", "Belmark", "Corland", "Zambia"):
        written.know(name)
    written.know("Rolf Lindqvist", speaks_for="Corland", role="President")
    written.know("Ada Brel", speaks_for="Corland", role="Treasury Secretary")
    written.know("Jon Vey", role="former President", speaks_for="Arvia")
    return written


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("What does Avria want?", (("Avria", "Arvia"),)),
        ("what does belmrak want", (("belmrak", "Belmark"),)),
        ("What does Lindquist say?", (("Lindquist", "Lindqvist"),)),
        ("What does Arvia's friend say?", ()),
        ("What does Belmart want?", ()),  # a word of the articles is no misspelling
        ("What does Gambia want?", ()),  # nor is a state that nobody speaks of
        ("What does Arv want?", ()),  # too short to tell
        ("What does Morland want?", ()),  # another first letter
        ("What does Tarsonia want?", ()),
        ("Is Arvia staying in the corral?", ()),  # words of the language are no misspellings
    ],
)
def test_a_misspelt_name_is_read_as_the_nearest_one(
    text: str, corrected: tuple[tuple[str, str], ...], library: WrittenLibrary
) -> None:
    found = named(text, library)
    assert found.corrected == corrected
    for _, name in corrected:
        assert name in found.text


def test_a_name_in_small_letters_is_one_beside_a_month() -> None:
    written = WrittenLibrary({"a.txt": "Brel said so in March. Grace did not."})
    written.know("Ona Brel", "Brel", role="Mayor")
    written.know("Ida Grace", "Grace", role="Mayor")
    assert named("what did brel say in March", written).text == "what did Brel say in March"
    assert named("what did they say of grace in March", written).text == "what did they say of grace in March"


def test_of_two_names_equally_near_none_is_taken(library: WrittenLibrary) -> None:
    library.know("Belmara")
    assert named("What does Belmarn want?", library).corrected == ()


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("What does Corland's president want?", ["Rolf Lindqvist"]),
        ("What does the president of Corland want?", ["Rolf Lindqvist"]),
        ("What does the Treasury secretary say?", ["Ada Brel"]),
        ("What does the Treasury chief say?", ["Ada Brel"]),
        ("What does Corland's treasury secretary say about Belmark?", ["Ada Brel", "Belmark"]),
        ("What does Belmark's president want?", ["Belmark"]),  # nobody holds that office
        ("What does Arvia's president want?", ["Arvia"]),  # nor does who held it
        ("What does Corland's finance president want?", ["Corland"]),
        ("What does the president want?", []),  # whose?
        ("What does Corland want?", ["Corland"]),
    ],
)
def test_whoever_is_called_by_an_office(text: str, actors: list[str], library: WrittenLibrary) -> None:
    assert [actor.name for actor, _ in named(text, library).actors] == actors


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("what does wool want?", ["Una Wool"]),
        ("is wool for it", ["Una Wool"]),
        ("what does the wool cost?", []),
        ("who sells wool?", []),
    ],
)
def test_a_surname_that_is_a_word_is_a_name_where_a_thing_has_its_article(
    text: str, who: list[str], library: WrittenLibrary
) -> None:
    library.know("Una Wool", "Wool", role="farmer")
    assert [actor.name for actor, _ in named(text, library).actors] == who
