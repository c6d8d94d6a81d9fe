"""What a second reader says of an article, merged with what the grammar shows.

The grammar's row and the second reader's statement are one where their words are, for the most part, the same. Where
both name the same holder the row is surer, where the grammar has a pronoun or a noun the name takes its place, and
where they name two, the second reader's holder stands, as less sure. What only one of them has is kept as less sure
too. Every span is one of the text that is read (`layout`), so that what is told is a slice of the article.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.entities.evidence import Evidence
from retrieval.grammar.quotations import quotations
from retrieval.mentions.facts import Fact, Sort
from retrieval.mentions.roles import TOLD
from retrieval.statements.transcripts import Row, Transcript, is_headline, overlapping
from retrieval.types import Act, Attribution, Form, Polarity, Span

SURE = 0.6  # of a statement that only the second reader has
UNSEEN = 0.7  # what is left of the sureness of a row that it does not have
DISPUTED = 0.55  # where the two name two holders
_SAME = 0.5  # share of the words of both that two contents have in common
_INSIDE = 0.8  # share of the shorter one
_POLARITIES = {
    Act.REJECT: Polarity.AGAINST,
    Act.DENY: Polarity.AGAINST,
    Act.ACCEPT: Polarity.FOR,
    Act.OFFER: Polarity.FOR,
    Act.DEMAND: Polarity.FOR,
    Act.APPEAL: Polarity.FOR,
}


@dataclass(frozen=True, slots=True)
class Told:
    """One statement by a second reader: `holder`, `reporter` and `side` (for whom the holder speaks) are names in the
    text."""

    quote: Span
    holder: Span
    reporter: Span | None = None
    side: Span | None = None
    act: Act = Act.STATE


def dump(told: Sequence[Told]) -> str:
    return json.dumps([[one.quote, one.holder, one.reporter, one.side, one.act] for one in told])


def load(dumped: str) -> tuple[Told, ...]:
    return tuple(
        Told(Span(*quote), Span(*holder), Span(*by) if by else None, Span(*side) if side else None, Act(act))
        for quote, holder, by, side, act in json.loads(dumped)
    )


def merged(text: str, transcript: Transcript, told: Sequence[Told]) -> Transcript:
    """The transcript with the second reader's statements; in the order of the text, outer rows before inner ones."""
    rows = [replace(row, attribution=_unseen(row)) for row in transcript.rows]
    new: list[Row] = []
    for one in told:
        near = [(_share(row.attribution.quote, one.quote), at) for at, row in enumerate(transcript.rows)]
        share, best = max(near, default=(0.0, -1))
        if share >= _SAME:
            rows[best] = _joined(text, transcript.rows[best], one)
            continue
        parts = [at for at, row in enumerate(transcript.rows) if _is_part(text, row.attribution, one)]
        for at in parts:
            rows[at] = _joined(text, transcript.rows[at], one)
        if not parts:
            new.append(_row(text, one, transcript.sentences))
    return replace(transcript, rows=_in_order(rows, new))


def with_sides(text: str, evidence: Evidence, told: Sequence[Told]) -> Evidence:
    """The evidence of who is who, with the sides that a second reader names."""
    facts = dict.fromkeys(evidence.facts)
    for one in told:
        if one.side is not None and one.side.of(text) != one.holder.of(text):
            facts[Fact(Sort.OFFICE, one.holder.of(text), one.side.of(text), TOLD, True, one.holder)] = None
    return replace(evidence, facts=tuple(sorted(facts, key=lambda fact: (fact.span, fact.sort, fact.name))))


def _share(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / max(1, max(one.end, other.end) - min(one.start, other.start))


def _is_part(text: str, one: Attribution, other: Told) -> bool:
    """Whether one of the two is a part of the other, and both have the same holder."""
    shared = min(one.quote.end, other.quote.end) - max(one.quote.start, other.quote.start)
    shorter = min(one.quote.end - one.quote.start, other.quote.end - other.quote.start)
    return shared >= _INSIDE * max(1, shorter) and _agree(text, one.holder, other.holder) is not False


def _agree(text: str, one: Span | None, other: Span) -> bool | None:
    """Whether two mentions end in the same name; None where the first is no name."""
    if one is None:
        return None
    mine = [word for word in one.of(text).split() if word[:1].isupper()]
    if not mine or one.of(text).lower() in ("he", "she", "it", "they", "we", "i"):
        return None
    return _bare(mine[-1]) in map(_bare, other.of(text).split())


def _bare(word: str) -> str:
    return word.strip(".,'’\"”").removesuffix("’s").removesuffix("'s").casefold()


def _unseen(row: Row) -> Attribution:
    one = row.attribution
    return one if row.headline else replace(one, confidence=round(UNSEEN * one.confidence, 3))


def _joined(text: str, row: Row, told: Told) -> Row:
    one = row.attribution
    agreed = _agree(text, one.holder, told.holder)
    act, polarity = one.act, one.polarity
    if act is Act.STATE and told.act is not Act.STATE:
        act, polarity = told.act, _POLARITIES.get(told.act)
    sure = DISPUTED if agreed is False else 1 - (1 - one.confidence) * (1 - SURE)
    one = replace(one, act=act, polarity=polarity, confidence=round(sure, 3))
    reporter = told.reporter if one.outer is None else None
    if agreed:
        return replace(row, attribution=one, reporter=reporter)
    one = replace(one, holder=told.holder, also=())
    return replace(row, attribution=one, antecedent=None, renamed=(), reporter=reporter)


def _row(text: str, told: Told, sentences: Sequence[Span]) -> Row:
    touched = overlapping(sentences, told.quote)
    sentence = Span(touched[0].start, touched[-1].end) if touched else told.quote
    one = Attribution(
        quote=told.quote,
        cue=None,
        holder=told.holder,
        form=_form(text, told.quote),
        lemma="",
        act=told.act,
        polarity=_POLARITIES.get(told.act),
        confidence=SURE,
    )
    return Row(one, sentence, None, (), None, is_headline(text, sentence), (), told.reporter)


def _form(text: str, quote: Span) -> Form:
    inside = sum(
        max(0, min(each.inner.end, quote.end) - max(each.inner.start, quote.start)) for each in quotations(text)
    )
    if inside >= 0.95 * (quote.end - quote.start):
        return Form.DIRECT
    return Form.MIXED if inside else Form.INDIRECT


def _in_order(rows: Sequence[Row], new: Sequence[Row]) -> tuple[Row, ...]:
    """All rows in the order of the text; the numbers of outer rows are those of their new places."""
    old = [(row, number) for number, row in enumerate(rows)] + [(row, -1) for row in new]
    old.sort(key=lambda each: (each[0].attribution.quote.start, -each[0].attribution.quote.end))
    places = {number: place for place, (_, number) in enumerate(old) if number >= 0}
    return tuple(
        row
        if row.attribution.outer is None
        else replace(row, attribution=replace(row.attribution, outer=places[row.attribution.outer]))
        for row, _ in old
    )
