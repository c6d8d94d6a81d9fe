from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

from starlette.applications import Starlette

from bot.running.health import Health
from bot.running.listening import listening


def look(address: str) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def test_it_is_ready_when_all_that_is_expected_is_there() -> None:
    health = Health("articles", "slack")
    with listening(Starlette(routes=health.routes()), "127.0.0.1", 0) as address:
        assert look(f"{address}/healthz") == (200, {"ok": True})
        starting = {"articles": "starting", "slack": "starting"}
        assert look(f"{address}/readyz") == (503, {"ok": False, "missing": starting})
        health.expect("articles", lambda: "")
        health.expect("slack", lambda: "not connected")
        assert look(f"{address}/readyz") == (503, {"ok": False, "missing": {"slack": "not connected"}})
        health.expect("slack", lambda: "")
        assert look(f"{address}/readyz") == (200, {"ok": True, "missing": {}})


def test_a_check_that_fails_is_no_failure_of_the_page() -> None:
    health = Health()
    health.expect("slack", lambda: str(1 / 0))
    assert health.missing() == {"slack": "cannot be told; the log says why"}
