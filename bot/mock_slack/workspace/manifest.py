"""A Slack app manifest, read for what a workspace has to know of an app. https://docs.slack.dev/reference/app-manifest"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.mock_slack.basics.errors import WorkspaceError
from bot.mock_slack.workspace.subscriptions import EVENT_SCOPES, NEVER_SENT


@dataclass(frozen=True)
class Command:
    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False
    url: str | None = None


@dataclass(frozen=True)
class Shortcut:
    callback_id: str
    name: str
    kind: str  # "message" or "global"
    description: str = ""


@dataclass(frozen=True)
class SuggestedPrompt:
    title: str
    message: str


@dataclass(frozen=True)
class Function:
    callback_id: str
    title: str = ""
    description: str = ""
    inputs: tuple[dict[str, Any], ...] = ()  # its parameters, as `function_executed` tells of them
    outputs: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Manifest:
    name: str = "Mock App"
    description: str = ""
    bot_name: str = "mock-app"
    bot_scopes: tuple[str, ...] = ()
    user_scopes: tuple[str, ...] = ()
    bot_events: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    prompts: tuple[SuggestedPrompt, ...] = ()
    functions: tuple[Function, ...] = ()
    unfurl_domains: tuple[str, ...] = ()
    agent_view: bool = False
    assistant_view: bool = False
    home_tab: bool = False
    messages_tab: bool = True
    messages_read_only: bool = False
    interactivity: bool = True
    socket_mode: bool = True
    events_url: str | None = None
    interactivity_url: str | None = None
    options_url: str | None = None
    redirect_urls: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    def command(self, name: str) -> Command | None:
        return next((one for one in self.commands if one.command == name), None)

    def subscribes(self, event: str) -> bool:
        return event in self.bot_events

    def missing_scopes(self, event: str) -> tuple[str, ...]:
        """The scopes of which an event needs one, if the app has none of them."""
        needed = EVENT_SCOPES.get(event, ())
        return needed if needed and not set(needed) & set(self.bot_scopes) else ()


def read_manifest(source: Path | str | dict[str, Any] | Manifest) -> Manifest:
    """A manifest from a JSON or YAML file, a path, or its parsed content. Raises `WorkspaceError`."""
    if isinstance(source, Manifest):
        return source
    if isinstance(source, dict):
        return parse_manifest(source)
    path = Path(source)
    try:
        text = path.read_text(encoding="utf-8")
        content = yaml.safe_load(text) if path.suffix in {".yaml", ".yml"} else json.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise WorkspaceError(
            f"The app manifest {path} cannot be read.", "Name an existing JSON or YAML file."
        ) from error
    except (ValueError, yaml.YAMLError) as error:
        raise WorkspaceError(
            f"The app manifest {path} is neither JSON nor YAML ({error}).",
            "Copy it from the app's settings page under “App Manifest”.",
        ) from error
    if not isinstance(content, dict):
        raise WorkspaceError(f"The app manifest {path} holds no object.", "It starts with “display_information”.")
    return parse_manifest(content)


def parse_manifest(content: dict[str, Any]) -> Manifest:
    display, features = _object(content, "display_information"), _object(content, "features")
    settings, scopes = _object(content, "settings"), _object(_object(content, "oauth_config"), "scopes")
    home, subscriptions = _object(features, "app_home"), _object(settings, "event_subscriptions")
    interactivity = _object(settings, "interactivity")
    agent = features.get("agent_view") or features.get("assistant_view") or {}
    name = str(display.get("name") or "Mock App")
    events = _strings(subscriptions.get("bot_events"))
    manifest = Manifest(
        name=name,
        description=str(display.get("description") or ""),
        bot_name=str(_object(features, "bot_user").get("display_name") or name),
        bot_scopes=_strings(scopes.get("bot")),
        user_scopes=_strings(scopes.get("user")),
        bot_events=events,
        commands=tuple(
            Command(
                command=str(one["command"]),
                description=str(one.get("description") or ""),
                usage_hint=str(one.get("usage_hint") or ""),
                should_escape=bool(one.get("should_escape")),
                url=one.get("url"),
            )
            for one in _objects(features.get("slash_commands"))
            if one.get("command")
        ),
        shortcuts=tuple(
            Shortcut(str(one["callback_id"]), str(one.get("name") or ""), str(one.get("type") or "global"),
                     str(one.get("description") or ""))
            for one in _objects(features.get("shortcuts"))
            if one.get("callback_id")
        ),
        prompts=tuple(
            SuggestedPrompt(str(one.get("title") or ""), str(one.get("message") or ""))
            for one in _objects(agent.get("suggested_prompts") if isinstance(agent, dict) else None)
        ),
        functions=tuple(
            Function(callback_id, str(one.get("title") or ""), str(one.get("description") or ""),
                     _parameters(one.get("input_parameters")), _parameters(one.get("output_parameters")))
            for callback_id, one in _object(content, "functions").items()
            if isinstance(one, dict)
        ),
        unfurl_domains=tuple(one.lower() for one in _strings(features.get("unfurl_domains"))),
        agent_view="agent_view" in features,
        assistant_view="assistant_view" in features,
        home_tab=bool(home.get("home_tab_enabled")),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
        messages_read_only=bool(home.get("messages_tab_read_only_enabled")),
        interactivity=bool(interactivity.get("is_enabled", True)),
        socket_mode=bool(settings.get("socket_mode_enabled", False)),
        events_url=subscriptions.get("request_url"),
        interactivity_url=interactivity.get("request_url"),
        options_url=interactivity.get("message_menu_options_url"),
        redirect_urls=_strings(_object(content, "oauth_config").get("redirect_urls")),
    )  # fmt: skip
    warnings = (reason_against(manifest, event) for event in events)
    return Manifest(**{**manifest.__dict__, "warnings": tuple(one for one in warnings if one)})


def reason_against(manifest: Manifest, event: str) -> str:
    """Why a subscribed event is never sent here, in a sentence; "" when it is."""
    if event in NEVER_SENT:
        return f"{event} is never sent: {NEVER_SENT[event]}"
    if event not in EVENT_SCOPES:
        return f"{event} is never sent: this workspace knows no such event"
    if need := manifest.missing_scopes(event):
        return f"{event} is never sent: it needs the scope {' or '.join(need)}"
    if event == "link_shared" and not manifest.unfurl_domains:
        return "link_shared is never sent: the manifest names no features.unfurl_domains"
    return ""


def _parameters(value: Any) -> tuple[dict[str, Any], ...]:
    """The parameters of a function: by name in `properties` and `required`, or by name alone."""
    if not isinstance(value, dict):
        return ()
    nested = isinstance(value.get("properties"), dict)
    required = _strings(value.get("required")) if nested else ()
    return tuple(
        {
            "type": str(one.get("type") or "string"),
            "name": name,
            "title": str(one.get("title") or name),
            "description": str(one.get("description") or ""),
            "is_required": name in required or bool(one.get("is_required")),
        }
        for name, one in (value["properties"] if nested else value).items()
        if isinstance(one, dict)
    )


def _object(container: dict[str, Any], key: str) -> dict[str, Any]:
    value = container.get(key)
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()
