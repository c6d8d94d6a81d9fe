from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.beside.reminders import when
from bot.mock_slack.control import saving
from bot.mock_slack.hub import Hub
from bot.mock_slack.server import everything
from tests.bot.mock_slack.calling import call, error

SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("90", "2026-11-22 12:01"),
        ("1795435200", "2026-11-23 12:00"),
        ("in 15 minutes", "2026-11-22 12:15"),
        ("in an hour", "2026-11-22 13:00"),
        ("in 2 weeks", "2026-12-06 12:00"),
        ("at 3:30pm", "2026-11-22 15:30"),
        ("9am", "2026-11-23 09:00"),
        ("tomorrow", "2026-11-23 09:00"),
        ("Tomorrow at 14:15", "2026-11-23 14:15"),
        ("on Tuesday", "2026-11-24 09:00"),
        ("next week", "2026-11-23 09:00"),
        ("Sunday at 8am", "2026-11-29 08:00"),
        ("every Thursday", "2026-11-26 09:00"),
        ("every day at 6pm", "2026-11-22 18:00"),
        ("every weekday", "2026-11-23 09:00"),
    ],
)
def test_what_a_line_means(said: str, moment: str) -> None:
    time, recurrence = when(SUNDAY, said)
    assert f"{datetime.fromtimestamp(time, UTC):%Y-%m-%d %H:%M}" == moment
    assert (recurrence is not None) == said.startswith("every")


@pytest.mark.parametrize("said", ["soon", "in a bit", "on 5", "at 25:00", "13pm", "every now and then", "²"])
def test_what_nobody_understands(said: str) -> None:
    with pytest.raises(SlackError, match="cannot_parse"):
        when(SUNDAY, said)


def notices(hub: Hub) -> list[str]:
    return [str(entry["text"]) for entry in hub.workspace.journal.entries(kind="reminder")]


def test_one_is_reminded_once_or_again_and_again(hub: Hub) -> None:
    once = call(hub, "reminders.add", kind="user", text="look", time="in 10 minutes")["reminder"]
    assert (once["recurring"], once["complete_ts"]) == (False, 0)
    daily = call(hub, "reminders.add", kind="user", text="daily", time="every day")["reminder"]
    assert daily["recurring"]
    assert "time" not in daily
    assert len(call(hub, "reminders.list", kind="user")["reminders"]) == 2
    hub.workspace.clock.advance(3 * 86_400)
    assert notices(hub).count("look") == 1
    hub.workspace.clock.advance(86_400)
    assert notices(hub).count("daily") == 2
    assert error(hub, "reminders.complete", kind="user", reminder=daily["id"]) == "cannot_complete_recurring"
    assert call(hub, "reminders.complete", kind="user", reminder=once["id"]) == {}
    assert call(hub, "reminders.info", kind="user", reminder=once["id"])["reminder"]["complete_ts"] > 0
    assert call(hub, "reminders.delete", kind="user", reminder=once["id"]) == {}
    assert error(hub, "reminders.info", kind="user", reminder=once["id"]) == "not_found"


def test_a_saved_workspace_reminds(hub: Hub) -> None:
    call(hub, "reminders.add", kind="user", text="look", time="60")
    other = Hub(everything(), base_url="http://127.0.0.1:1")
    saving.restore(other.workspace, saving.dump(hub.workspace))
    other.workspace.clock.advance(61)
    assert notices(other) == ["look"]


def test_refusals(hub: Hub) -> None:
    assert error(hub, "reminders.add", kind="user", text="x") == "missing_argument"
    assert error(hub, "reminders.add", kind="user", text="x", time="in 999999 weeks") == "cannot_parse"
    assert error(hub, "reminders.add", kind="user", text="x", time="60", user="U1") == "cannot_add_others"
    assert (
        error(hub, "reminders.add", kind="user", text="x", time="60", recurrence={"frequency": "x"}) == "cannot_parse"
    )
