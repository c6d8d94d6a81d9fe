"""What one actor holds: each sentence once, however many statements are in it."""

from __future__ import annotations

from dataclasses import replace

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


def test_what_somebody_hardly_says_is_left_out_where_there_is_more() -> None:
    library = WrittenLibrary({"a.txt": "Arvia wants a pier.", "b.txt": "Arvia wants a crane."})
    library.know("Arvia")
    library.say("a.txt", "Arvia", "a pier")
    library.say("b.txt", "Arvia", "a crane")
    library.statements[0] = replace(library.statements[0], confidence=0.5)
    assert words(library) == ["Arvia wants a crane."]
    library.statements.pop()
    assert words(library) == ["Arvia wants a pier."]


def words(library: WrittenLibrary) -> list[str]:
    return [shown_words(claim) for each in summarise("Arvia", None, library).issues for claim in each.claims]
