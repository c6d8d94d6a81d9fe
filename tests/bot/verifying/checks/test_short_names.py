"""A holder under a part of the name, names written in letters, and who reports."""

from __future__ import annotations

import pytest

from bot.types import Citation, Evidence, Proposal
from bot.verifying.checks.named import unfounded
from bot.verifying.checks.whose.holders import wrong_holder
from bot.verifying.checks.whose.reporters import missing_reporter
from retrieval.types import Actor, ActorKind, Alias
from tests.bot.written_library import WrittenLibrary

TEXT = (
    "Oda Lind is a professor at the Korsun Institute of Marine Law.\n\n"
    "She said that the toll is lawful. Harbour denied that the toll is lawful. "
    "For Lind’s backers the toll is a promise."
)


def claimed(text: str, actor: str, quote: str) -> tuple[Proposal, Citation]:
    start = TEXT.index(quote)
    citation = Citation(source="a.txt", quote=quote, start=start, end=start + len(quote))
    evidence = Evidence(source="a.txt", start=0, end=len(TEXT), quote=quote)
    return Proposal(text=text, actor=actor, evidence=(evidence,), named=actor), citation


def test_a_name_may_be_told_by_its_first_words() -> None:
    library = WrittenLibrary({"a.txt": TEXT})
    library.say("a.txt", "Harbour", "the toll is lawful. For", mention="Harbour")
    quote = "Harbour denied that the toll is lawful."
    assert wrong_holder(*claimed("Harbour Board denied it.", "Harbour Board", quote), library) is None
    library.know("Harbour")  # a state
    assert wrong_holder(*claimed("Harbour Board denied it.", "Harbour Board", quote), library) is not None


@pytest.mark.parametrize(("short", "other"), [("Harbour", "Harbour"), ("Kim", "Kim Arl"), ("House", "House of Lords")])
def test_a_name_that_others_have_too_is_short_for_nobody(short: str, other: str) -> None:
    text = f"{short} said that the toll is lawful."
    library = WrittenLibrary({"a.txt": text})
    library.say("a.txt", other, "the toll is lawful", mention=short)
    citation = Citation(source="a.txt", quote=text, start=0, end=len(text))
    evidence = Evidence(source="a.txt", start=0, end=len(text), quote=text)
    holder = f"{short} Sen"
    proposal = Proposal(text=f"{holder} said it is.", actor=holder, evidence=(evidence,), named=holder)
    library.actors.append(Actor(holder, ActorKind.ORGANISATION, (Alias(holder, "a test"),)))
    assert wrong_holder(proposal, citation, library) is None
    library.actors.append(Actor(other, ActorKind.ORGANISATION, (Alias(other, "a test"),)))
    assert wrong_holder(proposal, citation, library) is not None


def test_an_apostrophe_is_one_however_it_is_written() -> None:
    library = WrittenLibrary({"a.txt": TEXT})
    quote = "For Lind’s backers the toll is a promise."
    assert wrong_holder(*claimed("Lind's backers see a promise.", "Lind's backers", quote), library) is None


def test_letters_stand_for_the_words_that_they_begin() -> None:
    library = WrittenLibrary({"a.txt": TEXT})
    library.know("Oda Lind", "Lind", speaks_for="Arvia")
    quote = "She said that the toll is lawful."
    assert unfounded(*claimed("Oda Lind of the KIML said so.", "Oda Lind", quote), library) is None
    assert unfounded(*claimed("Oda Lind of the KIMT said so.", "Oda Lind", quote), library) is not None


def test_a_reporter_that_says_nothing_in_the_sentence_reports_nothing() -> None:
    text = "Belmark said that Arvia wants the harbour. Arvia wants the ferries even as Belmark votes."
    library = WrittenLibrary({"a.txt": text})
    library.know("Arvia")
    library.know("Belmark")
    for quote in ("Arvia wants the harbour", "Arvia wants the ferries"):
        library.say("a.txt", "Arvia", quote, reporter="Belmark")
    found = []
    for quote in ("Arvia wants the harbour", "Arvia wants the ferries"):
        start = text.index(quote)
        citation = Citation(source="a.txt", quote=quote, start=start, end=start + len(quote))
        evidence = Evidence(source="a.txt", start=0, end=len(text), quote=quote)
        proposal = Proposal(text=f"{quote}.", actor="Arvia", evidence=(evidence,), named="Arvia")
        found.append(missing_reporter(proposal, citation, library))
    assert found == ["Belmark", None]


