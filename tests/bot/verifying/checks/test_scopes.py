"""Lies that the words behind a "no", a name in another's place, or a lost condition give away; and what is right."""

from __future__ import annotations

import pytest

from bot.types import Citation
from bot.verifying.checks.polarity import is_denied, reversed_polarity
from bot.verifying.checks.qualified import left_out
from bot.verifying.checks.swapped import swapped
from tests.bot.written_library import WrittenLibrary


def cited(quote: str) -> tuple[Citation, WrittenLibrary]:
    return Citation(source="a.txt", quote=quote, start=0, end=len(quote)), WrittenLibrary({"a.txt": quote})


REVERSED = [
    (
        "Lind said that they would automatically rubber-stamp new loans.",
        "they would not automatically rubber stamp any loans",
    ),
    ("Tamm did not say that the harbour is lost.", "The harbour cannot be won, Tamm said"),
    ("Arvia is not against the toll on ferries.", "Arvia has made its opposition to the toll on ferries clear"),
    ("Lind does not oppose the toll.", "Lind opposes the toll"),
    ("Lind said nobody who draws a pension should not pay.", "she said no one who draws a pension should pay"),
    ("The plan has not two million in cuts.", "The plan came with two million in cuts"),
    ("Lind could not see the path.", "Lind said she can see the path, but they have not agreed"),
    (
        "Tamm said nothing would be signed and that talks would not be started.",
        "We are not going to sign it, and we never were. We are going to start talks",
    ),
    ("Tamm lacks the leave, and his power is not limited.", "Tamm has no leave, and so his power is limited"),
    (
        "Tamm said that without a mayor nobody has not the power to sign.",
        "without a mayor, there is no one with the power to sign, Tamm said",
    ),
]
KEPT = [
    ("Lind said that they would not rubber-stamp new loans.", "they would not automatically rubber stamp any loans"),
    ("Tamm did not say when the harbour opens.", "Tamm declined to say when the harbour opens"),
    ("Arvia wants cuts in return for raising the harbour toll.", "Arvia would not raise the harbour toll without cuts"),
    ("The plan covers ferries and the whole harbour.", "The plan covers not only the whole ferry line but the harbour"),
    ("Arvia opposes the toll.", "Arvia is against the toll"),
    ("Tamm lacks the clear leave of the council.", "Tamm does not have the clear leave of the council"),
    ("Arvia lacks the leave to sign without a vote.", "Arvia does not have the leave to sign without a vote"),
    ("Tamm said that without a mayor nobody has power.", "without a mayor, there is no one with power, Tamm said"),
    ("Arvia is unable to pay the toll.", "Arvia is not able to pay the toll"),
    ("Tamm said that they do not go.", "It is not true that we go, Tamm said"),
    ("Lind asked why the “lease” did not allow the plan.", "Why, Lind asked, didn't the “lease” allow the plan?"),
]


@pytest.mark.parametrize(("claim", "quote"), REVERSED)
def test_a_no_that_is_lost_or_put_in_is_found(claim: str, quote: str) -> None:
    citation, library = cited(quote)
    assert reversed_polarity(claim, [citation], library) is not None


@pytest.mark.parametrize(("claim", "quote"), KEPT)
def test_what_says_the_same_passes(claim: str, quote: str) -> None:
    citation, library = cited(quote)
    assert reversed_polarity(claim, [citation], library) is None


def test_a_clause_with_a_verb_of_its_own_is_not_denied_by_the_one_before() -> None:
    _, library = cited("Lind does not have the leave of the council, and so her power to set the toll is limited.")
    (parse,) = library.parse(library.articles["a.txt"].text)
    assert is_denied(parse, parse.words.index("have"))
    assert not is_denied(parse, parse.words.index("limited"))


def test_another_name_in_the_same_place() -> None:
    library = WrittenLibrary({"a.txt": "."})

    def fault(claim: str, quote: str, same: bool = False) -> str | None:
        mine, quoted = library.parse(claim), library.parse(quote)
        return swapped(mine, quoted, lambda one, other: same, {"Kyiv"}.__contains__, {"defendant"}.__contains__)

    assert (
        fault("The fighting goes on until Arvia is beaten.", "They will fight on until Belmark is beaten") is not None
    )
    assert fault("The fighting goes on until Arvia is beaten.", "They fight until Korsun is beaten", same=True) is None
    assert fault("Arvia demands the whole harbour.", "Kyiv demands the whole harbour") is not None
    assert fault("Lind called on Arvia to pay.", "the minister called on Arvia to pay") is None
    assert fault("Lind repeatedly called on Tamm to pay.", "they called on the President to pay") is None
    assert fault("Lind called on Belmark to pay.", "Lind called on Belmrak to pay") is None
    assert fault("Lind called on the UN to pay.", "Lind called on the United Nations to pay") is None


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Arvia will raise the toll.", "Arvia will raise the toll when the ferries sail again"),
        ("Arvia would not raise the toll.", "Arvia would not raise the toll without a vote of the council"),
        ("Lind said that the plan holds.", "Lind thinks that the plan holds"),
        ("Lind said that the plan holds.", "Lind said that the plan may hold"),
        ("Lind is willing to touch the ferry toll.", "Lind is ready to talk but ruled out changes to the ferry toll"),
    ],
)
def test_a_condition_a_hedge_or_a_refusal_that_is_left_out_is_a_mark(claim: str, quote: str) -> None:
    citation, library = cited(quote)
    assert left_out(claim, citation, library) is not None


def test_one_that_is_kept_is_none() -> None:
    for claim, quote in (
        ("Arvia will raise the toll once ferries sail again.", "Arvia will raise the toll when the ferries sail again"),
        ("Lind believes that the plan holds.", "Lind thinks that the plan holds"),
        ("Arvia will raise the toll.", "Arvia will raise the toll in Korsun"),
        ("Lind opposes the ferry toll.", "Lind ruled out the ferry toll"),
        ("Lind wants talks on the ferry toll.", "Lind wants talks on the ferry toll and ruled out a vote"),
    ):
        citation, library = cited(quote)
        assert left_out(claim, citation, library) is None
