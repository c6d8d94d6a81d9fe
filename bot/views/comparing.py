"""Actors side by side, issue by issue, where they differ most first; equal budgets, typed silence, contradictions.

The order in which actors are named changes nothing but the order in which they are shown. A statement stands in one
cell at most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from bot.library import Library
from bot.passages.refusals import declines
from bot.reports import Cell, CellKind, Comparison, Conflict, ConflictKind
from bot.types import Claim
from bot.views.conflicts import Dispute, are_one_side, disputes, over_time
from bot.views.on_issue import Scored, Spoken, filed, on_issue, spoken
from bot.views.positions import by_day, claims_of
from bot.words import content_words
from retrieval.types import Polarity, Span, Statement

MOST_ISSUES = 6
PER_CELL = 2  # claims of one actor on one issue
_READ = 4  # statements for each claim shown: some are dropped by verification


@dataclass
class _Issue:
    """The actors' statements on an issue, those first in which two of them contradict each other."""

    name: str
    own: Mapping[str, Sequence[Scored]]
    reported: Mapping[str, Sequence[Scored]]
    disputes: Mapping[tuple[str, str], Dispute] = field(default_factory=dict)

    @property
    def rank(self) -> tuple[float, ...]:
        """How far the actors differ: a contradiction first, then for against against, then who speaks at all."""
        held = [rows for rows in self.own.values() if rows]
        sides = [{each.row.polarity for each in rows} for rows in held]
        apart = any(
            Polarity.FOR in one and Polarity.AGAINST in other
            for pair in combinations(sides, 2)
            for one, other in (pair, pair[::-1])
        )
        strongest = max((each.likeness for each in self.disputes.values()), default=0.0)
        spoken_of = len(held) + sum(not self.own[actor] and bool(rows) for actor, rows in self.reported.items()) / 2
        return strongest, spoken_of, float(apart), min(map(len, held), default=0), sum(map(len, held))


def compare(actors: Sequence[str], on: str | None, library: Library) -> Comparison:
    """One cell for each actor and issue. Without `on`: the issues that the actors speak of."""
    said = {actor: spoken(actor, library) for actor in sorted(set(actors))}
    if on is not None:
        issues = [_gather(on, said, library, alone=True)]
    else:
        gathered = [_gather(name, said, library) for name in library.issues]
        issues = [each for each in gathered if any(each.own.values()) or any(each.reported.values())]
        issues.sort(key=lambda each: ([-part for part in each.rank], each.name))
    shown, left = issues[:MOST_ISSUES], issues[MOST_ISSUES:]
    cells: list[Cell] = []
    conflicts: list[Conflict] = []
    dropped = 0
    used: set[tuple[str, str, Span]] = set()
    for issue in shown:
        found = {}
        for actor in said:
            found[actor], lost = _cell(actor, issue, library, used)
            dropped += lost
        cells += [found[actor] for actor in actors]
        conflicts += _conflicts(issue, found, library)
    return Comparison(
        actors=tuple(actors),
        issues=tuple(issue.name for issue in shown),
        cells=tuple(cells),
        conflicts=tuple(conflicts),
        dropped=dropped,
        left_out=len(left),
        left_out_issues=tuple(issue.name for issue in left),
    )


def _gather(name: str, said: Mapping[str, Spoken], library: Library, alone: bool = False) -> _Issue:
    find = on_issue if alone else filed
    own = {actor: find(name, each.own, library) for actor, each in said.items()}
    reported = {actor: [] if own[actor] else find(name, each.reported, library) for actor, each in said.items()}
    apart = {}
    for one, other in combinations(sorted(own), 2):
        if are_one_side(one, other, library):
            continue
        mine, theirs = (_disputable(own[actor], said[actor]) for actor in (one, other))
        found = [
            each for each in disputes(mine, theirs, library) if alone or name in (each.asks.issue, each.refuses.issue)
        ]
        if found:
            apart[one, other] = found[0]
    disputed = dict.fromkeys(row for each in apart.values() for row in (each.asks, each.refuses))
    for actor, rows in own.items():
        party = frozenset(library.party(actor))
        first = [Scored(row, row.confidence) for row in disputed if row.holder in party]
        own[actor] = [*first, *(each for each in rows if each.row not in disputed)]
    return _Issue(name, own, reported, apart)


def _disputable(on_it: Sequence[Scored], said: Spoken) -> list[Statement]:
    """The rows on an issue, and those that are filed nowhere."""
    return list(dict.fromkeys([*(each.row for each in on_it), *(row for row in said.own if row.issue is None)]))


def _cell(actor: str, issue: _Issue, library: Library, used: set[tuple[str, str, Span]]) -> tuple[Cell, int]:
    """The actor's cell, and how many claims verification dropped; `used` are the sentences that other cells show."""
    own, lost = _claims(actor, issue.own[actor], library, used)
    if own:
        kind = CellKind.REFUSED if all(declines(claim.text) for claim in own) else CellKind.POSITION
        return Cell(actor=actor, issue=issue.name, kind=kind, claims=by_day(own)), lost
    reported, more = _claims(actor, issue.reported[actor], library, used)
    if reported:
        return Cell(actor=actor, issue=issue.name, kind=CellKind.ONLY_OTHERS_SAY, claims=by_day(reported)), lost + more
    kind = CellKind.MENTIONED if _mentioned_together(actor, issue.name, library) else CellKind.ABSENT
    return Cell(actor=actor, issue=issue.name, kind=kind), lost + more


def _claims(
    actor: str, rows: Sequence[Scored], library: Library, used: set[tuple[str, str, Span]]
) -> tuple[list[Claim], int]:
    """The claims of a cell, none from a sentence that another cell of the actor's shows."""
    fresh = [each for each in rows if (actor, each.row.source, each.row.sentence) not in used]
    claims, lost = claims_of(actor, fresh[: PER_CELL * _READ], library)
    claims = claims[:PER_CELL]
    for claim in claims:
        for cited in claim.citations:
            for row in library.statements_at(cited.source, Span(cited.start, cited.end)):
                used.add((actor, row.source, row.sentence))
    return claims, lost


def _mentioned_together(actor: str, issue: str, library: Library) -> bool:
    words = content_words(issue)
    for source in library.mentioning(actor):
        text = library.articles[source].text
        for span in library.sentences(source):
            sentence = Span(*span).of(text)
            if words <= content_words(sentence) and actor in {each.name for each, _ in library.actors_in(sentence)[0]}:
                return True
    return False


def _conflicts(issue: _Issue, found: Mapping[str, Cell], library: Library) -> list[Conflict]:
    """Who contradicts whom, and then who contradicts itself."""
    conflicts: list[Conflict] = []
    for (one, other), dispute in issue.disputes.items():
        holders = (one, other) if dispute.asks.holder in library.party(one) else (other, one)
        pair = [
            _claim(actor, row, library) for actor, row in zip(holders, (dispute.asks, dispute.refuses), strict=True)
        ]
        if all(pair):
            claims = tuple(claim for claim in pair if claim is not None)
            conflicts.append(Conflict(kind=ConflictKind.BETWEEN_ACTORS, issue=issue.name, claims=claims))
    for cell in found.values():
        if cell.kind is CellKind.POSITION:
            conflicts += over_time(issue.name, cell.claims)
    return conflicts


def _claim(actor: str, row: Statement, library: Library) -> Claim | None:
    claims, _ = claims_of(actor, [Scored(row, row.confidence)], library)
    return claims[0] if claims else None
