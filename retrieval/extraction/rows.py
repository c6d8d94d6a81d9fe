"""Files of many articles: .jsonl (an object a line) and .csv (a heading, then a row an article).

The fields are known by their usual names, in any case: text, title, date, url, publisher, author. A row without text
is left out and counted; a row's number counts from 1, the heading aside.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from retrieval.articles.encoding import decoded
from retrieval.extraction.extracted import Extracted, NotReadableError, day_given, one_line, with_title
from retrieval.types import Given

_NAMES = {
    "text": "text body content article articlebody articletext maintext fulltext story plaintext contenttext",
    "title": "title headline headlines heading name subject",
    "date": "date published publishedat publishdate datepublished publicationdate pubdate datepublish publisheddate"
    " publishedon day time timestamp datetime",
    "url": "url link canonical canonicalurl permalink address weburl articleurl",
    "publisher": "publisher outlet source sourcename newspaper site sitename publication domain media sourcedomain",
    "author": "author authors byline creator writer",
}
_FIELD = {name: field for field, names in _NAMES.items() for name in names.split()}
_MOST = 200_000  # rows
_LONGEST = 10_000_000  # code points of one text


def lines(raw: bytes) -> Iterator[Extracted]:
    """The articles of a .jsonl file."""
    text = _decoded(raw)
    yield from _articles((number, _object(line)) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def table(raw: bytes) -> Iterator[Extracted]:
    """The articles of a .csv file, its cells apart by commas, semicolons, bars or tabs."""
    text = _decoded(raw).removeprefix("\ufeff")
    first = text[: max(0, text.find("\n"))]
    marks = {mark: first.count(mark) for mark in ",;\t|"}
    csv.field_size_limit(_LONGEST)
    try:
        rows = csv.reader(
            io.StringIO(text, newline=""), delimiter=max(marks, key=lambda mark: marks[mark]), strict=False
        )
        heading = next(rows, [])
        if "text" not in {_FIELD.get(_bare(name)) for name in heading}:
            raise NotReadableError(
                "skipped, its first line names no column “text”; call the column of the articles' words “text”"
            )
        yield from _articles(
            (number, dict(zip(heading, row, strict=False))) for number, row in enumerate(rows, 1) if row
        )
    except csv.Error as error:
        raise NotReadableError(f"skipped, it is no table ({error}); save it as CSV again") from error


def _articles(rows: Iterator[tuple[int, Mapping[str, Any] | None]]) -> Iterator[Extracted]:
    kept, empty = 0, list[int]()
    last: Extracted | None = None
    for number, row in rows:
        made = _article(number, row) if row is not None else None
        if made is None:
            empty.append(number)
            continue
        if kept >= _MOST:
            raise NotReadableError(f"skipped, it holds more than {_MOST:,} articles; split it")
        if last is not None:
            yield last
        kept, last = kept + 1, made
    if last is None:
        raise NotReadableError("skipped, no row has a text; call the field of the articles' words “text”")
    if empty:
        which = ", ".join(map(str, empty[:3])) + (" …" if len(empty) > 3 else "")
        remark = f"{len(empty)} of {len(empty) + kept} rows have no text and were left out ({which})"
        last = Extracted(last.text, last.given, last.part, last.encoding, _both(last.remark, remark))
    yield last


def _article(number: int, row: Mapping[str, Any]) -> Extracted | None:
    said: dict[str, str] = {}
    for name, value in row.items():
        field = _FIELD.get(_bare(str(name)))
        if field and (words := _words(value)):
            said.setdefault(field, words)
    text = said.get("text", "").strip()
    if not text:
        return None
    title = one_line(said.get("title"))
    day, remark = day_given(said.get("date"))
    url = one_line(said.get("url"))
    given = Given(
        title=title,
        author=one_line(said.get("author")),
        publisher=one_line(said.get("publisher")),
        published=day,
        url=url if url and url.startswith(("http://", "https://")) else None,
    )
    return Extracted(f"{with_title(title, text[:_LONGEST])}\n", given, number, remark=remark)


def _words(value: object) -> str:
    """A field's value as words: {"name": "The Courier"}, ["Ona Rell", "Ivo Brandt"]."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return _words(value.get("name") or value.get("title"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    return ""


def _object(line: str) -> Mapping[str, Any] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _decoded(raw: bytes) -> str:
    read = decoded(raw)
    if read is None:
        raise NotReadableError("skipped, not valid UTF-8, and its encoding cannot be told; save it as UTF-8")
    return read[0]


def _both(one: str | None, other: str) -> str:
    return f"{one}; {other}" if one else other
