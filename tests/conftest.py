"""For every test: no network but loopback, no setting from this machine, no model call that nobody asked for."""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.fuzzing import load_profile
from tests.retrieval.postgres import program, running

_SETTINGS = (
    "ARTICLES DATA SLACK_BOT_TOKEN SLACK_APP_TOKEN SLACK_SIGNING_SECRET SLACK_API_URL MODEL MODEL_BASE_URL"
    " MODEL_TIMEOUT_SECONDS MODEL_CONTEXT JUDGE READER"
    " EMBEDDINGS CHROMA_URL DATABASE_URL CHANNELS INBOX_URL HOST PORT HEALTH_PORT MAY_ADD"
    " LANGSMITH_TRACING LANGCHAIN_TRACING_V2"
)


def _refuse_other_hosts(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        return
    address = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode()
    if host in {None, "", "localhost"} or (isinstance(host, str) and host.startswith("/")):
        return
    try:
        inside = ipaddress.ip_address(str(host)).is_loopback or str(host) in {"0.0.0.0", "::"}
    except ValueError:
        inside = False
    if not inside:
        raise PermissionError(f"a test reached for {host}: tests reach no network but loopback")


sys.addaudithook(_refuse_other_hosts)
load_profile()
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost,::1"


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _SETTINGS.split():
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real one, where it is installed."""
    if not (program("initdb") and program("postgres")):
        pytest.skip("needs Postgres: apt-get install postgresql")
    with running(tmp_path_factory.mktemp("postgres") / "cluster") as server:
        yield server.url