def told(text: str, claim: str, actor: str, quote: str) -> tuple[Proposal, Citation]:
    start = text.index(quote)
    evidence = Evidence(source="a.txt", start=0, end=len(text), quote=quote)
    proposal = Proposal(text=claim, actor=actor, evidence=(evidence,), named=actor)
    return proposal, Citation(source="a.txt", quote=quote, start=start, end=start + len(quote))


@pytest.mark.parametrize(
    ("text", "claim", "right"),
    [
        ("“We want the toll,” said Ona Brel, R-La.", "Ona Brel said that Republicans want the toll.", True),
        ("“We want the toll,” said Ona Brel, D-La.", "Ona Brel said that Republicans want the toll.", False),
        ("“The GOP wants the toll,” said Ona Brel.", "Ona Brel said that the Republican Party wants the toll.", True),
        ("“We want the toll,” said Ona Brel.", "Ona Brel said that Belmark wants the toll.", False),
    ],
)
def test_a_party_is_named_by_its_letter_or_its_nickname(text: str, claim: str, right: bool) -> None:
    library = WrittenLibrary({"a.txt": text})
    library.know("Belmark")
    library.know("Republicans")
    library.know("Ona Brel", role="senator")
    assert (unfounded(*told(text, claim, "Ona Brel", text), library) is None) == right


def test_a_function_word_is_nothing_that_is_counted() -> None:
    text = "The toll of 40 for the ferries of 2031, said Ona Brel."
    library = WrittenLibrary({"a.txt": text})
    library.know("Ona Brel", role="minister")
    assert unfounded(*told(text, "Ona Brel spoke of 2031 for the toll.", "Ona Brel", text), library) is None
    assert unfounded(*told(text, "Ona Brel spoke of 30 for it.", "Ona Brel", text), library) is not None


@pytest.mark.parametrize(("speakers", "theirs"), [("Some fish groups", False), ("The head", True)])
def test_several_are_not_one_person(speakers: str, theirs: bool) -> None:
    text = f"Oda Lind leads the fleet. {speakers} said the toll is dear."
    library = WrittenLibrary({"a.txt": text})
    library.know("Oda Lind", role="head")
    library.say("a.txt", speakers, "the toll is dear")
    claim = told(text, "Oda Lind said that the toll is dear.", "Oda Lind", f"{speakers} said the toll is dear.")
    assert (wrong_holder(*claim, library) is None) == theirs


@pytest.mark.parametrize(("actor", "theirs"), [("Ona Brel", True), ("Odo Penn", False)])
def test_who_is_told_of_before_a_quotation_in_its_sentence_may_be_its_i(actor: str, theirs: bool) -> None:
    quote = "I thank her for her service."
    text = f"When Ona Brel was asked what she thought of Lind, she smiled: “{quote}” Odo Penn left."
    library = WrittenLibrary({"a.txt": text})
    for name in ("Ona Brel", "Odo Penn", "Oda Lind"):
        library.know(name, role="minister")
    library.say("a.txt", "Oda Lind", "her for her service", mention="I")
    claim = told(text, f"{actor} thanked her for her service.", actor, quote)
    assert (wrong_holder(*claim, library) is None) == theirs


@pytest.mark.parametrize("known", [True, False])
def test_whom_the_ledger_knows_by_another_word_is_near(known: bool) -> None:
    quote = "ferries won't be stopped"
    text = f"In what the department called a pause of the toll, {quote}."
    library = WrittenLibrary({"a.txt": text})
    library.know("Korsun Office")
    if known:
        library.say("a.txt", "Korsun Office", "a pause of the toll", mention="the department")
    claim = told(text, "Ferries will not be stopped.", "Korsun Office", quote)
    assert (wrong_holder(*claim, library) is None) == known


@pytest.mark.parametrize("holder", ["A", "the", "The toll is a promise for the backers", "…"])
def test_what_names_nobody_holds_nothing(holder: str) -> None:
    quote = "Harbour denied that the toll is lawful."
    assert "nobody’s name" in (wrong_holder(*claimed(quote, holder, quote), WrittenLibrary({"a.txt": TEXT})) or "")


@pytest.mark.parametrize("holder", ["Lind’s backers", "They", "the poor", "three lawmakers", "Korsun Institute"])
def test_holders_without_a_known_name_are_names(holder: str) -> None:
    quote = "Harbour denied that the toll is lawful."
    assert "nobody’s name" not in (wrong_holder(*claimed(quote, holder, quote), WrittenLibrary({"a.txt": TEXT})) or "")
