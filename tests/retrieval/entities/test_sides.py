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


@pytest.mark.parametrize(
    ("text", "name", "whom"),
    [
        # a surname alone before the apposition
        ("James Hale of Aldervane was paid well. Hale, the Aldervane CEO, said no.", "James Hale", "Aldervane"),
        # what stands between the office and whose it is
        (
            "Ona Brel, vice president of global sales marketing for Aldervane, said no. Aldervane Inc grew.",
            "Ona Brel",
            "Aldervane Inc",
        ),
        ("Ona Brel, a senior Tarsian foreign policy official, said no. Tarsia waited.", "Ona Brel", "Tarsia"),
        ("Starling (STLG) CEO Rolf Lind said no.", "Rolf Lind", "Starling"),
        ("Rolf Lind, CEO of the research group the Climate Council, said no.", "Rolf Lind", "Climate Council"),
        # a region is a field of office, and no owner
        ("Ona Brel, assistant secretary of state for East Asian and Pacific affairs, said no.", "Ona Brel", None),
        # somebody's own, and not the state's
        ("Tarsia voted. Tarsia waited. The couple's press secretary Ona Brel said no.", "Ona Brel", None),
        ("Republican leaders met. Republicans cheered. Republican Gov. Ona Brel said no.", "Ona Brel", None),
    ],
)
def test_whose_an_office_is(text: str, name: str, whom: str | None) -> None:
    assert side(name, text) == whom


def test_another_of_the_surname_does_not_take_an_office() -> None:
    """Jim Hale is the head of a firm in another article; the Hale of this one is James."""
    here = "They paid James Hale well. Hale, the Aldervane CEO, said no. Aldervane Inc grew.\n"
    there = "Tarn Motors CEO Jim Hale said no. Tarn Motors shrank.\n"
    assert side("James Hale", here, there) == "Aldervane Inc"


def test_an_administration_is_the_state_of_its_head() -> None:
    text = "South Korean President Yoon Suk Yeol said no. The Yoon administration waited.\n"
    assert side("Yoon administration", text) == "South Korea"


def test_the_weather_agency_of_a_state_speaks_for_it() -> None:
    assert side("AMET", "Spain waited. According to Spain’s weather agency, AMET, it rains. AMET warned.\n") == "Spain"


def test_a_body_is_no_body_whose_name_stands_in_its_own() -> None:
    text = "Velmar Police said no. Ona Brel, director of the Velmar Police Executive Research Forum, said no.\n"
    assert side("Ona Brel", text) != "Velmar Police"
