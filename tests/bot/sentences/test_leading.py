from __future__ import annotations

from bot.reports import Cell, CellKind, Comparison, Conflict, ConflictKind
from bot.sentences.leading import difference, in_one_sentence, lead
from bot.sentences.phrasing import dressed
from bot.types import Claim, Kind, Question
from retrieval.types import Form
from tests.bot.sentences.test_phrasing import claim, library
from tests.bot.written_library import WrittenLibrary


def sentence(one: WrittenLibrary, text: str, **rest: object) -> str:
    return in_one_sentence(dressed(claim(text, one, **rest), one), one)  # type: ignore[arg-type]


def test_a_sentence_that_names_its_holder_is_the_answer() -> None:
    one = library("But Arvia demands the harbour. Belmark refuses.")
    one.say("a.txt", "Arvia", "the harbour", cue="demands")
    assert sentence(one, "But Arvia demands the harbour.") == "Arvia demands the harbour."


def test_a_pronoun_becomes_the_name_and_whom_it_speaks_for() -> None:
    one = library("He demanded that Belmark leave. Belmark refuses.")
    one.say("a.txt", "Oda Lind", "Belmark leave", mention="He", cue="demanded")
    text = "He demanded that Belmark leave."
    assert sentence(one, text, speaker="Oda Lind") == "Oda Lind (Arvia) demanded that Belmark leave."


def test_a_named_speaker_is_shown_with_whom_it_speaks_for_and_the_day() -> None:
    one = library("Lind said that the harbour must be free. Belmark refuses.")
    one.say("a.txt", "Oda Lind", "the harbour must be free", mention="Lind", cue="said")
    assert sentence(one, "Lind said that the harbour must be free.", speaker="Oda Lind", said="2031-04-02") == (
        "Lind (Arvia) said on 2 Apr 2031 that the harbour must be free."
    )


def test_where_the_sentence_tells_a_time_no_day_is_put_beside_it() -> None:
    one = library("Lind on Monday said that the harbour must be free. Belmark refuses.")
    one.say("a.txt", "Oda Lind", "the harbour must be free", mention="Lind", cue="said")
    text = "Lind on Monday said that the harbour must be free."
    assert sentence(one, text, speaker="Oda Lind", said="2031-04-02").startswith("Lind (Arvia) on Monday said that")


def test_of_two_voices_only_the_holders_clause_leads() -> None:
    one = library("While Arvia demands the harbour, Belmark insists on the coast.")
    one.say("a.txt", "Arvia", "the harbour", cue="demands")
    one.say("a.txt", "Belmark", "the coast", cue="insists on")
    text = "While Arvia demands the harbour, Belmark insists on the coast."
    assert sentence(one, text, actor="Belmark") == "Belmark insists on the coast."


def test_a_condition_is_never_cut_off() -> None:
    one = library("If Belmark leaves, Arvia accepts the coast, Corvo said.")
    one.say("a.txt", "Arvia", "the coast", cue="accepts")
    one.say("a.txt", "Corvo", "If Belmark leaves")
    text = "If Belmark leaves, Arvia accepts the coast, Corvo said."
    assert sentence(one, text).startswith("If Belmark leaves, Arvia accepts")


def test_of_a_long_quotation_what_answers_leads() -> None:
    one = library(
        "“The ships are old. We want the whole harbour for the ships. It is late,” Lind said. Belmark refuses."
    )
    words = "The ships are old. We want the whole harbour for the ships. It is late"
    one.say("a.txt", "Oda Lind", words, mention="Lind", cue="said", form=Form.DIRECT)
    told = dressed(claim(f"“{words},” Lind said.", one, speaker="Oda Lind"), one)
    asked = "Does Lind want the whole harbour?"
    assert in_one_sentence(told, one, asked=asked).startswith("Oda Lind (Arvia): “We want the whole harbour")
    assert in_one_sentence(told, one, asked="Is it raining?").startswith("Oda Lind (Arvia): “The ships are old.")


def test_of_several_sentences_what_answers_leads() -> None:
    text = "“The harbour is loud at night,” Lind said. She wants a ban on ferries."
    one = library(f"{text} Belmark refuses.")
    one.say("a.txt", "Oda Lind", "The harbour is loud at night", mention="Lind", cue="said", form=Form.DIRECT)
    one.say("a.txt", "Oda Lind", "a ban on ferries", mention="She", cue="wants")
    held = dressed(claim(text, one, actor="Oda Lind"), one)
    for asked, answer in (
        ("What does Lind want, a ban on ferries?", "Oda Lind wants a ban on ferries."),
        ("Is the harbour loud at night?", "Oda Lind: “The harbour is loud at night”."),
    ):
        assert lead(Question(text=asked, kind=Kind.POSITION, actors=("Oda Lind",)), [held], one) == answer


