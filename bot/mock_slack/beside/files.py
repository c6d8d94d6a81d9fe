"""Files: announced, uploaded, shared in conversations, downloaded."""

from __future__ import annotations

import base64
import mimetypes
from typing import Any
from urllib.parse import quote

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import messages
from bot.mock_slack.workspace.records import Channel, File, Json, Message
from bot.mock_slack.workspace.state import Workspace

MAX_FILE = 10_000_000  # bytes
MAX_TOTAL = 100_000_000  # bytes of all files together


def announce(workspace: Workspace, user: str, name: str, length: int, **fields: Any) -> File:
    """A file that is going to be uploaded. Raises `file_upload_size_restricted` and `storage_limit_reached`."""
    if length > MAX_FILE:
        raise SlackError("file_upload_size_restricted")
    if sum(file.size for file in workspace.files.values()) + length > MAX_TOTAL:
        raise SlackError("storage_limit_reached")
    name = "".join(letter if letter.isprintable() else "_" for letter in name)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    now = int(workspace.clock.now())
    file = File(workspace.ids.new("F"), name, user, now, size=length, title=name, mimetype=kind, **fields)
    workspace.files[file.id] = file
    return file


def upload(file: File, content: bytes) -> None:
    """Store the bytes; they must be as many as were announced. Raises `SlackError` with status 400."""
    if len(content) != file.size:
        raise SlackError("invalid_length", http_status=400)
    file.content = base64.b64encode(content).decode()


def finish(workspace: Workspace, file: File) -> None:
    """The upload is complete: from now on the file is there for its people."""
    file.complete = True
    if visible(workspace, file, workspace.bot_user):
        _tell(workspace, file, "file_created", file.user)


def content(file: File) -> bytes:
    return base64.b64decode(file.content)


def share(workspace: Workspace, channel: Channel, user: str, shared: list[File], text: str, **fields: Any) -> Message:
    """Post a message with files in it."""
    published = [] if channel.private else [file for file in shared if not is_public(workspace, file)]
    unknown = [file for file in shared if not visible(workspace, file, workspace.bot_user)]
    for file in shared:
        if channel.id not in file.channels:
            file.channels.append(channel.id)
    for file in unknown:
        if visible(workspace, file, workspace.bot_user):
            _tell(workspace, file, "file_created", file.user)
    described = [wire(workspace, file) for file in shared]
    message = messages.post(
        workspace, channel, user, text, subtype="file_share", files=described, upload=True, **fields
    )
    place = {"ts": message["ts"], "channel_name": channel.name, "team_id": workspace.team.id}
    if message.get("thread_ts"):
        place["thread_ts"] = message["thread_ts"]
    for file in shared:
        of_kind = file.shares.setdefault("private" if channel.private else "public", {})
        of_kind.setdefault(channel.id, []).append(place)
        body = {
            "type": "file_shared",
            "file_id": file.id,
            "user_id": user,
            "file": {"id": file.id},
            "channel_id": channel.id,
            "event_ts": workspace.ts(),
        }
        workspace.emit("file_shared", body, channel.id)
    for file in published:
        _tell(workspace, file, "file_public", user)
    return message


def is_public(workspace: Workspace, file: File) -> bool:
    return any(not workspace.channels[channel].private for channel in file.channels)


def publish(workspace: Workspace, file: File, *, public: bool) -> None:
    """Let anybody fetch it by its public address, or nobody any more."""
    file.public = public
    _tell(workspace, file, "file_change", file.user)


def _tell(workspace: Workspace, file: File, kind: str, user: str) -> None:
    body = {"type": kind, "file_id": file.id, "user_id": user, "file": {"id": file.id}, "event_ts": workspace.ts()}
    if kind == "file_change":
        del body["user_id"]
    workspace.emit(kind, body)


def delete(workspace: Workspace, file: File) -> None:
    del workspace.files[file.id]
    if visible(workspace, file, workspace.bot_user):
        body = {"type": "file_deleted", "file_id": file.id, "channel_ids": list(file.channels)}
        workspace.emit("file_deleted", {**body, "event_ts": workspace.ts()})
    for channel_id in file.channels:
        channel = workspace.channels[channel_id]
        for message in channel.messages.values():
            if any(one["id"] == file.id for one in message.get("files") or []):
                gone = {"id": file.id, "mode": "tombstone"}
                message["files"] = [gone if one["id"] == file.id else one for one in message["files"]]
                messages.show(workspace, channel, message)


def visible(workspace: Workspace, file: File, user: str) -> bool:
    """Whether a user may see a file: their own, or one that was shared where they are (or in public)."""
    shared = (workspace.channels[channel] for channel in file.channels if channel in workspace.channels)
    return file.user == user or any(not channel.private or user in channel.members for channel in shared)


def wire(workspace: Workspace, file: File) -> Json:
    extension = file.name.rpartition(".")[2].lower() if "." in file.name else "binary"
    address = f"{workspace.base_url}/files-pri/{workspace.team.id}-{file.id}"
    name = quote(file.name, safe="")
    kinds: dict[str, list[str]] = {"channel": [], "group": [], "im": []}
    for channel in file.channels:
        kind = workspace.channels[channel].kind
        kinds["group" if kind == "mpim" else kind].append(channel)
    remote: Json = {}
    if file.external_url:
        remote = {"external_id": file.external_id, "external_url": file.external_url, "is_external": True}
        remote |= {"mode": "external", "external_type": "app", "url_private": file.external_url}
        remote |= {"filetype": file.external_type, "pretty_type": "Remote", "app_id": workspace.app_id}
    about: Json = {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": extension,
        "pretty_type": extension.upper(),
        "user": file.user,
        "user_team": workspace.team.id,
        "editable": False,
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": bool(kinds["channel"]),
        "public_url_shared": file.public,
        "display_as_bot": False,
        "username": "",
        "alt_txt": file.alt_txt,
        "url_private": f"{address}/{name}",
        "url_private_download": f"{address}/download/{name}",
        "permalink": f"{workspace.base_url}/files/{file.user}/{file.id}/{name}",
        "permalink_public": f"{workspace.base_url}/files-pub/{workspace.team.id}-{file.id}-{file.key}",
        "is_starred": False,
        "has_rich_preview": False,
        "file_access": "visible",
        "comments_count": 0,
        "channels": kinds["channel"],
        "groups": kinds["group"],
        "ims": kinds["im"],
        "shares": file.shares,
    }
    if remote:
        del about["url_private_download"], about["permalink_public"]
    return about | remote
