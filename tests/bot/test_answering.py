"""A question to an answer over a few sentences: which statements answer, and what is said where none does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from bot.answering import answer
from bot.library import Library
from bot.types import Answer, Draft, Kind, Question, Reason
from bot.writers.extractive import ExtractiveWriter
from retrieval.types import Act, Actor, ActorKind, Alias, Article, Hit, Polarity, Span
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


def test_a_minister_speaks_for_the_state_and_is_named(library: WrittenLibrary) -> None:
    found = ask("What does Arvia demand on the fishing quota?", library)
    assert [(claim.actor, claim.speaker) for claim in found.claims] == [("Arvia", "Oda Lind")]


def test_what_only_others_say_is_shown_as_that(library: WrittenLibrary) -> None:
    found = ask("What does Belmark demand?", library)
    assert (found.status, found.reason) == ("answered", Reason.ONLY_OTHERS_SAY)
    assert [claim.reported_by for claim in found.claims] == ["Arvia"]


def test_what_an_article_tells_of_an_actor_is_shown_as_the_articles_own(library: WrittenLibrary) -> None:
    found = ask("What is Belmark's position on the ferry treaty?", library)
    assert (found.status, found.reason) == ("answered", Reason.ONLY_OTHERS_SAY)
    assert ("The Courier", None) in [(claim.actor, claim.reported_by) for claim in found.claims]
    assert "But Belmark praised the ferry treaty." in quotes(found)


def test_others_are_shown_beside_the_actor_and_behind_it(library: WrittenLibrary) -> None:
    library.articles["c.txt"] = Article("c.txt", "Corland wants a lower fishing quota. Arvia calls the quota fair.", "")
    library.say("c.txt", "Corland", "a lower fishing quota", act=Act.DEMAND)
    found = ask("What does Arvia say about the fishing quota?", library)
    assert found.reason is None
    assert found.claims[0].actor == "Arvia"
    assert ("Corland", "Corland wants a lower fishing quota.") in [(each.actor, each.text) for each in found.claims]


def test_where_only_another_actor_speaks_the_one_asked_is_said_not_to(library: WrittenLibrary) -> None:
    found = ask("What does Corland say about foreign soldiers?", library)
    assert ([claim.actor for claim in found.claims], found.reason) == (["Arvia"], Reason.ONLY_OTHERS_SAY)


def test_who_is_answered_from_all_holders(library: WrittenLibrary) -> None:
    found = ask("Who demands the return of the harbour?", library)
    assert [claim.actor for claim in found.claims] == ["Arvia"]


def test_two_holders_of_one_sentence_each_get_their_own_words(library: WrittenLibrary) -> None:
    text = "While Arvia demands new ferries, Belmark insists on the canal treaty."
    library.articles["c.txt"] = Article("c.txt", text, "")
    library.say("c.txt", "Arvia", "new ferries", act=Act.DEMAND, cue="demands")
    library.say("c.txt", "Belmark", "the canal treaty", act=Act.DEMAND, cue="insists on")
    found = ask("Who insists on the canal treaty?", library)
    assert {(claim.actor, claim.text) for claim in found.claims} == {
        ("Arvia", "Arvia demands new ferries"),
        ("Belmark", "Belmark insists on the canal treaty."),
    }
    assert set(quotes(found)) == {claim.text for claim in found.claims}  # nobody else's words


def test_voices_without_a_name_can_be_asked_about(library: WrittenLibrary) -> None:
    library.articles["c.txt"] = Article("c.txt", "Fishermen of the bay want larger nets. Bakers want flour.", "")
    library.say("c.txt", "fishermen of the bay", "larger nets", act=Act.DEMAND, mention="Fishermen of the bay")
    library.say("c.txt", "bakers", "flour", act=Act.DEMAND, mention="Bakers")
    assert [claim.actor for claim in ask("What do the fishermen want?", library).claims] == ["fishermen of the bay"]


def test_voices_stand_beside_actors_with_a_name(library: WrittenLibrary) -> None:
    text = "The port authority offers Arvia a ferry pass."
    library.articles["c.txt"] = Article("c.txt", text, "")
    library.actors.append(Actor("port authority", ActorKind.GROUP, (Alias("port authority", "a test"),)))
    library.say("c.txt", "port authority", "a ferry pass", act=Act.OFFER, cue="offers", mention="The port authority")
    found = ask("How do Arvia and the port authority differ on the ferry pass?", library)
    assert found.understood is not None
    assert (found.understood.kind, found.understood.actors) == (Kind.COMPARISON, ("Arvia", "port authority"))


def test_what_changed_is_what_anybody_wants_or_refuses_since(library: WrittenLibrary) -> None:
    library.say("b.txt", "Belmark", "the ferry treaty")
    for piece, probability in (("at once", 0.05), ("Belmark praised", 0.1), ("foreign soldiers", 0.1)):
        library.rank(piece, probability)
    found = ask("What changed since 2031-05-01?", library)
    assert [(claim.actor, claim.citations[0].source) for claim in found.claims] == [("Arvia", "b.txt")]


def test_a_name_that_no_article_mentions_is_told_beside_the_answer(library: WrittenLibrary) -> None:
    writer = ExtractiveWriter()

    class Sure(ExtractiveWriter):
        def write(self, question: Question, library: Library) -> Draft:
            return writer.write(question.model_copy(update={"unknown": ()}), library).model_copy(
                update={"question": question}
            )

    text = "What do Arvia and Zubrowka say about foreign soldiers?"
    found = answer(text, library, Sure(), writer, date(2031, 6, 1))
    assert (found.status, found.note) == ("answered", "No article mentions “Zubrowka”.")


def test_whoever_speaks_for_a_body_stands_for_both(library: WrittenLibrary) -> None:
    library.articles["c.txt"] = Article("c.txt", "Arvia wants new oars, Lind said.", "")
    library.say("c.txt", "Oda Lind", "Arvia wants new oars", cue="said", mention="Lind")
    library.say("c.txt", "Arvia", "new oars", act=Act.DEMAND, cue="wants")
    assert [claim.actor for claim in ask("Who wants new oars?", library).claims] == ["Oda Lind"]


def test_since_leaves_out_what_is_older(library: WrittenLibrary) -> None:
    found = ask("What has Arvia demanded since 2031-05-01?", library)
    assert {citation.source for claim in found.claims for citation in claim.citations} == {"b.txt"}


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", Reason.EMPTY_QUESTION),
        ("🙂", Reason.EMPTY_QUESTION),
        ("What does Zubrowka demand?", Reason.UNKNOWN_ACTOR),
        ("What does Arvia say about Japan?", Reason.NO_EVIDENCE),  # a state that no article mentions
        ("What does Japan demand?", Reason.UNKNOWN_ACTOR),
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


def test_a_name_that_only_signs_an_article_is_mentioned() -> None:
    class Unsigned(WrittenLibrary):
        def actors_in(self, text: str) -> tuple[Sequence[tuple[Actor, Span]], Sequence[str]]:
            return [], ["Ottoline Grave"]

        def search(self, question: str, k: int) -> Sequence[Hit]:
            return ()  # a byline is furniture

    found = ask("What does Ottoline Grave think?", Unsigned({"a.txt": "By Ottoline Grave\nThe ferry sails."}))
    assert (found.reason, found.note) == (Reason.NO_EVIDENCE, "No article quotes “Ottoline Grave”.")


def test_what_the_articles_speak_of_is_not_off_topic(library: WrittenLibrary) -> None:
    assert ask("When did the ferry treaty harbour burn?", library).reason is Reason.NO_EVIDENCE
    assert ask("What do volcanoes and glaciers demand?", library).reason is Reason.OFF_TOPIC
