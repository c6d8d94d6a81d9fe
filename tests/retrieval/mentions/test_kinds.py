"""Of what kind a name is: invented names, told by their words and by what stands around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.entities.evidence import Evidence, read
from retrieval.mentions import kinds
from retrieval.mentions.kinds import Chances

TEXT = (
    "Josh Haldane said on Tuesday that he would not play in the Korlandic World Cup. “It is a shame,” Haldane said.\n"
    "The Vesk Workers' Union, which has 4,000 members, told reporters in Tarnholm that it would sue. "
    "A spokesman for Brelcorp Inc. declined to comment.\n"
    "The road from Tarnholm to Lake Ossa was closed. In Tarnholm the schools stayed open.\n"
)


def likeliest(name: str) -> str:
    found = read(TEXT).kinds[name]
    return max(zip(found, Chances._fields, strict=True))[1]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Josh Haldane", "person"),
        ("Haldane", "person"),
        ("Vesk Workers' Union", "body"),
        ("Tarnholm", "place"),
        ("Lake Ossa", "place"),
    ],
)
def test_a_name_is_told_by_its_words_and_by_what_stands_around_it(name: str, kind: str) -> None:
    assert likeliest(name) == kind


def test_a_contest_is_a_thing_though_it_has_two_capitals() -> None:
    assert max(zip(kinds.table().chances(kinds.inside("World Cup")), Chances._fields, strict=True))[1] == "thing"


def test_every_name_has_its_chances_and_keeps_them() -> None:
    told = read(TEXT)
    assert set(told.kinds) == {name.text for name in told.names}
    assert all(95 <= sum(each) <= 105 and min(each) >= 0 for each in told.kinds.values())
    assert Evidence.load(told.dump()) == told


@given(st.text(st.sampled_from("Aa Bb.,'’-\n&0é\u00a0“"), max_size=60))
def test_any_text_gives_every_name_its_chances(text: str) -> None:
    told = read(text)
    assert set(told.kinds) == {name.text for name in told.names}
    assert all(95 <= sum(each) <= 105 and min(each) >= 0 for each in told.kinds.values())
