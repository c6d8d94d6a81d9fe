"""The campaign of `make faults`, in short: kills and stops in the middle, over both ways of delivery."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.doing.serving import INBOX
from bot.mock_slack import MockWorkspace
from bot.mock_slack.conversations.messages import whisper
from bot.slack.layout import texts
from tests.benchmarks.faults import Asked, Campaign, run
from tests.benchmarks.served import MANIFEST


@pytest.mark.timeout(900)
@pytest.mark.parametrize("way", ["socket", "http"])
def test_nothing_is_lost_doubled_or_misplaced(way: str) -> None:
    result = run(way, questions=40, seconds=60, kills=1, stops=1, settling=300)
    assert result.faultless, "\n".join(result.lines())


def test_who_was_told_that_an_answer_may_stand_above_is_told_from_who_was_told_nothing(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with closing(sqlite3.connect(tmp_path / "data" / INBOX)) as inbox:
        inbox.execute("CREATE TABLE workflow_status (status TEXT, inputs TEXT)")
    with MockWorkspace(MANIFEST) as slack:
        campaign = Campaign(slack, "socket", 0)
        campaign.folder = tmp_path
        campaign.furnish()
        room, workspace = campaign.channels[0], slack.hub.workspace
        ids = {one["name"]: one["id"] for one in campaign.people.state()["users"]}
        for number, sure in ((1, False), (2, True), (3, True)):  # the first one never reached the bot
            campaign.asked.append(Asked(f"case {number}", "command", (room, ""), "person0", sure))
        whisper(workspace, workspace.channel(room), ids["person0"], texts.perhaps_shown("/ask What of case 2?"))
        counted = campaign.count()
    assert (counted.lost, counted.doubled) == (["case 3 (command)"], [])
