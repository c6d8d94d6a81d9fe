"""The Slack app: Bolt with this bot's handlers around a desk. Nothing is connected here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from slack_bolt import App, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.desk import Desk
from bot.inbox.inbox import Inbox
from bot.slack.handling import actions, articles, commands, events, home, shortcuts
from bot.slack.reception import Reception
from bot.slack.wire.redaction import guard_logs
from bot.slack.wire.retries import BROKEN
from bot.slack.wire.sending import Sender


def build_app(
    desk: Desk,
    client: WebClient,
    feedback: Path,
    inbox: Inbox,
    signing_secret: str = "",
    sender: Sender | None = None,
    adding: articles.Adding | None = None,
    folders: Mapping[str, str] = MappingProxyType({}),
) -> tuple[App, Reception]:
    """Bolt's app, and what its handlers share. `feedback` is the file that feedback is appended to.

    Without a signing secret it takes no HTTP, without `adding` nobody adds articles. `folders` has the one of the
    articles' folders that a channel is answered from.
    The inbox is told what to do with what it takes; whoever calls this starts it. The token is checked by
    `connection.check`, not here: building the app calls nobody. From now on the root logger's handlers write no token.
    """
    guard_logs(client.token or "", signing_secret)
    client.retry_handlers = []  # from now on `sender` repeats what is to be repeated, without holding a thread
    identity = _Identity(client)
    app = App(
        signing_secret=signing_secret,
        client=WebClient(base_url=client.base_url, proxy=client.proxy, retry_handlers=[]),
        before_authorize=identity.before,
        authorize=lambda: identity.known(),
        process_before_response=True,  # what arrives is in the inbox before it is acknowledged
    )
    reception = Reception(desk, client, feedback, inbox, sender or Sender(inbox.pools["sending"]), folders=folders)
    for handlers in (events, commands, actions, shortcuts, home):
        handlers.register(app, reception)
        inbox.handle(handlers.kinds(reception))
    articles.register(app, reception)
    inbox.handle(articles.kinds(reception, adding))
    return app, reception


class _Identity:
    """Who the bot is, asked once. What arrives before that is known is not acknowledged, so Slack delivers it again."""

    def __init__(self, client: WebClient) -> None:
        self._client, self._lock = client, threading.Lock()
        self._known: AuthorizeResult | None = None

    def before(self, next: Callable[[], BoltResponse]) -> BoltResponse:
        try:
            self.known()
        except (SlackApiError, *BROKEN):
            return BoltResponse(status=503)
        return next()

    def known(self) -> AuthorizeResult:
        with self._lock:
            if self._known is None:
                found = self._client.auth_test()
                self._known = AuthorizeResult.from_auth_test_response(
                    bot_token=self._client.token, auth_test_response=found
                )
            return self._known
