"""A chat model within its limits: nothing is asked twice, the budget is kept, and one that keeps failing rests."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from bot.errors import WriterError
from bot.models import Model, Reply
from bot.models.breaker import Breaker
from bot.models.budget import Budget
from bot.models.record import Record, key_of
from prompts import Said

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class GuardedModel:
    """`bot.models.Model` over another one."""

    inner: Model
    record: Record
    budget: Budget
    breaker: Breaker

    @property
    def name(self) -> str:
        return self.inner.name

    def ask(self, said: Said, schema: type[Reply]) -> Reply:
        key = key_of(self.name, said, schema.__name__)
        if (kept := self._kept(key, schema)) is not None:
            return kept
        self.budget.check(self.record)
        self.breaker.check()
        try:
            found = self.inner.ask(said, schema)
        except WriterError:
            self.breaker.failed()
            raise
        self.breaker.succeeded()
        self.record.keep(key, found.model_dump_json())
        return found

    def stream(self, said: Said, schema: type[Reply]) -> Iterator[Reply]:
        """As the inner model streams, where it does; else the whole reply. One that broke off is not kept."""
        key = key_of(self.name, said, schema.__name__)
        kept = self._kept(key, schema)
        stream = getattr(self.inner, "stream", None)
        if kept is not None or stream is None:
            yield kept if kept is not None else self.ask(said, schema)
            return
        self.budget.check(self.record)
        self.breaker.check()
        replies, last = stream(said, schema), None
        try:
            while True:
                last = next(replies)
                yield last
        except StopIteration as end:
            is_whole = end.value is not False
        except WriterError:
            self.breaker.failed()
            raise
        self.breaker.succeeded()
        if last is not None and is_whole:
            self.record.keep(key, last.model_dump_json())

    def _kept(self, key: str, schema: type[Reply]) -> Reply | None:
        kept = self.record.reply(key)
        if kept is None:
            return None
        try:
            return schema.model_validate_json(kept)
        except ValidationError:
            log.info("a kept reply does not fit any more")
            return None
