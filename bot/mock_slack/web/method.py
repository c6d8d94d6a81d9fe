"""One method of the Web API, and one call of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.mock_slack.basics.arguments import Arguments
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.delivering.interactivity import Interactions
from bot.mock_slack.workspace.records import Channel, Json, Token
from bot.mock_slack.workspace.state import Workspace

HISTORY = {"channel": "channels:history", "group": "groups:history", "im": "im:history", "mpim": "mpim:history"}
READ = {"channel": "channels:read", "group": "groups:read", "im": "im:read", "mpim": "mpim:read"}
WRITE = {"channel": "channels:manage", "group": "groups:write", "im": "im:write", "mpim": "mpim:write"}


@dataclass
class Call:
    workspace: Workspace
    interactions: Interactions
    arguments: Arguments
    token: Token

    @property
    def by_bot(self) -> bool:
        return self.token.kind == "bot"

    @property
    def user(self) -> str:
        return self.token.user

    def need_scope(self, *any_of: str) -> None:
        """Raises `missing_scope` unless the token has one of these."""
        if self.token.kind == "user":  # what a bot manages, a person writes
            any_of = tuple(one.replace("channels:manage", "channels:write") for one in any_of)
        if any_of and not set(any_of) & set(self.token.scopes):
            raise SlackError("missing_scope", needed=any_of[0], provided=",".join(self.token.scopes))

    def channel(self, name: str = "channel") -> Channel:
        """The conversation that an argument names, if the caller may know of it. Raises `channel_not_found`."""
        return self.conversation(self.arguments.required(name, "channel_not_found"))

    def conversation(self, key: str) -> Channel:
        channel = self.workspace.channel(key)
        if channel.private and self.user not in channel.members:
            raise SlackError("channel_not_found")
        return channel

    def member_channel(self, scopes: dict[str, str]) -> Channel:
        """A conversation that the caller is a member of, with the scope for its kind."""
        channel = self.channel()
        self.need_scope(scopes[channel.kind])
        if self.user not in channel.members:
            raise SlackError("not_in_channel")
        return channel


@dataclass(frozen=True)
class Method:
    """`scopes`: the token needs one of them. `kinds`: which tokens may call it; none means no token is needed.

    `tier` is how many calls a minute Slack allows about (used only when rate limits are switched on).
    """

    answer: Callable[[Call], Json]
    scopes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("bot", "user")
    tier: int = 50
