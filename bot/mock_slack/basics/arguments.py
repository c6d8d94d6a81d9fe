"""The arguments of a Web API call, from wherever Slack accepts them: query, form, multipart or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.basics.safe_json import clean, parse

MAX_BODY = 4_000_000  # bytes; a call of this size is a mistake, and nothing of it is kept


class Arguments:
    """The call's arguments by name, read as the types that Slack reads them as, whichever way they were sent."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = dict(values)

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        """A string; numbers and booleans become one, anything else is `invalid_arguments`."""
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, str):
            return str(clean(value))
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int | float):
            return str(value)
        raise _wrong(name, "must be a string")

    def required(self, name: str, error: str | None = None) -> str:
        """A string that must be there. Without it the error is `error`, or `invalid_arguments` naming the field."""
        value = self.text(name)
        if value:
            return value
        if error:
            raise SlackError(error)
        raise SlackError("invalid_arguments", f"missing required field: {name}")

    def integer(self, name: str, default: int, low: int, high: int, error: str = "invalid_arguments") -> int:
        if name not in self or self.values[name] == "":
            return default
        try:
            value = int(str(self.values[name]))
        except ValueError:
            raise SlackError(error, f"must be an integer [json-pointer:/{name}]") from None
        if value < low:
            raise SlackError(error, f"must be greater than or equal to {low} [json-pointer:/{name}]")
        return min(value, high)

    def boolean(self, name: str, default: bool = False) -> bool:
        value = self.values.get(name)
        if value is None or value == "":
            return default
        if isinstance(value, bool):
            return value
        if str(value).lower() in {"1", "true"}:
            return True
        if str(value).lower() in {"0", "false"}:
            return False
        raise _wrong(name, "must be a boolean")

    def listing(self, name: str) -> list[str]:
        """Ids or names, as a JSON array or separated by commas."""
        value = self.values.get(name)
        if isinstance(value, str) and value.lstrip().startswith("["):
            value = self.json(name, "invalid_arguments")
        if isinstance(value, list):
            if not all(isinstance(one, str) for one in value):
                raise _wrong(name, "must be a list of strings")
            return [str(clean(one)) for one in value]
        return [one.strip() for one in self.text(name).split(",") if one.strip()]

    def json(self, name: str, error: str) -> Any:
        """An object or array, sent as such or as JSON text inside a field. None when it is absent or empty."""
        value = self.values.get(name)
        if isinstance(value, str):
            if not value.strip():
                return None
            try:
                return parse(value)
            except ValueError:
                raise SlackError(error) from None
        return value

    def json_list(self, name: str, error: str) -> list[dict[str, Any]] | None:
        value = self.json(name, error)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise SlackError(error)
        return value

    def json_object(self, name: str, error: str) -> dict[str, Any] | None:
        value = self.json(name, error)
        if value is None or isinstance(value, dict):
            return value
        raise SlackError(error)


async def read_arguments(request: Request) -> tuple[Arguments, list[str]]:
    """The arguments and Slack's warnings about how they were sent. Raises `SlackError` for a body it cannot read."""
    values: dict[str, Any] = dict(request.query_params)
    if values.pop("token", None) is not None and "authorization" not in request.headers:
        raise SlackError("invalid_auth")  # a token in an address is no longer taken: header or POST parameter
    warnings: list[str] = []
    if request.method == "GET":
        return Arguments(values), warnings
    content_type, _, parameters = request.headers.get("content-type", "").partition(";")
    content_type = content_type.strip().lower()
    if content_type.startswith("multipart/"):
        if int(request.headers.get("content-length") or 0) > MAX_BODY:
            raise too_large()
        return Arguments(values | await read_form(request)), warnings
    body = await read_body(request, MAX_BODY)
    if not body:
        return Arguments(values), warnings
    if content_type == "application/json":
        if "charset" not in parameters.lower():
            warnings.append("missing_charset")
        elif "utf-8" not in parameters.lower() and "utf8" not in parameters.lower():
            raise SlackError("invalid_charset")
        return Arguments(values | _json_body(body)), warnings
    if content_type == "application/x-www-form-urlencoded":
        return Arguments(values | await read_form(request)), warnings
    raise SlackError("invalid_post_type" if content_type else "missing_post_type")


async def read_body(request: Request, limit: int) -> bytes:
    """The body, kept by the request for later readers. Raises an error with status 413 when it is too long."""
    pieces, size = [], 0
    try:
        async for piece in request.stream():
            size += len(piece)
            if size <= limit:
                pieces.append(piece)
    except ClientDisconnect:
        raise SlackError("request_timeout") from None
    if size > limit:
        raise too_large()
    request._body = b"".join(pieces)  # where Starlette's own `body()` keeps it, so that `form()` can still read it
    return request._body


def too_large() -> SlackError:
    return SlackError("request_too_large", http_status=413)


def _json_body(body: bytes) -> dict[str, Any]:
    try:
        value = parse(body)
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(value, dict):
        raise SlackError("json_not_object")
    value.pop("token", None)  # Slack reads a token from the header or a form, never from JSON
    return value


async def read_form(request: Request, limit: int = MAX_BODY) -> dict[str, Any]:
    """The fields of a form; files as bytes."""
    try:
        async with request.form(max_files=20, max_fields=200, max_part_size=limit) as form:
            values: dict[str, Any] = {}
            for name, value in form.multi_items():
                values[name] = await value.read() if isinstance(value, UploadFile) else value
            return values
    except (HTTPException, ValueError, AssertionError):
        raise SlackError("invalid_form_data") from None
    except ClientDisconnect:
        raise SlackError("request_timeout") from None


def _wrong(name: str, sentence: str) -> SlackError:
    return SlackError("invalid_arguments", f"{sentence} [json-pointer:/{name}]")
