"""The verb of a question forced onto words that say something else: dropped where the quote says the contrary, marked
where nothing in it does so; and what is right."""

from __future__ import annotations

import pytest

from bot.types import Citation, Claim, Evidence, Proposal
from bot.verifying.checks.acts import turned, unperformed
from bot.verifying.verification import check
from retrieval.types import Act, Polarity
from tests.bot.written_library import WrittenLibrary


def cited(quote: str, text: str = "") -> tuple[list[Citation], WrittenLibrary]:
    whole = text or quote
    start = whole.index(quote)
    citation = Citation(source="a.txt", quote=quote, start=start, end=start + len(quote))
    return [citation], WrittenLibrary({"a.txt": whole})


TURNED = [
    (
        "Arvia rejects its opposition to a wider harbour.",
        "Arvia voiced its opposition to a wider harbour",
    ),
    ("Arvia rejects clear its opposition to tolls.", "Arvia has made clear its opposition to tolls"),
    ("Arvia demands changes to the ferry toll.", "Arvia flatly ruled out changes to the ferry toll"),
    ("Arvia supports the deployment of pilots.", "Arvia firmly opposes the deployment of pilots"),
    ("Arvia rejects an easing of the blockade.", "Arvia seeks an easing of the blockade"),
    ("Lind rejects cuts to the fleet.", "Lind wants to see cuts to the fleet"),
    ("Belmark rejects Arvia's opposition to the toll.", "Belmark has supported Arvia's opposition to the toll"),
]
UNPERFORMED = [
    ("Arvia demands that the toll is ripe for a swap.", "Arvia wrote that the toll is ripe for a swap"),
    ("Arvia rejects that the toll will resume.", "Arvia maintains that the toll will resume"),
    ("Arvia supports the ferry's position crucial.", "Arvia called the ferry's position crucial"),
    ("Arvia rejected it was time to pause the talks.", "Arvia said it is time to pause the talks, as they don't work"),
    ("Arvia demands to keep its grip on the harbour.", "Arvia plans to keep its grip on the harbour"),
]
RIGHT = [
    ("Arvia rejects a wider harbour.", "Arvia voiced its opposition to a wider harbour"),
    ("Arvia opposes changes to the toll.", "Arvia ruled out changes to the toll"),
    ("Arvia opposes changes to the toll.", "Arvia would not touch the toll, and there will be no changes"),
    ("Arvia supports a ferry line.", "Arvia calls for a ferry line"),
    ("Arvia demands that the ferries sail.", "Arvia said the ferries must sail"),
    ("Arvia dismissed Belmark's ferry proposal as a joke.", "Arvia called the ferry proposal a “joke”"),
    ("Arvia called the toll a burden for the fishers.", "Arvia said the toll is a burden for the fishers"),
    ("Arvia criticised Belmark for refusing the toll.", "Belmark refused the toll, which Arvia condemned"),
    ("Arvia did not accept the toll.", "Arvia said the toll is high"),
]


@pytest.mark.parametrize(("claim", "quote"), TURNED)
def test_what_is_wanted_is_not_turned_down(claim: str, quote: str) -> None:
    assert turned(claim, *cited(quote)) is not None


@pytest.mark.parametrize(("claim", "quote"), UNPERFORMED)
def test_what_nothing_in_the_quote_does_is_a_mark(claim: str, quote: str) -> None:
    citations, library = cited(quote)
    assert turned(claim, citations, library) is None
    assert unperformed(claim, citations, library) is not None


@pytest.mark.parametrize(("claim", "quote"), RIGHT)
def test_an_act_in_other_words_passes(claim: str, quote: str) -> None:
    citations, library = cited(quote)
    assert turned(claim, citations, library) is None
    if not claim.startswith("Arvia dismissed"):  # no lexicon knows that a "joke" dismisses
        assert unperformed(claim, citations, library) is None


def test_who_wants_it_may_stand_before_the_quote() -> None:
    citations, library = cited("a wider harbour and two ferries", "Arvia demands a wider harbour and two ferries.")
    assert unperformed("Arvia demands two ferries.", citations, library) is None


def test_the_ledger_may_know_the_act() -> None:
    quote = "Arvia is all for the wider harbour"
    citations, library = cited(quote)
    assert unperformed("Arvia supports the wider harbour.", citations, library) is not None
    library.say("a.txt", "Arvia", "the wider harbour", act=Act.ACCEPT, polarity=Polarity.FOR)
    assert unperformed("Arvia supports the wider harbour.", citations, library) is None


def test_the_one_is_dropped_and_the_other_shown_with_a_mark() -> None:
    text = "Arvia maintains that the wider harbour will pay. Arvia opposes the toll on ferries."
    library = WrittenLibrary({"a.txt": text})
    library.know("Arvia")
    library.say("a.txt", "Arvia", "the wider harbour will pay")
    library.say("a.txt", "Arvia", "the toll on ferries", act=Act.REJECT, polarity=Polarity.AGAINST)
    found = []
    for claim, quote in (
        ("Arvia demands that the wider harbour will pay.", "Arvia maintains that the wider harbour will pay"),
        ("Arvia demands the toll on ferries.", "Arvia opposes the toll on ferries"),
    ):
        evidence = (Evidence(source="a.txt", start=0, end=len(text), quote=quote),)
        found.append(check(Proposal(text=claim, actor="Arvia", named="Arvia", evidence=evidence), library))
    assert isinstance(found[0], Claim)
    assert found[0].free
    assert not isinstance(found[1], Claim)
    assert found[1].kind == "acts"
