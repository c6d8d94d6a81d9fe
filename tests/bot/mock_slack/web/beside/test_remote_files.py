from __future__ import annotations

import base64
from typing import Any

import httpx

from bot.mock_slack import MockWorkspace
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, channel, error, events

REMOTE: dict[str, Any] = {"external_id": "1", "external_url": "https://files.example.com/1", "title": "A plan"}


def test_a_remote_file_is_told_of_shared_and_removed(hub: Hub) -> None:
    seen, general = events(hub), channel(hub, "general")
    file = call(hub, "files.remote.add", **REMOTE, filetype="gdoc")["file"]
    assert (file["mode"], file["is_external"], file["external_url"]) == ("external", True, REMOTE["external_url"])
    shared = call(hub, "files.remote.share", external_id="1", channels=general)["file"]
    assert shared["channels"] == [general]
    [message] = hub.workspace.channels[general].messages.values()
    assert (message["files"][0]["id"], message["bot_id"]) == (file["id"], hub.workspace.bot_id)
    assert call(hub, "files.remote.update", file=file["id"], title="The plan")["file"]["title"] == "The plan"
    assert [one["id"] for one in call(hub, "files.remote.list")["files"]] == [file["id"]]
    assert call(hub, "files.remote.remove", external_id="1") == {}
    assert error(hub, "files.remote.info", external_id="1") == "file_not_found"
    kinds = [kind for kind, _ in seen]
    assert kinds == ["file_created", "message.channels", "file_shared", "file_public", "file_deleted"]


def test_refusals(hub: Hub) -> None:
    file = call(hub, "files.remote.add", **REMOTE)["file"]["id"]
    assert error(hub, "files.remote.add", **REMOTE) == "external_id_already_exists"
    assert error(hub, "files.remote.info") == "invalid_args"
    assert error(hub, "files.remote.info", file=file, external_id="1") == "too_many_ids"
    assert error(hub, "files.remote.share", file=file, channels="C0NONE") == "channel_not_found"
    assert error(hub, "files.remote.share", file=file, channels=channel(hub, "random")) == "not_in_channel"
    assert error(hub, "files.remote.add", **REMOTE | {"external_id": "x" * 501}) == "invalid_external_id"


def test_a_public_address_serves_while_it_is_public(slack: MockWorkspace) -> None:
    content = base64.b64encode(b"hello").decode()
    file = slack.client.act("upload", name="a.txt", content=content, channel="general")["file"]
    headers = {"authorization": f"Bearer {slack.user_token}"}
    assert httpx.get(file["permalink_public"]).status_code == 404

    def ask(method: str) -> dict[str, object]:
        answer: dict[str, object] = httpx.post(
            f"{slack.api_url}{method}", data={"file": file["id"]}, headers=headers
        ).json()
        return answer

    assert ask("files.sharedPublicURL")["ok"]
    assert ask("files.sharedPublicURL")["error"] == "already_public"
    assert httpx.get(file["permalink_public"]).content == b"hello"
    assert httpx.get(file["permalink_public"][:-1] + "-").status_code == 404
    assert ask("files.revokePublicURL")["ok"]
    assert httpx.get(file["permalink_public"]).status_code == 404
