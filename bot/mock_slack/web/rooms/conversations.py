"""conversations.* that only look: lists, facts, history, replies, members."""

from __future__ import annotations

import re

from bot.mock_slack.basics.cursors import page
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.web.method import HISTORY, READ, Call, Method
from bot.mock_slack.web.people.users import channels_of_types, may_see
from bot.mock_slack.workspace.records import Channel, Json, Message

_TS = re.compile(r"\d{1,12}(\.\d{1,9})?")


def listing(call: Call) -> Json:
    seen = [channel for channel in channels_of_types(call) if may_see(channel, call.user)]
    chosen, cursor = page(call.arguments, seen, lambda channel: channel.id, "channel")
    described = [wire(call, channel) | members_of(channel) for channel in chosen]
    return {"channels": described, "response_metadata": {"next_cursor": cursor}}


def wire(call: Call, channel: Channel) -> Json:
    return channel.wire(call.workspace.team.id, call.user)


def info(call: Call) -> Json:
    channel = call.channel()
    call.need_scope(READ[channel.kind])
    about = wire(call, channel)
    if call.arguments.boolean("include_num_members"):
        about |= members_of(channel)
    if call.user in channel.members:
        about["last_read"] = channel.last_read.get(call.user, "0000000000.000000")
    return {"channel": about}


def members_of(channel: Channel) -> Json:
    """How many there are: Slack says it in a listing, and elsewhere only when it is asked."""
    return {} if channel.kind == "im" else {"num_members": len(channel.members)}


def history(call: Call) -> Json:
    channel = call.member_channel(HISTORY)
    newest_first = [message for message in reversed(channel.in_channel()) if within(call, message)]
    chosen, cursor = page(call.arguments, newest_first, lambda message: message["ts"], "next_ts", high=999)
    answer: Json = {
        "messages": [shown(call, channel, message) for message in chosen],
        "has_more": bool(cursor),
        "pin_count": len(channel.pins),
        "channel_actions_ts": None,
        "channel_actions_count": 0,
    }
    return answer | {"response_metadata": {"next_cursor": cursor}} if cursor else answer


def replies(call: Call) -> Json:
    channel = call.member_channel(HISTORY)
    ts = call.arguments.required("ts", "thread_not_found")
    start = channel.messages.get(ts)
    if start is None:
        raise SlackError("thread_not_found")
    root = channel.messages.get(start.get("thread_ts", ts), start)
    thread = [message for message in channel.replies(root["ts"]) if within(call, message)]
    chosen, cursor = page(call.arguments, [root, *thread], lambda message: message["ts"], "next_ts", 1000)
    if "cursor" in call.arguments and call.arguments.text("cursor"):
        chosen = [root, *(message for message in chosen if message is not root)]  # every page begins with the parent
    answer: Json = {"messages": [shown(call, channel, message) for message in chosen], "has_more": bool(cursor)}
    return answer | {"response_metadata": {"next_cursor": cursor}} if cursor else answer


def shown(call: Call, channel: Channel, message: Message) -> Message:
    copy = dict(message)
    if not call.arguments.boolean("include_all_metadata"):
        copy.pop("metadata", None)
    if channel.threads.get(message["ts"]):
        copy["subscribed"] = call.user in copy.get("reply_users", ())
    return copy


def within(call: Call, message: Message) -> bool:
    """Whether a message lies between `oldest` and `latest` (both outside unless `inclusive`)."""
    inclusive = call.arguments.boolean("inclusive")
    oldest, latest = timestamp(call, "oldest"), timestamp(call, "latest")
    ts = key(message["ts"])
    after = oldest is None or ts > oldest or (inclusive and ts == oldest)
    return after and (latest is None or ts < latest or (inclusive and ts == latest))


def timestamp(call: Call, name: str) -> tuple[int, int] | None:
    value = call.arguments.text(name)
    if value in {"", "0"}:
        return None
    if not _TS.fullmatch(value):
        raise SlackError(f"invalid_ts_{name}")
    return key(value)


def key(ts: str) -> tuple[int, int]:
    seconds, _, micros = ts.partition(".")
    return int(seconds), int(micros.ljust(6, "0")[:6] or 0)


def members(call: Call) -> Json:
    channel = call.channel()
    call.need_scope(READ[channel.kind])
    chosen, cursor = page(call.arguments, channel.members, lambda user: user, "user")
    return {"members": chosen, "response_metadata": {"next_cursor": cursor}}


METHODS = {
    "conversations.list": Method(listing, tier=20),
    "conversations.info": Method(info, tier=50),
    "conversations.history": Method(history, tier=50),
    "conversations.replies": Method(replies, tier=50),
    "conversations.members": Method(members, tier=100),
}
