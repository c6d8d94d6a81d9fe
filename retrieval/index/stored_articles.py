"""The articles by source, their texts read from the store when somebody asks for them: few are in memory at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from retrieval.index.store import Store, Text, folder_in
from retrieval.types import Article

_KEPT = 512  # texts in memory


class StoredArticles(Mapping[str, Article]):
    """What stood in the store when it was made: a file that changes since keeps its text here for a while."""

    def __init__(self, store: Store, digests: Mapping[str, str]) -> None:
        self._store = store
        self.digests = dict(sorted(digests.items()))  # by source, sorted
        self._read = lru_cache(maxsize=_KEPT)(self._text)

    def __getitem__(self, source: str) -> Article:
        digest = self.digests[source]
        found = self._read(digest)
        if found is None:
            raise KeyError(source)
        return Article(source, found.text, digest, found.encoding, found.given)

    def __contains__(self, source: object) -> bool:
        return source in self.digests

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)

    def without(self, sources: Collection[str]) -> StoredArticles:
        return StoredArticles(self._store, {s: digest for s, digest in self.digests.items() if s not in sources})

    def within(self, folder: str) -> StoredArticles:
        """Those of one folder."""
        return StoredArticles(self._store, {s: digest for s, digest in self.digests.items() if folder_in(s) == folder})

    def _text(self, digest: str) -> Text | None:
        return self._store.text(digest)
