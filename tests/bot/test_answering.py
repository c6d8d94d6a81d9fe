"""A question to an answer over a few sentences: which statements answer, and what is said where none does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from bot.answering import answer
from bot.types import Answer, Reason
from bot.writers.extractive import ExtractiveWriter
from retrieval.types import Act, Actor, Article, Hit, Polarity, Span
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


def told(library: WrittenLibrary, text: str, name: str = "c.txt") -> None:
    library.articles[name] = Article(name, text, "")


def test_a_refusal_to_comment_denies_nothing(library: WrittenLibrary) -> None:
    told(library, "Corland declined to comment on the wreck.")
    library.say("c.txt", "Corland", "to comment on the wreck", act=Act.REJECT, mention="Corland")
    assert ask("What does Corland reject?", library).claims == ()
    assert len(ask("What does Corland say about the wreck?", library).claims) == 1


def test_who_supports_it_is_told_by_words_and_not_by_the_act_alone(library: WrittenLibrary) -> None:
    text = (
        "Corland said it could no longer support the tunnel. Belmark said it remained in favour of the tunnel. "
        "Oda Lind demanded a promise that no gate would close under the tunnel scheme."
    )
    told(library, text)
    library.say("c.txt", "Corland", "it could no longer support the tunnel", act=Act.ACCEPT, polarity=Polarity.FOR)
    library.say("c.txt", "Belmark", "it remained in favour of the tunnel")
    promise = "a promise that no gate would close under the tunnel scheme"
    library.say("c.txt", "Oda Lind", promise, act=Act.DEMAND, polarity=Polarity.FOR)
    assert [claim.actor for claim in ask("Who supports the tunnel?", library).claims] == ["Belmark"]
    assert [claim.actor for claim in ask("Who opposes the tunnel?", library).claims] == ["Corland"]


def test_a_long_quotation_rejects_what_it_rejects(library: WrittenLibrary) -> None:
    text = "Corland said: “No decision was taken on the gates. The tunnel is the right thing for the coast.”"
    told(library, text)
    quote = "No decision was taken on the gates. The tunnel is the right thing for the coast."
    library.say("c.txt", "Corland", quote, act=Act.REJECT, polarity=Polarity.AGAINST)
    assert ask("Who opposes the tunnel?", library).claims == ()


def test_where_nobody_is_quoted_the_article_tells_who_is_against(library: WrittenLibrary) -> None:
    told(library, "Corland remains opposed to the tunnel. The tunnel opens in May.")
    found = ask("Who opposes the tunnel?", library)
    assert [(claim.actor, claim.reported_by) for claim in found.claims] == [("Corland", "The Courier")]


def test_own_words_that_demand_come_before_what_others_say(library: WrittenLibrary) -> None:
    told(library, "Belmark said pilots must be on every ship.")
    library.say("c.txt", "Belmark", "pilots must be on every ship")
    found = ask("What does Belmark demand?", library)
    assert [(claim.actor, claim.reported_by) for claim in found.claims] == [("Belmark", None)]


def test_yes_or_no_is_answered_by_the_verb_in_either_polarity(library: WrittenLibrary) -> None:
    told(library, "Corland praised the court. It would not be appealing, Corland said.")
    library.say("c.txt", "Corland", "praised the court", mention="Corland")
    library.say("c.txt", "Corland", "It would not be appealing", mention="Corland")
    assert quotes(ask("Is Corland going to appeal?", library)) == ["It would not be appealing"]


def test_a_number_asked_about_is_in_the_answer(library: WrittenLibrary) -> None:
    told(library, "Corland wants a ten percent cap. Later Corland said it would settle for 12.")
    library.say("c.txt", "Corland", "a ten percent cap", act=Act.DEMAND)
    library.say("c.txt", "Corland", "it would settle for 12")
    assert [claim.citations[0].quote for claim in ask("What does Corland say about 12 percent?", library).claims] == [
        "Corland said it would settle for 12."
    ]


def test_what_points_back_speaks_of_the_sentence_before(library: WrittenLibrary) -> None:
    told(library, "The board tabled an offer on the wreck.\n\nCorland said it was a step forward.")
    library.say("c.txt", "Corland", "it was a step forward")
    assert len(ask("What does Corland say about the wreck?", library).claims) == 1
    assert ask("What does Corland say about the wine tax?", library).claims == ()


def test_conditions_are_answered_by_conditions(library: WrittenLibrary) -> None:
    told(library, "Corland said it would lift the ban if the nets were cut. Corland called the ban just.")
    library.say("c.txt", "Corland", "it would lift the ban if the nets were cut")
    library.say("c.txt", "Corland", "just", mention="Corland")
    found = ask("Under what conditions would Corland lift the ban?", library)
    assert ["if the nets" in quote for quote in quotes(found)] == [True]


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


def test_why_is_answered_by_what_follows(library: WrittenLibrary) -> None:
    told(library, "Corland left the wreck commission. It said the commission was a sham.\n\nThe ferry sails.")
    library.say("c.txt", "Corland", "the commission was a sham", mention="It")
    found = ask("Why did Corland leave the wreck commission?", library)
    assert quotes(found) == ["Corland left the wreck commission.", "It said the commission was a sham."]


def test_why_is_answered_by_a_reason_alone(library: WrittenLibrary) -> None:
    told(library, "Corland left the wreck commission over its costs. The ferry sails.")
    assert quotes(ask("Why did Corland leave the wreck commission?", library)) == [
        "Corland left the wreck commission over its costs."
    ]


def test_a_change_is_told_by_what_goes_on_too(library: WrittenLibrary) -> None:
    told(library, "Corland asked for a toll of 6 crowns. In May Corland had asked for 9 crowns.")
    library.say("c.txt", "Corland", "a toll of 6 crowns", act=Act.APPEAL)
    library.say("c.txt", "Corland", "9 crowns", act=Act.APPEAL)
    assert len(ask("How has Corland's position on the toll changed?", library).claims) == 2


def test_who_does_it_is_in_a_sentence_with_the_verb(library: WrittenLibrary) -> None:
    told(library, "The ferry talks of the coast open in May. Ada Brel chairs the ferry talks.")
    assert quotes(ask("Who chairs the ferry talks of the coast?", library))[0] == "Ada Brel chairs the ferry talks."


def test_a_report_of_the_day_tells_when(library: WrittenLibrary) -> None:
    written = WrittenLibrary({"a.txt": "Crews have voted to strike."}, published={"a.txt": "2031-04-02"})
    found = ask("When did the crews vote to strike?", written)
    assert [claim.published for claim in found.claims] == ["2031-04-02"]
    assert (
        ask("When did the crews vote to strike?", WrittenLibrary({"a.txt": "Crews have voted to strike."})).claims == ()
    )
