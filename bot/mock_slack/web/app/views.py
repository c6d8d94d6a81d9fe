"""views.*"""

from __future__ import annotations

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.delivering.interactivity import Trigger
from bot.mock_slack.interacting import views
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.records import Json


def view_argument(call: Call) -> Json | None:
    return call.arguments.json_object("view", "invalid_arguments")


def trigger(call: Call) -> Trigger:
    if "interactivity_pointer" in call.arguments:
        return call.interactions.spend_trigger(call.arguments.text("interactivity_pointer"))
    return call.interactions.spend_trigger(call.arguments.required("trigger_id"))


def open_view(call: Call) -> Json:
    view = views.read(call.workspace, view_argument(call), ("modal",))
    spent = trigger(call)
    return {"view": dict(views.open_modal(call.workspace, spent.user, view, spent.channel))}


def push(call: Call) -> Json:
    view = views.read(call.workspace, view_argument(call), ("modal",))
    return {"view": dict(views.push(call.workspace, trigger(call).user, view))}


def update(call: Call) -> Json:
    arguments = call.arguments
    view_id, external_id = arguments.text("view_id"), arguments.text("external_id")
    if not view_id and not external_id:
        raise SlackError("invalid_arguments", "missing required field: view_id or external_id")
    found = views.find(call.workspace, view_id=view_id, external_id=external_id)
    if found is None:
        raise SlackError("not_found")
    given = view_argument(call)
    if given is not None and given.get("external_id") == found[1]["external_id"]:
        given = {key: value for key, value in given.items() if key != "external_id"}
    external = found[1]["external_id"]
    view = views.read(call.workspace, given, ("modal", "home"))
    if external and not view.get("external_id"):
        view["external_id"] = external
    return {"view": dict(views.update(call.workspace, found, view, arguments.text("hash")))}


def publish(call: Call) -> Json:
    if not call.workspace.manifest.home_tab:
        raise SlackError("not_enabled")
    user = call.workspace.user(call.arguments.required("user_id", "user_not_found"))
    view = views.read(call.workspace, view_argument(call), ("home",), home_of=user.id)
    return {"view": dict(views.publish(call.workspace, user.id, view, call.arguments.text("hash")))}


METHODS = {
    "views.open": Method(open_view, tier=100),
    "views.push": Method(push, tier=100),
    "views.update": Method(update, tier=100),
    "views.publish": Method(publish, tier=100),
}
