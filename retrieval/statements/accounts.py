"""What one article tells of itself and of who is who, kept as JSON per content of its file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from retrieval.articles import details as details_of
from retrieval.articles import near_duplicates as origins_of
from retrieval.attempts import Failed, attempt
from retrieval.entities import evidence as evidence_of
from retrieval.entities.evidence import Evidence
from retrieval.layout.normal_form import as_read
from retrieval.types import Article, Day, Details, Span
from retrieval.workers import spread

MADE_BY = (  # the files that an account depends on: when one of them changes, it is made again
    "articles/boilerplate.py articles/datelines.py articles/dates.py articles/details.py "
    "layout/*.py articles/issuers.py articles/near_duplicates.py articles/printed.py articles/sentences.py "
    "attempts.py entities/evidence.py entities/lexicon.py mentions/beside.py mentions/belonging.py "
    "mentions/delegates.py mentions/facts.py mentions/kinds.py mentions/kinds.json mentions/names.py "
    "mentions/offices.py mentions/roles.py mentions/uses.py mentions/vocabulary.py mentions/words.py "
    "statements/accounts.py types.py"
).split()
_FEW = 100  # articles: they take as long as starting a process for each core


@dataclass(frozen=True, slots=True)
class Account:
    """What one article tells of itself and of who is who."""

    evidence: Evidence
    details: Details
    signature: tuple[int, ...]

    def dump(self) -> str:
        return json.dumps([self.evidence.dump(), *pack_details(self.details), self.signature])

    @classmethod
    def load(cls, kept: str) -> Account:
        evidence, *details, signature = json.loads(kept)
        return cls(Evidence.load(evidence), unpack_details(details), tuple(signature))


def pack_details(d: Details) -> list[object]:
    """Details as JSON's own types."""
    days = pack_day(d.published), pack_day(d.updated)
    return [d.title, d.publisher, days[0], d.url, d.wire, d.issuer, days[1], d.author, d.instructs]


def unpack_details(packed: Sequence[Any]) -> Details:
    title, publisher, day, url, wire, issuer, updated, author, instructs = packed
    span = Span(*issuer) if issuer else None
    return Details(title, publisher, unpack_day(day), url, wire, span, unpack_day(updated), author, instructs)


def pack_day(day: Day | None) -> list[object] | None:
    return day.dump() if day else None


def unpack_day(packed: Sequence[Any] | None) -> Day | None:
    return Day.load(packed) if packed else None


def account(article: Article) -> Account:
    text = as_read(article).text
    details = details_of.describe(text, article.source, article.given)
    return Account(evidence_of.read(text), details, tuple(origins_of.signature(text)))


def read_accounts(articles: Iterable[Article]) -> Iterator[tuple[str, str | Failed]]:
    """(source, JSON) of every article, in order: the reader that an index keeps. Of many on all cores."""
    return spread(_read, articles, few=_FEW)


def _read(article: Article) -> tuple[str, str | Failed]:
    made = attempt(account, article)
    return article.source, made if isinstance(made, Failed) else made.dump()
