"""What words do without naming it: "the crews must be paid" demands, "ready to withdraw" offers.

A questioner's "demand" means such words too, where the ledger has no row of that act.
"""

from __future__ import annotations

import re

from retrieval.types import Act

_FUTURE = r"(?:will|would|['’]ll|shall)"
_NO = r"(?:\bnot\b|n['’]t\b|\bno\b)"
_HOSTILE = (
    r"(?:leave|quit|go elsewhere|cut|close|pull out|give notice|sue|stop|halt|suspend|cancel|withhold"
    r"|(?:take|move) (?:its|their|our|his|her) \w+ (?:to|out|elsewhere|abroad))\b"
)
_WORDS: dict[Act, tuple[str, ...]] = {
    Act.DEMAND: (
        r"\b(?:must|should|need(?:s|ed)? to|ha(?:s|ve|d) to|ought to)\b",
        r"\b(?:only if|only when|unless|provided(?: that)?|as long as|on condition|until)\b",
        r"\binsist\w*(?: that)?(?: \w+){0,4} be\b|\binsist\w* on\b",
        r"(?<!not )(?<!n't )(?<!n’t )\b(?:want|demand|need)s?\b(?! to\b)",
    ),
    Act.OFFER: (
        r"\b(?:ready|prepared|willing) to\b|\bopen to\b|\bin (?:return|exchange)\b",
        r"\b(?:will|would|could) (?:accept|settle for|consider|agree)\b",
        r"\bma(?:d|k)(?:e|ing) (?:an?|this|our|its|their|the)(?: [\w-]+){0,2} offer\b",
    ),
    Act.THREATEN: (
        rf"\bunless\b.*\b{_FUTURE}\b|\b{_FUTURE}\b.*\bunless\b|\bor (?:else|we|they|it|he|she) {_FUTURE}\b",
        rf"\bif\b[^.;]*{_NO}[^.;]*\b{_FUTURE}\b|\b{_FUTURE}\b[^.;]*\bif\b[^.;]*{_NO}|\botherwise\b",
        rf"\b{_FUTURE} (?:strike|sue|walk out|retaliate|blockade|boycott|ballot|look for another|vote against)\b",
        rf"\bif\b[^.;]*\b{_FUTURE} {_HOSTILE}|\b{_FUTURE} {_HOSTILE}[^.;]*\bif\b|\bif\b[^.;]*\b(?:we|i) (?:go|leave)\b",
        rf"\b{_FUTURE} (?:take (?:\w+ ){{1,3}}to court|seek (?:an? )?(?:judicial review|injunction))\b",
    ),
    Act.DENY: (
        r"\b(?:untrue|false|not true|no truth|nonsense|baseless|unfounded|fabricat\w+|invent(?:ed|ion)|fiction)\b",
        r"\b(?:no such|no plans?|no intention|never)\b|\b(?:does|did|do) not exist\b",
        r"\bmisunderstood\b|\bdisput(?:e|es|ed)\b",
    ),
    Act.REJECT: (
        r"\b(?:will|would|can|could) (?:not|never)\b|\b(?:won|wouldn|can|couldn)['’]t\b|\bcannot\b|\bno longer\b",
        r"\brul(?:e|es|ed|ing) out\b|\bunacceptable\b|\bout of the question\b|\bopposed to\b|\bagainst\b",
        r"\b(?:should|must)(?: not\b|n['’]t\b)|\bneither\b.*\b(?:should|must|will|would)\b",
        r"\bnot (?:accept|support|agree|sign|allow)\w*\b|\bunnecessary\b|\bnot go far enough\b",
    ),
    Act.ACCEPT: (
        r"\b(?:could|can) live with\b|\bin favou?r of\b|\bdelighted\b|\b(?:we|i|has|have) support",
        r"\b(?:will|would) (?:honou?r|comply|settle for|sign|accept|support)\b",
    ),
}
_DEEDS = {act: re.compile("|".join(words), re.I) for act, words in _WORDS.items()}
_DEEDS[Act.APPEAL] = _DEEDS[Act.DEMAND]

_CONDITION = re.compile(
    r"\b(?:if|unless|provided|providing|as long as|so long as|only when|only after|until|once|in return|in exchange"
    r"|on (?:the )?condition|depends? on|without|subject to)\b",
    re.I,
)


def does(act: Act, text: str) -> bool:
    """Whether the words of a statement do the act, whatever verb introduces them."""
    pattern = _DEEDS.get(act)
    return pattern is not None and pattern.search(" ".join(text.split())) is not None


def sets_condition(text: str) -> bool:
    return bool(_CONDITION.search(text))
