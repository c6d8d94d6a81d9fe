"""Control calls about the weather: faults, limits, time, connections, delivery, a new beginning."""

from __future__ import annotations

import asyncio

from bot.mock_slack.basics.errors import ControlError
from bot.mock_slack.control.wish import Wish
from bot.mock_slack.conversations import streams
from bot.mock_slack.workspace.records import Json


async def fault(wish: Wish) -> Json:
    """Add a fault, or take away one (`remove`: its id) or all (`clear`: true); with `seed` the dice start anew."""
    faults = wish.hub.faults
    if "seed" in wish.body:
        faults.sow(int(wish.number("seed")))
    if wish.flag("clear"):
        faults.clear()
    elif "remove" in wish.body:
        faults.remove(int(wish.number("remove")))
    elif "kind" in wish.body or "seed" not in wish.body:
        faults.add({key: value for key, value in wish.body.items() if key not in {"user", "seed"}})
    return {"ok": True, "faults": faults.wire(), "seed": faults.seed}


async def rate_limits(wish: Wish) -> Json:
    wish.hub.limits.on = wish.flag("on")
    wish.hub.workspace.feed.publish("rate_limits", {"on": wish.hub.limits.on})
    return {"ok": True, "on": wish.hub.limits.on}


async def clock(wish: Wish) -> Json:
    seconds = wish.number("advance")
    if not 0 <= seconds <= 10_000_000:
        raise ControlError("“advance” is a number of seconds, and not below 0: Slack's time never goes back.")
    wish.hub.workspace.clock.advance(seconds)
    streams.expire(wish.hub.workspace)
    body = {"now": wish.hub.workspace.clock.now(), "offset": wish.hub.workspace.clock.offset}
    wish.hub.workspace.feed.publish("clock", body)
    await asyncio.sleep(0)  # what was waiting for this time has begun when the answer arrives
    return {"ok": True, **body}


async def socket(wish: Wish) -> Json:
    """What befalls the app's connections: `refresh`, `cut`, or `link_disabled`."""
    action = wish.text("action")
    if action == "refresh":
        wish.hub.start(wish.hub.sockets.refresh())
    elif action == "cut":
        return {"ok": True, "cut": await wish.hub.sockets.cut()}
    elif action == "link_disabled":
        wish.hub.sockets.disconnect("link_disabled")
    else:
        raise ControlError("“action” is “refresh”, “cut” or “link_disabled”.")
    return {"ok": True}


async def delivery(wish: Wish) -> Json:
    """Send everything to one address over HTTP (`url`), or by the manifest again (`url`: null)."""
    url = wish.maybe("url")
    verified = await wish.hub.caller.verify(url) if url and wish.flag("verify") else None
    if verified is False:
        raise ControlError("The address did not answer the url_verification challenge.", 502)
    wish.hub.caller.url = url
    return {"ok": True, "url": url, "verified": verified}


async def reset(wish: Wish) -> Json:
    wish.hub.reset()
    return {"ok": True}
