import io
import logging

import pytest

from bot.slack.redaction import Redaction

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
