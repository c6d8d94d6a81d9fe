"""Composition objects: texts, options, confirmations. https://docs.slack.dev/reference/block-kit/composition-objects"""

from __future__ import annotations

from bot.mock_slack.blocks.checks import (
    Check,
    anything,
    at_least_one,
    boolean,
    by_type,
    exactly_one,
    items,
    number,
    one_of,
    shape,
    string,
    url,
)


def plain(high: int, low: int = 1) -> Check:
    return by_type({"plain_text": shape({"type": anything, "text": string(high, low)}, {"emoji": boolean})})


def text(high: int, low: int = 1) -> Check:
    """Plain text or mrkdwn."""
    return by_type(
        {
            "plain_text": shape({"type": anything, "text": string(high, low)}, {"emoji": boolean}),
            "mrkdwn": shape({"type": anything, "text": string(high, low)}, {"verbatim": boolean}),
        }
    )


def option(label: Check, *, with_url: bool = False) -> Check:
    optional = {"description": text(75)}
    return shape({"text": label, "value": string(150, 1)}, {**optional, "url": url()} if with_url else optional)


PLAIN_OPTION = option(plain(75))
OPTION = option(text(75))
OPTION_GROUP = shape({"label": plain(75), "options": items(PLAIN_OPTION, 100, 1)})

CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
DISPATCH = shape({}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2, 1)})
FILTER = shape(
    {},
    {
        "include": items(one_of("im", "mpim", "private", "public"), 4, 1),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    also=at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),
)
SLACK_FILE = shape({}, {"id": string(255, 1), "url": url()}, also=exactly_one("id", "url"))
WORKFLOW = shape({"trigger": shape({"url": url()}, {"customizable_input_parameters": items(anything)})})
URL_SOURCE = shape({"type": one_of("url"), "url": url(), "text": string(None, 1)})

RAW_TEXT = shape({"type": one_of("raw_text"), "text": string(None, 1)})
RAW_NUMBER = shape({"type": one_of("raw_number"), "value": number}, {"text": string()})
COLUMN = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})
