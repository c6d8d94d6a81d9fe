"""Control calls about what people do beside writing: pin messages, say how they are, add emoji."""

from __future__ import annotations

import re

from bot.mock_slack.basics.errors import ControlError, SlackError
from bot.mock_slack.beside import custom_emoji, profiles
from bot.mock_slack.control.wish import Wish
from bot.mock_slack.conversations import pins
from bot.mock_slack.workspace.records import Json

_NAME = re.compile(r"[a-z0-9_+'-]{1,100}")


async def pin(wish: Wish) -> Json:
    """Pin a message to its channel, or (`remove`) take the pin away."""
    channel, message = wish.message()
    if wish.user not in channel.members:
        raise SlackError("not_in_channel")
    change = pins.remove if wish.flag("remove") else pins.add
    change(wish.hub.workspace, channel, message, wish.user)
    return {"ok": True, "message": dict(message)}


async def profile(wish: Wish) -> Json:
    """Change one's own profile: `set` holds fields such as `status_text`, `status_emoji`, `title`."""
    facts = wish.mapping("set")
    if not facts or not all(isinstance(value, str) for value in facts.values()):
        raise ControlError("“set” must hold texts by the names of a profile's fields.")
    user = wish.hub.workspace.users[wish.user]
    profiles.change(wish.hub.workspace, user, facts)
    return {"ok": True, "user": profiles.described(wish.hub.workspace, user)}


async def emoji(wish: Wish) -> Json:
    """Add an emoji (`url`, or `alias_for` another one), or (`remove`) take one away."""
    name = wish.text("name").strip(":")
    if not _NAME.fullmatch(name):
        raise ControlError("An emoji's name has small letters, digits, “_”, “-” and “+” only.")
    if wish.flag("remove"):
        custom_emoji.remove(wish.hub.workspace, name)
    elif wish.body.get("alias_for") is not None:
        custom_emoji.add(wish.hub.workspace, name, f"alias:{wish.text('alias_for').strip(':')}")
    else:
        custom_emoji.add(wish.hub.workspace, name, wish.text("url"))
    return {"ok": True, "emoji": dict(wish.hub.workspace.emoji)}
