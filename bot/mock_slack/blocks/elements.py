"""Interactive elements and images. https://docs.slack.dev/reference/block-kit/block-elements"""

from __future__ import annotations

import re
from typing import Any

from bot.mock_slack.blocks.checks import (
    Check,
    Problems,
    anything,
    boolean,
    both,
    by_type,
    exactly_one,
    integer,
    items,
    one_of,
    problem,
    shape,
    string,
    url,
)
from bot.mock_slack.blocks.objects import (
    CONFIRM,
    DISPATCH,
    FILTER,
    OPTION,
    OPTION_GROUP,
    PLAIN_OPTION,
    SLACK_FILE,
    WORKFLOW,
    option,
    plain,
    text,
)
from bot.mock_slack.blocks.rich_text import RICH_TEXT

ACTION_ID = string(255, 1)
_SHARED: dict[str, Check] = {"action_id": ACTION_ID, "confirm": CONFIRM}
_FIELD: dict[str, Check] = {**_SHARED, "placeholder": plain(150), "focus_on_load": boolean}
_INPUT: dict[str, Check] = {**_FIELD, "dispatch_action_config": DISPATCH}
_STYLE = one_of("primary", "danger")
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def pattern(expression: re.Pattern[str], sentence: str) -> Check:
    def check(value: Any, pointer: str, found: Problems) -> None:
        if not isinstance(value, str) or not expression.fullmatch(value):
            problem(found, sentence, pointer)

    return check


def element(required: dict[str, Check], optional: dict[str, Check], also: Check | None = None) -> Check:
    return shape({"type": anything, **required}, optional, also)


def _initial_among_options(value: Any, pointer: str, found: Problems) -> None:
    groups = value.get("option_groups") or [{"options": value.get("options") or []}]
    known = [one.get("value") for group in groups for one in group["options"]]
    initial = value.get("initial_options") or ([value["initial_option"]] if value.get("initial_option") else [])
    for one in initial:
        if one.get("value") not in known:
            problem(found, "initial option must match exactly one of the options", pointer)


def _ordered(low: str, high: str) -> Check:
    def check(value: Any, pointer: str, found: Problems) -> None:
        if value.get(low) is not None and value.get(high) is not None and float(value[low]) > float(value[high]):
            problem(found, f"`{low}` must be less than `{high}`", pointer)

    return check


def _decimal(value: Any, pointer: str, found: Problems) -> None:
    try:
        float(value)
    except (TypeError, ValueError):
        problem(found, "must be a number", pointer)


def _select(initial: str, check_initial: Check, extra: dict[str, Check] | None = None) -> Check:
    return element({}, {**_FIELD, initial: check_initial, **(extra or {})})


def _multi(initial: str, check_initial: Check, extra: dict[str, Check] | None = None) -> Check:
    return _select(initial, items(check_initial), {"max_selected_items": integer(1), **(extra or {})})


_ID = string(None, 1)
_STATIC = {"options": items(PLAIN_OPTION, 100, 1), "option_groups": items(OPTION_GROUP, 100, 1)}
_STATIC_RULES = both(exactly_one("options", "option_groups"), _initial_among_options)
_URLS: dict[str, Check] = {"response_url_enabled": boolean}
_CONVERSATIONS: dict[str, Check] = {"default_to_current_conversation": boolean, "filter": FILTER}
_BUTTON_EXTRA: dict[str, Check] = {
    "accessibility_label": string(75),
    "alt_text": string(2000),
    "visible_to_user_ids": items(_ID),
}

IMAGE = element(
    {"alt_text": string(2000)},
    {"image_url": url(), "slack_file": SLACK_FILE},
    also=exactly_one("image_url", "slack_file"),
)
BUTTON = element(
    {"text": plain(75)},
    {
        **_SHARED,
        **_BUTTON_EXTRA,
        "url": url(),
        "value": string(2000),
        "style": _STYLE,
        "agent_prompt": string(4000),
        "agent_prompt_display": string(),
    },
)
_FEEDBACK = shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})

