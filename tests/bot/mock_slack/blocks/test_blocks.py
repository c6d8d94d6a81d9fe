"""The rules of Block Kit, held against Slack's own classes and against its known limits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import (
    ActionsBlock,
    AlertBlock,
    Block,
    ButtonElement,
    CardBlock,
    CarouselBlock,
    CheckboxesElement,
    ConfirmObject,
    ContainerBlock,
    ContextActionsBlock,
    ContextBlock,
    DatePickerElement,
    DateTimePickerElement,
    DividerBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    HeaderBlock,
    IconButtonElement,
    ImageBlock,
    ImageElement,
    InputBlock,
    MarkdownBlock,
    MarkdownTextObject,
    NumberInputElement,
    Option,
    OptionGroup,
    OverflowMenuElement,
    PlainTextInputElement,
    PlanBlock,
    RadioButtonsElement,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextPreformattedElement,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
    TableBlock,
    TaskCardBlock,
    TimePickerElement,
    UrlSourceElement,
    UserSelectElement,
    VideoBlock,
)

from bot.mock_slack.blocks import check_blocks, check_view, total_length
from bot.mock_slack.blocks.kinds import KINDS

TEXT = RichTextSectionElement(elements=[RichTextElementParts.Text(text="hi", style={"bold": True})])
RICH = RichTextBlock(elements=[TEXT])
OPTIONS = [Option(label="One", value="1"), Option(label="Two", value="2", description="the second")]
CONFIRM = ConfirmObject(title="Sure?", text="Really?", confirm="Yes", deny="No")
CARD = CardBlock(
    title="Title",
    subtitle="Sub",
    body="Body",
    icon=ImageElement(image_url="https://example.org/a.png", alt_text="a"),
    actions=[ButtonElement(text="Go", action_id="go")],
)

SOUND: list[Block] = [
    SectionBlock(text="plain *text*"),
    SectionBlock(text=MarkdownTextObject(text="x", verbatim=True), accessory=ButtonElement(text="B", action_id="b")),
    SectionBlock(
        fields=["a", "b"], accessory=OverflowMenuElement(options=OPTIONS, action_id="o", confirm=CONFIRM), expand=True
    ),
    DividerBlock(),
    HeaderBlock(text="Header"),
    ContextBlock(elements=[MarkdownTextObject(text="c"), ImageElement(image_url="https://e.org/i", alt_text="i")]),
    ImageBlock(image_url="https://example.org/a.png", alt_text="alt", title="Title"),
    ActionsBlock(
        elements=[
            ButtonElement(text="B", action_id="b", style="primary", value="v", confirm=CONFIRM, url="https://e.org"),
            StaticSelectElement(placeholder="p", options=OPTIONS, action_id="s", initial_option=OPTIONS[0]),
            StaticSelectElement(action_id="g", option_groups=[OptionGroup(label="G", options=OPTIONS)]),
            UserSelectElement(action_id="u", placeholder="who"),
            DatePickerElement(action_id="d", initial_date="2026-11-22"),
            TimePickerElement(action_id="t", initial_time="10:15", timezone="Europe/London"),
            DateTimePickerElement(action_id="dt", initial_date_time=1_700_000_000),
            CheckboxesElement(action_id="c", options=OPTIONS, initial_options=[OPTIONS[1]]),
            RadioButtonsElement(action_id="r", options=OPTIONS),
        ]
    ),
    InputBlock(label="L", element=PlainTextInputElement(action_id="p", multiline=True, max_length=10), hint="hint"),
    InputBlock(label="N", element=NumberInputElement(action_id="n", is_decimal_allowed=True, min_value="1")),
    InputBlock(label="M", element=StaticMultiSelectElement(action_id="m", options=OPTIONS, max_selected_items=1)),
    RichTextBlock(
        elements=[
            TEXT,
            RichTextListElement(style="bullet", elements=[TEXT], indent=1, border=0),
            RichTextQuoteElement(elements=[RichTextElementParts.User(user_id="U1")]),
            RichTextPreformattedElement(
                elements=[
                    RichTextElementParts.Link(url="https://e.org", text="t"),
                    RichTextElementParts.Emoji(name="x"),
                ]
            ),
        ]
    ),
    MarkdownBlock(text="**bold**"),
    ContextActionsBlock(
        elements=[
            FeedbackButtonsElement(
                action_id="f",
                positive_button=FeedbackButtonObject(text="Good", accessibility_label="good", value="p"),
                negative_button=FeedbackButtonObject(text="Bad", value="n"),
            ),
            IconButtonElement(action_id="i", icon="trash", text="Delete", value="x", visible_to_user_ids=["U1"]),
        ]
    ),
    TableBlock(
        rows=[
            [{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}],
            [{"type": "raw_number", "value": 1.5}, RICH.to_dict()],
        ],
        column_settings=[{"align": "right", "is_wrapped": True}],
    ),
    TaskCardBlock(
        task_id="1",
        title="T",
        status="complete",
        details=RICH,
        output=RICH,
        sources=[UrlSourceElement(url="https://e.org", text="source")],
    ),
    PlanBlock(title="P", tasks=[TaskCardBlock(task_id="1", title="T", status="pending")]),
    AlertBlock(text="Careful", level="warning"),
    CARD,
    CarouselBlock(elements=[CARD]),
    ContainerBlock(title="C", child_blocks=[SectionBlock(text="inside")], width="standard", is_collapsible=True),
    VideoBlock(alt_text="a", title="t", thumbnail_url="https://e.org/t", video_url="https://e.org/v"),
]
DICTS: list[dict[str, Any]] = [
    {
        "type": "data_table",
        "caption": "C",
        "page_size": 5,
        "rows": [
            [{"type": "raw_text", "text": "h"}],
            [{"type": "raw_number", "value": 3, "text": "3"}],
            [{"type": "action", "element": {"type": "button", "text": {"type": "plain_text", "text": "B"}}}],
        ],
    },
    {
        "type": "data_visualization",
        "title": "T",
        "chart": {"type": "pie", "segments": [{"label": "a", "value": 1}]},
    },
    {
        "type": "data_visualization",
        "title": "T",
        "chart": {
            "type": "bar",
            "series": [{"name": "s", "data": [{"label": "a", "value": 1}, {"label": "b", "value": -2}]}],
            "axis_config": {"categories": ["a", "b"], "x_label": "x"},
        },
    },
]


@pytest.mark.parametrize("block", [*(block.to_dict() for block in SOUND), *DICTS], ids=lambda block: str(block["type"]))
def test_what_slacks_own_classes_make_is_sound(block: dict[str, Any]) -> None:
    assert check_blocks([block], "/blocks") == []


def test_every_kind_was_tried() -> None:
    tried = {block.type for block in SOUND} | {block["type"] for block in DICTS}
    assert set(KINDS) - tried == {"file", "call"}


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action_id: str) -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "text": {"type": "plain_text", "text": "B"}}


RAW = {"type": "raw_text", "text": "x"}
UNSOUND: list[tuple[Any, str]] = [
    ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ([{"type": "section"}], "must define either `text` or `fields` [json-pointer:/blocks/0]"),
    (
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    (
        [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        [{"type": "section", "text": {"type": "mrkdwn", "text": "x", "emoji": True}}],
        "invalid additional property: emoji [json-pointer:/blocks/0/text]",
    ),
    ([section("x"), {"type": "nonsense"}], "unsupported type: nonsense [json-pointer:/blocks/1/type]"),
    ([section("x")] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    (
        [{"type": "actions", "elements": [button(str(n)) for n in range(26)]}],
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        [{"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    ([{"type": "table", "rows": [[RAW]] * 101}], "no more than 100 items allowed [json-pointer:/blocks/0/rows]"),
    ([{"type": "table", "rows": [[RAW] * 21]}], "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
    (
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "x" * 10_001}]]}],
        "all cells must be less than 10001 characters [json-pointer:/blocks/0/rows]",
    ),
    (
        [{"type": "markdown", "text": "x" * 7000}, {"type": "markdown", "text": "x" * 7000}],
        "all markdown must be less than 12001 characters [json-pointer:/blocks/1/text]",
    ),
    (
        [{"type": "actions", "elements": [button("a"), button("a")]}],
        "action_id `a` already exists [json-pointer:/blocks/0/elements/1/action_id]",
    ),
    (
        [{"type": "divider", "block_id": "b"}, {"type": "divider", "block_id": "b"}],
        "block_id `b` already exists [json-pointer:/blocks/1/block_id]",
    ),
    (
        [{"type": "divider", "block_id": "b" * 256}],
        "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ),
    (
        [{"type": "image", "image_url": "nowhere", "alt_text": "x"}],
        "must be a valid URL [json-pointer:/blocks/0/image_url]",
    ),
    (["text"], "must provide an object [json-pointer:/blocks/0]"),
    (
        [{**DICTS[0], "rows": [[RAW, RAW], [RAW]]}],
        "all rows must have the same number of cells [json-pointer:/blocks/0/rows]",
    ),
    ([DICTS[1]] * 3, "no more than 2 data_visualization blocks allowed [json-pointer:/blocks/2]"),
]


@pytest.mark.parametrize(("blocks", "problem"), UNSOUND, ids=lambda value: value if isinstance(value, str) else "")
def test_what_slack_refuses_is_refused_with_its_place(blocks: list[Any], problem: str) -> None:
    assert problem in check_blocks(blocks, "/blocks")


def test_some_blocks_stand_in_messages_only() -> None:
    blocks = [{"type": "markdown", "text": "x"}]
    assert check_blocks(blocks, "/blocks", "message") == []
    assert check_blocks(blocks, "/view/blocks", "modal") == [
        "unsupported type: markdown [json-pointer:/view/blocks/0/type]"
    ]
    assert check_blocks([section("x")] * 100, "/view/blocks", "home") == []


def test_the_total_counts_every_text() -> None:
    blocks = [section("x" * 100), {"type": "actions", "elements": [button("a")]}, {"type": "markdown", "text": "12345"}]
    assert total_length(blocks) == 106


VIEW = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [section("x")]}
INPUT = InputBlock(label="L", element=PlainTextInputElement(action_id="p")).to_dict()
SUBMIT = {"type": "plain_text", "text": "Send"}


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        (VIEW, None),
        ({**VIEW, "title": None}, "missing required field: title [json-pointer:/view]"),
        (
            {**VIEW, "title": {"type": "plain_text", "text": "x" * 25}},
            "must be less than 25 characters [json-pointer:/view/title/text]",
        ),
        ({**VIEW, "blocks": [INPUT]}, "missing required field: submit [json-pointer:/view]"),
        ({**VIEW, "blocks": [INPUT], "submit": SUBMIT}, None),
        (
            {**VIEW, "private_metadata": "x" * 3001},
            "must be less than 3001 characters [json-pointer:/view/private_metadata]",
        ),
        ({**VIEW, "type": "dialog"}, "unsupported type: dialog [json-pointer:/view/type]"),
        ({**VIEW, "blocks": "no"}, "must provide an array [json-pointer:/view/blocks]"),
        ({**VIEW, "blocks": ["no"]}, "must provide an object [json-pointer:/view/blocks/0]"),
        ({"type": "home", "blocks": [INPUT]}, None),
    ],
)
def test_views(view: dict[str, Any], problem: str | None) -> None:
    assert check_view(view, ("modal", "home")) == ([problem] if problem else [])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(sorted(KINDS)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["type", "text", "elements", "element", "rows", "blocks", "options", "url", "chart", "title"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=30,
)


@given(st.lists(JSON, max_size=5))
def test_no_json_at_all_breaks_the_check(blocks: list[Any]) -> None:
    assert all("[json-pointer:/blocks" in problem for problem in check_blocks(blocks, "/blocks"))


@given(st.dictionaries(st.sampled_from(["type", "title", "blocks", "submit"]), JSON | st.just("modal")))
def test_no_view_at_all_breaks_the_check(view: dict[str, Any]) -> None:
    check_view(view, ("modal", "home"))
