from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.mock_slack.basics.errors import WorkspaceError
from bot.mock_slack.server import everything
from bot.mock_slack.web.methods import METHODS
from bot.mock_slack.workspace.manifest import parse_manifest, read_manifest
from bot.mock_slack.workspace.subscriptions import EVENT_SCOPES, NEVER_SENT

ROOT = Path(__file__).parents[4]


def test_this_projects_own_manifest_has_no_event_that_could_not_be_sent() -> None:
    manifest = read_manifest(ROOT / "manifest.json")
    assert manifest.warnings == ()
    assert manifest.socket_mode
    assert {"app_mention", "message.im"} <= set(manifest.bot_events)
    assert all(command.command.startswith("/") for command in manifest.commands)


def test_yaml_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yaml"
    path.write_text("display_information: {name: Other}\nfeatures: {bot_user: {display_name: other bot}}\n")
    manifest = read_manifest(path)
    assert (manifest.name, manifest.bot_name) == ("Other", "other bot")


def test_an_event_without_its_scope_is_warned_of() -> None:
    content = {"settings": {"event_subscriptions": {"bot_events": ["reaction_added", "app_home_opened"]}}}
    assert parse_manifest(content).warnings == ("reaction_added is never sent: it needs the scope reactions:read",)


def test_an_event_that_this_workspace_never_sends_is_warned_of() -> None:
    events = ["channel_deleted", "link_shared", "no_such_event", "pin_added"]
    content: dict[str, Any] = {
        "settings": {"event_subscriptions": {"bot_events": events}},
        "oauth_config": {"scopes": {"bot": ["channels:read", "links:read", "pins:read"]}},
    }
    assert parse_manifest(content).warnings == (
        "channel_deleted is never sent: channels are not deleted here",
        "link_shared is never sent: the manifest names no features.unfurl_domains",
        "no_such_event is never sent: this workspace knows no such event",
    )
    content["features"] = {"unfurl_domains": ["Example.com"]}
    assert len(parse_manifest(content).warnings) == 2
    assert everything().warnings == ()
    assert not set(EVENT_SCOPES) & set(NEVER_SENT)


def test_the_app_that_may_do_everything_may_call_and_hear_everything() -> None:
    manifest = everything()
    older = {"assistant_thread_started", "assistant_thread_context_changed"}  # of the view that the newer one replaces
    assert set(EVENT_SCOPES) - set(manifest.bot_events) - older == {"agent_session_stopped"}
    app = ("connections:write", "authorizations:read")
    kinds = {"bot": manifest.bot_scopes, "user": manifest.user_scopes, "app": app}
    for name, method in METHODS.items():
        granted = {scope for kind in method.kinds for scope in kinds[kind]}
        assert not method.scopes or set(method.scopes) & granted, name


def test_functions_of_both_ways_to_write_them() -> None:
    newer = {"properties": {"a": {"type": "string"}, "b": {}}, "required": ["a"]}
    older = {"a": {"type": "string", "is_required": True}, "b": {}}
    for parameters in (newer, older):
        [function] = parse_manifest({"functions": {"f": {"title": "F", "input_parameters": parameters}}}).functions
        assert [(one["name"], one["is_required"]) for one in function.inputs] == [("a", True), ("b", False)]


def test_shortcuts_and_commands_keep_what_the_page_shows() -> None:
    manifest = everything()
    assert [(one.callback_id, one.kind) for one in manifest.shortcuts] == [
        ("global_shortcut", "global"),
        ("message_shortcut", "message"),
    ]
    command = manifest.command("/mock")
    assert command is not None
    assert command.usage_hint == "[text]"
    assert manifest.command("/other") is None


@pytest.mark.parametrize("content", ["{", "[1, 2]", "\xff"])
def test_a_file_that_is_no_manifest_is_one_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(WorkspaceError, match=r"manifest\.json .*\. "):
        read_manifest(path)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="cannot be read"):
        read_manifest(tmp_path / "none.json")


def test_odd_content_is_lived_with() -> None:
    odd = {
        "features": {"slash_commands": [None, {"command": None}, 3], "agent_view": True},
        "settings": [],
        "oauth_config": 5,
    }
    manifest = parse_manifest(json.loads(json.dumps(odd)))
    assert manifest.commands == ()
    assert manifest.agent_view
