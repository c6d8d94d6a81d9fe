"""Whether a text says no more than its evidence: a measure by words, since no entailment model comes in a package."""

from __future__ import annotations

from bot.words import content_words, numbers

ENOUGH = 0.6  # share of the claim's content words that the evidence must hold


def support(claim: str, evidence: str) -> float:
    """From 0 to 1: the share of the claim's content words that stand in the evidence; a missing number halves it."""
    words = content_words(claim)
    if not words:
        return 0.0
    share = len(words & content_words(evidence)) / len(words)
    return share if numbers(claim) <= numbers(evidence) else share / 2


def supported(claim: str, evidence: str) -> bool:
    return support(claim, evidence) >= ENOUGH
