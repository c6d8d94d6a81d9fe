"""Messages come, change and go: what is stored, what the app hears of it and what the page shows."""

from __future__ import annotations

from typing import Any

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import links
from bot.mock_slack.workspace.records import Channel, Json, Message, is_top_level
from bot.mock_slack.workspace.state import Workspace
from bot.mock_slack.writing.rich_text import rich_text

MAX_TEXT = 40_000  # characters; Slack cuts what is longer
MAX_KEPT = 20_000  # messages of one channel; the oldest go first, so that the memory stays bounded


def post(workspace: Workspace, channel: Channel, user: str, text: str, **fields: Any) -> Message:
    """Store a new message and tell everybody. `fields` are further wire fields (blocks, thread_ts, bot_id, …).

    Raises `thread_not_found` when `thread_ts` names no message of the channel.
    """
    fields = {key: value for key, value in fields.items() if value is not None}
    broadcast = fields.pop("reply_broadcast", False)
    thread_ts = fields.get("thread_ts")
    if thread_ts is not None:
        parent = channel.messages.get(thread_ts)
        if parent is None:
            raise SlackError("thread_not_found")
        thread_ts = fields["thread_ts"] = parent.get("thread_ts", thread_ts)  # a reply's thread is its parent's
    message: Message = {
        "type": "message",
        "user": user,
        "text": text[:MAX_TEXT],
        "ts": workspace.ts(),
        "team": workspace.team.id,
        **fields,
    }
    if thread_ts is not None:
        root = channel.messages[thread_ts]
        message["parent_user_id"] = root.get("user", "")
        if broadcast:
            message["subtype"] = "thread_broadcast"
    channel.messages[message["ts"]] = message
    while len(channel.messages) > MAX_KEPT:
        oldest = next(iter(channel.messages))
        del channel.messages[oldest]
        channel.threads.pop(oldest, None)
    if thread_ts is not None:
        channel.threads.setdefault(thread_ts, []).append(message["ts"])
        count_replies(channel, thread_ts)
        show(workspace, channel, channel.messages.get(thread_ts))
        if broadcast:
            message["root"] = root_of(channel.messages[thread_ts])  # which counts this reply
    if not message.get("bot_id"):
        channel.last_read[user] = message["ts"]
    show(workspace, channel, message, new=True)
    announce(workspace, channel, message)
    return message


def say(workspace: Workspace, channel: Channel, user: str, text: str, **fields: Any) -> Message:
    """A person writes a message: `post` with the rich text and the client's id that Slack's own apps add."""
    number = workspace.ids.new("")
    message_id = f"{number[:8]}-0000-4000-8000-{number:0>12}".lower()
    fields.setdefault("blocks", [rich_text(text[:MAX_TEXT], number[-5:])] if text else None)
    return post(workspace, channel, user, text, client_msg_id=message_id, **fields)


def edit(
    workspace: Workspace, channel: Channel, message: Message, editor: str, *, mark: bool = True, **fields: Any
) -> Message:
    """Change a message's wire fields (None removes one); `edited` says who did and when, unless not to `mark` it."""
    before = dict(message)
    for key, value in fields.items():
        if value is None:
            message.pop(key, None)
        else:
            message[key] = value
    if mark:
        message["edited"] = {"user": editor, "ts": workspace.ts()}
    changed(workspace, channel, message, before)
    return message


def changed(workspace: Workspace, channel: Channel, message: Message, before: Message) -> None:
    show(workspace, channel, message)
    body = {
        "type": "message",
        "subtype": "message_changed",
        "message": wire(message),
        "previous_message": wire(before),
        "channel": channel.id,
        "hidden": True,
        "ts": workspace.ts(),
    }
    _emit(workspace, channel, body)


def delete(workspace: Workspace, channel: Channel, message: Message) -> None:
    """A parent with replies leaves a tombstone, as in Slack; anything else goes."""
    before = wire(message)
    ts, thread_ts = message["ts"], message.get("thread_ts")
    if ts in channel.pins:
        channel.pins.remove(ts)
    if channel.threads.get(ts):
        message.clear()
        message |= {
            "type": "message",
            "subtype": "tombstone",
            "text": "This message was deleted.",
            "user": "USLACKBOT",
            "hidden": True,
            "ts": ts,
            "thread_ts": ts,
        }
        count_replies(channel, ts)
        show(workspace, channel, message)
    else:
        del channel.messages[ts]
        workspace.feed.publish("message_deleted", {"channel": channel.id, "ts": ts, "thread_ts": thread_ts})
    if thread_ts is not None and thread_ts != ts and thread_ts in channel.threads:
        channel.threads[thread_ts].remove(ts)
        count_replies(channel, thread_ts)
        show(workspace, channel, channel.messages.get(thread_ts))
    body = {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": before,
        "channel": channel.id,
        "hidden": True,
        "deleted_ts": ts,
        "ts": workspace.ts(),
    }
    _emit(workspace, channel, body)


