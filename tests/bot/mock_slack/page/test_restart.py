"""A workspace that goes away and comes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from bot.mock_slack import MockWorkspace
from tests.bot.mock_slack.page.conftest import PATIENCE
from tests.bot.mock_slack.page.replying import MANIFEST


@pytest.fixture
def slack() -> Iterator[MockWorkspace]:
    """One of its own, to be stopped."""
    with MockWorkspace(MANIFEST) as workspace:
        yield workspace


def test_the_page_waits_for_the_workspace_and_goes_on(slack: MockWorkspace, page: Page) -> None:
    slack.client.say("before")
    main = page.get_by_role("main")
    expect(main).to_contain_text("before")
    composer = main.get_by_role("combobox", name="Message")
    slack.stop()
    banner = page.get_by_text("Waiting for it…")
    expect(banner).to_be_visible(timeout=PATIENCE)
    composer.fill("written meanwhile")
    composer.press("Enter")
    expect(composer).to_have_value("written meanwhile")
    with MockWorkspace(MANIFEST, port=slack.port) as again:
        expect(banner).to_be_hidden(timeout=PATIENCE)
        expect(main).not_to_contain_text("before")
        composer.press("Enter")
        expect(main.locator(".message")).to_contain_text("written meanwhile")
        again.client.say("after")
        expect(main).to_contain_text("after")


def test_a_reset_is_seen_at_once(slack: MockWorkspace, page: Page) -> None:
    slack.client.say("long ago")
    expect(page.get_by_role("main")).to_contain_text("long ago")
    slack.client.reset()
    expect(page.get_by_role("main")).not_to_contain_text("long ago")
    slack.client.say("anew")
    expect(page.get_by_role("main")).to_contain_text("anew")
