"""A question to an answer over a few sentences: which statements answer, and what is said where none does."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answering import answer
from bot.types import Answer, Reason
from bot.writers.extractive import ExtractiveWriter
from retrieval.types import Act, Article, Polarity
from tests.bot.written_library import WrittenLibrary

A = (
    "Arvia demands the return of the harbour. Arvia rejects foreign soldiers. "
    "Foreign Minister Oda Lind of Arvia said the fishing quota must be 300 tons. "
    "Officials in Arvia say that Belmark wants the lighthouse."
)
B = (
    "Arvia demands the return of the harbour at once. But Belmark praised the ferry treaty. "
    "The ferry treaty took effect."
)


@pytest.fixture
def library() -> WrittenLibrary:
    written = WrittenLibrary({"a.txt": A, "b.txt": B}, published={"a.txt": "2031-04-02", "b.txt": "2031-05-02"})
    written.know("Arvia", "Port Arv")
    written.know("Belmark")
    written.know("Corland")
    written.know("Oda Lind", "Lind", speaks_for="Arvia")
    written.say("a.txt", "Arvia", "the return of the harbour", act=Act.DEMAND, issue="harbour", polarity=Polarity.FOR)
    written.say("a.txt", "Arvia", "foreign soldiers", act=Act.REJECT, issue="soldiers", polarity=Polarity.AGAINST)
    written.say("a.txt", "Oda Lind", "the fishing quota must be 300 tons", act=Act.DEMAND, issue="fishing")
    written.say("a.txt", "Belmark", "the lighthouse", act=Act.DEMAND, reporter="Arvia", issue="lighthouse")
    written.say("b.txt", "Arvia", "the return of the harbour at once", act=Act.DEMAND, issue="harbour")
    return written


def ask(text: str, library: WrittenLibrary) -> Answer:
    writer = ExtractiveWriter()
    return answer(text, library, writer, writer, date(2031, 6, 1))


def quotes(found: Answer) -> list[str]:
    return [claim.citations[0].quote for claim in found.claims]


def test_two_files_that_say_it_are_one_claim_with_two_citations(library: WrittenLibrary) -> None:
    found = ask("What does Port Arv demand on the harbour?", library)
    assert len(found.claims) == 1
    assert {citation.source for citation in found.claims[0].citations} == {"a.txt", "b.txt"}
    assert (found.coverage.cited, found.coverage.origins) == (2, 2)


def test_a_reprint_is_no_second_origin(library: WrittenLibrary) -> None:
    library.origins = {"a.txt": "a.txt", "b.txt": "a.txt"}
    found = ask("What does Arvia demand on the harbour?", library)
    assert (found.coverage.cited, found.coverage.origins) == (2, 1)


def test_demanding_is_not_rejecting(library: WrittenLibrary) -> None:
    assert not [quote for quote in quotes(ask("What does Arvia demand?", library)) if "soldiers" in quote]
    assert quotes(ask("What does Arvia reject?", library)) == ["Arvia rejects foreign soldiers."]


def test_a_minister_speaks_for_the_state_and_is_named(library: WrittenLibrary) -> None:
    found = ask("What does Arvia demand on the fishing quota?", library)
    assert [(claim.actor, claim.speaker) for claim in found.claims] == [("Arvia", "Oda Lind")]


def test_what_only_others_say_is_shown_as_that(library: WrittenLibrary) -> None:
    found = ask("What does Belmark demand?", library)
    assert (found.status, found.reason) == ("answered", Reason.ONLY_OTHERS_SAY)
    assert [claim.reported_by for claim in found.claims] == ["Arvia"]


def test_what_an_article_tells_of_an_actor_is_shown_as_told(library: WrittenLibrary) -> None:
    found = ask("What is Belmark's position on the ferry treaty?", library)
    assert (found.status, found.reason) == ("answered", Reason.ONLY_OTHERS_SAY)
    assert [(claim.actor, claim.reported_by) for claim in found.claims] == [("Belmark", "The Courier")]
    assert quotes(found) == ["But Belmark praised the ferry treaty."]


def test_who_is_answered_from_all_holders(library: WrittenLibrary) -> None:
    found = ask("Who demands the return of the harbour?", library)
    assert [claim.actor for claim in found.claims] == ["Arvia"]


def test_what_another_holder_says_in_the_sentence_is_not_the_topic(library: WrittenLibrary) -> None:
    text = "While Arvia demands new ferries, Belmark insists on the canal treaty."
    library.articles["c.txt"] = Article("c.txt", text, "")
    library.say("c.txt", "Arvia", "new ferries", act=Act.DEMAND)
    library.say("c.txt", "Belmark", "the canal treaty", act=Act.DEMAND)
    assert {claim.actor for claim in ask("Who insists on the canal treaty?", library).claims} == {"Belmark"}


def test_a_name_beside_the_topic_is_no_topic(library: WrittenLibrary) -> None:
    library.say("a.txt", "Corland", "Belmark wants the lighthouse", act=Act.REJECT)
    assert ask("Who rejects Belmark's tariffs?", library).claims == ()


def test_voices_without_a_name_can_be_asked_about(library: WrittenLibrary) -> None:
    library.articles["c.txt"] = Article("c.txt", "Fishermen of the bay want larger nets. Bakers want flour.", "")
    library.say("c.txt", "fishermen of the bay", "larger nets", act=Act.DEMAND, mention="Fishermen of the bay")
    library.say("c.txt", "bakers", "flour", act=Act.DEMAND, mention="Bakers")
    assert [claim.actor for claim in ask("What do the fishermen want?", library).claims] == ["fishermen of the bay"]


def test_a_bargain_answers_what_is_demanded(library: WrittenLibrary) -> None:
    text = "Corland is ready to talk, but only if the nets are cut."
    library.articles["c.txt"] = Article("c.txt", text, "")
    library.say(
        "c.txt",
        "Corland",
        "to talk, but only if the nets are cut",
        act=Act.ACCEPT,
        polarity=Polarity.CONDITIONAL,
    )
    assert [claim.act for claim in ask("What does Corland demand?", library).claims] == [Act.ACCEPT]


def test_since_leaves_out_what_is_older(library: WrittenLibrary) -> None:
    found = ask("What has Arvia demanded since 2031-05-01?", library)
    assert {citation.source for claim in found.claims for citation in claim.citations} == {"b.txt"}


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", Reason.EMPTY_QUESTION),
        ("🙂", Reason.EMPTY_QUESTION),
        ("What does Zubrowka demand?", Reason.UNKNOWN_ACTOR),
        ("What does Arvia say about Zubrowka?", Reason.NO_EVIDENCE),
        ("What does Corland demand?", Reason.NO_EVIDENCE),
        ("What does Arvia say about taxation of wine?", Reason.NO_EVIDENCE),
        ("how do volcanoes erupt", Reason.OFF_TOPIC),
    ],
)
def test_silence_has_its_reason(question: str, reason: Reason, library: WrittenLibrary) -> None:
    found = ask(question, library)
    assert (found.status, found.reason, found.claims) == ("abstained", reason, ())


def test_without_articles_it_says_so() -> None:
    assert ask("What does Arvia demand?", WrittenLibrary({})).reason is Reason.NO_ARTICLES


def test_what_was_not_read_of_a_question_is_said(library: WrittenLibrary) -> None:
    long = "What does Arvia demand? " + "And what of the wind? " * 100
    found = ask(long, library)
    assert found.question == long
    assert "first 2,000 characters" in (found.note or "")
    assert "characters" not in (ask("What does Arvia demand?", library).note or "")


def test_the_question_comes_back_as_it_was_asked(library: WrittenLibrary) -> None:
    text = "  What does\tArvia demand?  "
    assert ask(text, library).question == text
