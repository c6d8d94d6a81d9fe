"""What lies beside the messages: scheduled ones, user groups, reminders, calls, canvases, function executions."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.mock_slack.workspace.records import Json


@dataclass
class Scheduled:
    """A message that is not sent yet: `text` and the `fields` that `messages.post` will be given."""

    id: str
    channel: str
    user: str
    post_at: int
    created: int
    text: str
    fields: Json = field(default_factory=dict)

    def wire(self) -> Json:
        return {
            "id": self.id,
            "channel_id": self.channel,
            "post_at": self.post_at,
            "date_created": self.created,
            "text": self.text,
        }


@dataclass
class UserGroup:
    id: str
    name: str
    handle: str
    created: int
    creator: str
    updated: int
    updater: str
    description: str = ""
    disabled: int = 0  # when it was, or 0
    disabler: str = ""
    channels: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)  # the private ones of its channels
    users: list[str] = field(default_factory=list)

    def wire(self, team: str, *, users: bool = True, count: bool = False) -> Json:
        about: Json = {
            "id": self.id,
            "team_id": team,
            "is_usergroup": True,
            "is_subteam": True,
            "name": self.name,
            "description": self.description,
            "handle": self.handle,
            "is_external": False,
            "date_create": self.created,
            "date_update": self.updated,
            "date_delete": self.disabled,
            "auto_provision": False,
            "enterprise_subteam_id": "",
            "created_by": self.creator,
            "updated_by": self.updater,
            "prefs": {"channels": list(self.channels), "groups": list(self.groups)},
            "channel_count": len(self.channels) + len(self.groups),
        }
        if users:
            about["users"] = list(self.users)
        return about | {"user_count": len(self.users)} if count else about


@dataclass
class Reminder:
    id: str
    user: str
    text: str
    time: int
    recurrence: Json | None = None
    completed: int = 0  # when it was, or 0

    def wire(self) -> Json:
        about: Json = {"id": self.id, "creator": self.user, "user": self.user, "text": self.text}
        about["recurring"] = self.recurrence is not None
        return about if self.recurrence else about | {"time": self.time, "complete_ts": self.completed}


@dataclass
class PhoneCall:
    """A call of another service, as `calls.add` registers it."""

    id: str
    creator: str
    started: int
    facts: Json  # external_unique_id, join_url, title, … as they were given
    users: list[Json] = field(default_factory=list)
    ended: int = 0  # when it did, or 0

    def wire(self) -> Json:
        about = {"id": self.id, "date_start": self.started, **self.facts, "users": list(self.users)}
        return about | {"date_end": self.ended} if self.ended else about


@dataclass
class Canvas:
    """A canvas: its sections in order, each `{"id", "markdown"}`, and who may do what, by channel or user."""

    id: str
    user: str
    title: str = ""
    channel: str = ""  # whose canvas it is, where it is a channel's own
    sections: list[Json] = field(default_factory=list)
    access: dict[str, str] = field(default_factory=dict)


@dataclass
class Execution:
    """One run of a function of the app's: `status` is running, completed or failed."""

    id: str
    callback_id: str
    inputs: Json
    status: str = "running"
    outputs: Json = field(default_factory=dict)
    error: str = ""
