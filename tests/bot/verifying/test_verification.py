"""What a writer may not get past. Each case is a lie of a kind that chat models tell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.types import Answer, Claim, Draft, Evidence, Kind, Proposal, Question, Reason
from bot.verifying.verification import Dropped, Judged, check, checked, verify
from retrieval.types import Act, Actor, ActorKind, Alias
from tests.bot.written_library import WrittenLibrary

TEXT = (
    "While Arvia demands the full withdrawal of 300 soldiers, Belmark insists on a neutral harbour. "
    "President Oda Lind of Arvia said the talks in Korsun would not fail. "
    "Officials in Arvia say that Belmark wants the lighthouse. "
    "The ferry sank on 4 May."
)


@pytest.fixture
def library() -> WrittenLibrary:
    written = WrittenLibrary({"a.txt": TEXT})
    written.know("Arvia")
    written.know("Belmark", "Port Bel")
    written.know("Oda Lind", "Lind", speaks_for="Arvia")
    written.say("a.txt", "Arvia", "the full withdrawal of 300 soldiers", act=Act.DEMAND)
    written.say("a.txt", "Belmark", "a neutral harbour", act=Act.DEMAND)
    written.say("a.txt", "Oda Lind", "the talks in Korsun would not fail")
    written.say("a.txt", "Belmark", "the lighthouse", act=Act.DEMAND, reporter="Arvia")
    return written


def proposal(text: str, actor: str, quote: str, **more: object) -> Proposal:
    evidence = (Evidence(source="a.txt", start=0, end=len(TEXT), quote=quote),)
    return Proposal(text=text, actor=actor, evidence=evidence, **more)  # type: ignore[arg-type]


TRUE = [
    (
        "Arvia demands the full withdrawal of 300 soldiers",
        "Arvia",
        "Arvia demands the full withdrawal of 300 soldiers",
        {},
    ),
    ("Belmark insists on a neutral harbour.", "Belmark", TEXT[: TEXT.index(" President")], {}),
    ("Port Bel insists on a neutral harbour", "Belmark", "Belmark insists on a neutral harbour", {}),
    ("The talks in Korsun would not fail", "Arvia", "the talks in Korsun would not fail", {"speaker": "Oda Lind"}),
    ("Belmark wants the lighthouse", "Belmark", "Belmark wants the lighthouse", {"reported_by": "Arvia"}),
    ("The ferry sank on 4 May.", "The Courier", "The ferry sank on 4 May.", {}),
]


@pytest.mark.parametrize(("text", "actor", "quote", "more"), TRUE)
def test_what_is_true_passes(library: WrittenLibrary, text: str, actor: str, quote: str, more: dict[str, str]) -> None:
    claim = check(proposal(text, actor, quote, **more), library)
    assert isinstance(claim, Claim), claim
    for citation in claim.citations:
        assert TEXT[citation.start : citation.end] == citation.quote


LIES = {
    "an invented quote": ("Arvia wants peace", "Arvia", "Arvia wants peace at any price", {}),
    "a quote with a word left out": ("the talks would fail", "Arvia", "the talks in Korsun would fail", {}),
    "the other side's demand": ("Belmark demands the full withdrawal of 300 soldiers", "Belmark", TEXT[:96], {}),
    "the speakers swapped": ("a neutral harbour", "Arvia", "Belmark insists on a neutral harbour", {}),
    "a number from nowhere": ("Arvia demands the full withdrawal of 500 soldiers", "Arvia", TEXT[:56], {}),
    "a name from nowhere": ("Arvia demands the full withdrawal of Zubrowkan soldiers", "Arvia", TEXT[:56], {}),
    "a no turned into a yes": ("the talks in Korsun would fail", "Arvia", "the talks in Korsun would not fail", {}),
    "more than the quote carries": ("Arvia demands reparations, apologies and elections", "Arvia", TEXT[:56], {}),
    "a reporter who did not report": ("a neutral harbour", "Belmark", "a neutral harbour", {"reported_by": "Arvia"}),
    "narration put into a mouth": ("The ferry sank on 4 May.", "Arvia", "The ferry sank on 4 May.", {}),
    "an actor that does not exist": ("a neutral harbour", "Nobody", "a neutral harbour", {}),
}


@pytest.mark.parametrize("lie", sorted(LIES))
def test_what_is_false_is_dropped(library: WrittenLibrary, lie: str) -> None:
    text, actor, quote, more = LIES[lie]
    assert isinstance(check(proposal(text, actor, quote, **more), library), Dropped)


def test_a_report_passed_off_as_its_own_is_shown_as_a_report(library: WrittenLibrary) -> None:
    words = "Belmark wants the lighthouse"
    claim = check(proposal(words, "Belmark", words), library)
    assert isinstance(claim, Claim)
    assert claim.reported_by == "Arvia"


def test_a_quote_that_leaves_something_out_must_hold_in_all_its_parts(library: WrittenLibrary) -> None:
    parts = ("the full withdrawal of 300 soldiers", "the talks in Korsun would not fail")
    evidence = tuple(Evidence(source="a.txt", start=0, end=len(TEXT), quote=each) for each in parts)
    text = "The full withdrawal of 300 soldiers, and the talks in Korsun would not fail"
    own = check(Proposal(text=text, actor="Arvia", named="Arvia", evidence=evidence), library)
    assert isinstance(own, Claim)
    assert [each.quote for each in own.citations] == list(parts)
    other = check(Proposal(text=text, actor="Belmark", named="Belmark", evidence=evidence), library)
    assert isinstance(other, Dropped)


@pytest.mark.parametrize("fault", [None, "the judge: more than it says"])
def test_a_judge_is_asked_once_for_all_that_is_worded_freely(library: WrittenLibrary, fault: str | None) -> None:
    class Judge:
        def __init__(self) -> None:
            self.asked: list[Sequence[Judged]] = []

        def judge(self, claims: Sequence[Judged]) -> Sequence[str | None]:
            self.asked.append(claims)
            return [fault] * len(claims)

    free = proposal("Arvia asks that 300 soldiers be withdrawn in full", "Arvia", TEXT[6:56])
    judge = Judge()
    marked, judged = check(free, library), checked([free, proposal(TEXT[6:56], "Arvia", TEXT[6:56])], library, judge)
    assert isinstance(marked, Claim)
    assert [[each.text for each in asked] for asked in judge.asked] == [[free.text]]
    assert isinstance(judged[0], Claim if fault is None else Dropped)
    assert not (isinstance(judged[0], Claim) and judged[0].free)
    assert isinstance(judged[1], Claim)


def test_a_file_that_is_not_there_is_no_evidence(library: WrittenLibrary) -> None:
    evidence = (Evidence(source="../a.txt", start=0, end=99, quote="a neutral harbour"),)
    assert isinstance(check(Proposal(text="x", actor="Belmark", evidence=evidence), library), Dropped)


def test_a_claim_without_a_citation_cannot_be_built() -> None:
    with pytest.raises(ValidationError):
        Claim(text="x", actor="Arvia", citations=())


def asked_of_belmark(*proposals: Proposal, library: WrittenLibrary) -> Answer:
    question = Question(text="What does Belmark demand?", kind=Kind.POSITION, actors=("Belmark",))
    return verify(Draft(question=question, proposals=proposals), library)


def test_others_who_answer_too_keep_their_own_names(library: WrittenLibrary) -> None:
    true = [proposal(text, actor, quote, **more) for text, actor, quote, more in TRUE]
    answer = asked_of_belmark(*true, library=library)
    assert [claim.actor for claim in answer.claims] == [each.actor for each in true]
    assert (answer.dropped, answer.reason) == (0, None)


@pytest.mark.parametrize(("number", "reason"), [(0, Reason.ONLY_OTHERS_SAY), (1, None), (4, Reason.ONLY_OTHERS_SAY)])
def test_where_the_actor_itself_says_nothing_the_answer_says_so(
    number: int, reason: Reason | None, library: WrittenLibrary
) -> None:
    text, actor, quote, more = TRUE[number]
    assert asked_of_belmark(proposal(text, actor, quote, **more), library=library).reason is reason


def test_whose_envoy_is_asked_is_not_asked_itself(library: WrittenLibrary) -> None:
    text, actor, quote, more = TRUE[0]
    question = Question(text="What does Belmark's envoy demand?", kind=Kind.POSITION, actors=("Belmark",))
    draft = Draft(question=question, proposals=(proposal(text, actor, quote, **more),))
    assert verify(draft, library).reason is None


def test_silence_is_an_answer_with_a_reason(library: WrittenLibrary) -> None:
    lie = proposal(*LIES["an invented quote"][:3])
    answer = verify(Draft(question=Question(text="?"), proposals=(lie,)), library)
    assert (answer.status, answer.reason, answer.dropped) == ("abstained", Reason.NO_EVIDENCE, 1)


@given(
    st.text(max_size=80),
    st.sampled_from(["Arvia", "Belmark", "Oda Lind", "x"]),
    st.text(max_size=120),
    st.integers(-9, 500),
    st.integers(-9, 500),
)
def test_whatever_a_writer_proposes_every_citation_is_a_slice(
    text: str, actor: str, quote: str, start: int, end: int
) -> None:
    written = WrittenLibrary({"a.txt": TEXT})
    written.know("Arvia")
    written.say("a.txt", "Arvia", "the full withdrawal of 300 soldiers")
    wild = Proposal(
        text=text or "x",
        actor=actor,
        evidence=(Evidence(source="a.txt", start=start, end=end, quote=quote or TEXT[5:40]),),
    )
    answer: Answer = verify(Draft(question=Question(text="?"), proposals=(wild,)), written)
    assert answer.status == ("answered" if answer.claims else "abstained")
    for claim in answer.claims:
        for citation in claim.citations:
            assert TEXT[citation.start : citation.end] == citation.quote


def test_what_answers_about_somebody_who_was_not_asked_is_not_said_to_be_others_words(library: WrittenLibrary) -> None:
    text, actor, quote, more = TRUE[0]
    question = Question(text="What do the fishers want from Belmark?", kind=Kind.POSITION, actors=("Belmark",))
    answer = verify(Draft(question=question, proposals=(proposal(text, actor, quote, **more),)), library)
    assert (len(answer.claims), answer.reason) == (1, None)


def test_some_of_many_without_a_name_are_they_themselves() -> None:
    written = WrittenLibrary({"a.txt": "The dockers’ unions say that the port is unsafe."})
    written.actors.append(Actor("unions", ActorKind.GROUP, (Alias("unions", "a test"),)))
    written.say("a.txt", "dockers’ unions", "the port is unsafe", cue="say")
    evidence = Evidence(source="a.txt", start=0, end=48, quote=written.articles["a.txt"].text)
    claim = Proposal(text="the port is unsafe", actor="dockers’ unions", evidence=(evidence,))
    question = Question(text="What do the unions say?", kind=Kind.POSITION, actors=("unions",))
    assert verify(Draft(question=question, proposals=(claim,)), written).reason is None
