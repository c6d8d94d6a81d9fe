"""usergroups.* and usergroups.users.*"""

from __future__ import annotations

import re

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.beside import usergroups
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.items import UserGroup
from bot.mock_slack.workspace.records import Json

READ, WRITE = ("usergroups:read",), ("usergroups:write",)
MAX_DESCRIPTION = 140
_HANDLE = re.compile(r"[a-z0-9][\w.-]{0,20}")


def wire(call: Call, group: UserGroup, *, users: bool = True) -> Json:
    return group.wire(call.workspace.team.id, users=users, count=call.arguments.boolean("include_count"))


def named(call: Call) -> UserGroup:
    group = call.workspace.usergroups.get(call.arguments.required("usergroup", "missing_argument"))
    if group is None:
        raise SlackError("no_such_subteam")
    return group


def name(call: Call) -> str:
    given = call.arguments.required("name", "missing_subteam_name").strip()
    if len(given) > 255:
        raise SlackError("name_too_long")
    return given


def handle(call: Call) -> str:
    given = call.arguments.text("handle").removeprefix("@")
    if given in {"here", "channel", "everyone"}:
        raise SlackError("forbidden_handle")
    if given and not _HANDLE.fullmatch(given):
        raise SlackError("bad_handle")
    return given


def describe(call: Call, group: UserGroup) -> None:
    """The description and the default channels, as far as they are given."""
    if "channels" in call.arguments:
        channels = [call.workspace.channels.get(one) for one in call.arguments.listing("channels")]
        known = [one for one in channels if one is not None and one.kind in {"channel", "group"}]
        if len(known) < len(channels):
            raise SlackError("invalid_channel_provided")
        group.channels = [one.id for one in known if not one.private]
        group.groups = [one.id for one in known if one.private]
    if "description" in call.arguments:
        group.description = call.arguments.text("description")


def check_description(call: Call) -> None:
    if len(call.arguments.text("description")) > MAX_DESCRIPTION:
        raise SlackError("description_too_long")


def create(call: Call) -> Json:
    check_description(call)
    group = usergroups.create(call.workspace, call.user, name(call), handle(call))
    try:
        describe(call, group)
    except SlackError:
        del call.workspace.usergroups[group.id]
        raise
    usergroups.announce(call.workspace, group, "subteam_created")
    return {"usergroup": wire(call, group)}


def update(call: Call) -> Json:
    group = named(call)
    check_description(call)
    describe(call, group)
    new_name = name(call) if "name" in call.arguments else group.name
    usergroups.change(call.workspace, group, call.user, new_name, handle(call) or group.handle)
    usergroups.announce(call.workspace, group, "subteam_updated")
    return {"usergroup": wire(call, group)}


def enable(call: Call) -> Json:
    group = named(call)
    usergroups.switch(call.workspace, group, call.user, on=True)
    return {"usergroup": wire(call, group)}


def disable(call: Call) -> Json:
    group = named(call)
    usergroups.switch(call.workspace, group, call.user, on=False)
    return {"usergroup": wire(call, group)}


def listing(call: Call) -> Json:
    disabled, users = call.arguments.boolean("include_disabled"), call.arguments.boolean("include_users")
    found = [group for group in call.workspace.usergroups.values() if disabled or not group.disabled]
    return {"usergroups": [wire(call, group, users=users) for group in found]}


def users(call: Call) -> Json:
    group = named(call)
    if group.disabled and not call.arguments.boolean("include_disabled"):
        raise SlackError("no_such_subteam")
    return {"users": list(group.users)}


def update_users(call: Call) -> Json:
    group = named(call)
    given = list(dict.fromkeys(call.arguments.listing("users")))
    if not given:
        raise SlackError("no_users_provided")
    if any(user not in call.workspace.users for user in given):
        raise SlackError("invalid_users")
    usergroups.set_users(call.workspace, group, call.user, given)
    return {"usergroup": wire(call, group)}


METHODS = {
    "usergroups.create": Method(create, scopes=WRITE, tier=20),
    "usergroups.update": Method(update, scopes=WRITE, tier=20),
    "usergroups.enable": Method(enable, scopes=WRITE, tier=20),
    "usergroups.disable": Method(disable, scopes=WRITE, tier=20),
    "usergroups.list": Method(listing, scopes=READ, tier=20),
    "usergroups.users.list": Method(users, scopes=READ, tier=20),
    "usergroups.users.update": Method(update_users, scopes=WRITE, tier=20),
}
