"""A file's text → the text that is read, with a way back to the file's code points.

    form = normal_form(article.text)
    form.text                        # what grammar, mentions and sentences read
    form.back(Span(12, 34))          # the slice of the file that was read as form.text[12:34]

What readers of pages see is read, not how it is written down: one kind of space, composed letters, tags and entities
away, wrapped lines joined, a turn of a transcript as `X said: “…”`. Each step is a list of edits of the text before it;
a text that no step has anything to do with is its own normal form, and costs a few searches.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from retrieval.layout import captions, characters, hypertext, lists, markdown, stamps, tables, turns, wrapping
from retrieval.layout.edits import Edit
from retrieval.types import Article, Span

# In this order: what a step leaves is what the next one reads.
STEPS: tuple[Callable[[str], Iterable[Edit]], ...] = (
    hypertext.edits,
    characters.edits,
    stamps.edits,
    wrapping.edits,
    markdown.edits,
    captions.edits,
    tables.edits,
    lists.edits,
    turns.edits,
)


_WORDS = re.compile(r"\w+ \w+ \w+")
_SHORT = 4  # code points


@dataclass(frozen=True, eq=False)
class NormalForm:
    """`text[i]` was read from `file[starts[i]:ends[i]]`; both are None where the file is read as it is."""

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def back(self, span: Span) -> Span:
        """The slice of the file that a slice of the text was read from."""
        if self.starts is None or self.ends is None:
            return span
        if span.start >= len(self.text):
            end = self.ends[-1] if self.text else 0
            return Span(end, end)
        start = self.starts[span.start]
        return Span(start, max(start, self.ends[span.end - 1]) if span.end > span.start else start)

    def slices(self, span: Span, file: str) -> list[Span]:
        """The slices of the file that were read as a span, cut where words stand in between that nobody sees.

        An address in a link cuts nothing, but "title='Tamm said: open it'" does: it must not be quoted.
        """
        if self.starts is None or self.ends is None or span.end - span.start < 2:
            return [self.back(span)]
        found, first = [], span.start
        for at in range(span.start + 1, span.end):
            gap = Span(self.ends[at - 1], self.starts[at])
            if gap.end - gap.start > _SHORT and _WORDS.search(file, gap.start, gap.end):
                found.append(self.back(Span(first, at)))
                first = at
        return [*found, self.back(Span(first, span.end))]

    def edited(self, edits: Iterable[Edit]) -> NormalForm:
        """The form after one more step; its edits are in order and do not overlap."""
        steps = list(edits)
        if not steps:  # nine texts of ten
            return self
        pieces: list[str] = []
        starts, ends = array("I"), array("I")
        size = len(self.text)
        old_starts = array("I", range(size)) if self.starts is None else self.starts
        old_ends = array("I", range(1, size + 1)) if self.ends is None else self.ends
        at = 0
        for edit in steps:
            pieces += (self.text[at : edit.start], edit.new)
            starts.extend(old_starts[at : edit.start])
            ends.extend(old_ends[at : edit.start])
            if edit.like is not None and len(edit.new) == edit.like.end - edit.like.start:
                starts.extend(old_starts[edit.like.start : edit.like.end])
                ends.extend(old_ends[edit.like.start : edit.like.end])
            elif len(edit.new) == edit.end - edit.start:
                starts.extend(old_starts[edit.start : edit.end])
                ends.extend(old_ends[edit.start : edit.end])
            elif edit.start < edit.end:
                starts.extend([old_starts[edit.start]] * len(edit.new))
                ends.extend([old_ends[edit.end - 1]] * len(edit.new))
            else:  # put in between: nothing of the file was read as this
                place = old_starts[edit.start] if edit.start < size else old_ends[-1] if size else 0
                starts.extend([place] * len(edit.new))
                ends.extend([place] * len(edit.new))
            at = edit.end
        pieces.append(self.text[at:])
        starts.extend(old_starts[at:])
        ends.extend(old_ends[at:])
        return NormalForm("".join(pieces), starts, ends)


@lru_cache(maxsize=128)  # of an article some 100 KB
def normal_form(text: str) -> NormalForm:
    form = NormalForm(text)
    for step in STEPS:
        form = form.edited(step(form.text))
    return form


def as_read(article: Article) -> Article:
    """The same article with the text that is read: its spans are not the file's."""
    return replace(article, text=normal_form(article.text).text)


def plain(text: str) -> str:
    """A slice of a file as it is read: for words that are compared, and for models."""
    return normal_form(text).text
