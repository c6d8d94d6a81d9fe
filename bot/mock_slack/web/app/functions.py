"""functions.completeSuccess, functions.completeError"""

from __future__ import annotations

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.beside import functions
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.records import Json


def complete_success(call: Call) -> Json:
    key = call.arguments.required("function_execution_id")
    outputs = call.arguments.json_object("outputs", "invalid_arguments")
    if outputs is None:
        raise SlackError("invalid_arguments", "missing required field: outputs")
    functions.end(call.workspace, key, outputs=outputs)
    return {}


def complete_error(call: Call) -> Json:
    key = call.arguments.required("function_execution_id")
    functions.end(call.workspace, key, error=call.arguments.required("error"))
    return {}


METHODS = {
    "functions.completeSuccess": Method(complete_success, tier=50),
    "functions.completeError": Method(complete_error, tier=50),
}
