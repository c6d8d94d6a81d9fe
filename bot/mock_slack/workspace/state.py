"""The workspace: its people, channels, messages and views, in memory. It knows nothing of HTTP.

Other rooms hold what can be done with it (`conversations`, `beside`, `interacting/views`), each as
functions of a `Workspace`. Whatever changes is told to `feed` (for the page) and to `on_event` (for the app).
"""

from __future__ import annotations

import hashlib
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.mock_slack.basics.clock import Clock
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.basics.feed import Feed
from bot.mock_slack.basics.ids import Ids
from bot.mock_slack.basics.journal import Entry, Journal
from bot.mock_slack.workspace.items import Canvas, Execution, PhoneCall, Reminder, Scheduled, UserGroup
from bot.mock_slack.workspace.manifest import Manifest
from bot.mock_slack.workspace.records import COLORS, AgentThread, Channel, File, Json, Stream, Token, Topic, User

PEOPLE = (
    ("ada", "Ada Moreno", "Editor"),
    ("ben", "Ben Okafor", "Analyst"),
    ("chiara", "Chiara Rossi", "Correspondent"),
)


@dataclass(frozen=True)
class Event:
    """Something the app may want to hear of. `kind` is the name it is subscribed by, such as `message.channels`."""

    kind: str
    body: Json
    channel: str | None = None


@dataclass
class Team:
    id: str
    name: str = "Mock Workspace"
    domain: str = "mock"


