"""Chat models: a prompt with its values goes in, a checked value of a schema comes out, or one sentence says why not.

Nothing here knows articles or questions. What a model returns is as little trusted as any text from outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, TypeVar

from pydantic import BaseModel

from prompts import Said

Reply = TypeVar("Reply", bound=BaseModel)


class Model(Protocol):
    """`name` is what an answer's `writer` says. May raise `WriterError`."""

    @property
    def name(self) -> str: ...

    def ask(self, said: Said, schema: type[Reply]) -> Reply: ...


class StreamingModel(Model, Protocol):
    def stream(self, said: Said, schema: type[Reply]) -> Iterator[Reply]:
        """What has come so far, again and again as more comes; the last one is the whole reply, unless a generator
        returns `False`: then it broke off."""
        ...
