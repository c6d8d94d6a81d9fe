from __future__ import annotations

import pytest

from retrieval.entities.evidence import read
from retrieval.entities.kinds.states import Gazetteer, gazetteer
from retrieval.entities.lexicon import Sort
from tests.retrieval.texts_of_states import RIVER


@pytest.fixture(scope="module")
def states() -> Gazetteer:
    return gazetteer({source: read(text) for source, text in RIVER.items()})


def test_an_invented_state_is_learnt_with_its_demonym(states: Gazetteer) -> None:
    state, demonym = states.look("Tarsia"), states.look("Tarsian")
    assert state is not None
    assert demonym is not None
    assert (demonym.state, demonym.sort) == (state.state, Sort.DEMONYM)
    assert demonym.evidence.startswith("a.txt:")


def test_what_the_articles_do_not_name_comes_from_the_lexicon(states: Gazetteer) -> None:
    known = states.look("Norway")
    assert known is not None
    assert known.evidence == "countryinfo"
    assert states.look("Ostravia") is None


def test_an_everyday_word_is_no_spelling_of_a_state() -> None:
    text = "They ate the turkey that Turkey sent, and Turkey sent more turkey.\n"
    small = gazetteer({"a.txt": read(text)})
    assert "turkey" in small.distrusted
