"""Errors that are shown to a person: one sentence, and what to do about it.

PositionsError
├── ArticlesError    the articles folder cannot be read
├── IndexFolderError  the index's folder cannot be used
│   └── DamagedIndexError  the index was put aside; the next one to open it makes it again
└── ModelError       a model file is missing or not the one that was pinned
"""

from __future__ import annotations


class PositionsError(Exception):
    """`str(error)` is the sentence and its remedy, ready to be shown."""

    def __init__(self, sentence: str, remedy: str) -> None:
        super().__init__(f"{sentence} {remedy}")
        self.sentence = sentence
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[PositionsError], tuple[str, str]]:
        """An error of a process that reads goes to the one that it reads for."""
        return type(self), (self.sentence, self.remedy)


class ArticlesError(PositionsError):
    pass


class IndexFolderError(PositionsError):
    pass


class DamagedIndexError(IndexFolderError):
    pass


class ModelError(PositionsError):
    pass
