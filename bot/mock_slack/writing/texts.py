"""Text as Slack stores it: escaped, links in brackets, mentions as ids; what a person types and what an app sends."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.mock_slack.workspace.state import Workspace

_REFERENCE = re.compile(
    r"<(?:[@#!][^<>\s|]+|!date\^[^<>|\n]+|https?://[^<>\s|]+|mailto:[^<>\s|]+|[a-z][a-z0-9+.-]*://[^<>\s|]+)(?:\|[^<>]*)?>"
)
_HANDLE = re.compile(r"(?<![\w@<])@([A-Za-z0-9][\w.-]*[\w]|[A-Za-z0-9])")
_HASHTAG = re.compile(r"(?<![\w#<&])#([a-z0-9][\w-]*)")
_LINK = re.compile(r"https?://(?:(?!&[lg]t;)[^\s<>|])+")
_BARE = re.compile(r"&(?!(?:amp|lt|gt);)")
_PAIRS = {")": "(", "]": "[", "}": "{"}


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def typed(workspace: Workspace, text: str, *, labelled: bool = False) -> str:
    """What somebody typed, as Slack sends it: `@name` becomes `<@U…>`, links are bracketed, & < > are escaped.

    References that are written out already (`<@U…>`, `<#C…>`, `<!here>`) stay as they are. `labelled`: with the name
    beside the id, as commands get it (`<@U…|ada>`).
    """
    return _between_references(text, lambda piece: _resolve(workspace, escape(piece), labelled=labelled))


def sent(workspace: Workspace, text: str, *, names: bool, links: bool) -> str:
    """What an app sent, as Slack stores it: & < > escaped where the app did not, addresses in brackets.

    `names`: `@name` and `#channel` become references (`link_names`, `parse: full`); `links`: false for `parse: none`.
    """

    def stored(piece: str) -> str:
        escaped = _BARE.sub("&amp;", piece).replace("<", "&lt;").replace(">", "&gt;")
        if names:
            return _resolve(workspace, escaped)
        return _with_links(escaped, lambda words: words) if links else escaped

    return _between_references(text, stored)


def _between_references(text: str, change: Callable[[str], str]) -> str:
    pieces, end = [], 0
    for reference in _REFERENCE.finditer(text):
        pieces += [change(text[end : reference.start()]), reference[0]]
        end = reference.end()
    return "".join([*pieces, change(text[end:])])


def _resolve(workspace: Workspace, text: str, *, labelled: bool = False) -> str:
    def user(match: re.Match[str]) -> str:
        if match[1] in {"here", "channel", "everyone"}:
            return f"<!{match[1]}>"
        found = workspace.user_named(match[1])
        return (f"<@{found.id}|{found.name}>" if labelled else f"<@{found.id}>") if found else match[0]

    def channel(match: re.Match[str]) -> str:
        found = workspace.channel_named(match[1])
        return f"<#{found.id}|{found.name if labelled else ''}>" if found else match[0]

    return _with_links(text, lambda words: _HASHTAG.sub(channel, _HANDLE.sub(user, words)))


def _with_links(text: str, change: Callable[[str], str]) -> str:
    """Addresses in brackets, what stands between them changed."""
    pieces, end = [], 0
    for link in _LINK.finditer(text):
        address = _address(link[0])
        pieces += [change(text[end : link.start()]), f"<{address}>"]
        end = link.start() + len(address)
    return "".join([*pieces, change(text[end:])])


def _address(found: str) -> str:
    """An address without the sentence's marks at its end; a bracket that opened within it closes within it."""
    while len(found) > len("https://x"):
        last = found[-1]
        if last in _PAIRS and found.count(last) <= found.count(_PAIRS[last]):
            return found
        if last not in ".,;:!?'\"…”’*_~`)]}":
            return found
        found = found[:-1]
    return found
