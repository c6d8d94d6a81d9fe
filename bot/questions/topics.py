"""What a question is about besides whom: its topic in its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.questions.acts import stances
from bot.questions.kinds import frame
from bot.words import has_function_word, stem
from retrieval.types import Actor, Span

_WORD = re.compile(r"[^\W_]+(?:[.,:]\d+)*(?:['’-][^\W_]+)*")
_MARKERS = frozenset("about on over regarding concerning towards toward".split())  # behind them the topic begins
_SAYING = frozenset("say says said think thinks thought feel feels felt agree differ disagree".split())
_CLAUSE = frozenset("how when where whether why if".split())  # "about | how it is moving"
# What joins one more actor to those that a question asks about.
_JOINT = re.compile(r"^(?:['’]s?)?\s*(?:,|&|\band\b|\bor\b|,\s*and\b)\s*(?:the\s+)?$", re.IGNORECASE)
_JOINT_COMPARISON = re.compile(
    r"(?:,|&|\b(?:and|or|vs\.?|versus|with|from|to|than|closer|does|what)\b)\s*(?:the\s+)?$", re.IGNORECASE
)


def subjects(text: str, found: Sequence[tuple[Actor, Span]], compared: bool) -> list[tuple[Actor, Span]]:
    """The actors that are asked about: the first one named, and those joined to it; the others belong to the topic.

    "What do A and B say about C?" asks about A and B; "How does A's view of C differ from B's?" too.
    """
    joint = _JOINT_COMPARISON if compared else _JOINT
    joined: list[tuple[Actor, Span]] = []
    for actor, span in found:
        gap = text[joined[-1][1].end : span.start] if joined else ""
        if not joined or joint.search(gap):
            joined.append((actor, span))
    return joined


def topic(text: str, taken: Sequence[Span], verbs: int) -> str:
    """What is left between the frame's words, such as "harbour with B" of "What is A's view of the harbour with B?".

    So many of its verbs for an act belong to the frame: "accepted" of "Who accepted the offer?", and not "offer".
    """
    kept = list(text)
    for span in taken:
        kept[span.start : span.end] = " " * (span.end - span.start)
    words = [match.group() for match in _WORD.finditer("".join(kept))]
    begun = False
    for place, word in enumerate(words):  # "the boss of the dock | say about | the toll"
        if place and word.lower() in _MARKERS and words[place - 1].lower() in _SAYING:
            words, begun = words[place + 1 :], True
            break
    if begun and words and words[0].lower() in _CLAUSE:
        return " ".join(words)
    while words and (_is_grammar(words[0]) or (not begun and (_frames(words[0]) or (verbs and _acts(words[0]))))):
        begun = begun or words[0].lower() in _MARKERS
        verbs -= _acts(words.pop(0))
    while words and _frames(words[-1]) and not (_is_thing(words) if len(words) > 1 else begun):
        words.pop()
    return " ".join(re.sub(r"['’]s$", "", word) for word in words)


def _frames(word: str) -> bool:
    whole = re.sub(r"['’]s?$", "", word)
    if _acts(whole):
        return False
    return _is_grammar(whole) or stem(whole) in frame()


def _is_grammar(word: str) -> bool:
    return (len(word) < 2 and not word.isdigit()) or has_function_word(word)


def _is_thing(words: Sequence[str]) -> bool:
    """Whether the last word is a noun of the topic: "the talks"."""
    return has_function_word(words[-2]) and not has_function_word(words[-1])


def _acts(word: str) -> bool:
    return stem(word) in stances()
