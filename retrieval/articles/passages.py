"""An article → its passages: the slices that are searched and shown.

A passage is one sentence: that is what is cited, and read together with its headline it is found well. The first
passage is the headline, where the text has one.

Every passage is a slice (`article.text[p.start:p.end] == p.text`), holds no boilerplate, and never spans a line end of
the text that is read (`layout`).
"""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.articles.boilerplate import furniture
from retrieval.articles.sentences import sentences
from retrieval.layout.normal_form import normal_form
from retrieval.types import Article, Passage, Span

_LONGEST = 1_000  # code points; a longer sentence is a table or has no full stops, and is cut between words


def passages(article: Article) -> list[Passage]:
    """The article's passages in order; none where it is all boilerplate."""
    form = normal_form(article.text)
    pieces = (
        piece for sentence in sentences(form.text, furniture(form.text)) for piece in _pieces(form.text, sentence)
    )
    spans = [span for piece in pieces for span in form.slices(piece, article.text) if span.start < span.end]
    return [Passage(article.source, span.start, span.end, span.of(article.text)) for span in spans]


def are_whole(spans: Iterable[Span]) -> bool:
    """Whether passages are whole sentences: a piece of one that was cut is about half as long as the longest."""
    return all(span.end - span.start < _LONGEST // 2 - 50 for span in spans)


def split(text: str) -> list[Span]:
    """The sentences of a file, as its own slices, without boilerplate."""
    form = normal_form(text)
    found = sentences(form.text, furniture(form.text))
    return [span for sentence in found for span in form.slices(sentence, text) if span.start < span.end]


def _pieces(text: str, span: Span) -> list[Span]:
    pieces: list[Span] = []
    start = span.start
    while span.end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        if cut < 0:
            cut = start + _LONGEST
        pieces.append(Span(start, cut).trimmed(text))
        start = Span(cut, span.end).trimmed(text).start
    pieces.append(Span(start, span.end))
    return pieces
