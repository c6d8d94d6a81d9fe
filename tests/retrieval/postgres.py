"""A real Postgres for tests, on a port of its own; Debian's packages have one."""

from __future__ import annotations

import getpass
import os
import shutil
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


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a server over a new cluster in `folder`. It refuses to run as root: then somebody else runs it."""
    initdb, postgres = program("initdb"), program("postgres")
    assert initdb
    assert postgres
    somebody = "nobody" if getpass.getuser() == "root" else None
    folder.mkdir()
    if somebody:
        shutil.chown(folder, somebody)
        for parent in folder.parents:
            with suppress(PermissionError):
                parent.chmod(parent.stat().st_mode | 0o011)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "user": somebody, "cwd": "/"}
    given = ["-D", str(folder / "data"), "-U", "positions", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
    subprocess.run([initdb, *given], check=True, **quiet)  # type: ignore[call-overload]  # one set of arguments for both
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    told = ["-D", str(folder / "data"), "-k", "", "-h", "127.0.0.1", "-p", str(port), "-c", "fsync=off"]
    server = subprocess.Popen([postgres, *told], **quiet)  # type: ignore[call-overload]
    url = f"postgresql://positions@127.0.0.1:{port}/postgres"
    try:
        while True:
            try:
                psycopg.connect(url).close()
                break
            except psycopg.OperationalError:
                assert server.poll() is None, "Postgres did not start"
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait()
        if somebody:
            os.system(f"chown -R root {folder}")
