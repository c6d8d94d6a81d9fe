"""Where a content ends, once it is known who else says what in its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from retrieval.attribution.emptiness import is_elliptic
from retrieval.attribution.judging import Judged, same_holder
from retrieval.contents.after import CONDITIONS
from retrieval.contents.quoted import trim_quote
from retrieval.grammar.cues import subject
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import Scene, trim
from retrieval.types import Span

_BEFORE_CONDITIONS = frozenset(("but", "only", "and", "even"))
_ASKED = frozenset(("ask", "press", "question", "quiz"))


def bordered(scene: Scene, found: Sequence[Judged]) -> list[Judged]:
    """The rows with their contents cut where somebody else's words begin, and whole where they were cut off."""
    return [
        _with_question(scene, _with_quotation(scene, _with_condition(scene, _without_subject(scene, row))))
        for row in _shortened(scene, found)
    ]


def _shortened(scene: Scene, found: Sequence[Judged]) -> list[Judged]:
    """Contents end before the next cue of the same holder: "…, adding that …", "… and urged Vesk to …"."""
    by_sentence: dict[int, list[Judged]] = {}
    for row in found:
        by_sentence.setdefault(row.candidate.sentence, []).append(row)
    kept = []
    for row in found:
        parse, content = scene.parses[row.candidate.sentence], row.candidate.content
        for other in by_sentence[row.candidate.sentence]:
            cue = other.candidate.token
            if (
                cue > row.candidate.token
                and (end := _goes_on_at(parse, row.candidate.token, cue)) is not None
                and same_holder(parse, other, row)
                and content.start < parse.starts[cue] < content.end
                and not row.candidate.parts
                and (shorter := trim(parse, bisect_left(parse.starts, content.start), end - 1)) is not None
            ):
                content = shorter
        kept.append(replace(row, candidate=replace(row.candidate, content=content)))
    return kept


def _goes_on_at(parse: Parse, cue: int, other: int) -> int | None:
    """Where a sentence goes on with what the holder of a cue says or does besides: the "and", or the participle."""
    if parse.tags[other] == "VBG" and parse.words[other - 1] == ",":
        return other
    if parse.deps[other] != "conj" or parse.heads[other] != cue or parse.tags[other][:2] != "VB":
        return None
    if parse.deps[other - 1] == "cc":
        return other - 1
    return next((c for c in reversed(parse.children[cue]) if c < other and parse.deps[c] == "cc"), None)


def _without_subject(scene: Scene, row: Judged) -> Judged:
    """A content gives back the subject of the verb behind it: "Although A said it joins a path to peace, | dates are
    open", where the parser took the dates for one more thing that the path leads to."""
    parse, content = scene.parses[row.candidate.sentence], row.candidate.content
    behind = bisect_left(parse.starts, content.end)
    if row.candidate.parts or behind >= len(parse) or parse.tags[behind] not in ("VBZ", "VBP", "VBD", "MD"):
        return row
    verb = parse.heads[behind] if parse.deps[behind] in ("aux", "auxpass") else behind
    first = bisect_left(parse.starts, content.start)
    comma = next((t for t in range(behind - 1, first, -1) if parse.words[t] == ","), None)
    if comma is None or subject(parse, verb) is not None or parse.deps[row.candidate.token] not in ("advcl", "ccomp"):
        return row
    shorter = trim(parse, first, comma - 1)
    return replace(row, candidate=replace(row.candidate, content=shorter)) if shorter else row


def _with_condition(scene: Scene, row: Judged) -> Judged:
    """A content that ends before its condition takes it in: "is ready to talk |, but only if they withdraw"."""
    parse, content = scene.parses[row.candidate.sentence], row.candidate.content
    first = bisect_left(parse.starts, content.end)
    t = first
    while t < len(parse) and (parse.words[t] == "," or parse.lemmas[t] in _BEFORE_CONDITIONS):
        t += 1
    if row.candidate.parts or first in (0, t) or t == len(parse) or parse.lemmas[t] not in CONDITIONS:
        return row
    last = parse.edges[parse.heads[t]][1]
    longer = trim(parse, bisect_left(parse.starts, content.start), last) if t < last else None
    if longer is None or longer.start != content.start or scene.quotes_in(Span(content.end, longer.end)):
        return row
    return replace(row, candidate=replace(row.candidate, content=longer))


def _with_quotation(scene: Scene, row: Judged) -> Judged:
    """A content that ends inside a quotation takes in the rest of it: "a step forward |, but a small one"."""
    content, home = row.candidate.content, scene.parses[row.candidate.sentence]
    cue = home.slice(row.candidate.token, row.candidate.token)
    for quote in scene.quotes_in(content):
        inside = quote.inner.start < content.end < quote.inner.end <= home.span.end
        if inside and not row.candidate.parts and not quote.outer.overlaps(cue):
            whole = trim_quote(scene.text, Span(content.start, quote.inner.end))
            return replace(row, candidate=replace(row.candidate, content=whole))
    return row


def _with_question(scene: Scene, row: Judged) -> Judged:
    """ "Asked whether Tarn would sign, Okoro said it would not": what was asked is a part of what was said."""
    parse, content = scene.parses[row.candidate.sentence], row.candidate.content
    asked = next((c for c in parse.children[row.candidate.token] if parse.lemmas[c] in _ASKED), None)
    if asked is None or not is_elliptic(content.of(scene.text)) or parse.deps[asked] != "advcl":
        return row
    clause = parse.child(asked, "ccomp", "advcl")
    question = trim(parse, *parse.edges[clause]) if clause is not None else None
    if question is None or question.end > content.start:
        return row
    whole = Span(question.start, content.end)
    return replace(row, candidate=replace(row.candidate, content=whole, parts=(question, content)))
