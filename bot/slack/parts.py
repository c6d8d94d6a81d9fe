"""The few Block Kit parts that messages are made of, none of which parses its text.

Rich text is used rather than mrkdwn throughout: bold is a style there and not an asterisk, so a quote that holds
asterisks, backticks or `<!channel>` is shown as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
)

from bot.slack.escaping import one_line, plain
from bot.slack.limits import cut

Words = RichTextElementParts.Text
User = RichTextElementParts.User
Piece = Words | User
NOTHING = "·"  # Slack refuses an empty text


def words(text: str, *, bold: bool | None = None, italic: bool | None = None) -> Words:
    style = RichTextElementParts.TextStyle(bold=bold, italic=italic) if bold or italic else None
    return Words(text=plain(text) or NOTHING, style=style)


def line(*pieces: Piece) -> RichTextSectionElement:
    return RichTextSectionElement(elements=list(pieces))


def paragraph(*pieces: Piece) -> RichTextBlock:
    return RichTextBlock(elements=[line(*pieces)])


def sentence(text: str) -> RichTextBlock:
    return paragraph(words(text))


def bullets(items: Iterable[Sequence[Piece]]) -> RichTextBlock:
    return RichTextBlock(elements=[RichTextListElement(style="bullet", elements=[line(*item) for item in items])])


def quotation(*pieces: Piece) -> RichTextBlock:
    return RichTextBlock(elements=[RichTextQuoteElement(elements=list(pieces))])


def header(text: str) -> HeaderBlock:
    return HeaderBlock(text=_text(cut(one_line(text), 150)))


def small(text: str) -> ContextBlock:
    return ContextBlock(elements=[_text(cut(plain(text), 1_500))])


def button(label: str, action: str, value: str) -> ButtonElement:
    return ButtonElement(text=_text(cut(one_line(label), 75)), action_id=action, value=value)


def section(text: str, accessory: ButtonElement | None = None) -> SectionBlock:
    return SectionBlock(text=_text(cut(plain(text), 3_000)), accessory=accessory)


def buttons(elements: Sequence[ButtonElement]) -> list[Block]:
    return [ActionsBlock(elements=list(elements))] if elements else []


def _text(text: str) -> PlainTextObject:
    return PlainTextObject(text=text or NOTHING, emoji=False)
