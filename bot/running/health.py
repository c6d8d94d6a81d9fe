"""Whether the bot is alive, and whether it can answer: what a container's platform and a person look at.

GET /healthz    200: the process answers
GET /readyz     200: everything that was expected is there; 503: what is not, each in a few words
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

logger = logging.getLogger(__name__)

Check = Callable[[], str]
"""What is wrong at this moment, in a few words; nothing where all is well. Quick, and calls nobody."""


class Health:
    """What the bot needs in order to answer. Safe to use from many threads."""

    def __init__(self, *names: str) -> None:
        """Each name is missing until `expect` gives it a check."""
        self._checks: dict[str, Check] = {name: lambda: "starting" for name in names}

    def expect(self, name: str, check: Check) -> None:
        self._checks[name] = check

    def missing(self) -> dict[str, str]:
        """What keeps the bot from answering, by name; empty where it is ready."""
        return {name: wrong for name, check in list(self._checks.items()) if (wrong := _looked(name, check))}

    def routes(self) -> list[Route]:
        async def alive(_: Request) -> Response:
            return JSONResponse({"ok": True})

        async def ready(_: Request) -> Response:
            missing = self.missing()
            return JSONResponse({"ok": not missing, "missing": missing}, 503 if missing else 200)

        return [Route("/healthz", alive), Route("/readyz", ready)]


def _looked(name: str, check: Check) -> str:
    try:
        return check()
    except Exception:
        logger.exception("The check of %s failed", name)
        return "cannot be told; the log says why"
