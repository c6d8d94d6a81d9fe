from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.mock_slack.hub import Hub
from bot.mock_slack.server import everything
from bot.mock_slack.texts import escape, rich_text, typed, unescape
from tests.bot.mock_slack.calling import channel, person

HUB = Hub(everything())


def test_names_become_references(hub: Hub) -> None:
    ada, general = person(hub, "ada"), channel(hub, "general")
    assert typed(hub.workspace, "hi @ada, see #general & <b>") == f"hi <@{ada}>, see <#{general}|> &amp; &lt;b&gt;"
    assert typed(hub.workspace, "@Ada!") == f"<@{ada}>!"
    assert typed(hub.workspace, "@nobody @here me@ada") == "@nobody <!here> me@ada"


def test_what_is_written_out_stays(hub: Hub) -> None:
    ada = person(hub, "ada")
    text = f"<@{ada}> <!channel> <#C123|x> <https://example.org|here>"
    assert typed(hub.workspace, text) == text
    assert typed(hub.workspace, "see https://example.org/a?b=1&c=2#d") == "see <https://example.org/a?b=1&amp;c=2#d>"


def test_rich_text_has_the_same_parts(hub: Hub) -> None:
    ada = person(hub, "ada")
    block = rich_text(f"hi <@{ada}> :wave: <https://example.org|a &amp; b> &lt;x&gt; <!here>", "b1")
    elements = block["elements"][0]["elements"]
    assert [one["type"] for one in elements] == ["text", "user", "text", "emoji", "text", "link", "text", "broadcast"]
    assert elements[5] == {"type": "link", "url": "https://example.org", "text": "a & b"}
    assert elements[6]["text"] == " <x> "


@given(st.text())
def test_escaping_is_undone_by_unescaping(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.text())
def test_any_text_can_be_typed(text: str) -> None:
    stored = typed(HUB.workspace, text)
    assert rich_text(stored, "b")["type"] == "rich_text"