def whisper(workspace: Workspace, channel: Channel, reader: str, text: str, **fields: Any) -> Message:
    """An ephemeral message: only `reader` sees it, nobody can fetch it, no event tells of it."""
    message: Message = {
        "type": "message",
        "subtype": "bot_message" if fields.get("bot_id") else None,
        "text": text[:MAX_TEXT],
        "ts": workspace.ts(),
        "is_ephemeral": True,
        **fields,
    }
    message = {key: value for key, value in message.items() if value is not None}
    ephemeral = {"channel": channel.id, "user": reader, "message": message}
    workspace.ephemerals.append(ephemeral)
    workspace.feed.publish("ephemeral", ephemeral)
    return message


def find_ephemeral(workspace: Workspace, channel: str, ts: str) -> Json | None:
    return next((e for e in workspace.ephemerals if e["channel"] == channel and e["message"]["ts"] == ts), None)


def forget_ephemeral(workspace: Workspace, ephemeral: Json) -> None:
    workspace.ephemerals.remove(ephemeral)
    body = {"channel": ephemeral["channel"], "user": ephemeral["user"], "ts": ephemeral["message"]["ts"]}
    workspace.feed.publish("ephemeral_deleted", body)


def note(workspace: Workspace, channel: Channel, user: str, text: str, subtype: str, **fields: Any) -> Message:
    """A line that Slack itself writes into the channel, such as a joining."""
    return post(workspace, channel, user, text, subtype=subtype, **fields)


def show(workspace: Workspace, channel: Channel, message: Message | None, *, new: bool = False) -> None:
    if message is not None:
        workspace.feed.publish("message", {"channel": channel.id, "message": wire(message), "new": new})


def announce(workspace: Workspace, channel: Channel, message: Message) -> None:
    """The `message` event of a new message, and `app_mention` beside it when the bot is named."""
    kind = {"channel_type": channel.kind, "channel": channel.id, "event_ts": message["ts"]}
    _emit(workspace, channel, wire(message) | kind)
    mentioned = f"<@{workspace.bot_user}>" in message["text"] or f"<@{workspace.bot_user}|" in message["text"]
    if mentioned and message["user"] != workspace.bot_user and channel.kind != "im" and not message.get("subtype"):
        body = {key: value for key, value in wire(message).items() if key not in {"parent_user_id"}}
        body |= {"type": "app_mention", "channel": channel.id, "event_ts": message["ts"]}
        workspace.emit("app_mention", body, channel.id)
    links.announce(workspace, channel, message)


def count_replies(channel: Channel, thread_ts: str) -> None:
    """Bring a parent's reply counts up to date."""
    parent = channel.messages.get(thread_ts)
    if parent is None:
        return
    replies = channel.replies(thread_ts)
    if not replies:
        channel.threads.pop(thread_ts, None)
        for key in ("thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply", "is_locked"):
            parent.pop(key, None)
        return
    users = list(dict.fromkeys(reply["user"] for reply in replies))
    parent |= {
        "thread_ts": thread_ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "latest_reply": replies[-1]["ts"],
        "reply_users": users[:5],
        "is_locked": False,
    }


def root_of(parent: Message) -> Message:
    return {key: value for key, value in parent.items() if key not in {"root", "blocks"}}


def wire(message: Message) -> Message:
    """A copy that later changes to the message do not reach (its blocks are never changed in place)."""
    return dict(message)


def permalink(workspace: Workspace, channel: Channel, message: Message) -> str:
    """The address that Slack would give a message; the page opens it in place."""
    link = f"https://{workspace.team.domain}.slack.com/archives/{channel.id}/p{message['ts'].replace('.', '')}"
    thread_ts = message.get("thread_ts")
    return f"{link}?thread_ts={thread_ts}&cid={channel.id}" if thread_ts and thread_ts != message["ts"] else link


def unread(channel: Channel, user: str) -> int:
    """How many messages of the channel itself came after what `user` read last."""
    last = channel.last_read.get(user, "0")
    count = 0
    for ts in reversed(channel.messages):
        if ts <= last:
            break
        message = channel.messages[ts]
        count += is_top_level(message) and message.get("user") != user
    return count


def _emit(workspace: Workspace, channel: Channel, body: Json) -> None:
    body.setdefault("channel_type", channel.kind)
    body.setdefault("event_ts", body["ts"])
    workspace.emit(f"message.{channel.event_name}", body, channel.id)