SELECTS: dict[str, Check] = {
    "static_select": element({}, {**_FIELD, **_STATIC, "initial_option": PLAIN_OPTION}, _STATIC_RULES),
    "external_select": _select("initial_option", PLAIN_OPTION, {"min_query_length": integer(0)}),
    "users_select": _select("initial_user", _ID),
    "conversations_select": _select("initial_conversation", _ID, {**_CONVERSATIONS, **_URLS}),
    "channels_select": _select("initial_channel", _ID, _URLS),
    "multi_static_select": element(
        {},
        {**_FIELD, **_STATIC, "initial_options": items(PLAIN_OPTION, 100), "max_selected_items": integer(1)},
        _STATIC_RULES,
    ),
    "multi_external_select": _multi("initial_options", PLAIN_OPTION, {"min_query_length": integer(0)}),
    "multi_users_select": _multi("initial_users", _ID),
    "multi_conversations_select": _multi("initial_conversations", _ID, _CONVERSATIONS),
    "multi_channels_select": _multi("initial_channels", _ID),
}
CHOICES: dict[str, Check] = {
    "checkboxes": element(
        {"options": items(OPTION, 10, 1)}, {**_FIELD, "initial_options": items(OPTION, 10)}, _initial_among_options
    ),
    "radio_buttons": element(
        {"options": items(OPTION, 10, 1)}, {**_FIELD, "initial_option": OPTION}, _initial_among_options
    ),
    "datepicker": _select("initial_date", pattern(_DATE, "must be a valid date in the format YYYY-MM-DD")),
    "timepicker": _select(
        "initial_time", pattern(_TIME, "must be a valid time in the format HH:mm"), {"timezone": _ID}
    ),
    "datetimepicker": _select("initial_date_time", integer(1_000_000_000, 9_999_999_999)),
}
OVERFLOW = element({"options": items(option(plain(75), with_url=True), 5, 1)}, {**_SHARED, "alt_text": string(2000)})
WORKFLOW_BUTTON = element({"text": plain(75), "workflow": WORKFLOW}, {**_SHARED, **_BUTTON_EXTRA, "style": _STYLE})

INPUTS: dict[str, Check] = {
    **SELECTS,
    **CHOICES,
    "plain_text_input": element(
        {},
        {
            **_INPUT,
            "initial_value": string(3000),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        _ordered("min_length", "max_length"),
    ),
    "rich_text_input": element(
        {}, {**_INPUT, "initial_value": RICH_TEXT, "min_lines": integer(1), "max_lines": integer(1)}
    ),
    "email_text_input": element({}, {**_INPUT, "initial_value": string()}),
    "url_text_input": element({}, {**_INPUT, "initial_value": string()}),
    "number_input": element(
        {"is_decimal_allowed": boolean},
        {**_INPUT, "initial_value": _decimal, "min_value": _decimal, "max_value": _decimal},
        _ordered("min_value", "max_value"),
    ),
    "file_input": element({}, {**_FIELD, "filetypes": items(string(None, 1)), "max_files": integer(1, 10)}),
}

IN_INPUT = by_type(INPUTS)
IN_SECTION = by_type(
    {
        **SELECTS,
        **CHOICES,
        "button": BUTTON,
        "overflow": OVERFLOW,
        "image": IMAGE,
        "workflow_button": WORKFLOW_BUTTON,
    }
)
IN_ACTIONS = by_type({**SELECTS, **CHOICES, "button": BUTTON, "overflow": OVERFLOW, "workflow_button": WORKFLOW_BUTTON})
IN_CONTEXT = by_type({"image": IMAGE, "plain_text": text(2000), "mrkdwn": text(2000)})
ICON_BUTTON = element({"icon": string(None, 1), "text": plain(75)}, {**_SHARED, **_BUTTON_EXTRA, "value": string(2000)})
IN_CONTEXT_ACTIONS = by_type(
    {
        "feedback_buttons": element(
            {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, {**_SHARED, "alt_text": string(2000)}
        ),
        "icon_button": ICON_BUTTON,
    }
)
IN_CARD = by_type({"button": BUTTON, "overflow": OVERFLOW, "icon_button": ICON_BUTTON})
