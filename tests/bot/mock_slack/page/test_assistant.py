"""The older assistant view: every conversation with the app is a thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.mock_slack import MockWorkspace
from tests.bot.mock_slack.page.replying import MANIFEST


@pytest.fixture
def slack() -> Iterator[MockWorkspace]:
    features: dict[str, Any] = {**MANIFEST["features"], "assistant_view": {"assistant_description": "Answers"}}
    del features["agent_view"]
    with MockWorkspace({**MANIFEST, "features": features}) as workspace:
        yield workspace


def test_a_conversation_is_begun_and_an_unused_one_is_gone_on_with(slack: MockWorkspace, page: Page) -> None:
    side = page.get_by_role("navigation")
    side.get_by_role("button", name="replier").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread).to_contain_text("New conversation")
    first = page.url
    side.get_by_role("button", name="general").click()
    side.get_by_role("button", name="replier").click()
    expect(thread).to_be_visible()
    assert page.url == first
    thread.get_by_role("combobox", name="Message").fill("a question")
    thread.get_by_role("combobox", name="Message").press("Enter")
    expect(thread).to_contain_text("a question")
    page.get_by_role("main").get_by_role("button", name="New conversation").click()
    expect(thread).not_to_contain_text("a question")
    assert page.url != first
