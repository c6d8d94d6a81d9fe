"""The guard itself: a test that reached out would fail."""

from __future__ import annotations

import socket

import pytest


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "2001:db8::1"])
def test_other_hosts_are_refused(host: str) -> None:
    with pytest.raises(PermissionError, match="loopback"):
        socket.create_connection((host, 80), timeout=1)


def test_loopback_is_not() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
