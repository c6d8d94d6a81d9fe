"""The page's files and its stream of changes."""

from __future__ import annotations

import threading

import httpx
import pytest

from bot.mock_slack import MockWorkspace


def test_nothing_outside_its_folder_is_served(slack: MockWorkspace) -> None:
    for path in ("../page.py", "..%2fpage.py", "%2e%2e/page.py", "/etc/passwd", "none.js"):
        assert httpx.get(f"{slack.url}/page/{path}").status_code == 404, path


def test_the_front_door_answers(slack: MockWorkspace) -> None:
    assert httpx.get(slack.url).status_code == 200


def test_avatars_are_pictures(slack: MockWorkspace) -> None:
    user = slack.client.state()["users"][0]
    response = httpx.get(user["profile"]["image_72"])
    assert response.headers["content-type"].startswith("image/svg+xml")
    assert "AM" in response.text
    assert "&lt;" not in httpx.get(f"{slack.url}/avatars/<script>.svg").text


def test_changes_come_as_they_happen(slack: MockWorkspace) -> None:
    changes = slack.client.changes()
    assert next(changes)[0] == "hello"
    threading.Timer(0.05, slack.client.say, ("hello",)).start()
    kinds = []
    for kind, body in changes:
        kinds.append(kind)
        if kind == "message":
            assert body["message"]["text"] == "hello"
            assert body["new"]
            break
    changes.close()


def test_a_reader_who_was_away_catches_up(slack: MockWorkspace) -> None:
    number = slack.client.state()["number"]
    slack.client.say("missed")
    changes = slack.client.changes(since=number)
    assert next(changes)[0] == "hello"
    assert next(changes)[1]["message"]["text"] == "missed"
    changes.close()


@pytest.mark.parametrize("last", ["other-1", "999999999", "nonsense"])
def test_a_reader_who_cannot_catch_up_is_told_to_begin_anew(slack: MockWorkspace, last: str) -> None:
    with httpx.stream("GET", f"{slack.url}/_control/stream", headers={"last-event-id": last}) as response:
        lines = []
        for line in response.iter_lines():
            lines.append(line)
            if line.startswith("event: refetch"):
                break
    assert "event: hello" in lines


def test_waiting_ends(slack: MockWorkspace) -> None:
    with pytest.raises(TimeoutError):
        slack.client.wait_for(lambda client: False, timeout=0.2)
