from __future__ import annotations

import pytest

from bot.deeds import does, sets_condition
from retrieval.types import Act


@pytest.mark.parametrize(
    ("act", "text"),
    [
        (Act.DEMAND, "insists there be observers on every boat"),
        (Act.DEMAND, "the crews must be paid by June"),
        (Act.OFFER, "is ready to withdraw its ships"),
        (Act.THREATEN, "unless the crews were paid, boats would fish the bank"),
        (Act.THREATEN, "Accept it, or we will set our own quota"),
        (Act.DENY, "the plans to cut allowances did not exist"),
        (Act.REJECT, "the price was out of the question"),
        (Act.ACCEPT, "Velmora could live with 48 per cent"),
    ],
)
def test_words_may_do_what_no_verb_names(act: Act, text: str) -> None:
    assert does(act, text)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        (Act.DEMAND, "insisted that the plan was safe"),
        (Act.DEMAND, "we do not want a quarrel"),
        (Act.OFFER, "the ferry sails at noon"),
        (Act.THREATEN, "the ferry will sail at noon"),
        (Act.DENY, "the plan is sound"),
        (Act.STATE, "they must pay"),
    ],
)
def test_words_that_only_tell_do_nothing(act: Act, text: str) -> None:
    assert not does(act, text)


def test_a_condition_is_set_in_several_ways() -> None:
    assert sets_condition("would sign provided the gates stay open")
    assert sets_condition("will not pay unless they leave")
    assert not sets_condition("will sign on Monday")
