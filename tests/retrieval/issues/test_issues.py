from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.errors import ArticlesError
from retrieval.issues.issues import Issue, Issues, read_issues


def test_a_statement_and_a_question_find_their_issue() -> None:
    issues = Issues(
        (Issue("summer flow", {("summer", "flow"): 2.0, ("flow",): 1.0}), Issue("dam inspectors", {("inspect",): 1.0}))
    )
    assert issues.issue_of("the summer flow must be halved") == "summer flow"
    assert issues.issue_of("nothing to do with it") is None
    assert issues.find("on the flow in summer") == "summer flow"
    assert issues.find("on inspectors") == "dam inspectors"
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
