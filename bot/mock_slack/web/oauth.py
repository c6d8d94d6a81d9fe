"""oauth.v2.access and auth.revoke: an app is installed by exchanging a code, and a token can be given back."""

from __future__ import annotations

import base64

from bot.mock_slack.errors import SlackError
from bot.mock_slack.records import Json
from bot.mock_slack.web.method import Call, Method


def oauth_access(call: Call) -> Json:
    workspace, arguments = call.workspace, call.arguments
    client_id, secret = arguments.text("client_id"), arguments.text("client_secret")
    if not client_id:
        raise SlackError("invalid_client_id")
    if client_id != workspace.client_id:
        raise SlackError("invalid_client_id")
    if secret != workspace.client_secret:
        raise SlackError("bad_client_secret")
    if not call.interactions.exchange_code(arguments.text("code"), arguments.text("redirect_uri")):
        raise SlackError("invalid_code")
    installer = workspace.tokens[workspace.user_token]
    for token in workspace.tokens.values():
        token.revoked = False  # installing again makes the tokens good again
    answer: Json = {
        "access_token": workspace.bot_token,
        "token_type": "bot",
        "scope": ",".join(workspace.manifest.bot_scopes),
        "bot_user_id": workspace.bot_user,
        "app_id": workspace.app_id,
        "team": {"id": workspace.team.id, "name": workspace.team.name},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": installer.user},
    }
    if installer.scopes:
        user_part = {"scope": ",".join(installer.scopes), "access_token": workspace.user_token, "token_type": "user"}
        answer["authed_user"] |= user_part
    return answer


def auth_revoke(call: Call) -> Json:
    if call.arguments.boolean("test"):
        return {"revoked": False}
    call.token.revoked = True
    return {"revoked": True}


def basic_credentials(header: str) -> dict[str, str]:
    """Client id and secret from HTTP basic authentication, which Slack accepts beside the arguments."""
    if not header.lower().startswith("basic "):
        return {}
    try:
        client_id, _, secret = base64.b64decode(header[6:], validate=True).decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": client_id, "client_secret": secret}


METHODS = {
    "oauth.v2.access": Method(oauth_access, kinds=(), tier=600),
    "auth.revoke": Method(auth_revoke, tier=50),
}
