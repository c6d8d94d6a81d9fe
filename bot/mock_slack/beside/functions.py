"""Custom functions of the app's: somebody runs one, the app hears of it and says how it ended."""

from __future__ import annotations

from dataclasses import asdict

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.workspace.items import Execution
from bot.mock_slack.workspace.manifest import Function
from bot.mock_slack.workspace.records import Json
from bot.mock_slack.workspace.state import Workspace

MAX_KEPT = 1000  # executions; the oldest are forgotten


def run(workspace: Workspace, function: Function, inputs: Json) -> Execution:
    """Begin an execution: `function_executed` goes out."""
    execution = Execution(workspace.ids.new("Fx"), function.callback_id, inputs)
    while len(workspace.executions) >= MAX_KEPT:
        del workspace.executions[next(iter(workspace.executions))]
    workspace.executions[execution.id] = execution
    body = {
        "type": "function_executed",
        "function": {
            "id": f"Fn{workspace.ids.digest(function.callback_id, 9).upper()}",
            "callback_id": function.callback_id,
            "title": function.title,
            "description": function.description,
            "type": "app",
            "input_parameters": list(function.inputs),
            "output_parameters": list(function.outputs),
            "app_id": workspace.app_id,
            "date_created": 0,
            "date_updated": 0,
            "date_deleted": 0,
        },
        "inputs": inputs,
        "function_execution_id": execution.id,
        "workflow_execution_id": workspace.ids.new("Wx"),
        "event_ts": workspace.ts(),
        "bot_access_token": workspace.bot_token,
    }
    workspace.emit("function_executed", body)
    return execution


def end(workspace: Workspace, key: str, *, outputs: Json | None = None, error: str = "") -> None:
    """Raises `function_execution_not_found`, `execution_not_in_running_state` or `parameter_validation_failed`."""
    execution = workspace.executions.get(key)
    if execution is None:
        raise SlackError("function_execution_not_found")
    if execution.status != "running":
        raise SlackError("execution_not_in_running_state")
    if outputs is not None:
        known = next((one for one in workspace.manifest.functions if one.callback_id == execution.callback_id), None)
        needed = [one["name"] for one in known.outputs if one["is_required"]] if known else []
        if lacking := [name for name in needed if name not in outputs]:
            raise SlackError("parameter_validation_failed", *(f"missing required output: {name}" for name in lacking))
    execution.status = "failed" if error else "completed"
    execution.outputs, execution.error = outputs or {}, error
    workspace.feed.publish("execution", asdict(execution))
