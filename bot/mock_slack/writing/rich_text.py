"""The `rich_text` block that Slack makes of what was written: styles, lists, quotes, code, mentions, links, emoji.

It reads stored text: escaped, with its references in < >. The text itself stays as it was written.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import Any

from bot.mock_slack.writing.texts import unescape

Element = dict[str, Any]
Style = tuple[str, ...]

_FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*•]|(?P<number>\d{1,4})[.)]) +(?P<words>\S.*)")
_QUOTED = re.compile(r"(?:&gt;|>) ?(.*)")
_REST_QUOTED = re.compile(r"^&gt;&gt;&gt; ?", re.MULTILINE)
_TOKEN = re.compile(
    r"<(?P<sigil>[@#!]?)(?P<target>[^<>|\n]+)(?:\|(?P<label>[^<>\n]*))?>"
    r"|`(?P<code>[^`\n]+)`"
    r"|:(?P<emoji>[a-z0-9_+'-]+)(?:::skin-tone-(?P<skin>[2-6]))?:"
    r"|(?<![\w*~])(?P<mark>[*_~])(?=[^\s*_~])"
)
_REFERENCE = re.compile(r"<(?P<sigil>[@#!]?)(?P<target>[^<>|\n]+)(?:\|(?P<label>[^<>\n]*))?>")
_MARKS = {"*": "bold", "_": "italic", "~": "strike"}
_CLOSING = {mark: re.compile(rf"`[^`\n]+`|<[^<>\n]+>|(?<=\S){re.escape(mark)}(?!\w)") for mark in _MARKS}
_SPACES = 4  # of indentation that put an item a level deeper


def rich_text(text: str, block_id: str, *, lists: bool = True) -> Element:
    """The block beside a message's text."""
    return {"type": "rich_text", "block_id": block_id, "elements": parts(text, lists=lists)}


def parts(text: str, *, lists: bool = True) -> list[Element]:
    """What the text is made of: sections, lists, quotes and preformatted text, in their order.

    `lists`: people's composer makes them as one types; the markup of an app's text has none.
    """
    found: list[Element] = []
    end = 0
    for fence in _FENCE.finditer(text):
        _lines(found, text[end : fence.start()], lists=lists)
        code = _literal(fence[1], ())
        found.append({"type": "rich_text_preformatted", "elements": code, "border": 0})
        end = fence.end()
        end += text.startswith("\n", end)
    _lines(found, text[end:], lists=lists)
    for before, after in pairwise(found):
        if before["type"] == "rich_text_section" and after["type"] != "rich_text_section":
            _add(before["elements"], "\n", ())  # Slack ends the line before a list or a quote within the section
    return found or [{"type": "rich_text_section", "elements": []}]


def _lines(found: list[Element], text: str, *, lists: bool) -> None:
    whole = _REST_QUOTED.search(text)
    rest = text[whole.end() :] if whole else ""
    text = text[: whole.start()] if whole else text
    lines = text.removesuffix("\n").split("\n") if text else []
    counted = False  # an ordered list begins at one: “2024. That was …” is none
    kinds: list[str] = []
    for line in lines:
        item = _ITEM.fullmatch(line) if lists else None
        counted = bool(item and item["number"] and (counted or item["number"] == "1" or item["indent"]))
        if item and (counted or not item["number"]):
            kinds.append(f"{'ordered' if item['number'] else 'bullet'} {_depth(item)}")
        else:
            kinds.append("quote" if _QUOTED.fullmatch(line) else "section")
    for kind, group in groupby(zip(kinds, lines, strict=True), key=lambda one: one[0]):
        words = [line for _, line in group]
        if kind == "section":
            found.append({"type": "rich_text_section", "elements": inline("\n".join(words))})
        elif kind == "quote":
            quoted = "\n".join(_QUOTED.sub(r"\1", line, count=1) for line in words)
            found.append({"type": "rich_text_quote", "elements": inline(quoted)})
        else:
            style, _, depth = kind.partition(" ")
            items = [_ITEM.sub(r"\g<words>", line) for line in words]
            sections = [{"type": "rich_text_section", "elements": inline(item)} for item in items]
            listed = {"type": "rich_text_list", "style": style, "indent": int(depth), "border": 0}
            found.append({**listed, "elements": sections})
    if whole:
        found.append({"type": "rich_text_quote", "elements": inline(rest)})


