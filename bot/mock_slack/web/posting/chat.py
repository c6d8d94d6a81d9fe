"""chat.*, apart from the streams."""

from __future__ import annotations

import re

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import agent, messages, streams
from bot.mock_slack.conversations.content import Content, read_content
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.records import Channel, Json, Message

_TS = re.compile(r"\d{1,12}\.\d{6}")
WRITE = ("chat:write",)
MAX_UPDATED = 4_000  # characters of text that chat.update takes


def target(call: Call) -> Channel:
    """Where a message is to go: an id, a user's id (their direct message), or a channel's name."""
    name = call.arguments.required("channel", "channel_not_found")
    workspace = call.workspace
    if name in workspace.users:
        if workspace.users[name].is_bot and call.by_bot:
            raise SlackError("cannot_dm_bot")
        channel = workspace.direct_message(call.user, name)
    else:
        channel = workspace.channels.get(name) or workspace.channel_named(name) or workspace.channel("")
    if call.user not in channel.members:
        if channel.private:
            raise SlackError("channel_not_found")
        if "chat:write.public" not in call.token.scopes:
            raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("is_archived")
    return channel


def post_message(call: Call) -> Json:
    arguments = call.arguments
    channel = target(call)
    content = read_content(call.workspace, arguments)
    if content.empty:
        raise SlackError("no_text")
    message = messages.post(
        call.workspace,
        channel,
        call.user,
        content.text,
        blocks=content.blocks,
        attachments=content.attachments,
        metadata=content.metadata,
        thread_ts=thread(call),
        reply_broadcast=arguments.boolean("reply_broadcast"),
        **author(call),
    )
    if call.by_bot and message.get("thread_ts"):
        agent.clear_status(call.workspace, channel, message["thread_ts"])
    answer: Json = {"channel": channel.id, "ts": message["ts"], "message": dict(message)}
    return answer | warned(content)


def thread(call: Call) -> str | None:
    ts = call.arguments.text("thread_ts")
    if ts and not _TS.fullmatch(ts):
        raise SlackError("invalid_thread_ts")
    return ts or None


def author(call: Call) -> Json:
    """The fields that mark a message as the app's, with the name and icon of its choice."""
    if not call.by_bot:
        return {}
    fields: Json = {
        "bot_id": call.workspace.bot_id,
        "app_id": call.workspace.app_id,
        "bot_profile": call.workspace.bot_profile,
    }
    arguments = call.arguments
    chosen = [name for name in ("username", "icon_url", "icon_emoji") if arguments.text(name)]
    if chosen:
        call.need_scope("chat:write.customize")
        fields["subtype"] = "bot_message"
        if "username" in chosen:
            fields["username"] = arguments.text("username")
        if "icon_emoji" in chosen:
            fields["icons"] = {"emoji": f":{arguments.text('icon_emoji').strip(':')}:"}
        elif "icon_url" in chosen:
            fields["icons"] = {"image_48": arguments.text("icon_url")}
    return fields


def warned(content: Content) -> Json:
    if not content.warnings:
        return {}
    return {"warning": content.warnings[0], "response_metadata": {"warnings": content.warnings}}


def post_ephemeral(call: Call) -> Json:
    channel = target(call)
    user = call.arguments.required("user", "user_not_in_channel")
    if user not in call.workspace.users or user not in channel.members:
        raise SlackError("user_not_in_channel")
    content = read_content(call.workspace, call.arguments)
    if content.empty:
        raise SlackError("no_text")
    message = messages.whisper(
        call.workspace,
        channel,
        user,
        content.text,
        blocks=content.blocks,
        attachments=content.attachments,
        thread_ts=thread(call),
        user=call.user,
        **{key: value for key, value in author(call).items() if key != "subtype"},
    )
    return {"message_ts": message["ts"]} | warned(content)


def own_message(call: Call, error: str) -> tuple[Channel, Message]:
    """The caller's own message by `channel` and `ts`. Raises `message_not_found`, or `error` for others' ones."""
    channel = call.channel()
    ts = call.arguments.required("ts", "message_not_found")
    message = channel.messages.get(ts)
    if message is None:
        raise SlackError("message_not_found")
    mine = message.get("bot_id") == call.workspace.bot_id if call.by_bot else message.get("user") == call.user
    if not mine or message.get("subtype") not in {None, "bot_message", "thread_broadcast", "file_share"}:
        raise SlackError(error)
    return channel, message


def update(call: Call) -> Json:
    channel, message = own_message(call, "cant_update_message")
    if message.get("streaming_state") == "in_progress":
        raise SlackError("streaming_state_conflict")
    arguments = call.arguments
    content = read_content(call.workspace, arguments)
    if content.empty and not ("blocks" in arguments or "attachments" in arguments):
        raise SlackError("no_text")
    if len(arguments.text("text")) > MAX_UPDATED:
        raise SlackError("msg_too_long")
    fields: Json = {}
    text_given = bool(arguments.text("text") or arguments.text("markdown_text"))
    if text_given:
        fields["text"] = content.text
    # Text without blocks replaces the blocks; without text they stay; blocks given as [] are removed.
    if text_given or "blocks" in arguments:
        fields["blocks"] = content.blocks or None
    if "attachments" in arguments:
        fields["attachments"] = content.attachments or None
    if "metadata" in arguments:
        fields["metadata"] = content.metadata or None
    # Where an app updates by blocks, Slack shows no “(edited)”.
    by_text = content.generated or not (content.blocks or message.get("blocks"))
    messages.edit(call.workspace, channel, message, call.user, mark=by_text, **fields)
    answer: Json = {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": dict(message)}
    return answer | warned(content)


def delete(call: Call) -> Json:
    channel, message = own_message(call, "cant_delete_message")
    ts = message["ts"]
    streams.drop(call.workspace, channel, message)
    messages.delete(call.workspace, channel, message)
    return {"channel": channel.id, "ts": ts}


def permalink(call: Call) -> Json:
    channel = call.channel()
    ts = call.arguments.required("message_ts", "message_not_found")
    message = channel.messages.get(ts)
    if message is None:
        raise SlackError("message_not_found")
    return {"channel": channel.id, "permalink": messages.permalink(call.workspace, channel, message)}


METHODS = {
    "chat.postMessage": Method(post_message, scopes=WRITE, tier=60),
    "chat.postEphemeral": Method(post_ephemeral, scopes=WRITE, tier=100),
    "chat.update": Method(update, scopes=WRITE, tier=50),
    "chat.delete": Method(delete, scopes=WRITE, tier=50),
    "chat.getPermalink": Method(permalink, tier=600),
}