@dataclass
class Workspace:
    manifest: Manifest = field(default_factory=Manifest)
    seed: int = 0
    base_url: str = "http://127.0.0.1"
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self._key = secrets.token_hex(32)
        self.feed = Feed(run=f"{self.clock.now():.6f}")
        self.journal = Journal(self.clock.now, self._journalled)
        self.on_event: list[Callable[[Event], None]] = []
        self.found()

    def found(self) -> None:
        """Make the workspace anew: the people, the channels and the installed app of its first day."""
        before = getattr(self, "ids", None)
        self.ids = Ids(self.seed)
        now = int(self.clock.now())
        self.team = Team(self.ids.new("T"))
        self.app_id, self.bot_id = self.ids.new("A"), self.ids.new("B")
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.tokens: dict[str, Token] = {}
        self.ephemerals: deque[Json] = deque(maxlen=1000)
        self.agent_threads: dict[str, AgentThread] = {}  # by "channel:thread_ts"
        self.streams: dict[str, Stream] = {}  # by "channel:ts"
        self.modals: dict[str, list[Json]] = {}  # the stack of open views, by user
        self.view_places: dict[str, str] = {}  # the conversation that a stack was opened from, by its root view
        self.homes: dict[str, Json] = {}  # the published App Home, by user
        self.files: dict[str, File] = {}
        self.scheduled: dict[str, Scheduled] = {}
        self.usergroups: dict[str, UserGroup] = {}
        self.reminders: dict[str, Reminder] = {}
        self.stars: dict[str, list[Json]] = {}  # by user, the newest first
        self.emoji: dict[str, str] = {}  # the workspace's own: an address, or "alias:NAME"
        self.calls: dict[str, PhoneCall] = {}
        self.canvases: dict[str, Canvas] = {}
        self.executions: dict[str, Execution] = {}
        self.input_states: dict[str, Json] = {}  # what somebody chose in a message's inputs, by "channel:ts:user"
        for number, (name, real_name, title) in enumerate(PEOPLE):
            self.add_user(name, real_name, title=title, is_admin=number == 0)
        bot_name = self.manifest.bot_name
        self.bot_user = self.add_user(
            bot_name.lower().replace(" ", "-"), bot_name, is_bot=True, bot_id=self.bot_id, app_id=self.app_id
        ).id
        people = [user.id for user in self.users.values() if not user.is_bot]
        general = self.add_channel("general", people[0], [*people, self.bot_user])
        general.is_general = True
        general.purpose = Topic("This is the one channel that always includes everyone.", people[0], now)
        self.add_channel("random", people[0], people)
        self.add_channel("newsroom", people[0], [*people[:2], self.bot_user], kind="group")
        for person in people:
            self.direct_message(person, self.bot_user)
        self._install()
        if before is not None:  # after a reset nothing is given out twice either: an app remembers event ids
            self.ids.counter = max(before.counter, self.ids.counter)
            self.ids.last_ts = min(before.last_ts, int(self.clock.now() * 1_000_000))  # a clock that was moved is back

    def _install(self) -> None:
        secret = self._secret
        bot = (*self.manifest.bot_scopes,)
        user = (*self.manifest.user_scopes,)
        installer = next(iter(self.users))
        self.bot_token = f"xoxb-{secret('bot', 12)}-{secret('bot-token', 24)}"
        self.app_token = f"xapp-1-{self.app_id}-{secret('app', 12)}-{secret('app-token', 32)}"
        self.user_token = f"xoxp-{secret('user', 12)}-{secret('user-token', 24)}"
        self.signing_secret = secret("signing")
        self.verification_token = secret("verification", 24)
        self.client_id, self.client_secret = f"{int(secret('client', 10), 16)}", secret("client-secret")
        self.tokens = {
            self.bot_token: Token("bot", self.bot_user, bot),
            self.app_token: Token("app", self.bot_user, ("connections:write", "authorizations:read")),
            self.user_token: Token("user", installer, user),
        }

    def _secret(self, name: str, length: int = 32) -> str:
        """A secret of this run: no page and no program knows one of an earlier run, and a reset changes none."""
        return hashlib.sha256(f"{self._key}/{name}".encode()).hexdigest()[:length]

    def add_user(self, name: str, real_name: str, **facts: Any) -> User:
        user = User(
            id=self.ids.new("U"),
            name=name,
            real_name=real_name,
            color=COLORS[len(self.users) % len(COLORS)],
            updated=int(self.clock.now()),
            email="" if facts.get("is_bot") else f"{name}@{self.team.domain}.example",
            **facts,
        )
        self.users[user.id] = user
        return user

    def add_channel(self, name: str, creator: str, members: list[str], kind: str = "channel") -> Channel:
        prefix = {"im": "D", "mpim": "G"}.get(kind, "C")
        channel = Channel(self.ids.new(prefix), kind, name, creator, int(self.clock.now()), list(members))
        self.channels[channel.id] = channel
        return channel

    def direct_message(self, one: str, other: str) -> Channel:
        """The direct message between two people (or with oneself); made when it does not exist yet."""
        pair = sorted({one, other})
        for channel in self.channels.values():
            if channel.kind == "im" and sorted(channel.members) == pair:
                return channel
        return self.add_channel("", one, pair, kind="im")

    def channel(self, key: str) -> Channel:
        """A channel by its id. Raises `channel_not_found`."""
        found = self.channels.get(key)
        if found is None:
            raise SlackError("channel_not_found")
        return found

    def channel_named(self, name: str) -> Channel | None:
        bare = name.removeprefix("#")
        return next((c for c in self.channels.values() if c.kind in {"channel", "group"} and c.name == bare), None)

    def user(self, key: str) -> User:
        """A user by id. Raises `user_not_found`."""
        found = self.users.get(key)
        if found is None:
            raise SlackError("user_not_found")
        return found

    def user_named(self, name: str) -> User | None:
        bare = name.removeprefix("@").casefold()
        return next((u for u in self.users.values() if bare in {u.name.casefold(), u.real_name.casefold()}), None)

    @property
    def bot_profile(self) -> Json:
        return self.profile_of(self.users[self.bot_user])

    def profile_of(self, bot: User) -> Json:
        """What a message says of the bot that wrote it: the app's own, or one that was added."""
        icon = f"{self.base_url}/avatars/{bot.id}.svg"
        return {
            "id": bot.bot_id,
            "app_id": bot.app_id,
            "user_id": bot.id,
            "name": bot.real_name,
            "icons": {"image_36": icon, "image_48": icon, "image_72": icon},
            "deleted": False,
            "updated": bot.updated,
            "team_id": self.team.id,
        }

    def emit(self, kind: str, body: Json, channel: str | None = None) -> None:
        event = Event(kind, body, channel)
        for listener in self.on_event:
            listener(event)

    def ts(self) -> str:
        return self.ids.ts(self.clock.now())

    def _journalled(self, entry: Entry) -> None:
        if self.feed.watched:
            self.feed.publish("journal", {"entry": entry.wire()})
