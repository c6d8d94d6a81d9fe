"""The only door to Ray: a reader of articles run over partitions on the machines of a cluster.

    with cluster("auto") as over:
        index.readings("transcripts", version, over(read_transcripts))

Each partition is one task. What it gives comes back here and is stored by whoever asked, so that the rows are those of
a single process; a task whose worker dies is done again elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any

from retrieval.attempts import Failed
from retrieval.errors import IndexFolderError
from retrieval.types import Article

Reader = Callable[[Sequence[Article]], Iterable[tuple[str, str | Failed]]]
_TOGETHER = 12  # articles of a partition: as many as are read without further processes
_AHEAD = 4  # partitions for each core that are given out at once
_AGAIN = 5  # times that a partition is done again when its worker dies


@contextmanager
def cluster(address: str) -> Iterator[Callable[[Reader], Reader]]:
    """Connect to the cluster at `address` ("auto", "ray://host:10001"; "local" starts one on this machine).

    Gives what makes of a reader one that reads on the cluster. Raises `IndexFolderError` where there is no cluster.
    """
    try:
        import ray
    except ImportError as error:
        raise IndexFolderError("Ray is not installed.", "Run: pip install 'positions[ray]'") from error
    try:
        ray.init(address=None if address == "local" else address, include_dashboard=False, log_to_driver=False)
    except Exception as error:  # Ray has no class of its own for what goes wrong here
        raise IndexFolderError(
            f"There is no Ray cluster at {address} ({type(error).__name__}).",
            "Start one (ray start --head) and name its address, or leave --ray away to read on this machine.",
        ) from error
    try:
        yield lambda read: partial(_read, ray, read)
    finally:
        ray.shutdown()


def _read(ray: Any, read: Reader, articles: Sequence[Article]) -> Iterator[tuple[str, str | Failed]]:
    """Read partitions, so many at a time; in whatever order they are done."""
    task = ray.remote(num_cpus=1, max_retries=_AGAIN)(_part)
    most = max(1, int(ray.cluster_resources().get("CPU", 1))) * _AHEAD
    waiting: list[Any] = []
    coming = iter(articles)
    while part := list(islice(coming, _TOGETHER)):
        waiting.append(task.remote(read, part))
        if len(waiting) >= most:
            done, waiting = ray.wait(waiting)
            yield from ray.get(done[0])
    while waiting:
        done, waiting = ray.wait(waiting)
        yield from ray.get(done[0])


def _part(read: Reader, articles: Sequence[Article]) -> list[tuple[str, str | Failed]]:
    return list(read(articles))
