"""files.*"""

from __future__ import annotations

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.beside import files
from bot.mock_slack.conversations.content import checked
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.web.paging import numbered
from bot.mock_slack.web.posting.chat import author, thread
from bot.mock_slack.workspace.records import File, Json
from bot.mock_slack.writing.texts import sent


def upload_url(call: Call) -> Json:
    name = call.arguments.required("filename")
    length = call.arguments.integer("length", 0, 0, 10**15)
    if length <= 0:
        raise SlackError("invalid_arguments", "missing required field: length")
    clean = name.replace("/", "_").replace("\\", "_")[:255]
    file = files.announce(call.workspace, call.user, clean, length, alt_txt=call.arguments.text("alt_txt")[:1000])
    address = call.interactions.new_upload_url(file.id)
    return {"upload_url": address, "file_id": file.id}


def complete(call: Call) -> Json:
    arguments, workspace = call.arguments, call.workspace
    given = arguments.json_list("files", "invalid_arguments")
    if not given:
        raise SlackError("invalid_arguments", "missing required field: files")
    chosen: list[File] = []
    for one in given:
        file = workspace.files.get(str(one.get("id")))
        if file is None or file.user != call.user or file.complete or file in chosen:
            raise SlackError("file_not_found")
        if not file.content:
            raise SlackError("file_not_uploaded")
        chosen.append(file)
    targets = arguments.listing("channels") or arguments.listing("channel_id")
    channels = [call.conversation(target) for target in targets]
    if any(call.user not in channel.members for channel in channels):
        raise SlackError("not_in_channel")
    if any(channel.archived for channel in channels):
        raise SlackError("is_archived")
    blocks = arguments.json_list("blocks", "invalid_blocks_format")
    if blocks:
        blocks = checked(workspace, blocks, "/blocks")
    thread_ts = thread(call)
    if thread_ts and any(thread_ts not in channel.messages for channel in channels):
        raise SlackError("thread_not_found")
    for file, one in zip(chosen, given, strict=True):
        files.finish(workspace, file)
        if isinstance(one.get("title"), str) and one["title"]:
            file.title = one["title"][:255]
    for channel in channels:
        comment = sent(workspace, arguments.text("initial_comment"), names=False, links=True)
        fields = {key: value for key, value in author(call).items() if key != "subtype"}
        files.share(workspace, channel, call.user, chosen, comment, thread_ts=thread_ts, blocks=blocks, **fields)
    return {"files": [files.wire(workspace, file) for file in chosen]}


def seen(call: Call) -> File:
    file = call.workspace.files.get(call.arguments.required("file", "file_not_found"))
    if file is None or not file.complete or not files.visible(call.workspace, file, call.user):
        raise SlackError("file_not_found")
    return file


def info(call: Call) -> Json:
    about = files.wire(call.workspace, seen(call))
    return {"file": about, "comments": [], "response_metadata": {"next_cursor": ""}}


def listing(call: Call) -> Json:
    workspace = call.workspace
    channel, user = call.arguments.text("channel"), call.arguments.text("user")
    found = [
        file
        for file in reversed(workspace.files.values())
        if file.complete
        and files.visible(workspace, file, call.user)
        and (not channel or channel in file.channels)
        and (not user or file.user == user)
    ]
    chosen, paging = numbered(call.arguments, found)
    return {"files": [files.wire(workspace, file) for file in chosen], "paging": paging}


def delete(call: Call) -> Json:
    file = seen(call)
    if file.user != call.user:
        raise SlackError("cant_delete_file")
    files.delete(call.workspace, file)
    return {}


def own(call: Call) -> File:
    file = seen(call)
    if file.user != call.user:
        raise SlackError("not_allowed")
    return file


def share_public(call: Call) -> Json:
    file = own(call)
    if file.public:
        raise SlackError("already_public")
    files.publish(call.workspace, file, public=True)
    return {"file": files.wire(call.workspace, file)}


def revoke_public(call: Call) -> Json:
    file = own(call)
    files.publish(call.workspace, file, public=False)
    return {"file": files.wire(call.workspace, file)}


METHODS = {
    "files.sharedPublicURL": Method(share_public, scopes=("files:write",), kinds=("user",), tier=50),
    "files.revokePublicURL": Method(revoke_public, scopes=("files:write",), kinds=("user",), tier=50),
    "files.getUploadURLExternal": Method(upload_url, scopes=("files:write",), tier=100),
    "files.completeUploadExternal": Method(complete, scopes=("files:write",), tier=100),
    "files.info": Method(info, scopes=("files:read",), tier=100),
    "files.list": Method(listing, scopes=("files:read",), tier=50),
    "files.delete": Method(delete, scopes=("files:write",), tier=50),
}
