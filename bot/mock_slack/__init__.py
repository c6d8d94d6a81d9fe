"""A Slack workspace on loopback that real Slack clients cannot tell from Slack. README.md says how to use it."""

from bot.mock_slack.command import run
from bot.mock_slack.server import MockWorkspace

__all__ = ["MockWorkspace", "run"]
