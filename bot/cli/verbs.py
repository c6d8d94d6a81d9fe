"""The verbs by name. Standard output is for the answer alone; everything else goes to standard error."""

from __future__ import annotations

from collections.abc import Callable

from bot.cli.arguments import Call
from bot.cli.doing import adding, asking, chatting, ledger, reports, running
from bot.settings import Settings, read_settings

Verb = Callable[[Call, Settings], int]

_VERBS: dict[str, Verb] = {
    "ask": asking.ask,
    "chat": chatting.chat,
    "search": asking.search,
    "compare": reports.compare,
    "of": reports.of,
    "timeline": reports.timeline,
    "statements": ledger.statements,
    "actors": ledger.actors,
    "issues": reports.issues,
    "sources": reports.sources,
    "index": ledger.index,
    "add": adding.add,
    "eval": running.evaluate,
    "serve": running.serve,
    "mock": running.mock,
    "doctor": running.doctor,
}


def run(call: Call) -> int:
    """Do what was called for; the exit status."""
    return _VERBS[call.verb](call, _settings(call))


def _settings(call: Call) -> Settings:
    """The settings with what the call names in place of what the environment says."""
    given = {name: getattr(call, name, None) for name in ("articles", "data", "port", "host")}
    return read_settings(**{name: value for name, value in given.items() if value is not None})
