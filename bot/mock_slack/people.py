"""What a person can do in the workspace: write, command, click, choose, submit, react, open things.

Each function does it as one user, delivers to the app what Slack would, and carries out what the app answers.
The control API is a thin layer above this file.
"""

from __future__ import annotations

from typing import Any

from bot.mock_slack import elements, messages, payloads, streams, views
from bot.mock_slack.delivery import Outcome
from bot.mock_slack.errors import ControlError, SlackError
from bot.mock_slack.hub import Hub
from bot.mock_slack.interactivity import ResponseUrl
from bot.mock_slack.records import Channel, Json, Message
from bot.mock_slack.responses import acknowledged
from bot.mock_slack.texts import typed

TROUBLE = "We had some trouble connecting. Try again?"


def write(
    hub: Hub, user: str, channel: Channel, text: str, *, thread_ts: str | None = None, broadcast: bool = False
) -> Message:
    """A message. Raises `SlackError` (`thread_not_found`, `is_archived`, `not_in_channel`)."""
    if user not in channel.members:
        raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("is_archived")
    stored = typed(hub.workspace, text)
    return messages.say(hub.workspace, channel, user, stored, thread_ts=thread_ts or None, reply_broadcast=broadcast)


async def command(hub: Hub, user: str, channel: Channel, line: str, *, thread_ts: str | None = None) -> Json:
    """A slash command. What goes wrong is shown to the user as Slack shows it, and said in the answer's `error`."""
    workspace = hub.workspace
    name, _, text = line.strip().partition(" ")
    known = workspace.manifest.command(name)
    if thread_ts:
        sentence = f"{name} is not supported in threads. Sorry!"
        return refuse(hub, user, channel, sentence, "not_supported_in_threads", thread_ts)
    if known is None:
        sentence = (
            f"{name} is not a valid command. In Slack, all messages that start with “/” are interpreted as commands."
        )
        return refuse(hub, user, channel, sentence, "unknown_command")
    text = text.strip()
    if known.should_escape:
        text = typed(workspace, text)
    payload = payloads.command(workspace, hub.interactions, channel, user, name, text)
    outcome = await hub.courier.interact("slash_commands", payload)
    if not outcome.ok:
        error = "operation_timeout" if "timeout" in outcome.reason else "dispatch_failed"
        return refuse(hub, user, channel, f"{name} failed with the error “{error}”", error)
    try:
        acknowledged(workspace, ResponseUrl(channel.id, user, workspace.clock.now()), outcome.response)
    except SlackError as wrong:
        return refuse(hub, user, channel, f"{name} failed with the error “{wrong.error}”", wrong.error)
    facts = {"response": outcome.response, "trigger_id": payload["trigger_id"], "response_url": payload["response_url"]}
    return {"ok": True, **facts}


def refuse(hub: Hub, user: str, channel: Channel, sentence: str, error: str, thread_ts: str | None = None) -> Json:
    """Slackbot tells the user, and only them, what went wrong."""
    messages.whisper(hub.workspace, channel, user, sentence, user="USLACKBOT", username="Slackbot", thread_ts=thread_ts)
    return {"ok": False, "error": error, "shown": sentence}


async def click(hub: Hub, user: str, place: Json, action_id: str, block_id: str | None, value: Any) -> Json:
    """Press or choose something in a message or in a view. `place` is `{"channel", "ts"}` or `{"view_id"}`."""
    workspace, ts = hub.workspace, hub.workspace.ts()
    if place.get("view_id"):
        found = views.find(workspace, view_id=place["view_id"])
        if found is None or found[0] != user:
            raise ControlError("This user has no such view open.", 404)
        view = found[1]
        block, element = elements.find(view["blocks"], action_id, block_id)
        action = elements.action_of(block, element, value, ts)
        view["state"] = {"values": elements.view_values(view, place.get("values") or {})}
        if element["type"] in elements.FIELDS and element["type"] != "overflow":
            state = {"type": element["type"], **elements.choice(element, value)}
            view["state"]["values"].setdefault(block["block_id"], {})[action_id] = state
        fields: Json = {"container": {"type": "view", "view_id": view["id"]}, "view": dict(view)}
    else:
        channel, message, ephemeral = message_at(hub, user, place)
        block, element = elements.find(blocks_of(message), action_id, block_id)
        action = elements.action_of(block, element, value, ts)
        if element["type"] in elements.FIELDS and element["type"] != "overflow":
            states = workspace.input_states.setdefault(f"{channel.id}:{message['ts']}:{user}", {})
            states.setdefault(block["block_id"], {})[action_id] = {
                "type": element["type"],
                **elements.choice(element, value),
            }
        fields = payloads.message_place(workspace, hub.interactions, channel, message, user, ephemeral=ephemeral)
    payload = payloads.interaction(workspace, hub.interactions, "block_actions", user, **fields, actions=[action])
    return told(hub, user, await hub.courier.interact("interactive", payload), payload)


