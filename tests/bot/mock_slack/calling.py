"""Web API methods without HTTP: the same table, the same checks of scopes, one function call."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from bot.mock_slack.basics.arguments import Arguments
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.hub import Hub
from bot.mock_slack.web.method import Call
from bot.mock_slack.web.methods import METHODS

Json = dict[str, Any]


def call(hub: Hub, method: str, *, kind: str = "bot", scopes: tuple[str, ...] | None = None, **arguments: Any) -> Json:
    """The method's answer for a token of this kind, with the manifest's scopes or these."""
    workspace = hub.workspace
    token = next(token for token in workspace.tokens.values() if token.kind == kind)
    if scopes is not None:
        token = dataclasses.replace(token, scopes=scopes)
    return METHODS[method].answer(Call(workspace, hub.interactions, Arguments(arguments), token))


def error(hub: Hub, method: str, **arguments: Any) -> str:
    """The name of the error that the method answers with."""
    return str(failure(hub, method, **arguments)["error"])


def failure(hub: Hub, method: str, **arguments: Any) -> Json:
    with pytest.raises(SlackError) as raised:
        call(hub, method, **arguments)
    return raised.value.body


def channel(hub: Hub, name: str) -> str:
    found = hub.workspace.channel_named(name)
    assert found is not None
    return found.id


def person(hub: Hub, name: str) -> str:
    found = hub.workspace.user_named(name)
    assert found is not None
    return found.id


def events(hub: Hub) -> list[tuple[str, Json]]:
    """A list that fills with every event from now on: `(kind, body)`."""
    seen: list[tuple[str, Json]] = []
    hub.workspace.on_event[:] = [lambda event: seen.append((event.kind, event.body))]
    return seen
