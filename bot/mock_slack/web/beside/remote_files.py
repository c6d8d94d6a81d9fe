"""files.remote.*: files that lie with another service, and that the app tells the workspace of."""

from __future__ import annotations

from bot.mock_slack.basics.cursors import page
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.beside import files
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.web.posting.chat import author
from bot.mock_slack.workspace.records import File, Json

MAX_TITLE, MAX_ID = 255, 500


def remote(call: Call) -> list[File]:
    return [file for file in call.workspace.files.values() if file.external_url]


def named(call: Call) -> File:
    """By `file` or by `external_id`, not by both."""
    key, external = call.arguments.text("file"), call.arguments.text("external_id")
    if key and external:
        raise SlackError("too_many_ids")
    if not key and not external:
        raise SlackError("invalid_args")
    for file in remote(call):
        if file.id == key or (external and file.external_id == external):
            return file
    raise SlackError("file_not_found")


def title(call: Call) -> str:
    given = call.arguments.required("title")
    if len(given) > MAX_TITLE:
        raise SlackError("bad_title")
    return given


def address(call: Call) -> str:
    given = call.arguments.required("external_url")
    if not given.startswith(("http://", "https://")):
        raise SlackError("invalid_arguments", "must be a valid URL [json-pointer:/external_url]")
    return given


def add(call: Call) -> Json:
    external = call.arguments.required("external_id")
    if len(external) > MAX_ID:
        raise SlackError("invalid_external_id")
    facts = {"external_url": address(call), "external_type": call.arguments.text("filetype", "remote")}
    called = title(call)
    if any(file.external_id == external for file in remote(call)):
        raise SlackError("external_id_already_exists")
    file = files.announce(call.workspace, call.user, called, 0, external_id=external, **facts)
    files.finish(call.workspace, file)
    return {"file": files.wire(call.workspace, file)}


def update(call: Call) -> Json:
    file = named(call)
    if "title" in call.arguments:
        file.title = file.name = title(call)
    if "external_url" in call.arguments:
        file.external_url = address(call)
    if "filetype" in call.arguments:
        file.external_type = call.arguments.text("filetype")
    return {"file": files.wire(call.workspace, file)}


def remove(call: Call) -> Json:
    files.delete(call.workspace, named(call))
    return {}


def share(call: Call) -> Json:
    file = named(call)
    channels = [call.conversation(one) for one in call.arguments.listing("channels")]
    if not channels:
        raise SlackError("invalid_args")
    if any(call.user not in channel.members for channel in channels):
        raise SlackError("not_in_channel")
    if any(channel.archived for channel in channels):
        raise SlackError("is_archived")
    fields = {key: value for key, value in author(call).items() if key != "subtype"}
    for channel in channels:
        files.share(call.workspace, channel, call.user, [file], "", **fields)
    return {"file": files.wire(call.workspace, file)}


def info(call: Call) -> Json:
    return {"file": files.wire(call.workspace, named(call))}


def listing(call: Call) -> Json:
    channel = call.arguments.text("channel")
    found = [file for file in reversed(remote(call)) if not channel or channel in file.channels]
    chosen, cursor = page(call.arguments, found, lambda file: file.id, "remote")
    shown = [files.wire(call.workspace, file) for file in chosen]
    return {"files": shown, "response_metadata": {"next_cursor": cursor}}


READ, WRITE, SHARE, BOT = ("remote_files:read",), ("remote_files:write",), ("remote_files:share",), ("bot",)
METHODS = {
    "files.remote.add": Method(add, scopes=WRITE, kinds=BOT, tier=20),
    "files.remote.update": Method(update, scopes=WRITE, kinds=BOT, tier=20),
    "files.remote.remove": Method(remove, scopes=WRITE, kinds=BOT, tier=20),
    "files.remote.share": Method(share, scopes=SHARE, tier=20),
    "files.remote.info": Method(info, scopes=READ, tier=20),
    "files.remote.list": Method(listing, scopes=READ, tier=20),
}
