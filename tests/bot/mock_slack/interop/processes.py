"""Apps as processes of their own: all they know of the workspace stands in their environment."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.mock_slack import MockWorkspace

SECONDS = 30  # that a process has to start on a busy machine


@contextmanager
def running(slack: MockWorkspace, command: Sequence[str], folder: Path, *, socket_mode: bool) -> Iterator[str]:
    """The app, ready, until the end of the block; what it said with its first line. It must live to the end."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "NO_PROXY") if name in os.environ}
    environment |= {"SLACK_API_URL": slack.api_url, "SLACK_BOT_TOKEN": slack.bot_token}
    environment["SLACK_USER_TOKEN"] = slack.user_token
    if socket_mode:
        environment["SLACK_APP_TOKEN"] = slack.app_token
    else:
        environment["SLACK_SIGNING_SECRET"] = slack.signing_secret
    with tempfile.TemporaryFile("w+") as errors:
        app = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True, bufsize=1
        )
        try:
            assert app.stdout is not None
            first = next((line for line in app.stdout if line.startswith("ready")), "")
            if first and socket_mode:
                slack.client.wait_for(lambda control: control.state()["connection"]["sockets"] == 1, SECONDS)
            if first:
                yield first.removeprefix("ready").strip()
            errors.seek(0)
            if not first or app.poll() is not None:
                raise AssertionError(f"the app ended: {errors.read()[-2000:]}")
        finally:
            app.terminate()
            app.communicate(timeout=SECONDS)
            if socket_mode:
                slack.client.wait_for(lambda control: control.state()["connection"]["sockets"] == 0, SECONDS)
