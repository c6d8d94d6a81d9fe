"""The app's installation ends: its tokens are revoked, one or all, and the app hears of it a last time."""

from __future__ import annotations

from bot.mock_slack.workspace.records import Json, Token
from bot.mock_slack.workspace.state import Workspace


def revoke(workspace: Workspace, token: Token) -> None:
    """With the last token the app itself is gone."""
    others = [one for one in workspace.tokens.values() if one.kind != "app" and one is not token and one.scopes]
    _end(workspace, [token], uninstalled=all(one.revoked for one in others))


def uninstall(workspace: Workspace) -> None:
    _end(workspace, [one for one in workspace.tokens.values() if one.kind != "app"], uninstalled=True)


def _end(workspace: Workspace, tokens: list[Token], *, uninstalled: bool) -> None:
    """The events go out before the tokens end: with a revoked bot token nothing is delivered any more."""
    revoked = {"oauth": [one.user for one in tokens if one.kind == "user" and one.scopes]}
    revoked["bot"] = [one.user for one in tokens if one.kind == "bot"]
    body: Json = {"type": "tokens_revoked", "tokens": revoked, "event_ts": workspace.ts()}
    workspace.emit("tokens_revoked", body)
    if uninstalled:
        workspace.emit("app_uninstalled", {"type": "app_uninstalled", "event_ts": workspace.ts()})
    for token in tokens:
        token.revoked = True
