"""What a person does with a modal: fills it in, submits it, closes it; and what the app answers."""

from __future__ import annotations

from bot.mock_slack.basics.errors import ControlError, SlackError
from bot.mock_slack.delivering import payloads
from bot.mock_slack.hub import Hub
from bot.mock_slack.interacting import views
from bot.mock_slack.interacting.people import told
from bot.mock_slack.workspace.records import Json
from bot.mock_slack.writing import elements

TROUBLE = "We had some trouble connecting. Try again?"


async def submit(hub: Hub, user: str, view_id: str, given: Json) -> Json:
    """Submit the modal in front. The answer's `errors` are what is to be corrected, by block id."""
    workspace = hub.workspace
    view = front(hub, user, view_id)
    values = elements.view_values(view, given)
    view["state"] = {"values": values}
    wrong = elements.problems(view, values)
    if wrong:
        return mistaken(hub, user, view, wrong)
    urls = response_urls(hub, user, view, values)
    viewed = workspace.view_places.get(view["root_view_id"])
    fields = {"view": dict(view), "response_urls": urls}
    payload = payloads.interaction(workspace, hub.interactions, "view_submission", user, viewed=viewed, **fields)
    outcome = await hub.courier.interact("interactive", payload)
    if not outcome.ok:
        hub.workspace.feed.publish("modal_error", {"user": user, "view_id": view_id, "text": TROUBLE, "errors": {}})
        return told(hub, user, outcome, payload)
    answer = outcome.response if isinstance(outcome.response, dict) else {}
    try:
        errors = carry_out(hub, user, view, answer)
    except SlackError as error:
        hub.workspace.feed.publish("modal_error", {"user": user, "view_id": view_id, "text": TROUBLE, "errors": {}})
        return {"ok": False, "error": error.error, "messages": error.body.get("response_metadata", {}).get("messages")}
    return mistaken(hub, user, view, errors) if errors else {"ok": True, "response": answer}


def carry_out(hub: Hub, user: str, view: Json, answer: Json) -> dict[str, str]:
    """The `response_action` of a submission; returns the errors that it names."""
    workspace, action = hub.workspace, answer.get("response_action")
    stack = workspace.modals.get(user, [])
    if action == "errors":
        errors = answer.get("errors")
        known = {block.get("block_id") for block in view["blocks"]}
        if not isinstance(errors, dict) or not errors or not set(errors) <= known:
            raise SlackError("invalid_arguments", "errors name blocks that the view does not have")
        return {str(key): str(value) for key, value in errors.items()}
    if action == "update":
        fresh = views.read(workspace, answer.get("view"), ("modal",))
        if view in stack:
            views.update(workspace, (user, view), fresh)
    elif action == "push":
        views.push(workspace, user, views.read(workspace, answer.get("view"), ("modal",)))
    elif action == "clear":
        views.close(workspace, user, everything=True)
    elif action is None:
        if view in stack:
            views.close(workspace, user)
    else:
        raise SlackError("invalid_arguments", "unknown response_action")
    return {}


def mistaken(hub: Hub, user: str, view: Json, errors: dict[str, str]) -> Json:
    hub.workspace.feed.publish("modal_error", {"user": user, "view_id": view["id"], "text": "", "errors": errors})
    return {"ok": False, "error": "invalid_input", "errors": errors}


async def close_modal(hub: Hub, user: str, view_id: str, *, everything: bool = False) -> Json:
    """Close the modal in front (Cancel), or all of them (the cross). The app hears of it where it asked to."""
    front(hub, user, view_id)
    for view in views.close(hub.workspace, user, everything=everything):
        if view["notify_on_close"]:
            payload = payloads.interaction(
                hub.workspace, hub.interactions, "view_closed", user, view=dict(view), is_cleared=everything
            )
            await hub.courier.interact("interactive", payload)
    return {"ok": True}


def front(hub: Hub, user: str, view_id: str) -> Json:
    stack = hub.workspace.modals.get(user, [])
    if not stack or stack[-1]["id"] != view_id:
        raise ControlError("This modal is not the one in front of the user.", 409)
    return stack[-1]


def response_urls(hub: Hub, user: str, view: Json, values: Json) -> list[Json]:
    """A submission can carry response URLs for the conversations that were chosen in it."""
    urls = []
    for block, element in elements.interactive(view["blocks"]):
        if element.get("response_url_enabled"):
            state = values.get(block["block_id"], {}).get(element["action_id"], {})
            chosen = state.get("selected_conversation") or state.get("selected_channel")
            if chosen in hub.workspace.channels:
                url = hub.interactions.new_response_url("actions", chosen, user)
                place = {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": chosen}
                urls.append({**place, "response_url": url})
    return urls
