from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.cli import plain
from bot.cli.terminal import visible
from bot.reports import Comparison, IssueEntry, IssueList
from bot.types import Answer, Citation, Claim, Coverage, Reason


@given(st.text())
def test_nothing_that_steers_a_terminal_comes_through(text: str) -> None:
    shown = visible(text)
    assert not set(shown) & set("\x1b\x07\x08\r\x7f\x9b\u202e\u2066")


def test_an_answer_names_holder_source_and_offsets() -> None:
    citation = Citation(source="a.txt", quote="Arvia wants it", start=5, end=19)
    claim = Claim(text="Arvia wants it", actor="Arvia", speaker="Oda Lind", said="2031-04-02", citations=(citation,))
    answer = Answer(
        question="?",
        status="answered",
        claims=(claim,),
        coverage=Coverage(articles=5, mentioning=4, cited=1, origins=1),
        dropped=2,
    )
    shown = plain.answer(answer)
    for part in ("Arvia (Oda Lind)", "2031-04-02", "a.txt:5-19", "1 of 5 articles, 1 origin.", "2 claims left out"):
        assert part in shown


def test_every_silence_has_its_sentence() -> None:
    for reason in Reason:
        assert plain.answer(Answer(question="?", status="abstained", reason=reason)).endswith((".", "?"))


def _claim(**told: object) -> Claim:
    citation = Citation(source="tarn_talks.txt", quote="The season opens", start=5, end=21)
    return Claim.model_validate({"text": "The season opens", "citations": (citation,), **told})


def _shown(claim: Claim) -> str:
    seen = Coverage(articles=1, mentioning=1, cited=1, origins=1)
    return plain.answer(Answer(question="?", status="answered", claims=(claim,), coverage=seen))


def test_the_day_of_printing_stands_where_the_day_of_saying_is_unknown() -> None:
    assert "Tarn says (printed 2031-03-19): The season" in _shown(_claim(actor="Tarn", published="2031-03-19"))
    assert "Tarn says (2031-03-18): The" in _shown(_claim(actor="Tarn", said="2031-03-18", published="2031-03-19"))
    assert "Tarn says: The season opens" in _shown(_claim(actor="Tarn"))


def test_an_article_that_speaks_for_itself_is_no_speaker() -> None:
    assert "the article (tarn_talks.txt) says: The season" in _shown(_claim(actor="tarn_talks.txt"))
    told = _claim(actor="Tarn", reported_by="tarn_talks.txt")
    assert "the article (tarn_talks.txt) says of Tarn: The season" in _shown(told)
    assert "Tarn Herald says: The season" in _shown(_claim(actor="Tarn Herald"))


def test_issues_read_like_a_table_of_contents() -> None:
    toll = IssueEntry(issue="the toll", statements=2, actors=("Borduria", "Ruritania"), contested=True)
    many = [IssueEntry(issue=f"issue {number}", statements=1, actors=("Esk",)) for number in range(16)]
    lines = plain.issues(IssueList(issues=(toll, *many))).splitlines()
    assert lines[0] == "the toll  2 statements, contested: Borduria, Ruritania"
    assert lines[1] == "issue 0   1 statement: Esk"
    assert lines[-1] == "2 more issues; --json lists them all."
    assert "no issue" in plain.issues(IssueList(issues=()))


def test_issues_left_out_of_a_comparison_are_named() -> None:
    found = Comparison(actors=("A", "B"), issues=(), cells=(), left_out=2, left_out_issues=("the dam", "pay"))
    assert "Left out: the dam, pay." in plain.comparison(found)
