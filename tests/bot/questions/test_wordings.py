"""The ways people write: none of these wordings is among those that the kinds were learnt from."""

from __future__ import annotations

from datetime import date

import pytest

from bot.questions import read
from bot.questions.kinds import OF_THE_BOT
from bot.types import Kind
from retrieval.types import Polarity
from tests.bot.written_library import WrittenLibrary

TODAY = date(2031, 6, 15)
ARVIA, BELMARK, LIND = ("Arvia",), ("Belmark",), ("Oda Lind",)
BOTH = ("Arvia", "Belmark")
NOBODY: tuple[str, ...] = ()


@pytest.fixture(scope="module")
def library() -> WrittenLibrary:
    text = "Arvia demands the harbour, Harbour Minister Oda Lind said. Belmark opposes the ferry toll and the dam."
    written = WrittenLibrary({"a.txt": text}, published={"a.txt": "2031-05-02"})
    for name in ("Arvia", "Belmark"):
        written.know(name, name.lower())
    written.know("Oda Lind", "Lind", "lind", speaks_for="Arvia", role="Harbour Minister")
    return written


WORDINGS: list[tuple[str, Kind, tuple[str, ...]]] = [
    # about one
    ("what does arvia actually want", Kind.POSITION, ARVIA),
    ("hey! could you please tell me what Arvia thinks about the ferry toll? thanks!", Kind.POSITION, ARVIA),
    ("I'm wondering what Arvia's take on the harbour is", Kind.POSITION, ARVIA),
    ("tldr Arvia on the ferry toll", Kind.POSITION, ARVIA),
    ("summarise Arvia's position on the harbour", Kind.POSITION, ARVIA),
    ("give me a quick summary of what Lind says about the dam", Kind.POSITION, LIND),
    ("Arvia ferry toll", Kind.POSITION, ARVIA),
    ("whats arvias position on the dam", Kind.POSITION, ARVIA),
    ("arvia harbour position", Kind.POSITION, ARVIA),
    ("so what's the deal with Arvia and ferries, does it support the toll?", Kind.POSITION, ARVIA),
    ("Is Belmark OK with the dam?", Kind.POSITION, BELMARK),
    ("Would Arvia ever sign off on a toll?", Kind.POSITION, ARVIA),
    ("what did the harbour minister say about the toll", Kind.POSITION, LIND),
    ("What did Arvia's harbour minister promise?", Kind.POSITION, LIND),
    ("Arvai's position on the toll", Kind.POSITION, ARVIA),
    ("what does Belmrak say about the dam", Kind.POSITION, BELMARK),
    ("what does arvia demadn", Kind.POSITION, ARVIA),
    ("*What* does _Arvia_ want from <https://example.org|Belmark>?", Kind.POSITION, ARVIA),
    ("Any news on how Arvia feels about the dam?", Kind.POSITION, ARVIA),
    ("What's Belmark's beef with the ferry toll?", Kind.POSITION, BELMARK),
    ("why is belmark so opposed to the toll", Kind.POSITION, BELMARK),
    ("what did Arvia say in May", Kind.POSITION, ARVIA),
    ("y dont arvia want the toll", Kind.POSITION, ARVIA),
    ("wat does belmark think abt the ferry toll tho", Kind.POSITION, BELMARK),
    ("is arvia gonna pay for the dam yes or no", Kind.POSITION, ARVIA),
    # against each other
    ("arvia vs belmark on the toll", Kind.COMPARISON, BOTH),
    ("what's the difference between arvia and belmark when it comes to the dam", Kind.COMPARISON, BOTH),
    ("Please compare Arvia's and Belmark's positions on the harbour", Kind.COMPARISON, BOTH),
    ("do Arvia and Belmark see eye to eye on the toll?", Kind.COMPARISON, BOTH),
    ("Where do Arvia and Belmark clash?", Kind.COMPARISON, BOTH),
    ("how far apart are arvia and belmark", Kind.COMPARISON, BOTH),
    ("On the toll, how does Arvia differ from Belmark?", Kind.COMPARISON, BOTH),
    ("Arvia and Belmark: what do they disagree on?", Kind.COMPARISON, BOTH),
    # over time
    ("has arvia changed its tune on the harbour", Kind.TIMELINE, ARVIA),
    ("what changed since March", Kind.TIMELINE, NOBODY),
    ("what has Belmark been saying about the dam since April?", Kind.TIMELINE, BELMARK),
    ("how did lind's view of the toll evolve over the months", Kind.TIMELINE, LIND),
    ("Give me a timeline of Arvia on the toll", Kind.TIMELINE, ARVIA),
    ("since when has arvia been against the toll", Kind.TIMELINE, ARVIA),
    # everybody
    ("who is against the dam", Kind.WHO, NOBODY),
    ("list everybody's position on the ferry toll", Kind.WHO, NOBODY),
    ("who disagrees with whom about the dam", Kind.WHO, NOBODY),
    ("Which parties are in favour of the toll?", Kind.WHO, NOBODY),
    ("is anybody in favour of the dam?", Kind.WHO, NOBODY),
    ("what's everyone saying about the toll", Kind.WHO, NOBODY),
    ("all views on the dam please", Kind.WHO, NOBODY),
    ("who has spoken out against the toll", Kind.WHO, NOBODY),
    ("Who didn't want the harbour?", Kind.WHO, NOBODY),
    # facts
    ("how much is the toll", Kind.FACT, NOBODY),
    ("When was the dam built?", Kind.FACT, NOBODY),
    ("where is the harbour", Kind.FACT, NOBODY),
    ("How many ferries sank?", Kind.FACT, NOBODY),
    ("What's the last day to pay the toll?", Kind.FACT, NOBODY),
    # about the bot
    ("hi", Kind.HELP, NOBODY),
    ("Hello there!", Kind.HELP, NOBODY),
    ("HELP", Kind.HELP, NOBODY),
    ("what can you do?", Kind.HELP, NOBODY),
    ("What can I ask you about?", Kind.HELP, NOBODY),
    ("how does this thing work", Kind.HELP, NOBODY),
    ("thanks a lot!", Kind.THANKS, NOBODY),
    ("great, thank you so much", Kind.THANKS, NOBODY),
    ("ok cool", Kind.THANKS, NOBODY),
    ("which articles do you have?", Kind.SOURCES, NOBODY),
    ("can you list the sources you use", Kind.SOURCES, NOBODY),
    ("How many articles have you read?", Kind.SOURCES, NOBODY),
    ("what are the main issues", Kind.ISSUES, NOBODY),
    ("who disagrees with whom?", Kind.ISSUES, NOBODY),
    ("what are these articles about?", Kind.ISSUES, NOBODY),
]


