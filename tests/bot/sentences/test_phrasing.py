from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sentences.phrasing import dressed
from bot.types import Citation, Claim
from retrieval.types import Form
from tests.bot.written_library import WrittenLibrary


def claim(
    text: str, library: WrittenLibrary, *, actor: str = "Arvia", quote: str | None = None, **rest: object
) -> Claim:
    """A claim of `text` that cites `quote`, else the same words."""
    whole = library.articles["a.txt"].text
    cited = quote or text
    start = whole.index(cited)
    citation = Citation(source="a.txt", quote=cited, start=start, end=start + len(cited))
    return Claim.model_validate({"text": text, "actor": actor, "citations": (citation,), **rest})


def library(text: str) -> WrittenLibrary:
    found = WrittenLibrary({"a.txt": text})
    found.know("Arvia")
    found.know("Belmark")
    found.know("Oda Lind", "Lind", speaks_for="Arvia")
    return found


def test_a_whole_sentence_without_marks_stays_as_it_is() -> None:
    one = library("Arvia demands the harbour. Belmark refuses.")
    shown = dressed(claim("Arvia demands the harbour.", one), one)
    assert (shown.quoted, shown.display) == (False, None)


@pytest.mark.parametrize(
    ("text", "words", "quoted"),
    [
        ("Lind said: “We want the whole harbour.” Then she left.", "We want the whole harbour.", True),
        ("Lind said: “We want the whole harbour.” Then she left.", "“We want the whole harbour.”", True),
        ("Lind said: “We want the whole harbour.” Then she left.", "Lind said: “We want the whole harbour.”", False),
        ("Lind wants the whole harbour for “the ships” now.", "Lind wants the whole harbour", False),
        ("‘Lind wants all of it’ is a headline.", "Lind wants all of it", True),
    ],
)
def test_quoted_is_what_stands_in_quotation_marks_in_the_article(text: str, words: str, quoted: bool) -> None:
    assert dressed(claim(words, library(text)), library(text)).quoted is quoted


def test_words_in_marks_are_shown_in_marks() -> None:
    one = library("Lind said: “We want the whole harbour.” Then she left.")
    assert dressed(claim("We want the whole harbour", one), one).display == "“We want the whole harbour”"


@pytest.mark.parametrize("before", ["∎ ", ". ", "• ", "PORT ARV, Arvia — "])
def test_what_stands_before_the_first_word_is_not_shown(before: str) -> None:
    one = library(f"{before}Arvia wants all of the harbour and nothing else. Belmark refuses.")
    words = f"{before}Arvia wants all of the harbour and nothing else."
    assert dressed(claim(words, one), one).display == "Arvia wants all of the harbour and nothing else."


def test_a_government_is_named_inside_its_mention() -> None:
    one = library("It was late. The government wants the harbour.")
    one.know("Arvian government")
    one.say("a.txt", "Arvian government", "the harbour", mention="The government", cue="wants")
    shown = dressed(claim("The government wants the harbour.", one, actor="Arvian government"), one)
    assert shown.display == "The [Arvian] government wants the harbour."


def test_a_fragment_is_shown_in_its_sentence() -> None:
    one = library("After weeks of talks Arvia agreed to leave the harbour. Belmark refuses.")
    one.say("a.txt", "Arvia", "to leave the harbour", cue="agreed")
    shown = dressed(claim("to leave the harbour", one), one)
    assert shown.display == "After weeks of talks Arvia agreed to leave the harbour."
    assert shown.text == "to leave the harbour"


def test_a_scare_quote_is_shown_in_its_sentence() -> None:
    one = library("Arvia called the plan “a surrender”. Belmark refuses.")
    one.say("a.txt", "Arvia", "a surrender", cue="called")
    assert dressed(claim("a surrender", one), one).display == "Arvia called the plan “a surrender”."


