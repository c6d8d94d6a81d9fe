"""What a run prints and stores: no token, no text of anybody in its log, and questions in private files only."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.mock_slack import MockWorkspace
from tests.bot.cli.doing.test_serving import ARTICLE
from tests.bot.slack.running import MANIFEST

QUESTION = "What does Arvia demand of the harbour?"
KEY = "sk-no-real-key-0123456789"


@pytest.mark.parametrize("over_http", [False, True])
def test_no_token_is_printed_or_stored_and_no_question_logged(over_http: bool, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(ARTICLE)
    data, log = tmp_path / "data", tmp_path / "log"
    with MockWorkspace(MANIFEST) as slack:
        secrets = [slack.bot_token, slack.app_token, slack.signing_secret, KEY]
        settings = {
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_SIGNING_SECRET" if over_http else "SLACK_APP_TOKEN": secrets[2 if over_http else 1],
            "MODEL": "openai:absent",  # a chat model that nobody serves
            "MODEL_BASE_URL": "http://127.0.0.1:1/v1",
            "OPENAI_API_KEY": KEY,
            "PORT": "0",
            "HEALTH_PORT": "0",
        }
        call = ["--articles", str(tmp_path / "articles"), "--data", str(data), "serve"]
        with log.open("w") as lines:
            running = subprocess.Popen(
                [sys.executable, "-m", "bot", *call], stdout=lines, stderr=lines, env={**os.environ, **settings}
            )
        try:
            people = slack.client
            while "Stop with Ctrl+C" not in log.read_text():
                assert running.poll() is None, log.read_text()
                time.sleep(0.1)
            state = re.search(r"state is at (http://\S+)/healthz", log.read_text())
            assert state
            with urlopen(f"{state.group(1)}/readyz", timeout=60) as answer:
                assert json.load(answer) == {"ok": True, "missing": {}}
            if over_http:
                found = re.search(r"at (http://\S+/slack/events)", log.read_text())
                assert found, log.read_text()
                people.act("delivery", url=found.group(1), verify=True)
            bot = people.state()["app"]["bot_user"]
            ts = people.say(f"<@{bot}> {QUESTION}")
            reply = people.wait_for_message("general", lambda one: one.get("user") == bot, thread_ts=ts, timeout=240)
            people.fault("api_error", method="chat.postMessage", error="internal_error", count=1)
            people.click("general", reply["ts"], "feedback", "negative")
            people.wait_for(lambda client: client.ephemerals("general"), 60)
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(60)
    printed = log.read_text()
    stored = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    for secret in secrets:
        assert secret not in printed
        assert not [path for path, content in stored.items() if secret.encode() in content]
    assert not re.search(r"ticket=[0-9a-f]", printed)
    assert QUESTION not in printed
    assert "harbour" not in printed
    assert re.search(r"WARNING bot\.\S+: openai:absent failed: \w+", printed), printed  # a failing model leaves a line
    assert re.search(r"INFO bot\.slack\.reception: (answered|abstained)", printed), printed
    asked = [path for path, content in stored.items() if QUESTION.encode() in content]
    assert "feedback.jsonl" in {path.name for path in asked}
    assert all(path.name.startswith(("feedback.jsonl", "inbox.sqlite")) for path in asked)
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in asked)


def test_files_of_an_earlier_version_become_private(tmp_path: Path) -> None:
    from bot.running.private_files import private

    path = tmp_path / "feedback.jsonl"
    path.write_text("{}\n")
    path.chmod(0o644)
    open(path, "a", opener=private).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text() == "{}\n"