def test_so_far_is_no_so() -> None:
    one = library("So far Arvia demands the harbour. Belmark refuses.")
    one.say("a.txt", "Arvia", "the harbour", cue="demands")
    assert sentence(one, "So far Arvia demands the harbour.") == "So far Arvia demands the harbour."


def test_a_quotation_leads_behind_its_speaker() -> None:
    one = library("“We want the whole harbour,” she said. Belmark refuses.")
    one.say("a.txt", "Oda Lind", "We want the whole harbour", mention="she", cue="said", form=Form.DIRECT)
    text = "“We want the whole harbour,” she said."
    assert sentence(one, text, speaker="Oda Lind", said="2031-04-02") == (
        "Oda Lind (Arvia) on 2 Apr 2031: “We want the whole harbour”."
    )


def test_of_a_speech_in_two_parts_only_the_first_leads() -> None:
    one = library("It is “just for the ships,” Lind said. “We want no more.” Belmark refuses.")
    one.say("a.txt", "Oda Lind", "It is “just for the ships", mention="Lind", cue="said", form=Form.DIRECT)
    text = "It is “just for the ships,” Lind said. “We want no more.”"
    assert sentence(one, text, speaker="Oda Lind") == "It is “just for the ships,” Lind (Arvia) said."


def test_where_the_sentence_does_not_name_its_holder_the_name_stands_before_it() -> None:
    one = library("Lind spoke. The harbour must be free. Belmark refuses.")
    one.say("a.txt", "Arvia", "The harbour must be free", mention="Lind")
    assert sentence(one, "The harbour must be free.") == "Arvia: The harbour must be free."


def test_what_others_tell_is_told_by_them() -> None:
    one = library("He says that Arvia demands the harbour.")
    one.say("a.txt", "Arvia", "the harbour", cue="demands", reporter="Belmark")
    text = "He says that Arvia demands the harbour."
    assert sentence(one, text, reported_by="Belmark") == f"Arvia, according to Belmark: {text}"


def test_an_articles_own_sentence_stands_for_itself() -> None:
    one = library("The skippers remain opposed to the ban. Belmark refuses.")
    assert sentence(one, "The skippers remain opposed to the ban.", actor="a.txt") == (
        "The skippers remain opposed to the ban."
    )


def test_a_chat_models_sentence_leads_as_it_is_under_the_holders_name() -> None:
    one = library("Arvia demands the harbour. Belmark refuses.")
    quote = "Arvia demands the harbour."
    assert sentence(one, "Arvia would like the harbour", quote=quote) == "Arvia would like the harbour."
    assert sentence(one, "The harbour should go to its owner", quote=quote).startswith("Arvia: The harbour should")


def test_a_comparison_names_both_and_says_of_whom_nothing_was_found() -> None:
    one = library("Arvia demands the harbour. Belmark insists on the coast.")
    one.say("a.txt", "Arvia", "the harbour", cue="demands")
    one.say("a.txt", "Belmark", "the coast", cue="insists on")
    held = [
        claim("Arvia demands the harbour.", one),
        claim("Belmark insists on the coast.", one, actor="Belmark"),
    ]
    asked = Question(text="?", kind=Kind.COMPARISON, actors=("Arvia", "Belmark"))
    assert lead(asked, held, one) == "Arvia demands the harbour. Belmark insists on the coast."
    assert lead(asked, held[:1], one) == "Arvia demands the harbour. Of Belmark I found nothing sure."
    assert lead(asked, [], one) is None


def comparison(held: dict[tuple[str, str], Claim], *conflicts: Conflict) -> Comparison:
    actors, issues = ("Arvia", "Belmark"), ("fish", "toll")
    cells = tuple(
        Cell(actor=actor, issue=issue, kind=CellKind.POSITION, claims=(held[actor, issue],))
        if (actor, issue) in held
        else Cell(actor=actor, issue=issue, kind=CellKind.ABSENT)
        for issue in issues
        for actor in actors
    )
    return Comparison(actors=actors, issues=issues, cells=cells, conflicts=conflicts)


def test_a_comparison_opens_with_what_the_conflicts_say_and_nothing_else() -> None:
    one = library("Arvia demands the harbour. Belmark refuses it.")
    yes, no = claim("Arvia demands the harbour.", one), claim("Belmark refuses it.", one, actor="Belmark")
    apart = Conflict(kind=ConflictKind.BETWEEN_ACTORS, issue="toll", claims=(yes, no))
    both = {("Arvia", "toll"): yes, ("Belmark", "toll"): no}
    assert difference(comparison(both, apart)) == (
        "They disagree most on toll: Arvia – Arvia demands the harbour; Belmark – Belmark refuses it."
    )
    assert difference(comparison(both)).startswith("On toll: Arvia – Arvia demands the harbour; Belmark – ")
    assert difference(comparison({("Arvia", "fish"): yes})) == "Only Arvia is quoted on this."
    assert "never on the same" in difference(comparison({("Arvia", "fish"): yes, ("Belmark", "toll"): no}))
    assert difference(comparison({})) == "None of them is quoted on this."
