"""Every block and element that slack_sdk has a class for is drawn; what is unknown is shown as its JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_sdk.models.blocks import Block, BlockElement, blocks
from slack_sdk.models.blocks.block_elements import InteractiveElement

from tests.bot.mock_slack.page.conftest import Desk
from tests.bot.mock_slack.page.replying import CONFIRM, button, plain, section
from tests.bot.mock_slack.page.test_hostile import DRAW

Json = dict[str, Any]


def rich(*parts: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(parts)}]}


def words(text: str) -> Json:
    return {"type": "text", "text": text}


def raw(text: str) -> Json:
    return {"type": "raw_text", "text": text}


OPTIONS = [{"text": plain("First"), "value": "1"}, {"text": plain("Second"), "value": "2"}]
CARD: Json = {"type": "card", "title": plain("shown: card"), "body": plain("its body"), "actions": [button("Go", "go")]}
TASK: Json = {"type": "task_card", "task_id": "1", "title": "shown: task_card", "status": "in_progress"}
TASK |= {
    "details": rich(words("its details")),
    "sources": [{"type": "url", "url": "https://example.org", "text": "a source"}],
}
BLOCKS: dict[str, Json] = {
    "section": section("shown: section"),
    "divider": {},
    "image": {"image_url": "https://example.org/a.png", "alt_text": "shown: image"},
    "actions": {"elements": [button("shown: actions", "a")]},
    "context": {"elements": [{"type": "mrkdwn", "text": "shown: context"}]},
    "context_actions": {
        "elements": [{"type": "icon_button", "icon": "trash", "text": plain("Remove"), "action_id": "x"}]
    },
    "input": {"label": plain("shown: input"), "element": {"type": "plain_text_input", "action_id": "x"}},
    "file": {"external_id": "shown: file", "source": "remote"},
    "call": {"call_id": "R1", "call": {"v1": {"name": "shown: call", "join_url": "https://example.org/join"}}},
    "header": {"text": plain("shown: header")},
    "markdown": {"text": "**shown:** markdown"},
    "video": {
        "title": plain("shown: video"),
        "video_url": "https://example.org/v",
        "alt_text": "x",
        "thumbnail_url": "",
    },
    "rich_text": rich(words("shown: rich_text")),
    "table": {"rows": [[{"type": "raw_text", "text": "shown: table"}], [rich(words("cell"))]]},
    "task_card": TASK,
    "plan": {"title": "shown: plan", "tasks": [TASK]},
    "alert": {"text": plain("shown: alert"), "level": "warning"},
    "card": CARD,
    "container": {"title": plain("shown: container"), "child_blocks": [section("within")], "is_collapsible": True},
    "carousel": {"elements": [{**CARD, "title": plain("shown: carousel")}, CARD]},
    "auth_provider": {"value": "x", "name": plain("shown: auth_provider"), "is_connected": False},
    # these two have no class in slack_sdk yet
    "data_table": {"caption": "shown: data_table", "rows": [[raw("Head")], [{"type": "raw_number", "value": 2}]]},
    "data_visualization": {
        "title": "shown: data_visualization",
        "chart": {
            "type": "line",
            "series": [{"name": "A", "data": [{"label": "x", "value": 1}]}],
            "axis_config": {"categories": ["x"]},
        },
    },
}
ELEMENTS: dict[str, Json] = {
    "button": {"text": plain("Press")},
    "workflow_button": {"text": plain("Run")},
    "icon_button": {"icon": "trash", "text": plain("Remove")},
    "feedback_buttons": {"positive_button": {"text": plain("Good")}, "negative_button": {"text": plain("Bad")}},
    "checkboxes": {"options": OPTIONS},
    "radio_buttons": {"options": OPTIONS},
    "overflow": {"options": OPTIONS},
    "static_select": {"options": OPTIONS},
    "multi_static_select": {"option_groups": [{"label": plain("Group"), "options": OPTIONS}]},
    "image": {"image_url": "https://example.org/a.png", "alt_text": "a picture"},
    "url": {"url": "https://example.org", "text": "a source"},
}


def subclasses(of: type[Any]) -> Iterator[type[Any]]:
    for one in of.__subclasses__():
        yield one
        yield from subclasses(one)


def block_types() -> list[str]:
    return sorted({one.type for one in subclasses(Block)} | {"data_table", "data_visualization"})


def element_types() -> list[str]:
    names = {getattr(one, "type", None) for one in (*subclasses(InteractiveElement), *subclasses(BlockElement))}
    inline = {"text", "channel", "user", "emoji", "link", "team", "usergroup", "date", "broadcast", "color"}
    return sorted(
        name for name in names if isinstance(name, str) and not name.startswith("rich_text_") and name not in inline
    )


def test_the_examples_are_of_what_the_sdk_has() -> None:
    assert set(BLOCKS) == set(block_types()), "slack_sdk has learnt a block: give the page a file for it"
    assert blocks.Block is Block


def test_every_block_is_drawn(page: Page) -> None:
    page.evaluate(DRAW, [{"type": name, "block_id": name, **block} for name, block in BLOCKS.items()])
    for name in BLOCKS:
        drawn = page.locator(f".block[data-block='{name}']")
        expect(drawn).to_have_count(1)
        assert drawn.locator(".unknown").count() == 0, name
        if name not in {"divider", "context_actions", "image"}:
            expect(drawn).to_contain_text("shown:")


def test_every_element_is_drawn(page: Page) -> None:
    names = element_types()
    assert len(names) > 25
    elements = [{"type": name, "action_id": name, **ELEMENTS.get(name, {})} for name in names]
    page.evaluate(DRAW, [{"type": "actions", "block_id": one["type"], "elements": [one]} for one in elements])
    for name in names:
        drawn = page.locator(f".block[data-block='{name}']")
        assert drawn.locator(".unknown").count() == 0, name
        assert drawn.locator("button, input, textarea, a").count() > 0, name


@pytest.mark.parametrize("given", [{"type": "hologram", "rays": 7}, {"rays": 7}, {"type": 3}])
def test_what_is_unknown_is_shown_as_it_came(page: Page, given: Json) -> None:
    page.evaluate(DRAW, [given])
    unknown = page.locator(".unknown")
    expect(unknown).to_contain_text("This page cannot draw the block")
    unknown.locator("summary").click()
    expect(unknown.locator("pre")).to_be_visible()


def test_rich_text_has_all_its_elements(page: Page) -> None:
    user = page.evaluate("async () => (await import('/page/store.js')).store.me")
    parts = [
        {"type": "user", "user_id": user},
        {"type": "usergroup", "usergroup_id": "S1"},
        {"type": "broadcast", "range": "here"},
        {"type": "emoji", "name": "smile"},
        {"type": "color", "value": "#ff0000"},
        {"type": "date", "timestamp": 0, "format": "{date_num}"},
        {"type": "team", "team_id": "T1"},
        {
            "type": "text",
            "text": "all at once",
            "style": {"bold": True, "italic": True, "strike": True, "underline": True},
        },
    ]
    lists = [
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": level,
            "elements": [{"type": "rich_text_section", "elements": [words("item")]}],
        }
        for level in (0, 1, 0)
    ]
    quote = {"type": "rich_text_quote", "elements": [words("quoted")]}
    code = {"type": "rich_text_preformatted", "elements": [words("a = 1")]}
    page.evaluate(DRAW, [{"type": "rich_text", "elements": [rich(*parts)["elements"][0], *lists, quote, code]}])
    drawn = page.locator(".block-rich-text")
    expect(drawn).to_contain_text("@ada")
    expect(drawn).to_contain_text("1970-01-01")
    assert drawn.locator(".unknown").count() == 0
    assert drawn.locator("u s em strong").text_content() == "all at once"
    assert drawn.locator("ol").evaluate_all("nodes => nodes.map((node) => node.start)") == [1, 1, 2]
    expect(drawn.locator("blockquote")).to_have_text("quoted")
    expect(drawn.locator("pre")).to_have_text("a = 1")


def test_elements_of_a_message_tell_the_app(desk: Desk) -> None:
    desk.send("@replier hello")
    desk.main.get_by_role("button", name="1 reply").click()
    desk.thread.get_by_role("button", name="Press me").click()
    expect(desk.thread).to_contain_text("You pressed it.")
    desk.thread.get_by_role("button", name="Remove").click()
    dialog = desk.page.get_by_role("dialog", name=CONFIRM["title"]["text"])
    dialog.get_by_role("button", name="No").click()
    expect(dialog).to_be_hidden()
    desk.thread.get_by_role("button", name="Remove").click()
    dialog.get_by_role("button", name="Do it").click()
    desk.thread.get_by_role("button", name="Pick").click()
    desk.page.get_by_role("option", name="Green").click()
    desk.slack.client.wait_for(lambda _: len(desk.replier.actions) == 3)
    assert [action["action_id"] for action in desk.replier.actions] == ["pressed", "removed", "chosen"]
    assert desk.replier.actions[2]["selected_option"]["value"] == "green"


def test_a_data_table_is_sorted_searched_and_turned(page: Page) -> None:
    rows = [[raw("Name"), raw("Count")]]
    rows += [[raw(f"row {number}"), {"type": "raw_number", "value": number}] for number in (3, 12, 1, 7, 5, 9, 2)]
    page.evaluate(DRAW, [{"type": "data_table", "caption": "Counts", "rows": rows, "page_size": 3}])
    table = page.locator(".data-table")
    expect(table.locator("tbody tr")).to_have_count(3)
    table.get_by_role("button", name="Count").click()
    expect(table.locator("tbody tr").first).to_contain_text("row 1")
    table.get_by_role("button", name="Count").click()
    expect(table.locator("tbody tr").first).to_contain_text("row 12")
    table.get_by_role("button", name="Next page").click()
    expect(table.locator("tbody tr").first).to_contain_text("row 5")
    table.get_by_role("searchbox").fill("row 7")
    expect(table.locator("tbody tr")).to_have_count(1)


def test_emoji_have_all_of_slacks_names(page: Page) -> None:
    names = [
        "rotating_light",
        "ballot_box_with_ballot",
        "page_facing_up",
        "wastebasket",
        "beers",
        "thumbsup",
        "flag-fr",
    ]
    find = "async (names) => { const { emojiSign } = await import('/page/emoji.js'); return names.map(emojiSign); }"
    assert page.evaluate(find, [*names, "no_such_sign"]) == ["🚨", "🗳️", "📄", "🗑️", "🍻", "👍", "🇫🇷", None]
