from __future__ import annotations

from typing import Any

from bot.mock_slack.beside import functions
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, channel, error, events, person


def test_a_function_is_run_and_ends(hub: Hub) -> None:
    seen = events(hub)
    [function] = hub.workspace.manifest.functions
    execution = functions.run(hub.workspace, function, {"question": "?"})
    [(kind, body)] = seen
    assert (kind, body["function"]["callback_id"], body["inputs"]) == (
        "function_executed", "a_function", {"question": "?"}
    )  # fmt: skip
    assert body["function"]["input_parameters"][0]["is_required"]
    place: dict[str, Any] = {"function_execution_id": execution.id}
    assert error(hub, "functions.completeSuccess", **place, outputs={}) == "parameter_validation_failed"
    assert call(hub, "functions.completeSuccess", **place, outputs='{"answer": "yes"}') == {}
    assert (execution.status, execution.outputs) == ("completed", {"answer": "yes"})
    assert error(hub, "functions.completeError", **place, error="No.") == "execution_not_in_running_state"
    failing = functions.run(hub.workspace, function, {})
    call(hub, "functions.completeError", function_execution_id=failing.id, error="No.")
    assert (failing.status, failing.error) == ("failed", "No.")
    wrong = error(hub, "functions.completeError", function_execution_id="Fx0", error="No.")
    assert wrong == "function_execution_not_found"


def test_a_call_of_another_service(hub: Hub) -> None:
    ada = person(hub, "ada")
    given: dict[str, Any] = {"external_unique_id": "1", "join_url": "https://calls.example.com/1"}
    assert error(hub, "calls.add", **given) == "invalid_created_by"
    made = call(hub, "calls.add", **given, created_by=ada, users=[{"slack_id": ada}], title="A call")["call"]
    assert (made["title"], made["users"]) == ("A call", [{"slack_id": ada}])
    place = {"id": made["id"]}
    joined = call(hub, "calls.participants.add", **place, users=[{"external_id": "x", "display_name": "X"}])["call"]
    assert len(joined["users"]) == 2
    assert error(hub, "calls.participants.remove", **place, users=[{"external_id": "y"}]) == "bad_users"
    assert len(call(hub, "calls.participants.remove", **place, users=[{"slack_id": ada}])["call"]["users"]) == 1
    assert call(hub, "calls.update", **place, title="Renamed")["call"]["title"] == "Renamed"
    ended = call(hub, "calls.end", **place, duration=60)["call"]
    assert ended["date_end"] == ended["date_start"] + 60
    assert error(hub, "calls.end", **place) == "inactive_call"
    assert call(hub, "calls.info", **place)["call"]["id"] == made["id"]
    assert error(hub, "calls.info", id="R0NONE") == "invalid_call_id"
    assert error(hub, "calls.add", **given, created_by=ada, users=[{"slack_id": "U0NONE"}]) == "user_not_found"


def markdown(text: str) -> dict[str, str]:
    return {"type": "markdown", "markdown": text}


def test_a_canvas_is_found_in_and_changed(hub: Hub) -> None:
    key = call(hub, "canvases.create", title="Plan", document_content=markdown("# One\n\nfirst\n\n## Two\n\nsecond"))
    place = {"canvas_id": key["canvas_id"]}
    canvas = hub.workspace.canvases[key["canvas_id"]]
    headings = call(hub, "canvases.sections.lookup", **place, criteria={"section_types": ["any_header"]})["sections"]
    assert len(headings) == 2
    [two] = call(hub, "canvases.sections.lookup", **place, criteria={"contains_text": "two"})["sections"]

    def change(operation: str, **facts: Any) -> None:
        call(hub, "canvases.edit", **place, changes=[{"operation": operation, **facts}])

    change("insert_before", section_id=two["id"], document_content=markdown("between"))
    change("insert_at_end", document_content=markdown("last"))
    change("replace", section_id=two["id"], document_content=markdown("## Second"))
    assert [one["markdown"] for one in canvas.sections] == ["# One", "first", "between", "## Second", "second", "last"]
    change("delete", section_id=canvas.sections[0]["id"])
    change("rename", title_content=markdown("The plan"))
    assert (len(canvas.sections), canvas.title) == (5, "The plan")
    gone = [{"operation": "delete", "section_id": two["id"]}]
    assert error(hub, "canvases.edit", **place, changes=gone) == "canvas_editing_failed"
    assert call(hub, "canvases.delete", **place) == {}
    assert error(hub, "canvases.edit", **place, changes=gone) == "canvas_not_found"


def test_who_may_read_and_write_a_canvas(hub: Hub) -> None:
    general = channel(hub, "general")
    place = call(hub, "canvases.create", document_content=markdown("x"))
    criteria = {"contains_text": "x"}
    look: dict[str, Any] = {**place, "criteria": criteria}
    assert error(hub, "canvases.sections.lookup", kind="user", **look) == "canvas_not_found"
    assert error(hub, "canvases.access.set", **place, access_level="read") == "invalid_parameters"
    call(hub, "canvases.access.set", **place, access_level="read", channel_ids=[general])
    assert len(call(hub, "canvases.sections.lookup", kind="user", **look)["sections"]) == 1
    edit = [{"operation": "insert_at_end", "document_content": markdown("y")}]
    assert error(hub, "canvases.edit", kind="user", **place, changes=edit) == "restricted_action"
    call(hub, "canvases.access.delete", **place, channel_ids=[general])
    assert error(hub, "canvases.sections.lookup", kind="user", **look) == "canvas_not_found"
    made = call(hub, "conversations.canvases.create", channel_id=general, document_content=markdown("x"))
    assert error(hub, "conversations.canvases.create", channel_id=general) == "channel_canvas_already_exists"
    call(hub, "canvases.edit", kind="user", **made, changes=edit)
