"""oauth.v2.access, auth.*, apps.uninstall: an app is installed by exchanging a code, and its tokens end again."""

from __future__ import annotations

import base64
import json

from bot.mock_slack.basics.cursors import page
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.beside import installation
from bot.mock_slack.delivering import payloads
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.records import Json


def check_client(call: Call) -> None:
    """Raises `invalid_client_id` or `bad_client_secret`."""
    if call.arguments.text("client_id") != call.workspace.client_id:
        raise SlackError("invalid_client_id")
    if call.arguments.text("client_secret") != call.workspace.client_secret:
        raise SlackError("bad_client_secret")


def oauth_access(call: Call) -> Json:
    workspace, arguments = call.workspace, call.arguments
    check_client(call)
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
    installation.revoke(call.workspace, call.token)
    return {"revoked": True}


def uninstall(call: Call) -> Json:
    check_client(call)
    installation.uninstall(call.workspace)
    return {}


def teams(call: Call) -> Json:
    """The workspaces that the app is in: this one."""
    workspace = call.workspace
    team: Json = {"id": workspace.team.id, "name": workspace.team.name}
    if call.arguments.boolean("include_icon"):
        sizes = (34, 44, 68, 88, 102, 132, 230)
        pictures = {f"image_{size}": f"{workspace.base_url}/avatars/team.svg" for size in sizes}
        team["icon"] = {**pictures, "image_default": True}
    chosen, cursor = page(call.arguments, [team], lambda one: str(one["id"]), "team")
    return {"teams": chosen, "response_metadata": {"next_cursor": cursor}}


def authorizations(call: Call) -> Json:
    """For whom an event was sent, by the `event_context` of its envelope."""
    given = call.arguments.required("event_context", "invalid_event_context").removeprefix("4-")
    try:
        context = json.loads(base64.b64decode(given + "=" * (-len(given) % 4)))
        known = context["aid"] == call.workspace.app_id
    except (ValueError, KeyError, TypeError):
        raise SlackError("invalid_event_context") from None
    if not known:
        raise SlackError("invalid_event_context")
    return {"authorizations": [payloads.authorization(call.workspace)]}


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
    "auth.teams.list": Method(teams, tier=20),
    "apps.uninstall": Method(uninstall, tier=1),
    "apps.event.authorizations.list": Method(authorizations, scopes=("authorizations:read",), kinds=("app",), tier=600),
}
