"""A file that somebody uploads may be a page with a script in it: nowhere does it run as one of this workspace."""

from __future__ import annotations

import base64
from typing import Any

import httpx
import pytest

from bot.mock_slack import MockWorkspace

SCRIPT = b"<script>fetch('/_control/reset', {method: 'POST', body: '{}'})</script>"


def upload(slack: MockWorkspace, name: str) -> dict[str, Any]:
    content = base64.b64encode(SCRIPT).decode()
    file: dict[str, Any] = slack.client.act("upload", name=name, content=content, channel="general")["file"]
    return file


@pytest.mark.parametrize(
    "name", ["page.html", "picture.svg", "page.xhtml", "notes.txt", "picture.png", "a\r\nb: c.html"]
)
def test_a_stored_script_is_an_attachment_in_a_sandbox(slack: MockWorkspace, name: str) -> None:
    file = upload(slack, name)
    user = {"authorization": f"Bearer {slack.user_token}"}
    bot = {"authorization": f"Bearer {slack.bot_token}"}
    public = httpx.post(f"{slack.api_url}files.sharedPublicURL", headers=user, data={"file": file["id"]}).json()
    assert public["ok"]
    answers = [
        httpx.get(file["url_private"], headers=bot),
        httpx.get(file["url_private_download"], headers=bot),
        httpx.get(file["permalink_public"]),
        httpx.get(file["permalink"], follow_redirects=True),
        httpx.get(f"{slack.url}/_control/file/{file['id']}"),
    ]
    for answer in answers:
        assert answer.content == SCRIPT
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "b" not in answer.headers


def test_tokens_and_secrets_are_drawn_anew_at_each_start(slack: MockWorkspace) -> None:
    with MockWorkspace() as other:
        for name in ("bot_token", "app_token", "user_token", "signing_secret"):
            assert getattr(other, name) != getattr(slack, name)
        stale = httpx.post(f"{other.api_url}auth.test", headers={"authorization": f"Bearer {slack.bot_token}"})
        assert stale.json()["error"] == "invalid_auth"


def test_what_an_app_finds_in_its_environment_turns_no_oauth_on(slack: MockWorkspace) -> None:
    """Bolt for Python takes SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for the wish to be installed by OAuth."""
    found = httpx.get(f"{slack.url}/_control/environment").json()
    assert {name for name in found if name.startswith("SLACK_")} == {
        "SLACK_API_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_USER_TOKEN"
    }  # fmt: skip
    assert set(httpx.get(f"{slack.url}/_control/oauth").json()) == {"client_id", "client_secret"}
