"""The real app against a mock workspace, over the wire: Bolt, WebClient and Socket Mode as in production."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slack_bolt import App
from slack_sdk.socket_mode.client import BaseSocketModeClient
from starlette.applications import Starlette

from bot.desk import Desk
from bot.inbox.inbox import Inbox
from bot.mock_slack import MockWorkspace
from bot.mock_slack.control.client import Client
from bot.running.listening import listening
from bot.slack.app import build_app
from bot.slack.handling.articles import Adding
from bot.slack.reception import Reception
from bot.slack.wire.connection import socket_mode, web_client
from bot.slack.wire.sending import Sender
from bot.slack.wire.signed_http import EVENTS_PATH, Endpoint
from tests.bot.slack.fake_desk import FakeDesk
from tests.bot.slack.showing import check, parts, seen

MANIFEST = Path(__file__).parent.parent.parent.parent / "manifest.json"
PAUSES = (0.01, 0.02, 0.05)  # seconds between two tries of a call to Slack
Message = dict[str, Any]


@dataclass
class Office:
    """A workspace with the bot in it, and a desk behind the bot."""

    slack: MockWorkspace
    desk: Any  # a scripted desk, or the real one
    app: App
    feedback: Path
    inbox: Inbox
    sender: Sender
    reception: Reception

    @property
    def people(self) -> Client:
        return self.slack.client

    @property
    def bot(self) -> str:
        return str(self.people.state()["app"]["bot_user"])

    @property
    def mention(self) -> str:
        return f"<@{self.bot}>"

    def replies(self, channel: str, ts: str) -> list[Message]:
        """The bot's messages in a thread."""
        return [one for one in self.people.messages(channel, ts) if one.get("user") == self.bot]

    def reply(self, channel: str, ts: str, number: int = 1) -> Message:
        """The bot's reply of that number to a message; waits for it, and checks it as Slack would."""
        found: list[Message] = self.people.wait_for(
            lambda _: len(self.replies(channel, ts)) >= number and self.replies(channel, ts)
        )
        return _checked(found[number - 1])

    def ephemeral(self, channel: str = "general", number: int = 1, user: str | None = None) -> Message:
        """The ephemeral message of that number in a channel; waits for it."""

        def look(client: Client) -> list[Message] | None:
            found = [one["message"] for one in client.ephemerals(channel) if user in (None, one["user"])]
            return found if len(found) >= number else None

        found: list[Message] = self.people.wait_for(look)
        return _checked(found[number - 1])

    def modal(self, wanted: Callable[[str], bool] = lambda text: True, user: str | None = None) -> Message:
        """The view in front of a person, once its text is as wanted."""

        def look(client: Client) -> Message | None:
            stacks = client.state()["modals"]
            stack = stacks.get(user) if user else next((each for each in stacks.values() if each), None)
            return stack[-1] if stack and wanted(seen(stack[-1]["blocks"])) else None

        found: Message = self.people.wait_for(look)
        return found

    def settled(self) -> None:
        """Waits until the app has acknowledged all that was sent to it and has finished with it."""
        self.people.wait_for(lambda client: not _pending(client))
        deadline = time.monotonic() + 60
        while self.inbox.undone() or any(pool.busy for pool in self.inbox.pools.values()):
            assert time.monotonic() < deadline, "the bot is still at work"
            time.sleep(0.01)

    def fresh(self) -> Office:
        """The first day again: an office takes seconds to close, so that many tests share one."""
        self.people.act("fault", clear=True)
        self.settled()
        self.people.reset()
        if isinstance(self.desk, FakeDesk):
            self.desk.forget()
        self.feedback.unlink(missing_ok=True)
        return self

    def calls(self, method: str) -> list[Message]:
        return [entry for entry in self.people.journal("call") if entry["method"] == method]


@contextmanager
def office(
    folder: Path, desk: Desk | None = None, over_http: bool = False, adding: Adding | None = None
) -> Iterator[Office]:
    """Socket Mode, or signed HTTP to a server of its own.

    For one module of tests at most: its threads draw random numbers, which hypothesis does not bear in other tests.
    """
    desk, feedback = desk or FakeDesk(), folder / "feedback.jsonl"
    with MockWorkspace(MANIFEST) as slack, ExitStack() as stack:
        inbox = Inbox(folder / "inbox.sqlite")
        sender = Sender(inbox.pools["sending"], PAUSES)
        client = web_client(slack.bot_token, slack.api_url)
        app, reception = build_app(desk, client, feedback, inbox, slack.signing_secret, sender, adding)
        inbox.start()
        stack.callback(inbox.stop)
        if over_http:
            address = stack.enter_context(serving(app, slack.signing_secret))
            slack.client.act("delivery", url=address, verify=True)
        else:
            stack.callback(_hang_up, slack, socket_mode(app, slack.app_token).client)
        yield Office(slack, desk, app, feedback, inbox, sender, reception)


@contextmanager
def serving(app: App, secret: str) -> Iterator[str]:
    """The address at which the app takes Slack's requests."""
    endpoint = Endpoint(secret)
    endpoint.open(app)
    with listening(Starlette(routes=[endpoint.route()]), "127.0.0.1", 0) as address:
        yield f"{address}{EVENTS_PATH}"


def _hang_up(slack: MockWorkspace, client: BaseSocketModeClient) -> None:
    """Slack goes first: the client would sit out its three seconds of listening."""
    client.auto_reconnect_enabled = False  # type: ignore[attr-defined]
    slack.stop()
    client.close()


def _pending(client: Client) -> bool:
    return any(entry["outcome"] == "pending" for entry in client.journal("delivery"))


def _checked(message: Message) -> Message:
    assert message["text"]
    if message.get("blocks"):
        named = [part["user_id"] for part in parts(message["blocks"]) if part.get("type") == "user"]
        check([{key: value for key, value in block.items() if key != "block_id"} for block in message["blocks"]], named)
    return message
