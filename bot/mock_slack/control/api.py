"""The control API, `/_control/…`: what people and tests drive the workspace by. README.md describes every call."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.mock_slack.addresses import attached
from bot.mock_slack.basics.arguments import read_body
from bot.mock_slack.basics.errors import ControlError, SlackError
from bot.mock_slack.basics.safe_json import parse
from bot.mock_slack.control import app, beside, conditions, messages, rooms, saving, snapshot
from bot.mock_slack.control.wish import Wish, find_channel
from bot.mock_slack.hub import Hub
from bot.mock_slack.workspace.records import Json

log = logging.getLogger(__name__)
MAX_BODY = 15_000_000  # a file of ten million bytes in base64

WISHES: dict[str, Callable[[Wish], Awaitable[Json]]] = {
    "message": messages.say,
    "command": app.command,
    "interact": app.interact,
    "options": app.options,
    "shortcut": app.shortcut,
    "submit": app.submit,
    "close": app.close,
    "reaction": messages.react,
    "edit-message": messages.edit_message,
    "delete-message": messages.delete_message,
    "dismiss": messages.dismiss,
    "open-home": app.open_home,
    "open-dm": app.open_dm,
    "context": app.context,
    "read": messages.read,
    "create-channel": rooms.create_channel,
    "invite": rooms.invite,
    "leave": rooms.leave,
    "add-user": rooms.add_user,
    "stop-stream": app.stop_stream,
    "run-function": app.run_function,
    "uninstall": app.uninstall,
    "pin": beside.pin,
    "profile": beside.profile,
    "emoji": beside.emoji,
    "upload": messages.upload,
    "fault": conditions.fault,
    "rate-limits": conditions.rate_limits,
    "clock": conditions.clock,
    "socket": conditions.socket,
    "delivery": conditions.delivery,
    "reset": conditions.reset,
}


async def act(hub: Hub, request: Request) -> Response:
    """POST /_control/NAME"""
    name = request.path_params["name"]
    try:
        wish = WISHES.get(name)
        if wish is None:
            raise ControlError(f"There is no control call “{name[:100]}”; README.md lists them.", 404)
        answer = await wish(Wish(hub, await _body(request)))
        return JSONResponse({"number": hub.workspace.feed.number, **answer})  # of the last change that came of it
    except ControlError as error:
        return JSONResponse({"ok": False, "error": str(error)}, error.status)
    except SlackError as error:
        return JSONResponse({"ok": False, "error": error.error}, 400 if error.http_status == 200 else error.http_status)
    except Exception:
        log.exception("control call %s failed", name)
        return JSONResponse({"ok": False, "error": "This failed; the workspace's log says why."}, 500)


async def look(hub: Hub, request: Request) -> Response:
    """GET /_control/state, messages/CHANNEL, log, environment, oauth, save, file/ID"""
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
            numbers = {"last": hub.workspace.journal.number, "number": hub.workspace.feed.number}
            return JSONResponse({"ok": True, "entries": entries, **numbers})
        if name == "save":
            return JSONResponse(saving.dump(hub.workspace))
        if name == "file" and rest in hub.workspace.files:
            return attached(hub.workspace.files[rest])
        if name == "environment":
            return JSONResponse(snapshot.environment(hub))
        if name == "oauth":
            return JSONResponse(snapshot.oauth(hub))
        raise ControlError("There is nothing to look at here; README.md lists the calls.", 404)
    except ControlError as error:
        return JSONResponse({"ok": False, "error": str(error)}, error.status)
    except ValueError:
        return JSONResponse({"ok": False, "error": "“since” and “limit” are whole numbers."}, 400)


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
