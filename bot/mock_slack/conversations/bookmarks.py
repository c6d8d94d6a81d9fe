"""Bookmarks at the head of a channel, kept as the wire's own objects."""

from __future__ import annotations

from bot.mock_slack.conversations import channels
from bot.mock_slack.workspace.records import Channel, Json
from bot.mock_slack.workspace.state import Workspace


def add(workspace: Workspace, channel: Channel, user: str, **facts: str | None) -> Json:
    bookmark: Json = {
        "id": workspace.ids.new("Bk"),
        "channel_id": channel.id,
        "title": "",
        "link": "",
        "emoji": "",
        "icon_url": "",
        "type": "link",
        "entity_id": None,
        "date_created": int(workspace.clock.now()),
        "date_updated": 0,
        "rank": chr(ord("a") + len(channel.bookmarks) % 26) * (1 + len(channel.bookmarks) // 26),
        "last_updated_by_user_id": user,
        "last_updated_by_team_id": workspace.team.id,
        "shortcut_id": None,
        "app_id": None,
    }
    bookmark |= facts
    channel.bookmarks.append(bookmark)
    channels.show(workspace, channel)
    return dict(bookmark)


def edit(workspace: Workspace, channel: Channel, bookmark: Json, user: str, **facts: str) -> Json:
    bookmark |= facts
    bookmark |= {"date_updated": int(workspace.clock.now()), "last_updated_by_user_id": user}
    channels.show(workspace, channel)
    return dict(bookmark)


def remove(workspace: Workspace, channel: Channel, bookmark: Json) -> None:
    channel.bookmarks.remove(bookmark)
    channels.show(workspace, channel)
