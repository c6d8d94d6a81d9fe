"""What an extractor makes of a file's bytes, and how it says that there is nothing to read."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from retrieval.articles.dates import LATEST
from retrieval.types import NOTHING_GIVEN, UTF8, Given

EARLIEST = 1800  # an article's day is believed in from this year on, and up to `LATEST`
EMPTY = "skipped, empty; put the article's text into it, or take it out of the folder"
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_LONGEST = 400  # code points of a title, a name, …


class NotReadableError(Exception):
    """The file has no article; `str(error)` is the reason and the remedy, as one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """One article of a file: `part` is its number where the file holds many."""

    text: str
    given: Given = NOTHING_GIVEN
    part: int | None = None
    encoding: str = UTF8
    remark: str | None = None  # what a reader should know: what of it was not believed or left out

    def dump(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def load(cls, kept: dict[str, Any]) -> Extracted:
        given = kept["given"]
        return cls(**{**kept, "given": Given(**{**given, "pages": tuple(given["pages"])})})


def day_given(words: str | None) -> tuple[str | None, str | None]:
    """The ISO day that a field of metadata states, and a remark where it states one that cannot be right."""
    if not words or not words.strip():
        return None, None
    from dateparser import parse

    if (iso := _ISO.match(words.strip())) is not None:
        try:
            found = date(*map(int, iso.groups()))
        except ValueError:
            return None, doubted(words)
    else:
        read = parse(words, languages=["en"], settings={"REQUIRE_PARTS": ["year", "month", "day"]})
        if read is None:
            return None, doubted(words)
        found = read.date()
    return (found.isoformat(), None) if EARLIEST <= found.year <= LATEST else (None, doubted(words))


def one_line(words: object) -> str | None:
    """A field of metadata: one line of text, or None where there is nothing in it."""
    if not isinstance(words, str):
        return None
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:_LONGEST] or None


def with_title(title: str | None, body: str) -> str:
    """The text of an article with its headline above it, once."""
    if not title or _letters(body[: 2 * len(title) + 20]).startswith(_letters(title)):
        return body
    return f"{title}\n\n{body}"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def doubted(words: str) -> str:
    """What is said of a date that cannot be right."""
    return f"read without its date “{words.strip()[:40]}”, which is no day of an article; correct it in the file"
