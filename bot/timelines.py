"""What an actor said when, and where it moved. The day a thing was said is kept apart from the day it was printed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conflicts import reversed_
from bot.library import Library
from bot.positions import positions
from bot.reports import Entry, Timeline
from bot.types import Claim

MOST = 20


def timeline(
    actor: str, on: str | None, library: Library, since: str | None = None, until: str | None = None
) -> Timeline:
    """Entries oldest first, undated ones last; an entry is a shift where a claim goes against an earlier one."""
    found = positions(actor, on, library, days_apart=True)
    claims = [claim for claim in (found.own or found.reported) if _between(claim, since, until)]
    days: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        days.setdefault((claim.said or "", claim.published or ""), []).append(claim)
    order = sorted(days, key=lambda pair: (pair[0] or pair[1] or "9999", pair))
    entries: list[Entry] = []
    earlier: list[Claim] = []
    for said, published in order:
        group = days[said, published]
        dated = bool(said or published)
        entries.append(
            Entry(
                said=said or None,
                published=published or None,
                shift=dated and _shifts(earlier, group),
                claims=tuple(group),
            )
        )
        earlier += group if dated else []
    return Timeline(actor=actor, issue=on, entries=tuple(entries[-MOST:]), dropped=found.dropped)


def _shifts(earlier: Sequence[Claim], claims: Sequence[Claim]) -> bool:
    return any(reversed_(before, claim) for before in earlier for claim in claims)


def _between(claim: Claim, since: str | None, until: str | None) -> bool:
    if not since and not until:
        return True
    day = claim.said or claim.published
    return day is not None and (since or "") <= day <= (until or "9999")
