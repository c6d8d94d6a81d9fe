"""From an article's text to who says what in it: the room's entrance to the grammar.

    reading = read(text, sentences(text, furniture(text)), parser)

Steps: parse → candidates (contents) → their holder (holders) → which are attributions (judging) → where they end
(borders) → nesting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from retrieval.attribution import holders
from retrieval.attribution.borders import bordered
from retrieval.attribution.casing import in_ordinary_case
from retrieval.attribution.emptiness import tells_something
from retrieval.attribution.given import holder_of
from retrieval.attribution.interviews import with_answers
from retrieval.attribution.judging import Judged, agreed, judged, same_holder
from retrieval.attribution.loose_quotations import with_loose_quotations
from retrieval.attribution.weights import Weights, weights
from retrieval.grammar.noun_phrases import mentions
from retrieval.grammar.orders import orders
from retrieval.grammar.parsing import Parser
from retrieval.grammar.quotations import quotations
from retrieval.grammar.scene import SAYING, Candidate, Scene
from retrieval.stance.acts import meaning
from retrieval.types import Act, Attribution, Form, Reading, Span

_SAME = 0.6  # contents that overlap this much are one content
# Paths from a cue to its subject, owner or agent, also across co-ordinated verbs.
_DIRECT = frozenset(
    ("/nsubj", "/poss", "/agent/pobj", "^conj/nsubj", "^conj/nsubj/appos", "^xcomp/nsubj", "^acomp/nsubj")
)
_MOSTLY = 0.4  # of a content
_STRETCH = 1_000  # code points: an article is compared with itself stretch by stretch, so long ones take no longer


def read_attributions(text: str, sentences: Sequence[Span], parser: Parser) -> tuple[Attribution, ...]:
    """The attributions of one article, in the order of the text. Spans are code points into `text`."""
    return attributions(scene(text, sentences, parser))


def read(text: str, sentences: Sequence[Span], parser: Parser) -> Reading:
    """The attributions of one article, every phrase that may name somebody, and every order."""
    seen = scene(text, sentences, parser)
    found = [mention for parse in seen.parses for mention in mentions(parse)]
    return Reading(attributions(seen), tuple(found), tuple(orders(seen)))


def scene(text: str, sentences: Sequence[Span], parser: Parser) -> Scene:
    """The article parsed, with headlines read as if they were written in ordinary case."""
    return Scene(text, parser.parse(in_ordinary_case(text, sentences), sentences), quotations(text))


def holders_given(
    text: str, sentences: Sequence[Span], parser: Parser, known: Sequence[Sequence[Span]]
) -> list[Span | None]:
    """For contents that are already known, each as one or more spans: the mention that holds it, or `None`."""
    seen = scene(text, sentences, parser)
    return [holder_of(seen, pieces, weights()) for pieces in known]


def attributions(scene: Scene, table: Weights | None = None) -> tuple[Attribution, ...]:
    """The attributions of a parsed article, by the product's weights or others."""
    table = table or weights()
    found = rows(scene, judged(scene, table), table)
    return with_answers(scene, with_loose_quotations(scene, found))


def rows(scene: Scene, found: Sequence[Judged], table: Weights) -> tuple[Attribution, ...]:
    """What is likely enough, in the order of the text, and what others are said to hold inside it."""
    sure = [row for row in agreed(scene, found) if _is_sure(scene, row, table)]
    chosen = [row for row in bordered(scene, sure) if tells_something(scene, row)]
    kept = _told_once(scene, _without_places(_without_doubles(chosen, scene)))
    kept.sort(key=lambda row: (row.candidate.content.start, -row.candidate.content.end))
    around = _Contents(kept)
    return tuple(_attribution(scene, row, around.outer(scene, row)) for row in kept)


def _is_sure(scene: Scene, row: Judged, table: Weights) -> bool:
    """A holder who is the cue's subject needs less than one farther off, and a position less than what is only said."""
    if row.sure >= table.threshold or row.holder.path not in _DIRECT:
        return row.sure >= table.threshold
    if row.sure >= table.direct_threshold:
        return True
    return row.sure >= table.position_threshold and meaning(scene, row.candidate).act is not Act.STATE


