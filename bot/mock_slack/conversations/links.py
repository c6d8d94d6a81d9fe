"""Links to the app's own domains: the app hears when somebody shares one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.mock_slack.workspace.records import Channel, Json, Message
from bot.mock_slack.workspace.state import Workspace
from bot.mock_slack.writing.texts import unescape

_LINK = re.compile(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>")
MAX_LINKS = 25  # that one event tells of


def links(message: Message) -> list[str]:
    """The addresses in a message's text, as they were written."""
    return list(dict.fromkeys(unescape(link) for link in _LINK.findall(message.get("text", ""))))


def domain_of(workspace: Workspace, url: str) -> str:
    """The host of an address when it is one of the app's (or below one), else ""."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    mine = any(host == one or host.endswith(f".{one}") for one in workspace.manifest.unfurl_domains)
    return host if mine else ""


def announce(workspace: Workspace, channel: Channel, message: Message) -> None:
    """`link_shared`, also from public channels that the bot is not in; what apps post unfurls nothing."""
    if message.get("bot_id") or message.get("user") == workspace.bot_user:
        return
    shared = [{"url": url, "domain": domain} for url in links(message) if (domain := domain_of(workspace, url))]
    member = workspace.bot_user in channel.members
    if not shared or (channel.private and not member):
        return
    body: Json = {
        "type": "link_shared",
        "channel": channel.id,
        "is_bot_user_member": member,
        "user": message["user"],
        "message_ts": message["ts"],
        "unfurl_id": f"{channel.id}.{message['ts']}",
        "source": "conversations_history",
        "links": shared[:MAX_LINKS],
        "event_ts": workspace.ts(),
    }
    if message.get("thread_ts"):
        body["thread_ts"] = message["thread_ts"]
    workspace.emit("link_shared", body)
