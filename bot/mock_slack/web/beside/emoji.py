"""emoji.list"""

from __future__ import annotations

from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.records import Json


def listing(call: Call) -> Json:
    """The workspace's own emoji; Unicode's categories are not kept here, so they are none."""
    answer: Json = {"emoji": dict(call.workspace.emoji), "cache_ts": f"{call.workspace.clock.now():.6f}"}
    if call.arguments.boolean("include_categories"):
        answer |= {"categories_version": "0", "categories": []}
    return answer


METHODS = {"emoji.list": Method(listing, scopes=("emoji:read",), tier=20)}