def _without_places(found: Sequence[Judged]) -> list[Judged]:
    """Without "in her letter" where the rest is what "Okoro stresses"."""
    kept = []
    for row in found:
        content = row.candidate.content
        least = _MOSTLY * (content.end - content.start)
        others = (other.candidate for other in found if other is not row and other.candidate.family != "in")
        inside = (c.content.end - c.content.start for c in others if content.start <= c.content.start < content.end)
        if row.candidate.family != "in" or max(inside, default=0) < least:
            kept.append(row)
    return kept


def _told_once(scene: Scene, found: Sequence[Judged]) -> list[Judged]:
    """Without what a holder holds inside his own content: "expressed its opposition to the treaty" is one row. Of
    "issued a statement condemning the attack" the condemning stays, too."""
    around, kept = _Contents(found), []
    for row in found:
        number = around.outer(scene, row)
        outer = found[number] if number is not None else None
        if outer is None or not _repeats(scene, row, outer):
            kept.append(row)
    return kept


def _repeats(scene: Scene, inner: Judged, outer: Judged) -> bool:
    """Whether the inner row has the outer one's holder and takes no stand that the outer one lacks."""
    if inner.candidate.sentence != outer.candidate.sentence:
        return False
    if not same_holder(scene.parses[inner.candidate.sentence], inner, outer):
        return False
    return meaning(scene, inner.candidate).act is Act.STATE or meaning(scene, outer.candidate).act is not Act.STATE


def _reports(row: Judged, found: Sequence[Judged], scene: Scene) -> bool:
    """Whether "according to X" stands behind what somebody else says in so many words: "…, Y said, according to X"."""
    if row.candidate.family != "according":
        return False
    beside = (other for other in found if other.candidate.sentence == row.candidate.sentence and other is not row)
    parse, content = scene.parses[row.candidate.sentence], row.candidate.content
    return any(
        parse.lemmas[other.candidate.token] in SAYING
        and content.start <= parse.starts[other.candidate.token] < content.end
        and _same(content, other.candidate.content)
        for other in beside
    )


def _without_doubles(found: Sequence[Judged], scene: Scene) -> list[Judged]:
    """Of several readings of the same content only the likeliest."""
    kept: list[Judged] = []
    places: dict[int, list[Judged]] = defaultdict(list)  # rows kept, by each stretch of the text that they touch
    for row in sorted(found, key=lambda row: (_reports(row, found, scene), -row.sure)):
        content = row.candidate.content
        touched = range(content.start // _STRETCH, content.end // _STRETCH + 1)
        told = _reports(row, found, scene)
        doubled = any(
            _same(content, other.candidate.content) and (told or not _holds(scene, row, other))
            for stretch in touched
            for other in places[stretch]
        )
        if not doubled:
            kept.append(row)
            for stretch in touched:
                places[stretch].append(row)
    return kept


def _holds(scene: Scene, one: Judged, other: Judged) -> bool:
    """Whether one of two contents holds the other's cue: "A believes it, according to B" is two statements."""
    return _is_in(scene, one, other) != _is_in(scene, other, one)


def _is_in(scene: Scene, inner: Judged, outer: Judged) -> bool:
    cue = scene.parses[inner.candidate.sentence].starts[inner.candidate.token]
    return any(piece.start <= cue < piece.end for piece in outer.candidate.pieces)


def _same(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > _SAME * (max(one.end, other.end) - min(one.start, other.start))


class _Contents:
    """The contents of rows by where they stand, to find those around a cue."""

    def __init__(self, rows: Sequence[Judged]) -> None:
        self._places: dict[int, list[tuple[Span, int, Judged]]] = defaultdict(list)
        for number, row in enumerate(rows):
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
        also=tuple(holders.others(scene, candidate, holder)),
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
