from __future__ import annotations

from dataclasses import replace

import pytest

import bot.views.positions
from bot.reports import CellKind, ConflictKind
from bot.types import Citation, Claim
from bot.views.comparing import compare
from bot.views.conflicts import over_time
from bot.views.issues import list_issues
from bot.views.positions import positions, summarise
from bot.views.timelines import moved, timeline
from retrieval.types import Act, Polarity
from tests.bot.written_library import WrittenLibrary

OLD = (
    "Arvia supports the customs union. Belmark rejects the customs union. "
    "Corland declined to comment on the customs union. Dorne and the customs union were mentioned. "
    "Officials in Arvia say that Esk wants the customs union."
)
NEW = "Arvia rejects the customs union. Belmark rejects the customs union of fools."


@pytest.fixture
def library() -> WrittenLibrary:
    written = WrittenLibrary(
        {"new.txt": NEW, "old.txt": OLD}, published={"old.txt": "2031-04-02", "new.txt": "2031-05-02"}
    )
    for name in ("Arvia", "Belmark", "Corland", "Dorne", "Esk", "Fenn"):
        written.know(name)
    written.say("old.txt", "Arvia", "the customs union", act=Act.ACCEPT, polarity=Polarity.FOR, issue="customs union")
    written.say(
        "old.txt",
        "Belmark",
        "rejects the customs union",
        act=Act.REJECT,
        polarity=Polarity.AGAINST,
        issue="customs union",
    )
    written.say("old.txt", "Corland", "declined to comment on the customs union", issue="customs union")
    written.say(
        "old.txt", "Esk", "Esk wants the customs union", act=Act.DEMAND, reporter="Arvia", issue="customs union"
    )
    written.say(
        "new.txt",
        "Arvia",
        "rejects the customs union",
        act=Act.REJECT,
        polarity=Polarity.AGAINST,
        issue="customs union",
    )
    return written


def test_what_is_left_out_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    issues = [f"the {name} road" for name in "red green blue white black brown grey pink".split()]
    written = WrittenLibrary(
        {"a.txt": " ".join(f"{who} wants {each}." for each in issues for who in ("Arvia", "Belmark"))}
    )
    for who in ("Arvia", "Belmark"):
        written.know(who)
        for issue in issues:
            written.say("a.txt", who, f"{who} wants {issue}", act=Act.DEMAND, issue=issue)
    found = compare(("Arvia", "Belmark"), None, written)
    assert len(found.issues) + found.left_out == len(issues)
    assert found.left_out == 2
    assert summarise("Arvia", None, written).left_out == 0
    monkeypatch.setattr(bot.views.positions, "MOST_ISSUES", 0)
    assert summarise("Arvia", None, written).left_out == 1
    assert set(found.issues) | set(found.left_out_issues) == set(issues)
    assert compare(("Arvia", "Belmark"), issues[0], written).left_out == 0


def test_every_cell_says_what_it_is(library: WrittenLibrary) -> None:
    actors = ("Arvia", "Belmark", "Corland", "Dorne", "Esk", "Fenn")
    found = compare(actors, "customs union", library)
    assert [cell.kind for cell in found.cells] == [
        CellKind.POSITION,
        CellKind.POSITION,
        CellKind.REFUSED,
        CellKind.MENTIONED,
        CellKind.ONLY_OTHERS_SAY,
        CellKind.ABSENT,
    ]
    assert all(bool(cell.claims) == (cell.kind not in {CellKind.MENTIONED, CellKind.ABSENT}) for cell in found.cells)


def test_the_order_of_actors_changes_nothing_but_their_order(library: WrittenLibrary) -> None:
    there = compare(("Arvia", "Belmark"), None, library)
    back = compare(("Belmark", "Arvia"), None, library)
    assert sorted(there.cells, key=lambda cell: cell.actor) == sorted(back.cells, key=lambda cell: cell.actor)
    assert there.conflicts == back.conflicts
    assert there.issues == back.issues


