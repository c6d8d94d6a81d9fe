"""A real browser on the page of a workspace in which a small app answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.mock_slack import MockWorkspace
from tests.bot.mock_slack.page.replying import MANIFEST, Replier

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PATIENCE = 15_000  # milliseconds: a busy machine is no failure
expect.set_options(timeout=PATIENCE)


@dataclass
class Desk:
    """What a person has in front of them: the page, and behind it the workspace and its app."""

    page: Page
    slack: MockWorkspace
    replier: Replier

    @property
    def main(self) -> Locator:
        """The pane in the middle."""
        return self.page.locator("main:visible")

    @property
    def thread(self) -> Locator:
        return self.page.get_by_role("complementary", name="Thread")

    @property
    def composer(self) -> Locator:
        return self.main.get_by_role("combobox", name="Message")

    def send(self, text: str) -> None:
        """Write into the composer and press Enter, as a person who ignores what is offered."""
        self.composer.fill(text)
        self.page.keyboard.press("Escape")
        self.composer.press("Enter")

    def go(self, name: str) -> None:
        """Open it and wait until it is there, as a person does before writing."""
        self.page.get_by_role("navigation").get_by_role("button", name=name).click()
        expect(self.page.locator(".side-row[aria-current=page]").filter(has_text=name)).to_be_attached()

    def message(self, text: str) -> Locator:
        """The newest message in the middle that says this."""
        return self.main.locator(".message").filter(has_text=text).last

    def act_as(self, name: str) -> None:
        self.page.get_by_role("button", name="You act as").click()
        self.page.get_by_role("menuitem", name=name).click()
        expect(self.page.get_by_role("button", name=f"You act as {name}")).to_be_attached()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("the page is not tested in a browser: no chromium is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def _running() -> Iterator[tuple[MockWorkspace, Replier]]:
    with MockWorkspace(MANIFEST) as workspace:
        replier = Replier(workspace.bot_token, workspace.api_url)
        handler = SocketModeHandler(replier.app, workspace.app_token)
        handler.connect()  # type: ignore[no-untyped-call]
        workspace.client.wait_for(lambda client: client.state()["connection"]["sockets"])
        yield workspace, replier
        handler.close()  # type: ignore[no-untyped-call]


@pytest.fixture
def slack(_running: tuple[MockWorkspace, Replier]) -> MockWorkspace:
    """A workspace on its first day, with the app connected."""
    workspace, _ = _running
    workspace.client.reset()
    return workspace


@pytest.fixture
def replier(_running: tuple[MockWorkspace, Replier]) -> Replier:
    _, replier = _running
    replier.forget()
    return replier


@pytest.fixture
def page(chromium: Browser, slack: MockWorkspace) -> Iterator[Page]:
    """The page, opened. A script error anywhere in it fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(slack.url)
    page.get_by_role("combobox", name="Message").first.wait_for()
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def desk(page: Page, slack: MockWorkspace, replier: Replier) -> Desk:
    return Desk(page, slack, replier)
