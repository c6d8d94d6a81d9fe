"""A typed line as Slack stores it: escaped, mentions as ids, and the rich text that the composer puts beside it."""

from __future__ import annotations

import re
from typing import Any

from bot.mock_slack.state import Workspace

_REFERENCE = re.compile(r"<(?:[@#!][^<>\s|]+|https?://[^<>\s|]+|mailto:[^<>\s|]+)(?:\|[^<>]*)?>")
_HANDLE = re.compile(r"(?<![\w@<])@([A-Za-z0-9][\w.-]*[\w]|[A-Za-z0-9])")
_HASHTAG = re.compile(r"(?<![\w#<&])#([a-z0-9][\w-]*)")
_LINK = re.compile(r"https?://[^\s<>|]+")
_PART = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>|:([a-z0-9_+'-]+):")


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def typed(workspace: Workspace, text: str) -> str:
    """What somebody typed, as Slack sends it: `@name` becomes `<@U…>`, links are bracketed, & < > are escaped.

    References that are written out already (`<@U…>`, `<#C…>`, `<!here>`) stay as they are.
    """
    stored, end = "", 0
    for reference in _REFERENCE.finditer(text):
        stored += _resolve(workspace, escape(text[end : reference.start()])) + reference[0]
        end = reference.end()
    return stored + _resolve(workspace, escape(text[end:]))


def _resolve(workspace: Workspace, text: str) -> str:
    def user(match: re.Match[str]) -> str:
        if match[1] in {"here", "channel", "everyone"}:
            return f"<!{match[1]}>"
        found = workspace.user_named(match[1])
        return f"<@{found.id}>" if found else match[0]

    def channel(match: re.Match[str]) -> str:
        found = workspace.channel_named(match[1])
        return f"<#{found.id}|>" if found else match[0]

    pieces, end = [], 0
    for link in _LINK.finditer(text):
        pieces += [_HASHTAG.sub(channel, _HANDLE.sub(user, text[end : link.start()])), f"<{link[0]}>"]
        end = link.end()
    return "".join([*pieces, _HASHTAG.sub(channel, _HANDLE.sub(user, text[end:]))])


def rich_text(text: str, block_id: str) -> dict[str, Any]:
    """The `rich_text` block that Slack puts beside the text of a person's message."""
    elements: list[dict[str, Any]] = []
    end = 0
    for part in _PART.finditer(text):
        _plain(elements, text[end : part.start()])
        sigil, target, label, emoji = part.groups()
        if emoji:
            elements.append({"type": "emoji", "name": emoji})
        elif sigil == "@":
            elements.append({"type": "user", "user_id": target})
        elif sigil == "#":
            elements.append({"type": "channel", "channel_id": target})
        elif sigil == "!":
            elements.append({"type": "broadcast", "range": target})
        else:
            link = {"type": "link", "url": unescape(target)}
            elements.append(link | {"text": unescape(label)} if label else link)
        end = part.end()
    _plain(elements, text[end:])
    section = {"type": "rich_text_section", "elements": elements}
    return {"type": "rich_text", "block_id": block_id, "elements": [section]}


def _plain(elements: list[dict[str, Any]], text: str) -> None:
    if text:
        elements.append({"type": "text", "text": unescape(text)})
