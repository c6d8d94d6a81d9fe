"""What an app or a person writes can neither run anything, nor call anybody, nor reach another host."""

from __future__ import annotations

from typing import Any

import httpx
from playwright.sync_api import expect

from tests.bot.mock_slack.page.conftest import Desk

MARKUP = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
ESCAPED = MARKUP.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
ADDRESSES = (
    "javascript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>",
    "vbscript:x",
    "file:///etc/passwd",
)


DRAW = """async (blocks) => {
    const { drawBlocks } = await import("/page/blocks/index.js");
    const { Surface } = await import("/page/surface.js");
    const place = document.createElement("div"); // a list of messages keeps only what is its own
    place.className = "messages";
    place.append(...drawBlocks(blocks, new Surface({ key: "test", place: {} })));
    document.querySelector("main:not([hidden]) .scroller").append(place);
}"""


def refused_blocks() -> list[dict[str, Any]]:
    """What the Web API does not take, but a page must bear, too."""
    links = [{"type": "link", "url": address, "text": "follow me"} for address in ADDRESSES]
    buttons = [
        {"type": "button", "action_id": str(number), "text": {"type": "plain_text", "text": MARKUP}, "url": address}
        for number, address in enumerate(ADDRESSES)
    ]
    return [
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": links}]},
        {"type": "actions", "elements": buttons},
        {"type": "image", "image_url": ADDRESSES[0], "alt_text": MARKUP},
        {"type": "video", "video_url": ADDRESSES[0], "title_url": ADDRESSES[1], "title": MARKUP, "alt_text": MARKUP},
        {"type": "__proto__", "text": MARKUP},
        {"type": "constructor"},
        {"type": "section", "text": {"type": "mrkdwn", "text": 5}, "fields": "no list", "accessory": [MARKUP]},
        {"type": "table", "rows": [[{"type": MARKUP}], "no row", None]},
        {"type": "rich_text", "elements": [None, {"type": "rich_text_section", "elements": [None, {"type": MARKUP}]}]},
    ]


def hostile_blocks() -> list[dict[str, Any]]:
    rich = {"type": "rich_text_section", "elements": [{"type": "text", "text": MARKUP}]}
    cell = {"type": "raw_text", "text": MARKUP}
    written = f"{ESCAPED} <javascript:window.hacked=1|follow me> &lt;!channel&gt;"
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": written}},
        {"type": "section", "text": {"type": "plain_text", "text": MARKUP}},
        {"type": "rich_text", "elements": [rich]},
        {
            "type": "markdown",
            "text": f"{MARKUP} [follow me](javascript:window.hacked=1) ![follow me](http://203.0.113.1/a.png)",
        },
        {"type": "table", "rows": [[cell], [cell]]},
        {"type": "image", "image_url": "http://203.0.113.1/b.png", "alt_text": MARKUP},
        {
            "type": "context",
            "elements": [{"type": "image", "image_url": "http://203.0.113.1/c.png", "alt_text": MARKUP}],
        },
        {"type": "header", "text": {"type": "plain_text", "text": MARKUP}},
    ]


def test_hostile_text_stays_text(desk: Desk) -> None:
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    dialogs: list[str] = []
    desk.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    client = desk.replier.client
    channel = desk.page.url.split("/")[-1]
    client.chat_postMessage(channel=channel, text="hostile blocks", blocks=hostile_blocks(), unfurl_links=False)
    legacy = {
        "title": MARKUP,
        "title_link": ADDRESSES[0],
        "text": ESCAPED,
        "color": "red;background:url(http://203.0.113.1/)",
    }
    legacy |= {
        "image_url": "http://203.0.113.1/d.png",
        "author_name": MARKUP,
        "author_link": ADDRESSES[1],
        "fallback": MARKUP,
    }
    client.chat_postMessage(channel=channel, text=f"{ESCAPED} <javascript:alert(1)|last one>", attachments=[legacy])
    expect(desk.message("last one")).to_be_visible()
    desk.page.evaluate(DRAW, refused_blocks())
    expect(desk.message("follow me")).to_contain_text("<script>window.hacked=1</script>")
    for node in desk.main.get_by_text("follow me").all():
        if node.evaluate("node => node.tagName") != "A":
            node.click(force=True)
    assert desk.page.evaluate("window.hacked") is None
    assert dialogs == []
    assert desk.main.locator("script, iframe, img:not(.picture)").count() == 0
    hrefs = desk.main.locator("a[href]").evaluate_all("nodes => nodes.map((node) => node.protocol)")
    assert set(hrefs) <= {"http:", "https:", "mailto:"}
    assert [url for url in asked if not url.startswith(desk.slack.url)] == []


def test_an_escaped_broadcast_calls_nobody(desk: Desk) -> None:
    desk.go("random")
    channel = next(one["id"] for one in desk.slack.client.state()["channels"] if one["name"] == "general")
    desk.replier.client.chat_postMessage(channel=channel, text="the article says &lt;!channel&gt; and &lt;@U123&gt;")
    row = desk.page.get_by_role("navigation").get_by_role("button", name="general")
    expect(row).to_have_accessible_name("general, unread")
    row.click()
    expect(desk.message("the article says")).to_contain_text("<!channel> and <@U123>")
    assert desk.message("the article says").locator(".mention").count() == 0


def test_a_picture_of_another_host_is_fetched_only_when_asked_for(desk: Desk) -> None:
    channel = desk.page.url.split("/")[-1]
    block = {
        "type": "image",
        "image_url": f"{desk.slack.url.replace('127.0.0.1', 'localhost')}/page/icon.svg",
        "alt_text": "a sign",
    }
    desk.replier.client.chat_postMessage(channel=channel, text="a picture", blocks=[block])
    holder = desk.main.locator(".picture-holder")
    expect(holder).to_contain_text("a signlocalhost")
    assert desk.main.locator("img").count() == 0
    holder.get_by_role("button", name="Show picture").click()
    expect(desk.main.get_by_role("img", name="a sign")).to_be_visible()


def test_long_words_and_deep_nests_stay_within_the_page(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 390, "height": 800})
    channel = desk.page.url.split("/")[-1]
    word = "Donaudampfschifffahrt" * 30
    cells = [{"type": "raw_text", "text": word[:60]} for _ in range(15)]
    nested = "> " * 50 + "deep\n" + "*_~" * 200 + "[" * 200
    blocks: list[dict[str, Any]] = [
        {"type": "markdown", "text": nested},
        {"type": "table", "rows": [cells, cells]},
        {"type": "section", "text": {"type": "mrkdwn", "text": word}},
    ]
    desk.replier.client.chat_postMessage(channel=channel, text=word, blocks=blocks)
    expect(desk.message("Donau")).to_be_visible()
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert desk.main.evaluate(
        "node => [...node.querySelectorAll('.scroller')].every((one) => one.scrollWidth <= one.clientWidth)"
    )


def test_the_policy_forbids_what_is_not_the_pages_own(desk: Desk) -> None:
    policy = httpx.get(desk.slack.url).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    refused = """() => {
        const node = document.createElement("div");
        node.setAttribute("onclick", "window.hacked=1");
        node.click();
        return window.hacked;
    }"""
    assert desk.page.evaluate(refused) is None
