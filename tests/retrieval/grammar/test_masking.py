from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.grammar.masking import DEMONYM, DEMONYMS, NAME, is_name, masked, names_within
from retrieval.grammar.parsing import Parser
from retrieval.types import Span


@pytest.mark.parametrize(
    "word", ["the", "The3", "NATO", "Minister", "President", "Monday", "March", "Union", "Mr", "North", "X", ""]
)
def test_what_is_no_name(word: str) -> None:
    assert not is_name(word)


def test_names_are_alike_and_demonyms_are_alike() -> None:
    assert masked("Tarsian Minister Brel told Velmorans in Drosk".split(), frozenset({"Tarsian"})) == [
        DEMONYM,
        "Minister",
        NAME,
        "told",
        DEMONYMS,
        "in",
        NAME,
    ]


def test_a_sentences_first_word_is_a_name_where_it_is_one_elsewhere() -> None:
    known = names_within(["He met Brel .".split(), "While Brel waited , it rained .".split()])
    assert known == {"Brel"}
    assert masked("Brel left .".split(), known)[0] == NAME
    assert masked("While it rained .".split(), known)[0] == "While"
    assert masked("“ They left , ” Brel said : We stay .".split(), known) == (
        f"“ They left , ” {NAME} said : We stay .".split()
    )


@given(st.lists(st.text(min_size=1, max_size=8), max_size=8))
def test_a_token_stays_a_token(words: list[str]) -> None:
    assert len(masked(words, names_within([words]))) == len(words)


def test_no_name_changes_how_a_sentence_is_read() -> None:
    parser = Parser()
    template = "Before {0} met {1}, the {0} delegation said that {1} wants {0} to pay, while {1} insists on half."
    parses = []
    for pair in (("Velmora", "Drosk"), ("Drosk", "Velmora"), ("Ukraine", "Kobe")):
        text = template.format(*pair)
        (parse,) = parser.parse(text, [Span(0, len(text))])
        parses.append((parse.tags, parse.deps, parse.heads))
    assert parses[0] == parses[1] == parses[2]
