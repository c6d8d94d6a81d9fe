"""Interactive elements: finding them in blocks, and what a person's choice in one looks like on the wire."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.mock_slack.basics.errors import ControlError
from bot.mock_slack.workspace.records import Channel, Json
from bot.mock_slack.writing.rich_text import parts
from bot.mock_slack.writing.texts import escape

# element type → the field that holds the choice, the field that holds the first choice
FIELDS = {
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", ""),
}
BUTTONS = ("button", "icon_button", "feedback_buttons", "workflow_button")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://\S+")


def interactive(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every block with an interactive element in it, wherever that stands."""
    for block in blocks:
        for element in _elements(block):
            yield block, element


def _elements(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        if isinstance(value.get("action_id"), str) and value.get("type") in (*FIELDS, *BUTTONS):
            yield value
        for one in value.values():
            yield from _elements(one)
    elif isinstance(value, list):
        for one in value:
            yield from _elements(one)


def find(blocks: list[Json], action_id: str, block_id: str | None) -> tuple[Json, Json]:
    """Raises `ControlError` when there is no such element."""
    for block, element in interactive(blocks):
        if element["action_id"] == action_id and block_id in {None, block.get("block_id")}:
            return block, element
    raise ControlError(f"There is nothing with the action_id “{action_id}” here.", 404)


def action_of(block: Json, element: Json, value: Any, action_ts: str) -> Json:
    """The entry of `actions` that a click or a choice makes. Raises `ControlError` for an impossible choice."""
    action: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block.get("block_id", ""),
        "action_ts": action_ts,
    }
    if element["type"] == "feedback_buttons":
        name = "negative_button" if value in {"negative", "negative_button"} else "positive_button"
        chosen = element.get(name, {})
        if value not in {None, "positive", "negative", "positive_button", "negative_button", chosen.get("value")}:
            name = "negative_button"
            chosen = element.get(name, {})
            if chosen.get("value") != value:
                raise ControlError("A feedback button is “positive” or “negative”, or one of their values.")
        return action | {"text": chosen.get("text"), "value": chosen.get("value")}
    if element["type"] in BUTTONS:
        shown = {key: element[key] for key in ("text", "value", "style", "url", "icon", "confirm") if key in element}
        return action | shown
    return action | choice(element, value)


def choice(element: Json, value: Any) -> Json:
    """A choice as Slack writes it, such as `{"selected_option": {…}}`, from plain values: an option by its `value`."""
    field, initial = FIELDS[element["type"]]
    if value is None:
        value = element.get(initial) if initial else None
        if field == "rich_text_value" and value is None:
            return {}
        several = field.endswith("s")  # none chosen of several is an empty list
        return {field: value if value is not None else ([] if several else None)}
    if field == "selected_option":
        return {field: _option(element, value)}
    if field == "selected_options":
        if not isinstance(value, list):
            raise ControlError(f"“{element['action_id']}” takes a list of values.")
        return {field: [_option(element, one) for one in value]}
    if field.startswith("selected_") and field.endswith("s"):
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ControlError(f"“{element['action_id']}” takes a list of ids.")
        return {field: value}
    if field == "selected_date_time":
        if isinstance(value, bool) or not isinstance(value, int):
            raise ControlError(f"“{element['action_id']}” takes seconds since 1970.")
        return {field: value}
    if field == "rich_text_value" and isinstance(value, str):
        return {field: {"type": "rich_text", "elements": parts(escape(value))}}
    if field in {"rich_text_value", "files"}:
        return {field: value}
    return {field: str(value) if value != "" else None}


def begins_with(element: Json, channel: Channel, bot: str) -> bool:
    """Whether an element is to begin with this conversation as the current one; its own first choice goes before."""
    if not element.get("default_to_current_conversation") or element.get(FIELDS[element["type"]][1]):
        return False
    rule = element.get("filter") or {}
    kind = {"channel": "public", "group": "private"}.get(channel.kind, channel.kind)
    with_bot = channel.kind == "im" and bot in channel.members
    return kind in rule.get("include", [kind]) and not (rule.get("exclude_bot_users") and with_bot)