def message_at(hub: Hub, user: str, place: Json) -> tuple[Channel, Message, bool]:
    """The message that a user sees at a place, and whether it is an ephemeral one."""
    channel = hub.workspace.channel(str(place.get("channel")))
    ts = str(place.get("ts"))
    ephemeral = messages.find_ephemeral(hub.workspace, channel.id, ts)
    message = ephemeral["message"] if ephemeral else channel.messages.get(ts)
    if message is None or (ephemeral is not None and ephemeral["user"] != user):
        raise ControlError("There is no such message.", 404)
    return channel, message, ephemeral is not None


async def options(hub: Hub, user: str, place: Json, action_id: str, block_id: str | None, value: str) -> Json:
    """What an external select offers for what was typed so far."""
    workspace = hub.workspace
    if place.get("view_id"):
        found = views.find(workspace, view_id=place["view_id"])
        if found is None or found[0] != user:
            raise ControlError("This user has no such view open.", 404)
        blocks = found[1]["blocks"]
        fields: Json = {"container": {"type": "view", "view_id": found[1]["id"]}, "view": dict(found[1])}
    else:
        channel, message, ephemeral = message_at(hub, user, place)
        blocks = blocks_of(message)
        fields = payloads.message_place(workspace, hub.interactions, channel, message, user, ephemeral=ephemeral)
        fields.pop("response_url")
    block, element = elements.find(blocks, action_id, block_id)
    fields |= {"action_id": element["action_id"], "block_id": block.get("block_id", ""), "value": value}
    payload = payloads.interaction(workspace, hub.interactions, "block_suggestion", user, **fields)
    outcome = await hub.courier.interact("interactive", payload)
    answer = outcome.response if isinstance(outcome.response, dict) else {}
    found_options = answer.get("options") or []
    return {"ok": outcome.ok, "options": found_options, "option_groups": answer.get("option_groups") or []}


async def shortcut(hub: Hub, user: str, callback_id: str, channel: Channel | None, ts: str | None) -> Json:
    """A global shortcut, or a message shortcut on the message `ts`."""
    workspace = hub.workspace
    known = next((one for one in workspace.manifest.shortcuts if one.callback_id == callback_id), None)
    if known is None:
        raise ControlError(f"The manifest has no shortcut “{callback_id}”.", 404)
    action_ts = workspace.ts()
    if known.kind == "message":
        message = channel.messages.get(ts or "") if channel else None
        if channel is None or message is None:
            raise ControlError("A message shortcut needs the “channel” and the “ts” of a message.")
        url = hub.interactions.new_response_url(
            "actions", channel.id, user, message_ts=message["ts"], thread_ts=message.get("thread_ts")
        )
        fields: Json = {
            "callback_id": callback_id,
            "action_ts": action_ts,
            "message_ts": message["ts"],
            "message": dict(message),
            "channel": payloads.channel_name(channel),
            "response_url": url,
        }
        payload = payloads.interaction(workspace, hub.interactions, "message_action", user, **fields)
    else:
        fields = {"callback_id": callback_id, "action_ts": action_ts}
        payload = payloads.interaction(workspace, hub.interactions, "shortcut", user, **fields)
    return told(hub, user, await hub.courier.interact("interactive", payload), payload)


