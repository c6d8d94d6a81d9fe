"""What a chat model reads for a question: paragraphs with their neighbours, and the ledger's rows in them as a help.

Matching says which sentences are worth reading. Each brings its paragraph, so that "he" has a name, and the ones around
it; what another article of the same origin has said already is left out. The best come first until the budget is full;
in a comparison each side has as many turns. They are then set in the order of their articles, as people read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from bot.library import Library
from bot.passages.paragraphs import paragraphs
from bot.types import Kind, Question
from bot.writers.extractive import wanted
from retrieval.matching.evidence import Evidence, Match
from retrieval.types import Span, Statement

TOKEN = 4  # code points; about right for English, and only a budget hangs on it
_LONG = 1_500  # code points of a paragraph that is cut down to the sentences around the one that was found
_BESIDE = 2  # paragraphs on either side
MORE = 12  # passages of the search, behind what matching found
_HEAD = 12  # tokens for a passage's title, outlet and day
_ROWS = 0.25  # share of the budget that rows may take


@dataclass(frozen=True)
class Extract:
    """Neighbouring paragraphs of one article: `article.text[span.start:span.end]`, with the rows that lie in them."""

    source: str
    span: Span
    rows: tuple[Statement, ...] = ()


def extracts(question: Question, library: Library, tokens: int, queries: Sequence[str] = ()) -> tuple[Extract, ...]:
    """At most `tokens` worth of reading for a question; `queries` are further ones to look for."""
    found = [library.match(wanted(question, library), bool(question.unknown))]
    for query in queries:
        found.append(library.match(replace(wanted(question, library), text=query), False))
    ranked = _in_turn(found, question, library)
    ranked += [
        Evidence(hit.passage.source, hit.passage.span, (), 0.0, 0.0) for hit in library.search(question.text, MORE)
    ]
    return fitted(ranked, library, tokens)


def fitted(evidence: Sequence[Evidence], library: Library, tokens: int) -> tuple[Extract, ...]:
    """The paragraphs of the evidence, first their own and then the ones around, as far as they fit."""
    room = tokens * TOKEN * (1 - _ROWS)
    chosen: dict[str, set[Span]] = {}
    told: set[tuple[str, str]] = set()
    for beside in range(_BESIDE + 1):  # everybody's own paragraph before anybody's neighbours
        for each in evidence:
            for span in _around(each, beside, library):
                words = " ".join(span.of(library.articles[each.source].text).split())
                key = (library.origin(each.source), words.casefold())
                cost = len(words) + (0 if each.source in chosen else _HEAD * TOKEN)
                if key in told or cost > room:
                    continue
                told.add(key)
                chosen.setdefault(each.source, set()).add(span)
                room -= cost
    joined = [(source, span) for source in sorted(chosen) for span in _joined(sorted(chosen[source]), source, library)]
    return _with_rows(joined, evidence, library, tokens * TOKEN * _ROWS)


def _in_turn(matches: Sequence[Match], question: Question, library: Library) -> list[Evidence]:
    """The evidence of all looks, one after the other in turn; in a comparison that of each side in turn."""
    lists = [list(match.evidence) for match in matches]
    if question.kind is Kind.COMPARISON and len(question.actors) > 1:
        every = [each for one in lists for each in one]
        parties = [set(library.party(actor)) for actor in question.actors]
        lists = [[each for each in every if any(row.holder in party for row in each.rows)] for party in parties]
        lists.append([each for each in every if not any(each in one for one in lists)])
    turns = [each for turn in zip_longest(*lists) for each in turn if each is not None]
    return list(dict.fromkeys(turns))


def _around(each: Evidence, beside: int, library: Library) -> Iterator[Span]:
    """The paragraph of a sentence, or those beside it; of a very long one the sentences around."""
    spans = paragraphs(each.source, library)
    at = max(0, bisect_right([span.start for span in spans], each.span.start) - 1)
    for place in (at,) if not beside else (at - beside, at + beside):
        if not 0 <= place < len(spans):
            continue
        if spans[place].end - spans[place].start <= _LONG:
            yield spans[place]
        elif place == at:
            yield library.neighbourhood(each.source, each.span)


def _joined(spans: Sequence[Span], source: str, library: Library) -> list[Span]:
    """The spans, those with nothing but space between them as one."""
    text, found = library.articles[source].text, list(spans[:1])
    for span in spans[1:]:
        if span.start <= found[-1].end or not text[found[-1].end : span.start].strip():
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return [span.trimmed(text) for span in found]


def _with_rows(
    places: Sequence[tuple[str, Span]], evidence: Sequence[Evidence], library: Library, room: float
) -> tuple[Extract, ...]:
    """The extracts with the rows of the sentences that were found, the likeliest first as far as they fit."""
    kept: set[Statement] = set()
    for row in dict.fromkeys(row for each in evidence for row in each.rows if not row.headline):
        cost = len(row.quote) + len(row.holder) + 10 * TOKEN
        if cost <= room:
            kept.add(row)
            room -= cost
    return tuple(
        Extract(source, span, tuple(row for row in library.statements_at(source, span) if row in kept))
        for source, span in places
    )
