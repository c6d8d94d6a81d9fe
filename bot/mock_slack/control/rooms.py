"""Control calls about who is where: channels and their members, new people."""

from __future__ import annotations

from bot.mock_slack.basics.errors import ControlError
from bot.mock_slack.beside import profiles
from bot.mock_slack.control.wish import Wish
from bot.mock_slack.conversations import channels
from bot.mock_slack.workspace.records import Json


async def create_channel(wish: Wish) -> Json:
    name = wish.text("name").removeprefix("#").strip().lower().replace(" ", "-")[:80]
    if not name or wish.hub.workspace.channel_named(name) is not None:
        raise ControlError(f"There is a channel “{name}” already." if name else "A channel needs a name.", 409)
    channel = channels.create(wish.hub.workspace, name, wish.user, private=wish.flag("private"))
    return {"ok": True, "channel": channels.describe(wish.hub.workspace, channel)}


async def invite(wish: Wish) -> Json:
    """Bring somebody into a channel: `member` is an id or a name; the app's bot is invited like anybody else."""
    channel = wish.channel()
    given = wish.text("member")
    member = wish.hub.workspace.users.get(given) or wish.hub.workspace.user_named(given)
    if member is None:
        raise ControlError(f"There is no user “{given}”.", 404)
    channels.join(wish.hub.workspace, channel, member.id, inviter=wish.user if member.id != wish.user else None)
    return {"ok": True, "channel": channels.describe(wish.hub.workspace, channel)}


async def leave(wish: Wish) -> Json:
    channel = wish.channel()
    given = wish.maybe("member")
    member = wish.hub.workspace.user_named(given) if given else None
    channels.leave(wish.hub.workspace, channel, member.id if member else given or wish.user)
    return {"ok": True, "channel": channels.describe(wish.hub.workspace, channel)}


async def add_user(wish: Wish) -> Json:
    """Somebody new joins the workspace and `#general`; with `bot`, another app's bot, which waits to be invited."""
    workspace, name = wish.hub.workspace, wish.text("name").removeprefix("@").strip().lower().replace(" ", ".")
    if not name or workspace.user_named(name) is not None:
        raise ControlError(f"There is somebody called “{name}” already." if name else "A user needs a name.", 409)
    real_name = (wish.maybe("real_name") or name.title())[:80]
    if wish.flag("bot"):
        ids = {"app_id": workspace.ids.new("A"), "bot_id": workspace.ids.new("B")}
        bot = workspace.add_user(name[:80], real_name, is_bot=True, **ids).wire(workspace.team.id, workspace.base_url)
        workspace.feed.publish("user", {"user": bot})
        return {"ok": True, "user": bot}
    user = workspace.add_user(name[:80], real_name)
    about = user.wire(workspace.team.id, workspace.base_url)
    workspace.feed.publish("user", {"user": about})
    told, now = profiles.described(workspace, user), int(workspace.clock.now())
    workspace.emit("team_join", {"type": "team_join", "user": told, "cache_ts": now, "event_ts": workspace.ts()})
    for channel in workspace.channels.values():
        if channel.is_general:
            channels.join(workspace, channel, user.id)
    return {"ok": True, "user": about}
