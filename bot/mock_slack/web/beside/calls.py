"""calls.*: calls of another service, which a `call` block shows."""

from __future__ import annotations

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.items import PhoneCall
from bot.mock_slack.workspace.records import Json

TEXTS = ("external_unique_id", "external_display_id", "join_url", "desktop_app_join_url", "title")
MAX_CALLS = 1000


def facts(call: Call) -> Json:
    return {name: call.arguments.text(name) for name in TEXTS if call.arguments.text(name)}


def users(call: Call) -> list[Json]:
    """Each is a user of the workspace (`slack_id`) or of the other service (`external_id`, `display_name`)."""
    given = call.arguments.json_list("users", "invalid_arguments") or []
    for one in given:
        if "slack_id" in one and one["slack_id"] not in call.workspace.users:
            raise SlackError("user_not_found")
        if not isinstance(one.get("slack_id", one.get("external_id")), str):
            raise SlackError("invalid_arguments", "must provide slack_id or external_id [json-pointer:/users]")
    names = ("slack_id", "external_id", "display_name", "avatar_url")
    return [{name: str(one[name]) for name in names if one.get(name)} for one in given]


def add(call: Call) -> Json:
    workspace = call.workspace
    for name in ("external_unique_id", "join_url"):
        call.arguments.required(name)
    creator = call.arguments.text("created_by") or ("" if call.by_bot else call.user)
    if creator not in workspace.users:
        raise SlackError("invalid_created_by")
    started = call.arguments.integer("date_start", int(workspace.clock.now()), 0, 10**11, "invalid_start_time")
    if len(workspace.calls) >= MAX_CALLS:
        del workspace.calls[next(iter(workspace.calls))]
    made = PhoneCall(workspace.ids.new("R"), creator, started, facts(call), users(call))
    workspace.calls[made.id] = made
    return {"call": made.wire()}


def known(call: Call) -> PhoneCall:
    found = call.workspace.calls.get(call.arguments.required("id"))
    if found is None:
        raise SlackError("invalid_call_id")
    return found


def active(call: Call) -> PhoneCall:
    found = known(call)
    if found.ended:
        raise SlackError("inactive_call")
    return found


def update(call: Call) -> Json:
    found = active(call)
    found.facts |= {key: value for key, value in facts(call).items() if not key.startswith("external_")}
    return {"call": found.wire()}


def end(call: Call) -> Json:
    found = active(call)
    duration = call.arguments.integer("duration", 0, 0, 10**9)
    found.ended = found.started + duration if duration else int(call.workspace.clock.now())
    return {"call": found.wire()}


def info(call: Call) -> Json:
    return {"call": known(call).wire()}


def same(one: Json, other: Json) -> bool:
    return any(one.get(name) and one.get(name) == other.get(name) for name in ("slack_id", "external_id"))


def add_participants(call: Call) -> Json:
    found, given = active(call), users(call)
    if not given:
        raise SlackError("missing_argument")
    found.users += [one for one in given if not any(same(one, other) for other in found.users)]
    return {"call": found.wire()}


def remove_participants(call: Call) -> Json:
    found, given = active(call), users(call)
    if not given:
        raise SlackError("missing_argument")
    if not all(any(same(one, other) for other in found.users) for one in given):
        raise SlackError("bad_users")
    found.users = [one for one in found.users if not any(same(one, other) for other in given)]
    return {"call": found.wire()}


READ, WRITE = ("calls:read",), ("calls:write",)
METHODS = {
    "calls.add": Method(add, scopes=WRITE, tier=20),
    "calls.update": Method(update, scopes=WRITE, tier=20),
    "calls.end": Method(end, scopes=WRITE, tier=20),
    "calls.info": Method(info, scopes=READ, tier=20),
    "calls.participants.add": Method(add_participants, scopes=WRITE, tier=20),
    "calls.participants.remove": Method(remove_participants, scopes=WRITE, tier=20),
}
