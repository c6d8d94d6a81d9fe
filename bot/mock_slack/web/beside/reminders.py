"""reminders.*"""

from __future__ import annotations

from datetime import UTC, datetime

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.beside import reminders
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.items import Reminder
from bot.mock_slack.workspace.records import Json

FURTHEST = 5 * 366 * 86_400  # seconds


def add(call: Call) -> Json:
    text = call.arguments.required("text", "missing_argument")
    said = call.arguments.required("time", "missing_argument")
    if call.arguments.text("user") not in {"", call.user}:
        raise SlackError("cannot_add_others")
    now = call.workspace.clock.now()
    time, recurrence = reminders.when(now, said)
    if not now - 60 <= time <= now + FURTHEST:
        raise SlackError("cannot_parse")
    given = recurrence_of(call)
    if given is not None:
        recurrence = given
        time = reminders.following(now, datetime.fromtimestamp(time, UTC), given)
    return {"reminder": reminders.add(call.workspace, call.user, text, time, recurrence).wire()}


def recurrence_of(call: Call) -> Json | None:
    given = call.arguments.json_object("recurrence", "cannot_parse")
    if not given:
        return None
    days = given.get("weekdays", [])
    if given.get("frequency") not in reminders.FREQUENCIES.values() or not isinstance(days, list):
        raise SlackError("cannot_parse")
    if any(day not in reminders.DAYS for day in days):
        raise SlackError("cannot_parse")
    recurrence: Json = {"frequency": given["frequency"]}
    return recurrence | {"weekdays": days} if days and given["frequency"] == "weekly" else recurrence


def own(call: Call) -> Reminder:
    found = call.workspace.reminders.get(call.arguments.required("reminder", "missing_argument"))
    if found is None or found.user != call.user:
        raise SlackError("not_found")
    return found


def complete(call: Call) -> Json:
    reminder = own(call)
    if reminder.recurrence is not None:
        raise SlackError("cannot_complete_recurring")
    reminder.completed = int(call.workspace.clock.now())
    return {}


def delete(call: Call) -> Json:
    del call.workspace.reminders[own(call).id]
    return {}


def info(call: Call) -> Json:
    return {"reminder": own(call).wire()}


def listing(call: Call) -> Json:
    found = [one for one in call.workspace.reminders.values() if one.user == call.user]
    return {"reminders": [one.wire() for one in found]}


READ, WRITE, USER = ("reminders:read",), ("reminders:write",), ("user",)
METHODS = {
    "reminders.add": Method(add, scopes=WRITE, kinds=USER, tier=20),
    "reminders.complete": Method(complete, scopes=WRITE, kinds=USER, tier=20),
    "reminders.delete": Method(delete, scopes=WRITE, kinds=USER, tier=20),
    "reminders.info": Method(info, scopes=READ, kinds=USER, tier=20),
    "reminders.list": Method(listing, scopes=READ, kinds=USER, tier=20),
}
