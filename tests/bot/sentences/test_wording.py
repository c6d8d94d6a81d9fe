from __future__ import annotations

import pytest

from bot.reports import CellKind, ConflictKind
from bot.sentences.wording import (
    CELLS,
    CONFLICTS,
    SILENCE,
    article_of,
    brief,
    capital,
    coverage,
    dated,
    day,
    line,
    narrates,
    only_others_say,
    sayer,
    when,
)
from bot.types import Answer, Citation, Claim, Coverage, Question, Reason


def claim(text: str, **rest: object) -> Claim:
    citation = Citation(source="a.txt", quote=text, start=0, end=len(text))
    return Claim.model_validate({"text": text, "actor": "Arvia", "citations": (citation,), **rest})


@pytest.mark.parametrize(
    ("iso", "written"), [("2031-04-02", "2 Apr 2031"), ("2031-12-22", "22 Dec 2031"), ("2031-04", "2031-04")]
)
def test_days_are_written_as_people_do(iso: str, written: str) -> None:
    assert day(iso) == written


def test_the_day_of_an_article_is_called_so() -> None:
    assert when("2031-04-02", "2031-04-03") == "2 Apr 2031"
    assert when(None, "2031-04-03") == "article of 3 Apr 2031"
    assert when(None, None) == ""


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2031-04-01", "2031-04-30", "Apr 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2031-04-10", "2031-04-20", "about 15 Apr 2031"),
    ],
)
def test_no_more_of_a_day_is_told_than_is_known(first: str, last: str, written: str) -> None:
    assert when("2031-04-15", None, (first, last)) == written


@pytest.mark.parametrize(
    ("name", "shown"),
    [("senior Arvian aide", "Senior Arvian aide"), ("analysts", "Analysts"), ("deVal", "deVal")],
)
def test_a_line_begins_with_a_capital(name: str, shown: str) -> None:
    assert capital(name) == shown


def test_a_line_names_its_holder_once() -> None:
    assert line(claim("Arvia wants it.")) == ("Arvia", " wants it.")
    assert line(claim("Arvian ships wait.")) == ("Arvia", " – Arvian ships wait.")
    assert line(claim("Arvia wants it.", speaker="Oda Lind")) == ("Arvia", " (Oda Lind) – Arvia wants it.")


def test_a_speaker_inside_a_quotation_is_not_named_by_it() -> None:
    assert line(claim("Ask Lind", quoted=True, speaker="Oda Lind")) == ("Arvia", " (Oda Lind) – “Ask Lind”")


def test_a_table_takes_the_whole_clause_of_a_long_sentence() -> None:
    long = claim("Arvia wants it.", display=f"Arvia wants it, {'as ever, ' * 30}and Belmark does not.")
    assert brief(long, 100) == "Arvia wants it."
    assert brief(long, 1000) == long.display
    assert brief(claim("wants it", display="x" * 200), 100) == "x" * 200


def test_reprints_are_said_to_be_reprints() -> None:
    assert coverage(Coverage(articles=5, cited=2, origins=2)) == "From 2 of 5 articles"
    assert coverage(Coverage(articles=5, cited=3, origins=1)) == "From 3 of 5 articles: all of one story"


def test_every_kind_has_its_words() -> None:
    assert set(CELLS) == set(CellKind) - {CellKind.POSITION}
    assert set(CONFLICTS) == set(ConflictKind)
    assert set(SILENCE) == set(Reason)


def test_an_article_that_nobody_publishes_is_called_by_its_day() -> None:
    own = article_of("2023-05-03")
    assert own == "The article of 3 May 2023"
    assert article_of(None) == "The article"
    assert narrates(own, claim("The lake rose."), None)
    assert sayer(claim("The lake rose.", actor=own)) == "The article of 3 May 2023"
    assert sayer(claim("The lake rose.", reported_by=own)) == "Arvia, according to the article of 3 May 2023"


@pytest.mark.parametrize(
    ("holders", "asked", "told"),
    [
        (("Belmark", "The article of 3 Apr 2031"), ("Arvia",), "This is what others say, not Arvia."),
        (("The article of 3 Apr 2031", "a.txt"), ("Arvia",), "This is what the articles tell, not what Arvia says."),
        (("a.txt",), ("Arvia", "Corland"), "This is what the articles tell, not what Arvia or Corland say."),
    ],
)
def test_whose_words_are_shown_in_place_of_theirs(holders: tuple[str, ...], asked: tuple[str, ...], told: str) -> None:
    claims = tuple(claim("the dam is shut", actor=holder) for holder in holders)
    found = Answer(question="?", status="answered", claims=claims, understood=Question(text="?", actors=asked))
    assert only_others_say(found) == told


def test_the_day_of_an_article_is_told_once() -> None:
    own = claim("The toll rose.").model_copy(update={"actor": "The article of 8 Apr 2022", "published": "2022-04-08"})
    assert dated(own) == ""
    assert dated(own.model_copy(update={"said": "2022-04-07"})) == "7 Apr 2022"
    assert dated(own.model_copy(update={"actor": "Arvia"})) == "article of 8 Apr 2022"
