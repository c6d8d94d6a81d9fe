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
from retrieval.grammar.noun_phrases import phrase
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import Scene, trim
from retrieval.types import Span

_BEFORE_CONDITIONS = frozenset(("but", "only", "and", "even"))
_CLAUSES = frozenset(("that", "bare", "wh", "inf"))
_SPEECH = 4  # words; a shorter quotation is a word that is quoted
_ASKED = frozenset(("ask", "press", "question", "quiz"))


def bordered(scene: Scene, found: Sequence[Judged]) -> list[Judged]:
    """The rows with their contents cut where somebody else's words begin, and whole where they were cut off."""
    cut = [
        _with_question(scene, _with_quotation(scene, _with_condition(scene, _without_subject(scene, row))))
        for row in _between_sources(scene, _shortened(scene, found))
    ]
    return [_with_later_quotation(scene, row, cut) for row in cut]


def _shortened(scene: Scene, found: Sequence[Judged]) -> list[Judged]:
    """Contents end before the next cue of the same holder: "…, adding that …", "… and urged Vesk to …"; and before a
    clause beside the cue's own: "…, but Vesk told reporters …"."""
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
                and (same_holder(parse, other, row) or _is_beside(parse, row.candidate.token, cue))
                and content.start < parse.starts[cue] < content.end
                and not row.candidate.parts
                and (shorter := trim(parse, bisect_left(parse.starts, content.start), end - 1)) is not None
            ):
                content = shorter
        kept.append(replace(row, candidate=replace(row.candidate, content=content)))
    return kept


def _between_sources(scene: Scene, found: Sequence[Judged]) -> list[Judged]:
    """ "A is so, according to X, and B is so, according to Y": each source has what stands before it. "A believes it,
    according to X" is A's without its last words."""
    sources: dict[int, list[Judged]] = {}
    for row in found:
        if row.candidate.family == "according":
            sources.setdefault(row.candidate.sentence, []).append(row)
    kept = []
    for row in found:
        others = [other for other in sources.get(row.candidate.sentence, ()) if other is not row]
        content = _own_part(scene, row, others) if others else None
        if content is not None:
            row = replace(row, candidate=replace(row.candidate, content=content, parts=()))
        kept.append(row)
    return kept


def _own_part(scene: Scene, row: Judged, sources: Sequence[Judged]) -> Span | None:
    """What a row has to itself where its sentence names other sources; None where that is all it has."""
    parse, cue, content = scene.parses[row.candidate.sentence], row.candidate.token, row.candidate.content
    first, last = bisect_left(parse.starts, content.start), bisect_left(parse.starts, content.end) - 1
    if row.candidate.family != "according":
        behind = [
            s.candidate.token for s in sources if any(p.start <= parse.starts[cue] < p.end for p in s.candidate.pieces)
        ]
        cut = min((token for token in behind if first < token <= last), default=None)
        return trim(parse, first, cut - 1) if cut is not None and not row.candidate.parts else None
    pieces = [piece for piece in row.candidate.pieces if piece.start < parse.starts[cue]]
    if not pieces:
        return None
    first = max((phrase(parse, s.holder.token)[1] + 1 for s in sources if s.candidate.token < cue), default=first)
    while first < cue and parse.deps[first] in ("punct", "cc"):
        first += 1
    return trim(parse, first, bisect_left(parse.starts, pieces[-1].end) - 1) if first < cue else None


def _goes_on_at(parse: Parse, cue: int, other: int) -> int | None:
    """Where a sentence goes on with what the holder of a cue says or does besides: the "and", or the participle."""
    if parse.tags[other] == "VBG" and parse.words[other - 1] == ",":
        return other
    if parse.deps[other] != "conj" or parse.heads[other] != cue or parse.tags[other][:2] != "VB":
        return None
    if parse.deps[other - 1] == "cc":
        return other - 1
    return next((c for c in reversed(parse.children[cue]) if c < other and parse.deps[c] == "cc"), None)


def _is_beside(parse: Parse, cue: int, other: int) -> bool:
    """Whether "and" joins a clause with a subject of its own to that of the cue."""
    return parse.deps[other] == "conj" and parse.heads[other] == cue and subject(parse, other) is not None


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


def _with_later_quotation(scene: Scene, row: Judged, found: Sequence[Judged]) -> Judged:
    """A content takes in the next quotation of its sentence that is nobody else's: "saw no reason to |, but it would
    “depend on the price”"."""
    home, content, cue = scene.parses[row.candidate.sentence], row.candidate.content, row.candidate.token
    if row.candidate.parts or row.candidate.family not in _CLAUSES or home.starts[cue] > content.start:
        return row
    for quote in scene.quotes_in(Span(content.end, max(content.end, home.span.end))):
        between = Span(content.end, quote.outer.end)
        others = (other for other in found if other is not row and other.candidate.sentence == row.candidate.sentence)
        if (
            quote.outer.start < content.end
            or quote.inner.end > home.span.end
            or len(quote.inner.of(scene.text).split()) < _SPEECH
            or any(between.start <= home.starts[o.candidate.token] < between.end for o in others)
            or any(piece.overlaps(quote.inner) for o in found if o is not row for piece in o.candidate.pieces)
        ):
            break
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
