"""Conversations are made, joined, left and closed: what is stored, what the app hears of it and what the page shows."""

from __future__ import annotations

from bot.mock_slack.conversations.messages import note
from bot.mock_slack.workspace.records import Channel, Json, Topic
from bot.mock_slack.workspace.state import Workspace

# What `channel_created` says of a channel.
TOLD_OF_NEW = """id name name_normalized created creator context_team_id is_channel is_group is_im is_mpim is_private
is_general is_archived is_shared is_org_shared is_ext_shared is_pending_ext_shared""".split()


def create(workspace: Workspace, name: str, creator: str, *, private: bool = False) -> Channel:
    channel = workspace.add_channel(name, creator, [creator], kind="group" if private else "channel")
    show(workspace, channel)
    if not private:
        described = channel.wire(workspace.team.id, creator)
        about = {key: described[key] for key in TOLD_OF_NEW} | {"is_frozen": False}
        workspace.emit("channel_created", {"type": "channel_created", "channel": about, "event_ts": workspace.ts()})
    return channel


def join(workspace: Workspace, channel: Channel, user: str, inviter: str | None = None) -> None:
    """`user` becomes a member (nothing happens if they are one)."""
    if user in channel.members:
        return
    channel.members.append(user)
    show(workspace, channel)
    prefix = "group" if channel.kind == "group" else "channel"
    note(workspace, channel, user, f"<@{user}> has joined the channel", f"{prefix}_join", inviter=inviter)
    body = {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.private else "C",
        "team": workspace.team.id,
        "event_ts": workspace.ts(),
    }
    workspace.emit("member_joined_channel", body | {"inviter": inviter} if inviter else body, channel.id)


def leave(workspace: Workspace, channel: Channel, user: str) -> None:
    if user not in channel.members:
        return
    prefix = "group" if channel.kind == "group" else "channel"
    note(workspace, channel, user, f"<@{user}> has left the channel", f"{prefix}_leave")
    body = {
        "type": "member_left_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.private else "C",
        "team": workspace.team.id,
        "event_ts": workspace.ts(),
    }
    workspace.emit("member_left_channel", body, channel.id)
    channel.members.remove(user)
    if user == workspace.bot_user:  # it is out by now, and hears so all the same
        body = {"type": f"{prefix}_left", "channel": channel.id, "actor_id": user, "event_ts": workspace.ts()}
        workspace.emit(f"{prefix}_left", body)
    show(workspace, channel)


def archive(workspace: Workspace, channel: Channel, user: str) -> None:
    note(workspace, channel, user, "archived the channel", f"{channel.kind}_archive", members=list(channel.members))
    channel.archived = True
    show(workspace, channel)
    kind = f"{channel.kind}_archive"
    body = {"type": kind, "channel": channel.id, "user": user, "is_moved": 0, "event_ts": workspace.ts()}
    workspace.emit(kind, body, channel.id)


def unarchive(workspace: Workspace, channel: Channel, user: str) -> None:
    channel.archived = False
    note(workspace, channel, user, "un-archived the channel", f"{channel.kind}_unarchive")
    show(workspace, channel)
    who = "user" if channel.kind == "channel" else "actor_id"
    kind = f"{channel.kind}_unarchive"
    workspace.emit(kind, {"type": kind, "channel": channel.id, who: user, "event_ts": workspace.ts()}, channel.id)


def rename(workspace: Workspace, channel: Channel, user: str, name: str) -> None:
    text = f"has renamed the channel from “{channel.name}” to “{name}”"
    old, channel.name = channel.name, name
    note(workspace, channel, user, text, f"{channel.kind}_name", old_name=old, name=name)
    show(workspace, channel)
    about = {"id": channel.id, "name": name, "name_normalized": name, "created": channel.created}
    about |= {"is_channel": channel.kind == "channel", "is_mpim": False}
    kind = f"{channel.kind}_rename"
    workspace.emit(kind, {"type": kind, "channel": about, "event_ts": workspace.ts()}, channel.id)


def describe_as(workspace: Workspace, channel: Channel, user: str, field: str, value: str) -> None:
    """Set the `topic` or the `purpose`."""
    setattr(channel, field, Topic(value, user, int(workspace.clock.now())))
    text = f"set the channel’s {'description' if field == 'purpose' else field}: {value}"
    note(workspace, channel, user, text, f"{channel.kind}_{field}", **{field: value})
    show(workspace, channel)


def group_message(workspace: Workspace, members: list[str]) -> Channel:
    """The group direct message of exactly these people; made when it does not exist yet."""
    everyone = sorted(set(members))
    for channel in workspace.channels.values():
        if channel.kind == "mpim" and sorted(channel.members) == everyone:
            return channel
    name = "mpdm-" + "--".join(workspace.users[member].name for member in everyone) + "-1"
    channel = workspace.add_channel(name, members[0], everyone, kind="mpim")
    show(workspace, channel)
    return channel


def mark(workspace: Workspace, channel: Channel, user: str, ts: str) -> None:
    """Move a person's read mark."""
    channel.last_read[user] = ts
    workspace.feed.publish("read", {"channel": channel.id, "user": user, "last_read": ts})


def show(workspace: Workspace, channel: Channel) -> None:
    workspace.feed.publish("channel", {"channel": describe(workspace, channel)})


def describe(workspace: Workspace, channel: Channel) -> Json:
    """A conversation as the page sees it: the wire's object with its kind and its members."""
    facts: Json = {"kind": channel.kind, "members": list(channel.members), "name": channel.name}
    facts |= {"pins": list(channel.pins), "bookmarks": list(channel.bookmarks)}
    facts["scheduled"] = [one.wire() for one in workspace.scheduled.values() if one.channel == channel.id]
    return channel.wire(workspace.team.id, channel.creator) | facts
