"""Running the bot until it is stopped: against Slack when there are tokens, else against its own mock workspace."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from pydantic import SecretStr
from starlette.applications import Starlette

from bot import wiring
from bot.cli.doing.reading import fresh_desk, say
from bot.desk import Desk
from bot.desks.remote_desk import RemoteDesk
from bot.errors import SettingsError
from bot.inbox.inbox import Inbox
from bot.mock_slack import MockWorkspace
from bot.mock_slack import run as run_workspace
from bot.mock_slack.basics.errors import WorkspaceError
from bot.running import tracing
from bot.running.health import Health
from bot.running.listening import listening
from bot.settings import HOME, Settings
from bot.slack.app import build_app
from bot.slack.handling.articles import Adding
from bot.slack.handling.catching_up import CatchingUp
from bot.slack.wire.connection import SLACK, check, hang_up, socket_mode, web_client
from bot.slack.wire.signed_http import EVENTS_PATH, Endpoint

MANIFEST = HOME / "manifest.json"
FEEDBACK = "feedback.jsonl"
INBOX = "inbox.sqlite"
_MOMENT = 0.5  # seconds


OpenDesk = Callable[[Settings], AbstractContextManager[Desk]]


def serve_bot(settings: Settings, open_desk: OpenDesk | None = None) -> int:
    """Serve until interrupted. Raises `SettingsError` where the tokens cannot be used."""
    open_desk = open_desk or _desk
    if settings.slack_bot_token is None:
        if settings.slack_app_token or settings.slack_signing_secret:
            raise SettingsError(
                "SLACK_BOT_TOKEN is missing.", "Set it in .env, or leave the other Slack settings empty for the mock."
            )
        return _serve_mock_and_bot(settings, open_desk)
    if settings.slack_app_token is None and settings.slack_signing_secret is None:
        raise SettingsError(
            "There is no way for Slack's events to arrive.",
            "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP, in .env.",
        )
    with _politely_stopped():
        if settings.slack_app_token is not None:
            with _connected(settings, open_desk) as user:
                _wait(f"Connected to Slack as {user} over Socket Mode. Stop with Ctrl+C.")
        else:
            _serve_http(settings, open_desk)
    return 0


def serve_mock(manifest: Path | None, save: Path | None, settings: Settings) -> int:
    """Serve only the workspace, for any app, until interrupted."""
    with _one_sentence():
        run_workspace(manifest or MANIFEST, settings.port, host=settings.host, save=save)
    return 0


def _serve_mock_and_bot(settings: Settings, open_desk: OpenDesk) -> int:
    with _one_sentence():
        workspace = MockWorkspace(MANIFEST, settings.port, host=settings.host)
    with _politely_stopped(), workspace, TemporaryDirectory(prefix="positions-") as folder:
        # The bot reaches the workspace over the wire only, as it would reach Slack.
        to_mock = settings.model_copy(
            update={
                "slack_bot_token": SecretStr(workspace.bot_token),
                "slack_app_token": SecretStr(workspace.app_token),
                "slack_api_url": workspace.api_url,
                # The workspace ends with the bot, and so does all that is asked in it.
                "inbox_url": f"sqlite:///{folder}/{INBOX}",
                "may_add": settings.may_add or "everybody",
            }
        )
        with _connected(to_mock, open_desk):
            _wait(
                f"\nA mock Slack workspace is open at  {workspace.url}\n"
                "Open it in a browser and ask in #general: @positions and your question. Stop with Ctrl+C."
            )
    return 0


@contextmanager
def _connected(settings: Settings, open_desk: OpenDesk) -> Iterator[str]:
    """The bot connected over Socket Mode; the bot's user id.

    In the end it takes nothing more, acknowledges what it has taken, finishes what is under way and leaves the rest.
    """
    assert settings.slack_bot_token
    assert settings.slack_app_token
    client = web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url or SLACK)
    user = check(client)  # before the articles are read: a wrong token should not cost a minute
    health = Health("articles", "inbox", "slack")
    with _observed(health, settings), open_desk(settings) as desk, _inbox(settings) as inbox:
        health.expect("articles", lambda: "")
        app, reception = build_app(
            desk, client, settings.data / FEEDBACK, inbox, adding=_adding(settings), folders=settings.folders
        )
        missed = CatchingUp(reception, user)
        inbox.start()
        health.expect("inbox", inbox.missing)
        handler = socket_mode(app, settings.slack_app_token.get_secret_value(), missed.look)
        health.expect("slack", lambda: "" if handler.client.is_connected() else "not connected")
        try:
            yield user
        finally:
            inbox.close()
            missed.stop()
            hang_up(handler)


@contextmanager
def _observed(health: Health, settings: Settings) -> Iterator[None]:
    """Answers what the bot's state is, where a port is set for that."""
    if settings.health_port is None:
        yield
        return
    with listening(Starlette(routes=health.routes()), settings.host, settings.health_port) as address:
        say(f"Its state is at {address}/healthz and {address}/readyz.")
        yield


def _serve_http(settings: Settings, open_desk: OpenDesk) -> None:
    assert settings.slack_bot_token
    assert settings.slack_signing_secret
    client = web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url or SLACK)
    user = check(client)
    secret = settings.slack_signing_secret.get_secret_value()
    health, endpoint = Health("articles", "inbox"), Endpoint(secret)
    served = Starlette(routes=[*health.routes(), endpoint.route()])
    at_port = listening(served, settings.host, settings.port)
    with _observed(health, settings), at_port as address, open_desk(settings) as desk, _inbox(settings) as inbox:
        health.expect("articles", lambda: "")
        feedback, adding = settings.data / FEEDBACK, _adding(settings)
        app, reception = build_app(
            desk, client, feedback, inbox, signing_secret=secret, adding=adding, folders=settings.folders
        )
        missed = CatchingUp(reception, user)
        inbox.start()
        health.expect("inbox", inbox.missing)
        endpoint.open(app)
        missed.look()
        try:
            _wait(f"Answering as {user} at {address}{EVENTS_PATH}. Stop with Ctrl+C.")
        finally:
            endpoint.close()
            missed.stop()


@contextmanager
def _inbox(settings: Settings) -> Iterator[Inbox]:
    """The inbox, not started yet; a chat model is waited for by more hands than there are cores."""
    place = settings.inbox_url or settings.data / INBOX
    inbox = Inbox(place, {"asking": 8} if settings.model else None)
    try:
        yield inbox
    finally:
        inbox.stop()


def _adding(settings: Settings) -> Adding:
    return Adding(wiring.open_adder(settings), settings.may_add or "nobody")


@contextmanager
def _desk(settings: Settings) -> Iterator[Desk]:
    """A desk in a process of its own, so that what it computes holds up nobody."""
    tracing.start()
    say("Reading the articles …")
    desk = RemoteDesk(partial(fresh_desk, settings))
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def _politely_stopped() -> Iterator[None]:
    """A polite kill ends what is under way as Ctrl+C does, at whatever point, the reading of the articles included; and
    Ctrl+C does so where whoever started it had it ignored, as shells do for what runs in the background."""

    def stop(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _wait(text: str) -> None:
    """Say that all is ready, and wait for Ctrl+C or a polite kill: to be stopped is how serving ends."""
    with suppress(KeyboardInterrupt):
        say(text)
        while not threading.Event().wait(_MOMENT):
            pass  # a signal may reach another thread, and wakes nobody who waits for ever


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except WorkspaceError as error:
        raise SettingsError(error.sentence, error.remedy) from error
