"""The control API, `/_control/…`: what people and tests drive the workspace by. README.md describes every call."""

from __future__ import annotations

import asyncio
import base64
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.mock_slack import channels, files, messages, people, reactions, saving, snapshot
from bot.mock_slack.arguments import read_body
from bot.mock_slack.errors import ControlError, SlackError
from bot.mock_slack.hub import Hub
from bot.mock_slack.records import Channel, Json, Message
from bot.mock_slack.safe_json import parse
from bot.mock_slack.texts import rich_text, typed

SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp", "text/plain")  # in the browser; the rest is downloaded
log = logging.getLogger(__name__)
MAX_BODY = 15_000_000  # a file of ten million bytes in base64


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


async def say(wish: Wish) -> Json:
    user, channel = wish.user, wish.channel()
    text = wish.text("text")
    if not text.strip():
        raise ControlError("A message needs some text.")
    thread_ts, broadcast = wish.maybe("thread_ts"), wish.flag("broadcast")
    message = people.write(wish.hub, user, channel, text, thread_ts=thread_ts, broadcast=broadcast)
    return {"ok": True, "channel": channel.id, "ts": message["ts"], "message": dict(message)}


async def command(wish: Wish) -> Json:
    line = wish.text("command")
    rest = wish.text("text", "")
    return await people.command(
        wish.hub, wish.user, wish.channel(), f"{line} {rest}", thread_ts=wish.maybe("thread_ts")
    )


async def interact(wish: Wish) -> Json:
    return await people.click(
        wish.hub, wish.user, wish.place(), wish.text("action_id"), wish.maybe("block_id"), wish.body.get("value")
    )


async def options(wish: Wish) -> Json:
    return await people.options(
        wish.hub, wish.user, wish.place(), wish.text("action_id"), wish.maybe("block_id"), wish.text("value", "")
    )


async def shortcut(wish: Wish) -> Json:
    channel = wish.channel() if wish.body.get("channel") is not None else None
    return await people.shortcut(wish.hub, wish.user, wish.text("callback_id"), channel, wish.maybe("ts"))


async def submit(wish: Wish) -> Json:
    return await people.submit(wish.hub, wish.user, wish.text("view_id"), wish.mapping("values"))


async def close(wish: Wish) -> Json:
    return await people.close_modal(wish.hub, wish.user, wish.text("view_id"), everything=wish.flag("all"))


async def react(wish: Wish) -> Json:
    channel, message = wish.message()
    name = wish.text("name").strip(":")
    if wish.flag("remove"):
        reactions.remove(wish.hub.workspace, channel, message, wish.user, name)
    else:
        reactions.add(wish.hub.workspace, channel, message, wish.user, name)
    return {"ok": True, "message": dict(message)}


def own(wish: Wish) -> tuple[Channel, Message]:
    channel, message = wish.message()
    if message.get("user") != wish.user or message.get("bot_id"):
        raise ControlError("People change only their own messages.", 403)
    return channel, message


async def edit_message(wish: Wish) -> Json:
    channel, message = own(wish)
    text = typed(wish.hub.workspace, wish.text("text"))
    blocks = [rich_text(text, wish.hub.workspace.ids.new("")[-5:])]
    messages.edit(wish.hub.workspace, channel, message, wish.user, text=text, blocks=blocks)
    return {"ok": True, "message": dict(message)}


async def delete_message(wish: Wish) -> Json:
    channel, message = own(wish)
    messages.delete(wish.hub.workspace, channel, message)
    return {"ok": True}


async def dismiss(wish: Wish) -> Json:
    """A person takes an ephemeral message out of their sight."""
    channel = wish.channel()
    ephemeral = messages.find_ephemeral(wish.hub.workspace, channel.id, wish.text("ts"))
    if ephemeral is None or ephemeral["user"] != wish.user:
        raise ControlError("There is no such ephemeral message.", 404)
    messages.forget_ephemeral(wish.hub.workspace, ephemeral)
    return {"ok": True}


async def open_home(wish: Wish) -> Json:
    return people.open_home(wish.hub, wish.user, wish.text("tab", "home"))


async def open_dm(wish: Wish) -> Json:
    """The conversation with the app (its `messages` tab); `context` is the channel that was in view."""
    context = wish.channel("context").id if wish.body.get("context") is not None else None
    return people.open_home(wish.hub, wish.user, "messages", context)


async def context(wish: Wish) -> Json:
    viewed = wish.channel().id if wish.body.get("channel") is not None else None
    return people.change_context(wish.hub, wish.user, viewed)


async def read(wish: Wish) -> Json:
    channel = wish.channel()
    latest = next(reversed(channel.messages), "0000000000.000000")
    channels.mark(wish.hub.workspace, channel, wish.user, wish.maybe("ts") or latest)
    return {"ok": True}


