"""The articles by source, their texts read from the store when somebody asks for them: few are in memory at a time."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping

from retrieval.index.rows.store import Store, folder_in
from retrieval.index.rows.texts import Text
from retrieval.types import Article

_KEPT = 512  # texts in memory


class StoredArticles(Mapping[str, Article]):
    """What stood in the store when it was made: a file that changes since keeps its text here for a while."""

    def __init__(self, store: Store, digests: Mapping[str, str]) -> None:
        self._store = store
        self.digests = dict(sorted(digests.items()))  # by source, sorted
        self._texts: dict[str, Text] = {}  # by digest, the one that was read last at the end
        self._lock = threading.Lock()

    def __getitem__(self, source: str) -> Article:
        digest = self.digests[source]
        found = self._texts.get(digest)
        if found is None:
            self.read([source])
            found = self._texts.get(digest) or self._store.text(digest)
        if found is None:
            raise KeyError(source)
        return Article(source, found.text, digest, found.encoding, found.given)

    def __contains__(self, source: object) -> bool:
        return source in self.digests

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)

    def read(self, sources: Iterable[str]) -> None:
        """Read the texts of some articles at once, which takes less time than one by one."""
        new = {self.digests[source] for source in sources} - self._texts.keys()
        found = self._store.texts(sorted(new)) if new else {}
        with self._lock:
            self._texts |= found
            for digest in list(self._texts)[: max(0, len(self._texts) - _KEPT)]:
                del self._texts[digest]

    def without(self, sources: Collection[str]) -> StoredArticles:
        return StoredArticles(self._store, {s: digest for s, digest in self.digests.items() if s not in sources})

    def of(self, sources: Iterable[str]) -> StoredArticles:
        return StoredArticles(self._store, {source: self.digests[source] for source in sources})

    def within(self, folder: str) -> StoredArticles:
        """Those of one folder."""
        return StoredArticles(self._store, {s: digest for s, digest in self.digests.items() if folder_in(s) == folder})
