"""blocks.validate"""

from __future__ import annotations

import re

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.blocks import check_blocks, check_view
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.records import Json

_POINTER = re.compile(r"(.*) \[json-pointer:(.*)\]", re.DOTALL)


def validate(call: Call) -> Json:
    arguments = call.arguments
    if sum(name in arguments for name in ("blocks", "view", "message")) != 1:
        raise SlackError("invalid_arguments", "must provide exactly one of `blocks`, `view`, or `message`")
    if "view" in arguments:
        problems = check_view(arguments.json_object("view", "invalid_arguments") or {}, ("modal", "home"))
    elif "message" in arguments:
        message = arguments.json_object("message", "invalid_arguments") or {}
        blocks = message.get("blocks") or []
        if not isinstance(blocks, list):
            raise SlackError("invalid_blocks_format")
        problems = check_blocks(blocks, "/blocks")
    else:
        problems = check_blocks(arguments.json_list("blocks", "invalid_blocks_format") or [], "")
    if problems:
        raise SlackError("invalid_blocks", errors=[described(one) for one in problems[:50]])
    return {}


def described(problem: str) -> Json:
    match = _POINTER.fullmatch(problem)
    message, pointer = match.groups() if match else (problem, "")
    return {"code": "failed_constraint", "message": message, "pointer": pointer}


METHODS = {"blocks.validate": Method(validate, tier=100)}
