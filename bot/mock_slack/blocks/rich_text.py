"""Rich text. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block"""

from __future__ import annotations

from bot.mock_slack.blocks.checks import Check, anything, boolean, by_type, integer, items, one_of, shape, string, url

STYLE = shape(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), boolean
    ),
)


def _element(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return shape({"type": anything, **required}, {"style": STYLE, **(optional or {})})


INLINE = by_type(
    {
        "text": _element({"text": string(None, 1)}),
        "link": _element({"url": url(10_000)}, {"text": string(), "unsafe": boolean}),
        "emoji": _element(
            {"name": string(None, 1)}, {"unicode": string(), "skin_tone": integer(1, 6), "url": string()}
        ),
        "user": _element({"user_id": string(None, 1)}),
        "channel": _element({"channel_id": string(None, 1)}),
        "usergroup": _element({"usergroup_id": string(None, 1)}),
        "team": _element({"team_id": string(None, 1)}),
        "broadcast": _element({"range": one_of("here", "channel", "everyone")}),
        "date": _element({"timestamp": integer(), "format": string(None, 1)}, {"url": url(), "fallback": string()}),
        "color": _element({"value": string(None, 1)}),
    }
)
SECTION = shape({"type": anything, "elements": items(INLINE)})
_BORDER = {"border": integer(0, 1)}

ELEMENT = by_type(
    {
        "rich_text_section": SECTION,
        "rich_text_preformatted": shape(
            {"type": anything, "elements": items(INLINE)}, {**_BORDER, "language": string(100)}
        ),
        "rich_text_quote": shape({"type": anything, "elements": items(INLINE)}, _BORDER),
        "rich_text_list": shape(
            {"type": anything, "style": one_of("bullet", "ordered"), "elements": items(SECTION)},
            {**_BORDER, "indent": integer(0, 8), "offset": integer(0)},
        ),
    }
)
RICH_TEXT = shape({"type": one_of("rich_text"), "elements": items(ELEMENT)}, {"block_id": string(255)})
