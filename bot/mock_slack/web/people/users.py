"""users.*"""

from __future__ import annotations

from bot.mock_slack.basics.cursors import page
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.web.method import READ, Call, Method
from bot.mock_slack.workspace.records import Channel, Json, User

KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


SLACKBOT = User("USLACKBOT", "slackbot", "Slackbot")  # nobody's bot: Slack says `is_bot` false of it


def user_of(call: Call, key: str) -> User:
    """Slackbot is a user to apps; among the people of the workspace it is none."""
    return SLACKBOT if key == SLACKBOT.id else call.workspace.user(key)


def wire(call: Call, user: User) -> Json:
    return user.wire(
        call.workspace.team.id, call.workspace.base_url, with_email="users:read.email" in call.token.scopes
    )


def info(call: Call) -> Json:
    return {"user": wire(call, user_of(call, call.arguments.required("user", "user_not_found")))}


def listing(call: Call) -> Json:
    everybody = [*call.workspace.users.values(), SLACKBOT]
    users, cursor = page(call.arguments, everybody, lambda user: user.id, "user", 1000)
    return {
        "members": [wire(call, user) for user in users],
        "cache_ts": int(call.workspace.clock.now()),
        "response_metadata": {"next_cursor": cursor},
    }


def lookup_by_email(call: Call) -> Json:
    email = call.arguments.required("email", "users_not_found").casefold()
    for user in call.workspace.users.values():
        if user.email.casefold() == email and not user.deleted:
            return {"user": wire(call, user)}
    raise SlackError("users_not_found")


def profile_get(call: Call) -> Json:
    user = user_of(call, call.arguments.text("user") or call.user)
    profile = {key: value for key, value in wire(call, user)["profile"].items() if key != "team"}
    return {"profile": {"fields": {}} | profile}


def presence(call: Call) -> Json:
    """Of oneself one hears why: here nobody is away but who said so."""
    user = user_of(call, call.arguments.text("user") or call.user)
    answer: Json = {"presence": "away" if user.away else "active"}
    if user.id == call.user and not call.by_bot:
        answer |= {"online": True, "auto_away": False, "manual_away": user.away, "connection_count": 1}
    return answer


def conversations(call: Call) -> Json:
    """The conversations that a user is in and that the caller may know of."""
    user = call.arguments.text("user") or call.user
    call.workspace.user(user)
    seen = [channel for channel in channels_of_types(call) if user in channel.members and may_see(channel, call.user)]
    chosen, cursor = page(call.arguments, seen, lambda channel: channel.id, "channel")
    return {
        "channels": [without_membership(channel.wire(call.workspace.team.id, call.user)) for channel in chosen],
        "response_metadata": {"next_cursor": cursor},
    }


def without_membership(channel: Json) -> Json:
    """They are all the user's own: Slack does not say it of each."""
    return {key: value for key, value in channel.items() if key != "is_member"}


def channels_of_types(call: Call) -> list[Channel]:
    """The conversations of the kinds asked for in `types`; each kind needs its scope."""
    types = call.arguments.listing("types") or ["public_channel"]
    kinds = []
    for one in types:
        if one not in KINDS:
            raise SlackError("invalid_types")
        kinds.append(KINDS[one])
    missing = [READ[kind] for kind in kinds if READ[kind] not in call.token.scopes]
    if missing:
        raise SlackError("missing_scope", needed=",".join(missing), provided=",".join(call.token.scopes))
    hide = call.arguments.boolean("exclude_archived")
    return [c for c in call.workspace.channels.values() if c.kind in kinds and not (hide and c.archived)]


def may_see(channel: Channel, user: str) -> bool:
    return not channel.private or user in channel.members


METHODS = {
    "users.info": Method(info, scopes=("users:read",), tier=100),
    "users.list": Method(listing, scopes=("users:read",), tier=20),
    "users.lookupByEmail": Method(lookup_by_email, scopes=("users:read.email",), tier=50),
    "users.profile.get": Method(profile_get, scopes=("users.profile:read", "users:read"), tier=100),
    "users.getPresence": Method(presence, scopes=("users:read",), tier=50),
    "users.conversations": Method(conversations, tier=50),
}