def disputing(holder: str = "Belmark", act: Act = Act.REJECT) -> WrittenLibrary:
    """Arvia asks twice for what the other refuses."""
    text = (
        "Arvia demands a seat in the harbour council of Esk. Arvia wants the harbour council of Esk to meet in May. "
        f"{holder} rejects the harbour council of Esk."
    )
    written = WrittenLibrary({"a.txt": text})
    written.know("Arvia")
    written.know("Belmark")
    written.know("Ona Rell", speaks_for="Arvia")
    for quote in ("a seat in the harbour council of Esk", "the harbour council of Esk to meet in May"):
        written.say("a.txt", "Arvia", quote, act=Act.DEMAND, polarity=Polarity.FOR, issue="harbour council")
    written.say(
        "a.txt",
        holder,
        "rejects the harbour council of Esk",
        act=act,
        polarity=Polarity.AGAINST if act is Act.REJECT else None,
        issue="harbour council",
        mention=holder,
    )
    return written


def test_who_refuses_what_another_asks_for_twice_disagrees() -> None:
    (conflict,) = compare(("Arvia", "Belmark"), None, disputing()).conflicts
    assert conflict.kind is ConflictKind.BETWEEN_ACTORS
    assert [claim.actor for claim in conflict.claims] == ["Arvia", "Belmark"]
    assert compare(("Belmark", "Arvia"), None, disputing()).conflicts == (conflict,)


def test_one_asking_is_not_enough() -> None:
    written = disputing()
    del written.statements[0]
    assert compare(("Arvia", "Belmark"), None, written).conflicts == ()


def test_who_states_something_refuses_nothing() -> None:
    assert compare(("Arvia", "Belmark"), None, disputing(act=Act.STATE)).conflicts == ()


def test_nobody_disagrees_with_the_own_side() -> None:
    """The president's refusal of what the minister asks for is no conflict between the two."""
    written = disputing("Ona Rell")
    assert compare(("Arvia", "Ona Rell"), None, written).conflicts == ()


def test_two_questions_are_no_conflict() -> None:
    written = disputing()
    written.statements[2] = replace(written.statements[2], issue="harbour dues")
    assert compare(("Arvia", "Belmark"), None, written).conflicts == ()


def test_who_changes_its_mind_is_told(library: WrittenLibrary) -> None:
    found = compare(("Arvia", "Belmark"), "customs union", library)
    kinds = {conflict.kind: {claim.actor for claim in conflict.claims} for conflict in found.conflicts}
    assert kinds == {ConflictKind.OVER_TIME: {"Arvia"}}


def test_a_comparison_opens_where_they_differ_most() -> None:
    written = disputing()
    text = "Arvia likes the old ferry. Belmark likes the old ferry. Arvia sings. Belmark sings of ferries and boats."
    both = WrittenLibrary({"b.txt": text, "a.txt": written.articles["a.txt"].text})
    both.actors, both.statements = written.actors, list(written.statements)
    for quote in ("the old ferry", "sings"):
        for who in ("Arvia", "Belmark"):
            both.say(
                "b.txt", who, f"{who} likes the old ferry" if "ferry" in quote else f"{who} sings", issue="a ferry"
            )
    found = compare(("Arvia", "Belmark"), None, both)
    assert found.issues == ("harbour council", "a ferry")
    assert [entry.issue for entry in list_issues(both).issues] == ["harbour council", "a ferry"]
    assert [entry.contested for entry in list_issues(both).issues] == [True, False]


def test_a_sentence_stands_in_one_cell_only() -> None:
    text = "Arvia wants the dam and the bridge. Belmark wants the dam. Belmark wants the bridge."
    written = WrittenLibrary({"a.txt": text})
    for who in ("Arvia", "Belmark"):
        written.know(who)
        for issue in ("the dam", "the bridge"):
            written.say("a.txt", who, issue, act=Act.DEMAND, issue=issue)
    found = compare(("Arvia", "Belmark"), None, written)
    shown = [claim.citations[0].quote for cell in found.cells if cell.actor == "Arvia" for claim in cell.claims]
    assert len(shown) == len(set(shown)) == 1


def test_outlets_that_differ_on_one_day_are_no_change_of_mind(library: WrittenLibrary) -> None:
    one, other = positions("Arvia", "customs union", library).own
    same_day = [claim.model_copy(update={"said": "2031-04-01"}) for claim in (one, other)]
    assert [conflict.kind for conflict in over_time("customs union", same_day)] == [ConflictKind.BETWEEN_OUTLETS]


