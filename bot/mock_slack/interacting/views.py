"""Modals and App Homes: opened, updated, pushed, closed; three deep at most."""

from __future__ import annotations

import hashlib
import json

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.blocks import check_view
from bot.mock_slack.workspace.records import Json
from bot.mock_slack.workspace.state import Workspace
from bot.mock_slack.writing import elements
from bot.mock_slack.writing.block_ids import identified

MAX_DEPTH = 3
MAX_PROBLEMS = 50  # that are told of


def read(workspace: Workspace, given: Json | None, kinds: tuple[str, ...], home_of: str = "") -> Json:
    """A view payload, checked, its blocks given ids. Raises `invalid_arguments` and says what is wrong.

    An `external_id` belongs to one view of the workspace (`duplicate_external_id`); `home_of` is the user whose Home
    this is to be: it keeps its own.
    """
    if given is None:
        raise SlackError("invalid_arguments", "missing required field: view")
    problems = check_view(given, kinds)
    if problems:
        raise SlackError("invalid_arguments", *problems[:MAX_PROBLEMS])
    external_id = given.get("external_id")
    found = find(workspace, external_id=external_id) if external_id else None
    if found is not None and not (found[1]["type"] == "home" and found[0] == home_of):
        raise SlackError("duplicate_external_id")
    return {**given, "blocks": identified(workspace, given["blocks"])}


def open_modal(workspace: Workspace, user: str, given: Json, channel: str | None = None) -> Json:
    """A new modal in front of the user; one that was open is replaced. `channel` is what the user looks at."""
    view = _new(workspace, given)
    for before in workspace.modals.get(user, []):
        workspace.view_places.pop(before["id"], None)
    workspace.modals[user] = [view]
    if channel:
        workspace.view_places[view["id"]] = channel
    begin(workspace, user, view)
    show(workspace, user)
    return view


def push(workspace: Workspace, user: str, given: Json) -> Json:
    """Raises `push_limit_reached`, or `not_found` when no modal is open."""
    stack = workspace.modals.get(user, [])
    if not stack:
        raise SlackError("not_found")
    if len(stack) >= MAX_DEPTH:
        raise SlackError("push_limit_reached")
    view = _new(workspace, given)
    view["root_view_id"] = stack[0]["id"]
    view["previous_view_id"] = stack[-1]["id"]
    stack.append(view)
    begin(workspace, user, view)
    show(workspace, user)
    return view


def update(workspace: Workspace, found: tuple[str, Json], given: Json, given_hash: str = "") -> Json:
    """Replace what a view shows. Raises `hash_conflict` when it has changed since."""
    user, view = found
    if given_hash and given_hash != view["hash"]:
        raise SlackError("hash_conflict")
    kept = {key: view[key] for key in ("id", "root_view_id", "previous_view_id", "state")}
    if given.get("type") != view["type"]:
        raise SlackError("invalid_arguments", "view type cannot change [json-pointer:/view/type]")
    view.clear()
    view |= _new(workspace, given) | kept
    view["hash"] = _hash(workspace, view)
    view["state"] = {"values": _kept_values(view)}
    begin(workspace, user, view)
    if view["type"] == "home":
        show_home(workspace, user)
    else:
        show(workspace, user)
    return view


def publish(workspace: Workspace, user: str, given: Json, given_hash: str = "") -> Json:
    """The App Home of one user."""
    before = workspace.homes.get(user)
    if before is not None:
        return update(workspace, (user, before), given, given_hash)
    if given_hash:
        raise SlackError("hash_conflict")
    view = _new(workspace, given)
    workspace.homes[user] = view
    show_home(workspace, user)
    return view


def begin(workspace: Workspace, user: str, view: Json) -> None:
    """Choose the current conversation where an element wants to begin with it, and it is one that can be chosen."""
    channel = workspace.channels.get(workspace.view_places.get(view["root_view_id"], ""))
    if channel is None or user not in channel.members:
        return
    values = {block_id: dict(actions) for block_id, actions in view["state"]["values"].items()}
    for block, element in elements.interactive(view["blocks"]):
        if elements.begins_with(element, channel, workspace.bot_user):
            known = values.setdefault(block["block_id"], {})
            known.setdefault(element["action_id"], {"type": element["type"], **elements.chosen(element, channel.id)})
    view["state"] = {"values": values}


def close(workspace: Workspace, user: str, *, everything: bool = False) -> list[Json]:
    """Take away the modal in front (or all of them); the closed ones, the front one first."""
    stack = workspace.modals.get(user, [])
    closed = [stack.pop()] if stack and not everything else stack[::-1]
    if everything or not stack:
        workspace.modals.pop(user, None)
    for view in closed:
        workspace.view_places.pop(view["id"], None)
    show(workspace, user)
    return closed


def find(workspace: Workspace, *, view_id: str = "", external_id: str = "") -> tuple[str, Json] | None:
    """Whose view it is, and the view."""
    for user, stack in workspace.modals.items():
        for view in stack:
            if view["id"] == view_id or (external_id and view["external_id"] == external_id):
                return user, view
    for user, home in workspace.homes.items():
        if home["id"] == view_id or (external_id and home["external_id"] == external_id):
            return user, home
    return None


def show(workspace: Workspace, user: str) -> None:
    workspace.feed.publish("modals", {"user": user, "stack": [dict(v) for v in workspace.modals.get(user, [])]})


def show_home(workspace: Workspace, user: str) -> None:
    workspace.feed.publish("home", {"user": user, "view": dict(workspace.homes[user])})


def _new(workspace: Workspace, given: Json) -> Json:
    number = workspace.ids.new("V")
    view: Json = {
        "id": number,
        "team_id": workspace.team.id,
        "type": given["type"],
        "blocks": given["blocks"],
        "private_metadata": given.get("private_metadata") or "",
        "callback_id": given.get("callback_id") or "",
        "state": {"values": {}},
        "title": given.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "close": given.get("close"),
        "submit": given.get("submit"),
        "clear_on_close": bool(given.get("clear_on_close")),
        "notify_on_close": bool(given.get("notify_on_close")),
        "submit_disabled": bool(given.get("submit_disabled")),
        "previous_view_id": None,
        "root_view_id": number,
        "app_id": workspace.app_id,
        "external_id": given.get("external_id") or "",
        "app_installed_team_id": workspace.team.id,
        "bot_id": workspace.bot_id,
    }
    view["hash"] = _hash(workspace, view)
    return view


def _hash(workspace: Workspace, view: Json) -> str:
    digest = hashlib.sha256(json.dumps(view, sort_keys=True, default=str).encode()).hexdigest()
    return f"{int(workspace.clock.now())}.{workspace.ids.new('')[-4:]}{digest[:8]}"


def _kept_values(view: Json) -> Json:
    """What was filled in stays for blocks that are still there under the same ids."""
    values = view["state"]["values"]
    ids = {block.get("block_id") for block in view["blocks"]}
    return {block_id: actions for block_id, actions in values.items() if block_id in ids}
