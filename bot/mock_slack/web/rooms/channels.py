"""conversations.* that change something: opening, creating, joining, leaving, naming, archiving, marking."""

from __future__ import annotations

import re

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import channels
from bot.mock_slack.web.method import WRITE, Call, Method
from bot.mock_slack.web.rooms.conversations import wire
from bot.mock_slack.workspace.records import Channel, Json

_TS = re.compile(r"\d{1,12}(\.\d{1,9})?")
_NAME = re.compile(r"[^\W_A-Z]([\w-]{0,79})|_[\w-]{0,78}", re.UNICODE)
JOIN = ("channels:join", "channels:write")  # a bot's scope, a person's


def open_conversation(call: Call) -> Json:
    workspace, arguments = call.workspace, call.arguments
    if "channel" in arguments:
        channel = call.channel()
        if channel.kind not in {"im", "mpim"}:
            raise SlackError("method_not_supported_for_channel_type")
        existed = True
    else:
        users = list(dict.fromkeys(arguments.listing("users")))
        if not users:
            raise SlackError("users_list_not_supplied")
        if any(user not in workspace.users for user in users):
            raise SlackError("user_not_found")
        others = [user for user in users if user != call.user]
        if len(others) > 8:
            raise SlackError("too_many_users")
        call.need_scope(WRITE["im" if len(others) <= 1 else "mpim"])
        if others == [] and call.by_bot:
            raise SlackError("cannot_dm_bot")
        known = set(workspace.channels)
        if len(others) <= 1:
            channel = workspace.direct_message(call.user, others[0] if others else call.user)
        else:
            channel = channels.group_message(workspace, [call.user, *others])
        existed = channel.id in known
        if not existed:
            channels.show(workspace, channel)
    about = wire(call, channel) if arguments.boolean("return_im") else {"id": channel.id}
    return {"channel": about, **({"no_op": True, "already_open": True} if existed else {})}


def close(call: Call) -> Json:
    channel = call.channel()
    if channel.kind not in {"im", "mpim"}:
        raise SlackError("method_not_supported_for_channel_type")
    return {"no_op": True, "already_closed": True}


def create(call: Call) -> Json:
    private = call.arguments.boolean("is_private")
    call.need_scope(WRITE["group" if private else "channel"])
    return {"channel": wire(call, channels.create(call.workspace, new_name(call), call.user, private=private))}


def new_name(call: Call) -> str:
    """A name that a channel may have and none has yet."""
    name = call.arguments.required("name", "invalid_name_required")
    if len(name) > 80:
        raise SlackError("invalid_name_maxlength")
    if not re.search(r"\w", name):
        raise SlackError("invalid_name_punctuation")
    if not _NAME.fullmatch(name) or name != name.lower():
        raise SlackError("invalid_name_specials")
    if call.workspace.channel_named(name) is not None:
        raise SlackError("name_taken")
    return name


def join(call: Call) -> Json:
    channel = call.channel()
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    already = call.user in channel.members
    channels.join(call.workspace, channel, call.user)
    answer: Json = {"channel": wire(call, channel)}
    if already:
        answer |= {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    return answer


def leave(call: Call) -> Json:
    channel = managed(call)
    if channel.is_general:
        raise SlackError("cant_leave_general")
    if call.user not in channel.members:
        return {"not_in_channel": True}
    channels.leave(call.workspace, channel, call.user)
    return {}


def invite(call: Call) -> Json:
    channel = managed(call)
    if call.user not in channel.members:
        raise SlackError("not_in_channel")
    users = call.arguments.listing("users")
    if not users:
        raise SlackError("no_user")
    if len(users) > 1000:
        raise SlackError("too_many_users")
    for user in users:
        if user not in call.workspace.users:
            raise SlackError("user_not_found", errors=[{"user": user, "ok": False, "error": "user_not_found"}])
        if user == call.user:
            raise SlackError("cant_invite_self")
    if all(user in channel.members for user in users):
        raise SlackError("already_in_channel")
    for user in users:
        channels.join(call.workspace, channel, user, inviter=call.user)
    return {"channel": wire(call, channel)}


def archive(call: Call) -> Json:
    channel = managed(call)
    if channel.is_general:
        raise SlackError("cant_archive_general")
    if channel.archived:
        raise SlackError("already_archived")
    if call.user not in channel.members:
        raise SlackError("not_in_channel")
    channels.archive(call.workspace, channel, call.user)
    return {}


def unarchive(call: Call) -> Json:
    channel = call.channel()
    call.need_scope(WRITE[channel.kind])
    if not channel.archived:
        raise SlackError("not_archived")
    channels.unarchive(call.workspace, channel, call.user)
    return {}


def kick(call: Call) -> Json:
    channel = managed(call)
    user = call.arguments.required("user", "user_not_found")
    call.workspace.user(user)
    if user == call.user:
        raise SlackError("cant_kick_self")
    if channel.is_general:
        raise SlackError("cant_kick_from_general")
    if call.user not in channel.members or user not in channel.members:
        raise SlackError("not_in_channel")
    channels.leave(call.workspace, channel, user)
    return {}


def set_topic(call: Call) -> Json:
    return describe(call, "topic")


def set_purpose(call: Call) -> Json:
    return describe(call, "purpose")


def describe(call: Call, field: str) -> Json:
    channel = managed(call)
    if call.user not in channel.members:
        raise SlackError("not_in_channel")
    if field not in call.arguments:
        raise SlackError("invalid_arguments", f"missing required field: {field}")
    value = call.arguments.text(field)
    if len(value) > 250:
        raise SlackError("too_long")
    channels.describe_as(call.workspace, channel, call.user, field, value)
    return {"channel": wire(call, channel)}


def rename(call: Call) -> Json:
    channel = managed(call)
    if call.user not in channel.members:
        raise SlackError("not_in_channel")
    channels.rename(call.workspace, channel, call.user, new_name(call))
    return {"channel": wire(call, channel)}


def managed(call: Call) -> Channel:
    """A channel that the caller may change; direct messages cannot be."""
    channel = call.channel()
    if channel.kind in {"im", "mpim"}:
        raise SlackError("method_not_supported_for_channel_type")
    call.need_scope(WRITE[channel.kind], *(["channels:write.invites"] if channel.kind == "channel" else []))
    if channel.archived:
        raise SlackError("is_archived" if "users" in call.arguments else "already_archived")
    return channel


def mark(call: Call) -> Json:
    channel = call.channel()
    call.need_scope(WRITE[channel.kind])
    if call.user not in channel.members:
        raise SlackError("not_in_channel")
    ts = call.arguments.required("ts", "invalid_timestamp")
    if not _TS.fullmatch(ts):
        raise SlackError("invalid_timestamp")
    channels.mark(call.workspace, channel, call.user, ts)
    return {}


METHODS = {
    "conversations.open": Method(open_conversation, tier=50),
    "conversations.close": Method(close, scopes=("im:write", "mpim:write"), tier=20),
    "conversations.create": Method(create, tier=20),
    "conversations.join": Method(join, scopes=JOIN, tier=50),
    "conversations.leave": Method(leave, tier=50),
    "conversations.invite": Method(invite, tier=50),
    "conversations.archive": Method(archive, tier=20),
    "conversations.unarchive": Method(unarchive, tier=20),
    "conversations.kick": Method(kick, tier=50),
    "conversations.rename": Method(rename, tier=20),
    "conversations.setTopic": Method(set_topic, tier=20),
    "conversations.setPurpose": Method(set_purpose, tier=20),
    "conversations.mark": Method(mark, tier=50),
}