async def submit(hub: Hub, user: str, view_id: str, given: Json) -> Json:
    """Submit the modal in front. The answer's `errors` are what is to be corrected, by block id."""
    workspace = hub.workspace
    view = front(hub, user, view_id)
    values = elements.view_values(view, given)
    view["state"] = {"values": values}
    wrong = elements.problems(view, values)
    if wrong:
        return mistaken(hub, user, view, wrong)
    urls = response_urls(hub, user, view, values)
    payload = payloads.interaction(
        workspace, hub.interactions, "view_submission", user, view=dict(view), response_urls=urls
    )
    outcome = await hub.courier.interact("interactive", payload)
    if not outcome.ok:
        hub.workspace.feed.publish("modal_error", {"user": user, "view_id": view_id, "text": TROUBLE, "errors": {}})
        return told(hub, user, outcome, payload)
    answer = outcome.response if isinstance(outcome.response, dict) else {}
    try:
        errors = carry_out(hub, user, view, answer)
    except SlackError as error:
        hub.workspace.feed.publish("modal_error", {"user": user, "view_id": view_id, "text": TROUBLE, "errors": {}})
        return {"ok": False, "error": error.error, "messages": error.body.get("response_metadata", {}).get("messages")}
    return mistaken(hub, user, view, errors) if errors else {"ok": True, "response": answer}


def carry_out(hub: Hub, user: str, view: Json, answer: Json) -> dict[str, str]:
    """The `response_action` of a submission; returns the errors that it names."""
    workspace, action = hub.workspace, answer.get("response_action")
    stack = workspace.modals.get(user, [])
    if action == "errors":
        errors = answer.get("errors")
        known = {block.get("block_id") for block in view["blocks"]}
        if not isinstance(errors, dict) or not errors or not set(errors) <= known:
            raise SlackError("invalid_arguments", "errors name blocks that the view does not have")
        return {str(key): str(value) for key, value in errors.items()}
    if action == "update":
        fresh = views.read(workspace, answer.get("view"), ("modal",))
        if view in stack:
            views.update(workspace, (user, view), fresh)
    elif action == "push":
        views.push(workspace, user, views.read(workspace, answer.get("view"), ("modal",)))
    elif action == "clear":
        views.close(workspace, user, everything=True)
    elif action is None:
        if view in stack:
            views.close(workspace, user)
    else:
        raise SlackError("invalid_arguments", "unknown response_action")
    return {}


def mistaken(hub: Hub, user: str, view: Json, errors: dict[str, str]) -> Json:
    hub.workspace.feed.publish("modal_error", {"user": user, "view_id": view["id"], "text": "", "errors": errors})
    return {"ok": False, "error": "invalid_input", "errors": errors}


async def close_modal(hub: Hub, user: str, view_id: str, *, everything: bool = False) -> Json:
    """Close the modal in front (Cancel), or all of them (the cross). The app hears of it where it asked to."""
    front(hub, user, view_id)
    for view in views.close(hub.workspace, user, everything=everything):
        if view["notify_on_close"]:
            payload = payloads.interaction(
                hub.workspace, hub.interactions, "view_closed", user, view=dict(view), is_cleared=everything
            )
            await hub.courier.interact("interactive", payload)
    return {"ok": True}


def front(hub: Hub, user: str, view_id: str) -> Json:
    stack = hub.workspace.modals.get(user, [])
    if not stack or stack[-1]["id"] != view_id:
        raise ControlError("This modal is not the one in front of the user.", 409)
    return stack[-1]


