"""What a person says of themselves: their profile with its status, whether they are there, when not to disturb them."""

from __future__ import annotations

from bot.mock_slack.workspace.records import Json, User
from bot.mock_slack.workspace.state import Workspace

STATUS = ("status_text", "status_emoji", "status_expiration")


def change(workspace: Workspace, user: User, facts: Json) -> None:
    """Set fields of a profile and tell everybody. A status ends when its `status_expiration` comes."""
    before = {key: user.profile.get(key) for key in STATUS}
    user.profile |= facts
    if facts.get("status_text") and not user.profile.get("status_emoji"):
        user.profile["status_emoji"] = ":speech_balloon:"
    name_anew(user, facts)
    user.updated = int(workspace.clock.now())
    wait(workspace, user)
    _tell(workspace, user, status_changed=before != {key: user.profile.get(key) for key in STATUS})


def name_anew(user: User, facts: Json) -> None:
    """Real name and first and last name are one thing said twice; the display name is what others type."""
    if "real_name" in facts:
        user.real_name = facts["real_name"]
    elif "first_name" in facts or "last_name" in facts:
        first, _, last = user.real_name.partition(" ")
        user.real_name = f"{facts.get('first_name', first)} {facts.get('last_name', last)}".strip()
    for key in ("real_name", "first_name", "last_name"):
        user.profile.pop(key, None)
    if "display_name" in facts:
        user.profile["display_name_normalized"] = facts["display_name"]


def wait(workspace: Workspace, user: User) -> None:
    until = user.profile.get("status_expiration") or 0
    if not until:
        return

    def clear() -> None:
        if workspace.users.get(user.id) is user and user.profile.get("status_expiration") == until:
            change(workspace, user, {"status_text": "", "status_emoji": "", "status_expiration": 0})

    workspace.clock.call_in(until - workspace.clock.now(), clear)


def resume(workspace: Workspace) -> None:
    """Wait for the end of every status that a saved workspace had."""
    for user in workspace.users.values():
        wait(workspace, user)


def described(workspace: Workspace, user: User) -> Json:
    """A user as the events about users show them."""
    about = user.wire(workspace.team.id, workspace.base_url)
    return {**about, "locale": "en-GB", "profile": {**about["profile"], "fields": user.profile.get("fields", {})}}


def _tell(workspace: Workspace, user: User, *, status_changed: bool) -> None:
    workspace.feed.publish("user", {"user": user.wire(workspace.team.id, workspace.base_url)})
    kinds = ["user_change", "user_profile_changed", *(["user_status_changed"] if status_changed else [])]
    for kind in kinds:
        about = described(workspace, user)
        if kind == "user_profile_changed":
            about["profile"] |= {"huddle_state": "default_unset", "huddle_state_expiration_ts": 0}
        body = {"type": kind, "user": about, "cache_ts": int(workspace.clock.now())}
        workspace.emit(kind, body | {"event_ts": workspace.ts()})


# --- do not disturb


def snooze(workspace: Workspace, user: User, until: int) -> None:
    """`until` 0: be disturbed again."""
    user.snoozed_until = until
    status = {**undisturbed(workspace, user), **snoozing(workspace, user)}
    body = {"type": "dnd_updated", "user": user.id, "dnd_status": status, "event_ts": workspace.ts()}
    workspace.emit("dnd_updated", body)
    body = {**body, "type": "dnd_updated_user", "dnd_status": undisturbed(workspace, user)}
    workspace.emit("dnd_updated_user", body)


def snoozing(workspace: Workspace, user: User) -> Json:
    left = max(0, user.snoozed_until - int(workspace.clock.now()))
    return {
        "snooze_enabled": left > 0,
        "snooze_endtime": user.snoozed_until if left else 0,
        "snooze_remaining": left,
    }


def undisturbed(workspace: Workspace, user: User) -> Json:
    """The hours in which nobody is disturbed: nobody has set any here, so only a snooze counts."""
    on = user.snoozed_until > workspace.clock.now()
    until = user.snoozed_until if on else 1
    return {"dnd_enabled": on, "next_dnd_start_ts": 1, "next_dnd_end_ts": until}
