"""A workspace as one JSON document, and back: what `--save` keeps. No token and no secret is in it."""

from __future__ import annotations

import json
import os
from collections import deque
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.mock_slack.basics.errors import WorkspaceError
from bot.mock_slack.basics.ids import Ids
from bot.mock_slack.basics.safe_json import parse
from bot.mock_slack.beside import profiles, reminders
from bot.mock_slack.conversations import scheduled
from bot.mock_slack.workspace.items import Canvas, Execution, PhoneCall, Reminder, Scheduled, UserGroup
from bot.mock_slack.workspace.records import AgentThread, Channel, File, Json, Stream, User
from bot.mock_slack.workspace.state import Workspace

VERSION = 1
_PARTS: dict[str, TypeAdapter[Any]] = {
    "users": TypeAdapter(dict[str, User]),
    "channels": TypeAdapter(dict[str, Channel]),
    "agent_threads": TypeAdapter(dict[str, AgentThread]),
    "streams": TypeAdapter(dict[str, Stream]),
    "files": TypeAdapter(dict[str, File]),
    "homes": TypeAdapter(dict[str, dict[str, Any]]),
    "input_states": TypeAdapter(dict[str, dict[str, Any]]),
}
_LATER: dict[str, TypeAdapter[Any]] = {  # a document of an earlier day lacks these, and is none the worse for it
    "scheduled": TypeAdapter(dict[str, Scheduled]),
    "usergroups": TypeAdapter(dict[str, UserGroup]),
    "reminders": TypeAdapter(dict[str, Reminder]),
    "stars": TypeAdapter(dict[str, list[dict[str, Any]]]),
    "emoji": TypeAdapter(dict[str, str]),
    "calls": TypeAdapter(dict[str, PhoneCall]),
    "canvases": TypeAdapter(dict[str, Canvas]),
    "executions": TypeAdapter(dict[str, Execution]),
}


def dump(workspace: Workspace) -> Json:
    """Everything that is worth keeping; modals, faults and the journal are not."""
    document: Json = {"version": VERSION, "ids": asdict(workspace.ids), "clock_offset": workspace.clock.offset}
    for name, adapter in (_PARTS | _LATER).items():
        document[name] = adapter.dump_python(getattr(workspace, name))
    document["ephemerals"] = list(workspace.ephemerals)
    document["revoked"] = [token.kind for token in workspace.tokens.values() if token.revoked]
    return document


def restore(workspace: Workspace, document: Any) -> None:
    """Put a dumped workspace in the place of the new one. Raises `ValueError` when it is none."""
    if not isinstance(document, dict) or document.get("version") != VERSION:
        raise ValueError("this is not a saved workspace of this version")
    try:
        parts = {name: adapter.validate_python(document[name]) for name, adapter in _PARTS.items()}
        parts |= {name: adapter.validate_python(document.get(name, {})) for name, adapter in _LATER.items()}
        ids = TypeAdapter(Ids).validate_python(document["ids"])
        offset = float(document["clock_offset"])
        ephemerals = TypeAdapter(list[dict[str, Any]]).validate_python(document["ephemerals"])
    except (KeyError, TypeError, ValidationError) as error:
        raise ValueError("a part of it is missing or broken") from error
    bot = parts["users"].get(workspace.bot_user)
    if bot is None:
        raise ValueError("it belongs to another workspace")
    bot.name, bot.real_name = workspace.users[bot.id].name, workspace.users[bot.id].real_name
    for name, part in parts.items():
        setattr(workspace, name, part)
    workspace.ids = ids
    workspace.clock.offset = offset
    workspace.ephemerals = deque(ephemerals, maxlen=workspace.ephemerals.maxlen)
    for token in workspace.tokens.values():
        token.revoked = token.kind in document.get("revoked", [])
    scheduled.resume(workspace)
    profiles.resume(workspace)
    reminders.resume(workspace)


def write(workspace: Workspace, path: Path) -> None:
    """Write the document so that a crash leaves the old one or the new one, never half of one."""
    beside = path.with_name(f".{path.name}.new")
    with open(beside, "w", encoding="utf-8", opener=_private) as file:
        json.dump(dump(workspace), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _private(path: str, flags: int) -> int:
    """What people wrote is for the file's owner only."""
    return os.open(path, flags, 0o600)


def load(workspace: Workspace, path: Path) -> None:
    """Restore what the file holds; a file that does not exist yet is fine. Raises `WorkspaceError`."""
    remedy = "Name another file with --save, or delete this one to begin anew."
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise WorkspaceError(f"There is no folder {path.parent} to save into.", remedy) from None
        return
    except (OSError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"The saved workspace {path} cannot be read.", remedy) from error
    try:
        restore(workspace, parse(text))
    except ValueError as error:
        raise WorkspaceError(f"The saved workspace {path} cannot be used: {error}.", remedy) from error
