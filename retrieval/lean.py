"""Libraries imported without the part of them that is never used here, where that is much of their time and memory."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def without(module: str, name: str) -> Iterator[None]:
    """To be held around an import: `module`, unless it is there, holds nothing but `name`, which is None.

    Whoever imports it later gets the real one.
    """
    if module in sys.modules:
        yield
        return
    sys.modules[module] = stood_in = ModuleType(module)
    setattr(stood_in, name, None)
    try:
        yield
    finally:
        if sys.modules.get(module) is stood_in:
            del sys.modules[module]
