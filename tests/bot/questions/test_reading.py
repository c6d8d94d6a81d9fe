from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions import LONGEST, is_blank, read_one
from bot.questions.languages import is_english
from bot.types import Kind, Question
from retrieval.types import Act, Polarity
from tests.bot.written_library import WrittenLibrary

TODAY = date(2031, 6, 15)


@pytest.fixture
def library() -> WrittenLibrary:
    text = "Arvia demands the return of the harbour. Belmark and Corland talk about fishing rights."
    written = WrittenLibrary({"a.txt": text}, published={"a.txt": "2031-04-02"})
    written.know("Arvia", "Port Arv")
    written.know("Belmark")
    written.know("Corland")
    written.say("a.txt", "Arvia", "the return of the harbour", issue="harbour")
    return written


def ask(text: str, library: WrittenLibrary) -> Question:
    return read_one(text, library, TODAY)


@pytest.mark.parametrize(
    ("text", "kind", "actors"),
    [
        ("What does Port Arv demand?", Kind.POSITION, ("Arvia",)),
        ("What does Arvia think of Belmark?", Kind.POSITION, ("Arvia",)),
        ("What do Arvia and Belmark say about Corland?", Kind.POSITION, ("Arvia", "Belmark")),
        ("How do Arvia and Belmark differ on fishing rights?", Kind.COMPARISON, ("Arvia", "Belmark")),
        ("How does Arvia's view of the harbour differ from Belmark's?", Kind.COMPARISON, ("Arvia", "Belmark")),
        ("Compare Arvia, Belmark and Corland", Kind.COMPARISON, ("Arvia", "Belmark", "Corland")),
        ("Arvia vs Belmark on the harbour", Kind.COMPARISON, ("Arvia", "Belmark")),
        ("Who rejects the harbour deal?", Kind.WHO, ()),
        ("Which countries support Arvia?", Kind.WHO, ()),
        ("How has Arvia's position changed?", Kind.TIMELINE, ("Arvia",)),
        ("What has Belmark said since March?", Kind.TIMELINE, ("Belmark",)),
        ("What has changed since March?", Kind.TIMELINE, ()),
        ("Does Arvia accept a ceasefire?", Kind.POSITION, ("Arvia",)),
        ("When did the ferry sink?", Kind.FACT, ()),
        ("When did Arvia begin filling the lake?", Kind.FACT, ("Arvia",)),
        ("When did Arvia first demand the harbour?", Kind.TIMELINE, ("Arvia",)),
        ("flibbertigibbet", Kind.FACT, ()),
    ],
)
def test_the_kind_and_whom_it_is_about(text: str, kind: Kind, actors: tuple[str, ...], library: WrittenLibrary) -> None:
    question = ask(text, library)
    assert (question.kind, question.actors) == (kind, actors)


@pytest.mark.parametrize(
    ("text", "acts", "topic"),
    [
        ("Who accepted the offer?", (Act.ACCEPT,), "offer"),
        ("What does Arvia say about the demand for ferries?", (), "demand for ferries"),
        ("What is the offer of Arvia?", (), "offer"),
        ("What does Arvia demand and offer?", (Act.DEMAND, Act.OFFER), ""),
    ],
)
def test_an_offer_that_is_spoken_of_is_no_offering(
    text: str, acts: tuple[Act, ...], topic: str, library: WrittenLibrary
) -> None:
    question = ask(text, library)
    assert (question.acts, question.topic) == (acts, topic)


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("What does Arvia demand?", (Act.DEMAND,)),
        ("What does Arvia reject?", (Act.REJECT,)),
        ("What has Arvia offered Belmark?", (Act.OFFER,)),
        ("What does Arvia threaten?", (Act.THREATEN,)),
        ("What is Arvia's position on the harbour?", ()),
        ("Does Arvia accept the harbour deal?", ()),
    ],
)
def test_the_acts(text: str, acts: tuple[Act, ...], library: WrittenLibrary) -> None:
    assert ask(text, library).acts == acts


def test_the_topic_keeps_what_the_frame_does_not(library: WrittenLibrary) -> None:
    question = ask("What is Arvia's position on the harbour with Corland?", library)
    assert question.topic == "harbour with Corland"
    assert question.about == ("Corland",)
    assert question.issue == "harbour"


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("What has Arvia said since March?", "2031-03-01", None),
        ("What has Arvia said since November?", "2030-11-01", None),
        ("What did Arvia say before 3 March 2030?", None, "2030-03-03"),
        ("What did Arvia say after 2029?", "2029-01-01", None),
        ("What did Arvia say since 2031-02-03?", "2031-02-03", None),
        ("What did Arvia say since last week?", "2031-06-08", None),
        ("What did Arvia say since 31 February?", None, None),
        ("What did Arvia say until December 2030?", None, "2030-12-31"),
        ("What did Arvia say until 2030?", None, "2030-12-31"),
        ("What did Arvia say between March and the end of May 2031?", "2031-03-01", "2031-05-31"),
        ("What did Arvia say in March?", "2031-03-01", "2031-03-31"),
        ("What did Arvia say on 3 March 2030?", "2030-03-03", "2030-03-03"),
        ("What did Arvia say last week?", "2031-06-08", "2031-06-15"),
        ("what did Arvia say yesterday", "2031-06-14", "2031-06-14"),
        ("Does Arvia think that it runs until May?", None, None),
        ("What did Arvia say until 4 December 2030?", None, "2030-12-04"),
        ("What did Arvia say before December 2030?", None, "2030-12-01"),
        ("What has Arvia said since the end of 2030?", "2030-12-31", None),
        ("What did Arvia say about the letter from Marchetti?", None, None),
        ("What did Arvia say after Mayor Lind spoke?", None, None),
        ("What did Arvia say in 2029?", "2029-01-01", "2029-12-31"),
        ("What did Arvia say in 2029 about the harbour?", "2029-01-01", "2029-12-31"),
        ("What did Arvia say in 2000 villages?", None, None),
        ("What does Arvia say about the letter that was sent on 3 March?", None, None),
        ("What is Arvia asked by 2000 farmers?", None, None),
        ("Where does Arvia stand?", None, None),
    ],
)
def test_the_dates(text: str, since: str | None, until: str | None, library: WrittenLibrary) -> None:
    question = ask(text, library)
    assert (question.since, question.until) == (since, until)


