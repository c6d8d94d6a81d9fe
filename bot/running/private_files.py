"""Files that hold what people asked: readable by their owner only, those of earlier versions from now on."""

from __future__ import annotations

import contextlib
import os


def private(path: str, flags: int) -> int:
    """An opener for `open`, as in `path.open("a", opener=private)`."""
    descriptor = os.open(path, flags, 0o600)
    if hasattr(os, "fchmod"):  # Windows has none
        with contextlib.suppress(OSError):  # somebody else's, or a file system without modes
            os.fchmod(descriptor, 0o600)
    return descriptor
