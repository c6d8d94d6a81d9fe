"""Whether a folder of Chroma's is as it was when it was last closed, and, where it is not, whether Chroma can open it.

A bit that flipped, or half a file, can make Chroma's engine end the whole process. So a folder that somebody may have
left half-written, or a disk may have damaged, is opened by a process of its own first. Chroma changes its files
whenever it opens them: they are sealed when they are closed, and the seal is broken when they are opened. What a living
process has open is unsealed too, and no worse for it: such processes hold a lock, which ends with them.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

SEAL = "closed"
HOLD = "open"
GATE = "opening"
_SECONDS = 300.0  # after which an opening hangs; half a minute is much on a busy machine
_ROOT = Path(__file__).parents[2]


class Hold:
    """That this process has a folder open. Where a disk knows no locks, everybody is the only one.

    A lock of its own, the gate, is held while a folder is being opened: of several that want to, the next one looks
    for itself, as the one before may have found that it cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = (folder / HOLD).open("ab")
        self._gate = (folder / GATE).open("ab")

    def is_first(self) -> bool:
        """Whether no living process has the folder open. Nobody else opens it before `share` or `close`."""
        with suppress(OSError):
            fcntl.flock(self._gate, fcntl.LOCK_EX)
        return self.is_only()

    def is_only(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def share(self) -> None:
        with suppress(OSError):
            fcntl.flock(self._file, fcntl.LOCK_SH)
            fcntl.flock(self._gate, fcntl.LOCK_UN)

    def close(self) -> None:
        self._file.close()
        self._gate.close()


def seal(folder: Path) -> None:
    """To be called when nobody has the folder open any more."""
    with suppress(OSError):  # without a seal it is looked at before it is opened again
        (folder / SEAL).write_text(_digest(folder))


def is_sealed(folder: Path) -> bool:
    try:
        return (folder / SEAL).read_bytes() == _digest(folder).encode()
    except OSError:
        return False


def break_seal(folder: Path) -> None:
    (folder / SEAL).unlink(missing_ok=True)


def opens(folder: Path, name: str) -> bool:
    """Whether a process that opens the collection and reads all of it comes to its end."""
    call = [sys.executable, "-m", "retrieval.index.opening", str(folder.absolute()), name]
    try:
        ended = subprocess.run(call, cwd=_ROOT, capture_output=True, timeout=_SECONDS)  # noqa: S603 - this program
    except subprocess.TimeoutExpired:
        log.warning("Chroma did not open %s within %d seconds", folder, _SECONDS)
        return False
    if ended.returncode:
        said = ended.stderr.decode(errors="replace").strip().splitlines()[-1:]
        log.warning("Chroma cannot open %s (exit status %d): %s", folder, ended.returncode, "".join(said))
    return ended.returncode == 0


def _digest(folder: Path) -> str:
    made = hashlib.blake2b(digest_size=16)
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and each.name not in (SEAL, HOLD, GATE)):
        with path.open("rb") as file:
            made.update(f"{path.relative_to(folder)}\n{hashlib.file_digest(file, 'blake2b').hexdigest()}\n".encode())
    return made.hexdigest()