@pytest.mark.parametrize(("text", "kind", "actors"), WORDINGS, ids=[text for text, _, _ in WORDINGS])
def test_a_wording_is_read(text: str, kind: Kind, actors: tuple[str, ...], library: WrittenLibrary) -> None:
    question, *others = read(text, library, TODAY)
    assert (question.kind, question.actors, others) == (kind, actors, [])


@pytest.mark.parametrize("text", ["when was the ruling?", "for how much?", "is she staying?", "does he believe it?"])
def test_what_is_asked_about_somebody_is_not_about_the_bot(text: str, library: WrittenLibrary) -> None:
    assert read(text, library, TODAY)[0].kind not in OF_THE_BOT


def test_what_somebody_did_is_no_thanks(library: WrittenLibrary) -> None:
    (question,) = read("when did he refuse it?", library, TODAY)
    assert question.kind is not Kind.THANKS


@pytest.mark.parametrize(
    ("text", "lean"),
    [
        ("Who supports the dam?", Polarity.FOR),
        ("who is against the dam", Polarity.AGAINST),
        ("who doesn't back the toll", Polarity.AGAINST),
        ("Which farmers oppose the dam?", Polarity.AGAINST),
        ("Who in the valley is for the dam?", Polarity.FOR),
        ("Who speaks of the dam?", None),
        ("Does Arvia support the dam?", None),
        ("What does Arvia say about those who oppose the dam?", None),
    ],
)
def test_for_or_against(text: str, lean: Polarity | None, library: WrittenLibrary) -> None:
    assert read(text, library, TODAY)[0].lean is lean


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("hi there, can you please tell me what Arvia wants? thanks!", "what Arvia wants?"),
        ("tl;dr: Arvia on the toll, please", "Arvia on the toll"),
        ("Could anybody tell me if Arvia backs the dam?", "if Arvia backs the dam?"),
        ("*Arvia* and the <https://example.org/x|ferry toll>", "Arvia and the ferry toll"),
        ("What does `Arvia` want, btw?", "What does Arvia want?"),
        ("please", "please"),
        ("thanks", "thanks"),
        ("What does Belmrak want", "What does Belmark want"),
        # written short, as in a chat
        ("y dont they pay", "why don't they pay"),
        ("is lind gonna pay the ppl yes or no?", "is Lind going to pay the people?"),
        ("Does Plan Y help U.S. ferries, R. Lind?", "Does Plan Y help U.S. ferries, R. Lind?"),
        ("what does lind say abt the dam pls", "what does Lind say about the dam"),
    ],
)
def test_the_focus_is_what_is_asked(text: str, focus: str, library: WrittenLibrary) -> None:
    assert read(text, library, TODAY)[0].focus == focus
