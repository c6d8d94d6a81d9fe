"""The issues as a table of contents: what the statements are about, and over what sides contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from bot.library import Library
from bot.reports import IssueEntry, IssueList
from bot.views.conflicts import are_one_side, disputes
from retrieval.types import ActorKind, Statement

MOST_ACTORS = 6
_OWN = 0.25  # share of a side's statements that are its own, and no single speaker's: from there on it speaks itself
_OPPOSED = 40  # pairs of sides that are looked at for a contradiction


def list_issues(library: Library) -> IssueList:
    """Every issue that has statements: contested ones first, then as the library has them."""
    entries = [_entry(issue, rows, library) for issue in library.issues if (rows := tuple(library.on(issue)))]
    return IssueList(issues=tuple(sorted(entries, key=lambda entry: not entry.contested)))


def by_side(rows: Sequence[Statement], library: Library) -> Mapping[str, Sequence[Statement]]:
    """The statements by whom their holders speak for, the side with most of them first; no voices without a name."""
    sides: dict[str, list[Statement]] = defaultdict(list)
    for row in rows:
        holder = library.actor(row.holder)
        if holder is not None and holder.kind is not ActorKind.GROUP:
            sides[holder.speaks_for or holder.name].append(row)
    return dict(sorted(sides.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def by_name(rows: Sequence[Statement], library: Library) -> Mapping[str, Sequence[Statement]]:
    """As `by_side`, but under its speakers' own names where the articles hardly ever let a side speak by its own.

    News from abroad says "Russia wants", news from home "the president wants", which is no position of its country.
    """
    counts = library.counts()
    found: dict[str, list[Statement]] = defaultdict(list)
    for side, those in by_side(rows, library).items():
        total = sum(counts.get(name, 0) for name in library.party(side))
        by_itself = counts.get(side, 0) >= _OWN * total
        for row in those:
            found[side if by_itself else row.holder].append(row)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def contested(rows: Sequence[Statement], library: Library) -> tuple[str, str] | None:
    """Two sides of which one asks for what the other refuses, if there are any."""
    sides = by_side([row for row in rows if row.reporter is None and row.polarity is not None], library)
    for one, other in list(combinations(sides, 2))[:_OPPOSED]:
        if not are_one_side(one, other, library) and disputes(sides[one], sides[other], library):
            return one, other
    return None


def _entry(issue: str, rows: Sequence[Statement], library: Library) -> IssueEntry:
    return IssueEntry(
        issue=issue,
        statements=len(rows),
        actors=tuple(by_name(rows, library))[:MOST_ACTORS],
        contested=contested(rows, library) is not None,
    )
