"""Everything that the workspace sends, held against JSON schemas made of the types in Slack's own packages.

The schemas allow no field that the types do not name, so what is extra is found as well as what is missing or wrong.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

from bot.mock_slack import MockWorkspace
from bot.mock_slack.server import everything
from bot.mock_slack.web.methods import METHODS
from tests.bot.mock_slack.interop.day import MORE_EVENTS, Sent, live_through
from tests.bot.mock_slack.interop.schemas import Types

# A message is the same object wherever it is shown; each type knows what its samples held, and lacks some of these.
OF_A_MESSAGE = "|".join(
    """app_id bot_id bot_profile client_msg_id edited hidden inviter is_locked latest_reply members metadata name
    old_name parent_user_id reply_count reply_users reply_users_count root streaming_state subtype team thread_ts ts
    user""".split()
)

# Where the types do not say what Slack sends, and why it is sent all the same: patterns of whole differences.
KNOWN = {
    "Slack sends null for what there is not": r"""
        (conversations|users)\.\w+ /channels?(/\*)?/parent_conversation: null, not string
        conversations.history /channel_actions_ts: null, not number
        views\.\w+ /view/(close|submit): null, not object
        views\.\w+ /view/previous_view_id: null, not string
        [\w.]+ /enterprise: null, not object
        events_api /context_enterprise_id: null, not string
        apps.event.authorizations.list /authorizations/\*/enterprise_id: null, not string
        bookmarks.\w+ /bookmarks?(/\*)?/(app|entity|shortcut)_id: null, not string
    """,
    "Slack documents it, in the object or in an example; the types were made of other samples": r"""
        conversations\.\w+ /channels?(/\*)?: unknown (parent_conversation|is_user_deleted|user|priority)
        auth.revoke /: unknown revoked
        views\.\w+ /view/state: unknown values
        (block|view)_\w+ /view: unknown submit_disabled
        view_\w+ /user: unknown username
        view_submission /view/state/values/file_input/file_input/files/\*: unknown shares
        event message /subtype: 'group_(join|name|leave|archive|unarchive)' should not be valid under {}
        event (app_uninstalled|file_change|tokens_revoked) /: unknown event_ts
        usergroups.create /usergroup: unknown user_count
        search.(all|files) /files/matches/\*: unknown alt_txt
        search.all /(files|messages)/matches/\*/user: .* is not one of .*
    """,
    "a group conversation is opened as any other conversation looks": r"""
        conversations.open /channel: unknown \w+
    """,
    "the app's own metadata has the app's own fields": r"""
        [\w.]+ /messages?(/\*)?(/root)?/metadata/event_payload: unknown n
    """,
    "a message is a message": rf"""
        (chat|conversations|reactions)\.\w+ /messages?(/\*)?(/root)?: unknown ({OF_A_MESSAGE})
        event message.* /(message|previous_message|root|message/root|previous_message/root)?: unknown ({OF_A_MESSAGE})
        event message.*bot_profile: unknown user_id
        event message.* (/message)?/attachments/\*: unknown (id|from_url|original_url)
    """,
    "a message inside an event has not the event's own fields": r"""
        event message.* /((message|previous_message)/)?(root|(previous_)?message): lacks (channel(_type)?|event_ts)
    """,
    "a pinned message too": rf"""
        event pin_\w+ /item/message: unknown ({OF_A_MESSAGE})
        event pin_\w+ /item/message/attachments/\*: unknown (id|from_url|original_url)
    """,
    "only people's messages have a client's id, and only who was invited has an inviter": r"""
        event message.* /(message|previous_message)?: lacks client_msg_id
        event message channel_join /: lacks inviter
    """,
    "a file is the same object wherever it is shown": r"""
        event message file_share /files/\*: unknown (alt_txt|app_id|external_\w+|file_access|ims|timestamp|user_team)
        event message file_share /files/\*/comments_count: int, not string
    """,
    "a view has no address to answer to": r"""
        block_actions /: lacks response_url
    """,
    "the type is that of the view which an app publishes, not of the one that Slack shows": r"""
        event app_home_opened /view: unknown \w+
    """,
}


@pytest.fixture(scope="module")
def types(node: Path) -> Types:
    parts = ("package-lock.json", "schemas.mjs", "wire.ts")
    key = hashlib.sha256(b"".join((node / part).read_bytes() for part in parts)).hexdigest()[:12]
    made = node / f"schemas-{key}.json"
    if not made.exists():
        command = ["node", "schemas.mjs"]
        done = subprocess.run(command, cwd=node, capture_output=True, text=True, check=True, timeout=240)
        made.write_text(done.stdout, encoding="utf-8")
    return Types(json.loads(made.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def sent() -> list[Sent]:
    manifest = everything()
    manifest = dataclasses.replace(manifest, bot_events=(*manifest.bot_events, *MORE_EVENTS))
    with MockWorkspace(manifest) as slack:
        return live_through(slack)


def test_there_is_a_type_for_every_method_and_event(types: Types, sent: list[Sent]) -> None:
    assert [method for method in METHODS if method not in types] == []
    assert set(METHODS) - {name for name, _ in sent} == set()
    heard = {body["event"]["type"] for name, body in sent if name == "events_api"}
    assert heard == {name.partition(".")[0] for name in (*everything().bot_events, *MORE_EVENTS)}
    assert [event for event in heard if f"event {event}" not in types] == []


def test_what_is_sent_is_what_the_types_say(types: Types, sent: list[Sent]) -> None:
    patterns = [line.strip() for lines in KNOWN.values() for line in lines.strip().splitlines()]
    found = {difference for name, body in sent for difference in types.differences(name, body)}
    unexplained = [one for one in found if not any(re.fullmatch(pattern, one) for pattern in patterns)]
    assert sorted(unexplained) == []
    assert [pattern for pattern in patterns if not any(re.fullmatch(pattern, one) for one in found)] == []


def test_a_wrong_field_would_be_found(types: Types) -> None:
    assert list(types.differences("auth.test", {"ok": True, "user": 1, "usr": "x"})) == [
        "auth.test /: unknown usr",
        "auth.test /user: int, not string",
    ]
    event = {"type": "reaction_added", "user": "U", "reaction": "eyes", "item": {"type": "message", "ts": "1"}}
    assert set(types.differences("event reaction_added", {**event, "item_user": None})) == {
        "event reaction_added /: lacks event_ts",
        "event reaction_added /item: lacks channel",
        "event reaction_added /item_user: null, not string",
    }
    assert list(types.differences("block section", {"type": "section", "text": {"type": "mrkdwn", "txt": "x"}})) != []