def _depth(item: re.Match[str]) -> int:
    return min(len(item["indent"].expandtabs(_SPACES)) // _SPACES, 8)


def inline(text: str, style: Style = ()) -> list[Element]:
    """What stands in lines: words with their styles, code, references, emoji."""
    elements: list[Element] = []
    nowhere: dict[str, int] = {}  # by mark: up to where it closes nowhere, so that it is not looked for again
    at = end = 0
    while token := _TOKEN.search(text, at):
        at = token.end()
        if mark := token["mark"]:
            close = _closing(text, token.start(), mark) if token.start() >= nowhere.get(mark, 0) else -1
            if close < 0:
                line = text.find("\n", token.start())
                nowhere[mark] = max(nowhere.get(mark, 0), line if line >= 0 else len(text))
                continue
            at = close + 1
        _add(elements, text[end : token.start()], style)
        end = at
        if mark:
            elements += inline(text[token.end() : close], _with(style, _MARKS[mark]))
        elif token["code"] is not None:
            elements += _literal(token["code"], _with(style, "code"))
        elif token["emoji"]:
            emoji: Element = {"type": "emoji", "name": token["emoji"]}
            elements.append(_styled(emoji | {"skin_tone": int(token["skin"])} if token["skin"] else emoji, style))
        else:
            elements.append(_styled(_referred(token), style))
    _add(elements, text[end:], style)
    return elements


def _closing(text: str, start: int, mark: str) -> int:
    """Where the mark that opens at `start` closes on its line: after a character, and not before a letter."""
    line = text.find("\n", start)
    for close in _CLOSING[mark].finditer(text, start + 2, line if line >= 0 else len(text)):
        if close[0] == mark:
            return close.start()
    return -1


def _literal(text: str, style: Style) -> list[Element]:
    """Code: no styles and no emoji in it, but what Slack bracketed is a link all the same."""
    elements: list[Element] = []
    end = 0
    for reference in _REFERENCE.finditer(text):
        _add(elements, text[end : reference.start()], style)
        elements.append(_styled(_referred(reference), style))
        end = reference.end()
    _add(elements, text[end:], style)
    return elements


def _referred(reference: re.Match[str]) -> Element:
    target, label = reference["target"], reference["label"]
    if reference["sigil"] == "@":
        return {"type": "user", "user_id": target}
    if reference["sigil"] == "#":
        return {"type": "channel", "channel_id": target}
    if reference["sigil"] != "!":
        link = {"type": "link", "url": unescape(target)}
        return link | {"text": unescape(label)} if label else link
    kind, _, rest = target.partition("^")
    if kind == "subteam":
        return {"type": "usergroup", "usergroup_id": rest}
    timestamp, _, shape = rest.partition("^")
    if kind == "date" and timestamp.isdigit():
        date: Element = {"type": "date", "timestamp": int(timestamp), "format": unescape(shape.partition("^")[0])}
        return date | {"fallback": unescape(label)} if label else date
    return {"type": "broadcast", "range": target}


def _add(elements: list[Element], text: str, style: Style) -> None:
    if not text:
        return
    last = elements[-1] if elements else {}
    if last.get("type") == "text" and last.get("style") == (_style(style) or None):
        last["text"] += unescape(text)
    else:
        elements.append(_styled({"type": "text", "text": unescape(text)}, style))


def _styled(element: Element, style: Style) -> Element:
    return element | {"style": _style(style)} if style else element


def _style(style: Style) -> dict[str, bool]:
    return dict.fromkeys(style, True)


def _with(style: Style, name: str) -> Style:
    return style if name in style else (*style, name)
