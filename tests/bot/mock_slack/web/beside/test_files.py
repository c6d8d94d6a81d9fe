from __future__ import annotations

from bot.mock_slack.beside import files
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, channel, error, events


def uploaded(hub: Hub, name: str = "a.txt", content: bytes = b"hello") -> str:
    file_id: str = call(hub, "files.getUploadURLExternal", filename=name, length=len(content))["file_id"]
    files.upload(hub.workspace.files[file_id], content)
    return file_id


def test_a_file_is_shared_in_a_message(hub: Hub) -> None:
    file_id, general = uploaded(hub), channel(hub, "general")
    seen = events(hub)
    shared = [{"id": file_id, "title": "A file"}]
    answer = call(hub, "files.completeUploadExternal", files=shared, channel_id=general, initial_comment="look")
    assert answer["files"][0]["title"] == "A file"
    kinds = [kind for kind, _ in seen]
    assert kinds == ["file_created", "message.channels", "file_shared", "file_public"]
    assert seen[1][1]["subtype"] == "file_share"
    assert seen[1][1]["files"][0]["id"] == file_id
    info = call(hub, "files.info", file=file_id)["file"]
    assert (info["mimetype"], info["filetype"], info["size"]) == ("text/plain", "txt", 5)
    assert general in info["shares"]["public"]
    assert [one["id"] for one in call(hub, "files.list", channel=general)["files"]] == [file_id]


def test_a_file_is_shared_once_and_only_when_it_is_there(hub: Hub) -> None:
    announced = call(hub, "files.getUploadURLExternal", filename="b.txt", length=3)["file_id"]
    assert error(hub, "files.completeUploadExternal", files=[{"id": announced}]) == "file_not_uploaded"
    file_id = uploaded(hub)
    call(hub, "files.completeUploadExternal", files=[{"id": file_id}])
    assert error(hub, "files.completeUploadExternal", files=[{"id": file_id}]) == "file_not_found"
    assert error(hub, "files.completeUploadExternal", files=[]) == "invalid_arguments"
    assert error(hub, "files.completeUploadExternal", files=[{"id": "F0NONE"}]) == "file_not_found"
    elsewhere = {"files": [{"id": uploaded(hub)}], "channel_id": channel(hub, "random")}
    assert error(hub, "files.completeUploadExternal", **elsewhere) == "not_in_channel"


def test_sizes_are_bounded(hub: Hub) -> None:
    assert error(hub, "files.getUploadURLExternal", filename="x", length=0) == "invalid_arguments"
    assert error(hub, "files.getUploadURLExternal", filename="x", length=-5) == "invalid_arguments"
    assert error(hub, "files.getUploadURLExternal", filename="x", length=10**9) == "file_upload_size_restricted"
    for _ in range(10):
        call(hub, "files.getUploadURLExternal", filename="x", length=files.MAX_FILE)
    assert error(hub, "files.getUploadURLExternal", filename="x", length=1) == "storage_limit_reached"


def test_a_deleted_file_leaves_a_tombstone(hub: Hub) -> None:
    file_id, general = uploaded(hub), channel(hub, "general")
    call(hub, "files.completeUploadExternal", files=[{"id": file_id}], channel_id=general)
    assert call(hub, "files.delete", file=file_id) == {}
    message = next(iter(hub.workspace.channels[general].messages.values()))
    assert message["files"] == [{"id": file_id, "mode": "tombstone"}]
    assert error(hub, "files.info", file=file_id) == "file_not_found"
