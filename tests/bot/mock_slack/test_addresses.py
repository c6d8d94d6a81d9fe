"""The addresses beside the Web API."""

from __future__ import annotations

import httpx

from bot.mock_slack import MockWorkspace


def test_a_file_is_put_and_its_permalink_leads_to_it(slack: MockWorkspace) -> None:
    with httpx.Client(headers={"authorization": f"Bearer {slack.bot_token}"}) as client:
        begun = client.get(
            f"{slack.api_url}files.getUploadURLExternal", params={"filename": "a.txt", "length": 5}
        ).json()
        assert client.put(begun["upload_url"], content=b"hello").text == "OK - 5"
        done = client.post(f"{slack.api_url}files.completeUploadExternal", json={"files": [{"id": begun["file_id"]}]})
        [file] = done.json()["files"]
    assert httpx.get(file["permalink"], follow_redirects=True).content == b"hello"
    assert httpx.get(f"{slack.url}/files/U0/F0NONE/a.txt").status_code == 404


def test_no_token_is_taken_from_an_address(slack: MockWorkspace) -> None:
    token = {"token": slack.bot_token}
    assert httpx.get(f"{slack.api_url}auth.test", params=token).json()["error"] == "invalid_auth"
    assert httpx.post(f"{slack.api_url}auth.test", params=token).json()["error"] == "invalid_auth"
    assert httpx.post(f"{slack.api_url}auth.test", data=token).json()["ok"]
    headers = {"authorization": f"Bearer {slack.bot_token}"}
    assert httpx.get(f"{slack.api_url}auth.test", params=token, headers=headers).json()["ok"]
