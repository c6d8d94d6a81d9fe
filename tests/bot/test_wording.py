from __future__ import annotations

import pytest

from bot.reports import CellKind
from bot.wording import CELLS, does, says
from retrieval.types import Act


@pytest.mark.parametrize(
    ("act", "actor", "verb"),
    [
        (Act.STATE, "Tarsia", "says"),
        (Act.STATE, "United States", "says"),
        (Act.STATE, "Reuters", "says"),
        (Act.STATE, "analysts", "say"),
        (Act.STATE, "Officials", "say"),
        (Act.STATE, "people close to the talks", "say"),
        (Act.STATE, "business owner", "says"),
        (Act.STATE, "his spokesman", "says"),
        (Act.DENY, "Tarsia", "denies"),
        (Act.DENY, "workers", "deny"),
        (Act.REJECT, "fishermen of the east", "rejects"),
        (Act.DEMAND, "nurses", "demand"),
    ],
)
def test_a_verb_agrees_with_who_does_it(act: Act, actor: str, verb: str) -> None:
    assert does(act, actor) == verb


def test_every_act_has_a_verb_and_every_empty_cell_a_name() -> None:
    assert all(does(act, "Tarsia").endswith("s") for act in Act)
    assert says("Tarsia") == "says"
    assert set(CELLS) == set(CellKind) - {CellKind.POSITION}
