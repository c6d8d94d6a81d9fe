"""A thread of questions over a few sentences: what each turn is read as, and what is shown again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import answer
from bot.conversation import follow, is_follow_up
from bot.types import NO_CONTEXT, Answer, Context, Kind, Question, Reason
from bot.writers.extractive import MOST_DONE, NO_FURTHER, ExtractiveWriter
from retrieval.types import Act, Actor, ActorKind, Alias
from tests.bot.written_library import WrittenLibrary

TODAY = date(2031, 6, 15)
TEXT = (
    "Arvia demands the return of the harbour. Arvia wants a ferry. Arvia asks for a lighthouse. Arvia seeks a crane. "
    "Arvia needs a tugboat. Arvia requires a pilot. Arvia claims a pier. Arvia buys a buoy. Arvia fills a slip. "
    "Arvia digs a dock. "
    "Minister Oda Lind of Arvia said the harbour was stolen. "
    "Belmark says that the harbour is its own. Corland calls the toll unfair. Six small ports say they sink."
)


@pytest.fixture
def library() -> WrittenLibrary:
    written = WrittenLibrary({"a.txt": TEXT}, published={"a.txt": "2031-05-02"})
    for name, alias in (("Arvia", "Port Arv"), ("Belmark", "Belmora"), ("Corland", "Corla")):
        written.know(name, alias)
    written.know("Tarsia")
    written.know("Oda Lind", "Lind", speaks_for="Arvia", role="Minister")
    written.actors += [
        Actor(many, ActorKind.GROUP, (Alias(many, "a test"),)) for many in ("hauliers", "six small ports")
    ]
    written.say("a.txt", "six small ports", "they sink")
    written.say("a.txt", "Arvia", "the return of the harbour", act=Act.DEMAND, issue="harbour", said="2031-05-01")
    for wish in ("a ferry", "a lighthouse", "a crane", "a tugboat", "a pilot", "a pier", "a buoy", "a slip", "a dock"):
        written.say("a.txt", "Arvia", wish, act=Act.DEMAND)
    written.say("a.txt", "Oda Lind", "the harbour was stolen", issue="harbour")
    written.say("a.txt", "Belmark", "the harbour is its own", issue="harbour")
    written.say("a.txt", "Corland", "the toll unfair", act=Act.REJECT, issue="toll")
    return written


def ask(text: str, library: WrittenLibrary, context: Context = NO_CONTEXT) -> Answer:
    writer = ExtractiveWriter()
    return answer(text, library, writer, writer, TODAY, context)


def thread(*texts: str, library: WrittenLibrary) -> tuple[Context, Answer]:
    context = NO_CONTEXT
    for text in texts:
        found = ask(text, library, context)
        context = context.then(text, found)
    return context, found


def read(*texts: str, library: WrittenLibrary) -> Question:
    """What the last of these turns is read as."""
    context, _ = thread(*texts[:-1], library=library)
    return follow(texts[-1], context, library, TODAY)


FIRST = "What does Arvia say about the harbour?"
LIND = "What does Lind say about the harbour?"
BOTH = "How do Arvia and Belmark differ on the harbour?"
EACH = "What do Arvia and Belmark say about the harbour?"
MOVED = "How has Arvia's position on the harbour changed?"
CHANGES: list[tuple[str, str, str, Kind]] = [
    # (the first question, the follow-up, what it is read as, its kind)
    (FIRST, "and Belmark?", "What does Belmark say about the harbour?", Kind.POSITION),
    (FIRST, "And Belmora", "What does Belmora say about the harbour?", Kind.POSITION),
    (FIRST, "what about Belmark?", "What does Belmark say about the harbour?", Kind.POSITION),
    (FIRST, "Belmark?", "What does Belmark say about the harbour?", Kind.POSITION),
    (FIRST, "and Belmark and Corland?", "What does Belmark and Corland say about the harbour?", Kind.POSITION),
    (FIRST, "and what does Belmark say?", "what does Belmark say about harbour?", Kind.POSITION),
    (FIRST, "what about the toll?", "What does Arvia say about the toll?", Kind.POSITION),
    (FIRST, "and on the toll?", "What does Arvia say about the toll?", Kind.POSITION),
    (FIRST, "how about Belmark on the toll?", "What does Belmark say about the toll?", Kind.POSITION),
    (FIRST, "and in March?", "What does Arvia say about the harbour in March?", Kind.POSITION),
    (FIRST, "and Belmark in March?", "What does Belmark say about the harbour in March?", Kind.POSITION),
    (FIRST, "why?", "What are Arvia's reasons on harbour?", Kind.POSITION),
    (FIRST, "but why is that?", "What are Arvia's reasons on harbour?", Kind.POSITION),
    ("Does Arvia reject the toll?", "why?", "Why does Arvia reject the toll?", Kind.POSITION),
    (FIRST, "since when?", "Since when is this the position of Arvia on harbour?", Kind.TIMELINE),
    (FIRST, "and what does Selmark think of it?", "what does Selmark think of harbour?", Kind.POSITION),
    (FIRST, "what does it say about the toll?", "what does Arvia say about the toll?", Kind.POSITION),
    (FIRST, "And what does it reject?", "what does Arvia reject?", Kind.POSITION),
    (FIRST, "what is their view of the toll?", "what is Arvia's view of the toll?", Kind.POSITION),
    (FIRST, "what does Belmark say about that?", "what does Belmark say about harbour?", Kind.POSITION),
    (FIRST, "who disagrees?", "who disagrees with Arvia about harbour?", Kind.WHO),
    (FIRST, "and who disagrees with that?", "who disagrees with harbour?", Kind.WHO),
    (LIND, "what did she say about the toll?", "what did Oda Lind say about the toll?", Kind.POSITION),
    (LIND, "and her position on the toll?", "Oda Lind's position on the toll?", Kind.POSITION),
    (BOTH, "and the toll?", "How do Arvia and Belmark differ on the toll?", Kind.COMPARISON),
    (BOTH, "and Corland?", "How do Arvia, Belmark and Corland differ on harbour?", Kind.COMPARISON),
    (EACH, "compare them", "How do Arvia and Belmark differ on harbour?", Kind.COMPARISON),
    (MOVED, "and Belmark?", "How has Belmark's position on the harbour changed?", Kind.TIMELINE),
    ("What has Arvia said since March?", "and since April?", "What has Arvia said since April?", Kind.TIMELINE),
    ("Who rejects the toll?", "and the harbour?", "Who rejects the harbour?", Kind.WHO),
    (
        "What does the captain say about the toll?",
        "and the pier?",
        "What does the captain say about the pier?",
        Kind.POSITION,
    ),
    ("Who rejects the toll?", "who is for it?", "who is for toll?", Kind.WHO),
    ("Who rejects the toll?", "and Belmark?", "What does Belmark say about toll?", Kind.POSITION),
    ("Who rejects the toll?", "who is against?", "who is against toll?", Kind.WHO),
    ("Who rejects the toll?", "who supports?", "who supports toll?", Kind.WHO),
    ("Who rejects the toll?", "and who doesn't?", "Who rejects the toll and who doesn't?", Kind.WHO),
    (
        "What did the head of the quay say about how fast it sinks?",
        "and Belmark?",
        "What did Belmark say about how fast it sinks?",
        Kind.POSITION,
    ),
    (
        "How do Lind and Belmark differ on when the harbour may close?",
        "why does she prefer that?",
        "What are Oda Lind's reasons on when the harbour may close?",
        Kind.POSITION,
    ),
    (FIRST, "why does Lind prefer it?", "why does Lind prefer harbour?", Kind.POSITION),
    (FIRST, "and the hauliers?", "What does hauliers say about the harbour?", Kind.POSITION),
    (
        "What does Arvia have against the toll?",
        "and the six ports?",
        "What does the six ports have against the toll?",
        Kind.POSITION,
    ),
    (FIRST, "and about Belmark?", "What does Arvia say about Belmark?", Kind.POSITION),
    (FIRST, "do the pilots agree?", "do the pilots agree with Arvia about harbour?", Kind.POSITION),
    (
        "What does Arvia say about Belmark and the toll?",
        "and what does Belmark say about it?",
        "what does Belmark say about the toll?",
        Kind.POSITION,
    ),
    (FIRST, "what about Tarsia?", "What does Arvia say about Tarsia?", Kind.POSITION),  # who says nothing anywhere
]


def test_where_no_reason_is_told_beside_what_was_shown_that_is_said_of_it(library: WrittenLibrary) -> None:
    context, found = thread("What does Corland say about the unfair toll?", "why?", library=library)
    before = context.turns[0].answer
    assert [each.citations for each in found.claims] == [each.citations for each in before.claims]
    assert found.note == NO_FURTHER


def test_a_thread_goes_on_about_what_it_was_about(library: WrittenLibrary) -> None:
    _, found = thread("Who rejects the toll?", "and the zeppelin?", library=library)
    assert (found.status, found.reason) == ("abstained", Reason.NO_EVIDENCE)


def test_a_pronoun_means_the_last_person_of_its_sex(library: WrittenLibrary) -> None:
    library.know("James Orr", "Orr", role="Harbour Master")
    library.know("Maria Sund", "Sund", role="Harbour Master")
    library.say("a.txt", "James Orr", "a tugboat")
    for first, pronoun, meant in (("James", "she", "Maria Sund"), ("Maria", "he", "James Orr")):
        names = ("James Orr", "Maria Sund") if first == "James" else ("Maria Sund", "James Orr")
        both = f"What do {names[0]} and {names[1]} say about the harbour?"
        assert f"{meant} say" in read(both, f"what did {pronoun} say about the toll?", library=library).focus
    earlier = ("What does Maria Sund say about the harbour?", "What does Corland say about the toll?")
    assert "Maria Sund say" in read(*earlier, "what did she say about the ferry?", library=library).focus


def test_a_persons_sex_is_what_the_articles_show_not_what_the_first_name_makes_likely() -> None:
    text = "James Orr came. She wants a pier. Maria Sund went. He wants a dock. Kim Vey said no."
    written = WrittenLibrary({"a.txt": text})
    for name in ("James Orr", "Maria Sund", "Kim Vey"):
        written.know(name, name.split()[1], role="Pilot")
    written.say("a.txt", "James Orr", "a pier", mention="She")
    written.say("a.txt", "Maria Sund", "a dock", mention="He")
    first = "What do James Orr and Maria Sund want?"
    assert read(first, "what does she say about the toll?", library=written).actors == ("James Orr",)
    assert read(first, "what does he say about the toll?", library=written).actors == ("Maria Sund",)
    # who is shown to be a woman is no "he", though nobody else was spoken of
    assert read("What does Orr want?", "what does he say about the toll?", library=written).actors == ()
    assert read("What does Vey want?", "what does he say about the toll?", library=written).actors == ("Kim Vey",)


def test_the_second_question_of_a_message_is_about_what_the_first_was_about(library: WrittenLibrary) -> None:
    found = ask("What does Lind say about the harbour? And why does she refuse?", library)
    understood = found.parts[1].understood
    assert understood is not None
    assert (understood.actors, understood.topic) == (("Oda Lind",), "harbour")
    assert read(LIND, "why does she?", library=library).topic == "harbour"
    assert read(LIND, "and what does she want?", library=library).topic == ""  # all of it


def test_it_is_no_person(library: WrittenLibrary) -> None:
    assert not read(LIND, "how much does it cost?", library=library).actors


def test_that_is_what_was_answered_where_nothing_else_was_asked_about(library: WrittenLibrary) -> None:
    question = read("What does Arvia demand?", "what does Belmark say to that?", library=library)
    assert question.focus.startswith("what does Belmark say to Arvia")
    assert question.actors == ("Belmark",)
    own = read("What does Arvia demand?", "what does Arvia say about it?", library=library)
    assert own.focus == "what does Arvia say about it?"  # else it would only find itself again


def test_why_asks_whoever_was_found(library: WrittenLibrary) -> None:
    question = read("Who calls the toll unfair?", "why do they?", library=library)
    assert (question.actors, question.focus) == (("Corland",), "Why is it that Corland calls the toll unfair?")


def test_when_asks_for_the_day_of_what_was_asked_about(library: WrittenLibrary) -> None:
    question = read("Does Arvia buy a buoy?", "when?", library=library)
    assert (question.focus, question.kind) == ("When does Arvia buy a buoy?", Kind.FACT)
    _, said = thread("What does Arvia demand on the return?", "when?", library=library)
    assert said.lead == "Arvia said that (1 May 2031)."


def test_since_then_is_since_the_days_asked_about_or_told(library: WrittenLibrary) -> None:
    question = read("What did Arvia say in March?", "and since then?", library=library)
    assert (question.actors, question.since, question.until) == (("Arvia",), "2031-03-31", None)
    assert read("What does Arvia demand?", "and since then?", library=library).since == "2031-05-02"


def test_two_pronouns_are_two_persons(library: WrittenLibrary) -> None:
    library.know("James Orr", "Orr", role="Pilot")
    question = read("What does Lind say about James Orr?", "what does she want from him?", library=library)
    assert (question.actors, question.about) == (("Oda Lind",), ("James Orr",))


def test_a_day_added_in_the_thread_limits_what_was_said(library: WrittenLibrary) -> None:
    question = read(FIRST, "and in March?", library=library)
    assert (question.since, question.until, question.perhaps) == ("2031-03-01", "2031-03-31", False)


def test_a_pronoun_of_somebody_named_beside_it_is_left(library: WrittenLibrary) -> None:
    library.know("James Orr", "Orr", role="Pilot")
    library.know("Maria Sund", "Sund", role="Pilot")
    first = "What does James Orr say about the harbour?"
    assert "James Orr's toll" in read(first, "does Maria Sund want his toll?", library=library).focus
    assert "her toll" in read(LIND, "does Oda Lind want her toll?", library=library).focus
    about = read(LIND, "what does James Orr say about her?", library=library).focus
    assert about.startswith("what does James Orr say about Oda Lind")


@pytest.mark.parametrize(("first", "text", "full", "kind"), CHANGES, ids=[f"{one[0][:20]} {one[1]}" for one in CHANGES])
def test_a_follow_up_is_written_out(first: str, text: str, full: str, kind: Kind, library: WrittenLibrary) -> None:
    question = read(first, text, library=library)
    assert (question.focus.casefold(), question.kind) == (full.casefold(), kind)
    assert question.follows


@pytest.mark.parametrize(
    "text",
    [
        "What does Belmark say about the toll?",
        "Who rejects the toll?",
        "Compare Arvia and Corland on the harbour",
        "Is it true that Belmark pays?",
        "which articles do you have?",
        "thanks",
        "And now for something completely different that nobody in this long thread has ever asked before, friends",
    ],
)
def test_what_stands_on_its_own_is_left_alone(text: str, library: WrittenLibrary) -> None:
    assert not read(FIRST, text, library=library).follows


def test_a_follow_up_without_a_thread_is_a_question_like_any_other(library: WrittenLibrary) -> None:
    for text in ("why?", "and Belmark?", "more", "who said that?"):
        assert not follow(text, NO_CONTEXT, library, TODAY).follows
        assert ask(text, library).question == text


def test_the_thread_goes_on_from_the_last_question_about_the_articles(library: WrittenLibrary) -> None:
    question = read(FIRST, "and Belmark?", "thanks", "what about the toll?", library=library)
    assert (question.actors, question.topic) == (("Belmark",), "toll")


def test_they_are_the_last_two_who_were_spoken_of(library: WrittenLibrary) -> None:
    question = read(FIRST, "and Belmark?", "do they agree?", library=library)
    assert (question.kind, set(question.actors), question.topic) == (Kind.COMPARISON, {"Arvia", "Belmark"}, "harbour")


def test_more_shows_what_was_not_shown(library: WrittenLibrary) -> None:
    first, more, rest = "What does Arvia demand?", "more", "anything else?"
    _, one = thread(first, library=library)
    _, two = thread(first, more, library=library)
    _, three = thread(first, *[more] * 5, rest, library=library)
    shown = [{claim.citations[0].start for claim in found.claims} for found in (one, two)]
    assert len(shown[0]) == MOST_DONE
    assert shown[1]
    assert not shown[0] & shown[1]
    assert (three.status, three.note) == ("abstained", "That was all that the articles have on it.")


@pytest.mark.parametrize("text", ["and who supports it?", "and who wants to keep it?", "who supports the toll?"])
def test_whoever_was_shown_is_not_of_the_other_side(text: str, library: WrittenLibrary) -> None:
    question = read("Who is against the unfair toll?", text, library=library)
    assert [each.quote for each in question.shown] == ["Corland calls the toll unfair."]
    assert not read("Who is against the unfair toll?", "who is against the unfair toll?", library=library).shown
    _, found = thread("Who is against the unfair toll?", text, library=library)
    assert (found.claims, found.note) == ((), None)  # not that this was all


def test_what_else_somebody_said_is_more(library: WrittenLibrary) -> None:
    question = read("What does Arvia demand?", "what else does it demand?", library=library)
    assert (question.actors, len(question.shown)) == (("Arvia",), MOST_DONE)


def test_who_said_that_is_answered_from_what_was_shown(library: WrittenLibrary) -> None:
    question = "What does Lind say about the stolen harbour?"
    _, first = thread(question, library=library)
    _, again = thread(question, "who said that?", library=library)
    assert again.claims == first.claims
    assert again.question == "who said that?"
    assert again.lead == "Oda Lind said that (article of 2 May 2031)."


def test_when_it_was_said_is_told_by_the_day(library: WrittenLibrary) -> None:
    _, found = thread("What does Arvia demand on the return?", "when was that?", library=library)
    assert found.lead == "Arvia said that (1 May 2031)."


def test_questions_of_one_message_go_on_from_each_other(library: WrittenLibrary) -> None:
    found = ask("What does Arvia say about the harbour? And Belmark?", library)
    assert [part.question for part in found.parts] == ["What does Arvia say about the harbour?", "And Belmark?"]
    assert [part.claims[0].actor for part in found.parts] == ["Arvia", "Belmark"]
    assert found.claims == tuple(claim for part in found.parts for claim in part.claims)


def test_of_twenty_questions_the_first_are_answered_and_the_rest_told(library: WrittenLibrary) -> None:
    found = ask("What does Arvia say about the harbour? " * 20, library)
    assert len(found.parts) == 5
    assert found.note == "Only the first 5 of 20 questions are answered."


def test_ten_thousand_characters_are_answered(library: WrittenLibrary) -> None:
    found = ask("What does Arvia say about the harbour " + "and the lighthouse " * 520, library)
    assert found.status in ("answered", "abstained")
    assert "2,000" in (found.note or "")


@pytest.mark.parametrize(
    "text", ["why?", "Why", "and Moscow", "what about the toll", "more", "compare them", "since when", "who said that"]
)
def test_a_follow_up_is_known_by_its_form(text: str) -> None:
    assert is_follow_up(text)


@pytest.mark.parametrize(
    "text", ["ok", "I think so too", "And then we went to lunch with the others", "Belmark is right", "Thanks, so do I"]
)
def test_chatter_has_no_such_form(text: str) -> None:
    assert not is_follow_up(text)


@given(st.text(max_size=200))
def test_any_text_can_follow_any_question(text: str) -> None:
    written = WrittenLibrary({"a.txt": "Arvia demands the harbour."})
    written.know("Arvia")
    written.say("a.txt", "Arvia", "the harbour", act=Act.DEMAND)
    context, _ = thread("What does Arvia demand?", library=written)
    assert set(follow(text, context, written, TODAY).actors) <= {"Arvia"}
    assert ask(text, written, context).question == text


def test_a_long_conversation_is_remembered_by_its_end(library: WrittenLibrary) -> None:
    context = NO_CONTEXT
    for number in range(30):
        context = context.then(str(number), Answer(question=str(number), status="abstained"))
    assert [turn.asked for turn in context.turns] == [str(number) for number in range(20, 30)]
