"""The few Block Kit parts that messages are made of, none of which parses its text.

Rich text is used rather than mrkdwn throughout: bold is a style there and not an asterisk, so a quote that holds
asterisks, backticks or `<!channel>` is shown as it is. The parts are plain dictionaries: slack_sdk's classes look at
every attribute again each time that they are turned into JSON, which took longer than finding the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.slack.layout.escaping import one_line, plain
from bot.slack.layout.limits import BUTTON_LABEL, HEADER, NOTE, SECTION, Block, cut

Piece = dict[str, Any]
NOTHING = "·"  # Slack refuses an empty text


def words(text: str, *, bold: bool = False, italic: bool = False) -> Piece:
    style = {name: True for name, wanted in (("bold", bold), ("italic", italic)) if wanted}
    piece = {"type": "text", "text": plain(text) or NOTHING}
    return {**piece, "style": style} if style else piece


def person(user: str) -> Piece:
    """A mention: only ever of somebody who did something with the bot, never out of a text."""
    return {"type": "user", "user_id": user}


def paragraph(*pieces: Piece) -> Block:
    return {"type": "rich_text", "elements": [_line(pieces)]}


def sentence(text: str) -> Block:
    return paragraph(words(text))


def bullets(items: Iterable[Sequence[Piece]]) -> Block:
    lines = [_line(item) for item in items]
    return {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": lines}]}


def header(text: str) -> Block:
    return {"type": "header", "text": plain_text(cut(one_line(text), HEADER))}


def small(text: str) -> Block:
    return {"type": "context", "elements": [plain_text(cut(plain(text), NOTE))]}


def section(text: str, accessory: Piece) -> Block:
    return {"type": "section", "text": plain_text(cut(plain(text), SECTION)), "accessory": accessory}


def button(label: str, action: str, value: str) -> Piece:
    label = cut(one_line(label), BUTTON_LABEL)
    return {"type": "button", "text": plain_text(label), "action_id": action, "value": value}


def buttons(*elements: Piece) -> Block:
    return {"type": "actions", "elements": list(elements)}


def feedback_buttons(action: str, good: str, bad: str) -> Block:
    """Thumbs up and down, each with the value that a press sends."""
    up = {"text": plain_text("Helpful"), "accessibility_label": "The answer is right", "value": good}
    down = {"text": plain_text("Not helpful"), "accessibility_label": "Something is wrong", "value": bad}
    pressed = {"type": "feedback_buttons", "action_id": action, "positive_button": up, "negative_button": down}
    return {"type": "context_actions", "elements": [pressed]}


def table(rows: Sequence[Sequence[str]]) -> Block:
    """The first row is the heading; all rows are of one length."""
    cells = [[{"type": "raw_text", "text": text or NOTHING} for text in row] for row in rows]
    return {"type": "table", "rows": cells, "column_settings": [{"is_wrapped": True} for _ in rows[0]]}


def plain_text(text: str) -> Piece:
    return {"type": "plain_text", "text": text or NOTHING, "emoji": False}


def _line(pieces: Iterable[Piece]) -> Piece:
    return {"type": "rich_text_section", "elements": list(pieces)}