async def create_channel(wish: Wish) -> Json:
    name = wish.text("name").removeprefix("#").strip().lower().replace(" ", "-")[:80]
    if not name or wish.hub.workspace.channel_named(name) is not None:
        raise ControlError(f"There is a channel “{name}” already." if name else "A channel needs a name.", 409)
    channel = channels.create(wish.hub.workspace, name, wish.user, private=wish.flag("private"))
    return {"ok": True, "channel": channels.describe(wish.hub.workspace, channel)}


async def invite(wish: Wish) -> Json:
    """Bring somebody into a channel: `member` is an id or a name; the app's bot is invited like anybody else."""
    channel = wish.channel()
    given = wish.text("member")
    member = wish.hub.workspace.users.get(given) or wish.hub.workspace.user_named(given)
    if member is None:
        raise ControlError(f"There is no user “{given}”.", 404)
    channels.join(wish.hub.workspace, channel, member.id, inviter=wish.user if member.id != wish.user else None)
    return {"ok": True, "channel": channels.describe(wish.hub.workspace, channel)}


async def add_user(wish: Wish) -> Json:
    """Somebody new joins the workspace and `#general`."""
    workspace, name = wish.hub.workspace, wish.text("name").removeprefix("@").strip().lower().replace(" ", ".")
    if not name or workspace.user_named(name) is not None:
        raise ControlError(f"There is somebody called “{name}” already." if name else "A user needs a name.", 409)
    user = workspace.add_user(name[:80], (wish.maybe("real_name") or name.title())[:80])
    about = user.wire(workspace.team.id, workspace.base_url)
    workspace.feed.publish("user", {"user": about})
    workspace.emit("team_join", {"type": "team_join", "user": about, "event_ts": workspace.ts()})
    for channel in workspace.channels.values():
        if channel.is_general:
            channels.join(workspace, channel, user.id)
    return {"ok": True, "user": about}


async def leave(wish: Wish) -> Json:
    channel = wish.channel()
    given = wish.maybe("member")
    member = wish.hub.workspace.user_named(given) if given else None
    channels.leave(wish.hub.workspace, channel, member.id if member else given or wish.user)
    return {"ok": True, "channel": channels.describe(wish.hub.workspace, channel)}


async def stop_stream(wish: Wish) -> Json:
    """A person stops an answer while it is being written: `ts` is the answer, or the thread it is in."""
    channel, message = wish.message()
    return people.stop(wish.hub, wish.user, channel, message.get("thread_ts") or message["ts"])


async def upload(wish: Wish) -> Json:
    """A person shares a file; without a channel it is only uploaded, for a form."""
    workspace = wish.hub.workspace
    channel = wish.channel() if wish.body.get("channel") is not None else None
    if channel is not None and wish.user not in channel.members:
        raise SlackError("not_in_channel")
    try:
        content = base64.b64decode(wish.text("content"), validate=True)
    except ValueError:
        raise ControlError("“content” must be base64.") from None
    name = wish.text("name").replace("/", "_")[:255] or "file"
    file = files.announce(workspace, wish.user, name, len(content))
    files.upload(file, content)
    file.complete = True
    if channel is None:
        return {"ok": True, "file": files.wire(workspace, file)}
    text = typed(workspace, wish.text("text", ""))
    message = files.share(workspace, channel, wish.user, [file], text, thread_ts=wish.maybe("thread_ts"))
    return {"ok": True, "ts": message["ts"], "file": files.wire(workspace, file)}


async def fault(wish: Wish) -> Json:
    """Add a fault, or take away one (`remove`: its id) or all (`clear`: true; with `seed` the dice start anew)."""
    faults = wish.hub.faults
    if wish.flag("clear"):
        faults.clear(int(wish.number("seed")) if "seed" in wish.body else None)
    elif "remove" in wish.body:
        faults.remove(int(wish.number("remove")))
    else:
        faults.add({key: value for key, value in wish.body.items() if key != "user"})
    return {"ok": True, "faults": faults.wire()}


async def rate_limits(wish: Wish) -> Json:
    wish.hub.limits.on = wish.flag("on")
    wish.hub.workspace.feed.publish("rate_limits", {"on": wish.hub.limits.on})
    return {"ok": True, "on": wish.hub.limits.on}


async def clock(wish: Wish) -> Json:
    seconds = wish.number("advance")
    if not 0 <= seconds <= 10_000_000:
        raise ControlError("“advance” is a number of seconds, and not below 0: Slack's time never goes back.")
    wish.hub.workspace.clock.advance(seconds)
    body = {"now": wish.hub.workspace.clock.now(), "offset": wish.hub.workspace.clock.offset}
    wish.hub.workspace.feed.publish("clock", body)
    await asyncio.sleep(0)  # what was waiting for this time has begun when the answer arrives
    return {"ok": True, **body}


