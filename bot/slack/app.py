"""The Slack app: Bolt with this bot's handlers around a desk. Nothing is connected here."""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

from slack_bolt import App
from slack_sdk import WebClient

from bot.desk import Desk
from bot.slack import actions, articles, commands, events, home, shortcuts
from bot.slack.reception import Reception
from bot.slack.redaction import guard_logs

WORKERS = 8


def build_app(
    desk: Desk,
    client: WebClient,
    feedback: Path,
    signing_secret: str = "",
    work: Executor | None = None,
    adding: articles.Adding | None = None,
) -> App:
    """Bolt's app. `feedback` is the file that feedback is appended to.

    Without a signing secret it takes no HTTP, without `adding` nobody adds articles.
    The token is checked by `connection.check`, not here: building the app calls nobody. From now on the root logger's
    handlers write no token.
    """
    guard_logs(client.token or "", signing_secret)
    app = App(
        client=client,
        signing_secret=signing_secret,
        token_verification_enabled=False,
    )
    reception = Reception(desk, feedback, work or ThreadPoolExecutor(WORKERS, thread_name_prefix="answering"))
    for handlers in (events, commands, actions, shortcuts, home):
        handlers.register(app, reception)
    articles.register(app, reception, adding)
    return app
