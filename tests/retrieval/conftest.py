from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.grammar.parsing import Parser
from retrieval.index.embedding import OnnxEmbedder, default_embedder
from retrieval.matching.reranking import OnnxReranker, default_reader


@pytest.fixture(scope="session")
def embedder() -> OnnxEmbedder:
    return default_embedder()


@pytest.fixture(scope="session")
def reranker() -> OnnxReranker:
    return default_reader()


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Four invented articles, one of them an echo of another, with furniture and a BOM."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "dam.txt").write_text(
        "Marn rejects the Olt dam\n\nShare\n\n"
        "Ilva Marn, the prime minister of Velland, rejected the dam on the Olt on Monday. "
        "She said that it would drown eleven villages.\n\nThe weather was mild.\n"
    )
    (folder / "echo.txt").write_text(
        "Marn rejects the Olt dam\n\nIlva Marn, the prime minister of Velland, rejected the dam on the Olt on Monday.\n"
    )
    (folder / "fish.md").write_bytes(
        "\ufeffHerring prices fall\r\n\r\n"
        "Herring cost 40 crowns in Porto Sull. Traders blamed the warm sea.\r\n".encode()
    )
    (folder / "treaty.txt").write_text(
        "Sull offers a treaty\n\nThe republic of Sull offered a treaty on fishing. Oren Bask called it generous.\n"
    )
    return folder


@pytest.fixture(scope="session")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Chroma server on a free port of the loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma")
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder), "--host", "127.0.0.1"]
    with subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        server.terminate()
