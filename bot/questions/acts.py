"""Which act a question asks for, and which way it leans, where it says so beside whom it asks about.

The words are those of the stance lexicon (`retrieval/stance/verbs.py`), the same that the articles are read by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from bot.words import content_words, stem
from retrieval.stance.verbs import BY_LEMMA, BY_PHRASE, OPPOSITE, TURNED
from retrieval.types import Act, Polarity, Span

Meaning = tuple[Act, Polarity | None]

AUXILIARY = r"(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should)"
_YES_NO = re.compile(rf"^\W*(?:(?:and|but|so) )?{AUXILIARY}\b", re.IGNORECASE)
_CONDITIONS = re.compile(
    r"^\W*(?:(?:under|on|in) (?:what|which) (?:terms?|conditions?|circumstances?)|what (?:would|will|does) it take"
    r"|what (?:are|is|were) .*\bconditions?\b (?:for|to))\b",
    re.IGNORECASE,
)
_REASON = re.compile(r"^\W*(?:(?:and|but|so) )?(?:why|how come)\b|\breasons?\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no longer)\b|n['’]t\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
# "Which farmers", "who in the party": no verb yet.
_WHO = re.compile(r"^\W*(?:which\s+\w+|whose)|^\W*who(?:\s+(?:in|of|among|from)\s+(?:the\s+)?\w+)?", re.IGNORECASE)
_BETWEEN = frozenset(
    """do does did is are was were has have had will would can could should to been be being not never no longer also
    still now actually really all so far each both first ever s who that which their its his her any""".split()
)
_TAKES_SIDES = frozenset((Act.ACCEPT, Act.REJECT, Act.DENY))
_SIDES: dict[str, Meaning] = {
    "for": (Act.ACCEPT, Polarity.FOR),
    "favour": (Act.ACCEPT, Polarity.FOR),
    "favor": (Act.ACCEPT, Polarity.FOR),
    "against": (Act.REJECT, Polarity.AGAINST),
}
_BEFORE_SIDES = frozenset("s is are was were be been stand stands stood all in or".split())
# "who wants the dam and who doesn't?", "which side is for it, which against it?"
_OTHER_SIDE = re.compile(r"\s*(?:,|[,;]?\s+(?:and|but|or|while))\s+(?=(?:who|which)\b)", re.IGNORECASE)
_OF_A_SIDE = re.compile(r"\W*(?:who\b|which\s+[^\W\d_]+)", re.IGNORECASE)
_CONTRACTED = re.compile(r"n['’]t\b|^['’]s\b", re.IGNORECASE)
_NEEDS_MORE = {"call": frozenset(("for", "on", "upon")), "push": frozenset(("for",)), "press": frozenset(("for",))}


def asks_who(text: str) -> bool:
    return bool(_WHO.match(text))


def asks_yes_or_no(text: str) -> bool:
    return bool(_YES_NO.match(text))


def asks_conditions(text: str) -> bool:
    """ "Under what conditions would A sign?": what is wanted is an "if", an "unless" or the like."""
    return bool(_CONDITIONS.match(text))


def asks_why(text: str) -> bool:
    return bool(_REASON.search(text))


def meanings(text: str, subjects: Sequence[Span]) -> tuple[Meaning, ...]:
    """What those who are asked about do: DEMAND of "What does A demand?", REJECT of "Who doesn't support X?".

    A yes-or-no question names an act too, but any act answers it: it asks for none.
    """
    if asks_yes_or_no(text) or asks_conditions(text):
        return ()
    if two_sides(text):  # "Who wants the dam and who doesn't?" asks for neither side alone
        return ()
    start = max((span.end for span in subjects), default=0) or (found.end() if (found := _WHO.match(text)) else 0)
    said = _behind(text[start:]) if start else ()
    if not _NOT.search(text):
        return said
    return tuple(_opposite(act, polarity) for act, polarity in said)


def asks_by_side(text: str) -> bool:
    """ "Who is against a ban?": no verb of its names the act, and "ban" is what it is about."""
    words = [word.lower() for word in _WORD.findall(text)]
    sides = _SIDES.keys() - {word for word in _SIDES if stem(word) in stances()}  # not "in favour of"
    return any(first in _BEFORE_SIDES and second in sides for first, second in pairwise(words))


def two_sides(text: str) -> tuple[str, str] | None:
    """The halves of a question for both sides: "Who wants the dam | who doesn't?", "Who is for | who against it?"."""
    halves = _OTHER_SIDE.split(text)
    return (halves[0], halves[1]) if len(halves) == 2 and all(map(_OF_A_SIDE.match, halves)) else None


def says_of_what(half: str) -> bool:
    """Whether a half says what it is about: not "who doesn't?", "who is against it?"."""
    rest = _CONTRACTED.sub(" ", without_who(half))
    return any(stem(word) not in stances() for word in content_words(rest))


def without_who(half: str) -> str:
    """Not "towns" of "which towns want the dam"."""
    return _OF_A_SIDE.sub("", half, count=1)


def lean(asked: Sequence[Meaning]) -> Polarity | None:
    """The way that those lean who are asked for: "Who supports X?", "Who is against X?"."""
    sides = {polarity for act, polarity in asked if act in _TAKES_SIDES}
    return sides.pop() if len(sides) == 1 else None


def _opposite(act: Act, polarity: Polarity | None) -> Meaning:
    """What is asked by "not": who does not want it rejects it."""
    if act in (Act.DEMAND, Act.APPEAL):
        return Act.REJECT, Polarity.AGAINST
    return OPPOSITE.get(act, act), TURNED.get(polarity) if polarity else None


def _behind(text: str) -> tuple[Meaning, ...]:
    """The meanings of the first verb, and of those joined to it, with nothing before it but grammar."""
    words = [word.lower() for word in _WORD.findall(re.sub(r"n['’]t\b", " not", text))]
    found: list[Meaning] = []
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        beside = words[place - 1] if place else ""
        meaning = (
            (_SIDES.get(word) if beside in _BEFORE_SIDES else None)
            or _phrases().get((stem(word), after))
            or _meanings().get(stem(word))
        )
        if meaning and after not in _NEEDS_MORE.get(stem(word), (after,)):
            return tuple(found)
        if meaning:
            found.append(meaning)
        elif (word not in _BETWEEN and word not in ("and", "or", "in")) or (found and word not in ("and", "or")):
            break
    return tuple(dict.fromkeys(found))


@cache
def stances() -> frozenset[str]:
    """The verbs and nouns by which somebody takes a position."""
    return frozenset(stem(word) for word in BY_LEMMA)


@cache
def _meanings() -> dict[str, Meaning]:
    return {stem(word): meaning for word, meaning in BY_LEMMA.items() if meaning[0] is not Act.STATE}


@cache
def _phrases() -> dict[tuple[str, str], Meaning]:
    return {(stem(verb), particle): meaning for (verb, particle), meaning in BY_PHRASE.items()}
