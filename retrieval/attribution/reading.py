"""From an article's text to who says what in it: the room's entrance to the grammar.

    reading = read(text, sentences(text, furniture(text)), parser)
    for reading in read_many(jobs, processes=2): ...

Steps: parse → candidates (contents) → their holder (holders) → which are attributions (features, weights) → nesting.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from retrieval.attempts import Failed, attempt
from retrieval.attribution import holders
from retrieval.attribution.acts import meaning
from retrieval.attribution.after import CONDITIONS
from retrieval.attribution.casing import in_ordinary_case
from retrieval.attribution.contents import contents
from retrieval.attribution.cues import subject
from retrieval.attribution.features import NESTING, of_holder, of_reach, of_reading, of_words
from retrieval.attribution.given import holder_of
from retrieval.attribution.holders import Holder
from retrieval.attribution.mentions import kind, mentions
from retrieval.attribution.quotations import quotations
from retrieval.attribution.quoted import extended
from retrieval.attribution.scene import Candidate, Scene, trim
from retrieval.attribution.weights import Weights, probability, score, weights
from retrieval.parsing import Parser
from retrieval.types import Act, Attribution, Form, Reading, Span


@dataclass(frozen=True, slots=True)
class Judged:
    """A cue with its likeliest content and holder. `free` is what `sure` would be if its clause stood alone."""

    sure: float
    free: float
    candidate: Candidate
    holder: Holder


_HOPELESS = -2.0  # log odds, before the bias
# Paths from a cue to its subject, owner or agent, also across co-ordinated verbs.
_DIRECT = frozenset(("/nsubj", "/poss", "/agent/pobj", "^conj/nsubj", "^xcomp/nsubj", "^acomp/nsubj"))
_BEFORE_CONDITIONS = frozenset(("but", "only", "and", "even"))
_SAME = 0.6  # contents that overlap this much are one content
_STRETCH = 1_000  # code points: an article is compared with itself stretch by stretch, so long ones take no longer


def read_attributions(text: str, sentences: Sequence[Span], parser: Parser) -> tuple[Attribution, ...]:
    """The attributions of one article, in the order of the text. Spans are code points into `text`."""
    return attributions(scene(text, sentences, parser))


def read(text: str, sentences: Sequence[Span], parser: Parser) -> Reading:
    """The attributions of one article, and every phrase that may name somebody."""
    seen = scene(text, sentences, parser)
    found = [mention for parse in seen.parses for mention in mentions(parse)]
    return Reading(attributions(seen), tuple(found))


def scene(text: str, sentences: Sequence[Span], parser: Parser) -> Scene:
    """The article parsed, with headlines read as if they were written in ordinary case."""
    return Scene(text, parser.parse(in_ordinary_case(text, sentences), sentences), quotations(text))


def read_many(
    jobs: Iterable[tuple[str, Sequence[Span]]], processes: int = 2, few: int = 12
) -> Iterator[Reading | Failed]:
    """One reading, or why it failed, for each (text, sentences), in order; on several processes if jobs are many."""
    waiting = list(jobs)
    if processes < 2 or len(waiting) <= few:
        yield from map(_read_one, waiting)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_read_one, waiting, chunksize=max(1, min(8, len(waiting) // (processes * 4))))


def _read_one(job: tuple[str, Sequence[Span]]) -> Reading | Failed:
    parser = _own_parser()  # a parser that does not load is no article's fault
    return attempt(read, job[0], job[1], parser)


@cache
def _own_parser() -> Parser:
    """Each process loads the model once."""
    return Parser()


def holders_given(
    text: str, sentences: Sequence[Span], parser: Parser, known: Sequence[Sequence[Span]]
) -> list[Span | None]:
    """For contents that are already known, each as one or more spans: the mention that holds it, or `None`."""
    seen = scene(text, sentences, parser)
    return [holder_of(seen, pieces, weights()) for pieces in known]


def attributions(scene: Scene) -> tuple[Attribution, ...]:
    """The attributions of a parsed article."""
    return rows(scene, judged(scene, weights()), weights())


def rows(scene: Scene, found: Sequence[Judged], table: Weights) -> tuple[Attribution, ...]:
    """What is likely enough, in the order of the text, and what others are said to hold inside it."""
    positions = [row for row in found if _is_position(scene, row)]
    likely = {id(row) for row in found if row.sure >= table.threshold}
    likely |= {id(row) for row in positions if row.sure >= table.position_threshold}
    chosen = [
        _with_condition(scene, _without_subject(scene, row))
        for row in _shortened(scene, [row for row in found if id(row) in likely])
    ]
    main = _without_doubles(chosen)
    around = _Contents(main)
    kept = [row for row in main if row.sure >= table.inner_threshold or around.outer(scene, row) is None]
    around = _Contents(kept)
    there = {(row.candidate.sentence, row.candidate.token) for row in kept}
    for row in positions:
        if row.free < table.threshold or (row.candidate.sentence, row.candidate.token) in there:
            continue
        outer = around.outer(scene, row)
        if outer is not None and _differ(scene, row, kept[outer]):
            around.add(len(kept), row)
            kept.append(row)
    kept.sort(key=lambda row: (row.candidate.content.start, -row.candidate.content.end))
    around = _Contents(kept)
    return tuple(_attribution(scene, row, around.outer(scene, row)) for row in kept)


def _shortened(scene: Scene, found: Sequence[Judged]) -> list[Judged]:
    """Contents end before a participle of the same holder that is a cue of its own: "…, adding that …"."""
    by_sentence: dict[int, list[Judged]] = {}
    for row in found:
        by_sentence.setdefault(row.candidate.sentence, []).append(row)
    kept = []
    for row in found:
        parse, content = scene.parses[row.candidate.sentence], row.candidate.content
        for other in by_sentence[row.candidate.sentence]:
            cue = other.candidate.token
            if (
                parse.tags[cue] == "VBG"
                and parse.words[cue - 1] == ","
                and cue > row.candidate.token
                and other.holder.token == row.holder.token
                and content.start < parse.starts[cue] < content.end
                and not row.candidate.parts
                and (shorter := trim(parse, bisect_left(parse.starts, content.start), cue - 1)) is not None
            ):
                content = shorter
        kept.append(replace(row, candidate=replace(row.candidate, content=content)))
    return kept


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


def _is_position(scene: Scene, row: Judged) -> bool:
    """Whether somebody named takes a position here: demands, rejects, offers; not only says."""
    parse = scene.parses[row.candidate.sentence]
    return (
        row.holder.path in _DIRECT
        and kind(parse, row.holder.token) != "pronoun"
        and parse.words[row.holder.token][0].isupper()
        and meaning(scene, row.candidate).act is not Act.STATE
    )


def _differ(scene: Scene, inner: Judged, outer: Judged) -> bool:
    """Whether the inner holder is somebody else than the outer one."""
    word = scene.parses[inner.candidate.sentence].lemmas[inner.holder.token]
    return word != scene.parses[outer.candidate.sentence].lemmas[outer.holder.token]


def judged(scene: Scene, table: Weights) -> list[Judged]:
    """For each cue token its likeliest reading, with its probability and its holder.

    Most candidates are hopeless by their words alone: they are given up before their holder is sought.
    """
    found = []
    for sentence in range(len(scene.parses)):
        for rank, candidate in readings(scene, sentence, table.reaches, table.cues):
            known = of_reading(scene, candidate, rank)
            total = score(table.cues, known)
            nested = score(table.cues, (feature for feature in known if feature.startswith(NESTING)))
            alone = total - nested + table.cues.get("dep=ROOT|VB", 0.0)
            if max(total, alone) < _HOPELESS:
                continue
            holder = holders.choose(scene, candidate, table.holders)
            if holder is not None:
                rest = score(table.cues, of_holder(scene, candidate, holder)) + table.cues.get("bias", 0.0)
                found.append(Judged(probability(total + rest), probability(alone + rest), candidate, holder))
    return found


def readings(
    scene: Scene, sentence: int, reaches: Mapping[str, float], cues: Mapping[str, float]
) -> Iterator[tuple[int, Candidate]]:
    """For each cue token of a sentence that is not hopeless, the likeliest of its readings and its rank."""
    groups: dict[int, list[Candidate]] = {}
    for candidate in contents(scene, sentence):
        groups.setdefault(candidate.token, []).append(candidate)
    for group in groups.values():
        if max(score(cues, of_words(scene, candidate)) for candidate in group) < _HOPELESS:
            continue
        whole = [(rank, extended(scene, candidate)) for rank, candidate in enumerate(group)]
        if len(whole) == 1:
            yield whole[0]
        else:
            yield max(whole, key=lambda one: score(reaches, of_reach(scene, one[1], one[0])))


def _without_doubles(found: Sequence[Judged]) -> list[Judged]:
    """Of several readings of the same content only the likeliest."""
    kept: list[Judged] = []
    places: dict[int, list[Span]] = defaultdict(list)  # contents kept, by each stretch of the text that they touch
    for row in sorted(found, key=lambda row: -row.sure):
        content = row.candidate.content
        touched = range(content.start // _STRETCH, content.end // _STRETCH + 1)
        if not any(_same(content, other) for stretch in touched for other in places[stretch]):
            kept.append(row)
            for stretch in touched:
                places[stretch].append(content)
    return kept


def _same(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > _SAME * (max(one.end, other.end) - min(one.start, other.start))


class _Contents:
    """The contents of rows by where they stand, to find those around a cue."""

    def __init__(self, rows: Sequence[Judged]) -> None:
        self._places: dict[int, list[tuple[Span, int, Judged]]] = defaultdict(list)
        for number, row in enumerate(rows):
            self.add(number, row)

    def add(self, number: int, row: Judged) -> None:
        for piece in row.candidate.pieces:
            for stretch in range(piece.start // _STRETCH, piece.end // _STRETCH + 1):
                self._places[stretch].append((piece, number, row))

    def outer(self, scene: Scene, row: Judged) -> int | None:
        """The number of the innermost row whose content holds this row's cue."""
        cue = scene.parses[row.candidate.sentence].starts[row.candidate.token]
        around = [
            (other.candidate.content.end - other.candidate.content.start, number)
            for piece, number, other in self._places.get(cue // _STRETCH, ())
            if other is not row and piece.start <= cue < piece.end
        ]
        return min(around)[1] if around else None


def _attribution(scene: Scene, row: Judged, outer: int | None) -> Attribution:
    candidate, holder = row.candidate, row.holder
    parse = scene.parses[candidate.sentence]
    what = meaning(scene, candidate)
    return Attribution(
        quote=candidate.content,
        cue=parse.slice(candidate.first, candidate.last),
        holder=holders.span(scene, candidate, holder),
        form=_form(scene, candidate),
        lemma=parse.lemmas[candidate.token],
        act=what.act,
        polarity=what.polarity,
        hedge=what.hedge,
        negated=what.negated,
        outer=outer,
        parts=candidate.parts,
        confidence=round(row.sure, 3),
        doer=what.doer,
    )


def _form(scene: Scene, candidate: Candidate) -> Form:
    cue = scene.parses[candidate.sentence].starts[candidate.token]
    inside = any_quote = 0
    first, last = min(piece.start for piece in candidate.pieces), max(piece.end for piece in candidate.pieces)
    for quote in scene.quotes_in(Span(first, last)):
        if quote.outer.start <= cue < quote.outer.end:
            continue
        for piece in candidate.pieces:
            shared = min(quote.inner.end, piece.end) - max(quote.inner.start, piece.start)
            if shared > 0:
                any_quote = 1
                inside += shared
    length = sum(piece.end - piece.start for piece in candidate.pieces)
    if inside >= 0.95 * length:
        return Form.DIRECT
    return Form.MIXED if any_quote else Form.INDIRECT
