"""User groups: who is in them, and what the app hears when that changes."""

from __future__ import annotations

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.workspace.items import UserGroup
from bot.mock_slack.workspace.records import Json
from bot.mock_slack.workspace.state import Workspace


def create(workspace: Workspace, user: str, name: str, handle: str) -> UserGroup:
    """Raises `name_already_exists` or `handle_already_exists`."""
    _unique(workspace, None, name, handle)
    now = int(workspace.clock.now())
    group = UserGroup(workspace.ids.new("S"), name, handle or free_handle(workspace, name), now, user, now, user)
    workspace.usergroups[group.id] = group
    return group


def free_handle(workspace: Workspace, name: str) -> str:
    """What Slack makes of a group's name when no handle is given."""
    handle = "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split()) or "group"
    taken = {group.handle for group in workspace.usergroups.values()} | {user.name for user in workspace.users.values()}
    return next(one for n in range(len(taken) + 2) if (one := handle + (f"-{n}" if n else "")) not in taken)


def change(workspace: Workspace, group: UserGroup, user: str, name: str, handle: str) -> None:
    """Raises as `create` does."""
    _unique(workspace, group, name, handle)
    group.name, group.handle = name, handle
    _touch(workspace, group, user)


def announce(workspace: Workspace, group: UserGroup, kind: str) -> None:
    """`subteam_created` or `subteam_updated`."""
    workspace.feed.publish("usergroup", {"usergroup": group.wire(workspace.team.id)})
    about = group.wire(workspace.team.id, count=True)
    workspace.emit(kind, {"type": kind, "subteam": about, "event_ts": workspace.ts()})


def switch(workspace: Workspace, group: UserGroup, user: str, *, on: bool) -> None:
    group.disabled, group.disabler = (0, "") if on else (int(workspace.clock.now()), user)
    _touch(workspace, group, user)
    announce(workspace, group, "subteam_updated")


def set_users(workspace: Workspace, group: UserGroup, user: str, users: list[str]) -> None:
    added = [one for one in users if one not in group.users]
    removed = [one for one in group.users if one not in users]
    before, group.users = group.updated, users
    _touch(workspace, group, user)
    body: Json = {
        "type": "subteam_members_changed",
        "subteam_id": group.id,
        "team_id": workspace.team.id,
        "date_previous_update": before,
        "date_update": group.updated,
        "added_users": added,
        "added_users_count": len(added),
        "removed_users": removed,
        "removed_users_count": len(removed),
        "event_ts": workspace.ts(),
    }
    workspace.emit("subteam_members_changed", body)
    announce(workspace, group, "subteam_updated")
    for kind, changed in (("subteam_self_added", added), ("subteam_self_removed", removed)):
        if workspace.bot_user in changed:
            workspace.emit(kind, {"type": kind, "subteam_id": group.id, "event_ts": workspace.ts()})


def _touch(workspace: Workspace, group: UserGroup, user: str) -> None:
    group.updated, group.updater = int(workspace.clock.now()), user


def _unique(workspace: Workspace, group: UserGroup | None, name: str, handle: str) -> None:
    others = [one for one in workspace.usergroups.values() if one is not group]
    if any(one.name == name for one in others):
        raise SlackError("name_already_exists")
    handles = {one.handle for one in others} | {user.name for user in workspace.users.values()}
    handles |= {channel.name for channel in workspace.channels.values() if channel.name}
    if handle and handle in handles:
        raise SlackError("handle_already_exists")
