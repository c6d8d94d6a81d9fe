"""A workspace on its own: `run` serves it until it is interrupted, after saying what an app needs to use it."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.mock_slack.server import LOOPBACK, MockWorkspace, is_loopback


def run(
    manifest: Path | str | None = None,
    port: int = 8083,
    *,
    host: str = LOOPBACK,
    save: Path | str | None = None,
) -> None:
    """Serve a workspace until it is interrupted, and print what an app needs to use it. Raises `WorkspaceError`."""
    workspace = MockWorkspace(manifest, port, host=host, save=save)
    sys.stdout.write(introduction(workspace, host))
    sys.stdout.flush()
    workspace.run()


def introduction(workspace: MockWorkspace, host: str) -> str:
    lines = [f"A mock Slack workspace for “{workspace.manifest.name}” is at {workspace.url}", ""]
    lines += ["Put this into the app's environment:"]
    lines += [f"  export SLACK_API_URL={workspace.api_url}", f"  export SLACK_BOT_TOKEN={workspace.bot_token}"]
    lines += [
        f"  export SLACK_APP_TOKEN={workspace.app_token}",
        f"  export SLACK_SIGNING_SECRET={workspace.signing_secret}",
    ]
    if is_loopback(host):
        lines += ["", f"It listens on {host} only: nobody outside this machine can reach it."]
    else:
        lines += ["", f"It listens on {host}: WHOEVER REACHES THIS MACHINE CAN READ AND CHANGE EVERYTHING IN IT."]
    lines += [f"Warning: {warning}." for warning in workspace.manifest.warnings]
    return "\n".join([*lines, ""]) + "\n"
