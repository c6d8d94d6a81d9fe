"""From an article's text to who says what in it: the room's entrance to the grammar.

    reading = read(text, sentences(text, furniture(text)), parser)
    for reading in read_many(jobs, processes=2): ...

Steps: parse → candidates (contents) → their holder (holders) → which are attributions (features, weights) → nesting.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

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
from retrieval.attribution.suppositions import is_supposed
from retrieval.attribution.weights import Weights, probability, score, weights
from retrieval.parsing import Parse, Parser
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
_PLAIN = 0.15  # how sure a position is at least whose holder has no name
_SAME = 0.6  # contents that overlap this much are one content


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


def read_many(jobs: Iterable[tuple[str, Sequence[Span]]], processes: int = 2, few: int = 12) -> Iterator[Reading]:
    """One reading for each (text, sentences), in order; on several processes unless there are only a few jobs."""
    waiting = list(jobs)
    if processes < 2 or len(waiting) <= few:
        parser = _own_parser()
        yield from (read(text, sentences, parser) for text, sentences in waiting)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_read_one, waiting, chunksize=max(1, min(8, len(waiting) // (processes * 4))))


def _read_one(job: tuple[str, Sequence[Span]]) -> Reading:
    return read(job[0], job[1], _own_parser())


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
    kept = [row for row in main if row.sure >= table.inner_threshold or _outer(scene, row, main) is None]
    there = {(row.candidate.sentence, row.candidate.token) for row in kept}
    for row in positions:
        if row.free < table.threshold or (row.candidate.sentence, row.candidate.token) in there:
            continue
        outer = _outer(scene, row, kept)
        if outer is not None and _differ(scene, row, kept[outer]):
            kept.append(row)
    kept.sort(key=lambda row: (row.candidate.content.start, -row.candidate.content.end))
    return tuple(_attribution(scene, row, kept) for row in kept)


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
                and other.holder.token == row.holder.token
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


def _is_position(scene: Scene, row: Judged) -> bool:
    """Whether somebody named takes a position here: demands, rejects, offers; not only says."""
    parse = scene.parses[row.candidate.sentence]
    return (
        row.holder.path in _DIRECT
        and (_is_named(parse, row.holder.token) or _speaks_plainly(scene, row))
        and meaning(scene, row.candidate).act is not Act.STATE
    )


def _is_named(parse: Parse, token: int) -> bool:
    return kind(parse, token) != "pronoun" and parse.words[token][0].isupper()


def _speaks_plainly(scene: Scene, row: Judged) -> bool:
    """Whether somebody who speaks in the article, named or not, takes the position in the main clause."""
    parse, token = scene.parses[row.candidate.sentence], row.candidate.token
    while parse.deps[token] == "conj":
        token = parse.heads[token]
    return (
        row.sure >= _PLAIN
        and parse.deps[token] == "ROOT"
        and parse.lemmas[row.holder.token] in scene.speakers
        and scene.quote_of[row.candidate.sentence][row.candidate.token] < 0
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
            if _is_predicate(scene, candidate) and is_supposed(scene.parses[sentence], candidate.token):
                continue
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


def _is_predicate(scene: Scene, candidate: Candidate) -> bool:
    return scene.parses[candidate.sentence].tags[candidate.token][:2] in ("VB", "JJ")


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
    for row in sorted(found, key=lambda row: -row.sure):
        if not any(_same(row.candidate.content, other.candidate.content) for other in kept):
            kept.append(row)
    return kept


def _same(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > _SAME * (max(one.end, other.end) - min(one.start, other.start))


def _outer(scene: Scene, row: Judged, rows: Sequence[Judged]) -> int | None:
    """The number of the innermost row whose content holds this row's cue."""
    cue = scene.parses[row.candidate.sentence].starts[row.candidate.token]
    around = [
        (other.candidate.content.end - other.candidate.content.start, number)
        for number, other in enumerate(rows)
        if other is not row and any(piece.start <= cue < piece.end for piece in other.candidate.pieces)
    ]
    return min(around)[1] if around else None


def _attribution(scene: Scene, row: Judged, rows: Sequence[Judged]) -> Attribution:
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
        outer=_outer(scene, row, rows),
        parts=candidate.parts,
        confidence=round(row.sure, 3),
        doer=what.doer,
    )


def _form(scene: Scene, candidate: Candidate) -> Form:
    cue = scene.parses[candidate.sentence].starts[candidate.token]
    inside = any_quote = 0
    for quote in scene.quotes:
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
