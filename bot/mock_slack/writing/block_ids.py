"""The ids that Slack makes up where an app gives none: of every block, and of every element that can be used."""

from __future__ import annotations

from typing import Any

from bot.mock_slack.workspace.records import Json
from bot.mock_slack.workspace.state import Workspace
from bot.mock_slack.writing.elements import BUTTONS, FIELDS


def identified(workspace: Workspace, blocks: list[Json]) -> list[Json]:
    """A copy of the blocks; each has a `block_id`, and each interactive element in it, however deep, an `action_id`."""
    return [{**_with_actions(workspace, one), "block_id": one.get("block_id") or _new(workspace)} for one in blocks]


def _with_actions(workspace: Workspace, value: Any) -> Any:
    if isinstance(value, list):
        return [_with_actions(workspace, one) for one in value]
    if not isinstance(value, dict):
        return value
    copy = {key: _with_actions(workspace, one) for key, one in value.items()}
    if copy.get("type") in (*FIELDS, *BUTTONS) and not copy.get("action_id"):
        copy["action_id"] = _new(workspace)
    return copy


def _new(workspace: Workspace) -> str:
    return workspace.ids.new("")[-5:]
