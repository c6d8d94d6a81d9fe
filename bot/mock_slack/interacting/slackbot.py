"""Slackbot: Slack's own commands, its word when somebody is mentioned who is not there, and what it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass

from bot.mock_slack.conversations import channels, messages
from bot.mock_slack.hub import Hub
from bot.mock_slack.workspace.records import Channel, Json, Message, User
from bot.mock_slack.writing.texts import typed

SLACKBOT = "USLACKBOT"
ADD, IGNORE = "slackbot_add", "slackbot_ignore"
_MENTION = re.compile(r"<@(\w+)(?:\|[^>]*)?>")
_WHEN = re.compile(r"(?P<what>.+?) in (?P<count>\d{1,6}) (?P<unit>second|minute|hour|day|week)s?", re.DOTALL)
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}


@dataclass(frozen=True)
class Errand:
    """A command that somebody gives Slack itself, in a channel."""

    hub: Hub
    user: str
    channel: Channel
    text: str

    def person(self) -> User | None:
        """Whom the text names first."""
        name = self.text.partition(" ")[0]
        mention = _MENTION.fullmatch(name)
        workspace = self.hub.workspace
        return workspace.users.get(mention[1]) if mention else workspace.user_named(name) if name else None


@dataclass(frozen=True)
class BuiltIn:
    command: str
    usage_hint: str
    description: str


def invite(errand: Errand) -> str:
    person = errand.person()
    if person is None:
        return "Say whom to invite: /invite @name."
    if errand.channel.kind not in {"channel", "group"}:
        return "This is a direct message: nobody can be invited to it."
    if person.id in errand.channel.members:
        return f"<@{person.id}> is already in this channel."
    channels.join(errand.hub.workspace, errand.channel, person.id, inviter=errand.user)
    return ""


def remove(errand: Errand) -> str:
    person = errand.person()
    if person is None or person.id not in errand.channel.members or errand.channel.is_general:
        return "Nobody was removed: /remove @name takes a member out of a channel other than #general."
    channels.leave(errand.hub.workspace, errand.channel, person.id)
    return ""


def leave(errand: Errand) -> str:
    if errand.channel.is_general or errand.channel.kind not in {"channel", "group"}:
        return "You cannot leave this conversation."
    channels.leave(errand.hub.workspace, errand.channel, errand.user)
    return ""


def topic(errand: Errand) -> str:
    if errand.channel.kind not in {"channel", "group"}:
        return "Only channels have a topic."
    channels.describe_as(errand.hub.workspace, errand.channel, errand.user, "topic", errand.text[:250])
    return ""


def me(errand: Errand) -> str:
    if not errand.text:
        return "Say what you do: /me waves."
    text = typed(errand.hub.workspace, errand.text)
    messages.post(errand.hub.workspace, errand.channel, errand.user, text, subtype="me_message")
    return ""


def remind(errand: Errand) -> str:
    hub, workspace = errand.hub, errand.hub.workspace
    whom, _, rest = errand.text.partition(" ")
    when = _WHEN.fullmatch(rest.strip())
    here = workspace.channel_named(whom) if whom.startswith("#") else None
    if when is None or (whom != "me" and here is None):
        return "Say whom, what and when: /remind me to read in 5 minutes. (Here: me or #channel, and “in” a time.)"
    text = typed(workspace, when["what"].removeprefix("to "))

    def tell() -> None:
        if here is not None:
            messages.post(workspace, here, SLACKBOT, f"Reminder: {text}.")
        else:
            say(hub, errand.user, errand.channel, f"You asked me to remind you: {text}.")

    count = int(when["count"])
    workspace.clock.call_in(count * _SECONDS[when["unit"]], tell)
    wait = f"{count} {when['unit']}{'' if count == 1 else 's'}"
    say(hub, errand.user, errand.channel, f"I will remind {whom}: {text}, in {wait}.")
    return ""


COMMANDS: dict[BuiltIn, Callable[[Errand], str]] = {
    BuiltIn("/invite", "@name", "Bring somebody, or an app, into this channel"): invite,
    BuiltIn("/remove", "@name", "Take somebody out of this channel"): remove,
    BuiltIn("/leave", "", "Leave this channel"): leave,
    BuiltIn("/topic", "[words]", "Set the channel’s topic"): topic,
    BuiltIn("/me", "[words]", "Say what you do"): me,
    BuiltIn("/remind", "me or #channel [what] in [time]", "Have Slackbot remind you"): remind,
}


def described() -> list[Json]:
    return [asdict(one) for one in COMMANDS]


def command(hub: Hub, user: str, channel: Channel, name: str, text: str) -> Json | None:
    """Carry out one of Slack's own commands; None where it is none of them. No app hears of it."""
    run = next((run for one, run in COMMANDS.items() if one.command == name), None)
    if run is None:
        return None
    if user not in channel.members:
        return refuse(hub, user, channel, "You are not a member of this channel.", "not_in_channel")
    sentence = run(Errand(hub, user, channel, text.strip()))
    return refuse(hub, user, channel, sentence, "invalid_command") if sentence else {"ok": True}


def refuse(hub: Hub, user: str, channel: Channel, sentence: str, error: str, thread_ts: str | None = None) -> Json:
    """Slackbot tells the user, and only them, what went wrong."""
    say(hub, user, channel, sentence, thread_ts=thread_ts)
    return {"ok": False, "error": error, "shown": sentence}


def say(
    hub: Hub,
    user: str,
    channel: Channel,
    text: str,
    *,
    thread_ts: str | None = None,
    blocks: list[Json] | None = None,
) -> None:
    fields: Json = {"thread_ts": thread_ts, "blocks": blocks}
    messages.whisper(hub.workspace, channel, user, text, user=SLACKBOT, username="Slackbot", **fields)


def offer_to_add(hub: Hub, user: str, channel: Channel, message: Message) -> None:
    """Who is mentioned where they are not hears nothing of it; Slackbot offers to bring them in."""
    if channel.kind not in {"channel", "group"}:
        return
    named = dict.fromkeys(_MENTION.findall(message["text"]))
    absent = [one for one in named if one in hub.workspace.users and one not in channel.members]
    if not absent:
        return
    names = " and ".join(f"<@{one}>" for one in absent)
    sentence = f"You mentioned {names}, but they’re not in this channel."
    buttons = [
        {"type": "button", "action_id": ADD, "text": _plain("Add Them"), "style": "primary", "value": ",".join(absent)},
        {"type": "button", "action_id": IGNORE, "text": _plain("Do Nothing")},
    ]
    blocks: list[Json] = [
        {"type": "section", "block_id": "slackbot-words", "text": {"type": "mrkdwn", "text": sentence}},
        {"type": "actions", "block_id": "slackbot-offer", "elements": buttons},
    ]
    say(hub, user, channel, sentence, thread_ts=message.get("thread_ts"), blocks=blocks)


def pressed(hub: Hub, user: str, channel: Channel, message: Message, element: Json) -> Json:
    """A button of Slackbot's own: the app hears nothing of it."""
    if element["action_id"] == ADD:
        for one in str(element["value"]).split(","):
            channels.join(hub.workspace, channel, one, inviter=user)
    ephemeral = messages.find_ephemeral(hub.workspace, channel.id, message["ts"])
    if ephemeral is not None:
        messages.forget_ephemeral(hub.workspace, ephemeral)
    return {"ok": True}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}
