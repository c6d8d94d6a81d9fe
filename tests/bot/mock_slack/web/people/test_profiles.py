from __future__ import annotations

import base64
import json
from urllib.parse import parse_qs, urlsplit

import httpx

from bot.mock_slack import MockWorkspace
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, error, events, failure, person


def test_a_status_is_set_seen_and_ends(hub: Hub) -> None:
    seen = events(hub)
    until = int(hub.workspace.clock.now()) + 600
    status = {"status_text": "Reading", "status_expiration": until}
    answer = call(hub, "users.profile.set", kind="user", profile=json.dumps(status))
    assert answer["username"] == "ada"
    assert answer["profile"]["status_emoji"] == ":speech_balloon:"
    ada = person(hub, "ada")
    assert call(hub, "users.info", user=ada)["user"]["profile"]["status_text"] == "Reading"
    assert call(hub, "users.profile.get", user=ada)["profile"]["status_expiration"] == until
    assert [kind for kind, _ in seen] == ["user_change", "user_profile_changed", "user_status_changed"]
    assert seen[0][1]["user"]["profile"]["status_text"] == "Reading"
    hub.workspace.clock.advance(601)
    assert call(hub, "users.info", user=ada)["user"]["profile"]["status_text"] == ""
    assert [kind for kind, _ in seen[3:]] == ["user_change", "user_profile_changed", "user_status_changed"]


def test_names_and_fields(hub: Hub) -> None:
    call(hub, "users.profile.set", kind="user", name="last_name", value="Okoro")
    user = call(hub, "users.info", user=person(hub, "Ada Okoro"))["user"]
    assert (user["real_name"], user["profile"]["last_name"]) == ("Ada Okoro", "Okoro")
    given = {"display_name": "adao", "fields": {"Xf1": {"value": "Barista"}}, "unheard_of": "x"}
    profile = call(hub, "users.profile.set", kind="user", profile=given)["profile"]
    assert (profile["display_name"], profile["fields"]) == ("adao", {"Xf1": {"value": "Barista", "alt": ""}})
    assert "unheard_of" not in profile


def test_refusals(hub: Hub) -> None:
    assert error(hub, "users.profile.set", kind="user", profile="{") == "invalid_profile"
    assert error(hub, "users.profile.set", kind="user", profile={"status_text": "x" * 101}) == "too_long"
    assert error(hub, "users.profile.set", kind="user", profile={"title": 5}) == "invalid_profile"
    call(hub, "users.profile.set", kind="user", profile={"status_text": "x", "status_emoji": ":eyes:"})
    wrong = error(hub, "users.profile.set", kind="user", profile={"status_text": ""})
    assert wrong == "must_clear_both_status_text_and_status_emoji"
    ben = person(hub, "ben")
    call(hub, "users.profile.set", kind="user", user=ben, profile={"title": "x"})  # ada is an admin
    hub.workspace.users[person(hub, "ada")].is_admin = False
    assert error(hub, "users.profile.set", kind="user", user=ben, profile={"title": "x"}) == "not_admin"


def test_presence(hub: Hub) -> None:
    assert call(hub, "users.setPresence", kind="user", presence="away") == {}
    assert call(hub, "users.getPresence", user=person(hub, "ada")) == {"presence": "away"}
    own = call(hub, "users.getPresence", kind="user")
    assert (own["presence"], own["manual_away"]) == ("away", True)
    assert error(hub, "users.setPresence", presence="here") == "invalid_presence"


def test_do_not_disturb(hub: Hub) -> None:
    seen = events(hub)
    assert call(hub, "dnd.setSnooze", kind="user", num_minutes="5")["snooze_remaining"] == 300
    ada = person(hub, "ada")
    assert call(hub, "dnd.info", kind="user")["snooze_enabled"]
    assert "snooze_enabled" not in call(hub, "dnd.info", user=ada)  # others learn less
    assert call(hub, "dnd.teamInfo", users=ada)["users"][ada]["dnd_enabled"]
    assert [kind for kind, _ in seen] == ["dnd_updated", "dnd_updated_user"]
    hub.workspace.clock.advance(301)
    assert not call(hub, "dnd.info", kind="user")["snooze_enabled"]
    assert call(hub, "dnd.endSnooze", kind="user")["snooze_enabled"] is False
    assert error(hub, "dnd.setSnooze", kind="user") == "missing_duration"
    assert error(hub, "dnd.teamInfo") == "no_users_provided"


def test_identity_shows_what_its_scopes_allow(hub: Hub) -> None:
    told = call(hub, "users.identity", kind="user", scopes=("identity.basic",))
    ada = person(hub, "ada")
    assert told == {"user": {"name": "Ada Moreno", "id": ada}, "team": {"id": hub.workspace.team.id}}
    told = call(hub, "users.identity", kind="user", scopes=("identity.basic", "identity.email", "identity.team"))
    assert (told["user"]["email"], told["team"]["name"]) == ("ada@mock.example", "Mock Workspace")
    claims = call(hub, "openid.connect.userInfo", kind="user", scopes=("openid", "email"))
    assert (claims["sub"], claims["email"]) == (ada, "ada@mock.example")
    assert "given_name" not in claims
    assert failure(hub, "openid.connect.token", client_id="x")["error"] == "invalid_client_id"


def test_sign_in_with_slack(slack: MockWorkspace) -> None:
    own = slack.hub.workspace
    asked = {"client_id": own.client_id, "redirect_uri": "http://127.0.0.1:3000/x", "nonce": "once – ünly"}
    back = httpx.get(f"{slack.url}/openid/connect/authorize", params=asked).headers["location"]
    code = parse_qs(urlsplit(back).query)["code"][0]
    given = {"client_id": own.client_id, "client_secret": own.client_secret, "code": code}
    answer = httpx.post(f"{slack.api_url}openid.connect.token", data=given).json()
    assert (answer["token_type"], answer["access_token"]) == ("Bearer", slack.user_token)
    body = answer["id_token"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    assert (claims["nonce"], claims["aud"], claims["given_name"]) == ("once – ünly", own.client_id, "Ada")
    again = httpx.post(f"{slack.api_url}openid.connect.token", data=given).json()
    assert again["error"] == "invalid_code"
    assert slack.user_token not in json.dumps(slack.client.journal())


def test_a_bot_has_no_profile_to_set(slack: MockWorkspace) -> None:
    headers = {"authorization": f"Bearer {slack.bot_token}"}
    for method in ("users.profile.set", "search.messages", "reminders.add", "stars.add", "users.identity"):
        assert httpx.post(f"{slack.api_url}{method}", headers=headers).json()["error"] == "not_allowed_token_type"
