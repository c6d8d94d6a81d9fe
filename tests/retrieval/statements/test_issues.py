from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.errors import ArticlesError
from retrieval.statements.issues import induce, read_issues

ROWS = [
    ("Tarsia", "a", ["dam inspectors", "summer flow"]),
    ("Korland", "a", ["foreign inspectors"]),
    ("Tarsia", "b", ["dam inspectors", "compensation"]),
    ("Korland", "b", ["compensation", "minister"]),
    ("Tarsia", "c", ["Lake fishing", "summer flow"]),
    ("Korland", "c", ["Tarsia", "summer flow", "statement"]),
]


def test_issues_are_what_two_voices_speak_of() -> None:
    names = induce(ROWS, ["Tarsia", "Korland"]).names
    assert set(names) >= {"summer flow", "compensation"}
    assert any("inspectors" in name for name in names)
    assert not {"minister", "statement", "Tarsia", "Lake fishing"} & set(names)


def test_the_same_statements_give_the_same_issues() -> None:
    assert induce(ROWS).names == induce(list(ROWS)).names
    assert induce([]).names == ()


def test_a_statement_and_a_question_find_their_issue() -> None:
    issues = induce(ROWS, ["Tarsia", "Korland"])
    assert issues.issue_of("the summer flow must be halved") == "summer flow"
    assert issues.issue_of("nothing to do with it") is None
    assert issues.find("about compensation") == "compensation"
    assert issues.find("on inspectors") == next(name for name in issues.names if "inspectors" in name)
    assert issues.find("on astronomy") is None


def test_the_users_issues_come_instead(tmp_path: Path) -> None:
    assert read_issues(tmp_path) is None
    (tmp_path / "issues.yaml").write_text("- name: Water\n  words: [flow, release schedule]\n- name: Lake Oum\n")
    issues = read_issues(tmp_path)
    assert issues is not None
    assert issues.names == ("Water", "Lake Oum")
    assert issues.issue_of("half of the flow") == "Water"
    assert issues.find("on lake oum") == "Lake Oum"


@pytest.mark.parametrize("text", ["- name: [", "name: x", "- words: [a]", "- {name: x, colour: red}"])
def test_a_wrong_file_gives_one_sentence_and_a_remedy(tmp_path: Path, text: str) -> None:
    (tmp_path / "issues.yaml").write_text(text)
    with pytest.raises(ArticlesError, match="no list of issues") as caught:
        read_issues(tmp_path)
    assert caught.value.remedy


def test_what_is_counted_and_measured_heads_no_issue() -> None:
    rows = [
        ("Okoro", "a", ["thirty per cent", "cent", "billion people", "people"]),
        ("Brel", "a", ["cent", "pay offer", "offer"]),
        ("Brel", "b", ["billion people", "people", "pay", "handset makers", "makers"]),
        ("Okoro", "b", ["pay talks", "cubic metres", "metres", "makers", "cent"]),
        ("Tarn", "c", ["cubic metres", "metres", "million crowns", "crowns", "day"]),
    ]
    assert induce(rows).names == ("pay",)


def test_a_word_before_others_counts_where_it_also_stands_alone() -> None:
    rows = [
        ("Okoro", "a", ["toll offer", "offer", "improved terms", "terms"]),
        ("Brel", "b", ["toll talks", "talks", "improved service", "service"]),
        ("Tarn", "c", ["toll"]),
    ]
    assert "toll" in induce(rows).names
    assert "improved" not in induce(rows).names
