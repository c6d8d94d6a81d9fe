"""Issues out of statements: what several sides speak of, each statement once, named by a phrase of theirs."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.issues.induction import Said, induce, vector_of
from retrieval.issues.labels import Labels, stems_of
from retrieval.issues.rarity import rarity

SUBJECTS = ("ferry toll", "herring quota", "border crossings")
_NOISE = np.random.default_rng(7)


def said(side: str, source: str, subject: int, *terms: str, vector: bool = True, headline: bool = False) -> Said:
    """A statement on one of three subjects; what it means is the subject and a little of its own."""
    meaning = np.zeros(24, np.float32)
    meaning[subject] = 1.0
    meaning += 0.15 * _NOISE.standard_normal(24).astype(np.float32)
    return Said(side, source, terms, terms, meaning if vector else None, headline)


@pytest.fixture
def statements() -> list[Said]:
    found = []
    for source in "abcd":
        for side in ("Tarsia", "Korland"):
            for subject, phrase in enumerate(SUBJECTS):
                found += [said(side, source, subject, phrase), said(side, source, subject, "people", "Tarsia")]
    return found


def test_issues_are_what_several_sides_speak_of(statements: list[Said]) -> None:
    alone = [said("Tarsia", "a", 3, "harbour lights") for _ in range(5)]
    filed = induce([*statements, *alone], ["Tarsia", "Korland"])
    assert set(filed.issues.names) == set(SUBJECTS)
    assert not {"people", "Tarsia", "harbour lights"} & set(filed.issues.names)


def test_a_statement_is_filed_once_by_what_it_means(statements: list[Said]) -> None:
    filed = induce(statements, ["Tarsia", "Korland"])
    for one, issue in zip(statements, filed.under, strict=True):
        assert one.vector is not None
        assert issue == SUBJECTS[int(one.vector.argmax())]


def test_what_is_about_something_else_is_filed_nowhere(statements: list[Said]) -> None:
    assert induce([*statements, said("Tarsia", "a", 9, "choir")]).under[-1] is None


def test_the_same_statements_give_the_same_issues(statements: list[Said]) -> None:
    assert induce(statements) == induce(list(statements))
    assert induce([]).issues.names == ()
    assert induce(statements[:1]).under == (None,)


def test_without_a_vector_words_decide(statements: list[Said]) -> None:
    filed = induce([*statements, said("Esk", "e", 0, "herring quota", vector=False)])
    assert filed.under[-1] == "herring quota"


def test_headlines_are_filed_and_make_no_issue(statements: list[Said]) -> None:
    loud = [said(side, "a", 5, "choir festival", headline=True) for side in ("Tarsia", "Korland", "Esk")]
    filed = induce([*statements, said("Esk", "b", 1, "herring quota", headline=True), *loud])
    assert "choir festival" not in filed.issues.names
    assert filed.under[len(statements)] == "herring quota"


def test_more_statements_than_the_sample_are_all_filed(statements: list[Said], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.issues.induction._SAMPLE", 30)
    under = induce([*statements, *statements, *statements]).under
    assert sum(issue is not None for issue in under) > 2 * len(statements)


def test_a_vector_is_what_the_sentence_adds_to_its_article() -> None:
    article = np.array([1.0, 0.0], np.float32)
    found = vector_of([np.array([1.0, 1.0], np.float32), np.array([1.0, 0.0], np.float32)], article)
    assert found.tolist() == pytest.approx([0.3, 0.5])


def test_a_label_names_a_thing() -> None:
    terms = [["eastward expansion", "ministers", "million crowns"], ["expansion", "release of hostages"], ["Tarsia"]]
    known = Labels(terms, stems_of(["Tarsia"]))
    texts = {label.text for label in known.values()}
    assert {"eastward expansion", "expansion", "release of hostages"} <= texts
    assert not {"ministers", "Tarsia", "million crowns", "crowns of million"} & texts


def test_the_longer_label_stands_where_it_is_what_they_mean() -> None:
    known = Labels(
        [["immigration reform"], ["immigration reform"], ["reform"], ["debt limit"], ["limit"], ["limit"]], ()
    )
    assert known.fullest(("reform",), range(3)).text == "immigration reform"
    assert known.fullest(("limit",), range(6)).text == "limit"


def test_common_words_tell_little() -> None:
    assert rarity("the") < rarity("people") < rarity("membership") < rarity("neutrality") <= rarity("Zubrowkan")
