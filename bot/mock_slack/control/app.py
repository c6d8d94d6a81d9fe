"""Control calls about the app: commands, clicks, shortcuts, modals, its home and its conversation."""

from __future__ import annotations

from bot.mock_slack.basics.errors import ControlError
from bot.mock_slack.beside import functions, installation
from bot.mock_slack.control.wish import Wish
from bot.mock_slack.interacting import app_view, modals, people
from bot.mock_slack.workspace.records import Json


async def command(wish: Wish) -> Json:
    line = wish.text("command")
    rest = wish.text("text", "")
    return await people.command(
        wish.hub, wish.user, wish.channel(), f"{line} {rest}", thread_ts=wish.maybe("thread_ts")
    )


async def interact(wish: Wish) -> Json:
    return await people.click(
        wish.hub, wish.user, wish.place(), wish.text("action_id"), wish.maybe("block_id"), wish.body.get("value")
    )


async def options(wish: Wish) -> Json:
    return await people.options(
        wish.hub, wish.user, wish.place(), wish.text("action_id"), wish.maybe("block_id"), wish.text("value", "")
    )


async def shortcut(wish: Wish) -> Json:
    channel = wish.channel() if wish.body.get("channel") is not None else None
    return await people.shortcut(wish.hub, wish.user, wish.text("callback_id"), channel, wish.maybe("ts"))


async def submit(wish: Wish) -> Json:
    return await modals.submit(wish.hub, wish.user, wish.text("view_id"), wish.mapping("values"))


async def close(wish: Wish) -> Json:
    return await modals.close_modal(wish.hub, wish.user, wish.text("view_id"), everything=wish.flag("all"))


async def open_home(wish: Wish) -> Json:
    return app_view.open_home(wish.hub, wish.user, wish.text("tab", "home"))


async def open_dm(wish: Wish) -> Json:
    """The conversation with the app (its `messages` tab); `context` is the channel that was in view."""
    context = wish.channel("context").id if wish.body.get("context") is not None else None
    return app_view.open_home(wish.hub, wish.user, "messages", context)


async def context(wish: Wish) -> Json:
    viewed = wish.channel().id if wish.body.get("channel") is not None else None
    return app_view.change_context(wish.hub, wish.user, viewed)


async def run_function(wish: Wish) -> Json:
    """A workflow comes to a step of the app's; `execution` says at which id it will tell how it ended."""
    wanted = wish.text("callback_id")
    found = next((one for one in wish.hub.workspace.manifest.functions if one.callback_id == wanted), None)
    if found is None:
        raise ControlError(f"The manifest has no function “{wanted}”.", 404)
    execution = functions.run(wish.hub.workspace, found, wish.mapping("inputs"))
    return {"ok": True, "execution": execution.id}


async def uninstall(wish: Wish) -> Json:
    """Somebody takes the app out of the workspace; installing it (OAuth) or `reset` brings it back."""
    installation.uninstall(wish.hub.workspace)
    return {"ok": True}


async def stop_stream(wish: Wish) -> Json:
    """A person stops an answer while it is being written: `ts` is the answer, or the thread it is in."""
    channel, message = wish.message()
    return app_view.stop(wish.hub, wish.user, channel, message.get("thread_ts") or message["ts"])
