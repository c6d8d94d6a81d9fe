"""What a workspace holds, and how each of it looks on the wire. Messages are kept as the wire's own JSON objects."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Message = dict[str, Any]  # a message as `conversations.history` shows it

COLORS = ("9f69e7", "4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "e0a729", "684b6c", "5b89d5", "2b6836")


@dataclass
class User:
    id: str
    name: str
    real_name: str
    title: str = ""
    email: str = ""
    color: str = COLORS[0]
    is_admin: bool = False
    is_bot: bool = False
    bot_id: str | None = None
    app_id: str | None = None
    deleted: bool = False
    updated: int = 0
    profile: Json = field(default_factory=dict)  # what was set in it, over what every profile has
    away: bool = False
    snoozed_until: int = 0  # do not disturb; 0 when it is off

    def wire(self, team: str, base_url: str, *, with_email: bool = True) -> Json:
        first, _, last = self.real_name.partition(" ")
        profile: Json = {
            "title": self.title,
            "phone": "",
            "skype": "",
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": "" if self.is_bot else self.name,
            "display_name_normalized": "" if self.is_bot else self.name,
            "status_text": "",
            "status_text_canonical": "",
            "status_emoji": "",
            "status_emoji_display_info": [],
            "status_expiration": 0,
            "avatar_hash": self.id.lower(),
            "first_name": first,
            "last_name": last,
            "team": team,
        }
        for size in (24, 32, 48, 72, 192, 512):
            profile[f"image_{size}"] = f"{base_url}/avatars/{self.id}.svg"
        if self.email and with_email:
            profile["email"] = self.email
        if self.is_bot:
            profile |= {"api_app_id": self.app_id, "bot_id": self.bot_id, "always_active": True}
        profile |= self.profile
        return {
            "id": self.id,
            "team_id": team,
            "name": self.name,
            "deleted": self.deleted,
            "color": self.color,
            "real_name": self.real_name,
            "tz": "Europe/London",
            "tz_label": "Greenwich Mean Time",
            "tz_offset": 0,
            "profile": profile,
            "is_admin": self.is_admin,
            "is_owner": self.is_admin,
            "is_primary_owner": self.is_admin,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": self.updated,
            "is_email_confirmed": not self.is_bot,
            "who_can_share_contact_card": "EVERYONE",
        }


@dataclass
class Topic:
    value: str = ""
    creator: str = ""
    last_set: int = 0

    def wire(self) -> Json:
        return {"value": self.value, "creator": self.creator, "last_set": self.last_set}


@dataclass
class Channel:
    """A conversation of any of Slack's four kinds: `channel` (public), `group` (private), `im`, `mpim`."""

    id: str
    kind: str
    name: str
    creator: str
    created: int
    members: list[str] = field(default_factory=list)
    topic: Topic = field(default_factory=Topic)
    purpose: Topic = field(default_factory=Topic)
    is_general: bool = False
    archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)  # by ts, oldest first
    threads: dict[str, list[str]] = field(default_factory=dict)  # the replies' ts by their thread's ts
    last_read: dict[str, str] = field(default_factory=dict)  # by user
    pins: list[str] = field(default_factory=list)  # the pinned messages' ts, the newest pin first
    bookmarks: list[Json] = field(default_factory=list)

    @property
    def private(self) -> bool:
        return self.kind != "channel"

    @property
    def event_name(self) -> str:
        """The name of this kind in event subscriptions and scopes: channels, groups, im, mpim."""
        return {"channel": "channels", "group": "groups"}.get(self.kind, self.kind)

    def partner(self, user: str) -> str:
        """The other one in a direct message (oneself, in a note to self)."""
        return next((member for member in self.members if member != user), user)

    def in_channel(self) -> list[Message]:
        """The messages in the channel itself, oldest first: of thread replies only those that were broadcast."""
        return [m for m in self.messages.values() if is_top_level(m)]

    def replies(self, thread_ts: str) -> list[Message]:
        return [self.messages[ts] for ts in self.threads.get(thread_ts, ()) if ts in self.messages]

    def wire(self, team: str, viewer: str) -> Json:
        if self.kind == "im":
            return {
                "id": self.id,
                "created": self.created,
                "is_archived": self.archived,
                "is_im": True,
                "is_org_shared": False,
                "context_team_id": team,
                "updated": self.created * 1000,
                "user": self.partner(viewer),
                "is_user_deleted": False,
                "priority": 0,
            }
        return {
            "id": self.id,
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "group",
            "is_im": False,
            "is_mpim": self.kind == "mpim",
            "is_private": self.private,
            "is_general": self.is_general,
            "is_archived": self.archived,
            "is_shared": False,
            "is_ext_shared": False,
            "is_org_shared": False,
            "is_pending_ext_shared": False,
            "is_member": viewer in self.members,
            "created": self.created,
            "updated": self.created * 1000,
            "creator": self.creator,
            "unlinked": 0,
            "parent_conversation": None,
            "context_team_id": team,
            "shared_team_ids": [team],
            "pending_shared": [],
            "pending_connected_team_ids": [],
            "previous_names": [],
            "topic": self.topic.wire(),
            "purpose": self.purpose.wire(),
        }


@dataclass
class Token:
    kind: str  # "bot", "user" or "app"
    user: str
    scopes: tuple[str, ...]
    revoked: bool = False


@dataclass
class AgentThread:
    """What an agent shows beside its messages: what it is doing, what one could ask, what the thread is called."""

    status: str = ""
    loading_messages: list[str] = field(default_factory=list)
    title: str = ""
    prompts_title: str = ""
    prompts: list[Json] = field(default_factory=list)
    session: str = ""  # active, processing, suspended, closed


@dataclass
class Stream:
    """A message that is still being written."""

    channel: str
    ts: str
    started: float
    text: str = ""
    tasks: dict[str, Json] = field(default_factory=dict)
    plan_title: str | None = None
    extra_blocks: list[Json] = field(default_factory=list)
    task_display_mode: str = "timeline"


@dataclass
class File:
    id: str
    name: str
    user: str
    created: int
    size: int = 0
    title: str = ""
    mimetype: str = "application/octet-stream"
    content: str = ""  # base64, so that a saved workspace stays JSON
    complete: bool = False
    channels: list[str] = field(default_factory=list)
    shares: Json = field(default_factory=dict)
    alt_txt: str = ""
    public: bool = False  # whether anybody may fetch it by its public address
    key: str = field(default_factory=lambda: secrets.token_hex(5))  # the end of that address, which nobody can guess
    external_id: str = ""  # of a remote file, as the app names it
    external_url: str = ""
    external_type: str = ""


def is_top_level(message: Message) -> bool:
    thread = message.get("thread_ts")
    return thread is None or thread == message["ts"] or message.get("subtype") == "thread_broadcast"
