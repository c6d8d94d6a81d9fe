from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from bot.mock_slack import MockWorkspace
from bot.mock_slack.basics.errors import WorkspaceError
from bot.mock_slack.beside import custom_emoji, files, functions
from bot.mock_slack.control import saving
from bot.mock_slack.hub import Hub
from bot.mock_slack.server import everything
from tests.bot.mock_slack.calling import call, channel, person


def test_a_workspace_comes_back_as_it_was(hub: Hub, tmp_path: Path) -> None:
    parent = call(
        hub, "chat.postMessage", channel="general", text="kept", metadata={"event_type": "e", "event_payload": {}}
    )
    call(hub, "chat.postMessage", channel="general", text="reply", thread_ts=parent["ts"])
    call(hub, "chat.postEphemeral", channel="general", user=person(hub, "ada"), text="psst")
    call(hub, "views.publish", user_id=person(hub, "ada"), view={"type": "home", "blocks": []})
    call(hub, "conversations.setTopic", channel=channel(hub, "general"), topic="T")
    file_id = call(hub, "files.getUploadURLExternal", filename="a.txt", length=2)["file_id"]
    files.upload(hub.workspace.files[file_id], b"\x00\xff")
    beside_the_messages(hub, parent["ts"])
    call(hub, "auth.revoke")
    hub.workspace.clock.advance(100)
    path = tmp_path / "workspace.json"
    saving.write(hub.workspace, path)
    other = Hub(everything(), base_url="http://127.0.0.1:1")
    saving.load(other.workspace, path)
    assert saving.dump(other.workspace) == saving.dump(hub.workspace)
    assert other.workspace.tokens[other.workspace.bot_token].revoked
    assert other.workspace.ts() > parent["ts"]
    assert other.workspace.ids.new("C") not in hub.workspace.channels
    assert not list(tmp_path.glob(".*"))


def beside_the_messages(hub: Hub, ts: str) -> None:
    """Something of everything that lies beside the messages."""
    general = channel(hub, "general")
    call(hub, "pins.add", channel=general, timestamp=ts)
    call(hub, "bookmarks.add", channel_id=general, title="Docs", type="link", link="https://example.com")
    call(hub, "chat.scheduleMessage", channel=general, text="later", post_at=int(hub.workspace.clock.now()) + 9999)
    call(hub, "usergroups.create", name="The desk")
    call(hub, "reminders.add", kind="user", text="look", time="in 5 hours")
    call(hub, "users.profile.set", kind="user", profile={"status_text": "Reading"})
    call(hub, "users.setPresence", kind="user", presence="away")
    call(hub, "dnd.setSnooze", kind="user", num_minutes=5)
    call(hub, "stars.add", kind="user", channel=general, timestamp=ts)
    call(hub, "calls.add", kind="bot", external_unique_id="1", join_url="https://x", created_by=person(hub, "ada"))
    call(hub, "canvases.create", document_content={"type": "markdown", "markdown": "x"})
    custom_emoji.add(hub.workspace, "party", "https://example.com/party.png")
    functions.run(hub.workspace, hub.workspace.manifest.functions[0], {})


def test_a_document_of_before_there_was_anything_beside_the_messages(hub: Hub) -> None:
    document = json.loads(json.dumps(saving.dump(hub.workspace)))
    for name in ("scheduled", "usergroups", "reminders", "stars", "emoji", "calls", "canvases", "executions"):
        del document[name]
    for user in document["users"].values():
        del user["profile"], user["away"], user["snoozed_until"]
    for place in document["channels"].values():
        del place["pins"], place["bookmarks"]
    saving.restore(hub.workspace, document)
    assert call(hub, "pins.list", channel=channel(hub, "general"))["items"] == []


def test_no_token_is_saved(hub: Hub) -> None:
    text = json.dumps(saving.dump(hub.workspace))
    workspace = hub.workspace
    secrets = [*workspace.tokens, workspace.signing_secret, workspace.client_secret, workspace.verification_token]
    assert not [secret for secret in secrets if secret in text]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 99}', '{"version": 1}', '{"version": 1, "users": 5}'])
def test_a_file_that_is_no_workspace_is_one_sentence(hub: Hub, tmp_path: Path, content: str) -> None:
    path = tmp_path / "workspace.json"
    path.write_text(content)
    with pytest.raises(WorkspaceError, match=r"cannot be used: .*\. Name another file"):
        saving.load(hub.workspace, path)


def test_a_file_that_is_not_there_is_a_beginning(hub: Hub, tmp_path: Path) -> None:
    saving.load(hub.workspace, tmp_path / "new.json")
    with pytest.raises(WorkspaceError, match="no folder"):
        saving.load(hub.workspace, tmp_path / "none" / "new.json")
    with pytest.raises(WorkspaceError, match="cannot be read"):
        saving.load(hub.workspace, tmp_path)


def test_a_running_workspace_saves_when_it_stops(tmp_path: Path) -> None:
    path = tmp_path / "workspace.json"
    with MockWorkspace(save=path) as slack:
        token = slack.bot_token
        ts = slack.client.say("kept")
        later = {"channel": "general", "text": "later", "post_at": str(int(time.time()) + 60)}
        httpx.post(f"{slack.api_url}chat.scheduleMessage", data={**later, "token": token}).raise_for_status()
    with MockWorkspace(save=path) as slack:
        assert slack.bot_token != token  # drawn anew
        assert [(one["ts"], one["text"]) for one in slack.client.messages("general")] == [(ts, "kept")]
        slack.client.advance(61)
        slack.client.wait_for_message("general", lambda message: message["text"] == "later")


def test_a_folder_that_goes_and_comes_back_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.mock_slack.server.SAVE_SECONDS", 0.05)
    folder = tmp_path / "gone"
    folder.mkdir()
    path = folder / "workspace.json"
    with MockWorkspace(save=path) as slack:
        slack.client.say("one")
        wait_until(path.is_file)
        path.unlink()
        folder.rmdir()
        slack.client.say("two")
        wait_until(lambda: "cannot be saved" in caplog.text)
        time.sleep(0.3)
        assert caplog.text.count("cannot be saved") == 1
        folder.mkdir()
        wait_until(path.is_file)


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
