"""What one actor holds: each sentence once, however many statements are in it."""

from __future__ import annotations

from bot.sentences.wording import shown_words
from bot.views.positions import summarise
from tests.bot.written_library import WrittenLibrary


def test_two_clauses_of_a_sentence_that_is_shown_whole_are_told_once() -> None:
    text = "Arvia has not shown any interest in the toll, saying the bridge is far too dear for everybody."
    library = WrittenLibrary({"a.txt": text})
    library.know("Arvia")
    library.say("a.txt", "Arvia", "any interest in the toll", cue="has not shown")
    library.say("a.txt", "Arvia", "the bridge is far too dear for everybody", cue="saying")
    claims = [claim for each in summarise("Arvia", None, library).issues for claim in each.claims]
    assert [shown_words(claim) for claim in claims] == [text]
