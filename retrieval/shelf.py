"""Many values of one kind, in runs, in little memory: what a merge of a large library goes through a few times."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar, overload

Kept = TypeVar("Kept")


class Shelf(Sequence[Kept]):
    """The values in the order they were put. `packed`: runs are a fifth as large, and made again in their turn."""

    def __init__(self, runs: Iterable[Sequence[Kept]] = (), *, packed: bool = False) -> None:
        self._packed, self._count = packed, 0
        self._runs: list[Sequence[Kept] | bytes] = []
        for run in runs:
            self.put(run)

    def put(self, run: Sequence[Kept]) -> None:
        self._count += len(run)
        if run:
            self._runs.append(zlib.compress(pickle.dumps(list(run)), 1) if self._packed else run)

    def runs(self) -> Iterator[Sequence[Kept]]:
        for run in self._runs:
            # our own bytes, which never leave the memory of this process
            yield pickle.loads(zlib.decompress(run)) if isinstance(run, bytes) else run  # noqa: S301

    def __iter__(self) -> Iterator[Kept]:
        return (each for run in self.runs() for each in run)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Kept: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Kept]: ...
    def __getitem__(self, at: int | slice) -> Kept | Sequence[Kept]:
        return tuple(self)[at]
