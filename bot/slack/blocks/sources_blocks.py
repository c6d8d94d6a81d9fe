"""The articles, grouped by where they come from: reprints of one story stand together and count once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.reports import SkippedFile, SourceEntry, Sources
from bot.sentences.wording import SILENCE, count, each_left_out, published
from bot.slack.blocks.footnotes import source_line
from bot.slack.blocks.silence import MOST_NAMES
from bot.slack.layout import texts
from bot.slack.layout.escaping import one_line
from bot.slack.layout.limits import NAME, QUOTE, Block, cut
from bot.slack.layout.parts import Piece, bullets, header, small, words
from bot.slack.layout.replies import Frame, Reply, framed, saying
from bot.types import Reason

CLOSE = 5


def sources_reply(sources: Sources, wanted: str, frame: Frame) -> Reply:
    """All sources, or the details of the one whose file name is `wanted` or the only one to contain it."""
    if wanted:
        found = matching(sources.articles, wanted)
        return _one(found[0], sources.articles, frame) if len(found) == 1 else _unclear(wanted, found, sources.skipped)
    skipped = [cut(one_line(told), QUOTE) for told in each_left_out(sources.skipped)]
    if not sources.articles:
        return saying(" ".join([SILENCE[Reason.NO_ARTICLES], *skipped]))
    groups = by_origin(sources.articles)
    title = stories(len(sources.articles), len(groups))

    def layout(shown: int) -> list[Block]:
        blocks: list[Block] = [header(title)]
        if shown:
            blocks.append(bullets([origin_pieces(group) for group in groups[:shown]]))
        if shown < len(groups):
            remedy = "Name a file to see it: /sources FILE."
            blocks.append(small(texts.left_out(len(groups) - shown, "story", remedy)))
        return [*blocks, *map(small, skipped)]

    lines = [*(_named(entry) for group in groups for entry in group), *skipped]
    return framed([title, *lines], frame, layout, len(groups))


def stories(articles: int, origins: int) -> str:
    """ "9 articles, 7 different stories"."""
    told = f", {count(origins, 'different story')}" if origins < articles else ""
    return f"{count(articles, 'article')}{told}"


def by_origin(articles: Sequence[SourceEntry]) -> list[list[SourceEntry]]:
    """The articles of each origin, the one that names it first; origins in the order of the articles."""
    groups: dict[str, list[SourceEntry]] = defaultdict(list)
    for entry in articles:
        groups[entry.origin].append(entry)
    return [sorted(group, key=lambda entry: entry.source != origin) for origin, group in groups.items()]


def matching(articles: Sequence[SourceEntry], wanted: str) -> list[SourceEntry]:
    """The entry of exactly that name, else all whose file name or title contains it, in any case."""
    exact = [entry for entry in articles if entry.source == wanted]
    folded = wanted.casefold()
    return exact or [
        entry for entry in articles if folded in entry.source.casefold() or folded in entry.title.casefold()
    ]


def origin_pieces(group: Sequence[SourceEntry]) -> list[Piece]:
    first, *reprints = group
    pieces: list[Piece] = [words(_named(first))]
    if first.speakers:
        pieces += [words(" · quotes "), words(texts.listed(first.speakers[:MOST_NAMES]), italic=True)]
    if reprints:
        names = ", ".join(_named(entry) for entry in reprints[:CLOSE])
        more = f" and {len(reprints) - CLOSE} more" if len(reprints) > CLOSE else ""
        pieces += [words(f" · {count(len(reprints), 'reprint')}: ", bold=True), words(names + more)]
    return pieces


def _named(entry: SourceEntry) -> str:
    """With the file's name, by which one can ask for it."""
    line, source = source_line(entry), one_line(entry.source)
    return line if line == source else f"{line} · {source}"


def _one(entry: SourceEntry, articles: Sequence[SourceEntry], frame: Frame) -> Reply:
    same = [other.source for other in articles if other.origin == entry.origin and other.source != entry.source]
    facts = {
        "File": entry.source,
        "Author": entry.author or "unknown",
        "Publisher": entry.publisher or "unknown",
        "Published": published(entry) or "unknown",
        "Address": entry.url or "unknown",
        "Story": f"the same as in {texts.listed(same[:CLOSE])}" if same else "told by no other article",
        "Quotes": texts.listed(entry.speakers[:40]) if entry.speakers else "nobody",
    }
    items: list[list[Piece]] = [
        [words(f"{label}: ", bold=True), words(cut(one_line(fact), 1_500))] for label, fact in facts.items()
    ]
    title = one_line(entry.title) or one_line(entry.source)
    lines = [title, *(f"{label}: {fact}" for label, fact in facts.items())]
    return framed(lines, frame, lambda _: [header(title), bullets(items)], 0)


def _unclear(wanted: str, found: Sequence[SourceEntry], skipped: Sequence[SkippedFile]) -> Reply:
    name = cut(one_line(wanted), NAME)
    left_out = [each for each in skipped if wanted.casefold() in each.source.casefold()]
    if not found and left_out:
        return saying(" ".join(one_line(told) for told in each_left_out(left_out)))
    if not found:
        return saying(f"No article is called “{name}”. Use /sources to list them all.")
    close = "; ".join(one_line(entry.source) for entry in found[:CLOSE])
    return saying(
        f"{len(found)} articles match “{name}”: {close}{' …' if len(found) > CLOSE else ''}. Name one of them."
    )
