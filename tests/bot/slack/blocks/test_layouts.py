"""Whatever articles, questions and models say: every layout keeps Slack's limits, parses nothing and tells nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports import (
    Cell,
    CellKind,
    Comparison,
    Conflict,
    ConflictKind,
    Entry,
    IssuePositions,
    SourceEntry,
    Sources,
    Summary,
    Timeline,
)
from bot.slack.blocks.answer_blocks import answer_reply
from bot.slack.blocks.comparison_blocks import comparison_reply
from bot.slack.blocks.context_view import context_view
from bot.slack.blocks.sources_blocks import sources_reply
from bot.slack.blocks.summary_blocks import summary_reply
from bot.slack.blocks.timeline_blocks import timeline_reply
from bot.slack.layout.parts import button, buttons, small
from bot.slack.layout.replies import Frame, Reply, saying
from bot.types import Answer, Citation, Claim, Coverage, Nearest, Reason
from retrieval.types import Act, Polarity
from tests.bot.slack.showing import CONTROL, check, elements
from tests.fuzzing import examples

HOSTILE = st.sampled_from(
    [
        "<!channel> pays", "<@U012ABCDEF>", "<https://evil.example|the source>", "*bold* _it_ ~no~ `code`", "```x```",
        "&lt;!here&gt;", "\u202eesrever", "\x00\x1b[31m", "https://evil.example", ":tada:", "> quote\n\n\n> more",
        " ", "\ufeff", "w" * 5000, "long words " * 800, "🙂" * 900,
    ]
)  # fmt: skip
TEXT = st.one_of(HOSTILE, st.text(min_size=1, max_size=80))
NAME = st.one_of(TEXT, st.sampled_from(["Ruritania", "Borduria"]))
DATE = st.one_of(st.none(), st.just("2031-05-02"))


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    quote, start = draw(TEXT), draw(st.integers(0, 10**7))
    return Citation(source=draw(NAME), quote=quote, start=start, end=start + len(quote))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    cited = draw(st.lists(citations(), min_size=1, max_size=3))
    return Claim(
        text=draw(st.one_of(TEXT, st.just(cited[0].quote))),
        actor=draw(NAME),
        act=draw(st.sampled_from(Act)),
        reported_by=draw(st.one_of(st.none(), NAME)),
        quoted=draw(st.booleans()),
        display=draw(st.one_of(st.none(), TEXT)),
        speaker=draw(st.one_of(st.none(), NAME)),
        issue=draw(st.sampled_from(["the toll", "the strait"])),
        said=draw(DATE),
        published=draw(DATE),
        polarity=draw(st.one_of(st.none(), st.sampled_from(Polarity))),
        citations=tuple(cited),
    )


def many(most: int) -> st.SearchStrategy[tuple[Claim, ...]]:
    return st.lists(claims(), max_size=most).map(tuple)


ENTRIES = st.builds(
    SourceEntry,
    source=NAME,
    title=TEXT,
    publisher=st.one_of(st.none(), NAME),
    published=DATE,
    origin=NAME,
    speakers=st.lists(NAME, max_size=4).map(tuple),
    flags=st.lists(TEXT, max_size=2).map(tuple),
)
FRAME = Frame(start=(small("above"),), end=(buttons(button("Share", "share", "value")), small("below")))


def details(source: str) -> SourceEntry:
    return SourceEntry(source=source, title=f"The title of {source}", publisher=source, origin=source)


def checked(reply: Reply) -> None:
    check(reply.blocks)
    assert reply.text
    assert not CONTROL.search(reply.text)
    assert "<" not in reply.text


NEAR = st.builds(
    Nearest,
    source=NAME,
    start=st.integers(0, 10**7),
    end=st.integers(1, 10**7),
    text=TEXT,
    score=st.just(0.5),
    actor=st.one_of(st.none(), NAME),
    published=DATE,
)


@given(
    many(8),
    st.integers(0, 3),
    st.one_of(st.none(), TEXT),
    st.one_of(st.none(), st.sampled_from(Reason)),
    st.lists(NEAR, max_size=4).map(tuple),
)
@settings(max_examples=examples(60))
def test_answers(
    shown: tuple[Claim, ...], dropped: int, note: str | None, reason: Reason | None, near: tuple[Nearest, ...]
) -> None:
    answer = Answer(
        question="?",
        status="answered" if shown else "abstained",
        reason=reason,
        lead=note,
        claims=shown,
        closest=() if shown else near,
        coverage=Coverage(articles=9, cited=2, origins=1),
        dropped=dropped,
        note=note,
    )
    reply = answer_reply(answer, FRAME, details, ("Ruritania", "<!here>"), ("What does <@U012ABCDEF> want?",))
    checked(reply)
    assert elements(reply.blocks, "button")[-1]["action_id"] == "share"
    if shown:
        assert elements(reply.blocks, "button")[0]["action_id"] == "show_in_context"


@given(
    st.lists(NAME, min_size=2, max_size=25, unique=True).map(tuple),
    st.lists(TEXT, max_size=12, unique=True).map(tuple),
    many(6),
    st.sampled_from(CellKind),
    st.booleans(),
)
@settings(max_examples=examples(40))
def test_comparisons(
    actors: tuple[str, ...], issues: tuple[str, ...], held: tuple[Claim, ...], kind: CellKind, tables: bool
) -> None:
    cells = tuple(
        Cell(actor=actor, issue=issue, kind=kind, claims=held[place % 7 : place % 7 + 3])
        for place, (actor, issue) in enumerate((actor, issue) for issue in issues for actor in actors)
    )
    conflicts = tuple(
        Conflict(kind=ConflictKind.OVER_TIME, issue=issue, claims=held[:2]) for issue in issues if len(held) > 1
    )
    comparison = Comparison(actors=actors, issues=issues, cells=cells, conflicts=conflicts, unknown=("<!here>",))
    checked(comparison_reply(comparison, Frame(FRAME.start, FRAME.end, tables), details))


@given(NAME, st.lists(st.tuples(TEXT, many(4)), max_size=6))
@settings(max_examples=examples(40))
def test_summaries(actor: str, by_issue: list[tuple[str, tuple[Claim, ...]]]) -> None:
    issues = tuple(IssuePositions(issue=issue, claims=held) for issue, held in by_issue)
    checked(summary_reply(Summary(actor=actor, issues=issues, dropped=2), FRAME, details))


@given(NAME, st.one_of(st.none(), TEXT), st.lists(st.tuples(DATE, st.booleans(), many(3)), max_size=8))
@settings(max_examples=examples(40))
def test_timelines(actor: str, issue: str | None, rows: list[tuple[str | None, bool, tuple[Claim, ...]]]) -> None:
    entries = tuple(Entry(said=said, published=None, shift=shift, claims=held) for said, shift, held in rows)
    checked(timeline_reply(Timeline(actor=actor, issue=issue, entries=entries), FRAME, details))


@given(st.lists(ENTRIES, max_size=12).map(tuple), st.one_of(st.just(""), TEXT))
@settings(max_examples=examples(40))
def test_sources(articles: tuple[SourceEntry, ...], wanted: str) -> None:
    checked(sources_reply(Sources(articles=articles), wanted, FRAME))


@given(citations(), TEXT, TEXT)
@settings(max_examples=examples(40))
def test_the_context_window(citation: Citation, before: str, after: str) -> None:
    check(context_view(details(citation.source), [(citation, (before, citation.quote, after))])["blocks"])


@given(TEXT)
def test_single_sentences(text: str) -> None:
    checked(saying(text))


@pytest.mark.parametrize("count", [300, 3000])
def test_a_long_list_of_sources_is_cut_and_says_so(count: int) -> None:
    articles = tuple(SourceEntry(source=f"{n}.txt", title=f"Title {n}", origin=f"{n}.txt") for n in range(count))
    reply = sources_reply(Sources(articles=articles), "", FRAME)
    checked(reply)
    assert "were left out" in str(reply.blocks)
