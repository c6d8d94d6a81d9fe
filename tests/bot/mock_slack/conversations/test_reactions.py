from __future__ import annotations

import pytest

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import messages, reactions
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import channel, events, person


def test_reactions_come_and_go(hub: Hub) -> None:
    workspace, general = hub.workspace, hub.workspace.channels[channel(hub, "general")]
    ada, ben = person(hub, "ada"), person(hub, "ben")
    message = messages.say(workspace, general, ada, "hello")
    seen = events(hub)
    reactions.add(workspace, general, message, ada, "wave")
    reactions.add(workspace, general, message, ben, "wave")
    assert message["reactions"] == [{"name": "wave", "users": [ada, ben], "count": 2}]
    with pytest.raises(SlackError, match="already_reacted"):
        reactions.add(workspace, general, message, ben, "wave")
    reactions.remove(workspace, general, message, ada, "wave")
    reactions.remove(workspace, general, message, ben, "wave")
    assert "reactions" not in message
    with pytest.raises(SlackError, match="no_reaction"):
        reactions.remove(workspace, general, message, ben, "wave")
    assert [body["type"] for _, body in seen] == ["reaction_added"] * 2 + ["reaction_removed"] * 2
    assert seen[0][1]["item"] == {"type": "message", "channel": general.id, "ts": message["ts"]}


def test_there_is_an_end_to_reactions(hub: Hub) -> None:
    general, ada = hub.workspace.channels[channel(hub, "general")], person(hub, "ada")
    message = messages.say(hub.workspace, general, ada, "hello")
    for number in range(reactions.MAX_USERS):
        reactions.add(hub.workspace, general, message, ada, f"emoji{number}")
    with pytest.raises(SlackError, match="too_many_reactions"):
        reactions.add(hub.workspace, general, message, ada, "one_more")
