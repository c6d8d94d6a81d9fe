"""Memory that was let go of, given back to the system."""

from __future__ import annotations

import ctypes
import gc


def give_back() -> None:
    """Where the C library keeps what lies below something still in use (glibc): after texts of thousands of articles
    were read and embedded that is hundreds of megabytes, which Python's own objects cannot use. Elsewhere nothing."""
    gc.collect()
    trim()


def trim() -> None:
    """The same, of what is free already: a millisecond or two."""
    try:
        malloc_trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # not glibc; Windows has no such library
        return
    malloc_trim(0)