def chosen(element: Json, conversation: str) -> Json:
    field = FIELDS[element["type"]][0]
    return {field: [conversation] if field.endswith("s") else conversation}


def _option(element: Json, value: Any) -> Json:
    if isinstance(value, dict):
        return value
    groups = element.get("option_groups") or [{"options": element.get("options") or []}]
    for group in groups:
        for option in group["options"]:
            if option.get("value") == value or option["text"]["text"] == value:
                return dict(option)
    if "external" in element["type"]:
        return {"text": {"type": "plain_text", "text": str(value), "emoji": True}, "value": str(value)}
    raise ControlError(f"“{element['action_id']}” has no option “{value}”.")


def view_values(view: Json, given: Json) -> Json:
    """`state.values` of a view: what was given, by block id and action id or one of them, else the first choice."""
    values: Json = {}
    known = view["state"]["values"]
    for block, element in interactive(view["blocks"]):
        if element["type"] not in FIELDS or element["type"] == "overflow":
            continue
        block_id, action_id = block["block_id"], element["action_id"]
        of_block = given.get(block_id)
        if isinstance(of_block, dict) and action_id in of_block:
            state = choice(element, of_block[action_id])
        elif action_id in given and not isinstance(given[action_id], dict):
            state = choice(element, given[action_id])
        elif block["type"] == "input" and block_id in given and not isinstance(of_block, dict):
            state = choice(element, of_block)
        else:
            state = known.get(block_id, {}).get(action_id) or choice(element, None)
        values.setdefault(block_id, {})[action_id] = {"type": element["type"], **state}
    return values


def problems(view: Json, values: Json) -> dict[str, str]:
    """What Slack's own client says before it lets a form go, by block id."""
    found: dict[str, str] = {}
    for block in view["blocks"]:
        element = block.get("element")
        if block["type"] != "input" or not isinstance(element, dict) or element["type"] not in FIELDS:
            continue
        state = values.get(block["block_id"], {}).get(element["action_id"], {})
        value = state.get(FIELDS[element["type"]][0])
        if value in (None, "", []):
            if not block.get("optional"):
                found[block["block_id"]] = "Please complete this required field."
            continue
        sentence = _wrong(element, value)
        if sentence:
            found[block["block_id"]] = sentence
    return found


def _wrong(element: Json, value: Any) -> str:
    kind = element["type"]
    if kind == "plain_text_input":
        if len(value) < element.get("min_length", 0):
            return f"Please enter at least {element['min_length']} characters."
        if len(value) > element.get("max_length", 3000):
            return f"Please enter at most {element.get('max_length', 3000)} characters."
    if kind == "email_text_input" and not _EMAIL.fullmatch(value):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not _URL.fullmatch(value):
        return "Please enter a valid URL."
    if kind == "number_input":
        try:
            number = float(value)
        except ValueError:
            return "Please enter a number."
        if not element.get("is_decimal_allowed") and not number.is_integer():
            return "Please enter a whole number."
        if number < float(element.get("min_value", "-inf")) or number > float(element.get("max_value", "inf")):
            return "Please enter a number within the limits."
    if kind == "file_input":
        return _wrong_files(element, value)
    return ""


def _wrong_files(element: Json, files: Any) -> str:
    if not isinstance(files, list) or not all(isinstance(file, dict) for file in files):
        return "Please choose files."
    if len(files) > element.get("max_files", 10):
        return f"Please choose at most {element.get('max_files', 10)} files."
    kinds = [kind.lower().removeprefix(".") for kind in element.get("filetypes") or []]
    other = [file for file in files if str(file.get("name", "")).rpartition(".")[2].lower() not in kinds]
    if kinds and other:
        return f"Please choose files of these types only: {', '.join(kinds)}."
    return ""
