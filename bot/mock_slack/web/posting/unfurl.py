"""chat.unfurl and chat.meMessage"""

from __future__ import annotations

from typing import Any

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import links, messages, unfurls
from bot.mock_slack.conversations.content import checked
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.web.posting.chat import target
from bot.mock_slack.workspace.records import Channel, Json, Message


def me_message(call: Call) -> Json:
    channel = target(call)
    text = call.arguments.text("text")
    if not text.strip():
        raise SlackError("no_text")
    if len(text) > messages.MAX_TEXT:
        raise SlackError("msg_too_long")
    message = messages.post(call.workspace, channel, call.user, text, subtype="me_message")
    return {"channel": channel.id, "ts": message["ts"]}


def place(call: Call) -> tuple[Channel, Message]:
    """The message, by `channel` and `ts` or by `unfurl_id` and `source`."""
    arguments = call.arguments
    if arguments.text("unfurl_id") or arguments.text("source"):
        if arguments.required("source", "missing_source") not in {"composer", "conversations_history"}:
            raise SlackError("invalid_source")
        key, _, ts = arguments.required("unfurl_id", "missing_unfurl_id").partition(".")
        missing = "invalid_unfurl_id"
    else:
        key, ts = arguments.required("channel", "missing_channel"), arguments.required("ts", "missing_ts")
        missing = "cannot_find_message"
    channel = call.workspace.channels.get(key)
    if channel is None or (channel.private and call.user not in channel.members):
        raise SlackError("cannot_find_channel" if missing == "cannot_find_message" else missing)
    if ts not in channel.messages:
        raise SlackError(missing)
    return channel, channel.messages[ts]


def previews(call: Call) -> dict[str, Json]:
    """`unfurls` by address; of `metadata` the title of each entity, which is all that the page shows of one."""
    given = call.arguments.json("unfurls", "invalid_unfurls_format")
    if given is not None:
        if not isinstance(given, dict) or not all(isinstance(one, dict) for one in given.values()):
            raise SlackError("invalid_unfurls_format")
        return {url: preview(call, one) for url, one in given.items()}
    metadata = call.arguments.json_object("metadata", "invalid_metadata_format")
    if metadata is None:
        raise SlackError("missing_unfurls")
    entities = metadata.get("entities")
    if not isinstance(entities, list) or not all(isinstance(one, dict) for one in entities):
        raise SlackError("invalid_metadata_format")
    return dict(map(entity, entities))


def preview(call: Call, given: Json) -> Json:
    blocks = given.get("blocks")
    if blocks is None:
        return given
    if not isinstance(blocks, list) or not all(isinstance(one, dict) for one in blocks):
        raise SlackError("cannot_parse_attachment")
    return {**given, "blocks": checked(call.workspace, blocks, "/unfurls/blocks")}


def entity(given: Json) -> tuple[str, Json]:
    url = given.get("app_unfurl_url")
    if not isinstance(url, str):
        raise SlackError("error_processing_metadata")
    value: Any = given
    for step in ("entity_payload", "attributes", "title", "text"):
        value = value.get(step) if isinstance(value, dict) else None
    if not isinstance(value, str):
        raise SlackError("error_processing_metadata")
    return url, {"title": value, "title_link": str(given.get("url") or url), "fallback": value}


def unfurl(call: Call) -> Json:
    channel, message = place(call)
    asks = [name for name in ("user_auth_message", "user_auth_url", "user_auth_blocks") if name in call.arguments]
    if asks or call.arguments.boolean("user_auth_required"):
        invite(call, channel, message)
        if "unfurls" not in call.arguments and "metadata" not in call.arguments:
            return {}
    found = previews(call)
    shared = links.links(message)
    if any(url not in shared for url in found):
        raise SlackError("cannot_unfurl_message")
    if not all(links.domain_of(call.workspace, url) for url in found):
        raise SlackError("cannot_unfurl_url")
    if found:
        unfurls.attach(call.workspace, channel, message, found)
    return {}


def invite(call: Call, channel: Channel, message: Message) -> None:
    """Only the one who shared the link sees that the app would like to know them first."""
    workspace, arguments = call.workspace, call.arguments
    reader = message.get("user", "")
    if reader not in workspace.users:
        raise SlackError("cannot_auth_user")
    blocks = arguments.json_list("user_auth_blocks", "invalid_blocks_format")
    text = arguments.text("user_auth_message") or f"{workspace.manifest.name} would like to show previews of links."
    url = arguments.text("user_auth_url")
    messages.whisper(
        workspace,
        channel,
        reader,
        f"{text} <{url}|Connect>" if url else text,
        user=workspace.bot_user,
        bot_id=workspace.bot_id,
        app_id=workspace.app_id,
        blocks=checked(workspace, blocks, "/user_auth_blocks") if blocks else None,
        thread_ts=message.get("thread_ts"),
    )


METHODS = {
    "chat.unfurl": Method(unfurl, scopes=("links:write",), tier=50),
    "chat.meMessage": Method(me_message, scopes=("chat:write",), tier=50),
}
