"""How the app reaches Slack, and is reached by it over Socket Mode; `signed_http` is the other way."""

from __future__ import annotations

import re
from collections.abc import Callable
from ssl import create_default_context
from typing import Any
from urllib.parse import urlsplit

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.client import BaseSocketModeClient

from bot.errors import SettingsError
from bot.slack.wire.retries import BROKEN, retry_handlers

SLACK = "https://slack.com/api/"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_CODE = re.compile(r"[a-z_]+")
_UNREACHABLE = (*BROKEN, SlackClientError)
_BAD_TOKEN = ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired")


def web_client(bot_token: str, api_url: str = SLACK) -> WebClient:
    """A client that repeats what is safe to repeat; on a loopback address it uses no proxy.

    The authorities are read once: reading them for every call, as slack_sdk does by itself, takes 20 ms of a core.
    """
    client = WebClient(token=bot_token, base_url=api_url, retry_handlers=retry_handlers(), ssl=create_default_context())
    if urlsplit(client.base_url).hostname in _LOOPBACK:
        client.proxy = None
    return client


def check(client: WebClient) -> str:
    """The bot's user id; raises `SettingsError` where Slack cannot be reached or does not take the token."""
    try:
        return str(client.auth_test()["user_id"])
    except SlackApiError as error:
        raise refused(error, "SLACK_BOT_TOKEN", "xoxb-") from error
    except _UNREACHABLE as error:
        raise unreachable(client, error) from error


def check_app_token(client: WebClient, app_token: str) -> None:
    """Raises `SettingsError` where Slack does not take the token that Socket Mode is opened with."""
    try:
        client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        raise refused(error, "SLACK_APP_TOKEN", "xapp-") from error
    except _UNREACHABLE as error:
        raise unreachable(client, error) from error


def socket_mode(app: App, app_token: str, connected: Callable[[], object] = lambda: None) -> SocketModeHandler:
    """Connects over Socket Mode and returns; events arrive on other threads until `hang_up`.

    `connected` is called with every connection, the later ones too. Raises `SettingsError` where none can be opened.
    """
    handler = SocketModeHandler(app, app_token, proxy=app.client.proxy)

    def hello(_: BaseSocketModeClient, message: dict[str, Any], __: str | None) -> None:
        if message.get("type") == "hello":
            connected()

    handler.client.message_listeners.append(hello)
    try:
        handler.client.connect()
    except SlackApiError as error:
        handler.client.close()
        raise refused(error, "SLACK_APP_TOKEN", "xapp-") from error
    except _UNREACHABLE as error:
        handler.client.close()
        raise unreachable(app.client, error) from error
    return handler


def hang_up(handler: SocketModeHandler) -> None:
    """Sends the acknowledgements of what was taken, and closes the connection."""
    client = handler.client
    client.auto_reconnect_enabled = False
    client.closed = True  # its processor waits for this, and takes no more out of the socket
    client.message_processor.shutdown()  # type: ignore[no-untyped-call]
    client.message_workers.shutdown(wait=True)
    client.close()


def refused(error: SlackApiError, variable: str, prefix: str) -> SettingsError:
    """What Slack's refusal of a token means, and which variable to look at."""
    code = str(error.response.get("error") or "")
    if not _CODE.fullmatch(code):
        return SettingsError(f"What answers at {error.response.api_url} is not Slack.", "Check SLACK_API_URL.")
    if code in _BAD_TOKEN:
        return SettingsError(
            f"Slack did not accept the token in {variable} ({code}).",
            f"Copy the token that starts with {prefix} from the app's settings at api.slack.com/apps into {variable}.",
        )
    if code == "not_allowed_token_type":
        return SettingsError(
            f"{variable} holds a token of another kind ({code}).", f"Put the one that starts with {prefix} there."
        )
    if code == "missing_scope":
        needed = error.response.get("needed") or "a scope"
        return SettingsError(
            f"The token in {variable} lacks {needed} ({code}).",
            "Add it in the app's settings (manifest.json lists all), install the app again and copy the new token.",
        )
    return SettingsError(f"Slack refused the token in {variable} ({code}).", "Try again, and check the app's settings.")


def unreachable(client: WebClient, error: Exception) -> SettingsError:
    why = getattr(error, "reason", None) or type(error).__name__
    return SettingsError(
        f"Slack cannot be reached at {client.base_url} ({why}).",
        "Check the network, the proxy, and SLACK_API_URL if it is set.",
    )