def response_urls(hub: Hub, user: str, view: Json, values: Json) -> list[Json]:
    """A submission can carry response URLs for the conversations that were chosen in it."""
    urls = []
    for block, element in elements.interactive(view["blocks"]):
        if element.get("response_url_enabled"):
            state = values.get(block["block_id"], {}).get(element["action_id"], {})
            chosen = state.get("selected_conversation") or state.get("selected_channel")
            if chosen in hub.workspace.channels:
                url = hub.interactions.new_response_url("actions", chosen, user)
                place = {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": chosen}
                urls.append({**place, "response_url": url})
    return urls


def stop(hub: Hub, user: str, channel: Channel, thread_ts: str) -> Json:
    """A person presses the stop button of an agent: what is being written in this thread ends, and the app is told."""
    workspace = hub.workspace
    stopped = []
    for stream in list(workspace.streams.values()):
        message = channel.messages.get(stream.ts) if stream.channel == channel.id else None
        if message is not None and thread_ts in {message["ts"], message.get("thread_ts")}:
            streams.end(workspace, channel, message, "stopped")
            stopped.append(message["ts"])
    body = {
        "type": "agent_session_stopped",
        "channel": channel.id,
        "thread_ts": thread_ts,
        "user": user,
        "streaming_message_ts": stopped,
        "event_ts": workspace.ts(),
    }
    workspace.emit("agent_session_stopped", body, channel.id)
    return {"ok": True, "stopped": stopped}


def open_home(hub: Hub, user: str, tab: str, context: str | None = None) -> Json:
    """A person opens the app: its Home tab, or (`messages`) the conversation with it."""
    workspace = hub.workspace
    if tab not in {"home", "messages"}:
        raise ControlError("“tab” is “home” or “messages”.")
    channel = workspace.direct_message(user, workspace.bot_user)
    if workspace.manifest.assistant_view and tab == "messages":
        return start_assistant_thread(hub, user, channel, context)
    body: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": channel.id,
        "event_ts": workspace.ts(),
        "tab": tab,
    }
    if tab == "home" and user in workspace.homes:
        body["view"] = dict(workspace.homes[user])
    if workspace.manifest.agent_view and tab == "messages":
        body["context"] = entities(hub, context)
    workspace.emit("app_home_opened", body)
    return {"ok": True, "channel": channel.id}


def start_assistant_thread(hub: Hub, user: str, channel: Channel, context: str | None) -> Json:
    """The older assistant view: each opening begins a thread, which the app is told of."""
    workspace = hub.workspace
    root = messages.post(
        workspace,
        channel,
        workspace.bot_user,
        "New Assistant Thread",
        subtype="assistant_app_thread",
        bot_id=workspace.bot_id,
        app_id=workspace.app_id,
    )
    body = {
        "type": "assistant_thread_started",
        "assistant_thread": {
            "user_id": user,
            "context": viewed(hub, context),
            "channel_id": channel.id,
            "thread_ts": root["ts"],
        },
        "event_ts": workspace.ts(),
    }
    workspace.emit("assistant_thread_started", body)
    return {"ok": True, "channel": channel.id, "thread_ts": root["ts"]}


def viewed(hub: Hub, channel: str | None) -> Json:
    if channel is None:
        return {}
    return {"channel_id": channel, "team_id": hub.workspace.team.id, "enterprise_id": None}


def change_context(hub: Hub, user: str, channel: str | None) -> Json:
    """In the agent view the app hears which channel the user looks at beside the conversation."""
    workspace = hub.workspace
    direct = workspace.direct_message(user, workspace.bot_user)
    body = {
        "type": "app_context_changed",
        "user": user,
        "channel": direct.id,
        "context": entities(hub, channel),
        "event_ts": workspace.ts(),
    }
    if workspace.manifest.agent_view:
        workspace.emit("app_context_changed", body)
    return {"ok": True}


def entities(hub: Hub, channel: str | None) -> Json:
    if channel is None:
        return {}
    return {"entities": [{"type": "slack#/types/channel_id", "value": channel, "team_id": hub.workspace.team.id}]}


def blocks_of(message: Message) -> list[Json]:
    """The blocks of a message, those in its attachments too."""
    blocks = list(message.get("blocks") or [])
    for attachment in message.get("attachments") or []:
        blocks += attachment.get("blocks") or []
    return blocks


def told(hub: Hub, user: str, outcome: Outcome, payload: Json) -> Json:
    """The answer of the control API to something clicked; a failure is shown to the user as Slack shows it."""
    answer: Json = {"ok": outcome.ok, "trigger_id": payload.get("trigger_id")}
    if "response_url" in payload:
        answer["response_url"] = payload["response_url"]
    if not outcome.ok:
        answer["error"] = outcome.reason
        hub.workspace.feed.publish("notice", {"user": user, "text": "This app didn’t respond. Try again?"})
    return answer
