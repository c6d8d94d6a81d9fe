"""Errors that are shown to a person: one sentence, and what to do about it.

PositionsError
├── ArticlesError    the articles folder cannot be read
├── IndexFolderError  the index's folder cannot be used
│   ├── DamagedIndexError  the index was put aside; the next one to open it makes it again
│   └── OvertakenIndexError  another program has merged the articles anew: to be opened again
└── ModelError       a model file is missing or not the one that was pinned
"""

from __future__ import annotations


class PositionsError(Exception):
    """`str(error)` is the sentence and its remedy, ready to be shown."""

    def __init__(self, sentence: str, remedy: str) -> None:
        super().__init__(f"{sentence} {remedy}")
        self.sentence = sentence
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """An error of a process that reads goes to the one that it reads for, whatever its class is made of."""
        return _again, (type(self), self.args), self.__dict__


def _again(kind: type[PositionsError], given: tuple[str, ...]) -> PositionsError:
    error = kind.__new__(kind)
    error.args = given
    return error


class ArticlesError(PositionsError):
    pass


class IndexFolderError(PositionsError):
    pass


class DamagedIndexError(IndexFolderError):
    pass


class OvertakenIndexError(IndexFolderError):
    pass


class ModelError(PositionsError):
    pass
