from __future__ import annotations

from bot.mock_slack.conversations import channels
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import channel, events, person


def test_joining_is_told_by_a_line_and_an_event(hub: Hub) -> None:
    workspace, random = hub.workspace, hub.workspace.channels[channel(hub, "random")]
    seen = events(hub)
    channels.join(workspace, random, workspace.bot_user, inviter=person(hub, "ada"))
    assert [kind for kind, _ in seen] == ["message.channels", "member_joined_channel"]
    assert seen[0][1]["subtype"] == "channel_join"
    assert seen[1][1] | {"event_ts": ""} == {
        "type": "member_joined_channel",
        "user": workspace.bot_user,
        "channel": random.id,
        "channel_type": "C",
        "team": workspace.team.id,
        "inviter": person(hub, "ada"),
        "event_ts": "",
    }
    seen.clear()
    channels.join(workspace, random, workspace.bot_user)
    assert seen == []


def test_a_leaver_is_a_member_until_everybody_was_told(hub: Hub) -> None:
    workspace, general = hub.workspace, hub.workspace.channels[channel(hub, "general")]
    seen = events(hub)
    channels.leave(workspace, general, workspace.bot_user)
    assert [kind for kind, _ in seen] == ["message.channels", "member_left_channel", "channel_left"]
    assert workspace.bot_user not in general.members


def test_the_same_people_have_one_group_message(hub: Hub) -> None:
    workspace = hub.workspace
    members = [workspace.bot_user, person(hub, "ada"), person(hub, "ben")]
    group = channels.group_message(workspace, members)
    assert group.kind == "mpim"
    assert channels.group_message(workspace, members[::-1]) is group


def test_archiving_renaming_and_describing_leave_lines(hub: Hub) -> None:
    workspace, general, ada = hub.workspace, hub.workspace.channels[channel(hub, "general")], person(hub, "ada")
    seen = events(hub)
    channels.rename(workspace, general, ada, "everybody")
    channels.describe_as(workspace, general, ada, "topic", "all things")
    channels.archive(workspace, general, ada)
    channels.unarchive(workspace, general, ada)
    subtypes = [body.get("subtype", body["type"]) for _, body in seen]
    assert subtypes == [
        "channel_name",
        "channel_rename",
        "channel_topic",
        "channel_archive",
        "channel_archive",
        "channel_unarchive",
        "channel_unarchive",
    ]
    assert general.topic.value == "all things"
    assert workspace.channel_named("#everybody") is general
