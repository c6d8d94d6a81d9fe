"""The control API over HTTP, and the Python client of it."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.mock_slack import MockWorkspace
from bot.mock_slack.basics.errors import ControlError
from bot.mock_slack.control.api import WISHES


def test_acting_as_somebody_else(slack: MockWorkspace) -> None:
    ben = slack.client.as_user("ben")
    ts = ben.say("hello from ben", "#general")
    users = {user["id"]: user["name"] for user in slack.client.state()["users"]}
    [message] = slack.client.messages("general")
    assert users[message["user"]] == "ben"
    with pytest.raises(ControlError, match="their own"):
        slack.client.act("edit-message", channel="general", ts=ts, text="not mine")
    ben.act("edit-message", channel="general", ts=ts, text="mine & <b>")
    assert slack.client.messages("general")[0]["text"] == "mine &amp; &lt;b&gt;"
    ben.act("delete-message", channel="general", ts=ts)
    assert slack.client.messages("general") == []


def test_channels_by_name_and_people_by_at(slack: MockWorkspace) -> None:
    slack.client.say("to the app", "@mock-app")
    slack.client.say("to ben", "@ben")
    assert [one["text"] for one in slack.client.as_user("ben").messages("@ada")] == ["to ben"]
    with pytest.raises(ControlError, match="no channel"):
        slack.client.say("x", "nowhere")
    with pytest.raises(ControlError, match="no user"):
        slack.client.as_user("zoe").say("x")


def test_threads(slack: MockWorkspace) -> None:
    parent = slack.client.say("parent")
    reply = slack.client.say("reply", thread_ts=parent)
    slack.client.say("for all", thread_ts=parent, broadcast=True)
    assert [one["text"] for one in slack.client.messages("general")] == ["parent", "for all"]
    assert [one["text"] for one in slack.client.messages("general", parent)] == ["parent", "reply", "for all"]
    with pytest.raises(ControlError, match="thread_not_found"):
        slack.client.say("x", thread_ts="1.000001")
    with pytest.raises(ControlError, match="no such thread"):
        slack.client.messages("general", "1.000001")
    assert reply > parent


def test_unread_marks(slack: MockWorkspace) -> None:
    slack.client.as_user("ben").say("one")
    slack.client.as_user("ben").say("two")
    state = slack.client.state()
    ada = state["users"][0]["id"]

    def unread() -> int:
        return next(c for c in slack.client.state()["channels"] if c["name"] == "general")["unread"][ada]  # type: ignore[no-any-return]

    assert unread() == 2
    slack.client.act("read", channel="general")
    assert unread() == 0


def test_making_inviting_leaving_and_newcomers(slack: MockWorkspace) -> None:
    made = slack.client.act("create-channel", name="New Room", private=True)["channel"]
    assert (made["name"], made["kind"]) == ("new-room", "group")
    members = slack.client.act("invite", channel="new-room", member="mock-app")["channel"]["members"]
    assert len(members) == 2
    assert len(slack.client.act("leave", channel="new-room", member="mock-app")["channel"]["members"]) == 1
    zoe = slack.client.act("add-user", name="zoe", real_name="Zoe Q")["user"]
    assert zoe["id"] in next(c for c in slack.client.state()["channels"] if c["name"] == "general")["members"]
    for again in (("create-channel", {"name": "new room"}), ("add-user", {"name": "zoe"})):
        with pytest.raises(ControlError, match="already"):
            slack.client.act(again[0], **again[1])


def test_another_apps_bot_writes_and_the_apps_own_does_not(slack: MockWorkspace) -> None:
    bot = slack.client.act("add-user", name="herald", real_name="The Herald", bot=True)["user"]
    herald = slack.client.as_user("herald")
    with pytest.raises(ControlError, match="not_in_channel"):
        herald.say("not yet")
    slack.client.act("invite", channel="general", member="herald")
    herald.say("news for @mock-app")
    herald.act("message", channel="general", text="by another name", username="Town Crier")
    plain, named = slack.client.messages("general")[-2:]
    assert (plain["user"], plain["bot_id"], plain.get("subtype")) == (bot["id"], bot["profile"]["bot_id"], None)
    assert (plain["bot_profile"]["name"], "client_msg_id" in plain) == ("The Herald", False)
    assert (named["subtype"], named["username"], named["bot_id"]) == ("bot_message", "Town Crier", plain["bot_id"])
    headers = {"authorization": f"Bearer {slack.bot_token}"}
    told = httpx.get(f"{slack.api_url}bots.info", params={"bot": plain["bot_id"]}, headers=headers).json()
    assert told["bot"]["name"] == "The Herald"
    with pytest.raises(ControlError, match="own bot"):
        slack.client.as_user("mock-app").say("as the app")


def test_a_file_from_a_person(slack: MockWorkspace) -> None:
    content = base64.b64encode(b"hello").decode()
    answer = slack.client.act("upload", channel="general", name="a.txt", content=content, text="look")
    [message] = slack.client.messages("general")
    assert message["files"][0]["name"] == "a.txt"
    address = answer["file"]["url_private"]
    headers = {"authorization": f"Bearer {slack.bot_token}"}
    assert httpx.get(address, headers=headers).content == b"hello"
    assert httpx.get(address).status_code == 302
    assert httpx.get(f"{slack.url}/_control/file/{answer['file']['id']}").content == b"hello"
    with pytest.raises(ControlError, match="base64"):
        slack.client.act("upload", channel="general", name="a.txt", content="%%%")


def test_reactions_and_reset(slack: MockWorkspace) -> None:
    ts = slack.client.say("x")
    slack.client.react("general", ts, ":wave:")
    assert slack.client.messages("general")[0]["reactions"][0]["name"] == "wave"
    slack.client.react("general", ts, "wave", remove=True)
    with pytest.raises(ControlError, match="no_reaction"):
        slack.client.react("general", ts, "wave", remove=True)
    general = slack.client.state()["channels"][0]["id"]
    slack.client.reset()
    assert slack.client.messages("general") == []
    assert slack.client.state()["channels"][0]["id"] == general
    assert slack.client.say("y") > ts


def test_pins_profiles_emoji_and_functions(slack: MockWorkspace) -> None:
    people = slack.client
    ts = people.say("x")
    assert people.pin("general", ts)["message"]["pinned_info"]["pinned_by"] == people.state()["users"][0]["id"]
    assert next(c for c in people.state()["channels"] if c["name"] == "general")["pins"] == [ts]
    people.pin("general", ts, remove=True)
    with pytest.raises(ControlError, match="no_pin"):
        people.pin("general", ts, remove=True)
    people.act("profile", set={"status_text": "Reading"})
    assert people.state()["users"][0]["profile"]["status_text"] == "Reading"
    with pytest.raises(ControlError, match="texts"):
        people.act("profile", set={"status_text": 5})
    people.act("emoji", name=":party:", url="https://example.com/party.png")
    people.act("emoji", name="fete", alias_for="party")
    assert people.state()["emoji"]["fete"] == "alias:party"
    people.act("emoji", name="party", remove=True)
    assert people.state()["emoji"] == {}
    execution = people.run_function("a_function", question="?")
    [known] = people.state()["executions"]
    assert (known["id"], known["status"], known["inputs"]) == (execution, "running", {"question": "?"})
    with pytest.raises(ControlError, match="no function"):
        people.run_function("nothing")


def test_an_app_is_taken_out_of_the_workspace(slack: MockWorkspace) -> None:
    slack.client.act("uninstall")
    answer = httpx.post(f"{slack.api_url}auth.test", headers={"authorization": f"Bearer {slack.bot_token}"}).json()
    assert answer["error"] == "token_revoked"


def test_the_clients_own_words_for_it(slack: MockWorkspace, tmp_path: Path) -> None:
    people = slack.client
    ts = people.say("one")
    people.edit("general", ts, "two")
    assert people.messages("general")[0]["text"] == "two"
    people.delete("general", ts)
    assert people.messages("general") == []
    assert people.upload("a.txt", b"hello", "general", text="look")["size"] == 5
    assert len(people.invite("mock-app", "random")["members"]) == 4
    people.fault("latency", seconds=0.1)
    people.clear_faults(seed=3)
    assert people.state()["faults"] == []
    with pytest.raises(ControlError):
        people.stop_stream("general", ts)
    with pytest.raises(ControlError):
        people.options("general", ts, "select", "ty")
    with pytest.raises(ControlError):
        people.options_in_view("V0NONE", "select")
    kept = tmp_path / "workspace.json"
    assert people.save(kept)["version"] == 1
    with MockWorkspace(save=kept) as again:
        assert again.client.messages("general")[0]["files"][0]["name"] == "a.txt"
    journal = tmp_path / "journal.jsonl"
    ask = httpx.post(f"{slack.api_url}api.test")
    assert ask.is_success
    assert people.save_journal(journal) == len(journal.read_text().splitlines()) > 0


def test_what_an_app_needs_is_told(slack: MockWorkspace) -> None:
    told = httpx.get(f"{slack.url}/_control/environment").json()
    assert told["SLACK_API_URL"] == slack.api_url
    assert told["SLACK_BOT_TOKEN"] == slack.bot_token
    assert httpx.get(f"{slack.url}/_control/save").json()["version"] == 1


NONSENSE = (b"{", b"[]", b'"x"', b"{}", b'{"channel": 5}', b'{"user": []}', b"\xff", b"[" * 9999)


def test_every_call_answers_nonsense_with_a_sentence(slack: MockWorkspace) -> None:
    with httpx.Client(base_url=f"{slack.url}/_control/") as client:
        for name in WISHES:
            for body in NONSENSE:
                response = client.post(name, content=body)
                answer = response.json()
                assert response.status_code < 500, (name, body)
                assert answer["ok"] or answer["error"], (name, body)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nothing", 404),
        ("messages/", 404),
        ("messages/nowhere", 404),
        ("messages/general?user=zoe", 404),
        ("log?since=x", 400),
        ("file/F0NONE", 404),
    ],
)
def test_looking_at_what_is_not_there(slack: MockWorkspace, path: str, status: int) -> None:
    response = httpx.get(f"{slack.url}/_control/{path}")
    assert response.status_code == status
    assert response.json()["error"]


def test_an_unknown_call(slack: MockWorkspace) -> None:
    response = httpx.post(f"{slack.url}/_control/explode", json={})
    assert (response.status_code, response.json()["ok"]) == (404, False)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1"])
def test_pages_of_other_sites_are_kept_out(slack: MockWorkspace, origin: str) -> None:
    headers: dict[str, Any] = {"origin": origin}
    assert httpx.post(f"{slack.url}/_control/reset", json={}, headers=headers).status_code == 403
    assert httpx.get(f"{slack.url}/_control/environment", headers=headers).status_code == 403
    form = {"token": slack.bot_token, "channel": "general", "text": "from another site"}
    assert httpx.post(f"{slack.api_url}chat.postMessage", data=form, headers=headers).status_code == 403
    assert httpx.post(f"{slack.api_url}chat.postMessage", data=form, headers={"origin": slack.url}).json()["ok"]
    assert [one["text"] for one in slack.client.messages("general")] == ["from another site"]
    assert httpx.post(
        f"{slack.url}/_control/read", json={"channel": "general"}, headers={"origin": slack.url}
    ).is_success
    assert httpx.get(f"{slack.url}/_control/state", headers={"host": "evil.example"}).status_code == 400
