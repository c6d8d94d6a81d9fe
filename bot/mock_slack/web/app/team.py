"""api.test, auth.test, team.info, team.profile.get, bots.info, apps.connections.open."""

from __future__ import annotations

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.records import Json


def api_test(call: Call) -> Json:
    given = {name: call.arguments.text(name) for name in call.arguments.values if name != "token"}
    if "error" in given:
        raise SlackError(given["error"] or "unknown", args=given)
    return {"args": given} if given else {}


def auth_test(call: Call) -> Json:
    workspace, user = call.workspace, call.workspace.user(call.user)
    if call.token.kind == "app":
        return {"app_name": workspace.manifest.name, "app_id": workspace.app_id}
    answer: Json = {
        "url": f"https://{workspace.team.domain}.slack.com/",
        "team": workspace.team.name,
        "user": user.name,
        "team_id": workspace.team.id,
        "user_id": user.id,
        "is_enterprise_install": False,
    }
    return answer | {"bot_id": workspace.bot_id} if call.by_bot else answer


def team_info(call: Call) -> Json:
    workspace = call.workspace
    icon = {f"image_{size}": f"{workspace.base_url}/avatars/team.svg" for size in (34, 44, 68, 88, 102, 132)}
    return {
        "team": {
            "id": workspace.team.id,
            "name": workspace.team.name,
            "url": f"https://{workspace.team.domain}.slack.com/",
            "domain": workspace.team.domain,
            "email_domain": f"{workspace.team.domain}.example",
            "icon": {**icon, "image_default": True},
            "avatar_base_url": f"{workspace.base_url}/avatars/",
            "is_verified": False,
        }
    }


def team_profile(call: Call) -> Json:
    """Which fields a profile has beside the usual ones: nobody has set up any here."""
    if call.arguments.text("visibility", "all") not in {"all", "visible", "hidden"}:
        raise SlackError("invalid_arguments", "must be a valid enum value [json-pointer:/visibility]")
    return {"profile": {"fields": [], "sections": []}}


def bots_info(call: Call) -> Json:
    workspace = call.workspace
    wanted = call.arguments.text("bot") or workspace.bot_id
    bot = next((user for user in workspace.users.values() if user.bot_id == wanted), None)
    if bot is None:
        raise SlackError("bot_not_found")
    profile = workspace.profile_of(bot)
    return {"bot": {key: profile[key] for key in ("id", "app_id", "user_id", "name", "icons", "deleted", "updated")}}


def connections_open(call: Call) -> Json:
    if not call.workspace.manifest.socket_mode:
        raise SlackError("socket_mode_not_enabled")
    return {"url": call.interactions.new_ticket()}


METHODS = {
    "api.test": Method(api_test, kinds=(), tier=100),
    "auth.test": Method(auth_test, kinds=("bot", "user", "app"), tier=600),
    "team.info": Method(team_info, scopes=("team:read",), tier=50),
    "team.profile.get": Method(team_profile, scopes=("users.profile:read",), tier=50),
    "bots.info": Method(bots_info, scopes=("users:read",), tier=50),
    "apps.connections.open": Method(connections_open, scopes=("connections:write",), kinds=("app",), tier=1),
}