def test_a_clause_that_stands_alone_is_not_made_longer_by_the_other_side() -> None:
    one = library("While Arvia demands the harbour, Belmark insists on the coast and the islands.")
    one.say("a.txt", "Arvia", "the harbour", cue="demands")
    one.say("a.txt", "Belmark", "the coast and the islands", cue="insists on")
    shown = dressed(claim("Belmark insists on the coast and the islands", one, actor="Belmark"), one)
    assert shown.display == "Belmark insists on the coast and the islands."


def test_a_clause_behind_while_is_shown_with_what_it_leads_to() -> None:
    text = "While Arvia said it did not close the harbour, it helped."
    one = library(f"{text} Belmark refuses.")
    one.say("a.txt", "Arvia", "it did not close the harbour", cue="said")
    assert dressed(claim("Arvia said it did not close the harbour", one), one).display == text


def test_a_relative_clause_is_no_sentence() -> None:
    text = "It was Arvia, who demanded the harbour."
    one = library(f"{text} Belmark refuses.")
    one.say("a.txt", "Arvia", "the harbour", mention="who", cue="demanded")
    assert dressed(claim("who demanded the harbour", one), one).display == text


def test_a_pronoun_gets_its_name_in_brackets() -> None:
    one = library("He said Arvia wants the harbour. Belmark refuses.")
    one.say("a.txt", "Oda Lind", "Arvia wants the harbour", mention="He", cue="said")
    shown = dressed(claim("He said Arvia wants the harbour.", one, speaker="Oda Lind"), one)
    assert shown.display == "He [Oda Lind] said Arvia wants the harbour."


def test_a_title_gets_its_name_in_brackets_and_a_name_gets_none() -> None:
    one = library("The minister said Arvia wants the harbour. Lind said Arvia wants the coast.")
    one.say("a.txt", "Oda Lind", "Arvia wants the harbour", mention="The minister", cue="said")
    one.say("a.txt", "Oda Lind", "Arvia wants the coast", mention="Lind", cue="said")
    first = dressed(claim("The minister said Arvia wants the harbour.", one, speaker="Oda Lind"), one)
    assert first.display == "The minister [Oda Lind] said Arvia wants the harbour."
    assert dressed(claim("Lind said Arvia wants the coast.", one, speaker="Oda Lind"), one).display is None


def test_a_quotation_with_nothing_but_its_speaker_around_it_is_shown_alone() -> None:
    one = library("“We want the whole harbour,” she said. Belmark refuses.")
    one.say("a.txt", "Oda Lind", "We want the whole harbour", mention="she", cue="said", form=Form.DIRECT)
    shown = dressed(claim("“We want the whole harbour,” she said.", one, speaker="Oda Lind"), one)
    assert shown.display == "“We want the whole harbour”"
    assert not shown.quoted  # the text itself holds more than the quotation


def test_a_quotation_that_the_slice_cuts_is_closed() -> None:
    one = library("Arvia said it “wants the harbour and the whole coast” of the island, and more. Belmark refuses.")
    one.say("a.txt", "Arvia", "it “wants the harbour", cue="said")
    assert dressed(claim("Arvia said it “wants the harbour", one), one).display == (
        "Arvia said it “wants the harbour and the whole coast” of the island, and more."
    )
    one.say("a.txt", "Belmark", "the whole coast")
    assert dressed(claim("Arvia said it “wants the harbour", one), one).display == "Arvia said it “wants the harbour” …"


def test_a_chat_models_own_words_stay_as_they_are() -> None:
    one = library("Arvia demands the harbour. Belmark refuses.")
    shown = dressed(claim("Arvia would like the harbour", one, quote="Arvia demands the harbour."), one)
    assert (shown.quoted, shown.display) == (False, None)


@given(st.text(min_size=1, max_size=120), st.data())
def test_any_slice_of_any_article_can_be_shown(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cited = Citation(source="a.txt", quote=text[start:end], start=start, end=end)
    one = Claim(text=" ".join(text[start:end].split()) or "—", actor="Arvia", citations=(cited,))
    shown = dressed(one, WrittenLibrary({"a.txt": text}))
    assert shown.text == one.text
    assert shown.citations == one.citations
