"""The body of a control call, read with plain sentences for what is wrong with it."""

from __future__ import annotations

from bot.mock_slack.basics.errors import ControlError
from bot.mock_slack.conversations import channels
from bot.mock_slack.hub import Hub
from bot.mock_slack.workspace.records import Channel, Json, Message


class Wish:
    """The body of a control call, read with plain sentences for what is wrong with it."""

    def __init__(self, hub: Hub, body: Json) -> None:
        self.hub = hub
        self.body = body

    def text(self, name: str, default: str | None = None) -> str:
        value = self.body.get(name, default)
        if not isinstance(value, str):
            raise ControlError(f"“{name}” must be a text." if name in self.body else f"“{name}” is missing.")
        return value.encode("utf-8", "replace").decode()

    def maybe(self, name: str) -> str | None:
        return self.text(name) if self.body.get(name) is not None else None

    def flag(self, name: str) -> bool:
        value = self.body.get(name, False)
        if not isinstance(value, bool):
            raise ControlError(f"“{name}” must be true or false.")
        return value

    def number(self, name: str) -> float:
        value = self.body.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ControlError(f"“{name}” must be a number.")
        return value

    def mapping(self, name: str) -> Json:
        value = self.body.get(name) or {}
        if not isinstance(value, dict):
            raise ControlError(f"“{name}” must be an object.")
        return value

    @property
    def user(self) -> str:
        """The user who acts: an id or a name; without one, the first person of the workspace."""
        given = self.maybe("user")
        users = self.hub.workspace.users
        if given is None:
            return next(iter(users))
        found = users.get(given) or self.hub.workspace.user_named(given)
        if found is None:
            raise ControlError(f"There is no user “{given}”.", 404)
        return found.id

    def channel(self, name: str = "channel") -> Channel:
        """A conversation: an id, `#name` or `name`, or `@user` for the direct message with them."""
        return find_channel(self.hub, self.text(name), self.user)

    def message(self) -> tuple[Channel, Message]:
        channel = self.channel()
        message = channel.messages.get(self.text("ts"))
        if message is None:
            raise ControlError("There is no message with this “ts” in this channel.", 404)
        return channel, message

    def place(self) -> Json:
        """Where something is clicked: in a view, or in a message of a channel."""
        if self.body.get("view_id") is not None:
            return {"view_id": self.text("view_id"), "values": self.mapping("values")}
        return {"channel": self.channel().id, "ts": self.text("ts")}


def find_channel(hub: Hub, given: str, user: str) -> Channel:
    workspace = hub.workspace
    found = workspace.channels.get(given) or workspace.channel_named(given)
    if found is None:
        other = workspace.users.get(given) or (workspace.user_named(given) if given.startswith("@") else None)
        if other is None:
            raise ControlError(f"There is no channel “{given}”.", 404)
        found = workspace.direct_message(user, other.id)
        channels.show(workspace, found)
    return found