def test_a_timeline_is_in_order_and_marks_the_shift(library: WrittenLibrary) -> None:
    found = timeline("Arvia", "customs union", library)
    assert [(entry.published, entry.shift) for entry in found.entries] == [("2031-04-02", False), ("2031-05-02", True)]


def _held(words: str) -> Claim:
    citation = Citation(source="a.txt", quote=words, start=0, end=len(words))
    return Claim(text=words, actor="Tarn", speaker="Ona Rell", citations=(citation,))


@pytest.mark.parametrize(
    "words",
    [
        "“We are no longer asking for forty.”",
        "She publicly dropped the 40% demand on Friday",
        "Tarn has softened its position",
        "Rell said she had changed her mind",
        "Tarn now formally withdrew its objection",
    ],
)
def test_a_claim_may_say_that_its_actor_moved(words: str) -> None:
    assert moved(_held(words))


@pytest.mark.parametrize(
    "words",
    [
        "Rell said Brel had dropped its demand",
        "Rell said that Brel no longer wants it",
        "Rell said that Brel told her it had dropped its objection",
        "the ferry no longer runs",
        "Tarn has not dropped its demand",
        "Tarn would talk if it dropped its demand",
        "it refused to drop its demand",
        "Rell said the drought had changed the course of the river",
    ],
)
def test_others_moves_and_no_moves_are_no_shift(words: str) -> None:
    assert not moved(_held(words))


def test_a_summary_goes_by_issue_newest_first(library: WrittenLibrary) -> None:
    found = summarise("Arvia", None, library)
    assert [each.issue for each in found.issues] == ["customs union"]
    assert [claim.published for claim in found.issues[0].claims] == ["2031-05-02", "2031-04-02"]


def test_swapping_two_actors_swaps_their_claims(library: WrittenLibrary) -> None:
    def swapped(text: str) -> str:
        return text.replace("Arvia", "\0").replace("Belmark", "Arvia").replace("\0", "Belmark")

    mirror = WrittenLibrary({"m.txt": swapped("Arvia supports the customs union. Belmark rejects the customs union.")})
    mirror.know("Arvia")
    mirror.know("Belmark")
    mirror.say("m.txt", "Belmark", "supports the customs union", act=Act.ACCEPT, polarity=Polarity.FOR)
    mirror.say("m.txt", "Arvia", "rejects the customs union", act=Act.REJECT, polarity=Polarity.AGAINST)
    found = compare(("Arvia", "Belmark"), "customs union", mirror)
    assert [cell.claims[0].act for cell in found.cells] == [Act.REJECT, Act.ACCEPT]


def test_who_demands_that_it_must_not_be_agrees_with_who_rejects_it() -> None:
    written = WrittenLibrary({"a.txt": "Arvia said the toll must not rise. Belmark rejects the toll."})
    written.know("Arvia")
    written.know("Belmark")
    against = Polarity.AGAINST
    written.say("a.txt", "Arvia", "the toll must not rise", act=Act.DEMAND, polarity=against, issue="toll")
    written.say("a.txt", "Belmark", "the toll", act=Act.REJECT, polarity=against, issue="toll", mention="Belmark")
    assert compare(["Arvia", "Belmark"], "toll", written).conflicts == ()


def test_a_timeline_has_a_reprint_once_on_the_day_of_the_first_print() -> None:
    text = "Arvia wants the ferry by June."
    written = WrittenLibrary(
        {"copy.txt": text, "wire.txt": text}, published={"wire.txt": "2031-04-02", "copy.txt": "2031-04-03"}
    )
    written.origins = {"copy.txt": "wire.txt"}
    written.know("Arvia")
    for source in ("copy.txt", "wire.txt"):
        written.say(source, "Arvia", "the ferry by June", act=Act.DEMAND, polarity=Polarity.FOR)
    (entry,) = timeline("Arvia", None, written).entries
    assert entry.published == "2031-04-02"
    assert {each.source for claim in entry.claims for each in claim.citations} == {"wire.txt", "copy.txt"}
