import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.evaluation import Case
from bot.slack.handling.feedback import case, record
from bot.types import Reason
from tests.bot.slack.fake_desk import DEMAND, abstained, answered, claim

NOW = datetime(2031, 5, 4, tzinfo=UTC)


def test_a_helpful_answer_becomes_facts_that_must_stay() -> None:
    written = case(answered(DEMAND, question="What does Ruritania demand?"), True, NOW)
    read = Case.model_validate(written["case"])
    assert read.question == "What does Ruritania demand?"
    assert read.facts[0].actor == "Ruritania"
    assert read.facts[0].sources == ("strait.txt",)
    assert re.search(read.facts[0].quote, DEMAND.citations[0].quote)
    assert written["verdict"] == "helpful"


def test_an_unhelpful_answer_is_kept_without_claiming_to_know_what_is_wrong() -> None:
    written = case(answered(DEMAND), False, NOW)
    assert Case.model_validate(written["case"]).facts == ()
    assert written["shown"][0]["actor"] == "Ruritania"
    assert written["verdict"] == "unhelpful"


def test_an_unhelpful_abstention_should_have_been_an_answer() -> None:
    assert Case.model_validate(case(abstained(Reason.NO_EVIDENCE), False, NOW)["case"]).status == "answered"
    assert Case.model_validate(case(abstained(Reason.NO_EVIDENCE), True, NOW)["case"]).reason is Reason.NO_EVIDENCE


def test_the_quote_becomes_a_pattern_that_survives_line_breaks() -> None:
    quote = "(free)\n passage."
    written = case(answered(claim(quote)), True, NOW)
    assert re.fullmatch(written["case"]["facts"][0]["quote"], "(free) passage.")


def test_cases_of_many_threads_are_whole_lines(tmp_path: Path) -> None:
    file = tmp_path / "new" / "feedback.jsonl"
    with ThreadPoolExecutor(8) as pool:
        for _ in range(40):
            pool.submit(record, file, answered(DEMAND), False)
    assert len([json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]) == 40


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        record(tmp_path / "file" / "feedback.jsonl", answered(DEMAND), True)
