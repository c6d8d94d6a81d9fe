"""What a request from Slack must hold for the handlers, and Bolt before them, to read it. All else in it is ignored."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Discriminator, Field, Tag, TypeAdapter, ValidationError


class _Somebody(BaseModel):
    id: str


class _Message(BaseModel):
    type: Literal["message", "app_mention"]
    channel: str
    ts: str


class _Visit(BaseModel):
    type: Literal["member_joined_channel", "app_home_opened"]
    channel: str
    user: str


class _Other(BaseModel):
    type: str


def _kind_of_event(event: Any) -> str:
    kind = event.get("type") if isinstance(event, dict) else None
    return kind if kind in ("message", "app_mention", "member_joined_channel", "app_home_opened") else "other"


_Event = Annotated[
    Annotated[_Message, Tag("message")]
    | Annotated[_Message, Tag("app_mention")]
    | Annotated[_Visit, Tag("member_joined_channel")]
    | Annotated[_Visit, Tag("app_home_opened")]
    | Annotated[_Other, Tag("other")],
    Discriminator(_kind_of_event),
]


class _Authorization(BaseModel):
    enterprise_id: str | None = None
    team_id: str | None = None
    user_id: str | None = None


class _Envelope(BaseModel):
    """What Bolt looks into, whatever the request is."""

    authorizations: list[_Authorization] | None = None
    team: str | dict[str, Any] | None = None
    enterprise: str | dict[str, Any] | None = None
    user: str | dict[str, Any] | None = None
    channel: str | dict[str, Any] | None = None
    view: dict[str, Any] | None = None
    message: dict[str, Any] | None = None
    container: dict[str, Any] | None = None


class _EventCallback(BaseModel):
    event: _Event


class _Action(BaseModel):
    type: str
    action_id: str
    value: str = ""


class _Actions(BaseModel):
    user: _Somebody
    trigger_id: str
    channel: _Somebody | None = None
    actions: list[_Action] = Field(min_length=1)


class _State(BaseModel):
    values: dict[str, dict[str, dict[str, Any]]]


class _View(BaseModel):
    id: str
    callback_id: str
    state: _State


class _Submission(BaseModel):
    user: _Somebody
    view: _View


class _OnMessage(BaseModel):
    callback_id: str
    trigger_id: str
    user: _Somebody
    channel: _Somebody
    message: dict[str, Any]


class _Shortcut(BaseModel):
    callback_id: str
    trigger_id: str
    user: _Somebody


class _Command(BaseModel):
    command: str
    user_id: str
    channel_id: str
    trigger_id: str


_SHAPES: dict[str, TypeAdapter[Any]] = {
    "event_callback": TypeAdapter(_EventCallback),
    "block_actions": TypeAdapter(_Actions),
    "view_submission": TypeAdapter(_Submission),
    "message_action": TypeAdapter(_OnMessage),
    "shortcut": TypeAdapter(_Shortcut),
}
_COMMAND, _ANY = TypeAdapter[Any](_Command), TypeAdapter[Any](_Envelope)


def is_readable(body: object) -> bool:
    """Whether a request's parsed body is of the shape that Slack documents."""
    if not isinstance(body, dict) or ("event" in body and body.get("type") != "event_callback"):
        return False
    kind = body.get("type")
    shape = _COMMAND if "command" in body else _SHAPES.get(kind) if isinstance(kind, str) else None
    try:
        _ANY.validate_python(body)
        if shape is not None:
            shape.validate_python(body)
    except ValidationError:
        return False
    return True
