"""users.profile.set, users.setPresence and dnd.*: what people say of themselves."""

from __future__ import annotations

from typing import Any

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.beside import profiles
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.web.people.users import wire
from bot.mock_slack.workspace.records import Json, User

TEXTS = """first_name last_name real_name display_name title phone skype pronouns email start_date status_text
status_emoji""".split()
MAX_FIELDS, MAX_STATUS = 50, 100
MAX_SNOOZE = 60 * 24 * 365 * 10  # minutes


def profile_set(call: Call) -> Json:
    """Only an admin changes somebody else."""
    user = call.workspace.user(call.arguments.text("user") or call.user)
    if user.id != call.user and not call.workspace.users[call.user].is_admin:
        raise SlackError("not_admin")
    facts = wanted(call)
    if facts.get("status_text") == "" and "status_emoji" not in facts and user.profile.get("status_emoji"):
        raise SlackError("must_clear_both_status_text_and_status_emoji")
    profiles.change(call.workspace, user, facts)
    profile = {key: value for key, value in wire(call, user)["profile"].items() if key != "team"}
    return {"username": user.name, "profile": {"fields": {}} | profile}


def wanted(call: Call) -> Json:
    """The fields to set: `profile`, or one of them by `name` and `value`. Slack passes over those it does not know."""
    given = call.arguments.json_object("profile", "invalid_profile")
    if given is None:
        name = call.arguments.required("name", "invalid_profile")
        given = {name: call.arguments.values.get("value", "")}
    if len(given) > MAX_FIELDS:
        raise SlackError("invalid_profile")
    facts: Json = {key: value for key, value in given.items() if key in TEXTS}
    if not all(isinstance(value, str) for value in facts.values()):
        raise SlackError("invalid_profile")
    if len(facts.get("status_text", "")) > MAX_STATUS:
        raise SlackError("too_long")
    if any(str(facts.get(key, "")).startswith("@") for key in ("first_name", "real_name", "display_name")):
        raise SlackError("invalid_starts_with_at")
    if given.get("status_expiration") is not None:
        facts["status_expiration"] = moment(given["status_expiration"])
    if isinstance(given.get("fields"), dict):
        facts["fields"] = {str(key): field(value) for key, value in given["fields"].items()}
    return facts


def moment(value: Any) -> int:
    if isinstance(value, bool) or not str(value).isdecimal() or len(str(value)) > 11:
        raise SlackError("invalid_profile")
    return int(str(value))


def field(value: Any) -> Json:
    if not isinstance(value, dict):
        return {"value": str(value), "alt": ""}
    return {"value": str(value.get("value") or ""), "alt": str(value.get("alt") or "")}


def set_presence(call: Call) -> Json:
    presence = call.arguments.text("presence")
    if presence not in {"auto", "away"}:
        raise SlackError("invalid_presence")
    call.workspace.users[call.user].away = presence == "away"
    return {}


def person(call: Call) -> User:
    return call.workspace.user(call.arguments.text("user") or call.user)


def dnd_info(call: Call) -> Json:
    user = person(call)
    about = profiles.undisturbed(call.workspace, user)
    return about | profiles.snoozing(call.workspace, user) if user.id == call.user else about


def dnd_team_info(call: Call) -> Json:
    users = call.arguments.listing("users")
    if not users:
        raise SlackError("no_users_provided")
    found = [call.workspace.users[user] for user in users[:50] if user in call.workspace.users]
    return {"users": {user.id: profiles.undisturbed(call.workspace, user) for user in found}}


def set_snooze(call: Call) -> Json:
    if not call.arguments.text("num_minutes"):
        raise SlackError("missing_duration")
    minutes = call.arguments.integer("num_minutes", 0, 1, 10**12, "snooze_failed")
    if minutes > MAX_SNOOZE:
        raise SlackError("too_long")
    user = call.workspace.users[call.user]
    profiles.snooze(call.workspace, user, int(call.workspace.clock.now()) + minutes * 60)
    return profiles.snoozing(call.workspace, user) | {"snooze_is_indefinite": False}


def end_snooze(call: Call) -> Json:
    user = call.workspace.users[call.user]
    profiles.snooze(call.workspace, user, 0)
    return profiles.undisturbed(call.workspace, user) | {"snooze_enabled": False}


def end_dnd(call: Call) -> Json:
    profiles.snooze(call.workspace, call.workspace.users[call.user], 0)
    return {}


USER = ("user",)
DND = ("dnd:write",)
METHODS = {
    "users.profile.set": Method(profile_set, scopes=("users.profile:write",), kinds=USER, tier=50),
    "users.setPresence": Method(set_presence, scopes=("users:write",), tier=20),
    "dnd.info": Method(dnd_info, scopes=("dnd:read",), tier=50),
    "dnd.teamInfo": Method(dnd_team_info, scopes=("dnd:read",), tier=20),
    "dnd.setSnooze": Method(set_snooze, scopes=DND, kinds=USER, tier=20),
    "dnd.endSnooze": Method(end_snooze, scopes=DND, kinds=USER, tier=20),
    "dnd.endDnd": Method(end_dnd, scopes=DND, kinds=USER, tier=20),
}
