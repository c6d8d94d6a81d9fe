import io
import logging
import re
from pathlib import Path

import pytest

from bot.inbox.inbox import Inbox
from bot.mock_slack import MockWorkspace
from bot.slack.app import build_app
from bot.slack.wire.connection import check, socket_mode, web_client
from bot.slack.wire.redaction import Redaction, guard_logs
from tests.bot.slack.fake_desk import FakeDesk
from tests.bot.slack.running import MANIFEST

BOT = "xoxb-1234567890-abcDEF_ghi"


def logged(message: str, *args: object, secrets: tuple[str, ...] = (), exc: Exception | None = None) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Redaction(*secrets))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    logger.error(message, *args, exc_info=exc)
    return stream.getvalue()


@pytest.mark.parametrize(
    "secret",
    [BOT, "xapp-1-A012-345-abcdef", "xoxe.xoxp-1-Mi0y", "xoxp-1-2-3", "xoxe-1-abc"],
)
def test_tokens_are_hidden_wherever_they_stand(secret: str) -> None:
    for text in (
        logged(f"Authorization: Bearer {secret}"),
        logged("sending %s", {"token": secret}),
        logged("failed", exc=ValueError(f"bad {secret}!")),
    ):
        assert secret not in text
        assert "[redacted]" in text


def test_a_signing_secret_and_the_ticket_of_a_socket_are_hidden() -> None:
    assert "8f742231" not in logged("secret %s", "8f742231b10e", secrets=("8f742231b10e",))
    assert "abc123" not in logged("wss://wss.slack.com/link/?ticket=abc123&app_id=A1")


def test_all_else_is_logged_as_it_is() -> None:
    assert logged("%d of %s", 3, "five") == "3 of five\n"
    assert "ValueError: plain" in logged("failed", exc=ValueError("plain"))


def test_a_whole_conversation_logged_in_full_holds_no_token(tmp_path: Path) -> None:
    """slack_sdk and Bolt log every request at debug level, and the socket's address with its ticket."""
    stream, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(stream), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    theirs = {name: logging.getLogger(name).level for name in ("bot", "slack_bolt", "slack_sdk")}
    for name in theirs:  # `serve`, run in this process before, sets levels of its own
        logging.getLogger(name).setLevel(logging.NOTSET)
    try:
        with MockWorkspace(MANIFEST) as slack:
            client = web_client(slack.bot_token, slack.api_url)
            inbox = Inbox(tmp_path / "inbox.sqlite")
            app, _ = build_app(FakeDesk(), client, tmp_path / "feedback.jsonl", inbox, slack.signing_secret)
            inbox.start()
            check(client)
            socket = socket_mode(app, slack.app_token).client
            slack.client.command("/ask What now?")
            slack.client.wait_for(lambda people: people.ephemerals("general"))
            socket.close()
            inbox.stop()
            secrets = (slack.bot_token, slack.app_token, slack.signing_secret)
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
        for name, was in theirs.items():
            logging.getLogger(name).setLevel(was)
    assert "apps.connections.open" in stream.getvalue()
    assert not [secret for secret in secrets if secret in stream.getvalue()]
    assert not re.search(r"ticket=[0-9a-f]", stream.getvalue())


def test_guarding_twice_hides_both_once() -> None:
    handler = logging.StreamHandler()
    logging.getLogger().addHandler(handler)
    try:
        guard_logs("first secret")
        guard_logs("second secret")
        (redaction,) = handler.filters
    finally:
        logging.getLogger().removeHandler(handler)
    assert isinstance(redaction, Redaction)
    assert redaction.hide("first secret, second secret") == "[redacted], [redacted]"
