"""canvases.* and conversations.canvases.create"""

from __future__ import annotations

from typing import Any

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.beside import canvases
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.items import Canvas
from bot.mock_slack.workspace.records import Json

KINDS = ("any_header", "h1", "h2", "h3")
OPERATIONS = "insert_after insert_before insert_at_start insert_at_end replace delete rename".split()
MAX_CANVASES = 1000


def markdown(given: Any, error: str) -> str:
    """The text of a `document_content`."""
    if given is None:
        return ""
    if not isinstance(given, dict) or given.get("type") != "markdown" or not isinstance(given.get("markdown"), str):
        raise SlackError(error, detail="document_content must be of type markdown")
    return str(given["markdown"])


def content(call: Call, error: str) -> str:
    return markdown(call.arguments.json_object("document_content", error), error)


def made(call: Call, channel: str, error: str) -> Json:
    workspace = call.workspace
    text = content(call, error)
    if len(workspace.canvases) >= MAX_CANVASES or len(text) > canvases.MAX_MARKDOWN:
        raise SlackError(error, detail="the canvas would be too long")
    canvas = canvases.create(workspace, call.user, call.arguments.text("title")[:255], text, channel)
    return {"canvas_id": canvas.id}


def create(call: Call) -> Json:
    if call.arguments.text("channel_id"):
        place = call.channel("channel_id")
        answer = made(call, "", "canvas_creation_failed")
        call.workspace.canvases[answer["canvas_id"]].access[place.id] = "write"
        return answer
    return made(call, "", "canvas_creation_failed")


def create_in_channel(call: Call) -> Json:
    channel = call.channel("channel_id")
    if call.user not in channel.members:
        raise SlackError("restricted_action")
    if any(canvas.channel == channel.id for canvas in call.workspace.canvases.values()):
        raise SlackError("channel_canvas_already_exists")
    return made(call, channel.id, "channel_canvas_creation_failed")


def level(call: Call, canvas: Canvas) -> str:
    """What the caller may do with a canvas: "", read, write or owner."""
    if canvas.user == call.user:
        return "owner"
    channels = [call.workspace.channels[key] for key in (*canvas.access, canvas.channel) if key[:1] in "CDG" and key]
    mine = [canvas.access.get(one.id, "write") for one in channels if call.user in one.members]
    mine += [canvas.access[call.user]] if call.user in canvas.access else []
    return max(mine, key=["", "read", "write", "owner"].index, default="")


def known(call: Call, *levels: str) -> Canvas:
    canvas = call.workspace.canvases.get(call.arguments.required("canvas_id"))
    if canvas is None or not level(call, canvas):
        raise SlackError("canvas_not_found")
    if level(call, canvas) not in levels:
        raise SlackError("restricted_action")
    return canvas


def edit(call: Call) -> Json:
    canvas = known(call, "write", "owner")
    changes = call.arguments.json_list("changes", "invalid_arguments")
    if not changes or len(changes) > 1:
        raise SlackError("invalid_arguments", "must provide exactly one item [json-pointer:/changes]")
    [change] = changes
    if change.get("operation") not in OPERATIONS:
        raise SlackError("invalid_arguments", "must be a valid enum value [json-pointer:/changes/0/operation]")
    field = "title_content" if change["operation"] == "rename" else "document_content"
    text = markdown(change.get(field), "canvas_editing_failed")
    section = change.get("section_id")
    canvases.edit(call.workspace, canvas, change["operation"], section if isinstance(section, str) else "", text)
    return {}


def delete(call: Call) -> Json:
    del call.workspace.canvases[known(call, "owner", "write").id]
    return {}


def lookup(call: Call) -> Json:
    canvas = known(call, "read", "write", "owner")
    criteria = call.arguments.json_object("criteria", "invalid_arguments") or {}
    kinds, words = criteria.get("section_types") or [], criteria.get("contains_text") or ""
    if not isinstance(kinds, list) or any(kind not in KINDS for kind in kinds) or not isinstance(words, str):
        raise SlackError("invalid_arguments", "must be a valid enum value [json-pointer:/criteria/section_types]")
    if not kinds and not words:
        raise SlackError("invalid_arguments", "must not be empty [json-pointer:/criteria]")
    return {"sections": [{"id": section["id"]} for section in canvases.find(canvas, kinds, words)]}


def receivers(call: Call) -> list[str]:
    channels, users = call.arguments.listing("channel_ids"), call.arguments.listing("user_ids")
    if bool(channels) == bool(users):
        raise SlackError("invalid_parameters")
    for channel in channels:
        call.conversation(channel)
    for user in users:
        call.workspace.user(user)
    return channels or users


def set_access(call: Call) -> Json:
    canvas = known(call, "owner", "write")
    wanted = call.arguments.required("access_level")
    if wanted not in {"read", "write", "owner"}:
        raise SlackError("invalid_arguments", "must be a valid enum value [json-pointer:/access_level]")
    canvas.access |= dict.fromkeys(receivers(call), wanted)
    return {}


def delete_access(call: Call) -> Json:
    canvas = known(call, "owner", "write")
    for one in receivers(call):
        canvas.access.pop(one, None)
    return {}


READ, WRITE = ("canvases:read",), ("canvases:write",)
METHODS = {
    "canvases.create": Method(create, scopes=WRITE, tier=20),
    "canvases.edit": Method(edit, scopes=WRITE, tier=50),
    "canvases.delete": Method(delete, scopes=WRITE, tier=50),
    "canvases.sections.lookup": Method(lookup, scopes=READ, tier=50),
    "canvases.access.set": Method(set_access, scopes=WRITE, tier=50),
    "canvases.access.delete": Method(delete_access, scopes=WRITE, tier=50),
    "conversations.canvases.create": Method(create_in_channel, scopes=WRITE, tier=20),
}
