"""Budgets, the circuit breaker and kept replies, over a model that the test scripts."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from bot.errors import WriterError
from bot.models import Reply
from bot.models.breaker import FAILURES, PAUSE, Breaker
from bot.models.budget import Budget, Prices
from bot.models.guarded import GuardedModel
from bot.models.record import Record
from bot.models.replies import Rewritten
from bot.running.asker import Asker, asking
from prompts import Said

SAID = Said("follow_up", "system", "user", "digest")


class Scripted:
    name = "openai:scripted"

    def __init__(self) -> None:
        self.asked, self.fails = 0, False

    def ask(self, said: Said, schema: type[Reply]) -> Reply:
        self.asked += 1
        if self.fails:
            raise WriterError("It failed.", "Wait.")
        return schema.model_validate({"question": f"answer {self.asked}"})


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return Record(tmp_path / "models.db")


def guarded(model: Scripted, record: Record, breaker: Breaker | None = None) -> GuardedModel:
    return GuardedModel(model, record, Budget(), breaker or Breaker(model.name))


def test_nothing_is_asked_twice_and_another_prompt_is_another_question(record: Record) -> None:
    model = Scripted()
    guard = guarded(model, record)
    assert guard.ask(SAID, Rewritten) == guard.ask(SAID, Rewritten)
    assert guard.ask(Said("follow_up", "system", "user", "other"), Rewritten).question == "answer 2"
    assert model.asked == 2
    record.close()


def test_a_stream_that_broke_off_is_not_kept(record: Record) -> None:
    class Breaking(Scripted):
        def stream(self, said: Said, schema: type[Reply]) -> Generator[Reply, None, bool]:
            yield self.ask(said, schema)
            return self.asked > 1

    model = Breaking()
    guard = guarded(model, record)
    given = [[each.question for each in guard.stream(SAID, Rewritten)] for _ in range(3)]
    assert given == [["answer 1"], ["answer 2"], ["answer 2"]]
    record.close()


def test_a_budget_is_everybodys_a_workspaces_and_a_users(record: Record) -> None:
    budget = Budget(tokens=100, tokens_of_workspace=60, tokens_of_user=30, money=1.0, prices=Prices(1_000, 20_000))
    token = asking.set(Asker("T1", "U1"))
    try:
        budget.check(record)
        record.spend("m", 20, 10)
        with pytest.raises(WriterError, match="Your tokens"):
            budget.check(record)
        asking.set(Asker("T1", "U2"))
        budget.check(record)
        record.spend("m", 20, 10)
        with pytest.raises(WriterError, match="This workspace's"):
            budget.check(record)
        asking.set(Asker("T2", "U3"))
        record.spend("m", 20, 35)
        with pytest.raises(WriterError, match="tokens of today are used up"):
            budget.check(record)
        with pytest.raises(WriterError, match="money"):
            Budget(money=1.0, prices=budget.prices).check(record)
    finally:
        asking.reset(token)
        record.close()


def test_what_is_used_and_replied_outlives_the_process(tmp_path: Path) -> None:
    first = Record(tmp_path / "models.db")
    first.spend("m", 3, 4)
    first.keep("key", "reply")
    first.close()
    second = Record(tmp_path / "models.db")
    assert (second.spent(), second.reply("key"), second.reply("other")) == ((3, 4), "reply", None)
    second.close()


def test_a_model_that_keeps_failing_rests_and_is_tried_by_one_call(record: Record) -> None:
    now = [0.0]
    model = Scripted()
    model.fails = True
    guard = guarded(model, record, breaker=Breaker(model.name, clock=lambda: now[0]))
    for _ in range(FAILURES):
        with pytest.raises(WriterError, match="It failed"):
            guard.ask(SAID, Rewritten)
    with pytest.raises(WriterError, match="in a row"):
        guard.ask(SAID, Rewritten)
    assert model.asked == FAILURES
    now[0] += PAUSE + 1
    model.fails = False
    assert guard.ask(SAID, Rewritten).question
    record.close()
