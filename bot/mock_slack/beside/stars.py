"""What people saved for later, once called stars: messages, files, channels."""

from __future__ import annotations

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.beside import files
from bot.mock_slack.conversations import messages
from bot.mock_slack.workspace.records import Json
from bot.mock_slack.workspace.state import Workspace


def add(workspace: Workspace, user: str, thing: Json) -> None:
    """`thing` is `{"channel"}`, `{"channel", "ts"}` or `{"file"}`. Raises `already_starred`."""
    mine = workspace.stars.setdefault(user, [])
    if any(of(one) == thing for one in mine):
        raise SlackError("already_starred")
    mine.insert(0, {**thing, "at": int(workspace.clock.now())})
    _tell(workspace, user, thing, "star_added")


def remove(workspace: Workspace, user: str, thing: Json) -> None:
    """Raises `not_starred`."""
    mine = workspace.stars.get(user, [])
    kept = [one for one in mine if of(one) != thing]
    if len(kept) == len(mine):
        raise SlackError("not_starred")
    workspace.stars[user] = kept
    _tell(workspace, user, thing, "star_removed")


def of(star: Json) -> Json:
    return {key: value for key, value in star.items() if key != "at"}


def items(workspace: Workspace, user: str) -> list[Json]:
    """The newest first; what is gone by now is left out."""
    found = [(one["at"], item(workspace, of(one), user)) for one in workspace.stars.get(user, [])]
    return [{**shown, "date_create": at} for at, shown in found if shown]


def item(workspace: Workspace, thing: Json, user: str) -> Json:
    """A saved thing as the wire shows it, or {} when there is none any more."""
    if "file" in thing:
        file = workspace.files.get(thing["file"])
        return {"type": "file", "file": files.wire(workspace, file)} if file else {}
    channel = workspace.channels[thing["channel"]]
    if "ts" not in thing:
        kinds = {"im": "im", "group": "group", "mpim": "group"}
        return {"type": kinds.get(channel.kind, "channel"), "channel": channel.id}
    message = channel.messages.get(thing["ts"])
    if message is None or user not in channel.members:
        return {}
    shown = {**message, "permalink": messages.permalink(workspace, channel, message), "is_starred": True}
    return {"type": "message", "channel": channel.id, "message": shown}


def _tell(workspace: Workspace, user: str, thing: Json, kind: str) -> None:
    body = {"type": kind, "user": user, "item": item(workspace, thing, user), "event_ts": workspace.ts()}
    workspace.emit(kind, body)
