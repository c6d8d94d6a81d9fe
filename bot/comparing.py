"""Actors side by side, issue by issue; equal budgets, typed silence, and who contradicts whom.

The order in which actors are named changes nothing but the order in which they are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from bot.conflicts import opposed, over_time
from bot.library import Library
from bot.positions import Positions, by_day, positions
from bot.refusals import declines
from bot.reports import Cell, CellKind, Comparison, Conflict, ConflictKind
from bot.selection import PER_CELL
from bot.types import Claim
from bot.words import content_words
from retrieval.types import Span

MOST_ISSUES = 6


def compare(actors: Sequence[str], on: str | None, library: Library) -> Comparison:
    """One cell for each actor and issue. Without `on`: the issues that most of the actors speak of."""
    spoken = [on] if on is not None else _shared_issues(actors, library)
    issues = spoken[:MOST_ISSUES]
    cells: list[Cell] = []
    conflicts: list[Conflict] = []
    dropped = 0
    for issue in issues:
        found = {actor: positions(actor, issue, library) for actor in sorted(set(actors))}
        dropped += sum(each.dropped for each in found.values())
        cells += [_cell(actor, issue, found[actor], library) for actor in actors]
        conflicts += _conflicts(issue, found)
    return Comparison(
        actors=tuple(actors),
        issues=tuple(issues),
        cells=tuple(cells),
        conflicts=tuple(conflicts),
        dropped=dropped,
        left_out=len(spoken) - len(issues),
        further=tuple(spoken[MOST_ISSUES:]),
    )


def _shared_issues(actors: Sequence[str], library: Library) -> list[str]:
    """Issues by how many of the actors speak of them, then by how often, then by name."""
    counts = {
        issue: [sum(row.issue == issue for row in library.said_by(actor)) for actor in sorted(set(actors))]
        for issue in library.issues
    }
    spoken = [issue for issue in counts if any(counts[issue])]
    spoken.sort(key=lambda issue: (-sum(map(bool, counts[issue])), -sum(counts[issue]), issue))
    return spoken


def _cell(actor: str, issue: str, found: Positions, library: Library) -> Cell:
    if found.own:
        kind = CellKind.REFUSED if _refuses(found.own) else CellKind.POSITION
        return Cell(actor=actor, issue=issue, kind=kind, claims=by_day(found.own[:PER_CELL]))
    if found.reported:
        return Cell(actor=actor, issue=issue, kind=CellKind.ONLY_OTHERS_SAY, claims=by_day(found.reported[:PER_CELL]))
    kind = CellKind.MENTIONED if _mentioned_together(actor, issue, library) else CellKind.ABSENT
    return Cell(actor=actor, issue=issue, kind=kind)


def _refuses(claims: Sequence[Claim]) -> bool:
    """Whether all that the actor says on the issue is that it will not say."""
    return all(declines(claim.text) for claim in claims)


def _mentioned_together(actor: str, issue: str, library: Library) -> bool:
    words = content_words(issue)
    for source in library.mentioning(actor):
        text = library.articles[source].text
        for span in library.sentences(source):
            sentence = Span(*span).of(text)
            if words <= content_words(sentence) and actor in {each.name for each, _ in library.actors_in(sentence)[0]}:
                return True
    return False


def _conflicts(issue: str, found: dict[str, Positions]) -> list[Conflict]:
    """Every pair of claims that cannot both be had, newest first: between actors, within one, between outlets."""
    conflicts: list[Conflict] = []
    for one, other in combinations(sorted(found), 2):
        pair = next(
            ((mine, theirs) for mine in found[one].own for theirs in found[other].own if opposed(mine, theirs)), None
        )
        if pair:
            conflicts.append(Conflict(kind=ConflictKind.BETWEEN_ACTORS, issue=issue, claims=pair))
    for actor in sorted(found):
        conflicts += over_time(issue, found[actor].own)
    return conflicts
