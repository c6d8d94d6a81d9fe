"""What a strong model words in its own way is no contradiction; each kind was lost on real news."""

from __future__ import annotations

import numpy as np
import pytest

from bot.passages.paragraphs import around
from bot.types import Citation, Claim, Evidence, Proposal
from bot.verifying.checks.named import unfounded
from bot.verifying.checks.polarity import reversed_polarity
from bot.verifying.checks.saying import says_nothing, says_something_else
from bot.verifying.checks.whose.holders import wrong_holder
from bot.verifying.verification import check
from retrieval.types import Actor, ActorKind, Alias, Span
from tests.bot.written_library import WrittenLibrary


def claimed(body: str, text: str, actor: str, quote: str, reporter: str | None = None) -> tuple[Proposal, Citation]:
    start = body.index(quote)
    evidence = Evidence(source="a.txt", start=0, end=len(body), quote=quote)
    proposal = Proposal(text=text, actor=actor, evidence=(evidence,), named=actor, reported_by=reporter)
    return proposal, Citation(source="a.txt", quote=quote, start=start, end=start + len(quote))


@pytest.mark.parametrize(
    ("body", "mention", "actor"),
    [
        ("Ona Brel, the senior author of the study, said that it is safe.", "the senior author", "Ona Brel"),
        ("The water is clean, said senior author Ona Brel.\n\nThe author said that it is safe.", "author", "Ona Brel"),
        ("The lawyers said that it is safe.", "The lawyers", "Brel's lawyers"),
        ("His lawyers said that it is safe.", "His lawyers", "Brel's lawyers"),
        ("A report by Ona Brel came out.\n\nThe report said that it is safe.", "The report", "Ona Brel"),
    ],
)
def test_a_mention_may_be_whom_the_article_calls_so(body: str, mention: str, actor: str) -> None:
    library = WrittenLibrary({"a.txt": body})
    library.say("a.txt", mention.split(" ", 1)[-1], "it is safe", mention=mention)
    assert wrong_holder(*claimed(body, "It is safe.", actor, "it is safe"), library) is None
    assert wrong_holder(*claimed(body, "It is safe.", "Tam Orr", "it is safe"), library) is not None


def test_who_is_of_a_body_may_speak_for_it() -> None:
    body = "Ona Brel, vice president for the trade group Harbour Union, came.\n\nBrel said that it is safe."
    library = WrittenLibrary({"a.txt": body})
    library.actors.append(Actor("Ona Brel", ActorKind.PERSON, (Alias("Ona Brel", "x"), Alias("Brel", "x"))))
    library.say("a.txt", "Ona Brel", "it is safe", mention="Brel")
    assert wrong_holder(*claimed(body, "It is safe.", "Harbour Union", "it is safe"), library) is None
    assert wrong_holder(*claimed(body, "It is safe.", "Dock Union", "it is safe"), library) is not None


def test_whoever_is_named_near_may_report_what_the_ledger_has_as_nobodys_report() -> None:
    body = "Prosecutors named these words:\n\nOrr said that it is safe."
    library = WrittenLibrary({"a.txt": body})
    library.say("a.txt", "Orr", "it is safe")
    assert wrong_holder(*claimed(body, "It is safe.", "Orr", "it is safe", "Prosecutors"), library) is None
    assert wrong_holder(*claimed(body, "It is safe.", "Orr", "it is safe", "Belmark"), library) is not None


def test_a_body_in_a_holders_title_may_stand_anywhere_and_a_common_noun_names_nobody() -> None:
    body = "Orr of the FBI came.\n\nNobody spoke.\n\nThe harbour slept.\n\nOrr said that it is safe."
    library = WrittenLibrary({"a.txt": body})
    for name in ("FBI", "Korsun Institute"):
        library.actors.append(Actor(name, ActorKind.ORGANISATION, (Alias(name, "x"), Alias(name.split()[-1], "x"))))
    library.actors.append(Actor("Orr", ActorKind.PERSON, (Alias("Orr", "x"),)))
    assert unfounded(*claimed(body, "FBI agent Orr said it is safe.", "Orr", "it is safe"), library) is None
    assert unfounded(*claimed(body, "Orr said the FBI is safe.", "Orr", "it is safe"), library) is not None
    assert unfounded(*claimed(body, "Orr said the institute is safe.", "Orr", "it is safe"), library) is None


def test_every_count_of_a_sentence_is_read() -> None:
    body = "He is 21 years old and was in school less than three years ago."
    library = WrittenLibrary({"a.txt": body})
    assert unfounded(*claimed(body, "He was in school less than three years ago.", "Orr", body), library) is None
    assert unfounded(*claimed(body, "He was in school four years ago.", "Orr", body), library) is not None


def test_a_common_noun_with_a_capital_is_no_other_name() -> None:
    body = "The Defendant has proved himself a danger."
    library = WrittenLibrary({"a.txt": body})
    library.is_word = lambda word: word == "defendant"  # type: ignore[method-assign]
    claim = claimed(body, "Tam Orr has proved himself a danger.", "Tam Orr", body)
    assert unfounded(*claim, library) is None
    library.is_word = lambda word: False  # type: ignore[method-assign]
    assert unfounded(*claim, library) is not None


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("No, Orr said the toll is safe.", "The toll is safe."),
        ("The toll is no more than 5 crowns.", "The toll is 5 crowns at most."),
        ("The deal is about more than taking the harbour.", "The deal is not just about taking the harbour."),
        (
            "There are questions about the toll.",
            "It will not solve everything, but there are questions about the toll.",
        ),
    ],
)
def test_a_no_that_denies_nothing_is_none(claim: str, quote: str) -> None:
    library = WrittenLibrary({"a.txt": quote})
    citation = Citation(source="a.txt", quote=quote, start=0, end=len(quote))
    assert reversed_polarity(claim, [citation], library) is None
    assert reversed_polarity("The toll is not safe.", [citation], library) is not None or "not" in quote


def test_a_claim_near_in_meaning_needs_no_words_of_its_quote_and_is_marked() -> None:
    body = "Orr said that they do it anyway."
    library = WrittenLibrary({"a.txt": body})
    library.say("a.txt", "Orr", "they do it anyway")
    proposal, citation = claimed(body, "Orr advises users to change passwords.", "Orr", body)
    assert says_something_else(proposal, [citation], library) is not None
    library.embed = lambda texts: np.ones((len(texts), 1), dtype=np.float32)  # type: ignore[method-assign]
    assert says_something_else(proposal, [citation], library) is None
    found = check(proposal, library)
    assert isinstance(found, Claim)
    assert found.free


def test_headings_may_be_left_out_of_the_paragraphs_before() -> None:
    body = "Arvia spoke.\n\nA direct attack\n\nBelmark answered."
    library = WrittenLibrary({"a.txt": body})
    place = Span(body.index("Belmark"), len(body))
    assert around("a.txt", place, library, before=1).of(body).startswith("A direct")
    assert around("a.txt", place, library, before=1, headings=False).of(body).startswith("Arvia")


def test_a_name_alone_is_no_claim() -> None:
    assert says_nothing("Ona Brel") is not None
    assert says_nothing("Ona Brel wants a vote.") is None
    assert says_nothing("No vote in May.") is None
