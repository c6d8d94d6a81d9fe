"""Which view a question asks for: a linear classifier over its words, with actors and topics left out.

The weights in `kinds.json` are learnt from `wordings.json` by `python -m tests.benchmarks.learn_kinds`. In a wording
`@` stands for an actor, `!` for any verb or noun of the stance lexicon, `#` for whatever else a question can be about;
a question is read in the same form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.questions.acts import stances
from bot.questions.splitting import is_asking
from bot.types import Kind
from bot.words import has_function_word, stem
from retrieval.types import Span

ACTOR, TOPIC, ACT = "@", "#", "!"
OF_THE_BOT = frozenset((Kind.SOURCES, Kind.ISSUES, Kind.HELP, Kind.THANKS))  # no question about an article's content
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[@#!]")
_SOMEBODY = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_MANY = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\bhow (?:much|many|long|old|far|often)\b", re.IGNORECASE)
_MASKS = re.compile(f"[{ACTOR}{TOPIC}{ACT}]")


def kind_of(text: str, actors: Sequence[Span], when: Span | None = None) -> Kind:
    """The kind of a question whose actors stand at these spans, and its dates at another; of those "since" is left."""
    words = masked(text, actors, when)
    return likeliest(_scores(words), text, words)


def likeliest(scores: Mapping[Kind, float], text: str, words: Sequence[str]) -> Kind:
    """The kind with the highest score among those that a question can be of; `words` are its masked ones."""
    scores = dict(scores)
    if ACTOR in words or TOPIC in words:  # about somebody or something, hence not about the bot
        scores = {kind: score for kind, score in scores.items() if kind not in OF_THE_BOT}
    if _SOMEBODY.search(text):  # "does he believe it?" asks about him
        scores = {kind: score for kind, score in scores.items() if kind not in OF_THE_BOT}
    if ACT in words:  # "refused it" thanks nobody
        scores.pop(Kind.THANKS, None)
    if _MANY.search(text) or _AMOUNT.search(text):
        scores.pop(Kind.HELP, None)
    if is_asking(text):
        scores.pop(Kind.THANKS, None)
    if words.count(ACTOR) < 2:
        scores.pop(Kind.COMPARISON, None)
    return max(scores, key=lambda kind: scores[kind])


def masked(text: str, actors: Sequence[Span], when: Span | None = None) -> list[str]:
    """The words of a question that wordings are made of, as stems; what else it has is an actor or a topic."""
    text = _MASKS.sub(" ", text)  # of the same length: the spans stay right
    masks = [(span, ACTOR) for span in actors if not (when and span.overlaps(when))]
    masks += [(when, when.of(text).split()[0])] if when else []
    for span, mask in sorted(masks, reverse=True):
        text = f"{text[: span.start]} {mask} {text[span.end :]}"
    return kept(tokens(text), vocabulary())


def kept(words: Sequence[str], known: Container[str]) -> list[str]:
    """The words that are `known`; what else there is, is an act or a topic."""
    found: list[str] = []
    for word in words:
        mask = word if word in known or word in (ACTOR, ACT) else ACT if word in stances() else TOPIC
        if mask == TOPIC and (has_function_word(word) or found[-1:] == [TOPIC]):
            continue
        found.append(mask)
    return found


def tokens(text: str) -> list[str]:
    """The words of a text as stems: "What's" is "what"."""
    words = (re.split(r"['’]", match.group())[0] for match in _WORD.finditer(text))
    return [word if word in (ACTOR, TOPIC, ACT) else stem(word) for word in words if word]


def features(words: Sequence[str]) -> list[str]:
    """What a question is judged by: its words, its pairs of neighbours, how it begins, how many actors it names."""
    padded = ["^", *words, "$"]
    pairs = [" ".join(pair) for pair in pairwise(padded)]
    return [*dict.fromkeys((*words, *pairs)), f"actors {min(words.count(ACTOR), 2)}"]


@cache
def vocabulary() -> frozenset[str]:
    """All the words that the wordings are made of."""
    return frozenset(_table()["words"])


@cache
def spellings() -> frozenset[str]:
    """Its longer words as they are spelt, to read misspelt ones by."""
    return frozenset(_table()["spelt"])


@cache
def frame() -> frozenset[str]:
    """Those among them that stand around a topic: "position", "say", "changed"."""
    return frozenset(_table()["frame"])


def _scores(words: Sequence[str]) -> dict[Kind, float]:
    table = _table()
    found = [table["weights"][name] for name in features(words) if name in table["weights"]]
    return {
        Kind(kind): table["start"][place] + sum(weights[place] for weights in found)
        for place, kind in enumerate(table["kinds"])
    }


@cache
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((Path(__file__).parent / "kinds.json").read_text(encoding="utf-8"))
    return loaded
