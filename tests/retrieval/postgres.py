"""A real Postgres for tests, on a port of its own; Debian's packages have one."""

from __future__ import annotations

import getpass
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg


def program(name: str) -> str | None:
    """Where one of Postgres' programs is; Debian keeps some out of the path."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(places[-1]) if places else None)


class Server:
    """A server over a new cluster in `folder`. It refuses to run as root: then somebody else runs it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        somebody = "nobody" if getpass.getuser() == "root" else None
        self._quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "user": somebody, "cwd": "/"}
        folder.mkdir()
        if somebody:
            shutil.chown(folder, somebody)
            for parent in folder.parents:
                with suppress(PermissionError):
                    parent.chmod(parent.stat().st_mode | 0o011)
        given = ["-D", str(folder / "data"), "-U", "positions", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
        subprocess.run([str(program("initdb")), *given], check=True, **self._quiet)  # type: ignore[call-overload]
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.url = f"postgresql://positions@127.0.0.1:{self._port}/postgres"
        self.start()

    def start(self) -> None:
        told = ["-D", str(self._folder / "data"), "-k", "", "-h", "127.0.0.1", "-p", str(self._port), "-c", "fsync=off"]
        self._server = subprocess.Popen([str(program("postgres")), *told], **self._quiet)  # type: ignore[call-overload]
        while True:
            try:
                psycopg.connect(self.url).close()
                break
            except psycopg.OperationalError:
                assert self._server.poll() is None, "Postgres did not start"
                time.sleep(0.1)

    def stop(self) -> None:
        """At once: whoever is connected is thrown out."""
        self._server.send_signal(signal.SIGINT)
        self._server.wait()


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()
        for path in (folder, *folder.rglob("*")):  # pytest clears its folders away as whoever runs it
            with suppress(PermissionError):
                shutil.chown(path, getpass.getuser())
