"""What a person can do in the workspace: write, command, click, choose, submit, react, open things.

Each function does it as one user, delivers to the app what Slack would, and carries out what the app answers.
The control API is a thin layer above this file.
"""

from __future__ import annotations

from typing import Any

from bot.mock_slack.basics.errors import ControlError, SlackError
from bot.mock_slack.conversations import messages
from bot.mock_slack.delivering import payloads
from bot.mock_slack.delivering.delivery import Outcome
from bot.mock_slack.delivering.interactivity import ResponseUrl
from bot.mock_slack.hub import Hub
from bot.mock_slack.interacting import slackbot, views
from bot.mock_slack.interacting.responses import acknowledged
from bot.mock_slack.workspace.records import Channel, Json, Message
from bot.mock_slack.writing import elements
from bot.mock_slack.writing.rich_text import rich_text
from bot.mock_slack.writing.texts import typed

SENTENCES = {"interactivity_disabled": "This app is not configured to handle interactive responses."}
MAX_STATES = 5000  # messages whose inputs are remembered, by user


def write(
    hub: Hub, user: str, channel: Channel, text: str, *, thread_ts: str | None = None, broadcast: bool = False
) -> Message:
    """A message. Raises `SlackError` (`thread_not_found`, `is_archived`, `not_in_channel`)."""
    may_write(user, channel)
    stored, place = typed(hub.workspace, text), {"thread_ts": thread_ts or None, "reply_broadcast": broadcast}
    message = messages.say(hub.workspace, channel, user, stored, **place)
    slackbot.offer_to_add(hub, user, channel, message)
    return message


def may_write(user: str, channel: Channel) -> None:
    if user not in channel.members:
        raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("is_archived")


def write_as_bot(
    hub: Hub, user: str, channel: Channel, text: str, *, username: str | None = None, **fields: Any
) -> Message:
    """A message of another app's bot; under a name of its choice (`username`) it has the subtype `bot_message`."""
    may_write(user, channel)
    workspace, bot = hub.workspace, hub.workspace.users[user]
    stored = typed(workspace, text)
    blocks = [rich_text(stored, workspace.ids.new("")[-5:], lists=False)]
    about = {"bot_id": bot.bot_id, "app_id": bot.app_id, "bot_profile": workspace.profile_of(bot)}
    named = {"username": username, "subtype": "bot_message"} if username else {}
    return messages.post(workspace, channel, user, stored, blocks=blocks, **about, **named, **fields)


async def command(hub: Hub, user: str, channel: Channel, line: str, *, thread_ts: str | None = None) -> Json:
    """A slash command: the app's, or one of Slack's own.

    What goes wrong is shown to the user as Slack shows it, and said in the answer's `error`.
    """
    workspace = hub.workspace
    name, _, text = line.strip().partition(" ")
    known = workspace.manifest.command(name)
    if thread_ts:
        sentence = f"{name} is not supported in threads. Sorry!"
        return slackbot.refuse(hub, user, channel, sentence, "not_supported_in_threads", thread_ts)
    if known is None and (answer := slackbot.command(hub, user, channel, name, text)) is not None:
        return answer
    if known is None:
        sentence = (
            f"{name} is not a valid command. In Slack, all messages that start with “/” are interpreted as commands."
        )
        return slackbot.refuse(hub, user, channel, sentence, "unknown_command")
    text = text.strip()
    if known.should_escape:
        text = typed(workspace, text, labelled=True)
    payload = payloads.command(workspace, hub.interactions, channel, user, name, text)
    outcome = await hub.courier.interact("slash_commands", payload)
    if not outcome.ok:
        error = "operation_timeout" if "timeout" in outcome.reason else "dispatch_failed"
        return slackbot.refuse(hub, user, channel, f"{name} failed with the error “{error}”", error)
    try:
        acknowledged(workspace, ResponseUrl(channel.id, user, workspace.clock.now()), outcome.response)
    except SlackError as wrong:
        return slackbot.refuse(hub, user, channel, f"{name} failed with the error “{wrong.error}”", wrong.error)
    facts = {"response": outcome.response, "trigger_id": payload["trigger_id"], "response_url": payload["response_url"]}
    return {"ok": True, **facts}


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
        viewed = workspace.view_places.get(view["root_view_id"])
    else:
        channel, message, ephemeral = message_at(hub, user, place)
        block, element = elements.find(blocks_of(message), action_id, block_id)
        if message.get("user") == slackbot.SLACKBOT:
            return slackbot.pressed(hub, user, channel, message, element)
        action = elements.action_of(block, element, value, ts)
        if element["type"] in elements.FIELDS and element["type"] != "overflow":
            remembered = workspace.input_states
            while len(remembered) > MAX_STATES:
                del remembered[next(iter(remembered))]
            states = remembered.setdefault(f"{channel.id}:{message['ts']}:{user}", {})
            states.setdefault(block["block_id"], {})[action_id] = {
                "type": element["type"],
                **elements.choice(element, value),
            }
        fields = payloads.message_place(workspace, hub.interactions, channel, message, user, ephemeral=ephemeral)
        viewed = channel.id
    fields["actions"] = [action]
    payload = payloads.interaction(workspace, hub.interactions, "block_actions", user, viewed=viewed, **fields)
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
    """A global shortcut (`channel`: the conversation in view), or a message shortcut on the message `ts`."""
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
        payload = payloads.interaction(workspace, hub.interactions, "message_action", user, viewed=channel.id, **fields)
    else:
        fields = {"callback_id": callback_id, "action_ts": action_ts}
        viewed = channel.id if channel else None
        payload = payloads.interaction(workspace, hub.interactions, "shortcut", user, viewed=viewed, **fields)
    return told(hub, user, await hub.courier.interact("interactive", payload), payload)


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
        sentence = SENTENCES.get(outcome.reason, "This app didn’t respond. Try again?")
        answer |= {"error": outcome.reason, "shown": sentence}
        hub.workspace.feed.publish("notice", {"user": user, "text": sentence})
    return answer
