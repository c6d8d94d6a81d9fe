from __future__ import annotations

from typing import Any

import pytest

from bot.mock_slack.basics.errors import ControlError
from bot.mock_slack.writing.elements import action_of, choice, find, interactive, problems, view_values


def option(value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": value.title()}, "value": value}


OPTIONS = [option("one"), option("two")]


def element(kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "action_id": "a", **fields}


@pytest.mark.parametrize(
    ("given", "value", "state"),
    [
        (element("static_select", options=OPTIONS), "two", {"selected_option": OPTIONS[1]}),
        (element("static_select", options=OPTIONS), "Two", {"selected_option": OPTIONS[1]}),
        (
            element("static_select", option_groups=[{"options": OPTIONS}]),
            "one",
            {"selected_option": OPTIONS[0]},
        ),
        (element("static_select", options=OPTIONS, initial_option=OPTIONS[0]), None, {"selected_option": OPTIONS[0]}),
        (element("multi_static_select", options=OPTIONS), ["one", "two"], {"selected_options": OPTIONS}),
        (element("multi_static_select", options=OPTIONS), None, {"selected_options": []}),
        (element("checkboxes", options=OPTIONS), ["two"], {"selected_options": [OPTIONS[1]]}),
        (element("radio_buttons", options=OPTIONS), "one", {"selected_option": OPTIONS[0]}),
        (element("users_select"), "U1", {"selected_user": "U1"}),
        (element("multi_users_select"), ["U1"], {"selected_users": ["U1"]}),
        (element("datepicker"), "2026-11-22", {"selected_date": "2026-11-22"}),
        (element("datetimepicker"), 1_700_000_000, {"selected_date_time": 1_700_000_000}),
        (element("plain_text_input"), "words", {"value": "words"}),
        (element("plain_text_input"), "", {"value": None}),
        (element("number_input"), 5, {"value": "5"}),
    ],
)
def test_choices_are_written_as_slack_writes_them(given: dict[str, Any], value: Any, state: dict[str, Any]) -> None:
    assert choice(given, value) == state


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (element("static_select", options=OPTIONS), "three"),
        (element("multi_static_select", options=OPTIONS), "one"),
        (element("multi_users_select"), "U1"),
        (element("datetimepicker"), "noon"),
    ],
)
def test_impossible_choices_are_refused(given: dict[str, Any], value: Any) -> None:
    with pytest.raises(ControlError):
        choice(given, value)


def test_elements_are_found_wherever_they_stand() -> None:
    button = {**element("button"), "text": {"type": "plain_text", "text": "B"}}
    blocks: list[dict[str, Any]] = [
        {"type": "section", "block_id": "s", "accessory": {**button, "action_id": "accessory"}},
        {"type": "actions", "block_id": "one", "elements": [button]},
        {"type": "actions", "block_id": "two", "elements": [button]},
        {
            "type": "carousel",
            "block_id": "c",
            "elements": [{"type": "card", "actions": [{**button, "action_id": "card"}]}],
        },
    ]
    assert [found["action_id"] for _, found in interactive(blocks)] == ["accessory", "a", "a", "card"]
    assert find(blocks, "a", "two")[0]["block_id"] == "two"
    assert find(blocks, "card", None)[0]["type"] == "carousel"
    with pytest.raises(ControlError, match="nothing with the action_id"):
        find(blocks, "none", None)


def test_feedback_buttons_say_which_one() -> None:
    buttons = element(
        "feedback_buttons",
        positive_button={"text": {"type": "plain_text", "text": "Good"}, "value": "good"},
        negative_button={"text": {"type": "plain_text", "text": "Bad"}, "value": "bad"},
    )
    block = {"type": "context_actions", "block_id": "b"}
    assert action_of(block, buttons, None, "1.0")["value"] == "good"
    assert action_of(block, buttons, "negative", "1.0")["value"] == "bad"
    assert action_of(block, buttons, "bad", "1.0")["text"]["text"] == "Bad"
    with pytest.raises(ControlError):
        action_of(block, buttons, "so-so", "1.0")


def field(block_id: str, inner: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"type": "input", "block_id": block_id, "element": inner, **fields}


def test_a_form_is_read_by_block_by_action_or_by_both() -> None:
    view = {
        "blocks": [
            field("b1", {**element("plain_text_input"), "action_id": "a1"}),
            field("b2", {**element("plain_text_input"), "action_id": "a2"}),
            field("b3", {**element("plain_text_input"), "action_id": "a3", "initial_value": "first"}),
        ],
        "state": {"values": {}},
    }
    values = view_values(view, {"b1": "one", "a2": "two"})
    assert values["b1"]["a1"] == {"type": "plain_text_input", "value": "one"}
    assert values["b2"]["a2"]["value"] == "two"
    assert values["b3"]["a3"]["value"] == "first"
    assert view_values(view, {"b1": {"a1": "nested"}})["b1"]["a1"]["value"] == "nested"


@pytest.mark.parametrize(
    ("inner", "value", "wrong"),
    [
        (element("plain_text_input"), "", "required"),
        (element("plain_text_input", min_length=3), "ab", "at least 3"),
        (element("plain_text_input", max_length=3), "abcd", "at most 3"),
        (element("email_text_input"), "nobody", "email"),
        (element("url_text_input"), "nowhere", "URL"),
        (element("number_input", is_decimal_allowed=False), "1.5", "whole"),
        (element("number_input", is_decimal_allowed=True, max_value="3"), "4", "limits"),
        (element("number_input", is_decimal_allowed=True), "many", "a number"),
        (element("number_input", is_decimal_allowed=True), "1.5", ""),
        (element("checkboxes", options=OPTIONS), [], "required"),
    ],
)
def test_slack_itself_checks_what_was_filled_in(inner: dict[str, Any], value: Any, wrong: str) -> None:
    view: dict[str, Any] = {"blocks": [field("b", inner)], "state": {"values": {}}}
    found = problems(view, view_values(view, {"b": value}))
    assert (wrong in found["b"]) if wrong else found == {}
    view["blocks"][0]["optional"] = True
    if value in ("", []):
        assert problems(view, view_values(view, {"b": value})) == {}


@pytest.mark.parametrize(
    ("names", "wrong"),
    [
        (["a.pdf"], ""),
        (["A.PDF", "b.csv"], ""),
        (["a.exe"], "pdf, csv"),
        (["a.pdf", "b.pdf", "c.pdf"], "at most 2"),
    ],
)
def test_files_of_a_form_are_of_the_types_it_takes(names: list[str], wrong: str) -> None:
    inner = element("file_input", filetypes=["pdf", ".csv"], max_files=2)
    view: dict[str, Any] = {"blocks": [field("b", inner)], "state": {"values": {}}}
    found = problems(view, view_values(view, {"b": [{"id": "F1", "name": name} for name in names]}))
    assert (wrong in found["b"]) if wrong else found == {}


def test_what_is_written_into_a_rich_text_field_has_its_structure() -> None:
    value = choice(element("rich_text_input"), "*bold* & <b>\n- one")["rich_text_value"]
    section, listed = value["elements"]
    assert section["elements"][0] == {"type": "text", "text": "bold", "style": {"bold": True}}
    assert section["elements"][1]["text"] == " & <b>\n"
    assert listed["type"] == "rich_text_list"
