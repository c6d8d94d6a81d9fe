"""What Slack does by itself: its own commands, and the word that somebody who is mentioned is not there."""

from __future__ import annotations

import pytest

from bot.mock_slack.hub import Hub
from bot.mock_slack.interacting import people
from bot.mock_slack.workspace.manifest import parse_manifest
from bot.mock_slack.workspace.records import Channel, Json
from tests.bot.mock_slack.calling import channel, person
from tests.bot.mock_slack.talking import Talking


def room(hub: Hub, name: str = "random") -> Channel:
    return hub.workspace.channels[channel(hub, name)]


def said(hub: Hub) -> str:
    """Slackbot's last word, which one person sees."""
    message = hub.workspace.ephemerals[-1]["message"]
    assert message["user"] == "USLACKBOT"
    return str(message["text"])


async def run(hub: Hub, line: str, name: str = "random") -> Json:
    return await people.command(hub, person(hub, "ada"), room(hub, name), line)


async def test_an_app_is_invited_and_removed_by_command(talking: Talking) -> None:
    random, bot = room(talking), talking.workspace.bot_user
    assert (await run(talking, "/invite @mock-app"))["ok"]
    assert bot in random.members
    kinds = [parcel.payload["event"]["type"] for parcel in talking.parcels]
    assert kinds == ["message", "member_joined_channel"]
    assert "already" in (await run(talking, f"/invite <@{bot}>"))["shown"]
    assert (await run(talking, "/remove @mock-app"))["ok"]
    assert bot not in random.members
    assert not any(parcel.kind == "slash_commands" for parcel in talking.parcels)


async def test_what_one_does_and_what_it_is_about(talking: Talking) -> None:
    await run(talking, "/me waves at @ben")
    await run(talking, "/topic what is new")
    random = room(talking)
    doing = next(one for one in random.messages.values() if one.get("subtype") == "me_message")
    assert doing["text"] == f"waves at <@{person(talking, 'ben')}>"
    assert random.topic.value == "what is new"
    await run(talking, "/leave")
    assert person(talking, "ada") not in random.members
    assert (await run(talking, "/topic x"))["error"] == "not_in_channel"


async def test_reminders_follow_the_clock(talking: Talking) -> None:
    await run(talking, "/remind me to read the news in 5 minutes")
    assert said(talking) == "I will remind me: read the news, in 5 minutes."
    await run(talking, "/remind #random lunch in 1 hour")
    for seconds, wanted in ((301, "You asked me to remind you: read the news."), (3600, "")):
        talking.workspace.clock.advance(seconds)
        await talking.workspace.clock.sleep(0.01)
        if wanted:
            assert said(talking) == wanted
    assert list(room(talking).messages.values())[-1]["text"] == "Reminder: lunch."


@pytest.mark.parametrize("line", ["/invite", "/invite @nobody", "/me", "/remove @chiara-not", "/remind me some day"])
async def test_what_slackbot_does_not_understand_it_says(talking: Talking, line: str) -> None:
    answer = await run(talking, line)
    assert (answer["ok"], answer["error"]) == (False, "invalid_command")
    assert said(talking) == answer["shown"]


async def test_an_apps_command_goes_before_slacks_own() -> None:
    hub = Talking()
    hub.workspace.manifest = parse_manifest({"features": {"slash_commands": [{"command": "/invite"}]}})
    await people.command(hub, person(hub, "ada"), room(hub), "/invite @mock-app")
    assert [parcel.kind for parcel in hub.parcels] == ["slash_commands"]


async def test_who_is_mentioned_and_not_there_can_be_added(talking: Talking) -> None:
    ada, random, bot = person(talking, "ada"), room(talking), talking.workspace.bot_user
    people.write(talking, ada, random, "@mock-app, what is new?")
    assert said(talking) == f"You mentioned <@{bot}>, but they’re not in this channel."
    assert talking.parcels == []
    [offer] = talking.workspace.ephemerals
    assert offer["user"] == ada
    place = {"channel": random.id, "ts": offer["message"]["ts"]}
    await people.click(talking, ada, place, "slackbot_add", None, None)
    assert bot in random.members
    assert list(talking.workspace.ephemerals) == []
    assert talking.interactions_sent() == []
    people.write(talking, ada, random, "@mock-app, and now?")
    assert list(talking.workspace.ephemerals) == []
    people.write(talking, ada, talking.workspace.direct_message(ada, person(talking, "ben")), "ask @mock-app")
    assert list(talking.workspace.ephemerals) == []


async def test_or_left_where_they_are(talking: Talking) -> None:
    people.write(talking, person(talking, "ada"), room(talking), "@mock-app?")
    place = {"channel": room(talking).id, "ts": talking.workspace.ephemerals[0]["message"]["ts"]}
    await people.click(talking, person(talking, "ada"), place, "slackbot_ignore", None, None)
    assert talking.workspace.bot_user not in room(talking).members
    assert list(talking.workspace.ephemerals) == []
