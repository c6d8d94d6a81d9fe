from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mock_slack.hub import Hub
from bot.mock_slack.server import everything
from bot.mock_slack.writing.rich_text import rich_text
from bot.mock_slack.writing.texts import escape, sent, typed, unescape
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


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("see http://a.b/c. Then", "see <http://a.b/c>. Then"),
        ("(https://x.y/z), and", "(<https://x.y/z>), and"),
        ("https://x.y/A_(b)!", "<https://x.y/A_(b)>!"),
        ("*https://x.y/z*", "*<https://x.y/z>*"),
        ("“https://x.y/?a=1&b=2”", "“<https://x.y/?a=1&amp;b=2>”"),
        ("1 < https://x.y/z> 0", "1 &lt; <https://x.y/z>&gt; 0"),
        ("https://x.y/~ada/", "<https://x.y/~ada/>"),
    ],
)
def test_a_link_ends_before_the_sentences_marks(hub: Hub, text: str, stored: str) -> None:
    assert typed(hub.workspace, text) == stored


def test_commands_get_names_beside_ids(hub: Hub) -> None:
    ada, general = person(hub, "ada"), channel(hub, "general")
    text = typed(hub.workspace, "@ada in #general", labelled=True)
    assert text == f"<@{ada}|ada> in <#{general}|general>"


def test_what_an_app_sends_is_escaped_where_it_did_not(hub: Hub) -> None:
    ada, general = person(hub, "ada"), channel(hub, "general")
    text = "a < b & c &amp; d https://e.com, @ada #general <@U1> <!date^1^{date} x|then> <https://e.com|e>"
    known = "<@U1> <!date^1^{date} x|then> <https://e.com|e>"
    stored = f"a &lt; b &amp; c &amp; d <https://e.com>, @ada #general {known}"
    assert sent(hub.workspace, text, names=False, links=True) == stored
    assert sent(hub.workspace, stored, names=False, links=True) == stored
    plain = stored.replace("<https://e.com>,", "https://e.com,")
    assert sent(hub.workspace, text, names=False, links=False) == plain
    named = stored.replace("@ada #general", f"<@{ada}> <#{general}|>")
    assert sent(hub.workspace, text, names=True, links=True) == named


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
