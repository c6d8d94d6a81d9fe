"""From an article's text to who says what in it: the room's entrance to the grammar.

    reading = read(text, sentences(text, furniture(text)), parser)
    for reading in read_many(jobs, processes=2): ...

Steps: parse → candidates (contents) → their holder (holders) → which are attributions (features, weights) → nesting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from retrieval.attribution import holders
from retrieval.attribution.acts import meaning
from retrieval.attribution.contents import contents, extended
from retrieval.attribution.features import features
from retrieval.attribution.given import holder_of
from retrieval.attribution.holders import Holder
from retrieval.attribution.mentions import mentions
from retrieval.attribution.quotations import quotations
from retrieval.attribution.scene import Candidate, Scene
from retrieval.attribution.weights import Weights, probability, weights
from retrieval.parsing import Entity, Parse, Parser
from retrieval.types import Attribution, Form, Reading, Span

Judged = tuple[float, Candidate, Holder]
_SAME = 0.6  # contents that overlap this much are one content


def read_attributions(text: str, sentences: Sequence[Span], parser: Parser) -> tuple[Attribution, ...]:
    """The attributions of one article, in the order of the text. Spans are code points into `text`."""
    return attributions(Scene(text, parser.parse(text, sentences), quotations(text)))


def read(text: str, sentences: Sequence[Span], parser: Parser) -> Reading:
    """The attributions of one article, and every phrase that may name somebody."""
    parses = parser.parse(text, sentences)
    named = _named(text, parses, parser)
    found = [mention for number, parse in enumerate(parses) for mention in mentions(parse, named.get(number, ()))]
    return Reading(attributions(Scene(text, parses, quotations(text))), tuple(found))


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
    scene = Scene(text, parser.parse(text, sentences), quotations(text))
    return [holder_of(scene, pieces, weights()) for pieces in known]


def _named(text: str, parses: Sequence[Parse], parser: Parser) -> dict[int, list[Entity]]:
    """Named entities, only of the sentences where a name stands for the first time: labels are slow and weak."""
    seen: set[str] = set()
    fresh = []
    for number, parse in enumerate(parses):
        names = {word for word, tag in zip(parse.words, parse.tags, strict=True) if tag in ("NNP", "NNPS")}
        if not names <= seen:
            fresh.append(number)
            seen |= names
    return dict(zip(fresh, parser.entities(text, [parses[number].span for number in fresh]), strict=True))


def attributions(scene: Scene) -> tuple[Attribution, ...]:
    """The attributions of a parsed article."""
    table = weights()
    return rows(scene, judged(scene, table), table.threshold, table.inner_threshold)


def rows(scene: Scene, found: Sequence[Judged], threshold: float, inner_threshold: float) -> tuple[Attribution, ...]:
    """What is likely enough, in the order of the text."""
    kept = _accepted(found, threshold)
    kept = [row for row in kept if row[0] >= inner_threshold or _outer(scene, row, kept) is None]
    kept.sort(key=lambda row: (row[1].content.start, -row[1].content.end))
    return tuple(_attribution(scene, row, kept) for row in kept)


def judged(scene: Scene, table: Weights) -> list[Judged]:
    """For each cue token its likeliest reading, with its probability and its holder."""
    best: dict[tuple[int, int], Judged] = {}
    for sentence in range(len(scene.parses)):
        ranks: dict[int, int] = {}
        for plain in contents(scene, sentence):
            rank = ranks[plain.token] = ranks.get(plain.token, -1) + 1
            candidate = extended(scene, plain)
            holder = holders.choose(scene, candidate, table.holders)
            if holder is None:
                continue
            score = probability(table.cues, features(scene, candidate, holder, rank))
            key = (sentence, plain.token)
            if key not in best or score > best[key][0]:
                best[key] = score, candidate, holder
    return list(best.values())


def _accepted(found: Sequence[Judged], threshold: float) -> list[Judged]:
    """What is likely enough; of two readings of the same content only the likelier."""
    kept: list[Judged] = []
    for row in sorted(found, key=lambda row: -row[0]):
        if row[0] < threshold:
            break
        if not any(_same(row[1].content, other[1].content) for other in kept):
            kept.append(row)
    return kept


def _same(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > _SAME * (max(one.end, other.end) - min(one.start, other.start))


def _outer(scene: Scene, row: Judged, rows: Sequence[Judged]) -> int | None:
    """The number of the innermost row whose content holds this row's cue."""
    cue = scene.parses[row[1].sentence].starts[row[1].token]
    around = [
        (other[1].content.end - other[1].content.start, number)
        for number, other in enumerate(rows)
        if other is not row and any(piece.start <= cue < piece.end for piece in other[1].pieces)
    ]
    return min(around)[1] if around else None


def _attribution(scene: Scene, row: Judged, rows: Sequence[Judged]) -> Attribution:
    score, candidate, holder = row
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
        confidence=round(score, 3),
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
