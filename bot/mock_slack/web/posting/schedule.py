"""chat.scheduleMessage, chat.scheduledMessages.list, chat.deleteScheduledMessage."""

from __future__ import annotations

import re

from bot.mock_slack.basics.cursors import page
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import scheduled
from bot.mock_slack.conversations.content import read_content
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.web.posting.chat import WRITE, author, target, thread, warned
from bot.mock_slack.workspace.records import Json

_SECONDS = re.compile(r"([0-9]{1,12})(?:\.0+)?")
FURTHEST = 120 * 86_400  # seconds
WINDOW, MAX_IN_WINDOW = 300, 30  # seconds, and messages to one channel within them
TOO_LATE = 60  # seconds before its time in which a message can no longer be taken back


def schedule(call: Call) -> Json:
    workspace, arguments = call.workspace, call.arguments
    channel = target(call)
    post_at = time(call)
    content = read_content(workspace, arguments)
    if content.empty:
        raise SlackError("no_text")
    near = [one for one in workspace.scheduled.values() if one.channel == channel.id]
    if sum(abs(one.post_at - post_at) < WINDOW for one in near) >= MAX_IN_WINDOW:
        raise SlackError("restricted_too_many")
    about = author(call)
    fields = {"blocks": content.blocks, "attachments": content.attachments, "metadata": content.metadata}
    made = scheduled.schedule(
        workspace,
        channel,
        call.user,
        post_at,
        content.text,
        **fields,
        thread_ts=thread(call),
        reply_broadcast=arguments.boolean("reply_broadcast") or None,
        **about,
    )
    message = {"type": "delayed_message", "user": call.user, "team": workspace.team.id, "text": content.text}
    message |= {key: value for key, value in {**fields, **about}.items() if value is not None}
    answer: Json = {"channel": channel.id, "scheduled_message_id": made.id, "post_at": post_at, "message": message}
    return answer | warned(content)


def time(call: Call) -> int:
    given = _SECONDS.fullmatch(call.arguments.text("post_at"))
    if given is None:
        raise SlackError("invalid_time")
    post_at, now = int(given[1]), call.workspace.clock.now()
    if post_at <= now:
        raise SlackError("time_in_past")
    if post_at > now + FURTHEST:
        raise SlackError("time_too_far")
    return post_at


def listing(call: Call) -> Json:
    wanted = call.arguments.text("channel")
    if wanted and wanted not in call.workspace.channels:
        raise SlackError("invalid_channel")
    oldest, latest = bound(call, "oldest", 0), bound(call, "latest", 10**12)
    found = [
        one
        for one in call.workspace.scheduled.values()
        if one.user == call.user and wanted in {"", one.channel} and oldest <= one.post_at <= latest
    ]
    chosen, cursor = page(call.arguments, sorted(found, key=lambda one: one.post_at), lambda one: one.id, "scheduled")
    return {"scheduled_messages": [one.wire() for one in chosen], "response_metadata": {"next_cursor": cursor}}


def bound(call: Call, name: str, default: float) -> float:
    try:
        return float(call.arguments.text(name) or default)
    except ValueError:
        raise SlackError("invalid_arguments", f"must be a timestamp [json-pointer:/{name}]") from None


def delete(call: Call) -> Json:
    channel = call.channel()
    error = SlackError("invalid_scheduled_message_id")
    found = call.workspace.scheduled.get(call.arguments.text("scheduled_message_id"))
    if found is None or found.channel != channel.id or found.user != call.user:
        raise error
    if found.post_at - call.workspace.clock.now() < TOO_LATE:
        raise error
    scheduled.cancel(call.workspace, found)
    return {}


METHODS = {
    "chat.scheduleMessage": Method(schedule, scopes=WRITE, tier=50),
    "chat.scheduledMessages.list": Method(listing, tier=50),
    "chat.deleteScheduledMessage": Method(delete, scopes=WRITE, tier=50),
}
