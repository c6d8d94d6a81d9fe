"""The workspace's own emoji. Apps may only list them; people add them."""

from __future__ import annotations

from typing import Any

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.workspace.state import Workspace


def add(workspace: Workspace, name: str, value: str) -> None:
    """`value` is the address of a picture, or `alias:NAME`. Raises `error_name_taken`."""
    if name in workspace.emoji:
        raise SlackError("error_name_taken")
    workspace.emoji[name] = value
    _tell(workspace, "add", name=name, value=value)


def remove(workspace: Workspace, name: str) -> None:
    """Its aliases go with it. Raises `emoji_not_found`."""
    if name not in workspace.emoji:
        raise SlackError("emoji_not_found")
    names = [name, *(one for one, value in workspace.emoji.items() if value == f"alias:{name}")]
    for one in names:
        del workspace.emoji[one]
    _tell(workspace, "remove", names=names)


def _tell(workspace: Workspace, subtype: str, **facts: Any) -> None:
    workspace.feed.publish("emoji", {"emoji": dict(workspace.emoji)})
    body = {"type": "emoji_changed", "subtype": subtype, **facts, "event_ts": workspace.ts()}
    workspace.emit("emoji_changed", body)
