from __future__ import annotations

from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, error, failure


def test_blocks_messages_and_views_are_validated(hub: Hub) -> None:
    divider = {"type": "divider"}
    assert call(hub, "blocks.validate", blocks=[divider]) == {}
    assert call(hub, "blocks.validate", message={"blocks": [divider]}) == {}
    body = failure(hub, "blocks.validate", blocks=[{"type": "nonsense"}])
    assert body["error"] == "invalid_blocks"
    assert body["errors"] == [
        {"code": "failed_constraint", "message": "unsupported type: nonsense", "pointer": "/0/type"}
    ]
    assert failure(hub, "blocks.validate", view={"type": "modal"})["errors"][0]["pointer"] == "/view"


def test_exactly_one_thing_at_a_time(hub: Hub) -> None:
    assert error(hub, "blocks.validate") == "invalid_arguments"
    assert error(hub, "blocks.validate", blocks=[], view={}) == "invalid_arguments"
