"""What an app says to a `response_url`, or in the acknowledgement of a command."""

from __future__ import annotations

from typing import Any

from bot.mock_slack.basics.arguments import Arguments
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import messages, streams
from bot.mock_slack.conversations.content import Content, read_content
from bot.mock_slack.delivering.interactivity import ResponseUrl
from bot.mock_slack.workspace.records import Json
from bot.mock_slack.workspace.state import Workspace


def respond(workspace: Workspace, url: ResponseUrl, body: Json) -> None:
    """Carry out one response: a new message, an ephemeral one, or a change of the message that was clicked.

    Raises Slack's errors, such as `no_text` or `invalid_blocks`.
    """
    arguments = Arguments({key: value for key, value in body.items() if key != "metadata"})  # not taken here
    channel = workspace.channel(url.channel)
    content = read_content(workspace, arguments)
    if arguments.boolean("delete_original"):
        change_original(workspace, url, None)
        if content.empty:
            return
    elif arguments.boolean("replace_original") and url.message_ts:
        if content.empty:
            raise SlackError("no_text")
        change_original(workspace, url, content)
        return
    if content.empty:
        raise SlackError("no_text")
    response_type = arguments.text("response_type") or "ephemeral"
    thread_ts = arguments.text("thread_ts") or None
    fields: dict[str, Any] = {
        "blocks": content.blocks,
        "attachments": content.attachments,
        "bot_id": workspace.bot_id,
        "app_id": workspace.app_id,
        "bot_profile": workspace.bot_profile,
    }
    if response_type == "in_channel":
        messages.post(workspace, channel, workspace.bot_user, content.text, thread_ts=thread_ts, **fields)
    elif response_type == "ephemeral":
        thread_ts = thread_ts or (url.thread_ts if url.message_ts else None)
        messages.whisper(
            workspace, channel, url.user, content.text, thread_ts=thread_ts, user=workspace.bot_user, **fields
        )
    else:
        raise SlackError("invalid_response_type")


def change_original(workspace: Workspace, url: ResponseUrl, content: Content | None) -> None:
    """Replace (or, without content, delete) the message that a response URL stands for."""
    channel = workspace.channel(url.channel)
    if url.ephemeral:
        ephemeral = messages.find_ephemeral(workspace, url.channel, url.message_ts or "")
        if ephemeral is None:
            raise SlackError("message_not_found")
        if content is None:
            messages.forget_ephemeral(workspace, ephemeral)
            return
        ephemeral["message"] |= {"text": content.text, "blocks": content.blocks, "attachments": content.attachments}
        workspace.feed.publish("ephemeral", ephemeral)
        return
    message = channel.messages.get(url.message_ts or "")
    if message is None:
        raise SlackError("message_not_found")
    if content is None:
        streams.drop(workspace, channel, message)
        messages.delete(workspace, channel, message)
    else:
        fields: dict[str, Any] = {"text": content.text, "blocks": content.blocks, "attachments": content.attachments}
        messages.edit(workspace, channel, message, workspace.bot_user, mark=content.generated, **fields)


def acknowledged(workspace: Workspace, url: ResponseUrl, answer: object) -> None:
    """A command's acknowledgement can carry its first answer, as text or as a message."""
    if isinstance(answer, str) and answer.strip():
        respond(workspace, url, {"text": answer})
    elif isinstance(answer, dict) and (answer.get("text") or answer.get("blocks") or answer.get("attachments")):
        respond(workspace, url, answer)
