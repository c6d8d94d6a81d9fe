"""The writer without a chat model, over sentences of which the test says how probably each answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.types import Citation, Draft, Kind, Question, Reason
from bot.writers.extractive import MOST, OTHER_DAYS, PER_ACTOR, ExtractiveWriter
from retrieval.matching.weights import weights
from retrieval.types import Act, Polarity
from tests.bot.written_library import BAR, CLEAR, FAINT, WrittenLibrary

TEXTS = {
    "a.txt": "Arvia demands the harbour. Arvia wants the pier. Arvia asks for a crane. The wind blew all night.",
    "b.txt": "Belmark rejects the harbour deal. Belmark needs new tugboats. Oda Lind of Arvia praised the lighthouse.",
    "c.txt": "Corland seeks a smaller toll. Arvia demands the harbour.",
}
DAYS = {"a.txt": "2031-04-02", "b.txt": "2031-03-02", "c.txt": "2031-05-02"}
CROWD = " ".join(f"Arvia wants {thing}." for thing in "bread salt wool iron glass paper timber".split())


@pytest.fixture
def library() -> WrittenLibrary:
    written = WrittenLibrary({**TEXTS, "d.txt": CROWD}, published=DAYS)
    for name in ("Arvia", "Belmark", "Corland"):
        written.know(name)
    written.know("Oda Lind", speaks_for="Arvia")
    for source, holder, quote in (
        ("a.txt", "Arvia", "the harbour"),
        ("a.txt", "Arvia", "the pier"),
        ("a.txt", "Arvia", "a crane"),
        ("b.txt", "Belmark", "the harbour deal"),
        ("b.txt", "Belmark", "new tugboats"),
        ("b.txt", "Oda Lind", "praised the lighthouse"),
        ("c.txt", "Corland", "a smaller toll"),
        ("c.txt", "Arvia", "the harbour"),
    ):
        written.say(source, holder, quote, act=Act.DEMAND)
    for thing in "bread salt wool iron glass paper timber".split():
        written.say("d.txt", "Arvia", thing, act=Act.DEMAND)
    return written


def write(library: WrittenLibrary, kind: Kind = Kind.POSITION, *actors: str, **more: object) -> Draft:
    question = Question(text="What is said?", kind=kind, actors=actors, **more)  # type: ignore[arg-type]
    return ExtractiveWriter().write(question, library)


def texts(draft: Draft) -> list[str]:
    return [each.text for each in draft.proposals]


def test_what_is_below_the_bar_is_not_shown(library: WrittenLibrary) -> None:
    library.rank("the pier", CLEAR)
    library.rank("a crane", FAINT)
    draft = write(library, Kind.POSITION, "Arvia", topic="the pier")
    assert texts(draft) == ["Arvia wants the pier."]
    assert draft.probability == round(CLEAR, 3)
    assert weights().shown < draft.proposals[0].confidence < 1


def test_without_a_topic_all_that_somebody_says_answers(library: WrittenLibrary) -> None:
    library.rank("the pier", FAINT)
    library.rank("a crane", FAINT / 2)
    library.rank("new tugboats", FAINT)
    assert texts(write(library, Kind.POSITION, "Arvia")) == ["Arvia wants the pier.", "Arvia asks for a crane."]
    assert texts(write(library, Kind.POSITION, "Arvia", topic="the toll")) == []


def test_where_nothing_answers_the_nearest_are_named(library: WrittenLibrary) -> None:
    for place, piece in enumerate(("the pier", "a crane", "wind blew", "smaller toll"), 1):
        library.rank(piece, FAINT / place)
    draft = write(library, Kind.POSITION, "Arvia", topic="the toll")
    assert (draft.proposals, draft.reason) == ((), Reason.NO_EVIDENCE)
    assert [(each.text, each.actor) for each in draft.closest] == [
        ("Arvia wants the pier.", "Arvia"),
        ("Arvia asks for a crane.", "Arvia"),
        ("The wind blew all night.", None),
    ]
    for each in draft.closest:
        assert library.articles[each.source].text[each.start : each.end] == each.text


def test_a_name_that_no_article_has_makes_the_same_words_less_probable(library: WrittenLibrary) -> None:
    library.rank("the pier", BAR)
    assert write(library).proposals
    assert not write(library, unknown=("Zubrowka",)).proposals


def test_no_more_than_five_claims_the_likeliest_first(library: WrittenLibrary) -> None:
    things = "bread salt wool iron glass paper timber".split()
    for place, thing in enumerate(things):
        library.rank(thing, CLEAR - place * (CLEAR - BAR) / len(things))
    assert texts(write(library, Kind.POSITION, "Arvia")) == [f"Arvia wants {thing}." for thing in things[:MOST]]


def test_one_claim_for_each_thing_said_with_all_its_sources(library: WrittenLibrary) -> None:
    library.rank("the harbour.", CLEAR, "a.txt")
    library.rank("the harbour.", CLEAR, "c.txt")
    (only,) = write(library, Kind.POSITION, "Arvia").proposals
    assert [each.source for each in only.evidence] == ["a.txt", "c.txt"]


def test_each_actor_of_a_comparison_has_its_share(library: WrittenLibrary) -> None:
    for thing in ("bread", "salt", "wool", "iron"):
        library.rank(thing, CLEAR)
    library.rank("tugboats", FAINT)  # not sure, but all that Belmark has
    draft = write(library, Kind.COMPARISON, "Arvia", "Belmark")
    assert [each.actor for each in draft.proposals] == ["Arvia"] * PER_ACTOR + ["Belmark"]


def test_compared_with_who_speaks_for_it_each_has_its_own_words(library: WrittenLibrary) -> None:
    library.rank("praised the lighthouse", CLEAR)
    library.rank("bread", CLEAR - 0.01)
    found = write(library, Kind.COMPARISON, "Arvia", "Oda Lind").proposals
    assert [(each.actor, "lighthouse" in each.text) for each in found] == [("Arvia", False), ("Oda Lind", True)]


def test_who_is_answered_by_one_holder_after_the_other(library: WrittenLibrary) -> None:
    for place, piece in enumerate(("bread", "salt", "harbour deal", "tugboats", "smaller toll")):
        library.rank(piece, CLEAR - place * (CLEAR - BAR) / 10)
    draft = write(library, Kind.WHO)
    assert [each.actor for each in draft.proposals] == ["Arvia", "Belmark", "Corland", "Arvia"]


def test_a_timeline_is_in_the_order_of_days_and_shows_the_same_again_on_another_day(library: WrittenLibrary) -> None:
    for source, piece in (("c.txt", "the harbour"), ("a.txt", "the harbour"), ("b.txt", "praised the lighthouse")):
        library.rank(piece, CLEAR, source)
    draft = write(library, Kind.TIMELINE, "Arvia")
    assert [each.published for each in draft.proposals] == ["2031-03-02", "2031-04-02", "2031-05-02"]
    assert [each.speaker for each in draft.proposals] == ["Oda Lind", None, None]


def test_what_was_shown_is_not_shown_again(library: WrittenLibrary) -> None:
    library.rank("bread", CLEAR)
    library.rank("salt", BAR)
    (first, _) = write(library, Kind.POSITION, "Arvia").proposals
    seen = first.evidence[0]
    shown = (Citation(source=seen.source, start=seen.start, end=seen.end, quote=seen.quote),)
    assert texts(write(library, Kind.POSITION, "Arvia", shown=shown)) == ["Arvia wants salt."]


def test_what_is_left_out_makes_no_other_sentence_an_answer() -> None:
    library = WrittenLibrary({"a.txt": "Should Arvia shut the port? The wind blew. Belmark rejects the port."})
    library.know("Belmark")
    library.say("a.txt", "Belmark", "the port.", act=Act.REJECT, polarity=Polarity.AGAINST)
    library.rank("shut the port", CLEAR)
    library.rank("wind blew", 0.05)
    asked = write(library, topic="the port")  # a question of the article's own answers nothing
    assert (asked.proposals, asked.probability) == ((), 0.05)
    library.rank("rejects the port", CLEAR)
    opposed = write(library, topic="the port")
    assert texts(opposed) == ["Belmark rejects the port."]
    shown = tuple(
        Citation(source=e.source, start=e.start, end=e.end, quote=e.quote) for e in opposed.proposals[0].evidence
    )
    again = write(library, topic="the port", shown=shown)
    assert (again.proposals, again.probability) == ((), 0.05)


def test_nothing_in_common_is_no_evidence(library: WrittenLibrary) -> None:
    draft = write(library, focus="taxation of wine")
    assert (draft.proposals, draft.closest, draft.reason) == ((), (), Reason.NO_EVIDENCE)


def test_days_asked_about_are_all_that_is_looked_at(library: WrittenLibrary) -> None:
    draft = write(library, Kind.POSITION, "Arvia", focus="harbour", since=date(2031, 5, 1).isoformat())
    assert [each.evidence[0].source for each in draft.proposals] == ["c.txt"]


def test_what_was_said_on_other_days_is_no_answer_but_the_closest(library: WrittenLibrary) -> None:
    asked = {"focus": "What did Belmark say about tugboats in May?", "topic": "tugboats"}
    days = {"since": "2031-05-01", "until": "2031-05-31"}
    draft = write(library, Kind.POSITION, "Belmark", **asked, **days, perhaps=True)
    assert (draft.proposals, [each.text for each in draft.closest]) == ((), ["Belmark needs new tugboats."])
    assert draft.note == OTHER_DAYS


def test_a_day_that_may_be_the_topics_own_hides_no_answer(library: WrittenLibrary) -> None:
    asked = {"focus": "What did Belmark say about the tugboats on May 1?", "topic": "tugboats on May 1"}
    day = {"since": "2031-05-01", "until": "2031-05-01"}
    draft = write(library, Kind.POSITION, "Belmark", **asked, **day, perhaps=True)
    assert (texts(draft), draft.note) == (["Belmark needs new tugboats."], OTHER_DAYS)
    assert write(library, Kind.POSITION, "Belmark", **asked, **day).proposals == ()


def test_a_fact_with_the_number_asked_for_needs_less(library: WrittenLibrary) -> None:
    written = WrittenLibrary({"a.txt": "The storm took 14 boats.", "b.txt": "The storm took some boats."})
    for source, shown in (("a.txt", True), ("b.txt", False)):
        other = WrittenLibrary({source: written.articles[source].text})
        other.rank("The storm", 0.45)
        other.chance = CLEAR
        question = Question(text="How many boats did the storm take?", kind=Kind.FACT)
        assert bool(ExtractiveWriter().write(question, other).proposals) is shown


def test_all_that_somebody_demands_is_shown(library: WrittenLibrary) -> None:
    for thing in "bread salt wool iron glass paper".split():
        library.rank(thing, 0.2)
    draft = write(library, Kind.POSITION, "Arvia", acts=(Act.DEMAND,))
    assert len(draft.proposals) == MOST + 2


def test_a_statement_on_the_very_topic_is_an_answer_however_faint(library: WrittenLibrary) -> None:
    library.rank("new tugboats", 0.01)
    assert texts(write(library, Kind.POSITION, "Belmark", topic="tugboats")) == ["Belmark needs new tugboats."]
    assert texts(write(library, Kind.POSITION, "Belmark", topic="lighthouse")) == []


def test_a_headline_that_breaks_off_is_no_answer_beside_a_sentence() -> None:
    library = WrittenLibrary({"a.txt": "Arvia says the dam is unsafe, as ...\n\nMiners say the dam is unsafe."})
    library.know("Arvia")
    row = library.say("a.txt", "Arvia", "the dam is unsafe", cue="says")
    library.statements[-1] = replace(row, headline=True)
    library.say("a.txt", "Miners", "Miners say the dam is unsafe")
    asked = "What does Arvia say about the unsafe dam?"
    question = Question(text=asked, kind=Kind.POSITION, actors=("Arvia",), topic="unsafe dam")
    found = ExtractiveWriter().write(question, library).proposals
    assert [each.text for each in found] == ["Miners say the dam is unsafe."]


def test_a_timeline_shows_what_would_be_too_unsure_elsewhere(library: WrittenLibrary) -> None:
    library.rank("the harbour", CLEAR, "c.txt")
    library.rank("the pier", 0.6 * weights().shown)
    assert len(write(library, Kind.TIMELINE, "Arvia", topic="port").proposals) == 2
    assert len(write(library, Kind.POSITION, "Arvia", topic="port").proposals) == 1


def test_what_is_near_a_fact_is_no_answer(library: WrittenLibrary) -> None:
    library.chance = 0.9  # that anything answers
    library.rank("the pier", 0.45)
    assert texts(write(library, Kind.POSITION, topic="pier")) == ["Arvia wants the pier."]
    asked = Question(text="What does Norra demand?", kind=Kind.FACT, topic="pier")
    assert texts(ExtractiveWriter().write(asked, library)) == ["Arvia wants the pier."]
    asked = Question(text="When does Norra open the pier?", kind=Kind.FACT, topic="pier")
    draft = ExtractiveWriter().write(asked, library)
    assert (draft.proposals, [each.text for each in draft.closest]) == ((), ["Arvia wants the pier."])


def test_whoever_hardly_says_it_is_not_shown_with_it(library: WrittenLibrary) -> None:
    library.rank("the pier", CLEAR)
    library.rank("a crane", 0.9 * CLEAR)
    sure = library.statements
    library.statements = [replace(row, confidence=0.01) if "pier" in row.quote else row for row in sure]
    draft = write(library, Kind.POSITION, "Arvia", topic="the port")
    assert texts(draft) == ["Arvia asks for a crane."]


def test_words_in_quotation_marks_of_nobody_are_the_articles_own_where_nothing_else_answers() -> None:
    library = WrittenLibrary({"a.txt": "Somewhere the toll was called “a disgrace” by the fishers. Arvia has a port."})
    library.rank("the toll", CLEAR)
    draft = write(library, Kind.POSITION, topic="the toll")
    assert [each.actor for each in draft.proposals] == ["The Courier"]
    library.rank("has a port", 0.9 * CLEAR)
    draft = write(library, Kind.POSITION, topic="the toll")
    assert texts(draft) == ["Arvia has a port."]


def test_who_is_asked_about_is_not_who_disagrees_with_it(library: WrittenLibrary) -> None:
    library.rank("the pier", CLEAR)
    library.rank("a smaller toll", 0.9 * CLEAR)
    draft = write(library, Kind.WHO, topic="the pier", about=("Arvia",), lean=Polarity.AGAINST)
    assert {each.actor for each in draft.proposals} == {"Corland"}


def test_where_somebody_says_nothing_others_are_not_all_shown(library: WrittenLibrary) -> None:
    """Whatever Arvia says answers "What does Arvia say?"; what Belmark says does not."""
    for piece in ("harbour deal", "a smaller toll"):
        library.rank(piece, 0.1)
    library.statements = [row for row in library.statements if row.holder not in ("Arvia", "Oda Lind")]
    assert write(library, Kind.POSITION, "Arvia").proposals == ()
