"""Every method of the Web API by its name."""

from __future__ import annotations

from bot.mock_slack.web import (
    agents,
    assistant,
    blocks,
    channels,
    chat,
    conversations,
    files,
    oauth,
    reactions,
    streams,
    team,
    users,
    views,
)
from bot.mock_slack.web.method import Method

METHODS: dict[str, Method] = {
    **team.METHODS,
    **oauth.METHODS,
    **users.METHODS,
    **conversations.METHODS,
    **channels.METHODS,
    **chat.METHODS,
    **streams.METHODS,
    **reactions.METHODS,
    **assistant.METHODS,
    **agents.METHODS,
    **blocks.METHODS,
    **files.METHODS,
    **views.METHODS,
}
