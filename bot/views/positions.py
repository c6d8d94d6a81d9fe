"""An actor's positions: its verified claims on an issue, or by issue; comparisons and timelines are made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.library import Library
from bot.reports import IssuePositions, Summary
from bot.sentences.wording import shown_words
from bot.types import Claim
from bot.verifying.verification import check
from bot.views.on_issue import Scored, on_issue, spoken
from bot.writers.proposals import distinct, of_statement
from retrieval.types import Statement

MOST_ISSUES = 8
PER_ISSUE = 3
OTHER = "other"


@dataclass(frozen=True)
class Positions:
    """Verified claims of one actor, the best first on an issue, else the newest; `reported` come from others only."""

    own: tuple[Claim, ...] = ()
    reported: tuple[Claim, ...] = ()
    dropped: int = 0


def positions(actor: str, issue: str | None, library: Library, *, days_apart: bool = False) -> Positions:
    """The actor's claims on an issue; on everything where `issue` is `None`. `days_apart` is `propose`'s."""
    said = spoken(actor, library)
    mine, lost = claims_of(actor, _on(issue, said.own, library), library, days_apart)
    theirs, lost_too = claims_of(actor, _on(issue, said.reported, library), library, days_apart)
    return Positions(tuple(mine), tuple(theirs), lost + lost_too)


def summarise(actor: str, on: str | None, library: Library) -> Summary:
    """Positions by issue, the issues with most to say first, the newest claim first in each."""
    if on is not None:
        found = positions(actor, on, library)
        held = found.own or found.reported
        claims = by_day(held[: PER_ISSUE * 2])
        one = (IssuePositions(issue=on, claims=claims),) if claims else ()
        return Summary(actor=actor, issues=one, dropped=found.dropped, left_out=len(held) - len(claims))
    found = positions(actor, None, library)
    by_issue: dict[str, list[Claim]] = {}
    for claim in found.own or found.reported:
        by_issue.setdefault(claim.issue or OTHER, []).append(claim)
    order = sorted(by_issue, key=lambda issue: (issue == OTHER, -len(by_issue[issue]), issue))
    issues = tuple(
        IssuePositions(issue=issue, claims=tuple(by_issue[issue][:PER_ISSUE])) for issue in order[:MOST_ISSUES]
    )
    left_out = sum(map(len, by_issue.values())) - sum(len(issue.claims) for issue in issues)
    return Summary(actor=actor, issues=issues, dropped=found.dropped, left_out=left_out)


def by_day(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Newest first, by the day it was said, else printed; undated last."""
    return tuple(sorted(claims, key=lambda claim: claim.said or claim.published or "", reverse=True))


def _on(issue: str | None, rows: Sequence[Statement], library: Library) -> list[Scored]:
    if issue is not None:
        return on_issue(issue, rows, library)
    return sorted((Scored(row, row.confidence) for row in rows), key=lambda each: _newest(each.row), reverse=True)


def _newest(row: Statement) -> tuple[str, float]:
    day = row.said or row.published
    return day.iso if day else "", row.confidence


def claims_of(
    actor: str, rows: Sequence[Scored], library: Library, days_apart: bool = False
) -> tuple[list[Claim], int]:
    """What holds of the claims that the rows make, in their order, and how many do not hold."""
    proposals = distinct([of_statement(actor, each.row, each.score, library) for each in rows], days_apart=days_apart)
    checked = [check(proposal, library) for proposal in proposals]
    claims = [each for each in checked if isinstance(each, Claim)]
    return _told_once(claims), len(checked) - len(claims)


def _told_once(claims: Sequence[Claim]) -> list[Claim]:
    """Without those whose words are shown as part of another's: two clauses of a sentence that is shown whole."""
    shown = [(claim.citations[0].source, shown_words(claim).rstrip(" .…")) for claim in claims]
    return [
        claim
        for place, (claim, (source, words)) in enumerate(zip(claims, shown, strict=True))
        if not any(
            source == where and words in others and (len(words) < len(others) or other < place)
            for other, (where, others) in enumerate(shown)
            if other != place
        )
    ]
