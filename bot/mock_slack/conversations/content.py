"""What a message can be made of (text, blocks, attachments, metadata), read from a call and checked."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.mock_slack.basics.arguments import Arguments
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.blocks import check_blocks, total_length
from bot.mock_slack.conversations.messages import MAX_TEXT
from bot.mock_slack.workspace.records import Json
from bot.mock_slack.workspace.state import Workspace
from bot.mock_slack.writing.block_ids import identified
from bot.mock_slack.writing.rich_text import rich_text
from bot.mock_slack.writing.texts import sent

MAX_ATTACHMENTS = 100
MAX_MARKDOWN = 12_000
MAX_TOTAL = 13_200  # characters over all blocks; observed, not documented by Slack
MAX_METADATA = 8_000
MAX_PROBLEMS = 50  # that are told of


@dataclass
class Content:
    text: str = ""
    blocks: list[Json] | None = None
    attachments: list[Json] | None = None
    metadata: Json | None = None
    warnings: list[str] = field(default_factory=list)
    generated: bool = False  # whether the blocks are Slack's own, made of the text

    @property
    def empty(self) -> bool:
        return not (self.text.strip() or self.blocks or self.attachments)


def read_content(workspace: Workspace, arguments: Arguments) -> Content:
    """Raises Slack's errors for content that it would not take; `empty` content is the caller's to refuse."""
    parse = arguments.text("parse")
    names = parse == "full" or arguments.boolean("link_names")
    text = sent(workspace, arguments.text("text"), names=names, links=parse != "none")
    blocks = arguments.json_list("blocks", "invalid_blocks_format")
    attachments = arguments.json_list("attachments", "invalid_attachments")
    markdown = arguments.text("markdown_text")
    if markdown:
        if text or blocks:
            raise SlackError("markdown_text_conflict")
        if len(markdown) > MAX_MARKDOWN:
            raise SlackError("msg_too_long")
        text, blocks = markdown, [{"type": "markdown", "text": markdown}]
    if attachments is not None and len(attachments) > MAX_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    for number, attachment in enumerate(attachments or []):
        nested = attachment.get("blocks")
        if nested is not None:
            if not isinstance(nested, list) or not all(isinstance(one, dict) for one in nested):
                raise SlackError("invalid_blocks_format")
            attachment["blocks"] = checked(workspace, nested, f"/attachments/{number}/blocks")
        attachment.setdefault("id", number + 1)
    metadata = arguments.json_object("metadata", "invalid_metadata_format")
    if metadata is not None:
        check_metadata(metadata)
    content = Content(text, checked(workspace, blocks, "/blocks") if blocks else blocks, attachments, metadata)
    if not text and (blocks or attachments):
        content.warnings.append("missing_text_in_message")
    if len(text) > MAX_TEXT:
        content.text = text[:MAX_TEXT]
        content.warnings.append("message_truncated")
    if content.text.strip() and not blocks and not attachments and arguments.boolean("mrkdwn", True):
        content.blocks = [rich_text(content.text, workspace.ids.new("")[-5:], lists=False)]
        content.generated = True
    return content


def checked(workspace: Workspace, blocks: list[Json], pointer: str) -> list[Json]:
    """The blocks, all with ids. Raises `invalid_blocks` (saying which and why) and `msg_blocks_too_long`."""
    problems = check_blocks(blocks, pointer)
    if problems:
        raise SlackError("invalid_blocks", *problems[:MAX_PROBLEMS], errors=problems[:MAX_PROBLEMS])
    if sum(block["type"] == "table" for block in blocks) > 1:
        raise SlackError("only_one_table_allowed")
    if total_length(blocks) > MAX_TOTAL:
        raise SlackError("msg_blocks_too_long")
    return identified(workspace, blocks)


def check_metadata(metadata: Json) -> None:
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    if len(str(metadata)) > MAX_METADATA:
        raise SlackError("metadata_too_large")
