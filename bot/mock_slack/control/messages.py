"""Control calls about messages: writing, changing, reacting, reading, sharing files."""

from __future__ import annotations

import base64

from bot.mock_slack.basics.errors import ControlError, SlackError
from bot.mock_slack.beside import files
from bot.mock_slack.control.wish import Wish
from bot.mock_slack.conversations import channels, messages, reactions
from bot.mock_slack.interacting import people
from bot.mock_slack.workspace.records import Channel, Json, Message
from bot.mock_slack.writing.rich_text import rich_text
from bot.mock_slack.writing.texts import typed


async def say(wish: Wish) -> Json:
    user, channel = wish.user, wish.channel()
    text = wish.text("text")
    if not text.strip():
        raise ControlError("A message needs some text.")
    thread_ts, broadcast = wish.maybe("thread_ts") or None, wish.flag("broadcast")
    if user == wish.hub.workspace.bot_user:
        raise ControlError("The app's own bot writes through the Web API, with its token.", 403)
    if wish.hub.workspace.users[user].is_bot:
        place = {"thread_ts": thread_ts, "reply_broadcast": broadcast}
        message = people.write_as_bot(wish.hub, user, channel, text, username=wish.maybe("username"), **place)
        return {"ok": True, "channel": channel.id, "ts": message["ts"], "message": dict(message)}
    message = people.write(wish.hub, user, channel, text, thread_ts=thread_ts, broadcast=broadcast)
    return {"ok": True, "channel": channel.id, "ts": message["ts"], "message": dict(message)}


async def react(wish: Wish) -> Json:
    channel, message = wish.message()
    name = wish.text("name").strip(":")
    if wish.flag("remove"):
        reactions.remove(wish.hub.workspace, channel, message, wish.user, name)
    else:
        reactions.add(wish.hub.workspace, channel, message, wish.user, name)
    return {"ok": True, "message": dict(message)}


def own(wish: Wish) -> tuple[Channel, Message]:
    channel, message = wish.message()
    if message.get("user") != wish.user or message.get("bot_id"):
        raise ControlError("People change only their own messages.", 403)
    return channel, message


async def edit_message(wish: Wish) -> Json:
    channel, message = own(wish)
    text = typed(wish.hub.workspace, wish.text("text"))
    blocks = [rich_text(text, wish.hub.workspace.ids.new("")[-5:])]
    messages.edit(wish.hub.workspace, channel, message, wish.user, text=text, blocks=blocks)
    return {"ok": True, "message": dict(message)}


async def delete_message(wish: Wish) -> Json:
    channel, message = own(wish)
    messages.delete(wish.hub.workspace, channel, message)
    return {"ok": True}


async def dismiss(wish: Wish) -> Json:
    """A person takes an ephemeral message out of their sight."""
    channel = wish.channel()
    ephemeral = messages.find_ephemeral(wish.hub.workspace, channel.id, wish.text("ts"))
    if ephemeral is None or ephemeral["user"] != wish.user:
        raise ControlError("There is no such ephemeral message.", 404)
    messages.forget_ephemeral(wish.hub.workspace, ephemeral)
    return {"ok": True}


async def read(wish: Wish) -> Json:
    channel = wish.channel()
    latest = next(reversed(channel.messages), "0000000000.000000")
    channels.mark(wish.hub.workspace, channel, wish.user, wish.maybe("ts") or latest)
    return {"ok": True}


async def upload(wish: Wish) -> Json:
    """A person shares a file; without a channel it is only uploaded, for a form."""
    workspace = wish.hub.workspace
    channel = wish.channel() if wish.body.get("channel") is not None else None
    if channel is not None and wish.user not in channel.members:
        raise SlackError("not_in_channel")
    try:
        content = base64.b64decode(wish.text("content"), validate=True)
    except ValueError:
        raise ControlError("“content” must be base64.") from None
    name = wish.text("name").replace("/", "_")[:255] or "file"
    file = files.announce(workspace, wish.user, name, len(content))
    files.upload(file, content)
    files.finish(workspace, file)
    if channel is None:
        return {"ok": True, "file": files.wire(workspace, file)}
    text = typed(workspace, wish.text("text", ""))
    blocks = [rich_text(text, workspace.ids.new("")[-5:])] if text else None
    message = files.share(workspace, channel, wish.user, [file], text, blocks=blocks, thread_ts=wish.maybe("thread_ts"))
    return {"ok": True, "ts": message["ts"], "file": files.wire(workspace, file)}
