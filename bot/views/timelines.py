"""What an actor said when, and where it moved. The day a thing was said is kept apart from the day it was printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.library import Library
from bot.reports import Entry, Timeline
from bot.types import Claim
from bot.views.conflicts import reversed_
from bot.views.positions import positions
from retrieval.types import Act

MOST = 20

# "We are no longer asking for forty", "she has dropped her demand": who moves, and that they did.
_MOVED = re.compile(
    r"""
    (?P<before>\w+\W+)? \b(?P<who>[Ww]e|I|[Ii]t|[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w-]*)
    (?:\ (?:is|are|am|was|were|has|have|had|now|also|\w+ly) | [’'](?:re|m|ve|s|d)){0,3}\ (?:
      no\ longer\ (?:ask|seek|want|demand|insist|requir|oppos|object|reject|support|back|favou?r|believ|accept|need
        |rul(?:e|es|ed|ing)\ out|call(?:s|ed|ing)?\ for|press(?:es|ed|ing)?\ for)
    | (?:dropped|abandoned|withdrew|withdrawn|softened|hardened|reversed|changed|shifted|relaxed|given\ up|gave\ up
        |backed\ (?:down|away)\ (?:from|on))
      \ (?:its|his|her|their|our|my|the)(?:\ [\w%.,’'-]+){0,3}?
      \ (?:demands?|insistence|objections?|opposition|claims?|calls?|requests?|threats?|positions?|stance|line
        |conditions?|refusal|support|minds?|tone|veto|decision|course|policy|resistance|boycott)\b
    )""",
    re.VERBOSE,
)
_SUPPOSED = frozenset("if unless until once whether when".split())


def timeline(actor: str, on: str | None, library: Library) -> Timeline:
    """Entries oldest first, undated ones last; what a reprint repeats stands on the day of the first print.

    An entry is a shift where a claim goes against an earlier one, or says itself that the actor has moved.
    """
    found = positions(actor, on, library, days_apart=True)
    days: dict[tuple[str, str], list[Claim]] = {}
    for claim in _once(found.own or found.reported, library):
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


def _once(claims: Sequence[Claim], library: Library) -> list[Claim]:
    """Each claim once for all copies of an article, as the first of them has it, with the citations of all."""
    first: dict[tuple[str, str, str], Claim] = {}
    for claim in sorted(claims, key=lambda one: one.published or "9999"):
        place = claim.said or "", library.origin(claim.citations[0].source), " ".join(claim.text.split())
        if (known := first.get(place)) is not None:
            claim = known.model_copy(update={"citations": (*known.citations, *claim.citations)})
        first[place] = claim
    return list(first.values())


def _shifts(earlier: Sequence[Claim], claims: Sequence[Claim]) -> bool:
    return any(moved(claim) or any(reversed_(before, claim) for before in earlier) for claim in claims)


def moved(claim: Claim) -> bool:
    """Whether a claim says that its actor gave a position up: "no longer asking for", "dropped its demand"."""
    own = set(re.findall(r"[A-Z][\w-]*", f"{claim.actor} {claim.speaker or ''}"))
    for match in _MOVED.finditer(claim.text):
        who, before = match["who"], (match["before"] or "").strip(' ,“"').lower()
        if claim.act is Act.DENY or before in _SUPPOSED:
            continue
        if who.lower() in ("we", "i") or who in own:
            return True
        # "it", "she": the actor, unless somebody else was named before
        others = set(re.findall(r"(?<=[a-z,] )[A-Z][\w-]*", claim.text[: match.start("who")])) - own - {"I"}
        if who.lower() in ("it", "he", "she", "they") and not others:
            return True
    return False
