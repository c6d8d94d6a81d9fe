from __future__ import annotations

from bot.types import Kind, Question
from bot.writers.neighbours import with_neighbours
from retrieval.matching.evidence import Match, Wanted
from tests.bot.written_library import WrittenLibrary

TEXT = "Brel said the quay must go. Sinking makes it dangerous, she said. Voss said the quay stands firm and safe."


def match(question: str) -> tuple[Match, Match]:
    library = WrittenLibrary({"a.txt": TEXT})
    library.know("Brel", role="Mayor")
    library.know("Voss", role="Mayor")
    library.say("a.txt", "Brel", "the quay must go")
    library.say("a.txt", "Brel", "Sinking makes it dangerous", mention="she", cue="said")
    library.say("a.txt", "Voss", "the quay stands firm and safe")
    library.rank("must go", 0.3)
    alone = library.match(Wanted(question))
    return alone, with_neighbours(alone, Question(text=question, kind=Kind.POSITION), library)


def test_a_sentence_is_taken_with_the_reason_beside_it() -> None:
    alone, both = match("Why must the sinking dangerous quay go?")
    assert [each.span.of(TEXT) for each in alone.evidence] == ["Brel said the quay must go."]
    assert [each.span.of(TEXT) for each in both.evidence] == [TEXT[: TEXT.index(" Voss")]]  # and none of another's
    assert both.evidence[0].probability > alone.evidence[0].probability


def test_what_is_beside_it_is_left_where_it_answers_no_better() -> None:
    alone, both = match("Why?")
    assert both.evidence == alone.evidence
