from __future__ import annotations

import pytest
from hypothesis import given

from retrieval.matching.query import expression, parse, telling
from tests.retrieval.texts import wild_text


@pytest.mark.parametrize(
    ("question", "holder", "issue"),
    [
        ("What is Ilva Marn's position on the Olt dam?", ("ilva", "marn"), ("olt", "dam")),
        ("what is the fishers’ stance towards Sull", ("fisher",), ("sull",)),
        ("What is the position of Velland on the treaty?", ("velland",), ("treati",)),
        ("What does Velland demand?", ("velland",), ("demand",)),
        ("What did Marn say about the dam?", ("marn",), ("dam",)),
        ("Where does Sull stand on fishing?", ("sull",), ("fish",)),
        ("Does Velland reject the dam?", ("velland",), ("reject", "dam")),
    ],
)
def test_a_question_about_a_position_has_a_holder_and_an_issue(
    question: str, holder: tuple[str, ...], issue: tuple[str, ...]
) -> None:
    query = parse(question)
    assert query.holder == (holder,)
    assert query.issue[0] == issue


def test_a_plain_question_is_all_issue() -> None:
    query = parse("Which fish became cheaper in Porto Sull?")
    assert query.holder == ()
    assert query.words == ("fish", "became", "cheaper", "porto", "sull")


def test_a_long_name_is_also_known_by_its_initials() -> None:
    assert parse("What is the Olt River Fishing Authority's position on nets?").holder[1] == ("orfa",)


def test_aliases_are_other_names_of_the_holder() -> None:
    assert parse("What does Velland demand?", ["Ilva Marn"]).holder == (("velland",), ("ilva", "marn"))


@given(wild_text)
def test_any_question_can_be_read(text: str) -> None:
    query = parse(text)
    assert '"' not in "".join(query.words)
    assert parse(text) == query


def test_common_words_are_looked_for_where_there_is_no_rarer_one() -> None:
    assert telling({"say": 9_000, "dam": 12, "olt": 3}, 1_000) == ["dam", "olt"]
    assert telling({"say": 9_000, "want": 7_000}, 1_000) == ["want"]
    assert expression(["dam", "olt"]) == '"dam" OR "olt"'


def test_a_question_of_ten_thousand_characters_is_cut() -> None:
    assert len(parse("dam " * 2_500 + "?").text) <= 1_000
