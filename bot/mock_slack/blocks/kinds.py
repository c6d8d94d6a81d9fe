"""Every kind of block, and on which surfaces it may stand. https://docs.slack.dev/reference/block-kit/blocks"""

from __future__ import annotations

from typing import Any

from bot.mock_slack.blocks.checks import (
    Check,
    Problems,
    anything,
    at_least_one,
    boolean,
    both,
    by_type,
    exactly_one,
    integer,
    items,
    number,
    one_of,
    problem,
    shape,
    string,
    url,
)
from bot.mock_slack.blocks.elements import (
    BUTTON,
    IMAGE,
    IN_ACTIONS,
    IN_CARD,
    IN_CONTEXT,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
)
from bot.mock_slack.blocks.objects import COLUMN, RAW_NUMBER, RAW_TEXT, SLACK_FILE, URL_SOURCE, plain, text
from bot.mock_slack.blocks.rich_text import RICH_TEXT

MAX_MARKDOWN = 12_000
MAX_TABLE_TEXT = 10_000
ALL = ("message", "modal", "home")
MESSAGE = ("message",)


def block(required: dict[str, Check], optional: dict[str, Check] | None = None, also: Check | None = None) -> Check:
    return shape({"type": anything, **required}, {"block_id": string(255), **(optional or {})}, also)


def _even_rows(value: Any, pointer: str, found: Problems) -> None:
    widths = {len(row) for row in value["rows"]}
    if len(widths) > 1:
        problem(found, "all rows must have the same number of cells", f"{pointer}/rows")


def _header_without_rich_text(value: Any, pointer: str, found: Problems) -> None:
    for place, cell in enumerate(value["rows"][0]):
        if cell.get("type") == "rich_text":
            problem(found, "header cells cannot be rich_text", f"{pointer}/rows/0/{place}")


def _matching_series(value: Any, pointer: str, found: Problems) -> None:
    categories = value["axis_config"]["categories"]
    names = [series["name"] for series in value["series"]]
    if len(set(names)) < len(names):
        problem(found, "series names must be unique", f"{pointer}/series")
    for place, series in enumerate(value["series"]):
        if [point["label"] for point in series["data"]] != categories:
            problem(found, "must have one data point for each category", f"{pointer}/series/{place}/data")


_CELL = by_type({"raw_text": RAW_TEXT, "raw_number": RAW_NUMBER, "rich_text": RICH_TEXT})
_DATA_CELL = by_type(
    {
        "raw_text": RAW_TEXT,
        "raw_number": RAW_NUMBER,
        "rich_text": RICH_TEXT,
        "action": shape({"type": anything, "element": by_type({"button": BUTTON})}),
    }
)
_POINT = shape({"label": string(20, 1), "value": number})
_XY_CHART = shape(
    {
        "type": anything,
        "series": items(shape({"name": string(20, 1), "data": items(_POINT, 20, 1)}), 12, 1),
        "axis_config": shape(
            {"categories": items(string(20, 1), 20, 1)}, {"x_label": string(50), "y_label": string(50)}
        ),
    },
    also=_matching_series,
)
_CHART = by_type(
    {
        "pie": shape({"type": anything, "segments": items(_POINT, 12, 1)}),
        "bar": _XY_CHART,
        "line": _XY_CHART,
        "area": _XY_CHART,
    }
)
TASK_CARD = block(
    {"task_id": string(None, 1), "title": string(None, 1)},
    {
        "status": one_of("pending", "in_progress", "complete", "error"),
        "details": RICH_TEXT,
        "output": RICH_TEXT,
        "sources": items(URL_SOURCE),
    },
)
CARD = block(
    {},
    {
        "hero_image": IMAGE,
        "icon": IMAGE,
        "slack_icon": anything,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "subtext": text(200),
        "actions": items(IN_CARD, 3),
    },
    also=at_least_one("hero_image", "title", "actions", "body"),
)

# kind → (where it may stand, its check)
KINDS: dict[str, tuple[tuple[str, ...], Check]] = {
    "section": (
        ALL,
        block(
            {},
            {"text": text(3000), "fields": items(text(2000), 10, 1), "accessory": IN_SECTION, "expand": boolean},
            also=at_least_one("text", "fields"),
        ),
    ),
    "divider": (ALL, block({})),
    "header": (ALL, block({"text": plain(150)}, {"level": integer(1, 4)})),
    "context": (ALL, block({"elements": items(IN_CONTEXT, 10, 1)})),
    "image": (
        ALL,
        block(
            {"alt_text": string(2000)},
            {"image_url": url(), "slack_file": SLACK_FILE, "title": plain(2000)},
            also=exactly_one("image_url", "slack_file"),
        ),
    ),
    "actions": (ALL, block({"elements": items(IN_ACTIONS, 25, 1)})),
    "input": (
        ALL,
        block(
            {"label": plain(2000), "element": IN_INPUT},
            {"dispatch_action": boolean, "hint": plain(2000), "optional": boolean},
        ),
    ),
    "rich_text": (ALL, RICH_TEXT),
    "video": (
        ALL,
        block(
            {"alt_text": string(2000), "title": plain(199), "thumbnail_url": url(), "video_url": url()},
            {
                "author_name": string(49),
                "description": plain(200),
                "provider_icon_url": url(),
                "provider_name": string(),
                "title_url": url(),
            },
        ),
    ),
    "markdown": (MESSAGE, block({"text": string(MAX_MARKDOWN, 1)})),
    "context_actions": (MESSAGE, block({"elements": items(IN_CONTEXT_ACTIONS, 5, 1)})),
    "table": (
        MESSAGE,
        block({"rows": items(items(_CELL, 20, 1), 100, 1)}, {"column_settings": items(COLUMN, 20)}),
    ),
    "data_table": (
        MESSAGE,
        block(
            {"rows": items(items(_DATA_CELL, 20, 1), 201, 2), "caption": string(None, 1)},
            {"page_size": integer(1, 100), "row_header_column_index": integer(0, 19)},
            also=both(_even_rows, _header_without_rich_text),
        ),
    ),
    "data_visualization": (MESSAGE, block({"title": string(50, 1), "chart": _CHART})),
    "task_card": (MESSAGE, TASK_CARD),
    "plan": (MESSAGE, block({"title": string(None, 1)}, {"tasks": items(TASK_CARD)})),
    "alert": (
        ALL,
        block({"text": text(200)}, {"level": one_of("default", "info", "warning", "error", "success")}),
    ),
    "card": (MESSAGE, CARD),
    "carousel": (MESSAGE, block({"elements": items(by_type({"card": CARD}), 10, 1)})),
    "file": (MESSAGE, block({"external_id": string(None, 1), "source": one_of("remote")})),
    "call": (MESSAGE, block({"call_id": string(None, 1)}, {"call": anything, "api_decoration_available": boolean})),
}


def _child(value: Any, pointer: str, found: Problems) -> None:
    by_type({kind: check for kind, (_, check) in KINDS.items() if kind not in {"container", "input"}})(
        value, pointer, found
    )


KINDS["container"] = (
    MESSAGE,
    block(
        {"child_blocks": items(_child, 10, 1)},
        {
            "title": plain(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": text(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": IMAGE,
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
        also=at_least_one("title", "rich_text_title"),
    ),
)
