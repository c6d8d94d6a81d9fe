"""An actor's positions: its verified claims on an issue, or by issue; comparisons and timelines are made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.library import Library
from bot.relevance import Scored, on_topic
from bot.reports import IssuePositions, Summary
from bot.selection import newest_first, own_and_reported
from bot.types import Claim, Kind, Question
from bot.verification import check
from bot.writers.extractive import propose
from retrieval.types import Statement

MOST_ISSUES = 8
PER_ISSUE = 3
OTHER = "other"


@dataclass(frozen=True)
class Positions:
    """Verified claims of one actor, newest first; `reported` ones come from others only."""

    own: tuple[Claim, ...] = ()
    reported: tuple[Claim, ...] = ()
    dropped: int = 0


def positions(actor: str, issue: str | None, library: Library) -> Positions:
    """The actor's claims on an issue; on everything where `issue` is `None`."""
    own, reported = own_and_reported(actor, library)
    mine, lost = _claims(actor, _about(issue, own, library), library)
    theirs, lost_too = _claims(actor, _about(issue, reported, library), library)
    return Positions(tuple(mine), tuple(theirs), lost + lost_too)


def summarise(actor: str, on: str | None, library: Library) -> Summary:
    """Positions by issue, the issues with most to say first, the newest claim first in each."""
    if on is not None:
        found = positions(actor, on, library)
        claims = (found.own or found.reported)[: PER_ISSUE * 2]
        issues = (IssuePositions(issue=on, claims=claims),) if claims else ()
        return Summary(actor=actor, issues=issues, dropped=found.dropped)
    found = positions(actor, None, library)
    by_issue: dict[str, list[Claim]] = {}
    for claim in found.own or found.reported:
        by_issue.setdefault(claim.issue or OTHER, []).append(claim)
    order = sorted(by_issue, key=lambda issue: (issue == OTHER, -len(by_issue[issue]), issue))
    return Summary(
        actor=actor,
        issues=tuple(
            IssuePositions(issue=issue, claims=tuple(by_issue[issue][:PER_ISSUE])) for issue in order[:MOST_ISSUES]
        ),
        dropped=found.dropped,
    )


def _about(issue: str | None, rows: Sequence[Statement], library: Library) -> list[Scored]:
    """Rows filed under the issue; where none is (an issue in a person's own words), rows that speak of it."""
    if issue is None:
        return [Scored(row, 1.0) for row in rows]
    filed = [Scored(row, 1.0) for row in rows if row.issue == issue]
    asked = Question(text=issue, kind=Kind.POSITION, topic=issue)
    return filed or on_topic(asked, rows, library)


def _claims(actor: str, rows: Sequence[Scored], library: Library) -> tuple[list[Claim], int]:
    proposals = propose([(actor, each) for each in newest_first(rows)], library)
    checked = [check(proposal, library) for proposal in proposals]
    claims = [each for each in checked if isinstance(each, Claim)]
    return claims, len(checked) - len(claims)
