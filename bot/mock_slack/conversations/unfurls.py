"""Previews that the app puts beside a message with links to its domains."""

from __future__ import annotations

from bot.mock_slack.conversations import messages
from bot.mock_slack.workspace.records import Channel, Json, Message
from bot.mock_slack.workspace.state import Workspace


def attach(workspace: Workspace, channel: Channel, message: Message, previews: dict[str, Json]) -> None:
    """Put the previews, by their addresses, beside the message; a preview that is there already is replaced."""
    before = dict(message)
    kept = [one for one in message.get("attachments") or [] if one.get("from_url") not in previews]
    for url, preview in previews.items():
        about = {"from_url": url, "original_url": url, "app_unfurl_url": url, "is_app_unfurl": True}
        about |= {"app_id": workspace.app_id, "bot_id": workspace.bot_id}
        kept.append({"fallback": "[no preview available]", **preview, **about})
    message["attachments"] = [{**one, "id": number} for number, one in enumerate(kept, 1)]
    messages.changed(workspace, channel, message, before)
