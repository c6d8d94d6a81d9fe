"""When two positions cannot both be had: one side asks for what the other refuses, or a side goes against itself.

Deliberately strict: a conflict that is none misleads more than one that is missed, and both quotes are always shown.
Two sides disagree where the one refuses what the other asks for more than once: a single pair of such statements, as
near in meaning as you please, is right half of the time only, because the act of one of them is not (`RESULTS.md`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.library import Library
from bot.reports import Conflict, ConflictKind
from bot.types import Claim
from bot.verifying.verification import negated
from bot.words import content_words, numbers, stem
from retrieval.stance.verbs import BY_LEMMA
from retrieval.types import REFUSALS, Act, Polarity, Statement

COMMON = 0.5  # share of the shorter claim's content words that two claims about one thing share at least
MEANING = 0.4  # how alike in meaning the sentences of an asking and a refusing statement are at least,
WORDS = 0.65  # and what is asked for and what is refused
OFTEN = 2  # statements that ask for what is refused
_READ = 24  # pairs whose words are compared

# Stems of the words for being against something.
_TURNING = frozenset(stem(word) for word, (_, polarity) in BY_LEMMA.items() if polarity is Polarity.AGAINST)
_ASKING = {Act.DEMAND, Act.APPEAL, Act.OFFER, Act.ACCEPT}
_SENTENCES = re.compile(r"[.!?][”\"’']*\s+\S")


@dataclass(frozen=True)
class Dispute:
    """A statement that asks for something, and another side's that refuses it; `likeness` of what both speak of."""

    asks: Statement
    refuses: Statement
    likeness: float


def disputes(one: Sequence[Statement], other: Sequence[Statement], library: Library) -> list[Dispute]:
    """What each of two sides refuses of what the other asks for, each refusal with one asking, the likest first."""
    pairs: list[tuple[float, Statement, Statement]] = []
    for mine, theirs in ((one, other), (other, one)):
        for refuses in filter(_refuses, theirs):
            asking = [row for row in mine if _asks(row) and _on_one_issue(row, refuses)]
            likely = [(_likeness(asks, refuses, library), asks, refuses) for asks in asking]
            likely = [pair for pair in likely if pair[0] >= MEANING]
            if len(likely) >= OFTEN:
                pairs += likely
    pairs.sort(key=lambda pair: (-pair[0], pair[1].source, pair[1].quote_span, pair[2].source, pair[2].quote_span))
    if not pairs:
        return []
    pairs = pairs[:_READ]
    words = library.embed([" ".join(row.quote.split()) for _, asks, refuses in pairs for row in (asks, refuses)])
    against: dict[Statement, list[Dispute]] = {}
    for (near, asks, refuses), asked, refused in zip(pairs, words[::2], words[1::2], strict=True):
        if (alike := float(asked @ refused)) >= WORDS:
            against.setdefault(refuses, []).append(Dispute(asks, refuses, near + alike))
    # what is printed twice is asked for once
    often = [each for each in against.values() if len({content_words(one.asks.quote) for one in each}) >= OFTEN]
    found = [max(each, key=lambda dispute: dispute.likeness) for each in often]
    return sorted(found, key=lambda dispute: -dispute.likeness)


def are_one_side(one: str, other: str, library: Library) -> bool:
    """Whether one actor speaks for the other, or both for a third."""
    sides = [{name, actor.speaks_for or name} if (actor := library.actor(name)) else {name} for name in (one, other)]
    return not sides[0].isdisjoint(sides[1]) or other in library.party(one) or one in library.party(other)


def _asks(row: Statement) -> bool:
    """Nor must what is asked for be itself a refusal: "an order to ban it"."""
    plain = row.act in _ASKING and row.polarity is Polarity.FOR and _is_plain(row)
    return plain and not negated(row.quote) and _TURNING.isdisjoint(content_words(row.quote))


def _refuses(row: Statement) -> bool:
    return row.act in REFUSALS and row.polarity is Polarity.AGAINST and _is_plain(row)


def _on_one_issue(one: Statement, other: Statement) -> bool:
    """Whether two rows are not filed under two issues."""
    return one.issue is None or other.issue is None or one.issue == other.issue


def _is_plain(row: Statement) -> bool:
    """Of several sentences nobody knows which one the act is about; a headline is short of words."""
    return not row.headline and not _SENTENCES.search(row.quote)


def _likeness(one: Statement, other: Statement, library: Library) -> float:
    """How alike in meaning two rows' sentences are; not at all where one row stands inside the other."""
    if one.source == other.source and one.quote_span.overlaps(other.quote_span):
        return 0.0
    here, there = library.meaning(one), library.meaning(other)
    return float(here @ there) if here is not None and there is not None else 0.0


def reversed_(earlier: Claim, later: Claim) -> bool:
    """Whether an actor's later claim goes against its earlier one on common ground."""
    return _on_common_ground(earlier, later) and (
        {earlier.polarity, later.polarity} == {Polarity.FOR, Polarity.AGAINST}
        or bool({earlier.act, later.act} & {Act.ACCEPT, Act.OFFER} and {earlier.act, later.act} & REFUSALS)
        or (earlier.act == later.act and _different_terms(earlier, later))
    )


def over_time(issue: str, claims: Sequence[Claim]) -> list[Conflict]:
    """An actor's reversals (said on different days), and outlets that differ on what was said on one day."""
    found: list[Conflict] = []
    dated = sorted((claim for claim in claims if claim.said or claim.published), key=day_of)
    for earlier, later in combinations(dated, 2):
        if not reversed_(earlier, later) or earlier.speaker != later.speaker:
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


def _different_terms(one: Claim, other: Claim) -> bool:
    """The same thing with other numbers: eighteen months became twelve."""
    return bool(numbers(one.text)) and bool(numbers(other.text)) and numbers(one.text) != numbers(other.text)
