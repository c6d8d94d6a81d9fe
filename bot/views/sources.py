"""The articles as a list: dates, publishers, which reprint which, and who is quoted in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.library import Library
from bot.reports import SkippedFile, SourceEntry, Sources
from retrieval.articles.folder import Skipped
from retrieval.types import UTF8


def list_sources(library: Library, left_out: Sequence[Skipped] = ()) -> Sources:
    """One entry an article, by file name, and the files that are none.

    `flags` says what a reader should know of an article: `reprint`, `undated`, …
    """
    origins = Counter(library.origin(source) for source in library.articles)
    quoted = library.quoted()
    return Sources(
        articles=tuple(_entry(source, library, origins, quoted.get(source, ())) for source in sorted(library.articles)),
        skipped=tuple(SkippedFile(source=each.source, reason=each.reason) for each in left_out),
    )


def _entry(source: str, library: Library, origins: Counter[str], speakers: Sequence[str]) -> SourceEntry:
    details, origin = library.details(source), library.origin(source)
    flags = []
    if origins[origin] > 1:
        flags.append("shared_origin")
    if details.published is None:
        flags.append("undated")
    elif details.published.inferred:
        flags.append("date_inferred")
    if not speakers:
        flags.append("nobody_quoted")
    if details.instructs:
        flags.append("speaks_to_programs")
    if (encoding := library.articles[source].encoding) != UTF8:
        flags.append("decoded_as_" + encoding.replace(" ", "_"))
    return SourceEntry(
        source=source,
        title=details.title,
        author=details.author,
        publisher=details.publisher,
        published=details.published.iso if details.published else None,
        updated=details.updated.iso if details.updated else None,
        origin=origin,
        speakers=tuple(speakers),
        flags=tuple(flags),
        url=details.url,
        pages=library.articles[source].given.pages,
    )
