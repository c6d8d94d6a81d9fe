"""Reminders: when a line of English means, and Slack's word to the person when it is time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.workspace.items import Reminder
from bot.mock_slack.workspace.records import Json
from bot.mock_slack.workspace.state import Workspace

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FREQUENCIES = {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly"}
DAY = 86_400
MORNING = 9  # o'clock, where no hour is said
SECONDS = {"second": 1, "minute": 60, "min": 60, "hour": 3600, "day": DAY, "week": 7 * DAY}

_IN = re.compile(r"in (a|an|\d{1,6}) (second|minute|min|hour|day|week)s?")
_AT = re.compile(r"(?:\bat )?\b(\d{1,2})(?::(\d{2}))? ?(am|pm)?$")
_EVERY = re.compile(rf"every (day|week|month|year|weekday|{'|'.join(DAYS)})")


def when(now: float, said: str) -> tuple[int, Json | None]:
    """The moment and, for "every …", the recurrence. Raises `cannot_parse`."""
    line = " ".join(said.casefold().replace(",", " ").split())
    if line.isdecimal():
        number = int(line[:12])
        return (int(now) + number if number <= DAY else number), None
    if match := _IN.fullmatch(line):
        count = 1 if match[1] in {"a", "an"} else int(match[1])
        return int(now) + count * SECONDS[match[2]], None
    line, hour, minute = hour_of(line)
    today = datetime.fromtimestamp(now, UTC).replace(hour=hour, minute=minute, second=0, microsecond=0)
    if match := _EVERY.fullmatch(line):
        return every(now, today, match[1])
    days = day_of(today, line)
    moment = today + timedelta(days=days)
    if moment.timestamp() <= now:
        moment += timedelta(days=7 if line in DAYS or line.removeprefix("on ") in DAYS else 1)
    return int(moment.timestamp()), None


def hour_of(line: str) -> tuple[str, int, int]:
    """The line without its hour, and the hour; "9" alone is no hour."""
    match = _AT.search(line)
    if match is None or not (match[3] or match[2] or "at " in match[0]):
        return line, MORNING, 0
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if hour > 12:
            raise SlackError("cannot_parse")
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    if hour > 23 or minute > 59:
        raise SlackError("cannot_parse")
    return line[: match.start()].strip(), hour, minute


def day_of(today: datetime, line: str) -> int:
    """How many days from today; the hour alone means today."""
    named = line.removeprefix("on ").removeprefix("next ")
    if line in {"", "today"}:
        return 0
    if line == "tomorrow":
        return 1
    if line == "next week":
        return 7 - today.weekday()
    if named in DAYS:
        return (DAYS.index(named) - today.weekday()) % 7
    raise SlackError("cannot_parse")


def every(now: float, today: datetime, unit: str) -> tuple[int, Json]:
    if unit in FREQUENCIES:
        recurrence: Json = {"frequency": FREQUENCIES[unit]}
    else:
        recurrence = {"frequency": "weekly", "weekdays": list(DAYS[:5]) if unit == "weekday" else [unit]}
    return following(now, today, recurrence), recurrence


def following(now: float, at: datetime, recurrence: Json) -> int:
    """The first time after now that a recurrence falls on, at the hour of `at`."""
    days = recurrence.get("weekdays") if recurrence["frequency"] == "weekly" else None
    moment = at
    for _ in range(400):
        fits = {
            "daily": True,
            "weekly": DAYS[moment.weekday()] in days if days else moment.weekday() == at.weekday(),
            "monthly": moment.day == at.day,
            "yearly": (moment.month, moment.day) == (at.month, at.day),
        }[recurrence["frequency"]]
        if fits and moment.timestamp() > now:
            break
        moment += timedelta(days=1)
    return int(moment.timestamp())


def add(workspace: Workspace, user: str, text: str, time: int, recurrence: Json | None) -> Reminder:
    reminder = Reminder(workspace.ids.new("Rm"), user, text, time, recurrence)
    workspace.reminders[reminder.id] = reminder
    wait(workspace, reminder)
    return reminder


def wait(workspace: Workspace, reminder: Reminder) -> None:
    due = reminder.time

    def remind() -> None:
        if workspace.reminders.get(reminder.id) is not reminder or reminder.completed or reminder.time != due:
            return
        workspace.feed.publish("notice", {"user": reminder.user, "text": f"Reminder: {reminder.text}"})
        workspace.journal.write("reminder", {"reminder": reminder.id, "user": reminder.user, "text": reminder.text})
        if reminder.recurrence is not None:
            at = datetime.fromtimestamp(due, UTC)
            reminder.time = following(max(due, workspace.clock.now()), at, reminder.recurrence)
            wait(workspace, reminder)

    workspace.clock.call_in(due - workspace.clock.now(), remind)


def resume(workspace: Workspace) -> None:
    """Wait again for what has not come yet; what came while nobody served is said at once."""
    for reminder in workspace.reminders.values():
        if not reminder.completed:
            wait(workspace, reminder)
