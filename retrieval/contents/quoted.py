"""Quotations that the parse did not attach to a verb, and quotations that go on over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from retrieval.grammar.cues import cue_words
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import Candidate, Scene, trim
from retrieval.types import Span

_QUOTED_AT_LEAST = 2  # words; a shorter quotation is no speech
# Here a quotation in the content is a quoted word, which does not go on in the next sentence.
_NO_SPEECH = frozenset(("noun", "adj", "prep", "np", "rel", "passive", "inf", "obj_inf"))


def quote_after(scene: Scene, sentence: int, parse: Parse, v: int) -> Iterator[Candidate]:
    quoted = scene.quote_of[sentence]
    first, last = cue_words(parse, v)
    if quoted[v] >= 0:
        return
    for t in range(v + 1, len(parse)):
        if scene.opens(sentence, t) and quoted[t] != quoted[v]:
            quote = scene.quotes[quoted[t]]
            if len(quote.inner.of(scene.text).split()) >= _QUOTED_AT_LEAST:
                frame = "quote" if parse.words[t - 1] in (",", ":") else "quote-"
                yield Candidate(sentence, v, first, last, frame, trim_quote(scene.text, quote.inner))
            return
        if parse.tags[t][:2] == "VB" and parse.deps[t] in ("ROOT", "conj", "ccomp", "advcl", "relcl"):
            return
    if parse.deps[v] not in ("ROOT", "conj", "advcl", "acl", "xcomp", "ccomp"):
        return
    colon = next((t for t in range(v + 1, len(parse) - 1) if parse.words[t] == ":"), None)
    if colon is not None:
        span = trim(parse, colon + 1, len(parse) - 1)
        if span is not None:
            yield Candidate(sentence, v, first, last, "colon", span)
        return
    if sentence + 1 >= len(scene.parses):
        return
    following = scene.parses[sentence + 1]
    if scene.opens(sentence + 1, 0):
        quote = scene.quotes[scene.quote_of[sentence + 1][0]]
        if parse.words[-1] in (":", ","):
            yield Candidate(sentence, v, first, last, "quote", trim_quote(scene.text, quote.inner))
        elif quote.outer.end >= following.span.end - 1:
            yield Candidate(sentence, v, first, last, "next", trim_quote(scene.text, quote.inner))
    elif parse.words[-1] == ":":
        span = trim(following, 0, len(following) - 1)
        if span is not None:
            yield Candidate(sentence, v, first, last, "colon+", span)


def extended(scene: Scene, candidate: Candidate) -> Candidate:
    """The candidate with its quotation whole, also over sentences, and with quotations that go on right after it."""
    home = scene.parses[candidate.sentence]
    cue = Span(home.starts[candidate.token], home.ends[candidate.token])
    pieces = list(candidate.pieces)
    direct = None
    for i, piece in enumerate(pieces):
        for quote in scene.quotes_in(piece):
            if quote.outer.overlaps(cue):
                continue
            crosses = quote.outer.start < home.span.start or quote.outer.end > home.span.end
            if crosses and (
                quote.inner.start <= piece.start or quote.inner.end >= piece.end or piece.overlaps(quote.inner)
            ):
                start, end = min(piece.start, quote.inner.start), max(piece.end, quote.inner.end)
                piece = pieces[i] = trim_quote(scene.text, Span(start, end))
            if (
                not any(map(str.isalnum, scene.text[pieces[i].end : quote.outer.end]))
                and quote.inner.end >= pieces[i].end
            ):
                direct = quote
    if direct is None or candidate.family in _NO_SPEECH:
        return _rebuilt(candidate, pieces)
    after = max(direct.outer.end, home.span.end) - 1
    at = next((i for i in range(candidate.sentence, len(scene.parses)) if scene.parses[i].span.start >= after), None)
    while at is not None:
        if not scene.opens(at, 0) or (scene.fresh_line[at] and not direct.carried):
            break
        direct = scene.quotes[scene.quote_of[at][0]]
        end = next((i for i in range(at, len(scene.parses)) if scene.parses[i].span.end >= direct.inner.end), at)
        if any(map(str.isalnum, scene.text[direct.outer.end : scene.parses[end].span.end])):
            break
        pieces.append(trim_quote(scene.text, direct.inner))
        at = end + 1 if end + 1 < len(scene.parses) else None
    return _rebuilt(candidate, pieces)


def _rebuilt(candidate: Candidate, pieces: list[Span]) -> Candidate:
    content = Span(min(p.start for p in pieces), max(p.end for p in pieces))
    return replace(candidate, content=content, parts=tuple(pieces) if len(pieces) > 1 else ())


def trim_quote(text: str, span: Span) -> Span:
    start, end = span
    while start < end and not (text[start].isalnum() or text[start] in "$£€#@"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "%$"):
        end -= 1
    return Span(start, end) if start < end else span
