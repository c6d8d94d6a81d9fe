"""For whom somebody speaks, and who speaks for nobody."""

from __future__ import annotations

import pytest

from retrieval.entities.actors import Registry
from retrieval.entities.evidence import read


def side(name: str, *texts: str) -> str | None:
    return Registry.build({f"{n}.txt": read(text) for n, text in enumerate(texts)}).actors[name].speaks_for


@pytest.mark.parametrize(
    ("text", "name", "whom"),
    [
        ("The Ferry Union has tapped Ona Brel, a skipper, and Rolf Lind to negotiate. Lind said no.", "Rolf Lind", 0),
        ("Rolf Lind, who is leading negotiations for the Ferry Union, said no. The Ferry Union met.", "Rolf Lind", 0),
        ("The Ferry Union met. Rolf Lind, the Ferry Union's chief economist, said no.", "Rolf Lind", 0),
        ("The Ferry Union met. Rolf Lind, a senior director at the Ferry Union, said no.", "Rolf Lind", None),
        ("The Ferry Union met. Rolf Lind, founder of the Ferry Union, said no.", "Rolf Lind", None),
        ("Rolf Lind, a director at the Velmar University, said no. The Velmar University met.", "Rolf Lind", None),
    ],
)
def test_who_is_sent_speaks_and_who_stands_below_does_not(text: str, name: str, whom: int | None) -> None:
    assert side(name, text) == (None if whom is None else "Ferry Union")


def test_a_former_office_outweighs_an_older_one() -> None:
    old = "Rolf Lind, chair of the Ferry Union, said no. The Ferry Union met.\n"
    assert side("Rolf Lind", old) == "Ferry Union"
    assert side("Rolf Lind", old, "Rolf Lind, the former chair of the Ferry Union, said no.\n") is None


def test_a_leader_of_a_chamber_speaks_for_the_party_behind_the_name() -> None:
    text = "House Speaker Ona Brel, R-Calif., said no. Republicans cheered. Republican leaders met."
    assert side("Ona Brel", text) == "Republicans"


def test_a_name_cut_short_is_the_body() -> None:
    text = "The Federal Shipyard met. The Fed said it would wait, and Fed Chair Rolf Lind agreed."
    assert side("Rolf Lind", text) == "Federal Shipyard"
