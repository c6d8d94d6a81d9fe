"""Which events the app hears, and how often they are tried, with a transport that the test holds."""

from __future__ import annotations

import asyncio

import pytest

from bot.mock_slack.conversations import channels, messages
from bot.mock_slack.delivering.delivery import Courier, Outcome, Parcel
from bot.mock_slack.hub import Hub
from bot.mock_slack.workspace.manifest import parse_manifest
from tests.bot.mock_slack.calling import channel, person


class Line:
    """A transport that keeps what it is given and answers as it was told."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.parcels: list[Parcel] = []
        self.outcomes = list(outcomes)

    def send(self, parcel: Parcel) -> asyncio.Future[Outcome]:
        self.parcels.append(parcel)
        answered: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        answered.set_result(self.outcomes.pop(0) if self.outcomes else Outcome(True))
        return answered


def connect(hub: Hub, *outcomes: Outcome) -> Line:
    line = Line(*outcomes)
    Courier(hub.workspace, line, hub.faults)
    return line


def say(hub: Hub, text: str = "hello", name: str = "general") -> None:
    messages.say(hub.workspace, hub.workspace.channels[channel(hub, name)], person(hub, "ada"), text)


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0.001)


async def test_the_envelope_is_whole(hub: Hub) -> None:
    line = connect(hub)
    say(hub)
    [parcel] = line.parcels
    workspace = hub.workspace
    envelope = parcel.payload
    assert envelope["api_app_id"] == workspace.app_id
    assert envelope["type"] == "event_callback"
    assert envelope["event_id"].startswith("Ev")
    assert envelope["authorizations"][0]["user_id"] == workspace.bot_user
    assert envelope["event_context"].startswith("4-")
    assert isinstance(envelope["event_time"], int)


@pytest.mark.parametrize("reason", ["not subscribed", "no scope", "not a member", "revoked"])
async def test_events_that_the_app_does_not_hear(reason: str) -> None:
    settings = {"event_subscriptions": {"bot_events": [] if reason == "not subscribed" else ["message.channels"]}}
    scopes = [] if reason == "no scope" else ["channels:history"]
    hub = Hub(parse_manifest({"settings": settings, "oauth_config": {"scopes": {"bot": scopes}}}))
    hub.workspace.on_event.clear()
    line = connect(hub)
    hub.workspace.tokens[hub.workspace.bot_token].revoked = reason == "revoked"
    say(hub, name="random" if reason == "not a member" else "general")
    assert line.parcels == []
    withheld = hub.workspace.journal.entries(kind="withheld")
    assert [one["reason"] for one in withheld] == (["missing_scope"] if reason == "no scope" else [])


async def test_three_retries_at_once_after_a_minute_after_five(hub: Hub) -> None:
    line = connect(hub, *[Outcome(False, "http_timeout")] * 9)
    say(hub)
    await settle()
    assert [(one.attempt, one.reason) for one in line.parcels] == [(0, ""), (1, "http_timeout")]
    hub.workspace.clock.advance(59)
    await settle()
    assert len(line.parcels) == 2
    hub.workspace.clock.advance(1)
    await settle()
    assert len(line.parcels) == 3
    hub.workspace.clock.advance(300)
    await settle()
    hub.workspace.clock.advance(10_000)
    await settle()
    assert [one.attempt for one in line.parcels] == [0, 1, 2, 3]
    assert len({one.payload["event_id"] for one in line.parcels}) == 1
    outcomes = [one["outcome"] for one in hub.workspace.journal.entries(kind="delivery")]
    assert outcomes == ["http_timeout"] * 4


async def test_an_acknowledgement_ends_the_retries(hub: Hub) -> None:
    line = connect(hub, Outcome(False, "http_error"), Outcome(True))
    say(hub)
    await settle()
    hub.workspace.clock.advance(10_000)
    await settle()
    assert [one.attempt for one in line.parcels] == [0, 1]


async def test_an_app_that_wants_no_retry_gets_none(hub: Hub) -> None:
    line = connect(hub, Outcome(False, "http_error", retry=False))
    say(hub)
    await settle()
    assert len(line.parcels) == 1


async def test_faults_of_events(hub: Hub) -> None:
    line = connect(hub)

    def texts() -> list[tuple[str, int, str]]:
        found = [(one.payload["event"]["text"], one.attempt, one.tampering) for one in line.parcels]
        line.parcels.clear()
        return found

    hub.faults.add({"kind": "drop"})
    say(hub, "dropped")
    hub.faults.add({"kind": "double"})
    say(hub, "twice")
    hub.faults.add({"kind": "retry_only"})
    say(hub, "late")
    hub.faults.add({"kind": "reorder"})
    say(hub, "second")
    say(hub, "first")
    hub.faults.signing = lambda: True
    hub.faults.add({"kind": "bad_signature"})
    say(hub, "tampered")
    assert texts() == [
        ("twice", 0, ""),
        ("twice", 0, ""),
        ("late", 1, ""),
        ("first", 0, ""),
        ("second", 0, ""),
        ("tampered", 0, "bad_signature"),
    ]


async def test_what_waits_for_a_later_event_does_not_wait_for_ever(hub: Hub) -> None:
    line = connect(hub)
    hub.faults.add({"kind": "reorder"})
    say(hub, "alone")
    assert line.parcels == []
    hub.workspace.clock.advance(11)
    await settle()
    assert [one.payload["event"]["text"] for one in line.parcels] == ["alone"]
    [entry] = hub.workspace.journal.entries(kind="released")
    assert "no other event" in entry["reason"]
    say(hub, "another")
    assert len(line.parcels) == 2


async def test_faults_of_commands_and_clicks(hub: Hub) -> None:
    line = Line()
    courier = Courier(hub.workspace, line, hub.faults)
    command, click = {"command": "/ask"}, {"type": "block_actions"}
    hub.faults.add({"kind": "drop", "event": "/ask"})
    outcome = await courier.interact("slash_commands", command)
    assert (outcome.ok, outcome.reason, line.parcels) == (False, "timeout", [])
    hub.faults.add({"kind": "double", "event": "interactive"})
    assert (await courier.interact("slash_commands", command)).ok
    assert (await courier.interact("interactive", click)).ok
    hub.faults.signing = lambda: True
    hub.faults.add({"kind": "old_signature"})
    await courier.interact("interactive", click)
    assert [one.kind for one in line.parcels] == ["slash_commands", "interactive", "interactive", "interactive"]
    assert [one.tampering for one in line.parcels] == ["", "", "", "old_signature"]
    await settle()
    assert {one["outcome"] for one in hub.workspace.journal.entries(kind="delivery")} == {"acknowledged"}


async def test_the_app_hears_its_own_messages_and_its_own_joining(hub: Hub) -> None:
    line = connect(hub)
    workspace = hub.workspace
    messages.post(
        workspace, workspace.channels[channel(hub, "general")], workspace.bot_user, "me", bot_id=workspace.bot_id
    )
    channels.join(workspace, workspace.channels[channel(hub, "random")], workspace.bot_user)
    assert [one.payload["event"]["type"] for one in line.parcels] == ["message", "message", "member_joined_channel"]
    assert line.parcels[0].payload["event"]["bot_id"] == workspace.bot_id
