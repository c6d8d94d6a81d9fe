"""Follow-ups and double questions by a chat model: what it may change, and that the rules do it where it fails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from bot.answering import answer
from bot.conversation.rephrasing import parted, written_out
from bot.errors import WriterError
from bot.types import Answer, Context, Kind, Question
from bot.writers.extractive import ExtractiveWriter
from retrieval.types import Act
from tests.bot.written_library import WrittenLibrary

BEFORE = Question(
    text="What does Arvia demand?", kind=Kind.POSITION, actors=("Arvia",), focus="What does Arvia demand?"
)
CONTEXT = Context().then(BEFORE.text, Answer(question=BEFORE.text, status="abstained", understood=BEFORE))


class Scripted:
    def __init__(self, alone: str = "", parts: Sequence[str] = (), fails: bool = False) -> None:
        self._alone, self._parts, self._fails = alone, parts, fails

    def alone(self, message: str, turns: str) -> str:
        if self._fails:
            raise WriterError("No.", "Wait.")
        return self._alone

    def parts(self, message: str) -> Sequence[str]:
        if self._fails:
            raise WriterError("No.", "Wait.")
        return self._parts


@pytest.mark.parametrize(
    ("full", "wanted"),
    [
        ("What does Belmark demand?", "What does Belmark demand?"),
        ("What does Zubrowka demand of Belmark?", ""),  # a name that nobody said
        ("What does Belmark demand in 2031?", ""),  # a number that nobody said
        ("and Belmark?", ""),  # nothing new
        ("word " * 70, ""),
        ("", ""),
    ],
)
def test_a_follow_up_is_written_out_with_what_was_said(full: str, wanted: str) -> None:
    assert written_out("and Belmark?", CONTEXT, Scripted(full)) == wanted
    assert written_out("and Belmark?", CONTEXT, Scripted(fails=True)) == ""


def test_a_message_is_parted_into_its_own_words() -> None:
    message = "What does Arvia demand, and what does Belmark reject?"
    parts = ("What does Arvia demand?", "What does Belmark reject?")
    assert parted(message, Scripted(parts=parts)) == parts
    assert parted(message, Scripted(parts=(*parts, "What does Belmark pay?"))) == ()
    assert parted(message, Scripted(parts=parts[:1])) == ()
    assert parted(message, Scripted(fails=True)) == ()


@pytest.mark.parametrize("rephraser", [None, Scripted("What does Belmark demand?"), Scripted(fails=True)])
def test_with_and_without_a_model_the_follow_up_is_answered(rephraser: Scripted | None) -> None:
    library = WrittenLibrary({"a.txt": "Arvia demands the harbour. Belmark demands the lighthouse."})
    for name, quote in (("Arvia", "the harbour"), ("Belmark", "the lighthouse")):
        library.know(name)
        library.say("a.txt", name, quote, act=Act.DEMAND)
    writer = ExtractiveWriter()
    found = answer("and Belmark?", library, writer, writer, date(2031, 6, 1), CONTEXT, rephraser=rephraser)
    assert [claim.actor for claim in found.claims][:1] == ["Belmark"]
    assert found.understood is not None
    assert found.understood.follows
