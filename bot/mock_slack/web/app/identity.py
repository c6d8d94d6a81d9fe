"""users.identity and openid.connect.*: Sign in with Slack, the older way and the newer."""

from __future__ import annotations

import base64
import binascii
import json

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.web.app.oauth import check_client
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.records import Json

PICTURES = (24, 32, 48, 72, 192, 512)
TEAM_PICTURES = (34, 44, 68, 88, 102, 132, 230)
HOUR = 3600


def identity(call: Call) -> Json:
    """Each further scope (identity.email, identity.avatar, identity.team) shows more."""
    workspace, scopes = call.workspace, call.token.scopes
    about = workspace.users[call.user].wire(workspace.team.id, workspace.base_url)
    user: Json = {"name": about["real_name"], "id": call.user}
    team: Json = {"id": workspace.team.id}
    if "identity.email" in scopes:
        user["email"] = about["profile"].get("email", "")
    if "identity.avatar" in scopes:
        user |= {f"image_{size}": about["profile"][f"image_{size}"] for size in PICTURES}
    if "identity.team" in scopes:
        team["name"] = workspace.team.name
    return {"user": user, "team": team}


def claims(call: Call, user_id: str, scopes: tuple[str, ...]) -> Json:
    workspace = call.workspace
    about = workspace.users[user_id].wire(workspace.team.id, workspace.base_url)
    profile, here = about["profile"], "https://slack.com/"
    said: Json = {"sub": user_id, f"{here}user_id": user_id, f"{here}team_id": workspace.team.id}
    if "email" in scopes:
        said |= {"email": profile.get("email", ""), "email_verified": True, "date_email_verified": about["updated"]}
    if "profile" in scopes:
        said |= {
            "name": about["real_name"],
            "given_name": profile["first_name"],
            "family_name": profile["last_name"],
            "picture": profile["image_512"],
            "locale": "en-GB",
            f"{here}team_name": workspace.team.name,
            f"{here}team_domain": workspace.team.domain,
        }
        said |= {f"{here}user_image_{size}": profile[f"image_{size}"] for size in PICTURES}
        said |= {f"{here}team_image_{size}": f"{workspace.base_url}/avatars/team.svg" for size in TEAM_PICTURES}
    return said


def user_info(call: Call) -> Json:
    return claims(call, call.user, call.token.scopes)


def token(call: Call) -> Json:
    """The identity token is not signed (`alg` none): nobody here has Slack's key."""
    check_client(call)
    if call.arguments.text("grant_type", "authorization_code") == "refresh_token":
        raise SlackError("invalid_refresh_token")
    if call.arguments.text("grant_type", "authorization_code") != "authorization_code":
        raise SlackError("invalid_grant_type")
    code, _, nonce = call.arguments.text("code").partition(".")
    if not call.interactions.exchange_code(code, call.arguments.text("redirect_uri")):
        raise SlackError("invalid_code")
    workspace = call.workspace
    signed_in = workspace.tokens[workspace.user_token]
    now = int(workspace.clock.now())
    said = claims(call, signed_in.user, ("email", "profile"))
    said |= {"iss": "https://slack.com", "aud": workspace.client_id, "iat": now, "exp": now + HOUR}
    if nonce:
        said["nonce"] = unpacked(nonce)
    parts = [{"alg": "none", "typ": "JWT"}, said]
    id_token = ".".join([*(packed(json.dumps(part)) for part in parts), ""])
    return {"access_token": workspace.user_token, "token_type": "Bearer", "id_token": id_token}


def packed(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def unpacked(text: str) -> str:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, ValueError):
        raise SlackError("invalid_code") from None


METHODS = {
    "users.identity": Method(identity, scopes=("identity.basic",), kinds=("user",), tier=50),
    "openid.connect.userInfo": Method(user_info, scopes=("openid",), kinds=("user",), tier=50),
    "openid.connect.token": Method(token, kinds=(), tier=100),
}
