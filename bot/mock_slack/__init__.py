"""A Slack workspace on loopback that real Slack clients cannot tell from Slack. README.md says how to use it."""

from bot.mock_slack.server import MockWorkspace, run

__all__ = ["MockWorkspace", "run"]
