from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.cli.printing import plain
from bot.cli.printing.terminal import visible
from bot.reports import (
    Cell,
    CellKind,
    Comparison,
    Conflict,
    ConflictKind,
    IssueEntry,
    IssueList,
    SkippedFile,
    SourceEntry,
    Sources,
)
from bot.types import Answer, Citation, Claim, Coverage, Nearest, Reason


@given(st.text())
def test_nothing_that_steers_a_terminal_comes_through(text: str) -> None:
    shown = visible(text)
    assert not set(shown) & set("\x1b\x07\x08\r\x7f\x9b\u202e\u2066")


def _claim(**told: object) -> Claim:
    citation = Citation(source="tarn_talks.txt", quote="The season opens", start=5, end=21)
    return Claim.model_validate({"text": "The season opens", "citations": (citation,), **told})


def _shown(*claims: Claim, **rest: object) -> str:
    seen = Coverage(articles=5, mentioning=4, cited=1, origins=1)
    found = {"question": "?", "status": "answered", "claims": claims, "coverage": seen, **rest}
    return plain.answer(Answer.model_validate(found), details)


def details(source: str) -> SourceEntry:
    return SourceEntry(source=source, title="Talks at Tarn", publisher="Herald", published="2031-03-19", origin=source)


def test_an_answer_leads_then_names_holder_words_day_and_source() -> None:
    one = _claim(actor="Tarn", speaker="Oda Lind", said="2031-03-18")
    assert _shown(one, _claim(actor="Quill"), lead="Tarn opens the season.", dropped=2).splitlines() == [
        "Tarn opens the season.",
        "",
        "  Tarn (Oda Lind) – The season opens (18 Mar 2031) [1]",
        "  Quill – The season opens [1]",
        "",
        "Sources",
        "  [1] Talks at Tarn – Herald, 19 Mar 2031",
        "      tarn_talks.txt",
        "",
        "From 1 of 5 articles.",
        "2 claims were left out because their quotes could not be verified.",
    ]


def test_a_file_whose_title_is_unknown_stands_once() -> None:
    found = Answer(question="?", status="answered", claims=(_claim(actor="Tarn"),))
    assert plain.answer(found).count("tarn_talks.txt") == 1


def test_a_pdf_is_cited_with_its_pages() -> None:
    def paged(source: str) -> SourceEntry:
        return details(source).model_copy(update={"pages": (0, 4, 30)})

    later = Citation(source="tarn_talks.txt", quote="The season", start=31, end=41)
    claims = (_claim(actor="Tarn"), _claim(actor="Quill", citations=(later,)))
    one, both = (Answer(question="?", status="answered", claims=claims[:many]) for many in (1, 2))
    assert "  [1] Talks at Tarn – Herald, 19 Mar 2031, page 2\n" in plain.answer(one, paged)
    assert "  [1][2] Talks at Tarn – Herald, 19 Mar 2031, pages 2 and 3\n" in plain.answer(both, paged)


def test_the_sources_end_with_the_first_files_left_out() -> None:
    skipped = [SkippedFile(source=f"{n}.png", reason="skipped, empty; delete it") for n in range(7)]
    lines = plain.sources(Sources(articles=(details("a.txt"),), skipped=tuple(skipped))).splitlines()
    assert lines[-7:] == [
        "",
        *(f"Left out: {n}.png: empty; delete it." for n in range(5)),
        "… and 2 more: “positions doctor” names them all.",
    ]
    assert plain.sources(Sources(articles=(), skipped=tuple(skipped[:1]))).startswith("There are no articles.\n\nLeft")


def test_every_silence_has_its_sentence() -> None:
    for reason in Reason:
        assert plain.answer(Answer(question="?", status="abstained", reason=reason)).endswith((".", "?"))


def test_what_comes_closest_is_shown_as_no_answer() -> None:
    near = Nearest(source="a.txt", start=0, end=9, text="Tarn waits", score=0.2, actor="Tarn", published="2031-03-19")
    silent = Answer(question="?", status="abstained", reason=Reason.NO_EVIDENCE, closest=(near,))
    shown = plain.answer(silent, examples=("What does Tarn want?",))
    assert "I found no sure answer to exactly that" in shown
    assert "  Tarn waits (article of 19 Mar 2031) [1]" in shown
    assert shown.endswith("You could ask:\n  What does Tarn want?")


def test_the_articles_day_stands_where_the_day_of_saying_is_unknown() -> None:
    assert "(article of 19 Mar 2031)" in _shown(_claim(actor="Tarn", published="2031-03-19"))
    assert "(18 Mar 2031)" in _shown(_claim(actor="Tarn", said="2031-03-18", published="2031-03-19"))


def test_an_article_that_speaks_for_itself_is_no_speaker() -> None:
    assert "The article – The season" in _shown(_claim(actor="tarn_talks.txt"))
    assert "Tarn, according to the article – The" in _shown(_claim(actor="Tarn", reported_by="tarn_talks.txt"))


def test_a_comparison_opens_with_the_main_conflict_and_names_what_it_leaves_out() -> None:
    yes, no = _claim(actor="Tarn"), _claim(actor="Quill")
    apart = Conflict(kind=ConflictKind.BETWEEN_ACTORS, issue="fish", claims=(yes, no))
    cells = tuple(Cell(actor=each.actor, issue="fish", kind=CellKind.POSITION, claims=(each,)) for each in (yes, no))
    found = Comparison(
        actors=("Tarn", "Quill"),
        issues=("fish",),
        cells=cells,
        conflicts=(apart,),
        left_out=2,
        left_out_issues=("toll", "harbour"),
    )
    shown = plain.comparison(found)
    assert shown.startswith("They disagree most on fish:\n  Tarn – The season opens [1]\n  Quill – The season")
    assert "2 more issues: toll, harbour." in shown


def test_issues_read_like_a_table_of_contents() -> None:
    toll = IssueEntry(issue="the toll", statements=2, actors=("Borduria", "Ruritania"), contested=True)
    many = [IssueEntry(issue=f"issue {number}", statements=1, actors=("Esk",)) for number in range(16)]
    lines = plain.issues(IssueList(issues=(toll, *many))).splitlines()
    assert lines[0] == "the toll  2 statements, contested: Borduria, Ruritania"
    assert lines[1] == "issue 0   1 statement: Esk"
    assert lines[-1] == "2 more issues; --json lists them all."
    assert "no issue" in plain.issues(IssueList(issues=()))