async def socket(wish: Wish) -> Json:
    """What befalls the app's connections: `refresh`, `cut`, or `link_disabled`."""
    action = wish.text("action")
    if action == "refresh":
        wish.hub.start(wish.hub.sockets.refresh())
    elif action == "cut":
        return {"ok": True, "cut": await wish.hub.sockets.cut()}
    elif action == "link_disabled":
        wish.hub.sockets.disconnect("link_disabled")
    else:
        raise ControlError("“action” is “refresh”, “cut” or “link_disabled”.")
    return {"ok": True}


async def delivery(wish: Wish) -> Json:
    """Send everything to one address over HTTP (`url`), or by the manifest again (`url`: null)."""
    url = wish.maybe("url")
    verified = await wish.hub.caller.verify(url) if url and wish.flag("verify") else None
    if verified is False:
        raise ControlError("The address did not answer the url_verification challenge.", 502)
    wish.hub.caller.url = url
    return {"ok": True, "url": url, "verified": verified}


async def reset(wish: Wish) -> Json:
    wish.hub.reset()
    return {"ok": True}


WISHES: dict[str, Callable[[Wish], Awaitable[Json]]] = {
    "message": say,
    "command": command,
    "interact": interact,
    "options": options,
    "shortcut": shortcut,
    "submit": submit,
    "close": close,
    "reaction": react,
    "edit-message": edit_message,
    "delete-message": delete_message,
    "dismiss": dismiss,
    "open-home": open_home,
    "open-dm": open_dm,
    "context": context,
    "read": read,
    "create-channel": create_channel,
    "invite": invite,
    "leave": leave,
    "add-user": add_user,
    "stop-stream": stop_stream,
    "upload": upload,
    "fault": fault,
    "rate-limits": rate_limits,
    "clock": clock,
    "socket": socket,
    "delivery": delivery,
    "reset": reset,
}


async def act(hub: Hub, request: Request) -> Response:
    """POST /_control/NAME"""
    name = request.path_params["name"]
    try:
        if foreign(request):
            raise ControlError("The control API is not for other sites' pages.", 403)
        wish = WISHES.get(name)
        if wish is None:
            raise ControlError(f"There is no control call “{name[:100]}”; README.md lists them.", 404)
        return JSONResponse(await wish(Wish(hub, await _body(request))))
    except ControlError as error:
        return JSONResponse({"ok": False, "error": str(error)}, error.status)
    except SlackError as error:
        return JSONResponse({"ok": False, "error": error.error}, 400 if error.http_status == 200 else error.http_status)
    except Exception:
        log.exception("control call %s failed", name)
        return JSONResponse({"ok": False, "error": "This failed; the workspace's log says why."}, 500)


async def look(hub: Hub, request: Request) -> Response:
    """GET /_control/state, messages/CHANNEL, log, environment, save, file/ID"""
    query = request.query_params
    try:
        name, _, rest = request.path_params["name"].partition("/")
        since = int(query.get("since") or 0)
        limit = max(1, min(int(query.get("limit") or 5000), 5000))
        if name == "state":
            return JSONResponse(snapshot.state(hub))
        if name == "messages" and rest:
            channel = find_channel(hub, rest, Wish(hub, dict(query)).user)
            return JSONResponse(snapshot.conversation(hub, channel, query.get("thread_ts"), limit))
        if name == "log":
            entries = hub.workspace.journal.entries(since, query.get("kind"), limit)
            return JSONResponse({"ok": True, "entries": entries, "last": hub.workspace.journal.number})
        if name == "save":
            return JSONResponse(saving.dump(hub.workspace))
        if name == "file" and rest in hub.workspace.files:
            file = hub.workspace.files[rest]
            kind = file.mimetype if file.mimetype in SHOWN else "application/octet-stream"
            return Response(files.content(file), media_type=kind, headers={"x-content-type-options": "nosniff"})
        if name == "environment":
            return JSONResponse(snapshot.environment(hub))
        raise ControlError("There is nothing to look at here; README.md lists the calls.", 404)
    except ControlError as error:
        return JSONResponse({"ok": False, "error": str(error)}, error.status)
    except ValueError:
        return JSONResponse({"ok": False, "error": "“since” and “limit” are whole numbers."}, 400)


def foreign(request: Request) -> bool:
    """Whether a page of another site sends this: a browser says where a request comes from."""
    origin = request.headers.get("origin")
    return origin is not None and origin.partition("://")[2] != request.headers.get("host", "")


async def _body(request: Request) -> Json:
    try:
        raw = await read_body(request, MAX_BODY)
        body: Any = parse(raw) if raw else {}
    except ValueError:
        raise ControlError("The body must be JSON.") from None
    except SlackError as error:
        raise ControlError("The body is too long.", error.http_status) from None
    if not isinstance(body, dict):
        raise ControlError("The body must be a JSON object.")
    return body
