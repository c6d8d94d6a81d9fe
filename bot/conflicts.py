"""When two claims cannot both be had: opposite polarity on common ground, or a demand that the other side rejects.

Three kinds are told apart: actor against actor, an actor against its own earlier statement, and outlets that report
one statement differently. Deliberately strict: a conflict that is none misleads more than one that is missed, and
both quotes are always shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from bot.leanings import leaning
from bot.reports import Conflict, ConflictKind
from bot.types import Claim
from bot.words import content_words, numbers
from retrieval.types import Act, Polarity

COMMON = 0.3  # share of the shorter claim's content words that two claims about one thing share at least

_ASKING = {Act.DEMAND, Act.APPEAL, Act.OFFER}
_REFUSING = {Act.REJECT, Act.DENY}


def opposed(one: Claim, other: Claim) -> bool:
    """Whether two actors' claims pull in opposite directions on the same thing, or demand different things of it."""
    if not _on_common_ground(one, other) or _lean_elsewhere(one, other):
        return False
    if {one.polarity, other.polarity} == {Polarity.FOR, Polarity.AGAINST}:
        return True
    if one.polarity is other.polarity is Polarity.AGAINST:  # a demand that it must not be, and a refusal
        return False
    acts = {one.act, other.act}
    return bool(acts & _ASKING) and bool(acts & _REFUSING)


def reversed_(earlier: Claim, later: Claim) -> bool:
    """Whether an actor's later claim goes against its earlier one on common ground."""
    return (
        _on_common_ground(earlier, later)
        and not _lean_elsewhere(earlier, later)
        and (
            {earlier.polarity, later.polarity} == {Polarity.FOR, Polarity.AGAINST}
            or bool({earlier.act, later.act} & {Act.ACCEPT, Act.OFFER} and {earlier.act, later.act} & _REFUSING)
            or (earlier.act == later.act and _different_terms(earlier, later))
        )
    )


def over_time(issue: str, claims: Sequence[Claim]) -> list[Conflict]:
    """An actor's reversals (said on different days), and outlets that differ on what was said on one day."""
    found: list[Conflict] = []
    dated = sorted((claim for claim in claims if claim.said or claim.published), key=day_of)
    for earlier, later in combinations(dated, 2):
        if not reversed_(earlier, later):
            continue
        same_day = day_of(earlier) == day_of(later)
        apart = {each.source for each in earlier.citations}.isdisjoint(each.source for each in later.citations)
        if same_day and apart:
            found.append(Conflict(kind=ConflictKind.BETWEEN_OUTLETS, issue=issue, claims=(earlier, later)))
        elif not same_day:
            found.append(Conflict(kind=ConflictKind.OVER_TIME, issue=issue, claims=(earlier, later)))
    return found


def day_of(claim: Claim) -> str:
    return claim.said or claim.published or ""


def _on_common_ground(one: Claim, other: Claim) -> bool:
    here, there = content_words(one.text), content_words(other.text)
    if not here or not there:
        return False
    return len(here & there) / min(len(here), len(there)) >= COMMON


def _lean_elsewhere(one: Claim, other: Claim) -> bool:
    """Whether the words of both lean somewhere, but not on what they share, or not apart: who demands a promise "under
    the merger" has not been for the merger."""
    shared = " ".join(content_words(one.text) & content_words(other.text))
    leans = [leaning(claim.text, shared) for claim in (one, other)]
    return leans[0] is leans[1] is not None or (None in leans and leans != [None, None])


def _different_terms(one: Claim, other: Claim) -> bool:
    """The same thing with other numbers: eighteen months became twelve."""
    return bool(numbers(one.text)) and bool(numbers(other.text)) and numbers(one.text) != numbers(other.text)
