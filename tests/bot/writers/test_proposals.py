"""What a sentence says and whose it is: the holders of its statements, or whom the article tells of."""

from __future__ import annotations

from dataclasses import replace

from bot.types import Claim, Proposal
from bot.verifying.verification import check
from bot.writers.proposals import distinct, of_evidence
from retrieval.matching.evidence import Evidence
from retrieval.types import Act, Form, Polarity, Span
from tests.bot.written_library import WrittenLibrary

TWO = "While Arvia demands the harbour, Belmark insists on a neutral coast."
NESTED = "Arvia said that Belmark wants the lighthouse."
PASSED_ON = "Officials in Arvia say that Belmark wants the lighthouse."


def written(text: str) -> WrittenLibrary:
    library = WrittenLibrary({"a.txt": text})
    for name in ("Arvia", "Belmark", "Corland"):
        library.know(name)
    library.know("Oda Lind", "Lind", speaks_for="Arvia")
    return library


def proposals(library: WrittenLibrary, *asked: str) -> list[Proposal]:
    """Those of the first sentence, each of which verification lets through."""
    span = library.sentences("a.txt")[0]
    rows = tuple(sorted(library.statements_at("a.txt", span), key=lambda row: row.reporter is not None))
    found = of_evidence(Evidence("a.txt", span, rows, 0.9, 0.9), asked, library)
    assert all(isinstance(check(each, library), Claim) for each in found)
    assert all(each.evidence[0].quote in span.of(library.articles["a.txt"].text) for each in found)
    return found


def told(found: list[Proposal]) -> list[tuple[str, str | None, str]]:
    return [(each.actor, each.reported_by, each.text) for each in found]


def two_holders() -> WrittenLibrary:
    library = written(TWO)
    library.say("a.txt", "Arvia", "the harbour", act=Act.DEMAND, cue="demands")
    library.say("a.txt", "Belmark", "a neutral coast", act=Act.DEMAND, cue="insists on")
    return library


def test_two_holders_of_one_sentence_each_say_their_clause() -> None:
    assert told(proposals(two_holders())) == [
        ("Arvia", None, "Arvia demands the harbour"),
        ("Belmark", None, "Belmark insists on a neutral coast."),
    ]


def test_of_two_holders_the_one_asked_about_speaks_alone() -> None:
    assert told(proposals(two_holders(), "Belmark")) == [("Belmark", None, "Belmark insists on a neutral coast.")]


def test_one_holder_says_the_whole_sentence() -> None:
    text = "On Monday, after long talks, Arvia said it wanted the harbour and nothing else."
    library = written(text)
    library.say("a.txt", "Arvia", "it wanted the harbour and nothing else", cue="said")
    assert told(proposals(library)) == [("Arvia", None, text)]


def test_beside_another_holder_all_that_one_says_is_shown() -> None:
    text = "Belmark is nervous, but Arvia said the wall helped, and said a feared flood has not come."
    library = written(text)
    library.say("a.txt", "Belmark", "nervous", cue="is")
    library.say("a.txt", "Arvia", "the wall helped", cue="said")
    library.say("a.txt", "Arvia", "a feared flood has not come", cue="said")
    assert [text for _, _, text in told(proposals(library, "Arvia"))] == [
        "Arvia said the wall helped, and said a feared flood has not come."
    ]


def nested() -> WrittenLibrary:
    library = written(NESTED)
    library.say("a.txt", "Arvia", "Belmark wants the lighthouse", cue="said")
    library.say("a.txt", "Belmark", "the lighthouse", act=Act.DEMAND, reporter="Arvia", cue="wants")
    return library


def test_a_quotation_is_shown_with_all_its_sentences() -> None:
    text = "“They lie. The port was shut. They lie about everything,” Lind said. Belmark left."
    library = written(text)
    row = library.say("a.txt", "Oda Lind", text[1 : text.index(",")], mention="Lind", cue="said", form=Form.DIRECT)
    ends = text.index(" Belmark")
    library.statements[-1] = row = replace(row, sentence=Span(0, ends))
    middle = library.sentences("a.txt")[1]
    found = of_evidence(Evidence("a.txt", middle, (row,), 0.9, 0.9), (), library)
    assert [each.text for each in found] == [text[:ends]]


def test_what_stands_in_anothers_words_is_the_others_statement() -> None:
    assert told(proposals(nested())) == [("Arvia", None, NESTED)]
    assert told(proposals(nested(), "Arvia")) == [("Arvia", None, NESTED)]


def test_whoever_is_asked_about_has_it_with_its_reporter() -> None:
    ((actor, reporter, text),) = told(proposals(nested(), "Belmark"))
    assert (actor, reporter) == ("Belmark", "Arvia")
    assert "Belmark wants the lighthouse" in text


def test_a_report_whose_own_words_are_no_statement_keeps_its_reporter() -> None:
    library = written(PASSED_ON)
    library.say("a.txt", "Belmark", "the lighthouse", act=Act.DEMAND, reporter="Arvia")
    assert told(proposals(library)) == [("Belmark", "Arvia", PASSED_ON)]


def test_the_articles_own_sentence_is_in_nobody_elses_mouth() -> None:
    text = "The mayor met Corland before Belmark came."
    assert told(proposals(written(text))) == [("The Courier", None, text)]


def test_who_speaks_for_an_actor_is_named_as_its_speaker() -> None:
    library = written("Lind said the coast must be free.")
    library.say("a.txt", "Oda Lind", "the coast must be free", mention="Lind")
    (of_arvia,) = proposals(library, "Arvia")
    (of_lind,) = proposals(library, "Oda Lind")
    assert (of_arvia.actor, of_arvia.speaker) == ("Arvia", "Oda Lind")
    assert (of_lind.actor, of_lind.speaker) == ("Oda Lind", None)


def test_opposite_positions_in_the_same_words_are_two() -> None:
    library = written("Arvia accepts the treaty on the coast. Arvia rejects the treaty on the coast.")
    rows = [
        library.say("a.txt", "Arvia", "accepts the treaty on the coast", act=Act.ACCEPT, polarity=Polarity.FOR),
        library.say("a.txt", "Arvia", "rejects the treaty on the coast", act=Act.REJECT, polarity=Polarity.AGAINST),
    ]
    found = [
        each
        for row in rows
        for each in of_evidence(Evidence("a.txt", row.sentence, (row,), 0.9, 0.9), ("Arvia",), library)
    ]
    assert len(distinct(found)) == 2


def test_whoever_speaks_for_a_person_is_shown_under_his_own_name() -> None:
    library = written("Penn said the coast must be free.")
    library.know("Odo Penn", "Penn", speaks_for="Oda Lind", role="lawyer")
    library.say("a.txt", "Odo Penn", "the coast must be free", mention="Penn")
    (one,) = proposals(library, "Oda Lind")
    assert (one.actor, one.speaker) == ("Odo Penn", None)