def test_a_month_without_a_year_is_the_last_one_with_an_article() -> None:
    days = {"a.txt": "2030-01-18", "b.txt": "2031-03-05"}
    library = WrittenLibrary(dict.fromkeys(days, "Arvia spoke."), published=days)
    library.know("Arvia")
    assert ask("What did Arvia say in January?", library).since == "2030-01-01"
    assert ask("What did Arvia say in February?", library).since == "2031-02-01"  # none has: the last one
    assert ask("What has Arvia said since January?", library).since == "2031-01-01"


def test_a_day_that_is_the_topics_stays_in_it(library: WrittenLibrary) -> None:
    question = ask("What does Arvia say about the letter that was sent on 3 March?", library)
    assert (question.topic, question.perhaps) == ("letter that was sent on 3 March", False)
    assert ask("What did Arvia say about meeting Belmark on 3 March?", library).perhaps
    assert not ask("What did Arvia say on 3 March?", library).perhaps


def test_a_name_that_no_article_mentions_is_said_to_be_unknown(library: WrittenLibrary) -> None:
    assert ask("What does Zubrowka demand?", library).unknown == ("Zubrowka",)


@pytest.mark.parametrize("text", ["", "  \n", "🙂🙂", "?!…", "\u200b\u200f", "—"])
def test_nothing_readable_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "Чего требует Москва?", "中", "5"])
def test_any_script_is_readable(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    "text",
    [
        "What does Arvia want?",
        "Did Arvia die in de Lorn?",
        "Arvia demands",
        "harbour",
        "Arvia harbour",
        "who?",
        "position Arvia lake",
    ],
)
def test_english_is_read(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "¿Qué exige Moscú?",
        "Чего требует Москва?",
        "莫斯科要求什么?",
        "Welche Forderungen stellt Arvia?",
        "Was will Arvia bei der Maut?",
        "Quelle est la position de Arvia sur la route ?",
    ],
)
def test_other_languages_are_not(text: str) -> None:
    assert not is_english(text)


@given(st.text(max_size=300))
def test_any_text_is_understood_somehow(text: str) -> None:
    written = WrittenLibrary({"a.txt": "Arvia demands the harbour."})
    written.know("Arvia")
    question = read_one(text, written, TODAY)
    assert len(question.text) <= LONGEST
    assert set(question.actors) <= {"Arvia"}


def test_a_very_long_question_is_cut(library: WrittenLibrary) -> None:
    assert len(ask("What does Arvia demand? " * 500, library).text) == LONGEST


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Is Arvia going to appeal?", "appeal"),
        ("Has Arvia dropped its threat?", "dropped its threat"),
        ("Does Arvia favour the ferry?", "ferry"),
        ("Is Arvia ready to go to court?", "court"),
        ("Did Arvia accept 6.5%?", "6.5"),
    ],
)
def test_what_a_yes_or_no_is_about(text: str, topic: str, library: WrittenLibrary) -> None:
    question = ask(text, library)
    assert (question.acts, question.topic) == ((), topic)


def test_who_does_not_want_it_rejects_it(library: WrittenLibrary) -> None:
    assert ask("Who does not want the harbour?", library).acts == (Act.REJECT,)
    assert ask("Who doesn't support the harbour?", library).acts == (Act.REJECT,)
    assert ask("Who wants the harbour?", library).acts == (Act.APPEAL,)


@pytest.mark.parametrize(
    ("text", "lean", "topic"),
    [
        ("Who backs the harbour deal and who doesn't?", None, "harbour deal"),
        ("Who's for closing the harbour and who's against?", None, "closing the harbour"),
        ("Who is for and who is against the harbour deal?", None, "harbour deal"),
        ("Which towns want the ferry and which don't?", None, "ferry"),
        ("Who's against the harbour deal?", Polarity.AGAINST, "harbour deal"),
        ("Who is for a ban on the harbour?", Polarity.FOR, "ban on the harbour"),
    ],
)
def test_who_asks_for_both_sides_asks_for_neither_alone(
    text: str, lean: Polarity | None, topic: str, library: WrittenLibrary
) -> None:
    question = ask(text, library)
    assert (question.kind, question.lean, question.topic) == (Kind.WHO, lean, topic)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("What did the boss of the dock say about the harbour?", "harbour"),
        ("How do Arvia and Belmark differ on when the harbour may close?", "when the harbour may close"),
        ("What does old Captain Vey think about how slowly it goes?", "how slowly it goes"),
    ],
)
def test_a_topic_is_what_is_said_of_whoever_says_it(text: str, topic: str, library: WrittenLibrary) -> None:
    assert ask(text, library).topic == topic


def test_a_question_for_conditions_asks_for_no_demand(library: WrittenLibrary) -> None:
    question = ask("Under what conditions would Arvia sell the ferry?", library)
    assert (question.acts, question.topic) == ((), "sell the ferry")
