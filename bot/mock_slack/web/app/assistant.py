"""assistant.threads.*"""

from __future__ import annotations

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import agent
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.records import Channel, Json

MAX_PROMPTS = 4
SCOPES = ("assistant:write", "chat:write")


def conversation(call: Call) -> Channel:
    channel = call.channel("channel_id")
    if call.user not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def thread_ts(call: Call, channel: Channel) -> str:
    ts = call.arguments.required("thread_ts")
    if ts not in channel.messages:
        raise SlackError("thread_not_found")
    return ts


def set_status(call: Call) -> Json:
    channel = conversation(call)
    status = call.arguments.text("status")
    if "status" not in call.arguments:
        raise SlackError("invalid_arguments", "missing required field: status")
    loading = call.arguments.listing("loading_messages")
    if len(loading) > 10:
        raise SlackError("invalid_arguments", "no more than 10 items allowed [json-pointer:/loading_messages]")
    agent.set_status(call.workspace, channel, thread_ts(call, channel), status, loading)
    return {}


def set_title(call: Call) -> Json:
    channel = conversation(call)
    agent.set_title(call.workspace, channel, thread_ts(call, channel), call.arguments.required("title")[:255])
    return {}


def set_suggested_prompts(call: Call) -> Json:
    """In the agent view there need be no thread: the prompts then belong to the conversation."""
    channel = conversation(call)
    prompts = call.arguments.json_list("prompts", "invalid_arguments")
    if not prompts:
        raise SlackError("invalid_arguments", "missing required field: prompts")
    if len(prompts) > MAX_PROMPTS:
        raise SlackError("invalid_arguments", f"no more than {MAX_PROMPTS} items allowed [json-pointer:/prompts]")
    for number, prompt in enumerate(prompts):
        for name in ("title", "message"):
            if not isinstance(prompt.get(name), str) or not prompt[name].strip():
                raise SlackError(
                    "invalid_arguments", f"missing required field: {name} [json-pointer:/prompts/{number}]"
                )
    prompts = [{"title": prompt["title"], "message": prompt["message"]} for prompt in prompts]
    ts = thread_ts(call, channel) if call.arguments.text("thread_ts") else ""
    agent.set_prompts(call.workspace, channel, ts, call.arguments.text("title"), prompts)
    return {}


METHODS = {
    "assistant.threads.setStatus": Method(set_status, scopes=SCOPES, kinds=("bot",), tier=600),
    "assistant.threads.setTitle": Method(set_title, scopes=("assistant:write",), kinds=("bot",), tier=600),
    "assistant.threads.setSuggestedPrompts": Method(
        set_suggested_prompts, scopes=("assistant:write",), kinds=("bot",), tier=600
    ),
}
